#include "tests/support/approval.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace tandem::test {
namespace {

constexpr std::size_t kLinesShown = 6;

std::string take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string line(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// The first lines in which two texts differ: "-" approved, "+" actual.
std::string difference(std::string_view approved, std::string_view actual) {
  std::size_t line = 1;
  while (!approved.empty() && !actual.empty() &&
         approved.substr(0, approved.find('\n')) == actual.substr(0, actual.find('\n'))) {
    take_line(approved);
    take_line(actual);
    ++line;
  }
  std::string shown = fmt::format("line {}\n", line);
  for (std::size_t i = 0; i < kLinesShown && !approved.empty(); ++i)
    shown += "- " + take_line(approved) + "\n";
  for (std::size_t i = 0; i < kLinesShown && !actual.empty(); ++i)
    shown += "+ " + take_line(actual) + "\n";
  return shown;
}

}  // namespace

testing::AssertionResult matches_approved(const std::filesystem::path& approved,
                                          std::string_view actual) {
  const char* approve = std::getenv("TANDEM_APPROVE");
  if (approve != nullptr && std::string_view(approve) == "1") {
    std::ofstream(approved, std::ios::binary) << actual;
    return testing::AssertionSuccess();
  }
  const std::string expected = text_of_file(approved);
  if (expected == actual) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << approved.string() << " differs at " << difference(expected, actual)
         << "if that is right, run the test with TANDEM_APPROVE=1 and look at the change";
}

std::string text_of_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::filesystem::path> source_files(std::string_view folder,
                                                std::string_view extension) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(TANDEM_SOURCE_DIR) / std::string(folder)))
    if (entry.path().extension() == extension) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

}  // namespace tandem::test
