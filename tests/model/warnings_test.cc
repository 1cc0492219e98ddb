#include <gmock/gmock.h>

#include "tandem/model/case.h"
#include "tandem/model/numbers.h"
#include "tests/model/border.h"

namespace tandem::model {
namespace {

using test::border_draft;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> doubts(const CaseDraft& draft) {
  std::vector<std::string> rules;
  const auto made = Case::from(draft);
  EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().details[0].message);
  if (!made) return rules;
  for (const Diagnostic& d : warnings(draft, *made)) {
    EXPECT_EQ(d.severity, Severity::warning);
    EXPECT_FALSE(d.repair.empty()) << d.message;
    rules.push_back(d.rule);
  }
  return rules;
}

std::string first_doubt(const CaseDraft& draft) {
  const auto found = warnings(draft, *Case::from(draft));
  return found.empty() ? "" : found[0].message;
}

TEST(Warnings, AreNoneForASoundCase) { EXPECT_THAT(doubts(border_draft()), IsEmpty()); }

TEST(Warnings, NameUnusedSourcesButNotThoseThatANoteMentions) {
  CaseDraft draft = border_draft();
  draft.provenances = {{.id = "S-UNUSED"}, {.id = "S-NOTED"}, {.id = "S-USED"}};
  draft.measures[0].note = "after S-NOTED, page 4";
  draft.measures[0].duration.provenance = "S-USED";
  EXPECT_THAT(doubts(draft), ElementsAre("unused-source"));
  EXPECT_THAT(first_doubt(draft), HasSubstr("S-UNUSED"));
}

TEST(Warnings, SayOnceAMeasureThatItsWorthHasNoRange) {
  CaseDraft draft = border_draft();
  draft.measures[0].worth = {{"north", -20}, {"south", 45}};
  EXPECT_THAT(doubts(draft), ElementsAre("worth-without-range"));
  EXPECT_THAT(first_doubt(draft), HasSubstr("to north and south"));
}

TEST(Warnings, KnowWhatServesNobody) {
  CaseDraft draft = border_draft();
  draft.measures[2].worth.clear();
  EXPECT_THAT(doubts(draft), UnorderedElementsAre("gains-nothing", "worth-to-nobody"));
  draft.measures[2].final_goal = 1.0;
  EXPECT_THAT(doubts(draft), ElementsAre("gains-nothing"));
}

TEST(Warnings, AskForVerificationOfWhatReducesRisk) {
  CaseDraft draft = border_draft();
  draft.measures[0].risk_reduction = 8.0;
  EXPECT_THAT(doubts(draft), ElementsAre("unverified-risk-reduction"));
  draft.measures[0].verification = VerificationDraft{.means = "inspection"};
  EXPECT_THAT(doubts(draft), IsEmpty());
}

TEST(Warnings, FindMeasuresThatCanNeverStart) {
  CaseDraft late = border_draft();
  late.measures[0].not_before = "2028-07-02";
  EXPECT_THAT(doubts(late), ElementsAre("never-starts"));
  CaseDraft early = border_draft();
  early.measures[1].not_after = "2027-12-31";  // monitors accede in phase 2, so it opens in phase 3
  EXPECT_THAT(doubts(early), ElementsAre("never-starts"));
  CaseDraft never = border_draft();
  never.parties[2].accession->never = true;
  EXPECT_THAT(doubts(never), ElementsAre("never-starts", "never-starts"));
  CaseDraft chain = border_draft();
  chain.measures[2].duration = 13;
  EXPECT_THAT(doubts(chain), ElementsAre("never-starts"));
  EXPECT_THAT(first_doubt(chain), HasSubstr("only from month 19"));
}

TEST(Warnings, AcceptAMeasureThatJustStartsInTheLastPhase) {
  CaseDraft draft = border_draft();
  draft.measures[2].duration = 12;
  draft.measures[0].not_before = "2028-07-01";
  EXPECT_THAT(doubts(draft), IsEmpty());
}

TEST(Warnings, NoticeMandatoryAndForbidden) {
  CaseDraft draft = border_draft();
  draft.measures[0].mandatory = true;
  draft.boundaries = {
      {.id = "b", .holder = "north", .kind = "never", .measures = {"withdraw-guns"}}};
  EXPECT_THAT(doubts(draft), ElementsAre("mandatory-forbidden"));
}

TEST(Warnings, NoticeMandatoryAndForbiddenTillTheEnd) {
  CaseDraft draft = border_draft();
  draft.measures[0].mandatory = true;
  draft.boundaries = {{.id = "b",
                       .holder = "north",
                       .kind = "not_before",
                       .measures = {"withdraw-guns"},
                       .date = "2028-07-01"}};
  EXPECT_THAT(doubts(draft), IsEmpty());
  draft.boundaries[0].date = "2028-07-02";  // the last phase begins the day before
  EXPECT_THAT(doubts(draft), ElementsAre("mandatory-forbidden"));
}

TEST(Warnings, NoticeMandatoryAndTooLateFromTheStart) {
  CaseDraft draft = border_draft();
  draft.measures[0].mandatory = true;
  draft.boundaries = {{.id = "b",
                       .holder = "north",
                       .kind = "not_after",
                       .measures = {"withdraw-guns"},
                       .date = "2027-01-01"}};
  EXPECT_THAT(doubts(draft), IsEmpty());
  draft.boundaries[0].date = "2026-12-31";  // the day before the first phase
  EXPECT_THAT(doubts(draft), ElementsAre("mandatory-forbidden"));
}

TEST(Warnings, NoticePartnersThatWaitForThemselves) {
  CaseDraft draft = border_draft();
  draft.parties[2].accession->after = {"withdraw-guns"};
  EXPECT_THAT(doubts(draft), IsEmpty());
  draft.parties[2].accession->after = {"lift-embargo"};  // which waits for the league's monitors
  EXPECT_THAT(doubts(draft), ElementsAre("accession-circle"));
  EXPECT_THAT(first_doubt(draft), HasSubstr("waits for 'lift-embargo' and so for 'monitors'"));
}

TEST(Warnings, NoticeGroupsOfOneSharesOfWholesAndSlowPaces) {
  CaseDraft draft = border_draft();
  draft.measures[0].one_of = "guns";
  draft.measures[0].fastest_pace = 0.2;
  draft.measures[1].after[0].share = 0.5;
  EXPECT_THAT(doubts(draft), ElementsAre("share-of-whole", "too-slow", "single-level"));
}

TEST(Warnings, NoticeObjectivesThatNothingServes) {
  CaseDraft draft = border_draft();
  draft.objectives = {{"early_security", 0.5}, {"final_goals", 0.5}, {"fairness", 1}};
  EXPECT_THAT(doubts(draft), ElementsAre("unserved-objective", "unserved-objective"));
  draft.objectives[0].weight = 0;
  EXPECT_THAT(doubts(draft), ElementsAre("unserved-objective"));
}

TEST(Warnings, ExpectTwoPrincipals) {
  CaseDraft draft = border_draft();
  draft.parties[0].role = "partner";
  EXPECT_THAT(doubts(draft), ElementsAre("one-principal"));
}

}  // namespace
}  // namespace tandem::model
