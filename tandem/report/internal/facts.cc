#include "tandem/report/internal/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Case;
using model::Measure;
using model::Roadmap;

auto order_in_phase(const Case& of, const Tranche& t) {
  const Measure& measure = of.measure(t.measure);
  return std::tuple(t.phase, measure.actors.size() > 1, measure.actors.front(), t.start,
                    measure.track, t.measure);
}

bool beyond(double candidate, double best, Pick pick) {
  return pick == Pick::smallest ? candidate < best : candidate > best;
}

}  // namespace

std::string Tranche::reference() const { return fmt::format("{}.{}", phase, number); }

std::vector<Tranche> tranches(const Case& of, const Roadmap& roadmap) {
  std::vector<Tranche> made;
  for (const model::Increment& step : roadmap.increments)
    made.push_back({step.measure, of.phase_of(step.start_month), 1, step.start_month,
                    step.start_month + of.measure(step.measure).months, step.share});
  std::ranges::sort(made, {}, [&of](const Tranche& t) { return order_in_phase(of, t); });
  for (std::size_t k = 1; k < made.size(); ++k)
    if (made[k].phase == made[k - 1].phase) made[k].number = made[k - 1].number + 1;
  return made;
}

std::string titled(const Case& of, const Tranche& tranche) {
  const std::string& title = of.measure(tranche.measure).title;
  return tranche.share >= 1 ? title : fmt::format("{} ({})", title, percent(tranche.share));
}

ByPhase by_phase(const Case& of, const Roadmap& roadmap, const std::vector<int>& months,
                 const std::vector<std::vector<double>>& values, Pick pick) {
  const auto columns = static_cast<std::size_t>(of.time().phases) + 1;
  ByPhase table(values.size(), std::vector<std::optional<double>>(columns));
  for (std::size_t p = 0; p < values.size(); ++p) {
    for (std::size_t k = 0; k < months.size(); ++k) {
      if (!value::acceded(of, roadmap, PartyId(p), months[k])) continue;
      const auto phase = static_cast<std::size_t>(of.phase_of(months[k])) - 1;
      auto& cell = table[p][std::min(phase, columns - 1)];
      if (!cell || beyond(values[p][k], *cell, pick)) cell = values[p][k];
    }
  }
  return table;
}

std::optional<Spot> extreme(const ByPhase& table, Pick pick) {
  std::optional<Spot> best;
  for (std::size_t p = 0; p < table.size(); ++p)
    for (std::size_t t = 0; t < table[p].size(); ++t)
      if (table[p][t] && (!best || beyond(*table[p][t], best->value, pick)))
        best = {PartyId(p), static_cast<int>(t) + 1, *table[p][t]};
  return best;
}

std::vector<PartyId> convention_matters(const assess::Assessment& assessment) {
  constexpr double kVisible = 0.05;
  std::vector<PartyId> found;
  for (std::size_t p = 0; p < assessment.game.margin.size(); ++p) {
    const auto& ours = assessment.game.margin[p];
    const auto& other = assessment.other_convention.margin[p];
    for (std::size_t k = 0; k < ours.size(); ++k) {
      const bool sign = (ours[k] < 0) != (other[k] < 0);
      if (!sign && std::abs(ours[k] - other[k]) <= kVisible) continue;
      found.emplace_back(p);
      break;
    }
  }
  return found;
}

bool deters(const value::CovertThreshold& threshold) {
  return threshold.needed && threshold.detection.value_or(0) >= *threshold.needed;
}

std::string deviation_words(const Case& of, bool other) {
  const bool withholds = (of.time().deviation == model::Deviation::withhold) != other;
  return withholds ? "whoever breaks off withholds its further steps"
                   : "whoever breaks off also takes back at once what it can";
}

int last_month(const Case& of, const Roadmap& roadmap) {
  int last = of.phase_start(of.time().phases + 1);
  for (const model::Increment& step : roadmap.increments)
    last = std::max(last, step.start_month + of.measure(step.measure).months);
  return last;
}

double reserve_points(const Case& of, PartyId i) {
  return of.party(i).reserve.mode * value::Economics(of).scale(i);
}

}  // namespace tandem::report
