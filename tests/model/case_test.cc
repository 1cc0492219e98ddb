#include "tandem/model/case.h"

#include <gmock/gmock.h>

#include "tests/model/border.h"

namespace tandem::model {
namespace {

using test::border_draft;
using test::rules_broken;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(CaseFrom, AcceptsADraftThatNoFileGave) {
  const auto made = Case::from(border_draft());
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->parties().size(), 3U);
  EXPECT_EQ(made->party(PartyId(2)).role, Role::partner);
  EXPECT_EQ(made->measures()[1].after[0].measure, MeasureId(2));
}

TEST(CaseFrom, FillsInWhatIsLeftOut) {
  const Case made = *Case::from(border_draft());
  EXPECT_EQ(made.party(PartyId(0)).name, "north");
  EXPECT_EQ(made.measure(MeasureId(2)).title, "monitors");
  EXPECT_EQ(made.time().response_months, 6);
  EXPECT_EQ(made.party(PartyId(0)).accession.earliest, 1);
  EXPECT_EQ(made.party(PartyId(2)).accession.earliest, 2);
  EXPECT_EQ(made.party(PartyId(2)).accession.latest, 4);
  EXPECT_EQ(made.data().objectives.size(), 4U);
}

TEST(CaseFrom, RoundsMonthsUp) {
  CaseDraft draft = border_draft();
  draft.measures[0].restore_months = 0.2;
  const Case made = *Case::from(draft);
  EXPECT_EQ(made.measure(MeasureId(2)).months, 2);
  EXPECT_EQ(made.measure(MeasureId(0)).months, 6);
  EXPECT_EQ(made.measure(MeasureId(0)).restore, 1);
}

TEST(CaseFrom, LeavesOutWorthsOfNothing) {
  CaseDraft draft = border_draft();
  draft.measures[0].worth.push_back({"league", 0.0});
  const Case made = *Case::from(draft);
  EXPECT_EQ(made.measure(MeasureId(0)).worth.size(), 2U);
  EXPECT_EQ(made.measure(MeasureId(0)).worth_to(PartyId(1)), 45);
  EXPECT_EQ(made.measure(MeasureId(0)).worth_to(PartyId(2)), 0);
}

TEST(CaseFrom, PutsActorsInTheOrderOfTheParties) {
  CaseDraft draft = border_draft();
  draft.measures[0].actors = {"league", "north"};
  EXPECT_THAT(Case::from(draft)->measure(MeasureId(0)).actors, ElementsAre(PartyId(0), PartyId(2)));
}

TEST(CaseFrom, ReportsEveryMistakeInFileOrder) {
  CaseDraft draft = border_draft();
  draft.measures[2].actors = {Word("leage", {"case.yaml", 40, 3})};
  draft.measures[0].reversibility = 80;
  draft.measures[0].reversibility.at = {"case.yaml", 20, 9};
  draft.parties[0].discount = 0;
  draft.parties[0].discount.at = {"case.yaml", 8, 5};
  const auto made = Case::from(draft);
  ASSERT_FALSE(made.has_value());
  const auto& details = made.error().details;
  ASSERT_EQ(details.size(), 3U);
  EXPECT_EQ(details[0].at.line, 8);
  EXPECT_EQ(details[1].at.line, 20);
  EXPECT_EQ(details[1].repair, "if 80 % is meant, write 0.8");
  EXPECT_EQ(details[2].message, "measure 'monitors' names party 'leage', which is not declared");
  EXPECT_EQ(details[2].repair, "did you mean 'league'?");
}

TEST(CaseFrom, RefusesNumbersThatAreNone) {
  CaseDraft draft = border_draft();
  draft.measures[0].worth[0].points = std::numeric_limits<double>::quiet_NaN();
  draft.measures[0].duration = std::numeric_limits<double>::infinity();
  EXPECT_THAT(rules_broken(draft), ElementsAre("out-of-range", "out-of-range"));
}

TEST(CaseFrom, AnEndlessHorizonNeedsImpatienceOrHazard) {
  CaseDraft draft = border_draft();
  draft.horizon_months.reset();
  EXPECT_THAT(rules_broken(draft), IsEmpty());
  draft.parties[1].discount = 1.0;
  EXPECT_THAT(rules_broken(draft), ElementsAre("endless-horizon"));
  draft.hazard = 0.01;
  EXPECT_THAT(rules_broken(draft), IsEmpty());
}

TEST(CaseFrom, SpellsOutACycle) {
  CaseDraft draft = border_draft();
  draft.measures[2].after = {{"withdraw-guns", {}}};
  draft.measures[0].after = {{"lift-embargo", {}}};
  const auto made = Case::from(draft);
  ASSERT_FALSE(made.has_value());
  ASSERT_EQ(made.error().details.size(), 1U);
  EXPECT_THAT(made.error().details[0].message,
              HasSubstr("'withdraw-guns' after 'lift-embargo' after 'monitors' after "
                        "'withdraw-guns'"));
}

TEST(CaseFrom, FindsWithAndAfterInConflictThroughOtherMeasures) {
  CaseDraft draft = border_draft();
  draft.measures[2].after = {{"withdraw-guns", {}}};
  draft.measures[0].with = {"lift-embargo"};
  EXPECT_THAT(rules_broken(draft), ElementsAre("contradiction"));
}

TEST(CaseFrom, LetsAMeasureStartWithOneOfNoDurationThatItWaitsFor) {
  CaseDraft draft = border_draft();
  draft.measures[2].duration = 0;
  draft.measures[1].with = {"monitors"};
  EXPECT_THAT(rules_broken(draft), IsEmpty());
}

TEST(CaseFrom, RefusesSectionsThatNoCaseNeeds) {
  CaseDraft draft = border_draft();
  draft.measures.resize(1001, draft.measures[0]);
  EXPECT_THAT(rules_broken(draft), ElementsAre("too-many"));
}

TEST(CaseFrom, ChecksTheParticularsOfABoundaryByItsKind) {
  CaseDraft draft = border_draft();
  draft.boundaries = {
      {.id = "a", .holder = "south", .kind = "never"},
      {.id = "b", .holder = "south", .kind = "share_before"},
      {.id = "c", .holder = "south", .kind = "not_before", .measures = {"monitors"}},
      {.id = "d", .holder = "south", .kind = "only_after", .measures = {"monitors"}},
      {.id = "f", .holder = "south", .kind = "not_after", .measures = {"monitors"}},
      {.id = "e", .holder = "south", .kind = "perhaps"}};
  EXPECT_THAT(rules_broken(draft),
              ElementsAre("boundary-incomplete", "boundary-incomplete", "boundary-incomplete",
                          "boundary-incomplete", "boundary-incomplete", "boundary-incomplete",
                          "boundary-incomplete", "unknown-word"));
}

TEST(CaseFrom, ChecksWhatAPolicyInsistsOnAndGivesUp) {
  CaseDraft draft = border_draft();
  const BoundaryDraft never{
      .id = "a", .holder = "south", .kind = "never", .measures = {"monitors"}};
  draft.boundaries = {never};
  BoundaryDraft besides = never;
  besides.id = "b";
  draft.alternatives.push_back(
      {.id = "hard", .title = "Hard", .boundaries = {besides}, .gives_up = {"a"}});
  EXPECT_THAT(rules_broken(draft), ElementsAre());
  draft.alternatives[0].gives_up = {"a", "a", "b", "c"};
  EXPECT_THAT(rules_broken(draft),
              testing::UnorderedElementsAre("named-twice", "policy-boundary", "unknown-boundary"));
  draft.alternatives[0].gives_up.clear();
  draft.alternatives[0].boundaries = {never};
  EXPECT_THAT(rules_broken(draft), ElementsAre("duplicate-id"));
}

TEST(Case, KnowsItsDatesAndPhases) {
  const Case made = *Case::from(border_draft());
  EXPECT_EQ(format_date(made.date_of(made.phase_start(3))), "2028-01-01");
  EXPECT_EQ(made.phase_of(5), 1);
  EXPECT_EQ(made.phase_of(6), 2);
  EXPECT_EQ(made.find_party("south"), PartyId(1));
  EXPECT_EQ(made.find_measure("nothing"), std::nullopt);
}

}  // namespace
}  // namespace tandem::model
