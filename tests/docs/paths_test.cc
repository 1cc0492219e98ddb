#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "tests/support/approval.h"

/// A page that points to a file of the repository must not outlive it.
namespace tandem {
namespace {

namespace fs = std::filesystem;

/// Paths from the root in code, and links from the page's own folder.
void expect_named_files_exist(const fs::path& page) {
  const std::regex named(R"(`((?:tandem|apps|bench|tests|cases|docs|tools|scripts)/[\w./-]+)`)");
  const std::regex linked(R"(\]\(([\w./-]+)\))");
  const std::string text = test::text_of_file(page);
  EXPECT_FALSE(text.empty()) << page;
  for (std::sregex_iterator at(text.begin(), text.end(), named), end; at != end; ++at)
    EXPECT_TRUE(fs::exists(fs::path(TANDEM_SOURCE_DIR) / at->str(1))) << page << at->str(1);
  for (std::sregex_iterator at(text.begin(), text.end(), linked), end; at != end; ++at)
    EXPECT_TRUE(fs::exists(page.parent_path() / at->str(1))) << page << at->str(1);
}

TEST(Docs, FilesThatAPageNamesExist) {
  const fs::path root = TANDEM_SOURCE_DIR;
  for (const char* page : {"README.md", "CONTRIBUTING.md"}) expect_named_files_exist(root / page);
  for (const char* folder : {"docs", "cases"})
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      if (entry.path().extension() == ".md") expect_named_files_exist(entry.path());
}

}  // namespace
}  // namespace tandem
