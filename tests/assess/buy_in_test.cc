#include "tests/assess/judged.h"

namespace tandem::assess {
namespace {

using test::expect;
using test::Judged;

/// North's guns in month 0, Coast's line in month 12.
Judged acceding(const model::CaseDraft& draft, std::optional<int> phase) {
  const model::Case of = test::must_case(draft);
  model::Roadmap roadmap = test::starting(of, {{"guns", 0}, {"line", 12}});
  roadmap.accession[2] = phase;
  return {of, roadmap};
}

TEST(BuyIn, SurplusCountsFromTheAccessionOn) {
  // Of the guns' 100 and the line's -9: all, or nine years of ten of the guns.
  expect(acceding(test::neighbours_and_coast(), 1).finding("buy-in"),
         {0.91, 0, Verdict::meets,
          "Coast gains 91.0 points from phase 1 (January 2027) on and accepts no less than 0.0."});
  expect(acceding(test::neighbours_and_coast(), 2).finding("buy-in"),
         {0.81, 0, Verdict::meets,
          "Coast gains 81.0 points from phase 2 (January 2028) on and accepts no less than 0.0."});
}

TEST(BuyIn, ReserveExactlyMetIsMet) {
  model::CaseDraft draft = test::neighbours_and_coast();
  draft.parties[2].reserve = 81;
  EXPECT_EQ(acceding(draft, 2).finding("buy-in").verdict, Verdict::meets);
  draft.parties[2].reserve = 82;
  expect(acceding(draft, 2).finding("buy-in"),
         {-0.01, 0, Verdict::fails,
          "Coast gains 81.0 points from phase 2 (January 2028) on and accepts no less than 82.0."});
}

TEST(BuyIn, PartnerWithTheSmallestSurplusDecides) {
  // Isle's 50 by the mines, which never come, are its whole scale: its reserve of 10 is 20 of it.
  model::CaseDraft draft = test::neighbours_and_coast();
  model::PartyDraft isle = draft.parties[2];
  isle.id = "isle";
  isle.name = "Isle";
  isle.reserve = 10;
  draft.parties.push_back(isle);
  test::measure_of(draft, "mines").worth.push_back({"isle", 50});
  expect(Judged(draft, {{"guns", 1}, {"line", 2}}).finding("buy-in"),
         {-0.2, 0, Verdict::fails,
          "Isle gains 0.0 points from phase 1 (January 2027) on and accepts no less than 20.0."});
}

TEST(BuyIn, CaseMayDemandMoreThanTheReserve) {
  model::CaseDraft draft = test::neighbours_and_coast();
  draft.principles.min_surplus = 0.82;
  EXPECT_EQ(acceding(draft, 2).principle("buy-in").verdict, Verdict::fails);
}

TEST(BuyIn, PartnerThatNeverAccedesNeedNotBeSatisfied) {
  const Judged judged = acceding(test::neighbours_and_coast(), {});
  expect(judged.finding("buy-in"), {{}, {}, Verdict::not_applicable, "No partner accedes."});
  expect(judged.finding("buy-in", 1), {0, {}, Verdict::measured, "No partner accedes."});
}

TEST(BuyIn, RequiredPartnerMustAccede) {
  model::CaseDraft draft = test::neighbours_and_coast();
  draft.principles.required_partners = {"coast"};
  expect(acceding(draft, 2).finding("buy-in", 1),
         {1, {}, Verdict::meets, "Coast in phase 2 (January 2028)."});
  const Judged without = acceding(draft, {});
  expect(without.finding("buy-in", 1),
         {0, {}, Verdict::fails, "No partner accedes. Required and missing: Coast."});
  EXPECT_EQ(without.principle("buy-in").verdict, Verdict::fails);
}

TEST(BuyIn, RootSaysWhetherForGoodCouldBeExchangedGradually) {
  // Each gains 100 by the other and gives 50: the root is 2, and .8 at a patience of .4 a phase.
  expect(
      Judged(test::neighbours(), {}).finding("buy-in", 2),
      {2,
       {},
       Verdict::measured,
       "Even steps that can never be taken back could be exchanged gradually. Essential to that: "
       "North and South."});
  model::CaseDraft hasty = test::neighbours();
  hasty.horizon_months.reset();
  for (model::PartyDraft& party : hasty.parties) party.discount = 0.4;
  expect(Judged(hasty, {}).finding("buy-in", 2),
         {0.8,
          {},
          Verdict::measured,
          "Steps that can never be taken back could not be exchanged at all: only what is "
          "reversible enforces this roadmap."});
}

TEST(BuyIn, RootIsUnboundedWhereSomebodyGainsForNothing) {
  model::CaseDraft draft = test::neighbours();
  test::measure_of(draft, "road").worth = {{"north", 60}};
  test::measure_of(draft, "market").worth = {{"north", 40}};
  expect(Judged(draft, {}).finding("buy-in", 2),
         {{},
          {},
          Verdict::not_applicable,
          "Some party gains from the others at no burden of its own, so the root is unbounded."});
}

}  // namespace
}  // namespace tandem::assess
