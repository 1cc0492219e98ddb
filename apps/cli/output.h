#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/command.h"
#include "tandem/base/result.h"

/// The files that a command writes: named by its arguments, each a file of its own, and none of
/// them one that the command reads.
namespace tandem::cli {

/// The files that the arguments name to be written; `-o -`, which is stdout, is none.
[[nodiscard]] std::vector<Output> outputs_of(const Command& command, const Args& args);

/// Why these files cannot be written, as far as that shows beforehand; nothing where they can.
[[nodiscard]] std::optional<Error> refuse_outputs(std::span<const Output> outputs);

/// Why `path` ("-" is stdin) may not be read, or made by the command itself: one of `outputs` would
/// be written over it.
[[nodiscard]] std::optional<Error> refuse_overwriting(const std::string& path,
                                                      std::span<const Output> outputs);

/// Makes the folder, so that what is found can be kept in it; one that is there must be empty.
/// @return why it cannot be used
[[nodiscard]] std::optional<Error> make_new_folder(const std::string& path);

/// Says on stderr that it could not be written, where the answer is printed already.
void say_unwritable(const std::string& path, const Streams& io);

}  // namespace tandem::cli
