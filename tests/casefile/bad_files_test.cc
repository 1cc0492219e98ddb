#include <gtest/gtest.h>

#include <functional>

#include "tests/casefile/border_case.h"
#include "tests/support/approval.h"

/// Every file in bad/, bad-roadmaps/ and bad-tables/ makes one realistic mistake; the .txt beside
/// it is what a user is told. Run with TANDEM_APPROVE=1 after adding one, and read what was
/// written.
namespace tandem::casefile {
namespace {

namespace fs = std::filesystem;
using Load = std::function<Error(const std::string& text, const std::string& name)>;

void expect_helpful(const Diagnostic& d, const std::string& file) {
  EXPECT_EQ(d.at.file, file) << d.message;
  EXPECT_GT(d.at.line, 0) << d.message;
  EXPECT_GT(d.at.column, 0) << d.message;
  EXPECT_FALSE(d.rule.empty()) << d.message;
  EXPECT_FALSE(d.message.empty());
  EXPECT_FALSE(d.repair.empty()) << d.message;
}

void check_folder(const std::string& folder, const std::string& extension, const Load& load) {
  for (const fs::path& file : test::source_files("tests/casefile/" + folder, extension)) {
    SCOPED_TRACE(file.string());
    const std::string text = test::text_of_file(file);
    const std::string name = file.filename().string();
    const Error error = load(text, name);
    EXPECT_EQ(error.code, Errc::invalid_input);
    EXPECT_FALSE(error.details.empty());
    for (const Diagnostic& d : error.details) expect_helpful(d, name);
    fs::path approved = file;
    approved.replace_extension(".txt");
    EXPECT_TRUE(test::matches_approved(approved, test::shown(error, text)));
  }
}

const Error kLoaded{Errc::internal, "it has no mistakes"};

TEST(BadCases, AreAnsweredWithPlaceRuleAndRepair) {
  check_folder("bad", ".yaml", [](const std::string& text, const std::string& name) {
    const auto loaded = load_case_text(text, name);
    return loaded ? kLoaded : loaded.error();
  });
}

TEST(BadCases, AreManyAndEachHasItsApprovedAnswer) {
  EXPECT_GE(test::source_files("tests/casefile/bad", ".yaml").size(), 100U);
  for (const char* folder : {"tests/casefile/bad", "tests/casefile/bad-roadmaps"})
    EXPECT_EQ(test::source_files(folder, ".yaml").size(),
              test::source_files(folder, ".txt").size());
  EXPECT_EQ(test::source_files("tests/casefile/bad-tables", ".csv").size(),
            test::source_files("tests/casefile/bad-tables", ".txt").size());
}

TEST(BadRoadmaps, AreAnsweredWithPlaceRuleAndRepair) {
  const CaseFile border = test::border_case();
  check_folder("bad-roadmaps", ".yaml", [&](const std::string& text, const std::string& name) {
    const auto loaded = load_roadmap_text(text, name, border.valid);
    return loaded ? kLoaded : loaded.error();
  });
}

TEST(BadTables, AreAnsweredWithPlaceRuleAndRepair) {
  check_folder("bad-tables", ".csv", [](const std::string& text, const std::string& name) {
    const auto read = read_measures_csv(text, name);
    return read ? kLoaded : read.error();
  });
}

}  // namespace
}  // namespace tandem::casefile
