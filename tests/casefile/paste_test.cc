#include "tandem/casefile/paste.h"

#include <gmock/gmock.h>

#include <string>

#include "tandem/base/line_diff.h"

namespace tandem::casefile {
namespace {

using testing::HasSubstr;

constexpr const char* kText =
    "agreement: a\n"
    "obligations:\n"
    "  # the first\n"
    "  A1:\n"
    "    title: one  # by the North\n"
    "    trigger: by T0\n"
    "    verification:\n"
    "      means: eyes\n"
    "\n"
    "  # the second\n"
    "  A2: {title: two}\n"
    "\n"
    "# what is outside\n"
    "events:\n"
    "  T0: {date: 2026-01-01}\n";

/// The lines that go and come.
std::string lines(const std::string& pasted) {
  const auto made = paste(kText, pasted, "obligations", "a.yaml");
  if (!made) return made.error().what;
  const std::string diff = unified_diff(kText, *made, "a").substr(12);
  std::string out;
  for (const std::string_view line : lines_of(diff))
    if (line.starts_with('-') || line.starts_with('+')) out += line;
  return out;
}

TEST(Paste, SetsKeysThatAreThereAndAddsOthers) {
  EXPECT_EQ(lines("A1:\n  trigger: \"by T0 + 30d\"\n  cure: 30d\nA2:\n  financing: the North\n"),
            "-    trigger: by T0\n"
            "+    trigger: by T0 + 30d\n"
            "+    cure: 30d\n"
            "-  A2: {title: two}\n"
            "+  A2: {title: two, financing: the North}\n");
}

TEST(Paste, PutsABlockInThePlaceOfABlock) {
  EXPECT_EQ(lines("A1:\n  verification:\n    means: eyes\n    operator: iaea\n"),
            "-      means: eyes\n"
            "+      {means: eyes, operator: iaea}\n");
}

TEST(Paste, PutsWhatIsNewAfterWhatItContinues) {
  EXPECT_EQ(lines("A1-first:\n  title: \"half, of one\"\n  for: [A2]\n"),
            "+  A1-first:\n"
            "+    title: \"half, of one\"\n"
            "+    for: [A2]\n");
  const auto made = paste(kText, "A1-first:\n  title: half\n", "obligations", "a.yaml");
  EXPECT_THAT(made.value(),
              HasSubstr("means: eyes\n  A1-first:\n    title: half\n\n  # the second"));
}

TEST(Paste, PutsWhatContinuesNothingAtTheEnd) {
  const auto made = paste(kText, "B1:\n  title: three\n", "obligations", "a.yaml");
  EXPECT_THAT(made.value(),
              HasSubstr("  A2: {title: two}\n  B1:\n    title: three\n\n# what is outside"));
}

TEST(Paste, SaysWhatFindsNoPlace) {
  EXPECT_THAT(lines("words\n"), HasSubstr("are no ids with keys under them"));
  EXPECT_THAT(lines("A1: [\n"), HasSubstr("cannot be read as YAML"));
  EXPECT_EQ(paste("a: 1\n", "A1:\n  b: 1\n", "obligations", "a.yaml").error().what,
            "a.yaml has no 'obligations'");
}

}  // namespace
}  // namespace tandem::casefile
