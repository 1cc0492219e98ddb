#include "tandem/report/ledger_snapshot.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "tandem/report/document_html.h"
#include "tandem/report/ledger_export.h"
#include "tests/report/ledger_sample.h"
#include "tests/support/soak.h"

namespace tandem::report {
namespace {

using ledger::DisputeStep;
using ledger::Event;
using ledger::EventKind;
using ledger::Finding;
using model::Tlp;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

json snapshot_of(const test::Record& record, Tlp level = Tlp::clear,
                 std::optional<Date> on = std::nullopt) {
  const auto made = ledger_snapshot(record.events(), on, level);
  EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().what);
  return made ? json::parse(snapshot_json(*made)) : json();
}

json find(const json& list, const std::string& id) {
  for (const json& one : list)
    if (one["id"] == id) return one;
  return nullptr;
}

/// The toll is paid, denied and settled in silence; the guns go; the maps follow.
test::Record a_deal() {
  test::Record record;
  record.add(EventKind::reported, "2027-02-15", "third", "X1", "Paid in the harbour");
  record.answer(EventKind::contested, "2027-02-16", "north", 3);
  record.add(EventKind::reported, "2027-02-27", "north", "A1", "The guns are gone");
  record.finding(Finding::met, "2027-03-01", "board", "A1");
  record.add(EventKind::reported, "2027-03-02", "north", "C1");
  record.add(EventKind::incident, "2027-03-03", "board", "", "A letter is found");
  return record;
}

TEST(LedgerSnapshot, HasNothingOfWhatIsHidden) {
  const test::Record record = a_deal();
  const auto made = ledger_snapshot(record.events(), std::nullopt, Tlp::clear);
  ASSERT_TRUE(made.has_value());
  for (const std::string& text :
       {snapshot_json(*made), document_html(snapshot_document(*made), "tandem")})
    for (const char* hidden : {"X1", "toll", "third", "Thirdland", "harbour", "sealed", "VOTE",
                               "closed vote", "letter", "2027-02-11", "2027-02-16"})
      EXPECT_THAT(text, Not(HasSubstr(hidden)));
}

TEST(LedgerSnapshot, HasTheRestAndNumbersItAnew) {
  const json made = snapshot_of(a_deal());
  ASSERT_EQ(made["entries"].size(), 5U);  // opened, signed, A1 twice, C1
  EXPECT_EQ(made["entries"][2]["number"], 3);
  EXPECT_EQ(made["entries"][2]["says"], "The guns are gone");
  const json a1 = find(made["obligations"], "A1");
  EXPECT_EQ(a1["reported"], "done");
  EXPECT_EQ(a1["verification"], "verified");
  EXPECT_EQ(a1["due"], "2027-03-01");
  EXPECT_EQ(a1["entries"], json({3, 4}));
  EXPECT_EQ(a1["in_exchange_for"], json({"B1"}));
  EXPECT_EQ(a1["sources"][0]["title"], "The text as signed");
  // 30 days after the guns were gone, on 27 February.
  EXPECT_EQ(find(made["obligations"], "B1")["due"], "2027-03-29");
  EXPECT_EQ(made["on"], "2027-03-03") << "the day on which the last entry shown was recorded";
}

TEST(LedgerSnapshot, SaysHiddenDependencyInsteadOfADayThatFollowsFromSomethingHidden) {
  const json made = snapshot_of(a_deal(), Tlp::clear, test::date_of("2027-04-01"));
  const json c1 = find(made["obligations"], "C1");
  EXPECT_EQ(c1["hidden_dependency"], true);
  EXPECT_EQ(c1["when"], nullptr);
  EXPECT_EQ(c1["due"], nullptr);
  EXPECT_EQ(c1["days_late"], nullptr);
  EXPECT_EQ(c1["reported"], "done");
  const json d1 = find(made["obligations"], "D1");  // follows from C1
  EXPECT_EQ(d1["hidden_dependency"], true);
  EXPECT_EQ(d1["due"], nullptr);
  EXPECT_EQ(d1["reported"], "open");
  EXPECT_EQ(find(made["obligations"], "A1")["hidden_dependency"], false)
      << "it waits for the toll in fact, but its day is in the text";
}

TEST(LedgerSnapshot, CountsWhatItLeftOut) {
  const json left = snapshot_of(a_deal())["left_out"];
  EXPECT_EQ(left["obligations"], json({{"side_agreement", 1}}));
  EXPECT_EQ(left["entries"], json({{"contested", 1}, {"incident", 1}, {"reported", 1}}));
  EXPECT_EQ(left["parties"], 1);
  EXPECT_EQ(left["outside_events"], 1);
  EXPECT_EQ(left["words"], 1);  // of the signing
  const auto made = ledger_snapshot(a_deal().events(), std::nullopt, Tlp::clear);
  EXPECT_EQ(left_out_words(*made),
            "Left out above TLP:CLEAR: 1 obligation (1 side_agreement); 3 entries (1 contested, "
            "1 incident, 1 reported); 1 actor that only these name; 1 outside event; the words of "
            "1 entry about texts.");
}

TEST(LedgerSnapshot, SaysWhenATextWasReplaced) {
  test::Record record;
  const auto amendment = record.amend("2027-02-01", "north",
                                      test::with(test::crossing_text(), "T0 + 59d", "T0 + 90d"));
  record.answer(EventKind::consented, "2027-02-05", "south", amendment);
  const auto made = ledger_snapshot(record.events(), std::nullopt, Tlp::clear);
  ASSERT_TRUE(made.has_value());
  const json texts = json::parse(snapshot_json(*made))["texts"];
  EXPECT_EQ(texts[0]["replaced"], "2027-02-05");
  EXPECT_TRUE(texts[1]["replaced"].is_null());
  EXPECT_THAT(document_html(snapshot_document(*made), "tandem"),
              HasSubstr("in force from <span class=\"date\">2027-01-01</span>, replaced on "));
}

TEST(LedgerSnapshot, HasEverythingAtTheHighestLevel) {
  const json made = snapshot_of(a_deal(), Tlp::red);
  EXPECT_EQ(made["entries"].size(), 8U);
  EXPECT_EQ(made["marking"], "TLP:RED");
  // 10 days after the toll was paid, on 15 February.
  EXPECT_EQ(find(made["obligations"], "C1")["due"], "2027-02-25");
  EXPECT_EQ(made["left_out"]["entries"], json::object());
}

TEST(LedgerSnapshot, IsRefusedWhereNothingWouldBeLeft) {
  std::string text = test::crossing_text();
  for (const char* id : {"A1", "B1", "C1", "D1", "R1", "K1"})
    text = test::with(text, fmt::format("  {}:\n", id),
                      fmt::format("  {}:\n    visibility: {{tlp: amber}}\n", id));
  const auto made = ledger_snapshot(test::Record(text).events(), std::nullopt, Tlp::green);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().details.front().rule, kAboveLevel);
}

TEST(LedgerSnapshot, ADisputeAboutSomethingHiddenChangesNothing) {
  test::Record record;
  const auto report = record.add(EventKind::reported, "2027-02-20", "north", "A1");
  record.answer(EventKind::contested, "2027-02-21", "south", report);
  const auto raised = record.dispute(DisputeStep::raised, "2027-02-22", "south", "X1", report);
  record.dispute(DisputeStep::settled, "2027-02-23", "board", "", raised);
  const json made = snapshot_of(record);
  EXPECT_TRUE(made["disputes"].empty());
  EXPECT_EQ(find(made["obligations"], "A1")["verification"], "contested");
}

TEST(LedgerSnapshot, AnAmendmentOfHiddenThingsAloneIsNotThere) {
  test::Record record;
  record.amend("2027-01-10", "north",
               test::with(test::crossing_text(), "VOTE + 10d", "VOTE + 20d"));
  record.answer(EventKind::consented, "2027-01-11", "third", 3);
  const json made = snapshot_of(record);
  EXPECT_EQ(made["texts"].size(), 1U);
  EXPECT_EQ(made["entries"].size(), 2U);
  EXPECT_EQ(made["texts"][0]["status"], "in_force");
}

TEST(LedgerSnapshot, AnAmendmentIsInForceWhenItReallyIs) {
  // Thirdland, which only the toll names, must consent too, and does so last.
  std::string text = test::with(test::crossing_text(), "T0 + 59d", "T0 + 90d");
  text = test::with(text, "VOTE + 10d", "VOTE + 20d");
  test::Record record;
  record.amend("2027-01-10", "north", text);
  record.answer(EventKind::consented, "2027-01-11", "south", 3);
  json made = snapshot_of(record);
  EXPECT_EQ(made["texts"][1]["status"], "pending");
  EXPECT_EQ(made["texts"][1]["consented"], json({"north", "south"}));
  EXPECT_EQ(find(made["obligations"], "A1")["due"], "2027-03-01");
  record.answer(EventKind::consented, "2027-01-20", "third", 3);
  made = snapshot_of(record, Tlp::clear, test::date_of("2027-02-01"));
  EXPECT_EQ(made["texts"][1]["status"], "in_force");
  EXPECT_EQ(made["texts"][1]["since"], "2027-01-20");
  EXPECT_EQ(made["texts"][1]["consented"], json({"north", "south"}));
  const json a1 = find(made["obligations"], "A1");
  EXPECT_EQ(a1["due"], "2027-04-01");
  EXPECT_EQ(a1["original_due"], "2027-03-01");
  EXPECT_EQ(a1["rebaselined"], true);
}

TEST(LedgerSnapshot, WhatANewTextHidesWasNeverThere) {
  test::Record record = a_deal();
  const auto amendment =
      record.amend("2027-03-10", "north",
                   test::with(test::crossing_text(), "    title: Hand over the maps\n",
                              "    title: Hand over the maps\n    visibility: {tlp: amber}\n"));
  EXPECT_EQ(record.state("2027-03-11").versions.back().seq, amendment);
  const json made = snapshot_of(record);
  EXPECT_EQ(find(made["obligations"], "C1"), nullptr);
  for (const json& entry : made["entries"]) EXPECT_NE(entry.value("of", ""), "C1");
}

// --- non-interference

using Chance = std::mt19937_64;

std::size_t draw(Chance& chance, std::size_t n) { return chance() % n; }

std::string word(Chance& chance) {
  std::string made;
  for (std::size_t k = 0; k < 6; ++k) made += static_cast<char>('a' + draw(chance, 26));
  return made;
}

/// What is hidden, as chance has it; what is shown is always the same.
struct Hidden {
  std::vector<std::string> ids;
  std::string actor;
  std::string event;
};

Hidden hidden_names(Chance& chance) {
  Hidden made{{}, "q-" + word(chance), "V-" + word(chance)};
  const std::size_t n = 1 + draw(chance, 3);
  for (std::size_t k = 0; k < n; ++k) made.ids.push_back(fmt::format("X-{}-{}", word(chance), k));
  return made;
}

/// The crossing, with hidden obligations of the names.
std::string crossing_with(const Hidden& hidden, Chance& chance, std::string_view days) {
  std::string text = test::with(test::crossing_text(), "T0 + 59d", fmt::format("T0 + {}", days));
  text = text.substr(0, text.find("  X1:\n"));
  text = test::with(text, "third: {name: Thirdland}",
                    fmt::format("{}: {{name: {}}}", hidden.actor, word(chance)));
  text = test::with(text, "VOTE: {title: The closed vote, date: 2027-02-01}",
                    fmt::format("{}: {{title: {}, date: 2027-02-{:02}}}", hidden.event,
                                word(chance), 1 + draw(chance, 27)));
  text = test::with(text, "The sealed letter", word(chance));
  text = test::with(text, "for: [B1, X1]", fmt::format("for: [B1, {}]", hidden.ids.front()));
  text = test::with(text, "waits_for: [X1]", fmt::format("waits_for: [{}]", hidden.ids.front()));
  text = test::with(text, "by X1 + 10d",
                    fmt::format("by {} + {}d", hidden.ids.back(), 1 + draw(chance, 40)));
  for (const std::string& id : hidden.ids) {
    const std::string trigger = draw(chance, 2) == 0
                                    ? fmt::format("by {} + {}d", hidden.event, draw(chance, 90))
                                    : fmt::format("by A1 + {}d", draw(chance, 90));
    text += fmt::format(
        "  {}:\n    title: {}\n    actors: [{}, north]\n    trigger: {}\n"
        "    visibility: {{tlp: {}}}\n    source: [S-SEALED]\n",
        id, word(chance), hidden.actor, trigger, draw(chance, 2) == 0 ? "red" : "amber");
  }
  return text;
}

/// Adds the event where the record takes it.
bool offer(test::Record& record, Event event) {
  event.at = record.events().back().at;
  if (!mistakes_in(event).empty()) return false;
  const auto book = record.ledger();
  if (!book->refusals(event).empty()) return false;
  record.add(event);
  return true;
}

void hide_something(test::Record& record, const Hidden& hidden, Chance& chance) {
  constexpr std::array kKinds{EventKind::reported,  EventKind::started,   EventKind::verified,
                              EventKind::contested, EventKind::incident,  EventKind::dispute,
                              EventKind::suspended, EventKind::withdrawn, EventKind::resumed,
                              EventKind::evidence,  EventKind::corrected, EventKind::due};
  Event event;
  event.kind = kKinds.at(draw(chance, kKinds.size()));
  event.on = record.events().back().on;
  constexpr std::array<std::string_view, 3> kOthers{"south", "board", "north"};
  event.by = draw(chance, 2) == 0 ? hidden.actor : std::string(kOthers.at(draw(chance, 3)));
  event.of = hidden.ids.at(draw(chance, hidden.ids.size()));
  event.says = word(chance);
  if (event.kind == EventKind::reported)
    event.share = 0.25 * static_cast<double>(1 + draw(chance, 4));
  if (event.kind == EventKind::verified) event.finding = static_cast<Finding>(draw(chance, 3));
  if (event.kind == EventKind::dispute) event.step = DisputeStep::raised;
  if (event.kind == EventKind::evidence) event.sources = {{word(chance), "", std::string(64, 'a')}};
  const bool may_answer = event.kind == EventKind::evidence || event.kind == EventKind::dispute;
  const bool must_answer = event.kind == EventKind::contested || event.kind == EventKind::corrected;
  if (must_answer || (may_answer && draw(chance, 2) == 0)) {
    // Of the entries about hidden things, the last.
    for (std::size_t k = record.events().size(); k-- > 0 && event.to == 0;)
      if (std::ranges::count(hidden.ids, record.events()[k].of) > 0) event.to = k + 1;
    if (event.to == 0) return;
    if (event.kind == EventKind::corrected || draw(chance, 2) == 0) event.of.clear();
  } else if (event.kind == EventKind::dispute && draw(chance, 2) == 0) {
    // About something hidden, and an entry that is shown.
    event.to = 1 + draw(chance, record.events().size());
  }
  offer(record, std::move(event));
}

/// The same visible record with another hidden one.
test::Record played(std::uint64_t seed) {
  Chance chance(seed);
  const Hidden hidden = hidden_names(chance);
  test::Record record(crossing_with(hidden, chance, "59d"));
  const auto hide = [&] {
    for (std::size_t n = draw(chance, 4); n > 0; --n) hide_something(record, hidden, chance);
  };
  hide();
  record.share(0.5, "2027-02-01", "north", "A1");
  hide();
  Event amended{.kind = EventKind::amended, .on = test::date_of("2027-02-10"), .by = "north"};
  amended.text = crossing_with(hidden, chance, "90d");
  amended.says = "Another day for the guns, and for " + hidden.ids.front();
  const auto amendment = record.add(amended);
  hide();
  // Whoever is asked because of something hidden consents before the last of the others.
  const ledger::State proposed = record.state("2027-02-10");
  for (const std::string& party : proposed.versions.back().touched)
    if (party == hidden.actor) record.answer(EventKind::consented, "2027-02-11", party, amendment);
  record.answer(EventKind::consented, "2027-02-12", "south", amendment);
  hide();
  const auto report = record.add(EventKind::reported, "2027-04-05", "north", "A1", "All gone");
  hide();
  const auto denial = record.answer(EventKind::contested, "2027-04-06", "south", report);
  hide();
  const auto raised = record.dispute(DisputeStep::raised, "2027-04-07", "south", "", denial);
  hide();
  record.dispute(DisputeStep::answered, "2027-04-08", "north", "", raised, "2027-05-08");
  record.add(EventKind::suspended, "2027-04-09", "south", "", "Until it is settled");
  hide();
  record.add(EventKind::reported, "2027-04-10", "north", "C1");
  hide();
  return record;
}

/// All of a snapshot but its counts, in both formats.
std::string bytes_of(const test::Record& record, std::optional<Date> on) {
  auto made = ledger_snapshot(record.events(), on, Tlp::green);
  if (!made) return made.error().what;
  made->left_out = {};
  return snapshot_json(*made) + document_html(snapshot_document(*made), "tandem");
}

void change_what_is_hidden(std::uint64_t times) {
  const std::vector<std::optional<Date>> days{std::nullopt, test::date_of("2027-02-05"),
                                              test::date_of("2027-03-15"),
                                              test::date_of("2027-06-01")};
  const test::Record first = played(1);
  ASSERT_THAT(bytes_of(first, days.back()), HasSubstr("\"obligations\""));
  std::size_t entries = 0;
  for (std::uint64_t seed = 2; seed < times + 2; ++seed) {
    const test::Record other = played(seed);
    entries = std::max(entries, other.events().size());
    for (const auto& day : days) ASSERT_EQ(bytes_of(other, day), bytes_of(first, day)) << seed;
  }
  EXPECT_GT(entries, 17U) << "something hidden was recorded";
}

RC_GTEST_PROP(LedgerSnapshot, IsTheSameWhateverIsChangedInWhatIsHidden,
              (std::uint64_t one, std::uint64_t other)) {
  const auto day = test::date_of("2027-06-01");
  RC_ASSERT(bytes_of(played(one), day) == bytes_of(played(other), day));
}

TEST(LedgerSnapshot, SlowIsTheSameWhateverIsChangedInWhatIsHidden) {
  change_what_is_hidden(test::soaked(1000));
}

TEST(LedgerSnapshot, WouldDifferIfSomethingShownWere) {
  const test::Record record = played(1);
  std::vector<Event> events = record.events();
  for (Event& event : events)
    if (event.says == "All gone") event.says = "All but one gone";
  const auto made = ledger_snapshot(events, std::nullopt, Tlp::green);
  ASSERT_TRUE(made.has_value());
  EXPECT_NE(snapshot_json(*made).find("All but one gone"), std::string::npos);
}

}  // namespace
}  // namespace tandem::report
