#include "tandem/lint/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <tuple>

#include "tandem/model/timetable.h"
#include "tests/lint/reading.h"

namespace tandem::lint::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// What does not depend on names.
using Shape = std::vector<std::tuple<std::string, Level, std::vector<std::size_t>>>;

Shape shape_of(const std::string& text) {
  Shape shape;
  for (const Finding& finding : found_in(text)) {
    std::vector<std::size_t> obligations;
    for (const model::ObligationId o : finding.obligations) obligations.push_back(o.index());
    shape.emplace_back(finding.rule->id, finding.level, obligations);
  }
  return shape;
}

/// `text` with each obligation's id, "S01", as another, of the same number of characters or not.
std::string renamed(std::string text, const std::vector<std::string>& ids, const std::string& stem,
                    std::size_t turn) {
  for (std::size_t k = 0; k < ids.size(); ++k) {
    // two digits at the end, so that no id is part of another
    const std::string name = stem + std::to_string(10 + (k + turn) % ids.size()) + "x";
    for (std::size_t at = text.find(ids[k]); at != std::string::npos;
         at = text.find(ids[k], at + name.size()))
      text.replace(at, ids[k].size(), name);
  }
  return text;
}

RC_GTEST_PROP(LintProperties, RenamingObligationsChangesNoFinding, ()) {
  const std::string text = file_text("tests/lint/six_party.yaml");
  std::vector<std::string> ids;
  const model::Agreement of = read(text);
  for (const model::Obligation& o : of.obligations()) ids.push_back(o.id);
  const auto stem = *rc::gen::element<std::string>("n", "zz", "oil", "k-");
  const auto turn = *rc::gen::inRange<std::size_t>(0, ids.size());
  RC_ASSERT(shape_of(renamed(text, ids, stem, turn)) == shape_of(text));
}

TEST(Lint, GivesFindingsInTheOrderOfTheRulesThenOfTheText) {
  const Shape shape = shape_of(file_text("tests/lint/six_party.yaml"));
  std::vector<std::pair<std::ptrdiff_t, std::size_t>> places;
  for (const auto& [rule, level, obligations] : shape)
    places.emplace_back(find_rule(rule) - rules().data(), obligations.front());
  EXPECT_TRUE(std::ranges::is_sorted(places));
  EXPECT_GT(places.size(), 8U);
}

TEST(Lint, AllowsOneObligationAndNotItsNeighbours) {
  const std::string text = framed(
      "A1:\n  title: Rebuild the bridge\n  actors: [north]\n"
      "  allow: {unfinanced: the north said so}\n"
      "A2:\n  title: Rebuild the pier\n  actors: [north]\n");
  const auto found = found_of("unfinanced", text);
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_TRUE(found[0].allowed);
  EXPECT_EQ(found[0].reason, "the north said so");
  EXPECT_FALSE(found[1].allowed);
  EXPECT_THAT(ids_of(found[1], text), ElementsAre("A2"));
}

TEST(Lint, AllowsWhatSeveralShareOnlyAtTheOneToMend) {
  const std::string text = framed(
      "S1:\n  title: Free the account\n  actors: [south]\n  off_text: true\n"
      "A1:\n  title: Leave the bank\n  actors: [north]\n  waits_for: [S1]\n"
      "  allow: {side-agreement: known}\n"
      "A2:\n  title: Leave the island\n  actors: [north]\n  waits_for: [S1]\n");
  const auto found = found_of("side-agreement", text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_FALSE(found.front().allowed);
  const auto allowed =
      found_of("side-agreement", replaced(text, "  off_text: true\n",
                                          "  off_text: true\n"
                                          "    allow: {side-agreement: a letter}\n"));
  ASSERT_THAT(allowed, SizeIs(1));
  EXPECT_TRUE(allowed.front().allowed);
  EXPECT_EQ(allowed.front().reason, "a letter");
}

TEST(Lint, SaysWhatIsAllowedInVain) {
  const std::string text = replaced(replaced(clean_text(), "signed: 2026-03-01\n",
                                             "signed: 2026-03-01\nallow: {silent-actor: x}\n"),
                                    "    title: Reopen the locks\n",
                                    "    title: Reopen the locks\n    allow: {unfinance: y}\n");
  const auto unused = unused_allows(read(text), found_in(text));
  ASSERT_THAT(unused, SizeIs(2));
  EXPECT_EQ(unused[0].rule, "unused-allow");
  EXPECT_THAT(unused[0].message, HasSubstr("silent-actor"));
  EXPECT_THAT(unused[1].message, HasSubstr("'unfinance', which is no rule"));
  EXPECT_THAT(unused[1].repair, HasSubstr("did you mean 'unfinanced'"));
}

TEST(Lint, SaysNothingOfWhatIsAllowedWithReason) {
  const std::string text =
      framed("A1:\n  title: Rebuild the bridge\n  actors: [north]\n  allow: {unfinanced: so}\n");
  EXPECT_THAT(unused_allows(read(text), found_in(text)), IsEmpty());
}

TEST(Lint, WarnsOfWhoIsNearlyAnActor) {
  const auto warnings_of = [](const std::string& verification) {
    return misspelt_actors(
        read(framed("A1:\n  title: Leave the bank\n  actors: [north]\n" + verification + "\n")));
  };
  const auto slips = warnings_of(
      "  verification: {means: visits, operator: noth, approval: sout}\n  decided_by: nroth");
  ASSERT_THAT(slips, SizeIs(3));
  EXPECT_EQ(slips[0].rule, "unknown-actor");
  EXPECT_EQ(slips[0].message, "obligation 'A1': its operator 'noth' is no actor");
  EXPECT_EQ(slips[0].repair, "did you mean 'north'?");
  EXPECT_THAT(slips[1].message, HasSubstr("approval 'sout'"));
  EXPECT_THAT(slips[2].message, HasSubstr("decided_by 'nroth'"));
  for (const char* meant :
       {"operator: south", "operator: the north", "operator: photographers", "operator: nt"})
    EXPECT_THAT(warnings_of(std::string("  verification: {means: visits, ") + meant + "}"),
                IsEmpty())
        << meant;
  const std::string named =
      "tandem: 1\nagreement: a\ntitle: A\nsigned: 2026-03-01\nactors:\n"
      "  coast: {name: Coast}\n  north: {name: North}\nobligations:\n"
      "  A1: {title: Leave, actors: [north], verification: {means: visits, operator: Coast}}\n";
  EXPECT_THAT(misspelt_actors(read(named)), IsEmpty()) << "the name of one";
}

TEST(CircularWait, OfTriggersAcrossSidesIsAnError) {
  const std::string text = framed(
      "A1:\n  title: Leave the bank\n  actors: [north]\n  trigger: upon done(B1)\n"
      "B1:\n  title: Leave the island\n  actors: [south]\n  trigger: upon done(A1)\n");
  const auto found = found_of("circular-wait", text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().level, Level::error);
  EXPECT_THAT(found_of("contradictory-order", text), IsEmpty());
  EXPECT_THAT(found_of("circular-wait", pasted(text, found.front().paste)), IsEmpty());
}

TEST(ContradictoryOrder, IsACircleOfOneSide) {
  const std::string text = framed(
      "A1:\n  title: Leave the bank\n  actors: [north]\n  trigger: upon done(A2)\n"
      "A2:\n  title: Leave the island\n  actors: [north]\n  trigger: upon done(A1)\n");
  EXPECT_THAT(found_of("contradictory-order", text), SizeIs(1));
  EXPECT_THAT(found_of("circular-wait", text), IsEmpty());
}

TEST(CircularWait, IsNotACircleWithADayThatEndsIt) {
  EXPECT_THAT(
      found_of("circular-wait",
               framed("A1:\n  title: Leave the bank\n  actors: [north]\n"
                      "  trigger: \"earliest(B1, T0 + 60d)\"\n"
                      "B1:\n  title: Leave the island\n  actors: [south]\n  trigger: upon A1\n")),
      IsEmpty());
}

TEST(CircularWait, OfDeadlinesThatWaitInFactIsAnErrorStill) {
  const auto found =
      found_of("circular-wait",
               framed("A1:\n  title: Leave the bank\n  actors: [north]\n  trigger: by T0 + 60d\n"
                      "  waits_for: [B1]\n"
                      "B1:\n  title: Leave the island\n  actors: [south]\n  trigger: by T0 + 60d\n"
                      "  waits_for: [A1]\n"));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().level, Level::error);
}

TEST(ContradictoryOrder, IsNotACircleWithADayThatEndsIt) {
  EXPECT_THAT(
      found_of("contradictory-order",
               framed("A1:\n  title: Leave the bank\n  actors: [north]\n"
                      "  trigger: \"earliest(A2, T0 + 60d)\"\n"
                      "A2:\n  title: Leave the island\n  actors: [north]\n  trigger: upon A1\n")),
      IsEmpty());
}

TEST(ContradictoryOrder, IsADeadlineBeforeWhatItWaitsForIsVerified) {
  const std::string text = framed(
      "B1:\n  title: Leave the island\n  actors: [north]\n  trigger: by T0 + 60d\n"
      "  verification: {means: visits, operator: mission, takes: 30d}\n"
      "A1:\n  title: Leave the bank\n  actors: [north]\n  trigger: by T0 + 60d\n"
      "  waits_for: [verified(B1)]\n"
      "W1:\n  title: Open the crossing\n  actors: [north]\n"
      "  trigger: between verified(B1) and T0 + 70d\n");
  const auto found = found_of("contradictory-order", text);
  ASSERT_THAT(found, SizeIs(2));
  // 1 March and 60 days is 30 April, and 30 days of checks 30 May; 70 days is 10 May
  EXPECT_THAT(ids_of(found[0], text), ElementsAre("A1", "B1"));
  EXPECT_THAT(found[0].message, HasSubstr("due on 2026-05-30"));
  EXPECT_THAT(ids_of(found[1], text), ElementsAre("W1"));
  EXPECT_THAT(found[1].message, HasSubstr("closes on 2026-05-10, before it opens on 2026-05-30"));
  EXPECT_THAT(found_of("contradictory-order", pasted(text, found[0].paste)), SizeIs(1));
}

TEST(ContradictoryOrder, IsADeadlineThatLeavesNoTimeForTheWork) {
  const auto order = [](std::string_view takes) {
    return framed(
        "A1:\n  title: Leave the bank\n  actors: [north]\n  trigger: by T0 + 60d\n"
        "  waits_for: [A2]\n  takes: " +
        std::string(takes) +
        "\n"
        "A2:\n  title: Leave the island\n  actors: [north]\n  trigger: by T0 + 30d\n");
  };
  EXPECT_THAT(found_of("contradictory-order", order("30d")), IsEmpty());
  const std::string text = order("90d");
  const auto found = found_of("contradictory-order", text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found.front().message, HasSubstr("and takes 90 days"));
  EXPECT_THAT(found_of("contradictory-order", pasted(text, found.front().paste)), IsEmpty());
}

TEST(UnanchoredDuration, IsPastedWithTheNumberThatTheWordsSay) {
  const auto paste = [](std::string_view title) {
    const auto found = found_of("unanchored-duration",
                                framed("A1:\n  title: " + std::string(title) +
                                       "\n  kind: rule\n  actors: [north]\n  trigger: standing\n"));
    return found.size() == 1 ? found.front().paste : std::string("not one finding");
  };
  EXPECT_THAT(paste("No new plant for fifteen years"), HasSubstr("T0 + 15y\n"));
  EXPECT_THAT(paste("No new plant for one hundred and twenty days"), HasSubstr("T0 + 120d\n"));
  EXPECT_THAT(paste("No new plant for a month"), HasSubstr("T0 + 1m\n"));
  EXPECT_THAT(paste("No new plant for a decade"), HasSubstr("T0 + 10y\n"));
  EXPECT_THAT(paste("No new plant for several years"), HasSubstr("trigger: from T0\n"));
}

TEST(ThresholdWithoutCure, IsABoundInNumbers) {
  const auto found = [](std::string_view title) {
    return found_of("threshold-without-cure", framed("A1:\n  title: " + std::string(title) +
                                                     "\n  actors: [north]\n  trigger: from T0\n"))
        .size();
  };
  EXPECT_EQ(found("Keep stocks below 300 kg"), 1U);
  EXPECT_EQ(found("No enrichment above 3.67 per cent"), 1U);
  EXPECT_EQ(found("Hold fewer than 5000 machines"), 1U);
  EXPECT_EQ(found("No side keeps more than 300 guns"), 1U);
  EXPECT_EQ(found("Withdraw guns above 100 mm"), 0U);
  EXPECT_EQ(found("Close the tunnels described above"), 0U);
  EXPECT_EQ(found("Stay not less than 50 km from the line"), 0U);
  EXPECT_EQ(found("Answer in less than 30 days"), 0U);
}

TEST(ContradictoryOrder, IsADeadlineBeforeThatOfWhatItWaitsFor) {
  const std::string text = framed(
      "A1:\n  title: Leave the bank\n  actors: [north]\n  trigger: by T0 + 30d\n  waits_for: [A2]\n"
      "A2:\n  title: Leave the island\n  actors: [north]\n  trigger: by T0 + 60d\n");
  const auto found = found_of("contradictory-order", text);
  ASSERT_THAT(found, SizeIs(1));
  // 1 March and 30 days is 31 March, and 60 days is 30 April
  EXPECT_THAT(found.front().message, HasSubstr("due on 2026-03-31"));
  EXPECT_THAT(found.front().message, HasSubstr("due on 2026-04-30"));
  EXPECT_THAT(found_of("contradictory-order", pasted(text, found.front().paste)), IsEmpty());
}

TEST(ContradictoryOrder, IsAGroupOnTwoDays) {
  const std::string text = framed(
      "A1:\n  title: Leave the bank\n  actors: [north]\n  trigger: at T0 + 30d\n  group: g\n"
      "A2:\n  title: Leave the island\n  actors: [south]\n  trigger: at T0 + 31d\n  group: g\n");
  const auto found = found_of("contradictory-order", text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().level, Level::error);
}

TEST(AmbiguousTrigger, IsACountFromWhatStartsAndEnds) {
  const std::string text = framed(
      "A1:\n  title: Withdraw the guns\n  actors: [north]\n  trigger: start at T0, done by T0 + "
      "14d\n"
      "A2:\n  title: Hold a vote\n  actors: [south]\n  trigger: by A1 + 1d\n");
  const auto found = found_of("ambiguous-trigger", text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(ids_of(found.front(), text), ElementsAre("A2", "A1"));
  EXPECT_THAT(found.front().paste, HasSubstr("done(A1) + 1d"));
  EXPECT_THAT(found_of("ambiguous-trigger", pasted(text, found.front().paste)), IsEmpty());
}

TEST(Arbiterless, IsATextWithoutDisputesWhereSomethingEnds) {
  const std::string text = framed(
      "A1:\n  title: The licence lapses if a ferry carries arms\n  kind: rule\n  actors: [north]\n"
      "  trigger: standing\n  decided_by: mission\n");
  const auto found = found_of("arbiterless-termination", text);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found.front().message, HasSubstr("no procedure for disputes"));
  EXPECT_THAT(found_of("arbiterless-termination", pasted(text, found.front().paste)), IsEmpty());
}

TEST(WeakLegalForm, IsNotReliefThatAnotherGiverAddsTo) {
  const std::string text = framed(
      "A1:\n  title: Lift the measures\n  actors: [south]\n  counterparts: [north]\n"
      "  legal_form: waiver\n  group: g\n  trigger: at T0\n"
      "A2:\n  title: Lift the measures\n  actors: [donor]\n  counterparts: [north]\n"
      "  legal_form: law\n  group: g\n  trigger: at T0\n");
  EXPECT_THAT(found_of("weak-legal-form", text), IsEmpty());
}

/// Many obligations of all kinds of words, in groups and phases.
std::string many(std::size_t count) {
  constexpr std::array<std::string_view, 5> kTitles{
      "Seek to deliver oil, step by step", "Remove the guns and report on it",
      "Limit the stock to no more than 300 kg", "Lift the measures, if possible",
      "Provide a complete declaration of sites"};
  constexpr std::array<std::string_view, 3> kActors{"north", "south", "donor"};
  std::string text;
  for (std::size_t k = 0; k < count; ++k) {
    const std::string n = std::to_string(k);
    text += "A" + n + ":\n  title: " + std::string(kTitles[k % 5]) + "\n  actors: [" +
            std::string(kActors[k % 3]) + "]\n  counterparts: [" +
            std::string(kActors[(k + 1) % 3]) + "]\n  phase: p" + std::to_string(k / 2500) + "\n";
    if (k % 4 == 0) text += "  group: g" + std::to_string(k / 1000) + "\n";
    if (k % 2 == 0) text += "  legal_form: executive\n";
    if (k % 3 == 0)
      text += "  trigger: start by T0 + 60d\n";
    else if (k > 1)
      text += "  trigger: upon verified(A" + std::to_string(k - 1) + ")\n";
  }
  return text;
}

// 0.1 s where the machine is idle; a step that is quadratic in the obligations takes much longer
TEST(Lint, ReadsFiveThousandObligationsInASecond) {
  const model::Agreement of = read(framed(many(5000)));
  const auto before = std::chrono::steady_clock::now();
  const auto found = lint(of);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
  RecordProperty("milliseconds", static_cast<int>(took.count() * 1000));
  EXPECT_LT(took.count(), 1.0);
  EXPECT_GT(found.size(), 1000U);
}

}  // namespace
}  // namespace tandem::lint::test
