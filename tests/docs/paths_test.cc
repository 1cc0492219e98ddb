#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "tests/docs/markdown.h"

/// A page that points to a file of the repository must not outlive it.
namespace tandem {
namespace {

namespace fs = std::filesystem;

TEST(Docs, FilesThatAPageNamesExist) {
  const fs::path root = TANDEM_SOURCE_DIR;
  const std::regex named(R"(`((?:tandem|tests|cases|docs|tools|scripts)/[\w./-]+)`)");
  const std::regex linked(R"(\]\(([\w./-]+\.md)\))");
  for (const auto& entry : fs::directory_iterator(root / "docs")) {
    if (entry.path().extension() != ".md") continue;
    const std::string page = test::read_file("docs/" + entry.path().filename().string());
    for (std::sregex_iterator at(page.begin(), page.end(), named), end; at != end; ++at)
      EXPECT_TRUE(fs::exists(root / at->str(1))) << entry.path().filename() << ": " << at->str(1);
    for (std::sregex_iterator at(page.begin(), page.end(), linked), end; at != end; ++at)
      EXPECT_TRUE(fs::exists(root / "docs" / at->str(1)))
          << entry.path().filename() << ": " << at->str(1);
  }
}

}  // namespace
}  // namespace tandem
