#include "tandem/model/numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/model/border.h"

namespace tandem::model {
namespace {

using test::border_draft;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

using Seen = std::vector<std::pair<std::string, double>>;

Seen seen_in(const CaseDraft& draft) {
  Seen seen;
  for_each_number(
      draft, [&](const std::string& name, const Number& n) { seen.emplace_back(name, n.mode); });
  return seen;
}

/// Four numbers of the border case as if a file had given them.
CaseDraft written() {
  CaseDraft draft = border_draft();
  draft.hazard.at.line = 3;
  draft.measures[0].duration.provenance = "J";
  draft.measures[1].after[0].share = Number(0.5);
  draft.measures[1].after[0].share->at.line = 9;
  draft.principles.min_margin = Number(0.2, 0.25, 0.5);
  draft.principles.min_margin->at.line = 20;
  return draft;
}

TEST(ForEachNumber, VisitsWhatWasWrittenAndNoDefaultsByName) {
  EXPECT_THAT(seen_in(border_draft()), IsEmpty());
  const CaseDraft draft = written();
  const std::string& first = draft.measures[0].id.text;
  const std::string& second = draft.measures[1].id.text;
  const std::string& other = draft.measures[1].after[0].measure.text;
  EXPECT_THAT(seen_in(draft),
              ElementsAre(Pair("time.hazard", 0), Pair("measures." + first + ".duration", 6),
                          Pair("measures." + second + ".after." + other, 0.5),
                          Pair("principles.self_enforcing.min_margin", 0.25)));
}

TEST(FindNumber, IsTheOneThatTheVisitNames) {
  CaseDraft draft = written();
  Number* margin = find_number(draft, "principles.self_enforcing.min_margin");
  ASSERT_NE(margin, nullptr);
  EXPECT_EQ(margin, &*draft.principles.min_margin);
  EXPECT_EQ(find_number(draft, "principles.self_enforcing"), nullptr);
  EXPECT_EQ(find_number(draft, "principles.parallel.max_gap"), nullptr);  // not written
}

/// Mean and standard deviation of many draws.
std::pair<double, double> moments(const Number& number, Distribution distribution) {
  constexpr int kDraws = 40'000;
  double sum = 0;
  double squares = 0;
  Rng rng(7, 1);
  for (int k = 0; k < kDraws; ++k) {
    const double value = drawn(number, distribution, rng);
    EXPECT_GE(value, number.low);
    EXPECT_LE(value, number.high);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / kDraws;
  return {mean, std::sqrt(squares / kDraws - mean * mean)};
}

/// The textbook moments over [2, 12] with the mode 5. PERT: mean (2 + 4·5 + 12) / 6 and variance
/// (mean - low)(high - mean) / 7; triangle: mean (2 + 5 + 12) / 3 and variance
/// (4 + 25 + 144 - 10 - 24 - 60) / 18; uniform: width / √12.
TEST(Drawn, HasTheMomentsOfItsDistribution) {
  const Number number(2, 5, 12);
  constexpr double kError = 0.05;
  const auto [pert, pert_spread] = moments(number, Distribution::pert);
  EXPECT_NEAR(pert, 34.0 / 6, kError);
  EXPECT_NEAR(pert_spread, std::sqrt((34.0 / 6 - 2) * (12 - 34.0 / 6) / 7), kError);
  const auto [triangle, triangle_spread] = moments(number, Distribution::triangular);
  EXPECT_NEAR(triangle, 19.0 / 3, kError);
  EXPECT_NEAR(triangle_spread, std::sqrt(79.0 / 18), kError);
  const auto [flat, flat_spread] = moments(number, Distribution::uniform);
  EXPECT_NEAR(flat, 7, kError);
  EXPECT_NEAR(flat_spread, 10 / std::sqrt(12.0), kError);
}

TEST(Drawn, LeavesWhatHasNoRange) {
  Rng rng(1, 1);
  EXPECT_EQ(drawn(Number(3), Distribution::pert, rng), 3);
}

TEST(Drawn, IsAFunctionOfSeedDrawAndNameAlone) {
  CaseDraft draft = written();
  const double once = drawn(draft, 5, 2).principles.min_margin->mode;
  EXPECT_GE(once, 0.2);
  EXPECT_LE(once, 0.5);
  EXPECT_NE(drawn(draft, 5, 3).principles.min_margin->mode, once);
  EXPECT_NE(drawn(draft, 6, 2).principles.min_margin->mode, once);
  draft.measures.clear();  // other numbers do not matter
  EXPECT_EQ(drawn(draft, 5, 2).principles.min_margin->mode, once);
  EXPECT_FALSE(drawn(draft, 5, 2).principles.min_margin->ranged);
}

}  // namespace
}  // namespace tandem::model
