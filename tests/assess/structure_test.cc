#include <functional>

#include "tests/assess/judged.h"

/// Every rule that a roadmap can break, as a pair of neighbours: one that breaks it and one that
/// just does not. Months 0 to 11 are phase 1.
namespace tandem::assess {
namespace {

using model::CaseDraft;
using test::measure_of;
using test::Start;

struct Plan {
  std::vector<Start> starts;
  std::optional<int> coast = {};  ///< accession phases
  std::optional<int> isle = {};
};

struct Row {
  std::string name;
  std::function<void(CaseDraft&)> demand;
  Plan breaks, keeps;
  std::string rule;
  std::vector<int> phases;  ///< of the breaches, in order
  std::string text;         ///< of the first
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

/// The neighbours with Coast, and with Isle, a partner that does nothing. Nobody has a reserve to
/// miss, and everything but South's measures is divisible.
CaseDraft lenient() {
  CaseDraft draft = test::neighbours_and_coast();
  model::PartyDraft isle = draft.parties.back();
  isle.id = "isle";
  isle.name = "Isle";
  draft.parties.push_back(isle);
  for (model::PartyDraft& party : draft.parties) party.reserve = -1000;
  for (const char* id : {"guns", "mines", "line"}) measure_of(draft, id).divisible = true;
  for (const char* id : {"road", "market"}) measure_of(draft, id).weight = 1;
  measure_of(draft, "line").weight = 2;
  return draft;
}

void bound(CaseDraft& draft, model::BoundaryDraft boundary) {
  boundary.id = "limit";
  boundary.holder = "south";
  draft.boundaries.push_back(std::move(boundary));
}

std::vector<Breach> breaches_of(const Row& row, const Plan& plan) {
  CaseDraft draft = lenient();
  row.demand(draft);
  const model::Case of = test::must_case(draft);
  model::Roadmap roadmap = test::starting(of, plan.starts);
  roadmap.accession[2] = plan.coast;
  roadmap.accession[3] = plan.isle;
  return test::Judged(of, roadmap).result.breaches;
}

class Structure : public testing::TestWithParam<Row> {};

TEST_P(Structure, FiresOnTheRoadmapThatBreaksIt) {
  const std::vector<Breach> found = breaches_of(GetParam(), GetParam().breaks);
  std::vector<int> phases;
  for (const Breach& breach : found) {
    EXPECT_EQ(breach.rule, GetParam().rule) << breach.text;
    phases.push_back(breach.phase);
  }
  ASSERT_EQ(phases, GetParam().phases);
  EXPECT_EQ(found.front().text, GetParam().text);
}

TEST_P(Structure, IsSilentOnTheNeighbourThatKeepsIt) {
  for (const Breach& breach : breaches_of(GetParam(), GetParam().keeps))
    ADD_FAILURE() << breach.rule << ": " << breach.text;
}

std::string name_of(const testing::TestParamInfo<Row>& row) { return row.param.name; }

const std::vector<Row> kStructure{
    {"After",
     [](CaseDraft& d) {
       measure_of(d, "guns").duration = 12;
       measure_of(d, "road").after = {{"guns", {}}};
     },
     {{{"guns", 0}, {"road", 11}}},
     {{{"guns", 0}, {"road", 12}}},
     "after",
     {1},
     R"("road" starts in phase 1 while "guns" is in force to 0 % of the 100 % needed.)"},
    {"AfterAShare",
     [](CaseDraft& d) {
       measure_of(d, "road").after = {{"guns", 0.5}};
     },
     {{{"guns", 0, 0.4}, {"road", 1}}},
     {{{"guns", 0, 0.5}, {"road", 1}}},
     "after",
     {1},
     R"("road" starts in phase 1 while "guns" is in force to 40 % of the 50 % needed.)"},
    {"AfterInProportion",
     [](CaseDraft& d) {
       measure_of(d, "mines").after = {{"guns", {}}};
     },
     {{{"guns", 0, 0.5}, {"mines", 12, 0.4}, {"mines", 24, 0.2}}},
     {{{"guns", 0, 0.5}, {"mines", 12, 0.4}, {"mines", 24, 0.1}}},
     "after",
     {3},
     R"("mines" starts in phase 3 while "guns" is in force to 50 % of the 100 % needed.)"},
    {"With",
     [](CaseDraft& d) { measure_of(d, "road").with = {"market"}; },
     {{{"road", 0}, {"market", 12}}},
     {{{"road", 0}, {"market", 11}}},
     "with",
     {1, 2},
     R"("road" and "market" do not go together in phase 1.)"},
    {"WithTheSameShare",
     [](CaseDraft& d) { measure_of(d, "guns").with = {"mines"}; },
     {{{"guns", 12, 0.5}, {"mines", 12, 0.4}}},
     {{{"guns", 12, 0.5}, {"mines", 13, 0.2}, {"mines", 14, 0.3}}},
     "with",
     {2},
     R"("guns" and "mines" do not go together in phase 2.)"},
    {"Excludes",
     [](CaseDraft& d) { measure_of(d, "road").excludes = {"market"}; },
     {{{"road", 0}, {"market", 30}}},
     {{{"road", 0}}},
     "excludes",
     {0},
     R"("road" and "market" exclude each other.)"},
    {"ExcludesBeyondOneWhole",
     [](CaseDraft& d) { measure_of(d, "guns").excludes = {"mines"}; },
     {{{"guns", 0, 0.5}, {"mines", 0, 0.6}}},
     {{{"guns", 0, 0.5}, {"mines", 0, 0.5}}},
     "excludes",
     {0},
     R"("guns" and "mines" exclude each other.)"},
    {"OneOf",
     [](CaseDraft& d) {
       for (const char* id : {"guns", "mines", "road"}) measure_of(d, id).one_of = "level";
     },
     {{{"guns", 0, 0.3}, {"mines", 0, 0.3}, {"road", 0}}},
     {{{"guns", 0, 0.7}, {"mines", 0, 0.3}}},
     "one_of",
     {0},
     R"(The alternatives of "level" add up to 160 %.)"},
    {"Mandatory",
     [](CaseDraft& d) { measure_of(d, "guns").mandatory = true; },
     {{{"guns", 0, 0.5}, {"guns", 30, 0.4}}},
     {{{"guns", 0, 0.5}, {"guns", 30, 0.5}}},
     "mandatory",
     {0},
     R"("guns" is mandatory and only 90 % of it is started.)"},
    {"NotBefore",
     [](CaseDraft& d) { measure_of(d, "road").not_before = "2028-01-01"; },
     {{{"road", 11}}},
     {{{"road", 12}}},
     "not_before",
     {1},
     R"("road" starts on 2027-12-01, before 2028-01-01.)"},
    {"NotAfter",
     [](CaseDraft& d) { measure_of(d, "road").not_after = "2028-01-01"; },
     {{{"road", 13}}},
     {{{"road", 12}}},
     "not_after",
     {2},
     R"("road" starts on 2028-02-01, after 2028-01-01.)"},
    {"SmallestTranche",
     [](CaseDraft& d) { measure_of(d, "guns").smallest_tranche = 0.25; },
     {{{"guns", 0, 0.24}, {"guns", 12, 0.76}}},
     {{{"guns", 0, 0.25}, {"guns", 12, 0.75}}},
     "smallest_tranche",
     {1},
     R"(The tranche of "guns" in phase 1 is 24.0 %, less than 25.0 %.)"},
    {"FastestPace",
     [](CaseDraft& d) { measure_of(d, "guns").fastest_pace = 0.5; },
     {{{"guns", 12, 0.3}, {"guns", 23, 0.3}}},
     {{{"guns", 12, 0.3}, {"guns", 23, 0.2}, {"guns", 24, 0.5}}},
     "fastest_pace",
     {2},
     R"(60 % of "guns" start in phase 2, more than 50 %.)"},
    {"Capacity",  // in points as written: 30 + 20
     [](CaseDraft& d) { d.parties[0].capacity = 45; },
     {{{"guns", 0}, {"mines", 11, 0.8}}},
     {{{"guns", 0}, {"mines", 11, 0.75}, {"mines", 12, 0.25}, {"road", 0}}},
     "capacity",
     {1},
     "North starts burdens of 46.0 points as written in phase 1, more than 45.0."},
    {"AlternatingMoves",  // Coast may act in any phase
     [](CaseDraft& d) { d.moves = "alternating"; },
     {{{"guns", 12}, {"line", 12}}, 1},
     {{{"guns", 0}, {"line", 12}, {"road", 12}, {"mines", 24}}, 1},
     "moves",
     {2},
     R"("guns" starts in phase 2, when it is the turn of South.)"},
    {"Reserve",
     [](CaseDraft& d) { d.parties[1].reserve = -20; },
     {{{"road", 0}}},
     {{{"market", 0}}},
     "reserve",
     {0},
     "South gains −30.0 points and accepts no less than −20.0."}};

const std::vector<Row> kAccession{{"ActorIsIn",
                                   [](CaseDraft&) {},
                                   {{{"line", 11}}, 2},
                                   {{{"line", 12}}, 2},
                                   "accession",
                                   {1},
                                   R"("line" starts in phase 1 before Coast has acceded.)"},
                                  {"NotBeforeTheWindow",
                                   [](CaseDraft& d) {
                                     d.parties[2].accession = {2, 2};
                                   },
                                   {{}, 1},
                                   {{}, 2},
                                   "accession",
                                   {1},
                                   "Coast accedes in phase 1, outside its window."},
                                  {"NotAfterTheWindow",
                                   [](CaseDraft& d) {
                                     d.parties[2].accession = {2, 2};
                                   },
                                   {{}, 3},
                                   {},
                                   "accession",
                                   {3},
                                   "Coast accedes in phase 3, outside its window."},
                                  {"Never",
                                   [](CaseDraft& d) {
                                     d.parties[2].accession.emplace();
                                     d.parties[2].accession->never = true;
                                   },
                                   {{}, 1},
                                   {},
                                   "accession",
                                   {1},
                                   "Coast accedes in phase 1, outside its window."},
                                  {"AfterAMeasure",
                                   [](CaseDraft& d) {
                                     measure_of(d, "guns").duration = 12;
                                     d.parties[2].accession.emplace();
                                     d.parties[2].accession->after = {"guns"};
                                   },
                                   {{{"guns", 1}}, 2},
                                   {{{"guns", 0}}, 2},
                                   "accession",
                                   {2},
                                   R"(Coast accedes in phase 2 before "guns" is in force.)"},
                                  {"WithAnother",
                                   [](CaseDraft& d) {
                                     d.parties[2].accession.emplace();
                                     d.parties[2].accession->with = {"isle"};
                                   },
                                   {{}, 1, 2},
                                   {{}, 2, 2},
                                   "accession",
                                   {1},
                                   "Coast accedes in phase 1 before Isle."}};

/// Road and market are a quarter each of the Trade track, the line is half.
const std::vector<Row> kBoundaries{
    {"Never",
     [](CaseDraft& d) {
       bound(d, {.statement = "No roads.", .kind = "never", .measures = {"road"}});
     },
     {{{"road", 13}}},
     {{{"market", 13}}},
     "boundary limit",
     {2},
     R"("road" starts in phase 2, but South holds: No roads.)"},
    {"NeverWithoutAFullStop",
     [](CaseDraft& d) {
       bound(d, {.statement = "no roads", .kind = "never", .measures = {"road"}});
     },
     {{{"road", 13}}},
     {},
     "boundary limit",
     {2},
     R"("road" starts in phase 2, but South holds: no roads.)"},
    {"NotBefore",
     [](CaseDraft& d) {
       bound(d, {.kind = "not_before", .measures = {"road"}, .date = "2028-01-01"});
     },
     {{{"road", 11}}},
     {{{"road", 12}}},
     "boundary limit",
     {1},
     R"("road" starts in phase 1, before 2028-01-01.)"},
    {"NotAfter",
     [](CaseDraft& d) {
       bound(d, {.kind = "not_after", .measures = {"road"}, .date = "2028-01-01"});
     },
     {{{"road", 13}}},
     {{{"road", 12}}},
     "boundary limit",
     {2},
     R"("road" starts in phase 2, after 2028-01-01.)"},
    {"OnlyAfter",
     [](CaseDraft& d) {
       bound(d, {.kind = "only_after", .measures = {"road", "market"}, .until = {{"guns", 0.5}}});
     },
     {{{"road", 0}, {"guns", 1, 0.5}, {"market", 2}}},
     {{{"guns", 1, 0.5}, {"road", 2}, {"market", 2}}},
     "boundary limit",
     {1},
     R"("road" starts in phase 1 while "guns" is in force to 0 % of the 50 % needed.)"},
    {"ShareBefore",
     [](CaseDraft& d) {
       bound(d, {.kind = "share_before", .until = {{"guns", {}}}, .track = "trade", .share = 0.25});
     },
     {{{"road", 0}, {"market", 11}, {"guns", 11}}},
     {{{"road", 0}, {"market", 12}, {"guns", 11}}},
     "boundary limit",
     {1},
     "50 % of the Trade track is started by phase 1, more than 25 %."},
    {"ShareBeforeInProportion",  // half the condition lets half of the rest, .25 + .375
     [](CaseDraft& d) {
       bound(d, {.kind = "share_before", .until = {{"guns", {}}}, .track = "trade", .share = 0.25});
     },
     {{{"guns", 0, 0.5}, {"line", 13}, {"road", 25}}, 1},
     {{{"guns", 0, 0.5}, {"line", 13}}, 1},
     "boundary limit",
     {3},
     "75 % of the Trade track is started by phase 3, more than 62 %."}};

INSTANTIATE_TEST_SUITE_P(Measures, Structure, testing::ValuesIn(kStructure), name_of);
INSTANTIATE_TEST_SUITE_P(Accession, Structure, testing::ValuesIn(kAccession), name_of);
INSTANTIATE_TEST_SUITE_P(Boundaries, Structure, testing::ValuesIn(kBoundaries), name_of);

TEST(Breaches, OfOneRoadmapAreAllNamed) {
  CaseDraft draft = lenient();
  measure_of(draft, "mines").mandatory = true;
  measure_of(draft, "road").not_before = "2028-01-01";
  measure_of(draft, "road").excludes = {"market"};
  const test::Judged judged(draft, {{"road", 1}, {"market", 1}});
  std::string rules;
  for (const Breach& breach : judged.result.breaches) rules += breach.rule + " ";
  EXPECT_EQ(rules, "not_before mandatory excludes ");
}

}  // namespace
}  // namespace tandem::assess
