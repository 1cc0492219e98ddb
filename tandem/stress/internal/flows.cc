#include "tandem/stress/internal/flows.h"

#include <algorithm>

#include "tandem/base/each_processor.h"

namespace tandem::stress::internal {
namespace {

/// What step `k` brings as things stand.
const Quanta* row_of(const World& world, const Process& process, std::size_t k) {
  const Stage stage = process.stage[k];
  if (stage == Stage::due || (stage == Stage::under_way && !process.runs())) return nullptr;
  const std::size_t m = world.steps[k].measure.index();
  const bool whole = process.stands(m);
  const Tables::Row row = stage == Stage::under_way ? Tables::Row::under_way
                          : process.runs() || !world.tables.shifts[m]
                              ? Tables::Row::in_force
                              : Tables::Row::after_breakdown;
  return world.tables.row(k, row, whole);
}

// Lanes come in whole groups.
constexpr std::size_t kLanes = Tables::kLanes;

TANDEM_EACH_PROCESSOR
void add(const Quanta* row, std::size_t lanes, Quanta* sums) {
  for (std::size_t first = 0; first < lanes; first += kLanes)
    for (std::size_t l = first; l < first + kLanes; ++l) sums[l] += row[l];
}
TANDEM_EACH_PROCESSOR
void subtract(const Quanta* row, std::size_t lanes, Quanta* sums) {
  for (std::size_t first = 0; first < lanes; first += kLanes)
    for (std::size_t l = first; l < first + kLanes; ++l) sums[l] -= row[l];
}
TANDEM_EACH_PROCESSOR
void replace(const Quanta* then, const Quanta* now, std::size_t lanes, Quanta* sums) {
  for (std::size_t first = 0; first < lanes; first += kLanes)
    for (std::size_t l = first; l < first + kLanes; ++l) sums[l] += now[l] - then[l];
}

}  // namespace

Flows::Flows(const World& world)
    : world_(world),
      parties_(world.of.parties().size()),
      rows_(world.steps.size()),
      sums_(world.tables.lanes),
      rate_(parties_),
      dirty_(world.of.measures().size()) {}

void Flows::begin() {
  std::ranges::fill(rows_, nullptr);
  broken_ = false;
  std::ranges::fill(sums_, 0);
  std::ranges::fill(rate_, 0);
  std::ranges::fill(dirty_, false);
  touched_.clear();
  changed_ = true;
}

void Flows::touch_mode(const Process& process) {
  changed_ = true;
  for (const std::size_t k : process.under_way) touch(world_.steps[k].measure.index());
  for (const std::size_t m : world_.tables.shifting) touch(m);
}

void Flows::add_up(const Process& process, std::size_t m) {
  for (const std::size_t k : world_.of_measure[m]) {
    const Quanta* now = row_of(world_, process, k);
    const Quanta* then = rows_[k];
    if (now == then) continue;
    rows_[k] = now;
    if (now != nullptr && then != nullptr)
      replace(then, now, sums_.size(), sums_.data());
    else if (now != nullptr)
      add(now, sums_.size(), sums_.data());
    else
      subtract(then, sums_.size(), sums_.data());
  }
}

std::int64_t Flows::of_cheat(std::size_t p, std::size_t m) const {
  Quanta sum = 0;
  for (const std::size_t k : world_.of_measure[m])
    if (rows_[k] != nullptr) sum += rows_[k][p];
  return sum;
}

void Flows::settle(const Process& process, int from, std::vector<double>& value) {
  changed_ = false;
  for (const std::size_t m : touched_) {
    dirty_[m] = false;
    add_up(process, m);
  }
  touched_.clear();
  const bool broken = process.mode == Mode::suspended || process.mode == Mode::collapsed;
  if (broken != broken_ && !rows_.empty()) {
    broken_ = broken;
    for (std::size_t p = 0; p < parties_; ++p)
      sums_[p] += broken ? world_.tables.breakdown[p] : -world_.tables.breakdown[p];
  }
  for (std::size_t p = 0; p < parties_; ++p) {
    Quanta now = sums_[p];
    if (process.cheating > 0 && process.cheats[p]) now -= of_cheat(p, *process.cheats[p]);
    if (now == rate_[p]) continue;
    value[p] += world_.tables.of_quanta(now - rate_[p]) *
                world_.worth.discount(PartyId(p)).annuity_from(from);
    rate_[p] = now;
  }
}

}  // namespace tandem::stress::internal
