#include "tests/assess/judged.h"

namespace tandem::assess {
namespace {

using test::expect;
using test::Judged;

/// Guns take half a year and are 6 of 10 points of risk; mines are 4 and nobody looks.
model::CaseDraft risky(std::optional<double> detection = 0.5) {
  model::CaseDraft draft = test::neighbours();
  test::measure_of(draft, "guns").duration = 6;
  test::measure_of(draft, "guns").risk_reduction = 6;
  test::measure_of(draft, "mines").risk_reduction = 4;
  if (detection) test::measure_of(draft, "guns").verification = test::seen_with(*detection);
  return draft;
}

const std::vector<test::Tranche> kGunsThenMines{{"guns", 1}, {"mines", 3}};

TEST(EarlySecurity, ShareInForceIsReadAtTheBeginningOfTheMonth) {
  // The mines are started in month 24 and in force at once.
  model::CaseDraft draft = risky();
  draft.principles.by_month_12 = 0.6;
  draft.principles.by_month_24 = 1;
  const Judged judged(draft, kGunsThenMines);
  expect(judged.finding("early-security"),
         {0.6, 0.6, Verdict::meets,
          "By month 12 (January 2028), 60 % of the attainable risk reduction is in force, 60 % "
          "verified."});
  expect(judged.finding("early-security", 1),
         {1, 1, Verdict::meets,
          "By month 24 (January 2029), 100 % of the attainable risk reduction is in force, 60 % "
          "verified."});
  EXPECT_EQ(judged.finding("early-security", 2).verdict, Verdict::measured);
  EXPECT_EQ(judged.principle("early-security").verdict, Verdict::meets);
}

TEST(EarlySecurity, OneShareBelowItsFloorFailsThePrinciple) {
  model::CaseDraft draft = risky();
  draft.principles.by_month_12 = 0.61;
  EXPECT_EQ(Judged(draft, kGunsThenMines).principle("early-security").verdict, Verdict::fails);
}

TEST(EarlySecurity, FirstPayoffWaitsForTheInspectors) {
  // In force in month 6; 1 - .5^4 = .94 is the first above .9.
  model::CaseDraft draft = risky();
  draft.principles.first_payoff_months = 10;
  const char* reason =
      "In month 10 (November 2027), 60 % of the attainable risk reduction is verified with 90 % "
      "confidence.";
  expect(Judged(draft, kGunsThenMines).finding("early-security", 3),
         {10, 10, Verdict::meets, reason});
  draft.principles.first_payoff_months = 9;
  expect(Judged(draft, kGunsThenMines).finding("early-security", 3),
         {10, 9, Verdict::fails, reason});
}

TEST(EarlySecurity, WhatIsSeenAtOnceIsVerifiedAMonthLater) {
  EXPECT_EQ(Judged(risky(1), kGunsThenMines).finding("early-security", 3).value, 7);
}

TEST(EarlySecurity, WhatNobodyCanSeeIsNeverVerified) {
  for (const std::optional<double> detection : {std::optional<double>(), std::optional(0.0)}) {
    model::CaseDraft draft = risky(detection);
    const std::string reason = "5 % of the attainable risk reduction is never verified.";
    expect(Judged(draft, kGunsThenMines).finding("early-security", 3),
           {{}, {}, Verdict::not_applicable, reason});
    draft.principles.first_payoff_months = 12;
    expect(Judged(draft, kGunsThenMines).finding("early-security", 3),
           {{}, 12, Verdict::fails, reason});
  }
}

TEST(EarlySecurity, OnlyTheBestOfAlternativesIsAttainable) {
  model::CaseDraft draft = risky();
  for (const char* id : {"guns", "mines"}) test::measure_of(draft, id).one_of = "level";
  test::measure_of(draft, "road").risk_reduction = 2;
  EXPECT_DOUBLE_EQ(attainable_risk_reduction(test::must_case(draft)), 6 + 2);
  EXPECT_NEAR(*Judged(draft, {{"mines", 1}}).finding("early-security").value, 4.0 / 8, 1e-12);
}

TEST(EarlySecurity, NothingStartedDeliversNothing) {
  model::CaseDraft draft = risky();
  draft.principles.by_month_36 = 0.1;
  expect(Judged(draft, {}).finding("early-security", 2),
         {0, 0.1, Verdict::fails,
          "By month 36 (January 2030), 0 % of the attainable risk reduction is in force, 0 % "
          "verified."});
}

TEST(EarlySecurity, NeedsAMeasureThatReducesARisk) {
  expect(Judged(test::neighbours(), kGunsThenMines).finding("early-security"),
         {{}, {}, Verdict::not_applicable, "No measure of the case reduces a risk."});
}

TEST(MonthsToVerify, AreThoseOfAGeometricWait) {
  struct Row {
    double detection, confidence;
    std::optional<int> months;
  };
  // .9^22 = .098 is the first power below .1; .5^2 is exactly .25.
  for (const auto& [detection, confidence, months] :
       {Row{0.5, 0.9, 4}, Row{0.5, 0.75, 2}, Row{0.5, 0.5, 1}, Row{0.1, 0.9, 22}, Row{1, 0.9, 1},
        Row{1, 1, 1}, Row{0.5, 0, 1}, Row{0, 0.9, {}}, Row{0.5, 1, {}}, Row{1e-12, 0.9, {}}}) {
    const model::Case of = test::must_case(risky(detection));
    EXPECT_EQ(months_to_verify(of.measures()[0], confidence), months)
        << detection << " at " << confidence;
  }
}

}  // namespace
}  // namespace tandem::assess
