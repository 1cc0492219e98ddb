#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tandem/base/random.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"
#include "tests/report/sample.h"
#include "tests/support/drafts.h"
#include "tests/support/random_case.h"

namespace tandem::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::size_t widest(const std::string& text) {
  std::size_t width = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) width = std::max(width, display_width(line));
  return width;
}

std::string all_text(const Brief& brief) {
  return roadmap_text(brief.of, brief.roadmap) +
         assessment_text(brief.of, brief.roadmap, brief.assessment);
}

TEST(Width, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width("≤ 30 %"), 6U);
  EXPECT_EQ(display_width("1–2"), 3U);
  EXPECT_EQ(display_width("한반도"), 6U);
  EXPECT_EQ(display_width("e\xcc\x81"), 1U);  // an e and a combining accent
  EXPECT_EQ(display_width("\xff\xfe"), 2U);   // malformed bytes stand for themselves
}

TEST(Width, WrapsAtBlanksAndSplitsOnlyLongWords) {
  EXPECT_THAT(wrapped("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(wrapped("abcdefgh ij", 5), ElementsAre("abcde", "fgh", "ij"));
  EXPECT_THAT(wrapped("평화 체제", 5), ElementsAre("평화", "체제"));
  EXPECT_THAT(wrapped("", 5), ElementsAre(""));
  EXPECT_THAT(wrapped("about 25 % of it", 8), ElementsAre("about", "25 % of", "it"));
}

TEST(Width, PrintsNoControlCharacters) {
  EXPECT_EQ(printable("a\x1b[31m\tb\n"), "a [31m b ");
  EXPECT_EQ(printable("x\u202ey"), "x y");  // no turning of the writing direction
}

TEST(Words, TellAValueFromItsThreshold) {
  assess::Finding finding{"gap", 0.30004, assess::Unit::share, 0.3, true, assess::Verdict::fails,
                          ""};
  EXPECT_EQ(value_words(finding), "30.004 %");
  EXPECT_EQ(threshold_words(finding), "≤ 30 %");
  finding.value = 0.25;
  EXPECT_EQ(value_words(finding), "25 %");
}

TEST(Words, PrintARangeBesideItsValue) {
  assess::Finding finding{.name = "alive", .value = 0.614, .unit = assess::Unit::chance};
  finding.range = Interval{0.346, 0.85};
  EXPECT_EQ(value_words(finding), "61 %");
  EXPECT_EQ(range_words(finding), "(35 to 85)");
  finding = {.name = "suspended", .value = 27.4, .unit = assess::Unit::months};
  finding.range = Interval{2, 74};
  EXPECT_EQ(value_words(finding), "27 months");
  EXPECT_EQ(range_words(finding), "(2 to 74)");
  finding.range.reset();
  EXPECT_EQ(value_words(finding), "27.4 months");
  EXPECT_EQ(range_words(finding), "");
}

TEST(Words, PrintMinusAndZeroAsReadersExpect) {
  EXPECT_EQ(points(-0.04), "0.0");
  EXPECT_EQ(points(-1.25), "−1.2");
  EXPECT_EQ(percent(0.5), "50 %");
  EXPECT_EQ(trimmed(-2.50, 2), "−2.5");
  EXPECT_EQ(chance_words(0.0001), "under 0.1 %");
  EXPECT_EQ(chance_words(0), "0 %");
}

TEST(Words, ShortenNamesToInitials) {
  model::Party party;
  party.id = "dprk";
  party.name = "Democratic People's Republic of Korea";
  EXPECT_EQ(short_name(party), "DPRK");
  party.id = "russia";
  EXPECT_EQ(short_name(party), "Russia");
  party.name = "Russia";
  EXPECT_EQ(short_name(party), "Russia");
}

TEST(TextTable, SplitsWhatIsTooWide) {
  TextTable table{{{"Party"}}, {{{{"North"}}}}};
  for (int k = 0; k < 30; ++k) {
    table.columns.push_back({"phase " + std::to_string(k), Align::right});
    table.rows[0].cells.push_back({"1.0"});
  }
  const std::string text = table.text({});
  EXPECT_LE(widest(text), kTextColumns);
  EXPECT_THAT(text, HasSubstr("phase 29"));
}

TEST(TextReport, IsNeverWiderThanEightyColumns) {
  EXPECT_LE(widest(all_text(test::large_brief(7))), kTextColumns);
  EXPECT_LE(widest(all_text(test::hostile_brief())), kTextColumns);
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Rng rng(seed, 1);
    const model::CaseDraft draft = test::random_case_draft(rng, {.structure = true});
    const model::Case of = test::must_case(draft);
    const auto grid = seed % 2 == 0 ? test::Grid::on : test::Grid::off;
    const Brief brief = test::brief_of(draft, test::random_roadmap(rng, of, grid));
    EXPECT_LE(widest(all_text(brief)), kTextColumns) << "seed " << seed;
  }
}

TEST(TextReport, HasColourOnlyWhenAsked) {
  const Brief brief = test::small_brief();
  EXPECT_THAT(all_text(brief), Not(HasSubstr("\x1b")));
  EXPECT_THAT(assessment_text(brief.of, brief.roadmap, brief.assessment, {.colour = true}),
              HasSubstr("\x1b[1;31mfails\x1b[0m"));
  EXPECT_THAT(all_text(test::hostile_brief()), Not(HasSubstr("\x1b")));
}

TEST(TextReport, ListsStepsByPhaseWithDates) {
  const Brief brief = test::small_brief();
  const std::string text = roadmap_text(brief.of, brief.roadmap);
  EXPECT_THAT(text, HasSubstr("Phase 2, 2027-07-01 to 2027-12-31"));
  EXPECT_THAT(text, HasSubstr("1.2  South  Pay for the road    50 %  2027-01  2027-04"));
  EXPECT_THAT(text, HasSubstr("East accedes."));
}

TEST(TextReport, TellsBreachesBeforePrinciples) {
  const Brief brief = test::small_brief();
  const std::string text = assessment_text(brief.of, brief.roadmap, brief.assessment);
  EXPECT_LT(text.find("boundary no-thinning-first"), text.find("Peace in parallel"));
  EXPECT_THAT(text, HasSubstr("≤ 30 %"));
  EXPECT_THAT(text, HasSubstr("not applicable"));
}

TEST(TextReport, ShowsBothConventionsWhereTheyDiffer) {
  const Brief brief = test::small_brief();
  const std::string text = assessment_text(brief.of, brief.roadmap, brief.assessment);
  EXPECT_THAT(text, HasSubstr("for which it makes a difference:"));
}

TEST(TextReport, LeavesAPartnerBlankBeforeItAccedes) {
  Brief brief = test::small_brief();
  brief.roadmap.accession[2] = 3;
  brief = test::brief_of(brief.draft, brief.roadmap);
  EXPECT_THAT(all_text(brief), ::testing::ContainsRegex("East +· +· +[0-9]"));
}

// --- plan
// -----------------------------------------------------------------------------------------

TEST(PlanText, SaysWhatStandsInTheWay) {
  const Brief brief = test::small_brief();
  plan::Answer answer;
  answer.status = plan::Status::infeasible;
  answer.obstacles = {
      {"reserve", PartyId(1), 2, 3.25, "South gains too little.", plan::Unit::points},
      {"self-enforcing", PartyId(0), 5, 0.0443, "North breaks off.", plan::Unit::points},
      {"early-security", std::nullopt, 0, 0.1, "Too little.", plan::Unit::share, 12},
      {"mandatory", std::nullopt, 0, 0, "All of it.", plan::Unit::none}};
  const std::string text = plan_text(brief.of, answer);
  EXPECT_THAT(text, HasSubstr("Proven: no roadmap meets all limits"));
  EXPECT_THAT(text, HasSubstr("Reserve, South, phase 2\n"
                              "      South gains too little. Short by 3.2 points.\n"));
  EXPECT_THAT(text, HasSubstr("Self-enforcing, North, the end\n"
                              "      North breaks off. Short by 0.044 points.\n"));
  EXPECT_THAT(text, HasSubstr("Early security, month 12 (January 2028)\n"
                              "      Too little. Short by 10 %.\n"));
  EXPECT_THAT(text, HasSubstr("Mandatory\n      All of it.\n"));
}

TEST(PlanText, CallsRulesAsThePrinciplesAreCalled) {
  for (const assess::Principle& principle : test::small_brief().assessment.principles)
    EXPECT_EQ(rule_words(principle.id), principle.title);
  EXPECT_EQ(rule_words("boundary no-guns"), "Boundary no-guns");
  EXPECT_EQ(rule_words("one_of"), "One of");
}

TEST(PlanText, SaysWhatEndedASearchWithoutAnAnswer) {
  const Brief brief = test::small_brief();
  plan::Answer answer;
  answer.statistics.stopped_by = "time";
  EXPECT_THAT(plan_text(brief.of, answer), HasSubstr("Time ran out before the search found"));
  answer.statistics.stopped_by = "signal";
  EXPECT_THAT(plan_text(brief.of, answer), HasSubstr("stopped before it found"));
  EXPECT_THAT(plan_text(brief.of, answer), Not(HasSubstr("stands in the way")));
}

TEST(PlanText, SaysSoWhereWhatStandsInTheWayIsNotKnown) {
  plan::Answer answer;
  answer.status = plan::Status::infeasible;
  EXPECT_THAT(plan_text(test::small_brief().of, answer), HasSubstr("was not found out."));
}

TEST(PlanText, NamesObjectivesInWordsWithWeightsOrRanks) {
  Brief brief = test::small_brief();
  plan::Answer answer;
  answer.status = plan::Status::optimal;
  answer.roadmap = brief.roadmap;
  answer.objectives = {{model::ObjectiveKind::early_security, 0.4, 0.90251},
                       {model::ObjectiveKind::fairness, 1, -0.01}};
  EXPECT_THAT(plan_text(brief.of, answer), HasSubstr("early security     0.4  90.25 %"));
  brief.draft.objectives_in_order = true;
  const model::Case in_order = test::must_case(brief.draft);
  EXPECT_THAT(plan_text(in_order, answer), HasSubstr("Objective       Rank    Value"));
  EXPECT_THAT(plan_text(in_order, answer), HasSubstr("fairness           2     −1 %"));
}

TEST(AssessmentText, TellsABoundFromAnIdealThatIsReached) {
  Brief brief = test::small_brief();
  brief.assessment.ideal = {38.0, 44.5, std::nullopt};
  brief.assessment.ideal_proven = {false, true, true};
  const std::string text = assessment_text(brief.of, brief.roadmap, brief.assessment);
  EXPECT_THAT(text, HasSubstr("at most 38.0"));
  EXPECT_THAT(text, HasSubstr("          44.5"));
  EXPECT_THAT(text, HasSubstr("not known"));
  EXPECT_THAT(brief_html(brief), HasSubstr("at most 38.0"));
}

TEST(PlanText, TellsABoundFromAnIdealThatIsReached) {
  const Brief brief = test::small_brief();
  plan::Answer answer;
  answer.ideal = {38.0, 44.5, std::nullopt};
  answer.ideal_proven = {false, true, false};
  const std::string text = plan_text(brief.of, answer);
  EXPECT_THAT(text, HasSubstr("at most 38.0"));
  EXPECT_THAT(text, HasSubstr("           44.5"));
}

TEST(PlanText, StatesTheProvenBound) {
  const Brief brief = test::small_brief();
  plan::Answer answer;
  answer.status = plan::Status::feasible;
  answer.roadmap = brief.roadmap;
  answer.objective = 2;
  answer.bound = 2.1;
  EXPECT_THAT(plan_text(brief.of, answer),
              HasSubstr("is the best found; none is better by more\n  than 5 %"));
  EXPECT_LE(widest(plan_text(brief.of, answer)), kTextColumns);
  answer.bound = std::numeric_limits<double>::infinity();
  EXPECT_THAT(plan_sentence(answer), HasSubstr("is not known"));
}

}  // namespace
}  // namespace tandem::report
