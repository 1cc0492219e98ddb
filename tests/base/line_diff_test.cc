#include "tandem/base/line_diff.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The new text made of the old one by the changes.
std::string carried_out(std::string_view before, std::string_view after,
                        const std::vector<LineChange>& changes) {
  const auto from = lines_of(before);
  const auto to = lines_of(after);
  std::string made;
  std::size_t at = 0;
  for (const LineChange& change : changes) {
    for (; at < change.begin; ++at) made += from[at];
    at = change.end;
    for (std::size_t k = change.new_begin; k < change.new_end; ++k) made += to[k];
  }
  for (; at < from.size(); ++at) made += from[at];
  return made;
}

TEST(LineChanges, OfMyersOwnExampleAreFive) {
  // ABCABBA to CBABAC, figure 1 of the paper: the shortest script has five edits.
  const auto changes = line_changes("A\nB\nC\nA\nB\nB\nA\n", "C\nB\nA\nB\nA\nC\n");
  std::size_t edits = 0;
  for (const LineChange& one : changes) edits += one.end - one.begin + one.new_end - one.new_begin;
  EXPECT_EQ(edits, 5U);
}

TEST(LineChanges, AreNoneOfTheSameText) {
  EXPECT_THAT(line_changes("a\nb\n", "a\nb\n"), IsEmpty());
  EXPECT_THAT(line_changes("", ""), IsEmpty());
  EXPECT_EQ(unified_diff("a\n", "a\n", "f"), "");
}

TEST(LineChanges, NameTheLinesThatChange) {
  EXPECT_THAT(line_changes("a\nb\nc\n", "a\nx\ny\nc\n"), ElementsAre(LineChange{1, 2, 1, 3}));
  EXPECT_THAT(line_changes("a\nb", "a\nb\n"), ElementsAre(LineChange{1, 2, 1, 2}));
}

TEST(UnifiedDiff, IsWhatPatchReads) {
  EXPECT_EQ(
      unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\nten", "f.yaml"),
      "--- f.yaml\n+++ f.yaml\n@@ -2,8 +2,9 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n+ten\n"
      "\\ No newline at end of file\n");
  EXPECT_EQ(unified_diff("", "a\n", "f"), "--- f\n+++ f\n@@ -0,0 +1,1 @@\n+a\n");
}

RC_GTEST_PROP(LineChangesOfAnyTexts, MakeTheOneOfTheOther, ()) {
  const auto text = [] {
    const auto letters = *rc::gen::container<std::vector<char>>(rc::gen::element('a', 'b', 'c'));
    std::string made;
    for (const char letter : letters) made += std::string(1, letter) + "\n";
    return made;
  };
  const std::string before = text();
  const std::string after = text();
  RC_ASSERT(carried_out(before, after, line_changes(before, after)) == after);
}

TEST(LineChanges, OfTextsWithNothingInCommonAreOne) {
  std::string before = "same\n";
  std::string after = "same\n";
  for (int k = 0; k < 3000; ++k) {
    before += "old " + std::to_string(k) + "\n";
    after += "new " + std::to_string(k) + "\n";
  }
  EXPECT_THAT(line_changes(before, after), ElementsAre(LineChange{1, 3001, 1, 3001}));
}

}  // namespace
}  // namespace tandem
