#pragma once

#include <string>
#include <string_view>
#include <vector>

/// What the tests read out of a page of docs/: tables, and the arithmetic in their cells.
namespace tandem::test {

struct Table {
  std::string name;  ///< of the comment "<!-- table: name -->" above it
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;  ///< as long as `head`
};

/// The named tables of a page, in order.
[[nodiscard]] std::vector<Table> named_tables(const std::string& page);

/// A file of the repository; empty where it cannot be read.
[[nodiscard]] std::string read_file(const std::string& path_from_root);

/// Value of a sum of products such as "(-2 + 3) × 10 - 4 ÷ 2"; not a number where it is none.
[[nodiscard]] double arithmetic(std::string_view text);

/// "2 × 3 = 6": the calculation before the sign, and what is printed after it. Without a sign both
/// are the whole cell.
struct Worked {
  double calculated = 0;
  double printed = 0;
};
[[nodiscard]] Worked worked(const std::string& cell);

}  // namespace tandem::test
