#include "tests/assess/judged.h"

namespace tandem::assess {
namespace {

TEST(Principles, ComeInTheOrderOfThePage) {
  std::string ids;
  for (const Principle& principle : test::Judged(test::neighbours(), {}).result.principles)
    ids += principle.id + " ";
  EXPECT_EQ(
      ids,
      "parallel reciprocal proportional simultaneous self-enforcing early-security verifiable "
      "buy-in long-game durable ");
}

TEST(Principles, RoadmapStandsWithoutBreachAndWithoutFailure) {
  const std::vector<test::Tranche> swap{{"guns", 1}, {"road", 1}};
  model::CaseDraft draft = test::neighbours();
  EXPECT_FALSE(test::Judged(draft, swap).result.stands()) << "not self-enforcing";
  for (model::MeasureDraft& measure : draft.measures) measure.reversibility = 1;
  EXPECT_TRUE(test::Judged(draft, swap).result.stands());
  test::measure_of(draft, "mines").mandatory = true;
  EXPECT_FALSE(test::Judged(draft, swap).result.stands()) << "breaks a rule";
}

}  // namespace
}  // namespace tandem::assess
