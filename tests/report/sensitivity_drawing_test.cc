#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/drawing.h"
#include "tests/report/played.h"

namespace tandem::report {
namespace {

using test::number;
using test::of_class;
using test::read_drawing;
using test::Tag;
using test::words;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

stress::Sensitivity decided(std::size_t drivers) {
  stress::Sensitivity made;
  made.worlds = 100;
  made.spread = 0.1;
  for (std::size_t k = 0; k < drivers; ++k)
    made.drivers.push_back({.name = "number." + std::to_string(k),
                            .first = -0.01,
                            .first_error = 0.02,
                            .total = 0.01 * static_cast<double>(k),
                            .total_error = 0.01,
                            .slope = k % 2 == 0 ? 0.5 : -0.5});
  return made;
}

TEST(SensitivityDrawing, HasTheStrongestFirstWithItsInterval) {
  stress::Sensitivity made = decided(3);
  made.drivers[1].total = 0.4;
  made.drivers[1].total_error = 0.05;
  const test::Played played;
  const std::string svg = sensitivity_svg(played.brief.of, {}, made);
  EXPECT_THAT(read_drawing(svg).mistakes, IsEmpty());
  std::vector<std::string> names = words(svg);
  std::erase_if(names, [](const std::string& one) { return !one.starts_with("number."); });
  EXPECT_THAT(names, ElementsAre("number.1", "number.2", "number.0"));
  EXPECT_THAT(words(svg), ::testing::Contains("lowers it"));
  // From 0 at 340 to 50 % at 650: 40 ± 9.8 %.
  const Tag bar = of_class(svg, "rect", "bar").front();
  EXPECT_NEAR(number(bar, "width"), 248, 0.1);
  const Tag whisker = of_class(svg, "line", "whisker").front();
  EXPECT_NEAR(number(whisker, "x1"), 340 + 620 * 0.302, 0.1);
  EXPECT_NEAR(number(whisker, "x2"), 340 + 620 * 0.498, 0.1);
  // What is estimated below nothing is drawn as nothing.
  EXPECT_EQ(number(of_class(svg, "rect", "faint").front(), "width"), 0);
}

TEST(SensitivityDrawing, HasTwelveNumbersAtMostAndLongNamesOnTwoLines) {
  stress::Sensitivity made = decided(20);
  made.drivers.back().name = "dynamics.administrations.us.governments.us-presses.worth.economic";
  const test::Played played;
  const std::string svg = sensitivity_svg(played.brief.of, {}, made);
  EXPECT_EQ(of_class(svg, "rect", "bar").size(), 12U + 1U) << "and one in the key";
  EXPECT_THAT(words(svg), ::testing::Contains("dynamics.administrations.us.governments"));
  EXPECT_THAT(words(svg), ::testing::Contains(".us-presses.worth.economic"));
}

TEST(SensitivityDrawing, SaysWhereNoNumberDecides) {
  const test::Played played;
  const std::string svg = sensitivity_svg(played.brief.of, {}, decided(0));
  EXPECT_THAT(read_drawing(svg).mistakes, IsEmpty());
  EXPECT_THAT(svg, HasSubstr("No uncertain number makes a difference"));
}

}  // namespace
}  // namespace tandem::report
