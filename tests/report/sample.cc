#include "tests/report/sample.h"

#include <array>

#include "tandem/base/random.h"
#include "tests/support/drafts.h"

namespace tandem::test {
namespace {

using model::CaseDraft;
using model::MeasureDraft;
using model::Number;
using model::PartyDraft;

Number judged(Number number, const char* by = "J-MADE-UP") {
  number.provenance = by;
  return number;
}

PartyDraft named(const char* id, const char* name, bool partner) {
  PartyDraft party = principal(id, 0.9);
  party.name = name;
  party.breakdown_per_year = judged(-1.0);
  if (!partner) return party;
  party.role = "partner";
  party.accession = model::AccessionDraft{.earliest = 1};
  return party;
}

void add_provenances(CaseDraft& draft) {
  draft.provenances.push_back({.id = "J-MADE-UP",
                               .judgement = true,
                               .title = "All worths",
                               .by = "the test",
                               .as_of = "2026-11-01",
                               .note = "Chosen so that every verdict occurs."});
  draft.provenances.push_back({.id = "S-PAPER",
                               .title = "A paper on durations",
                               .as_of = "2020-09-01",
                               .url = "https://example.org/a?b=1&c=2"});
}

MeasureDraft small_step(const char* id, const char* title, const char* actor, const char* track,
                        Points worth) {
  MeasureDraft measure = step(id, {actor}, std::move(worth));
  measure.title = title;
  measure.track = track;
  measure.duration = judged(3.0, "S-PAPER");
  measure.reversibility = judged(0.8);
  measure.restore_months = judged(2.0);
  return measure;
}

CaseDraft small_draft() {
  CaseDraft draft = blank_case(4, 6, 120);
  draft.id = "small-sample";
  draft.title = "A small sample";
  draft.summary = "Two neighbours and a third.";
  draft.tracks = {{"peace", "Peace"}, {"arms", "Arms control"}};
  add_provenances(draft);
  draft.parties = {named("north", "North", false), named("south", "South", false),
                   named("east", "East", true)};
  draft.measures = {
      small_step("open", "Open the crossing", "north", "peace",
                 {{"north", judged(-2.0)}, {"south", judged({4, 6, 9})}}),
      small_step("pay", "Pay for the road", "south", "peace",
                 {{"north", judged(5.0)}, {"south", judged(-2.0)}}),
      small_step("count", "Count the launchers", "north", "arms",
                 {{"north", judged(-3.0)}, {"south", judged(6.0)}, {"east", judged(3.0)}}),
      small_step("thin", "Thin out the front line", "south", "arms",
                 {{"north", judged(6.0)}, {"south", judged(-3.0)}}),
      small_step("grid", "Join the grids", "east", "peace",
                 {{"north", judged(2.0)}, {"south", judged(1.0)}, {"east", judged(-1.0)}})};
  draft.measures[2].verification = model::VerificationDraft{
      "joint teams", "the commission", "photographs", judged(0.5), judged(0.02)};
  draft.measures[2].risk_reduction = judged(4.0);
  draft.measures[2].final_goal = judged(2.0);
  draft.measures[1].divisible = true;
  draft.boundaries.push_back({.id = "no-thinning-first",
                              .holder = "south",
                              .statement = "No thinning out before the launchers are counted.",
                              .kind = "only_after",
                              .measures = {"thin"},
                              .until = {{"count", {}}},
                              .cost = judged(4.0),
                              .provenance = "S-PAPER"});
  draft.principles.parallel_tracks = {"peace", "arms"};
  draft.principles.parallel_max_gap = judged(0.3);
  draft.principles.max_exposure = judged(0.05);
  return draft;
}

// --- the large one
// --------------------------------------------------------------------------------

constexpr std::array<const char*, 8> kVerbs{"Shut down and seal",
                                            "Suspend by executive order",
                                            "Open to permanent inspectors",
                                            "Withdraw in three stages",
                                            "Deliver under joint supervision",
                                            "Establish and staff",
                                            "Declare the complete inventory of",
                                            "Resume"};
constexpr std::array<const char*, 9> kThings{
    "the reactor and the reprocessing plant at the main site",
    "large field exercises with strategic aircraft",
    "liaison offices in both capitals, with consular services for families",
    "long-range artillery within forty kilometres of the line",
    "a million tonnes of heavy fuel oil or an equivalent in electricity",
    "textile and seafood import bans under two resolutions",
    "centrifuge halls outside the main site",
    "the hotline",
    "a regional energy and railway corridor that connects the peninsula with its neighbours"};
constexpr std::array<const char*, 5> kMeans{"cameras and seals", "on-site inspection",
                                            "satellite imagery and open sources", "joint registry",
                                            "customs data"};

void add_large_parties(CaseDraft& draft) {
  draft.parties = {named("us", "United States", false),
                   named("dprk", "Democratic People's Republic of Korea", false),
                   named("rok", "Republic of Korea", false),
                   named("china", "China", true),
                   named("japan", "Japan", true),
                   named("russia", "Russian Federation", true)};
  for (std::size_t p = 3; p < 6; ++p) draft.parties[p].accession->never = false;
}

Points random_worth(Rng& rng, const CaseDraft& draft, std::size_t actor) {
  Points worth;
  for (std::size_t p = 0; p < draft.parties.size(); ++p) {
    if (p != actor && rng.uniform() < 0.3) continue;
    const double mode = p == actor ? rng.uniform(-3, -0.5) : rng.uniform(0, 4);
    worth.push_back({draft.parties[p].id, judged({mode - 1, mode, mode + 1})});
  }
  return worth;
}

MeasureDraft large_measure(Rng& rng, const CaseDraft& draft, std::size_t k) {
  const std::size_t actor = k < 50 ? k % 3 : k % draft.parties.size();
  MeasureDraft measure =
      step("m" + std::to_string(k), {draft.parties[actor].id}, random_worth(rng, draft, actor));
  measure.title = std::string(kVerbs[k % kVerbs.size()]) + " " + kThings[k % kThings.size()];
  if (k % 17 == 16) measure.actors = {"us", "dprk", "rok"};
  measure.track = draft.tracks[rng.below(draft.tracks.size())].id;
  measure.duration = judged(static_cast<double>(rng.below(12)), "S-PAPER");
  measure.divisible = k % 4 == 0;
  measure.reversibility = judged(rng.uniform(0.2, 0.95));
  measure.restore_months = judged(4.0);
  measure.risk_reduction = judged(k % 3 == 1 ? rng.uniform(1, 8) : 0.0);
  measure.final_goal = judged(k % 5 == 1 ? 2.0 : 0.0);
  if (k % 3 != 2)
    measure.verification = model::VerificationDraft{
        kMeans[k % kMeans.size()], k % 2 == 0 ? "IAEA" : "joint commission",
        k % 4 == 0 ? "national technical means" : "", judged(rng.uniform(0.1, 0.9)), judged(0.01)};
  return measure;
}

void add_large_principles(CaseDraft& draft) {
  model::PrinciplesDraft& p = draft.principles;
  p.parallel_tracks = {"peace", "denuclearization"};
  p.parallel_max_gap = judged(0.3);
  p.reciprocal_min_index = judged(0.1);
  p.proportional_max_gap = judged(0.3);
  p.max_exposure = judged(0.05);
  p.min_margin = judged(0.0);
  p.by_month_12 = judged(0.1);
  p.min_detection = judged(0.5);
  p.min_final_share = judged(0.6);
}

CaseDraft large_draft(Rng& rng) {
  CaseDraft draft = blank_case(10, 6, 240);
  draft.id = "large-sample-2026";
  draft.title = "A peninsula, six parties: peace and disarmament in parallel";
  draft.summary =
      "A made-up case as large as real ones, to see what pages look like when they are full.";
  draft.tracks = {{"peace", "Peace"},
                  {"denuclearization", "Denuclearization"},
                  {"economic", "Economic"},
                  {"military", "Military"},
                  {"humanitarian", "Humanitarian"}};
  add_provenances(draft);
  add_large_parties(draft);
  for (std::size_t k = 0; k < 70; ++k) draft.measures.push_back(large_measure(rng, draft, k));
  add_large_principles(draft);
  return draft;
}

model::Roadmap large_roadmap(Rng& rng, const model::Case& of) {
  model::RoadmapDraft draft;
  draft.name = "freeze-first";
  draft.title = "Freeze first, then exchange in parallel";
  draft.accession = {{"china", 2}, {"japan", 4}};
  for (std::size_t k = 0; k < of.measures().size(); ++k) {
    if (k % 11 == 10) continue;
    const int phase = 1 + static_cast<int>(rng.below(9));
    const std::string& id = of.measures()[k].id;
    if (!of.measures()[k].divisible) {
      draft.increments.push_back({.measure = id, .phase = phase});
      continue;
    }
    draft.increments.push_back({.measure = id, .phase = phase, .share = 0.25});
    draft.increments.push_back({.measure = id, .phase = phase + 1, .share = 0.5});
  }
  return must_roadmap(of, draft);
}

void add_alternatives(report::Brief& brief) {
  const value::Economics worth(brief.of);
  brief.alternatives = {{"Maximum pressure", "No agreement; everything goes on as today.",
                         assess::assess(brief.of, worth, model::no_agreement(brief.of))},
                        {"Preconditions first",
                         "The same steps, held to be taken in another order.", brief.assessment}};
}

}  // namespace

report::Brief brief_of(const CaseDraft& draft, const model::Roadmap& roadmap) {
  const model::Case of = must_case(draft);
  const value::Economics worth(of);
  return {of,
          draft,
          roadmap,
          assess::assess(of, worth, roadmap),
          {},
          *parse_date("2026-11-23"),
          "tandem test, seed 7",
          ""};
}

report::Brief small_brief() {
  const CaseDraft draft = small_draft();
  const model::Case of = must_case(draft);
  model::Roadmap roadmap = must_roadmap(
      of, {{"open", 1}, {"pay", 1, 0.5}, {"pay", 3, 0.5}, {"count", 2}, {"thin", 2}, {"grid", 3}});
  roadmap.name = "step-by-step";
  roadmap.title = "Step by step";
  report::Brief brief = brief_of(draft, roadmap);
  add_alternatives(brief);
  return brief;
}

report::Brief large_brief(std::uint64_t seed) {
  Rng rng(seed, 0);
  const CaseDraft draft = large_draft(rng);
  const model::Case of = must_case(draft);
  report::Brief brief = brief_of(draft, large_roadmap(rng, of));
  brief.origin =
      "Found by search; no better one by the case's objectives is proven to exist within "
      "2.3 % of it.";
  add_alternatives(brief);
  return brief;
}

report::Brief hostile_brief() {
  CaseDraft draft = small_draft();
  draft.title = kHostile;
  draft.summary = kHostile;
  for (auto& party : draft.parties) party.name = kHostile;
  for (auto& track : draft.tracks) track.title = kHostile;
  for (auto& measure : draft.measures) measure.title = kHostile;
  draft.measures[2].verification->means = kHostile;
  draft.boundaries[0].statement = kHostile;
  draft.provenances[1].title = kHostile;
  draft.provenances[1].url = "javascript:alert(1)";
  const model::Case of = must_case(draft);
  model::Roadmap roadmap = must_roadmap(of, {{"open", 1}, {"count", 2}, {"thin", 2}});
  roadmap.title = kHostile;
  report::Brief brief = brief_of(draft, roadmap);
  add_alternatives(brief);
  brief.alternatives[0].title = kHostile;
  brief.version = kHostile;
  brief.origin = kHostile;
  return brief;
}

}  // namespace tandem::test
