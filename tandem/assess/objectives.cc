#include "tandem/assess/objectives.h"

#include <algorithm>

namespace tandem::assess {
namespace {

using model::Case;
using model::ObjectiveKind;
using model::Roadmap;

std::optional<double> early_security(const Case& of, const Assessment& assessment) {
  if (attainable_risk_reduction(of) <= 0) return std::nullopt;
  double sum = 0;
  for (const int month : {12, 24, 36}) sum += value_at(assessment.security, month) / 3;
  return sum;
}

void lower(std::optional<double>& least, double value) {
  least = least ? std::min(*least, value) : value;
}

std::optional<double> fairness(const Case& of, const Assessment& assessment) {
  std::optional<double> least;
  for (std::size_t p = 0; p < of.parties().size(); ++p) {
    if (of.parties()[p].role == model::Role::partner || p >= assessment.ideal.size()) continue;
    if (const double ideal = assessment.ideal[p].value_or(0); ideal > 0)
      lower(least, assessment.game.net[p] / ideal);
  }
  return least;
}

std::optional<double> self_enforcement(const Case& of, const Roadmap& roadmap,
                                       const Assessment& assessment) {
  std::optional<double> least;
  const value::GameValues& game = assessment.game;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    for (std::size_t k = 0; k < game.months.size(); ++k)
      if (value::acceded(of, roadmap, PartyId(p), game.months[k]))
        lower(least, game.margin[p][k] / value::kScale);
  return least;
}

std::optional<double> final_goals(const Assessment& assessment) {
  const auto game = std::ranges::find(assessment.principles, "long-game", &Principle::id);
  return game == assessment.principles.end() ? std::nullopt : game->findings.front().value;
}

double fewest_phases(const Case& of, const Roadmap& roadmap) {
  int last = 0;
  for (const model::Increment& step : roadmap.increments)
    last = std::max(last, of.phase_of(step.start_month));
  return 1 - static_cast<double>(last) / of.time().phases;
}

std::optional<double> value_of(const Case& of, const Roadmap& roadmap, const Assessment& assessment,
                               ObjectiveKind kind) {
  switch (kind) {
    case ObjectiveKind::early_security:
      return early_security(of, assessment);
    case ObjectiveKind::fairness:
      return fairness(of, assessment);
    case ObjectiveKind::self_enforcement:
      return self_enforcement(of, roadmap, assessment);
    case ObjectiveKind::final_goals:
      return final_goals(assessment);
    case ObjectiveKind::fewest_phases:
      return fewest_phases(of, roadmap);
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::optional<double>> objective_values(const Case& of, const Roadmap& roadmap,
                                                    const Assessment& assessment) {
  std::vector<std::optional<double>> values;
  for (const model::Objective& objective : of.data().objectives)
    values.push_back(value_of(of, roadmap, assessment, objective.kind));
  return values;
}

double weighted_objective(const Case& of, const Roadmap& roadmap, const Assessment& assessment) {
  const auto values = objective_values(of, roadmap, assessment);
  double sum = 0;
  for (std::size_t k = 0; k < values.size(); ++k)
    sum += of.data().objectives[k].weight * values[k].value_or(0);
  return sum;
}

}  // namespace tandem::assess
