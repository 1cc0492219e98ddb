#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>

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
using ::testing::Not;

std::vector<std::string> files(const std::vector<Drawing>& drawings) {
  std::vector<std::string> names;
  for (const Drawing& one : drawings) names.push_back(one.file);
  return names;
}

std::string drawn(const test::Played& played, const std::string& file) {
  for (const Drawing& one : stress_drawings(played.brief.of, played.brief.roadmap, played.results))
    if (one.file == file) return one.svg;
  return {};
}

/// The numbers of a path.
std::vector<double> numbers(const Tag& path) {
  std::vector<double> all;
  const std::string& d = path.attributes.at("d");
  for (std::size_t at = 0; at < d.size();) {
    double value = 0;
    const auto [end, wrong] = std::from_chars(d.data() + at, d.data() + d.size(), value);
    if (wrong == std::errc{}) {
      all.push_back(value);
      at = static_cast<std::size_t>(end - d.data());
    } else {
      ++at;
    }
  }
  return all;
}

TEST(StressDrawings, AreWellFormedFilesOfTheirOwn) {
  const test::Played played;
  const auto all = stress_drawings(played.brief.of, played.brief.roadmap, played.results);
  EXPECT_THAT(files(all), ElementsAre("fans.svg", "survival.svg", "values.svg", "causes.svg"));
  for (const Drawing& one : all) {
    EXPECT_THAT(read_drawing(one.svg).mistakes, IsEmpty()) << one.file;
    EXPECT_THAT(one.svg, HasSubstr("xmlns=\"http://www.w3.org/2000/svg\"")) << one.file;
    EXPECT_EQ(read_drawing(one.svg).named("style").size(), 1U) << one.file;
  }
}

TEST(StressDrawings, OfNoAgreementAreOnlyWhatItReaches) {
  const test::Played played;
  const auto none = model::no_agreement(played.brief.of);
  EXPECT_THAT(files(stress_drawings(played.brief.of, none, played.results)),
              ElementsAre("fans.svg"));
}

TEST(StressDrawings, HaveNoCausesWhereNothingBreaksDown) {
  test::Played played;
  played.results.chains.clear();
  EXPECT_THAT(files(stress_drawings(played.brief.of, played.brief.roadmap, played.results)),
              ElementsAre("fans.svg", "survival.svg", "values.svg"));
}

TEST(StressDrawings, EscapeEveryTextOfTheUser) {
  const Brief hostile = test::hostile_brief();
  test::Played played;
  played.results.values.resize(hostile.of.parties().size(), played.results.values.front());
  for (stress::Mark& mark : played.results.marks) mark.indicators.clear();
  for (const Drawing& one : stress_drawings(hostile.of, hostile.roadmap, played.results)) {
    EXPECT_THAT(read_drawing(one.svg).mistakes, IsEmpty()) << one.file;
    EXPECT_THAT(one.svg, Not(HasSubstr("<script"))) << one.file;
  }
  EXPECT_THAT(drawn(test::Played(), "causes.svg"), HasSubstr("A clash at &lt;sea&gt;"));
}

TEST(Survival, StandsAtTheShareThatIsLeft) {
  const std::string svg = drawn(test::Played(), "survival.svg");
  const std::vector<Tag> lines = of_class(svg, "path", "edge");
  ASSERT_EQ(lines.size(), 2U);
  // From 44 (all) to 270 (none): at the end one of four is unbroken, three are alive.
  EXPECT_THAT(lines[0].attributes.at("d"), ::testing::EndsWith("V213.5H344.0"));
  EXPECT_THAT(lines[1].attributes.at("d"), ::testing::EndsWith("V100.5H704.0"));
}

TEST(Fans, HaveTheMedianInsideTheHalfInsideTheNineTenths) {
  const std::string svg = drawn(test::Played(), "fans.svg");
  const std::vector<Tag> far = of_class(svg, "path", "far");
  const std::vector<Tag> near = of_class(svg, "path", "near");
  const std::vector<Tag> median = of_class(svg, "path", "median");
  ASSERT_EQ(far.size(), 3U) << "risk reduction, final goals and one indicator";
  ASSERT_EQ(near.size(), 3U);
  ASSERT_EQ(median.size(), 3U);
  // Years 1 and 2 stand at 207 and 344; the scale goes from 190 (0 %) up to 44 (100 %).
  const auto level = [](double share) { return 190 - 146 * share; };
  const auto expect_band = [&](const Tag& path, double low, double high) {
    const std::vector<double> at = numbers(path);
    ASSERT_EQ(at.size(), 8U);
    const std::vector<double> expected{207, level(high), 344, level(high),
                                       344, level(low),  207, level(low)};
    for (std::size_t k = 0; k < at.size(); ++k) EXPECT_NEAR(at[k], expected[k], 0.5) << k;
  };
  expect_band(far[0], 0.05, 0.95);
  expect_band(near[0], 0.25, 0.75);
  expect_band(median[0], 0.5, 0.5);
}

TEST(Fans, NameAnIndicatorWithItsUnitAndShowItsLevels) {
  const std::string svg = drawn(test::Played(), "fans.svg");
  EXPECT_THAT(words(svg), ::testing::Contains("Launchers"));
  EXPECT_THAT(words(svg), ::testing::Contains("pieces &amp; parts"));
  // From 40 to 80 in the second row, whose scale has 40 at its floor and 80 at its top.
  const std::vector<double> at = numbers(of_class(svg, "path", "median")[2]);
  EXPECT_NEAR(at[1], 236 + 190, 1);
  EXPECT_NEAR(at[3], 236 + 44, 1);
}

TEST(Fans, OfASingleYearAreStillSeen) {
  test::Played played;
  played.results.months = 12;
  played.results.marks.resize(1);
  const std::vector<double> at =
      numbers(of_class(drawn(played, "fans.svg"), "path", "far").front());
  ASSERT_EQ(at.size(), 8U);
  EXPECT_GT(at[2] - at[0], 4);
}

TEST(Values, StandAgainstNoAgreement) {
  const std::string svg = drawn(test::Played(), "values.svg");
  EXPECT_THAT(words(svg), ::testing::Contains("no agreement"));
  EXPECT_THAT(words(svg), ::testing::Contains("10 (−10 to 30)"));
  EXPECT_THAT(words(svg), ::testing::Contains("5 (5 to 5)"));
  // From -10 at 130 to 30 at 560: zero is a quarter of the way.
  const std::vector<Tag> zero = of_class(svg, "line", "zero");
  ASSERT_EQ(zero.size(), 1U);
  EXPECT_EQ(zero[0].attributes.at("x1"), "237.5");
  const Tag north = of_class(svg, "rect", "near").front();
  EXPECT_NEAR(number(north, "x"), 237.5, 0.5);
  EXPECT_NEAR(number(north, "width"), 215, 1);  // from 0 to 20
}

TEST(Causes, HaveBarsInProportionWithSharesAndCounts) {
  const std::string svg = drawn(test::Played(), "causes.svg");
  const std::vector<Tag> kinds = of_class(svg, "rect", "bar");
  ASSERT_EQ(kinds.size(), 2U);
  EXPECT_NEAR(number(kinds[0], "width"), 3 * number(kinds[1], "width"), 0.2);
  EXPECT_THAT(words(svg), ElementsAre("of all first breakdowns (histories)", "Crises", "75 % (3)",
                                      "A clash at &lt;sea&gt;", "75 % (3)",
                                      "Parties that broke off", "25 % (1)", "North", "25 % (1)"));
}

TEST(Causes, TellWhatIsRareTogether) {
  test::Played played;
  for (const std::size_t party : {std::size_t{1}, std::size_t{2}})
    played.results.chains[{std::nullopt,
                           {.kind = stress::EventKind::defection, .party = party, .thing = 2}}] = 1;
  played.results.chains.begin()->second = 2000;
  const std::vector<std::string> all = words(drawn(played, "causes.svg"));
  EXPECT_THAT(all, Not(::testing::Contains("South")));
  EXPECT_THAT(all, ::testing::Contains("3 others"));
  EXPECT_EQ(all.back(), "0.1 % (3)");
}

}  // namespace
}  // namespace tandem::report
