#include "tandem/ledger/internal/agreed_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/ledger/events.h"

namespace tandem::ledger::internal {
namespace {

/// A step that says all that can be agreed of one, among others.
std::string full_text() {
  return with(
      with(small_text(), "obligations:\n", "sources:\n  S1: {title: A map}\nobligations:\n"),
      "  A1: {title: North opens the road, actors: [north], counterparts: [south], "
      "trigger: by 2027-03-01}\n",
      R"(  A1:
    title: North opens the road
    text: North shall open the road at the river.
    actors: [north]
    counterparts: [south]
    trigger: by 2027-03-01
    quantity: 10 @S1
    unit: km
    cure: 5d
    for: [B1]
    verification: {means: a visit, operator: board}
)");
}

/// Whom a change of the full text touches, in the order of their names.
std::string touched_by(std::string_view from, std::string_view to) {
  const auto before = read_agreed(full_text());
  const auto after = read_agreed(with(full_text(), from, to));
  EXPECT_TRUE(before) << before.error().what;
  EXPECT_TRUE(after) << after.error().what;
  if (!before || !after) return "";
  auto all = touched(**before, **after);
  std::ranges::sort(all);
  std::string names;
  for (const std::string& one : all) names += (names.empty() ? "" : " ") + one;
  return names;
}

TEST(AgreedText, TouchesThoseOfAnObligationInWhateverIsOwed) {
  EXPECT_EQ(touched_by("quantity: 10 @S1", "quantity: 10 @S1"), "");
  EXPECT_EQ(touched_by("quantity: 10 @S1", "quantity: 11 @S1"), "north south");
  EXPECT_EQ(touched_by("    quantity: 10 @S1\n    unit: km\n", ""), "north south");
  EXPECT_EQ(touched_by("unit: km", "unit: mile"), "north south");
  EXPECT_EQ(touched_by("    quantity: 10 @S1\n", ""), "north south");
  EXPECT_EQ(touched_by("cure: 5d", "cure: 6d"), "north south");
  EXPECT_EQ(touched_by("at the river", "at the bridge"), "north south");
  EXPECT_EQ(touched_by("means: a visit", "means: a photo"), "north south");
  EXPECT_EQ(touched_by("    verification: {means: a visit, operator: board}\n", ""), "north south");
  EXPECT_EQ(touched_by("    for: [B1]\n", ""), "north south");
  EXPECT_EQ(touched_by("trigger: by A1 + 31d}", "trigger: by A1 + 32d}"), "north south");
}

TEST(AgreedText, TouchesThoseWhoOweAndThoseWhoAreOwedBeforeAndAfter) {
  EXPECT_EQ(touched_by("actors: [north]\n    counterparts: [south]",
                       "actors: [north]\n    counterparts: [board]"),
            "north south")
      << "the board is no party";
  EXPECT_EQ(touched_by("actors: [north]\n    counterparts: [south]",
                       "actors: [board]\n    counterparts: [south]"),
            "north south");
}

TEST(AgreedText, TouchesWhoBecomesSomebodyElse) {
  // Whoever it is in the text before: to make a body of a party does not leave it unasked.
  EXPECT_EQ(touched_by("south: {name: South}", "south: {name: South, role: body}"), "north south");
  EXPECT_EQ(touched_by("north: {name: North}\n  south: {name: South}",
                       "north: {name: South}\n  south: {name: North}"),
            "north south");
  EXPECT_EQ(touched_by("members: [north, south]}", "members: [south]}"), "north south");
  EXPECT_EQ(touched_by("board: {name: Board, role: body}",
                       "board: {name: A friend of North, role: body}"),
            "north south")
      << "it verifies what North does, and is told of what both report";
  EXPECT_EQ(touched_by("board: {name: Board, role: body}",
                       "board: {name: Board, role: body}\n  third: {name: A third}"),
            "")
      << "who is new takes nothing from anybody";
}

TEST(AgreedText, TouchesWhoIsInItNoMore) {
  const auto with_east =
      read_agreed(with(small_text(), "  board:", "  east: {name: East}\n  board:")).value();
  EXPECT_EQ(touched(*with_east, *read_agreed(small_text()).value()),
            std::vector<std::string>{"east"});
}

TEST(AgreedText, TouchesThoseOfWhatMoreMayRead) {
  EXPECT_EQ(touched_by("cure: 5d", "cure: 5d\n    visibility: {tlp: red}"), "north south");
  EXPECT_EQ(touched_by("cure: 5d", "cure: 5d\n    visibility: {tlp: clear, compartment: talks}"),
            "north south");
}

TEST(AgreedText, TouchesAllWhereDaysAreCountedInAnotherWayOrWhatHappensOutsideIsAnother) {
  EXPECT_EQ(
      touched_by("signed: 2027-01-01", "signed: 2027-01-01\nday_count: {first_day: included}"),
      "north south");
  EXPECT_EQ(touched_by("signed: 2027-01-01",
                       "signed: 2027-01-01\nday_count: {holidays: [2027-02-01], weekend: [fri]}"),
            "north south");
  const auto text = [](const std::string& events) {
    return read_agreed(
               with(small_text(), "obligations:\n", "events: {" + events + "}\nobligations:\n"))
        .value();
  };
  const auto before = text("T0: {title: The bridge is open}");
  EXPECT_EQ(touched(*before, *before).size(), 0U);
  EXPECT_EQ(touched(*before, *text("T0: {title: The bridge is closed}")).size(), 2U);
  EXPECT_EQ(touched(*before, *text("T1: {title: The bridge is open}")).size(), 2U);
  EXPECT_EQ(touched(*before, *text("T0: {title: The bridge is open}, T1: {title: Rain}")).size(),
            0U);
}

TEST(AgreedText, OfATitleTouchesNobodyWhereThereIsAText) {
  EXPECT_EQ(touched_by("title: North opens the road", "title: North opens a road"), "");
  EXPECT_EQ(touched_by("title: South sends grain", "title: South sends rice"), "north south");
}

TEST(AgreedText, TouchesThoseOfWhatIsAddedOrBeginsOnAnotherDay) {
  const auto all = [](const std::string& before, const std::string& after) {
    return touched(*read_agreed(before).value(), *read_agreed(after).value()).size();
  };
  const std::string bare = with(full_text(), "    quantity: 10 @S1\n    unit: km\n", "");
  EXPECT_EQ(all(bare, full_text()), 2U);
  const std::string to_begin = with(small_text(), "by 2027-03-01", "start by 2027-03-01");
  EXPECT_EQ(all(to_begin, to_begin), 0U);
  EXPECT_EQ(all(to_begin, with(to_begin, "start by 2027-03-01", "start by 2027-04-01")), 2U);
}

}  // namespace
}  // namespace tandem::ledger::internal
