#include "tandem/plan/internal/settle.h"

#include <algorithm>
#include <cmath>

namespace tandem::plan::internal {
namespace {

using model::Case;

constexpr double kAll = 1e-9;  // share

double share_done(const Case& of, const Continuation& continuation, MeasureId m) {
  return model::started_before(continuation.done, m, of.phase_start(continuation.from));
}

/// Whether there is nothing left to start of it.
bool finished(const Case& of, const Continuation& continuation, const Item& item) {
  if (item.partner) return continuation.done.accession[item.partner->index()].has_value();
  return share_done(of, continuation, *item.measure) > 1 - kAll;
}

/// What each column that is decided is; absent for those that are open. Shape [columns].
std::vector<std::optional<double>> facts(const Case& of, const Continuation& continuation,
                                         const Formulation& formulation) {
  const std::vector<double> done = from_roadmap(of, formulation, continuation.done);
  std::vector<std::optional<double>> facts(formulation.columns.size());
  for (const Item& item : formulation.items)
    for (const auto* columns : {&item.column, &item.touched})
      for (std::size_t t = 1; t < columns->size(); ++t) {
        const int column = (*columns)[t];
        if (column < 0) continue;
        const auto k = static_cast<std::size_t>(column);
        if (static_cast<int>(t) < continuation.from)
          facts[k] = done[k];
        else if (finished(of, continuation, item))
          facts[k] = 0;
      }
  return facts;
}

void fix(Gauge& gauge, const std::vector<std::optional<double>>& facts) {
  std::vector<Entry> open;
  for (const Entry& entry : gauge.entries) {
    const auto& fact = facts[static_cast<std::size_t>(entry.column)];
    if (fact)
      gauge.constant += entry.value * *fact;
    else
      open.push_back(entry);
  }
  gauge.entries = std::move(open);
}

/// Whether the limits of the gauge are about what is over.
bool over(const Case& of, const Continuation& continuation, const Gauge& gauge) {
  if (gauge.phase > 0 && gauge.phase < continuation.from) return true;
  if (gauge.month > 0 && gauge.month <= of.phase_start(continuation.from)) return true;
  if (gauge.rule != "reserve" && gauge.rule != "buy-in") return false;
  const auto& since = continuation.done.accession[gauge.party->index()];
  return since && *since < continuation.from;
}

/// Whether the gauge is of what has piled up, which is not made undone.
bool piles_up(const Gauge& gauge) {
  return gauge.rule == "simultaneous" || gauge.rule == "parallel" || gauge.rule == "proportional";
}

/// Whether the measures that were to start together did not.
bool parted(const Case& of, const Continuation& continuation, const Gauge& gauge) {
  return gauge.rule == "with" && std::abs(share_done(of, continuation, gauge.measures[0]) -
                                          share_done(of, continuation, gauge.measures[1])) > kAll;
}

/// What the past has broken for later phases too is to be broken by no more.
void make_room(Gauge& gauge) {
  const bool started_stays =
      gauge.structural || gauge.rule == "accession" || gauge.rule.starts_with("boundary ");
  if (piles_up(gauge)) gauge.lower = std::min(gauge.lower, gauge.constant);
  if (piles_up(gauge) || started_stays) gauge.upper = std::max(gauge.upper, gauge.constant);
}

/// A step that was agreed keeps its phase where something of it starts in it.
void add_keep(const Case& of, const Continuation& continuation, Formulation& formulation) {
  if (continuation.keep <= 0) return;
  auto agreed = open_steps(of, continuation, continuation.agreed);
  std::vector<int> kept;
  int steps = 0;
  for (const Item& item : formulation.items) {
    if (!item.measure) continue;
    for (const auto& [phase, share] : agreed[*item.measure]) {
      if (phase < continuation.from) continue;
      ++steps;
      const auto& columns = item.whole ? item.column : item.touched;
      if (const int column = columns[static_cast<std::size_t>(phase)]; column >= 0)
        kept.push_back(column);
    }
  }
  if (steps == 0) return;
  Gauge gauge;
  gauge.rule = "keep";
  gauge.unit = 0.1;
  gauge.lower = continuation.keep - kAll;
  std::ranges::sort(kept);
  for (const int column : kept) gauge.entries.push_back({column, 1.0 / steps});
  formulation.gauges.push_back(std::move(gauge));
}

}  // namespace

void settle(const Case& of, const Continuation& continuation, Formulation& formulation) {
  add_keep(of, continuation, formulation);
  const auto known = facts(of, continuation, formulation);
  for (Gauge& gauge : formulation.gauges) {
    fix(gauge, known);
    if (over(of, continuation, gauge) || parted(of, continuation, gauge)) {
      gauge.lower = -kInfinity;
      gauge.upper = kInfinity;
    }
    make_room(gauge);
  }
  for (Term& term : formulation.terms)
    if (term.gauges.size() > 1)
      std::erase_if(term.gauges, [&](int index) {
        const int phase = formulation.gauges[static_cast<std::size_t>(index)].phase;
        return phase > 0 && phase < continuation.from;
      });
  for (Item& item : formulation.items)
    for (auto* columns : {&item.column, &item.touched})
      for (int& column : *columns)
        if (column >= 0 && known[static_cast<std::size_t>(column)]) column = -1;
  for (std::size_t k = 0; k < known.size(); ++k)
    if (known[k]) formulation.columns[k].upper = 0;
}

void add_done(const Continuation& continuation, model::Roadmap& roadmap) {
  const model::Roadmap& done = continuation.done;
  roadmap.increments.insert(roadmap.increments.end(), done.increments.begin(),
                            done.increments.end());
  for (std::size_t p = 0; p < roadmap.accession.size(); ++p)
    if (done.accession[p]) roadmap.accession[p] = done.accession[p];
  model::canonicalise(roadmap);
}

}  // namespace tandem::plan::internal
