#include "tests/assess/judged.h"

namespace tandem::assess {
namespace {

TEST(Durable, OnlyASimulationCanSay) {
  const test::Judged judged(test::neighbours(), {});
  test::expect(
      judged.finding("durable"),
      {{},
       {},
       Verdict::needs_stress,
       "Only a simulation of elections, crises and breakdowns can say; assess plays none."});
  EXPECT_EQ(judged.principle("durable").verdict, Verdict::needs_stress);
  EXPECT_TRUE(judged.result.stands()) << "what was not played is not held against a roadmap";
}

}  // namespace
}  // namespace tandem::assess
