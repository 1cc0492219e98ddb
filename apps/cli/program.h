#pragma once

#include <span>
#include <string>

#include "apps/cli/command.h"

namespace tandem::cli {

/// What `tandem WORDS...` does: finds the command or suggests the nearest, parses, runs, and writes
/// the data where -o says.
/// @return  the process's exit status
[[nodiscard]] int run_program(std::span<const std::string> words, const Streams& io);

/// "next: tandem plan korea" on `err`, where a person reads it.
void suggest_next(const Args& args, const Streams& io, std::string_view command_line);

}  // namespace tandem::cli
