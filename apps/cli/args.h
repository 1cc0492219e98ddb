#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/command.h"

namespace tandem::cli {

/// --json, -o FILE and --help, which every command has.
[[nodiscard]] std::span<const ArgSpec> common_args();

/// The name under which Args knows it: "seed" of "--seed", "output" of "-o,--output", "CASE".
[[nodiscard]] std::string key_of(const ArgSpec& spec);

struct ParsedArgs {
  Args args;
  bool help = false;
  std::string problem = {};  ///< why the words make no sense; empty where they do
};

/// The numbers of a list with separator `between`; empty where one is none.
[[nodiscard]] std::vector<double> reals_of(std::string_view list, char between);

/// Reads the words after the command's name.
[[nodiscard]] ParsedArgs parse_args(const Command& command, std::span<const std::string> words);

}  // namespace tandem::cli
