#include "tandem/casefile/changes.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "tandem/base/line_diff.h"
#include "tandem/casefile/casefile.h"
#include "tandem/casefile/scenario_file.h"
#include "tests/support/approval.h"

namespace tandem::casefile {
namespace {

using testing::HasSubstr;
using Kind = Change::Kind;

constexpr const char* kText =
    "# of a case\n"
    "case: c  # its id\n"
    "time: {phases: 4, horizon: 20}\n"
    "parties:\n"
    "  north:\n"
    "    name: Der Nördliche  # umlaut\n"
    "    worth: {low: 1,\n"
    "            high: 2}\n"
    "  south: {}\n"
    "\n"
    "# the end\n"
    "list:\n"
    "  - id: a\n"
    "    text: >-\n"
    "      two\n"
    "      lines\n"
    "  - id: b\n"
    "tags: [x, y, z]\n"
    "alone:\n"
    "  only: 1\n";

std::string applied(const Change& change) {
  const auto made = apply(kText, std::vector{change}, "c.yaml");
  return made ? unified_diff(kText, *made, "c").substr(12) : made.error().what;
}

/// The lines that go and come.
std::string lines(const Change& change) {
  std::string out;
  const std::string patch = applied(change);
  for (const std::string_view line : lines_of(patch))
    if (line.starts_with('-') || line.starts_with('+')) out += line;
  return out;
}

TEST(Apply, SetsAValueAndLeavesItsComment) {
  EXPECT_EQ(lines({Kind::set, "case", "", "d"}), "-case: c  # its id\n+case: d  # its id\n");
  EXPECT_EQ(lines({Kind::set, "time.phases", "", "12"}),
            "-time: {phases: 4, horizon: 20}\n+time: {phases: 12, horizon: 20}\n");
  EXPECT_EQ(lines({Kind::set, "parties.north.name", "", "N"}),
            "-    name: Der Nördliche  # umlaut\n+    name: N  # umlaut\n");
  EXPECT_EQ(lines({Kind::set, "parties.north.worth", "", "1..2..3 @J"}),
            "-    worth: {low: 1,\n-            high: 2}\n+    worth: 1..2..3 @J\n");
  EXPECT_EQ(lines({Kind::set, "list.0.text", "", "one"}),
            "-    text: >-\n-      two\n-      lines\n+    text: one\n");
  EXPECT_EQ(lines({Kind::set, "tags.1", "", "w"}), "-tags: [x, y, z]\n+tags: [x, w, z]\n");
}

TEST(Apply, SetsAValueThatIsNotWritten) {
  const auto made = apply("case: c\ntitle:\nlast: 1\n",
                          std::vector{Change{Kind::set, "title", "", "T"}}, "c.yaml");
  ASSERT_TRUE(made.has_value()) << made.error().what;
  EXPECT_EQ(*made, "case: c\ntitle: T\nlast: 1\n");
}

TEST(Apply, AddsAKeyThatIsMissing) {
  EXPECT_EQ(
      lines({Kind::set, "time.start", "", "2030-01-01"}),
      "-time: {phases: 4, horizon: 20}\n+time: {phases: 4, horizon: 20, start: 2030-01-01}\n");
  EXPECT_EQ(lines({Kind::set, "parties.south.name", "", "S"}),
            "-  south: {}\n+  south: {name: S}\n");
  EXPECT_EQ(lines({Kind::set, "parties.west", "", "{name: W}"}), "+  west: {name: W}\n");
  EXPECT_EQ(lines({Kind::set, "list.1.text", "", "new"}), "+    text: new\n");
  EXPECT_EQ(lines({Kind::set, "last", "", "3"}), "+last: 3\n");
}

TEST(Apply, RemovesWhatStandsAtAPath) {
  EXPECT_EQ(lines({Kind::remove, "parties.north"}),
            "-  north:\n-    name: Der Nördliche  # umlaut\n-    worth: {low: 1,\n"
            "-            high: 2}\n");
  EXPECT_EQ(lines({Kind::remove, "time.phases"}),
            "-time: {phases: 4, horizon: 20}\n+time: {horizon: 20}\n");
  EXPECT_EQ(lines({Kind::remove, "time.horizon"}),
            "-time: {phases: 4, horizon: 20}\n+time: {phases: 4}\n");
  EXPECT_EQ(lines({Kind::remove, "tags.2"}), "-tags: [x, y, z]\n+tags: [x, y]\n");
  EXPECT_EQ(lines({Kind::remove, "list.1"}), "-  - id: b\n");
  EXPECT_EQ(lines({Kind::remove, "list.0.text"}), "-    text: >-\n-      two\n-      lines\n");
  // A key that would hold nothing goes too.
  EXPECT_EQ(lines({Kind::remove, "alone.only"}), "-alone:\n-  only: 1\n");
}

TEST(Apply, ReplacesWhatStandsThereOnce) {
  EXPECT_EQ(lines({Kind::replace, "", "# the end\n", ""}), "-# the end\n");
  EXPECT_THAT(applied({Kind::replace, "", "id:", "x:"}), HasSubstr("more than once"));
  EXPECT_THAT(applied({Kind::replace, "", "nowhere", ""}), HasSubstr("as it was"));
  EXPECT_THAT(applied({Kind::replace, "", "", "x"}), HasSubstr("as it was"));
}

TEST(Apply, SaysWhatDoesNotFit) {
  EXPECT_THAT(applied({Kind::set, "tme.phases", "", "1"}), HasSubstr("did you mean 'time'?"));
  EXPECT_THAT(applied({Kind::set, "case", "", "[a"}), HasSubstr("no value of one line of YAML"));
  EXPECT_THAT(applied({Kind::set, "case", "", "a\nb: [1"}), HasSubstr("no value of one line"));
  EXPECT_THAT(applied({Kind::set, "case.more", "", "1"}), HasSubstr("holds no keys"));
  EXPECT_THAT(applied({Kind::set, "tags.7", "", "1"}), HasSubstr("holds no keys"));
  EXPECT_THAT(applied({Kind::remove, "parties.east"}), HasSubstr("it has north and south"));
  EXPECT_EQ(lines({Kind::remove, "list.1.id"}), "-  - id: b\n");  // it would be empty
  EXPECT_THAT(applied({Kind::remove, "list.0.id"}), HasSubstr("lines of its own"));
  const auto second = apply(
      kText, std::vector{Change{Kind::remove, "tags"}, Change{Kind::remove, "tags"}}, "c.yaml");
  ASSERT_FALSE(second.has_value());
  EXPECT_THAT(second.error().what, HasSubstr("change 2:"));
}

/// Every place of a shipped case, by its path, can be set to what it says: nothing else moves.
TEST(Apply, SetsEveryNumberOfTheTutorialToItself) {
  const std::string text = test::text_of_file(TANDEM_SOURCE_DIR "/cases/tutorial/case.yaml");
  const auto of = load_case_text(text, "case.yaml");
  ASSERT_TRUE(of.has_value());
  for (const auto& measure : of->draft.measures) {
    const Change change{Kind::set, "measures." + measure.id.text + ".reversibility", "", "0.25"};
    const auto made = apply(text, std::vector{change}, "case.yaml");
    ASSERT_TRUE(made.has_value()) << made.error().what;
    const auto after = load_case_text(*made, "case.yaml");
    ASSERT_TRUE(after.has_value()) << measure.id.text;
    EXPECT_LE(line_changes(text, *made).size(), 1U);
  }
}

RC_GTEST_PROP(ChangesBetween, MakeTheOneTextOfTheOther, ()) {
  const auto text = [] {
    std::string made;
    for (const char letter : *rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c', 'd')))
      made += std::string(1, letter) + "\n";
    return made;
  };
  const std::string before = text() + "end\n";
  const std::string after = text() + *rc::gen::element<std::string>("end\n", "", "end");
  const auto changes = changes_between(before, after);
  const auto made = apply(before, changes, "x");
  RC_ASSERT(made.has_value());
  RC_ASSERT(*made == after);
}

TEST(ChangesBetween, TakeInFewLines) {
  const auto changes = changes_between("a\nb\nc\nd\ne\n", "a\nb\nC\nd\ne\nf\n");
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].was, "c\n");
  EXPECT_EQ(changes[1].was, "e\n");
  EXPECT_EQ(changes[1].text, "e\nf\n");
}

RC_GTEST_PROP(ScenarioFile, IsReadBackAsItWasWritten, ()) {
  const auto words = [] {
    return *rc::gen::container<std::string>(
        rc::gen::element('a', ' ', '\n', '"', '#', ':', '{', '}', '\'', '\\', '|', '-', '7'));
  };
  Scenario one{"s" + words(), "c", words(), {}, words()};
  const auto count = *rc::gen::inRange(0, 4);
  for (int k = 0; k < count; ++k) {
    const auto kind = *rc::gen::element(Kind::set, Kind::remove, Kind::replace);
    one.changes.push_back({kind, kind == Kind::replace ? "" : words(),
                           kind == Kind::replace ? words() : "",
                           kind == Kind::remove ? "" : words()});
  }
  const std::string text = write_scenario(one);
  const auto read = load_scenario_text(text, "s.yaml");
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == one);
  RC_ASSERT(is_scenario(text));
}

TEST(ScenarioFile, IsReadAsAPersonWritesIt) {
  const auto read = load_scenario_text(
      "tandem: 1\nscenario: cheap\ncase: tutorial\nchanges:\n"
      "  - {set: measures.road.worth.south, to: -10}\n"
      "  - set: measures.road.worth\n    to: {south: 1..2..3}\n"
      "  - remove: measures.market\n",
      "s.yaml");
  ASSERT_TRUE(read.has_value()) << read.error().details.at(0).message;
  EXPECT_EQ(read->changes.at(0).text, "-10");
  EXPECT_EQ(read->changes.at(1).text, "{south: 1..2..3}");
  EXPECT_EQ(read->changes.at(2).path, "measures.market");
}

TEST(ScenarioFile, NamesEveryMistake) {
  const auto read = load_scenario_text(
      "tandem: 1\nscenario: cheap\ncase: [x]\nchanges:\n  - {set: a}\n  - b\ntitel: x\n", "s.yaml");
  ASSERT_FALSE(read.has_value());
  ASSERT_EQ(read.error().details.size(), 4U);
  EXPECT_EQ(read.error().details[1].at.line, 5);
  EXPECT_EQ(read.error().details[1].rule, "not-a-change");
  EXPECT_THAT(read.error().details[3].repair, HasSubstr("'title'"));
}

}  // namespace
}  // namespace tandem::casefile
