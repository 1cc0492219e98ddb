#include "tandem/plan/internal/capacity_cuts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tandem/solver/relaxation.h"

namespace tandem::plan::internal {
namespace {

constexpr double kSome = 1e-7;       // share below which a step counts as not started
constexpr double kBroken = 1e-5;     // how far beyond its limit a splitting must be for a cut
constexpr double kFits = 1e-9;       // points
constexpr double kWorth = 1e-12;     // price below which a step is not worth its place
constexpr int kMostNodes = 100'000;  // of one search for the best filling

/// A set of whole steps that may start together, filled up with tranches.
struct Filling {
  double price = 0;
  std::vector<std::size_t> steps;  ///< positions in the sack
  bool proven = true;
};

/// Prices of the steps of a sack, and of a point of burden from tranches.
struct Prices {
  std::vector<double> step;
  double flow = 0;
};

/// The dearest filling, by depth-first search with the bound of the sack that may be split.
class Filler {
 public:
  Filler(const Sack& sack, const Prices& prices) : sack_(sack), prices_(prices) {}

  /// With `given` in it; of all where it is none.
  Filling dearest(std::optional<std::size_t> given = std::nullopt) {
    order_.clear();
    best_ = {-1, {}, true};
    chosen_.clear();
    double load = 0;
    for (std::size_t k = 0; k < sack_.load.size(); ++k) {
      const bool open = !given || (k != *given && sack_.apart[k][*given] == 0);
      if (open && prices_.step[k] > kWorth) order_.push_back(k);
    }
    if (given) load = sack_.load[*given];
    std::ranges::sort(order_, [&](std::size_t a, std::size_t b) {
      return prices_.step[a] * sack_.load[b] > prices_.step[b] * sack_.load[a];
    });
    nodes_ = 0;
    search(0, load, 0);
    best_.proven = nodes_ <= kMostNodes;
    return best_;
  }

 private:
  [[nodiscard]] double filled_up(double load) const {
    return prices_.flow * std::min(std::max(0.0, sack_.capacity - load), sack_.most_flow);
  }

  [[nodiscard]] double bound(std::size_t next, double load, double price) const {
    double most = price + filled_up(load);
    double room = sack_.capacity - load;
    for (std::size_t q = next; q < order_.size() && room > kFits; ++q) {
      const std::size_t k = order_[q];
      const double part = std::min(1.0, room / sack_.load[k]);
      most += part * prices_.step[k];
      room -= part * sack_.load[k];
    }
    return most;
  }

  void search(std::size_t next, double load, double price) {
    if (++nodes_ > kMostNodes) return;
    if (const double total = price + filled_up(load); total > best_.price) {
      best_.price = total;
      best_.steps = chosen_;
    }
    for (std::size_t q = next; q < order_.size(); ++q) {
      if (bound(q, load, price) <= best_.price + kWorth) return;
      const std::size_t k = order_[q];
      if (load + sack_.load[k] > sack_.capacity + kFits) continue;
      if (std::ranges::any_of(chosen_, [&](std::size_t c) { return sack_.apart[c][k] != 0; }))
        continue;
      chosen_.push_back(k);
      search(q + 1, load + sack_.load[k], price + prices_.step[k]);
      chosen_.pop_back();
    }
  }

  const Sack& sack_;
  const Prices& prices_;
  std::vector<std::size_t> order_;  // dearest a point of burden first
  std::vector<std::size_t> chosen_;
  Filling best_;
  int nodes_ = 0;
};

double flow_in(const Sack& sack, const double* values) {
  double flow = 0;
  for (const Entry& entry : sack.flow) flow += entry.value * values[entry.column];
  return flow;
}

/// Dearest prices of what is started at which no filling costs more than 1.
class Pricing {
 public:
  Pricing(const Sack& sack, const double* values) : sack_(sack), values_(values) {
    for (std::size_t k = 0; k < sack.columns.size(); ++k)
      if (values[sack.columns[k]] > kSome) started_.push_back(k);
  }

  /// @return whether there are prices at which `values` cost more than 1
  bool find(Prices& prices) {
    if (started_.empty() || !tight()) return false;
    solver::Program program;
    for (const std::size_t k : started_)
      program.columns.push_back({0, 1, values_[sack_.columns[k]], false});
    const double most = sack_.most_flow > kFits ? 1 / sack_.most_flow : 0;
    program.columns.push_back({0, most, flow_in(sack_, values_), false});
    prices.step.assign(sack_.columns.size(), 1);
    prices.flow = most;
    program.rows.push_back(row_of(Filler(sack_, prices).dearest()));
    const auto master = solver::make_relaxation(program);
    constexpr int kMostRounds = 200;
    constexpr int kSteps = 10'000;
    for (int round = 0; round < kMostRounds; ++round) {
      if (master->solve({}, kSteps) != solver::Status::optimal) return false;
      if (master->objective() <= 1 + kBroken) return false;
      read(*master, prices);
      const Filling filling = Filler(sack_, prices).dearest();
      if (!filling.proven) return false;
      if (filling.price <= 1 + kFits) return lower_to_one(prices, filling.price);
      master->add({row_of(filling)});
    }
    return false;
  }

  [[nodiscard]] const std::vector<std::size_t>& started() const { return started_; }

 private:
  /// Whether there is anything to cut off: a split step in a full sack, or next to what it is apart
  /// from.
  [[nodiscard]] bool tight() const {
    return std::ranges::any_of(
        started_, [&](std::size_t k) { return values_[sack_.columns[k]] < 1 - kSome; });
  }

  void read(const solver::Relaxation& master, Prices& prices) const {
    prices.step.assign(sack_.columns.size(), 0);
    for (std::size_t q = 0; q < started_.size(); ++q)
      prices.step[started_[q]] = std::max(0.0, master.values()[q]);
    prices.flow = std::max(0.0, master.values()[started_.size()]);
  }

  [[nodiscard]] solver::Row row_of(const Filling& filling) const {
    solver::Row row{-kInfinity, 1, {}};
    double load = 0;
    for (const std::size_t k : filling.steps) load += sack_.load[k];
    for (std::size_t q = 0; q < started_.size(); ++q)
      if (std::ranges::count(filling.steps, started_[q]) > 0)
        row.entries.push_back({static_cast<int>(q), 1});
    const double flow = std::min(std::max(0.0, sack_.capacity - load), sack_.most_flow);
    if (flow > 0) row.entries.push_back({static_cast<int>(started_.size()), flow});
    return row;
  }

  static bool lower_to_one(Prices& prices, double dearest) {
    const double scale = std::max(1.0, dearest);
    for (double& price : prices.step) price /= scale;
    prices.flow /= scale;
    return true;
  }

  const Sack& sack_;
  const double* values_;
  std::vector<std::size_t> started_;
};

/// Prices of the steps that are not started, the heaviest first: what is left of 1 beside the
/// dearest filling that has the step in it.
void lift(const Sack& sack, const std::vector<std::size_t>& started, Prices& prices) {
  std::vector<std::size_t> rest;
  for (std::size_t k = 0; k < sack.columns.size(); ++k)
    if (std::ranges::count(started, k) == 0) rest.push_back(k);
  std::ranges::stable_sort(
      rest, [&](std::size_t a, std::size_t b) { return sack.load[a] > sack.load[b]; });
  for (const std::size_t k : rest) {
    if (sack.load[k] > sack.capacity + kFits) {
      prices.step[k] = 1;  // never starts
      continue;
    }
    const Filling beside = Filler(sack, prices).dearest(k);
    if (beside.proven) prices.step[k] = std::max(0.0, 1 - beside.price);
  }
}

Sack sack_of(const Formulation& of, const Gauge& gauge, const std::vector<int>& item_of) {
  Sack sack;
  sack.capacity = gauge.upper;
  std::vector<int> items;
  for (const Entry& entry : gauge.entries) {
    if (entry.value <= 0) continue;
    const auto column = static_cast<std::size_t>(entry.column);
    if (!of.columns[column].integer) {
      sack.flow.push_back(entry);
      sack.most_flow += entry.value * of.columns[column].upper;
      continue;
    }
    sack.columns.push_back(entry.column);
    sack.load.push_back(entry.value);
    items.push_back(item_of[column]);
  }
  sack.most_flow = std::min(sack.most_flow, sack.capacity);
  for (const int item : items) {
    const auto& apart = of.items[static_cast<std::size_t>(item)].apart;
    std::vector<char> row;
    for (const int other : items) row.push_back(std::ranges::count(apart, other) > 0 ? 1 : 0);
    sack.apart.push_back(std::move(row));
  }
  return sack;
}

}  // namespace

std::vector<Sack> sacks_of(const Formulation& of) {
  std::vector<int> item_of(of.columns.size(), -1);
  for (std::size_t k = 0; k < of.items.size(); ++k)
    for (const int column : of.items[k].column)
      if (column >= 0) item_of[static_cast<std::size_t>(column)] = static_cast<int>(k);
  std::vector<Sack> sacks;
  for (const int gauge : of.capacities)
    sacks.push_back(sack_of(of, of.gauges[static_cast<std::size_t>(gauge)], item_of));
  return sacks;
}

solver::Row cut_of(const Sack& sack, const double* values) {
  Prices prices;
  Pricing pricing(sack, values);
  solver::Row row{-kInfinity, 1, {}};
  if (!pricing.find(prices)) return row;
  lift(sack, pricing.started(), prices);
  double spent = prices.flow * flow_in(sack, values);
  for (std::size_t k = 0; k < sack.columns.size(); ++k)
    spent += prices.step[k] * values[sack.columns[k]];
  if (spent < 1 + kBroken) return row;
  for (std::size_t k = 0; k < sack.columns.size(); ++k)
    if (prices.step[k] > kFits) row.entries.push_back({sack.columns[k], prices.step[k]});
  for (const Entry& entry : sack.flow)
    if (prices.flow > kFits) row.entries.push_back({entry.column, prices.flow * entry.value});
  return row;
}

}  // namespace tandem::plan::internal
