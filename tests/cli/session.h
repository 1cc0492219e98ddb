#pragma once

#include <string>
#include <vector>

#include "tests/support/scratch_folder.h"

namespace tandem::test {

/// What one run of the program answered.
struct Answer {
  int status = 0;
  std::string out;
  std::string err;
};

/// Columns of the widest line.
[[nodiscard]] std::size_t widest(const std::string& text);

/// Runs the program with these words and this text on stdin.
[[nodiscard]] Answer tandem(const std::vector<std::string>& words, const std::string& in = "");

}  // namespace tandem::test
