#include "tandem/model/roadmap.h"

#include <gmock/gmock.h>

#include "tests/model/border.h"
#include "tests/support/drafts.h"
#include "tests/support/random_case.h"

namespace tandem::model {
namespace {

using testing::ElementsAre;

Case border() { return *Case::from(test::border_draft()); }

RoadmapDraft draft_of(std::vector<IncrementDraft> increments) {
  RoadmapDraft draft;
  draft.name = "test";
  draft.increments = std::move(increments);
  return draft;
}

std::vector<std::string> rules_broken(const RoadmapDraft& draft) {
  std::vector<std::string> rules;
  if (const auto made = roadmap_from(border(), draft); !made)
    for (const Diagnostic& d : made.error().details) rules.push_back(d.rule);
  return rules;
}

TEST(RoadmapFrom, PutsIncrementsInOrderOfTheirStart) {
  RoadmapDraft draft = draft_of({{"lift-embargo", 3, {}, 1.0},
                                 {"withdraw-guns", 2, {}, 0.75},
                                 {"withdraw-guns", 0, 0, 0.25},
                                 {"monitors", 2, {}, 1.0}});
  draft.accession = {{"league", 2}};
  const auto made = roadmap_from(border(), draft);
  ASSERT_TRUE(made.has_value());
  std::vector<int> starts;
  for (const Increment& i : made->increments) starts.push_back(i.start_month);
  EXPECT_THAT(starts, ElementsAre(0, 6, 6, 12));
  EXPECT_EQ(made->increments[1].measure, MeasureId(0));
  EXPECT_THAT(made->accession, ElementsAre(1, 1, 2));
  EXPECT_EQ(made->title, "test");
}

TEST(RoadmapFrom, ReportsEveryMistake) {
  RoadmapDraft draft = draft_of({{"withdraw-gun", 1, {}, 1.0},
                                 {"withdraw-guns", 5, {}, 0.5},
                                 {"withdraw-guns", 0, 24, 0.5},
                                 {"withdraw-guns", 1, {}, 1.5},
                                 {"lift-embargo", 1, {}, 0.5}});
  draft.accession = {{"north", 1}, {"league", 9}, {"nobody", 1}};
  draft.case_id = "another";
  EXPECT_THAT(rules_broken(draft), ElementsAre("other-case", "principal-accession", "out-of-range",
                                               "unknown-party", "unknown-measure", "out-of-range",
                                               "out-of-range", "out-of-range", "tranche-of-whole"));
}

TEST(RoadmapFrom, RefusesMoreThanTheWhole) {
  EXPECT_THAT(
      rules_broken(draft_of({{"withdraw-guns", 1, {}, 0.6}, {"withdraw-guns", 2, {}, 0.6}})),
      ElementsAre("shares-above-one"));
  EXPECT_THAT(rules_broken(draft_of({{"monitors", 1, {}, 1.0}, {"monitors", 2, {}, 1.0}})),
              ElementsAre("shares-above-one"));
  EXPECT_THAT(rules_broken(draft_of({{"withdraw-guns", 1, {}, 0.5}, {"withdraw-guns", 0, 0, 0.5}})),
              ElementsAre("named-twice"));
}

TEST(RoadmapFrom, AcceptsTenthsThatSumToNearlyOne) {
  std::vector<IncrementDraft> tenths;
  for (int month = 0; month < 10; ++month) tenths.push_back({"withdraw-guns", 0, month, 0.1});
  EXPECT_TRUE(roadmap_from(border(), draft_of(tenths)).has_value());
}

TEST(Before, KeepsWhatBeginsEarlier) {
  // Phases of six months: month 5 is in phase 1, month 6 begins phase 2.
  RoadmapDraft draft = draft_of({{"withdraw-guns", 0, 5, 0.25},
                                 {"withdraw-guns", 2, {}, 0.75},
                                 {"lift-embargo", 3, {}, 1.0}});
  draft.accession = {{"league", 2}};
  const Roadmap whole = *roadmap_from(border(), draft);
  const Roadmap of_two = before(border(), whole, 2);
  ASSERT_EQ(of_two.increments.size(), 1U);
  EXPECT_EQ(of_two.increments.front().start_month, 5);
  EXPECT_THAT(of_two.accession, ElementsAre(1, 1, std::nullopt));
  const Roadmap of_three = before(border(), whole, 3);
  ASSERT_EQ(of_three.increments.size(), 2U);
  EXPECT_EQ(of_three.increments.back().start_month, 6);
  EXPECT_THAT(of_three.accession, ElementsAre(1, 1, 2));
  EXPECT_TRUE(before(border(), whole, 1).increments.empty());
  EXPECT_THAT(before(border(), whole, 1).accession, ElementsAre(1, 1, std::nullopt));
}

TEST(NoAgreement, HasThePrincipalsAndNothingElse) {
  const Roadmap none = no_agreement(border());
  EXPECT_TRUE(none.increments.empty());
  EXPECT_THAT(none.accession, ElementsAre(1, 1, std::nullopt));
}

TEST(Canonicalise, MergesTranchesOfOneMonth) {
  Roadmap roadmap = no_agreement(border());
  roadmap.increments = {{MeasureId(1), 6, 1.0},
                        {MeasureId(0), 6, 0.25},
                        {MeasureId(0), 0, 0.5},
                        {MeasureId(0), 6, 0.25}};
  canonicalise(roadmap);
  ASSERT_EQ(roadmap.increments.size(), 3U);
  EXPECT_EQ(roadmap.increments[0].start_month, 0);
  EXPECT_EQ(roadmap.increments[1].measure, MeasureId(0));
  EXPECT_EQ(roadmap.increments[1].share, 0.5);
}

TEST(Canonicalise, ChangesNothingASecondTime) {
  Rng rng(11, 1);
  for (int run = 0; run < 100; ++run) {
    const Case of = test::random_case(rng);
    Roadmap once = test::random_roadmap(rng, of, test::Grid::off);
    canonicalise(once);
    Roadmap twice = once;
    canonicalise(twice);
    ASSERT_EQ(once.increments.size(), twice.increments.size());
    for (std::size_t i = 0; i < once.increments.size(); ++i)
      EXPECT_EQ(once.increments[i].share, twice.increments[i].share);
  }
}

TEST(StartedBefore, CountsWhatStartsEarlier) {
  Roadmap roadmap = no_agreement(border());
  roadmap.increments = {{MeasureId(0), 0, 0.5}, {MeasureId(1), 2, 1.0}, {MeasureId(0), 6, 0.25}};
  EXPECT_EQ(started_before(roadmap, MeasureId(0), 0), 0);
  EXPECT_EQ(started_before(roadmap, MeasureId(0), 6), 0.5);
  EXPECT_EQ(started_before(roadmap, MeasureId(0), 7), 0.75);
}

}  // namespace
}  // namespace tandem::model
