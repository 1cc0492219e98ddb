#include "tandem/plan/internal/search.h"

#include <algorithm>
#include <cmath>

namespace tandem::plan::internal {
namespace {

constexpr int kTenure = 4;  // steps for which a moved item stays, at least
constexpr int kTenureSpread = 8;
constexpr double kAny = 1e-9;  // share
constexpr double kBetter = 1e-9;

}  // namespace

LocalSearch::LocalSearch(const Formulation& of, std::uint64_t seed)
    : of_(of), rng_(seed, 0), state_(of), tabu_until_(of.items.size()) {}

int LocalSearch::place(std::size_t item) const {
  const Item& it = of_.items[item];
  for (int t = 1; t <= of_.phases; ++t) {
    const int column = it.column[static_cast<std::size_t>(t)];
    if (column >= 0 && state_.values()[static_cast<std::size_t>(column)] > kAny) return t;
  }
  return 0;
}

void LocalSearch::changes_of_item(std::size_t item, int from, int to, double share,
                                  std::vector<Change>& changes) const {
  const Item& it = of_.items[item];
  const auto shift = [&](int phase, double by) {
    const auto t = static_cast<std::size_t>(phase);
    if (phase == 0 || it.column[t] < 0) return;
    changes.push_back({it.column[t], by});
    if (it.touched.empty()) return;
    const double before = state_.values()[static_cast<std::size_t>(it.column[t])];
    const bool was = before > kAny;
    const bool is = before + by > kAny;
    if (was != is) changes.push_back({it.touched[t], is ? 1.0 : -1.0});
  };
  shift(from, -share);
  shift(to, share);
}

/// Each place a whole item can go to; each tranche of a divisible one, from each place to each.
template <class Visit>
void LocalSearch::moves_of(std::size_t item, Visit visit) const {
  const Item& it = of_.items[item];
  const auto open = [&](int phase) {
    return phase == 0 || it.column[static_cast<std::size_t>(phase)] >= 0;
  };
  if (it.whole) {
    const int from = place(item);
    for (int to = 0; to <= of_.phases; ++to)
      if (to != from && open(to)) visit(Move{item, from, to});
    return;
  }
  double started = 0;
  const auto share = [&](int phase) {
    return state_.values()[static_cast<std::size_t>(it.column[static_cast<std::size_t>(phase)])];
  };
  for (int t = 1; t <= of_.phases; ++t)
    if (open(t)) started += share(t);
  for (int from = 0; from <= of_.phases; ++from) {
    if (!open(from)) continue;
    if (from == 0 ? started > 1 - kAny : share(from) <= kAny) continue;
    for (int to = 0; to <= of_.phases; ++to)
      if (to != from && open(to)) visit(Move{item, from, to});
  }
}

void LocalSearch::changes_of(const Move& move, std::vector<Change>& changes) const {
  changes.clear();
  const Item& it = of_.items[move.item];
  double share = 1.0 / it.units;
  if (!it.whole && move.from > 0) {
    const int column = it.column[static_cast<std::size_t>(move.from)];
    share = std::min(share, state_.values()[static_cast<std::size_t>(column)]);
  }
  if (!it.whole && move.to > 0) {
    const auto column = static_cast<std::size_t>(it.column[static_cast<std::size_t>(move.to)]);
    share = std::min(share, of_.columns[column].upper - state_.values()[column]);
  }
  if (share <= kAny) return;
  changes_of_item(move.item, move.from, move.to, share, changes);
  for (const int other : it.linked) {
    const auto linked = static_cast<std::size_t>(other);
    if (!it.whole || !of_.items[linked].whole) continue;
    if (move.to > 0 && of_.items[linked].column[static_cast<std::size_t>(move.to)] < 0) continue;
    const int from = place(linked);
    if (from != move.to) changes_of_item(linked, from, move.to, 1, changes);
  }
}

void LocalSearch::note() {
  const double violation = state_.violation();
  if (violation < least_violation_) {
    least_violation_ = violation;
    nearest_ = state_.values();
  }
  if (violation >= State::kFeasible || state_.objective() <= best_ + kBetter) return;
  best_ = state_.objective();
  if (found) found(state_.values(), best_);
}

bool LocalSearch::step(int now) {
  Move best;
  double best_gain = -kInfinity;
  bool any = false;
  for (std::size_t item = 0; item < of_.items.size(); ++item) {
    if (tabu_until_[item] > now) continue;
    moves_of(item, [&](const Move& move) {
      changes_of(move, changes_);
      if (changes_.empty()) return;
      ++evaluated_;
      const double gain = state_.gain(changes_);
      if (gain <= best_gain) return;
      best_gain = gain;
      best = move;
      any = true;
    });
  }
  if (!any) return false;
  if (best_gain <= kBetter) state_.raise_weights();
  changes_of(best, changes_);
  state_.apply(changes_);
  tabu_until_[best.item] = now + kTenure + static_cast<int>(rng_.below(kTenureSpread));
  return true;
}

bool LocalSearch::run(const std::vector<double>& start, int steps) {
  constexpr int kRefresh = 256;  // moves after which rounding errors are swept out
  state_.assign(start);
  evaluated_ = 0;
  std::ranges::fill(tabu_until_, 0);
  note();
  for (int now = 1; now <= steps; ++now) {
    if (give_up && give_up()) break;
    if (!step(now)) std::ranges::fill(tabu_until_, 0);
    if (now % kRefresh == 0) state_.assign(std::vector<double>(state_.values()));
    note();
  }
  return best_ > -kInfinity;
}

std::vector<double> LocalSearch::rounded(const std::vector<double>& values) const {
  std::vector<double> whole(of_.columns.size());
  for (const Item& item : of_.items) {
    double total = 0;
    std::size_t most = 0;
    double largest = 0;
    for (std::size_t t = 1; t < item.column.size(); ++t) {
      if (item.column[t] < 0) continue;
      const auto column = static_cast<std::size_t>(item.column[t]);
      const double share = values[column];
      total += share;
      if (share > largest) {
        largest = share;
        most = t;
      }
      if (item.whole) continue;
      const double tranche = std::round(share * item.units) / item.units;
      whole[column] = std::min(tranche, of_.columns[column].upper);
      if (!item.touched.empty() && whole[column] > kAny)
        whole[static_cast<std::size_t>(item.touched[t])] = 1;
    }
    if (item.whole && total >= 0.5) whole[static_cast<std::size_t>(item.column[most])] = 1;
  }
  return whole;
}

}  // namespace tandem::plan::internal
