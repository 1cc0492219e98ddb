#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tandem/base/random.h"
#include "tests/report/markup.h"
#include "tests/report/played.h"
#include "tests/report/sample.h"
#include "tests/support/drafts.h"
#include "tests/support/random_case.h"

namespace tandem {
namespace {

using report::brief_html;
using test::Markup;
using test::read_markup;
using test::Tag;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string& large_page() {
  static const std::string page = brief_html(test::large_brief(7));
  return page;
}

TEST(Brief, IsWellFormed) {
  EXPECT_THAT(read_markup(large_page()).mistakes, IsEmpty());
  EXPECT_THAT(read_markup(brief_html(test::small_brief())).mistakes, IsEmpty());
}

TEST(Brief, IsWellFormedWhateverTheCase) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 3);
    const model::CaseDraft draft = test::random_case_draft(rng, {.structure = true});
    const model::Case of = test::must_case(draft);
    const auto grid = seed % 2 == 0 ? test::Grid::on : test::Grid::off;
    const auto brief = test::brief_of(draft, test::random_roadmap(rng, of, grid));
    EXPECT_THAT(read_markup(brief_html(brief)).mistakes, IsEmpty()) << "seed " << seed;
  }
}

TEST(Brief, OfNoAgreementSaysThatNothingStarts) {
  const auto small = test::small_brief();
  const std::string page = brief_html(test::brief_of(small.draft, model::no_agreement(small.of)));
  EXPECT_THAT(read_markup(page).mistakes, IsEmpty());
  EXPECT_THAT(page, HasSubstr("no step starts"));
}

TEST(Brief, GivesTheSameBytesEachTime) {
  EXPECT_EQ(large_page(), brief_html(test::large_brief(7)));
}

TEST(Brief, HasEverySectionAndAWayToEach) {
  const Markup page = read_markup(large_page());
  std::vector<std::string> ids;
  for (const Tag& section : page.named("section")) ids.push_back(section.attributes.at("id"));
  EXPECT_THAT(ids, ::testing::ElementsAre("summary", "timeline", "exchange", "principles", "gains",
                                          "exposure", "security", "alternatives", "assumptions"));
  std::vector<std::string> targets;
  for (const Tag& a : page.named("a"))
    if (a.attributes.at("href").starts_with('#'))
      targets.push_back(a.attributes.at("href").substr(1));
  EXPECT_EQ(ids, targets);
}

TEST(Brief, HasAPageOnTheWindowWhereItWasExplored) {
  report::Brief brief = test::small_brief();
  model::CaseDraft draft = brief.draft;
  draft.boundaries.push_back({.id = "no-first",
                              .holder = draft.parties[0].id,
                              .statement = "Not <that>.",
                              .kind = "never",
                              .measures = {draft.measures[0].id},
                              .cost = 4.0});
  model::BoundaryDraft nothing = draft.boundaries.back();
  nothing.id = "nothing-at-all";
  nothing.measures.clear();
  for (const auto& measure : draft.measures) nothing.measures.push_back(measure.id);
  draft.principles = {};
  draft.principles.min_final_share = 0.05;
  draft.measures[0].final_goal = 1.0;
  draft.measures[1].final_goal = 1.0;
  draft.alternatives = {{.id = "refuse",
                         .title = "Refuse & wait",
                         .boundaries = {nothing},
                         .gives_up = {"no-first"}}};
  const model::Case of = test::must_case(draft);
  const std::vector<std::optional<model::Roadmap>> own{model::no_agreement(of)};
  auto worth = window::worth(of, {}, own);
  ASSERT_TRUE(worth.has_value());
  ASSERT_TRUE(worth->policies[0].why_not.has_value());
  const window::Options asked{.targets = {"early-security-12=99"}};
  brief.window = {*std::move(worth), *window::why(of, asked), *window::relax(of, asked, {})};
  const std::string page = brief_html(brief);
  const Markup read = read_markup(page);
  EXPECT_THAT(read.mistakes, IsEmpty());
  EXPECT_THAT(page, HasSubstr("id=\"window\""));
  EXPECT_THAT(page, HasSubstr("href=\"#window\""));
  EXPECT_THAT(page, HasSubstr("1 of 1 policy allow no roadmap at all"));
  EXPECT_THAT(page, HasSubstr("Limits that cannot all be held"));
  EXPECT_THAT(page, HasSubstr("nothing-at-all"));
  EXPECT_THAT(page, HasSubstr("Not &lt;that&gt;."));
  EXPECT_THAT(page, Not(HasSubstr("more than is needed")));
  EXPECT_THAT(page, Not(HasSubstr("by a hair")));
  window::Block& open = brief.window->worth.policies[0].why_not->conflicts.front();
  open.minimal = false;
  open.looser = window::Verdict::possible;
  EXPECT_THAT(brief_html(brief), HasSubstr("It may hold more than is needed"));
  EXPECT_THAT(brief_html(brief), HasSubstr("It is so by a hair"));
  open.looser = window::Verdict::unsettled;
  EXPECT_THAT(brief_html(brief), HasSubstr("by a hair could not be settled"));
}

TEST(Brief, HasAPageUnderStressWhereHistoriesWerePlayed) {
  const test::Played played;
  report::Brief brief = played.brief;
  EXPECT_THAT(brief_html(brief), Not(HasSubstr("id=\"stress\"")));
  brief.alternatives = {{"Wait & see", "", brief.assessment, false}};
  brief.stress = report::Stress{{7, 2, true}, played.results, {played.results}};
  const std::string html = brief_html(brief);
  EXPECT_THAT(read_markup(html).mistakes, IsEmpty());
  const std::string page = test::with_blanks(html);
  EXPECT_THAT(page, Not(HasSubstr("need a simulation of many histories")));
  for (const char* part :
       {"id=\"stress\"", "href=\"#stress\"", "svg.paper",
        "After 2 years the process has never been suspended in 25 %",
        "it is suspended for 3 months", "4 histories of 24 months", "(seed 7)", "in 2 worlds",
        "1 kind of crisis (A clash at &lt;sea&gt;)", "How long it lasts", "What it reaches",
        "In 4 of 4 histories it breaks down at least once. Most often in phase 1: 75 %",
        "<b>25 %: </b>North broke off in phase 2.", "Wait &amp; see",
        "<td class=\"num\">10.0 (−10.0 to 30.0)</td>"})
    EXPECT_THAT(page, HasSubstr(part));
}

TEST(Brief, UnderStressSaysThatNoAgreementCannotBreakDown) {
  const test::Played played;
  report::Brief brief = test::brief_of(played.brief.draft, model::no_agreement(played.brief.of));
  brief.stress = report::Stress{{7, 2, false}, played.results, {}};
  brief.stress->results.stopped = true;
  const std::string page = brief_html(brief);
  EXPECT_THAT(read_markup(page).mistakes, IsEmpty());
  EXPECT_THAT(page, HasSubstr("there is nothing that could break down"));
  EXPECT_THAT(page, HasSubstr("Every number stays at its likeliest value"));
  EXPECT_THAT(page, HasSubstr("stopped before all histories were played"));
  EXPECT_THAT(page, HasSubstr("What it reaches"));
  EXPECT_THAT(page, Not(HasSubstr("Why it first breaks down")));
}

TEST(Brief, EveryDrawingHasATitleAndADescription) {
  const Markup page = read_markup(large_page());
  std::size_t drawings = 0;
  for (std::size_t k = 0; k + 2 < page.tags.size(); ++k) {
    if (page.tags[k].name != "svg" || page.tags[k].parent == "svg") continue;
    ++drawings;
    EXPECT_EQ(page.tags[k].attributes.at("role"), "img");
    EXPECT_EQ(page.tags[k + 1].name, "title");
    EXPECT_NE(page.tags[k + 1].text, "");
    EXPECT_EQ(page.tags[k + 2].name, "desc");
    EXPECT_NE(page.tags[k + 2].text, "");
  }
  EXPECT_GT(drawings, 70U);
}

TEST(Brief, EveryTableHasACaptionAndHeadingsWithScope) {
  const Markup page = read_markup(large_page());
  EXPECT_EQ(page.named("table").size(), page.named("caption").size());
  for (const Tag& caption : page.named("caption")) EXPECT_NE(caption.text, "");
  for (const Tag& th : page.named("th")) EXPECT_EQ(th.attributes.count("scope"), 1U);
}

TEST(Brief, HeadingsDescendByOneLevel) {
  int level = 0;
  for (const Tag& tag : read_markup(large_page()).tags) {
    if (tag.name.size() != 2 || tag.name[0] != 'h' || tag.name == "hr") continue;
    const int next = tag.name[1] - '0';
    EXPECT_LE(next, level + 1) << tag.text;
    level = next;
  }
}

TEST(Brief, FetchesNothing) {
  const Markup page = read_markup(large_page());
  for (const std::string_view name : {"script", "link", "img", "iframe", "object", "embed", "use"})
    EXPECT_THAT(page.named(name), IsEmpty()) << name;
  for (const Tag& tag : page.tags) {
    EXPECT_EQ(tag.attributes.count("src"), 0U);
    for (const auto& [name, value] : tag.attributes) EXPECT_FALSE(name.starts_with("on")) << name;
    if (tag.name != "style") continue;
    EXPECT_THAT(tag.text, Not(HasSubstr("url(")));
    EXPECT_THAT(tag.text, Not(HasSubstr("@import")));
  }
}

TEST(Brief, LinksOnlyToTheWeb) {
  for (const auto& brief : {test::small_brief(), test::hostile_brief()})
    for (const Tag& a : read_markup(brief_html(brief)).named("a")) {
      const std::string& href = a.attributes.at("href");
      EXPECT_TRUE(href.starts_with('#') || href.starts_with("https://")) << href;
    }
}

TEST(Brief, EscapesEveryTextOfTheUser) {
  const std::string page = brief_html(test::hostile_brief());
  EXPECT_THAT(read_markup(page).mistakes, IsEmpty());
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("\x1b")));
  EXPECT_EQ(read_markup(page).named("style").size(), 1U);
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(&#39;x&#39;)"));
}

TEST(Brief, CountsNumbersByTheirOrigin) {
  const std::string page = brief_html(test::small_brief());
  EXPECT_THAT(page, HasSubstr("rest on judgement and 5 on a source"));  // five durations
}

TEST(Brief, NamesTheBoundaryThatIsBroken) {
  const std::string page = brief_html(test::small_brief());
  EXPECT_THAT(page, HasSubstr("boundary no-thinning-first"));
  EXPECT_THAT(page, HasSubstr("It breaks 1 rule of the case as stated"));
}

TEST(Brief, SetsStepsOfAPhaseAgainstEachOther) {
  const std::string page = brief_html(test::small_brief());
  EXPECT_THAT(page, HasSubstr("<td>1.2</td>"));  // North's first step, paid for by South's
  EXPECT_THAT(page, HasSubstr("<td>2.1</td>"));
  EXPECT_THAT(page, HasSubstr("joint teams, by the commission"));
}

TEST(Brief, NeverPromises) {
  for (const std::string_view word : {"will hold", "will succeed", "guarantee", "will last"})
    EXPECT_THAT(large_page(), Not(HasSubstr(std::string(word))));
}

}  // namespace
}  // namespace tandem
