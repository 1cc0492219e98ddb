#include "tandem/window/internal/hitting_set.h"

#include <algorithm>
#include <limits>

namespace tandem::window::internal {
namespace {

constexpr double kSame = 1e-9;  // costs nearer than this are the same

/// Branch and bound: the set with the fewest ways to be hit is hit in each of them, without those
/// tried before.
class Search {
 public:
  Search(const std::vector<double>& cost, const std::vector<Limits>& hit,
         const std::vector<Limits>& avoid)
      : cost_(cost), hit_(hit), avoid_(avoid), state_(cost.size(), State::open) {}

  std::optional<Limits> run() {
    go(0, 0);
    return best_;
  }

 private:
  enum class State : char { open, taken, out };

  [[nodiscard]] bool better(double cost, std::size_t size) const {
    if (!best_) return true;
    if (cost < best_cost_ - kSame) return true;
    return cost <= best_cost_ + kSame && size < best_->size();
  }

  [[nodiscard]] bool is_hit(const Limits& set) const {
    return std::ranges::any_of(set, [&](std::size_t k) { return state_[k] == State::taken; });
  }

  [[nodiscard]] bool avoided() const {
    return std::ranges::none_of(avoid_, [&](const Limits& set) {
      return std::ranges::all_of(set, [&](std::size_t k) { return state_[k] == State::taken; });
    });
  }

  struct Left {
    double cost = 0;                 ///< at least so much is to be paid
    std::size_t size = 0;            ///< for at least so many limits
    const Limits* narrow = nullptr;  ///< hit in the fewest ways; null where all are hit
    bool none = false;               ///< something can no longer be hit
  };

  /// What is left to be paid by sets that have nothing in common.
  [[nodiscard]] Left left() const {
    Left left;
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    std::vector<char> used(cost_.size());
    for (const Limits& set : hit_) {
      if (is_hit(set)) continue;
      std::size_t ways = 0;
      double least = std::numeric_limits<double>::infinity();
      bool apart = true;
      for (const std::size_t k : set) {
        if (state_[k] == State::out) continue;
        ++ways;
        least = std::min(least, cost_[k]);
        apart = apart && used[k] == 0;
      }
      if (ways == 0) {
        left.none = true;
        return left;
      }
      if (ways < fewest) {
        fewest = ways;
        left.narrow = &set;
      }
      if (!apart) continue;
      left.cost += least;
      ++left.size;
      for (const std::size_t k : set) used[k] = 1;
    }
    return left;
  }

  void go(double cost, std::size_t size) {
    if (!avoided()) return;
    const Left todo = left();
    if (todo.none || !better(cost + todo.cost, size + todo.size)) return;
    if (todo.narrow == nullptr) {
      keep(cost);
      return;
    }
    Limits ways;
    for (const std::size_t k : *todo.narrow)
      if (state_[k] == State::open) ways.push_back(k);
    std::ranges::stable_sort(ways,
                             [&](std::size_t a, std::size_t b) { return cost_[a] < cost_[b]; });
    for (const std::size_t k : ways) {
      state_[k] = State::taken;
      go(cost + cost_[k], size + 1);
      state_[k] = State::out;
    }
    for (const std::size_t k : ways) state_[k] = State::open;
  }

  void keep(double cost) {
    best_cost_ = cost;
    best_.emplace();
    for (std::size_t k = 0; k < state_.size(); ++k)
      if (state_[k] == State::taken) best_->push_back(k);
  }

  const std::vector<double>& cost_;
  const std::vector<Limits>& hit_;
  const std::vector<Limits>& avoid_;
  std::vector<State> state_;
  std::optional<Limits> best_;
  double best_cost_ = 0;
};

}  // namespace

std::optional<Limits> cheapest_hitting_set(const std::vector<double>& cost,
                                           const std::vector<Limits>& hit,
                                           const std::vector<Limits>& avoid) {
  return Search(cost, hit, avoid).run();
}

}  // namespace tandem::window::internal
