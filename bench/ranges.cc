// What a plan does when judgements move within their ranges: each boundary left out, each group of
// numbers at the bad end of its range, and draws of all ranged numbers. `bench_ranges CASE
// [DRAWS]`.
//
// The wall clock ends a plan here, so the last digits depend on the machine; the optima that are
// proven (status "optimal", to 0.5 %) do not.

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <functional>

#include "tandem/casefile/casefile.h"
#include "tandem/model/numbers.h"
#include "tandem/plan/plan.h"

namespace {

using tandem::model::CaseDraft;
using tandem::model::Number;
using tandem::model::ObjectiveKind;

constexpr double kGap = 0.005;
constexpr double kSeconds = 30;

double value_of(const tandem::plan::Answer& answer, ObjectiveKind kind) {
  for (const auto& objective : answer.objectives)
    if (objective.kind == kind) return objective.value;
  return NAN;
}

void row(const std::string& changed, const CaseDraft& draft) {
  const auto made = tandem::model::Case::from(draft);
  if (!made) {
    fmt::print("{:<50} no case: {}\n", changed, made.error().details.front().message);
    return;
  }
  tandem::plan::Options options;
  options.relative_gap = kGap;
  options.time_limit = std::chrono::duration<double>(kSeconds);
  const auto answer = tandem::plan::plan(*made, options);
  if (!answer.roadmap) {
    fmt::print("{:<50} none: {}\n", changed,
               answer.obstacles.empty() ? "nothing found" : answer.obstacles.front().text);
    return;
  }
  fmt::print("{:<50} {:>8} {:9.4f} {:8.4f} {:8.3f} {:8.3f} {:8.3f}\n", changed,
             answer.status == tandem::plan::Status::optimal ? "optimal" : "feasible",
             answer.objective, answer.bound, value_of(answer, ObjectiveKind::early_security),
             value_of(answer, ObjectiveKind::self_enforcement),
             value_of(answer, ObjectiveKind::final_goals));
  std::fflush(stdout);
}

void without_each_boundary(const CaseDraft& base) {
  for (std::size_t k = 0; k < base.boundaries.size(); ++k) {
    CaseDraft draft = base;
    draft.boundaries.erase(draft.boundaries.begin() + static_cast<std::ptrdiff_t>(k));
    row("without " + base.boundaries[k].id.text, draft);
  }
  CaseDraft draft = base;
  draft.boundaries.clear();
  row("without any boundary", draft);
}

/// All burdens, or all gains, of one party at the end of their ranges that is bad for it.
void worse_for(const CaseDraft& base, const std::string& party, bool burdens) {
  CaseDraft draft = base;
  for (auto& measure : draft.measures)
    for (auto& worth : measure.worth)
      if (worth.party.text == party && (worth.points.mode < 0) == burdens)
        worth.points = Number(worth.points.low);
  row(party + (burdens ? ": burdens at their heaviest" : ": gains at their lowest"), draft);
}

void harder_to_take_back(const CaseDraft& base) {
  CaseDraft draft = base;
  for (auto& measure : draft.measures) measure.reversibility = Number(measure.reversibility.low);
  row("all steps as hard to take back as can be", draft);
}

void less_patient(const CaseDraft& base) {
  CaseDraft draft = base;
  for (auto& party : draft.parties) party.discount = Number(party.discount.low);
  row("all parties as impatient as can be", draft);
}

void draws(const CaseDraft& base, int count) {
  for (int k = 0; k < count; ++k)
    row(fmt::format("draw {}", k), tandem::model::drawn(base, 99, static_cast<std::uint64_t>(k)));
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    fmt::print(stderr, "usage: bench_ranges CASE [DRAWS]\n");
    return 2;
  }
  const auto loaded = tandem::casefile::load_case(words[1]);
  if (!loaded) {
    fmt::print(stderr, "{}\n", loaded.error().what);
    return 2;
  }
  const CaseDraft& base = loaded->draft;
  fmt::print("{:<50} {:>8} {:>9} {:>8} {:>8} {:>8} {:>8}\n", "changed", "status", "objective",
             "bound", "early", "margin", "goals");
  row("nothing", base);
  without_each_boundary(base);
  for (const auto& party : base.parties) {
    if (party.role.text != "principal") continue;
    worse_for(base, party.id.text, true);
    worse_for(base, party.id.text, false);
  }
  harder_to_take_back(base);
  less_patient(base);
  draws(base, count > 2 ? std::atoi(words[2]) : 14);
}
