#include "tandem/model/agreement.h"

#include <gtest/gtest.h>

#include "tests/support/drafts.h"

namespace tandem::model {
namespace {

Agreement numbered_agreement() {
  AgreementDraft draft;
  draft.id = "numbered";
  for (const char* id : {"J9", "J20", "J10", "J011", "K10", "J12", "other"}) {
    ObligationDraft one;
    one.id = id;
    draft.obligations.push_back(one);
  }
  EventDraft event;
  event.id = "T0";
  draft.events.push_back(event);
  draft.obligations[6].trigger = "upon verified(J9..J12, T0)";
  return test::must(Agreement::from(draft));
}

TEST(AgreementTargets, ARangeIsTheNumbersInBetweenInTheirOrder) {
  const Agreement of = numbered_agreement();
  const auto targets = of.targets(*of.obligations()[6].trigger.first);
  std::vector<std::string> names;
  for (const Target& one : targets) names.push_back(of.target_text(one));
  EXPECT_EQ(names, (std::vector<std::string>{"verified(J9)", "verified(J10)", "verified(J011)",
                                             "verified(J12)", "T0"}));
  EXPECT_TRUE(targets.back().outside);
}

TEST(AgreementNumbered, SplitsTheNumberOffTheEnd) {
  EXPECT_EQ(numbered("J12")->stem, "J");
  EXPECT_EQ(numbered("A-1-07")->number, 7U);
  EXPECT_EQ(numbered("A-1-07")->stem, "A-1-");
  EXPECT_FALSE(numbered("done").has_value());
  EXPECT_EQ(numbered("12")->stem, "");
  EXPECT_FALSE(numbered("J99999999999999999999999").has_value());
}

TEST(AgreementFind, KnowsObligationsFromEvents) {
  const Agreement of = numbered_agreement();
  EXPECT_EQ(of.find_obligation("J20"), ObligationId(1));
  EXPECT_FALSE(of.find_obligation("T0").has_value());
  EXPECT_FALSE(of.find_obligation("J2").has_value());
}

TEST(AgreementMembers, StandForTheirGroupsOnce) {
  AgreementDraft draft;
  draft.id = "groups";
  for (const char* id : {"us", "uk", "allies"}) {
    ActorDraft one;
    one.id = id;
    draft.actors.push_back(one);
  }
  draft.actors[2].members = {"us", "uk"};
  const Agreement of = test::must(Agreement::from(draft));
  const std::vector<ActorId> named = {ActorId(1), ActorId(2)};
  EXPECT_EQ(of.members(named), (std::vector{ActorId(1), ActorId(0)}));
}

TEST(AgreementFrom, RefusesMoreThanItCanHold) {
  AgreementDraft draft;
  draft.id = "large";
  draft.obligations.resize(kMostObligations + 1);
  const auto made = Agreement::from(draft);
  ASSERT_FALSE(made.has_value());
  ASSERT_EQ(made.error().details.size(), 1U);
  EXPECT_EQ(made.error().details[0].rule, "too-many");
}

TEST(AgreementFrom, ReportsEveryMistake) {
  AgreementDraft draft;
  draft.id = "wrong";
  draft.signed_on = "2026-02-30";
  ObligationDraft one;
  one.id = "A";
  one.trigger = "by B";
  one.legal_form = "promise";
  draft.obligations = {one};
  const auto made = Agreement::from(draft);
  ASSERT_FALSE(made.has_value());
  std::vector<std::string> rules;
  for (const Diagnostic& d : made.error().details) rules.push_back(d.rule);
  EXPECT_EQ(rules, (std::vector<std::string>{"bad-date", "unknown-word", "unknown-event"}));
}

}  // namespace
}  // namespace tandem::model
