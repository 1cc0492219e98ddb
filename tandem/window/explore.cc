#include "tandem/window/explore.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include "tandem/window/internal/hitting_set.h"
#include "tandem/window/internal/sets.h"

namespace tandem::window {
namespace {

using internal::without;

constexpr double kEqual = 1e-9;  // costs that differ by less are the same

Limits sorted(Limits limits) {
  std::ranges::sort(limits);
  return limits;
}

class Explorer {
 public:
  Explorer(const std::vector<double>& cost, const Limits& order, Judge& judge, const Extent& extent,
           const std::function<void(const Exploration&)>& told)
      : cost_(cost), order_(order), judge_(judge), extent_(extent), told_(told) {
    for (std::size_t k = 0; k < cost.size(); ++k) every_.push_back(k);
  }

  Exploration run() {
    while (!judge_.over()) {
      count_others();
      const bool done = enough(true) || (enough(false) && more_patience_helps());
      const auto next =
          done ? std::nullopt : internal::cheapest_hitting_set(cost_, to_hit(), relaxed_);
      if (next) {
        look_at(*next);
      } else if (!more_patience_helps()) {
        found_.all = std::isinf(found_.others_cost) && found_.unsettled.empty();
        break;
      } else {
        look_again();
      }
      if (told_) {
        mark_minimal();
        told_(found_);
      }
    }
    mark_minimal();
    return std::move(found_);
  }

 private:
  /// @param in_order  whether a relaxation counts only when nothing else can be cheaper
  [[nodiscard]] bool enough(bool in_order) const {
    const auto counts = [&](const Relaxation& one) {
      return !in_order || (needs_all(one.limits) && one.cost <= found_.others_cost + kEqual);
    };
    const auto counted = std::ranges::count_if(found_.relaxations, counts);
    return found_.conflicts.size() >= extent_.conflicts &&
           static_cast<std::size_t>(counted) >= extent_.relaxations;
  }

  [[nodiscard]] std::vector<Limits> conflicts() const {
    std::vector<Limits> sets;
    for (const Conflict& conflict : found_.conflicts) sets.push_back(conflict.limits);
    return sets;
  }

  void count_others() {
    const auto next = internal::cheapest_hitting_set(cost_, conflicts(), relaxed_);
    found_.others_cost = next ? cost_of(*next) : std::numeric_limits<double>::infinity();
  }

  /// Some relaxation, to begin with: everything is given up, and of what the roadmap found breaks
  /// the dearest is held first that can be.
  void begin() {
    begun_ = true;
    Ruling ruling = ask(every_);
    if (ruling.verdict != Verdict::possible) return;
    Limits given_up = std::move(ruling.broken);
    Limits dearest = given_up;
    std::ranges::stable_sort(dearest, std::greater(), [&](std::size_t k) { return cost_[k]; });
    for (const std::size_t k : dearest) {
      if (!std::ranges::binary_search(given_up, k)) continue;
      if (judge_.over()) break;
      Ruling fewer = ask(without(given_up, {k}));
      if (fewer.verdict == Verdict::possible) given_up = std::move(fewer.broken);
    }
    note(std::move(given_up));
  }

  void mark_minimal() {
    for (Relaxation& one : found_.relaxations) one.minimal = found_.all || needs_all(one.limits);
  }

  /// Whether it is known that to give up any one less does not suffice.
  [[nodiscard]] bool needs_all(const Limits& relaxation) const {
    return std::ranges::all_of(relaxation, [&](std::size_t k) {
      const Limits fewer = without(relaxation, {k});
      return std::ranges::any_of(
                 impossible_,
                 [&](const Limits& one) { return std::ranges::includes(one, fewer); }) ||
             std::ranges::any_of(found_.conflicts, [&](const Conflict& one) {
               return without(one.limits, fewer) == one.limits;
             });
    });
  }

  [[nodiscard]] bool more_patience_helps() const {
    const auto open = [](const Conflict& one) {
      return !one.minimal || one.looser == Verdict::unsettled;
    };
    return patience_ != Patience::all &&
           (!found_.unsettled.empty() || std::ranges::any_of(found_.conflicts, open));
  }

  /// Asks with more patience what was left unsettled.
  void look_again() {
    patience_ = patience_ == Patience::little ? Patience::some : Patience::all;
    put_off_.clear();
    for (const Conflict& old : std::exchange(found_.conflicts, {})) {
      const bool open = !old.minimal || old.looser == Verdict::unsettled;
      auto again = open && !judge_.over() ? shrunk(old.limits) : std::nullopt;
      note(again ? *std::move(again) : old);
    }
    std::vector<Limits> open = std::exchange(found_.unsettled, {});
    std::ranges::stable_sort(open, {}, [&](const Limits& one) { return cost_of(one); });
    for (const Limits& given_up : open) {
      if (judge_.over())
        found_.unsettled.push_back(given_up);
      else if (open_still(given_up))
        look_at(given_up);
    }
  }

  /// Whether neither a relaxation in it nor a conflict beside it says what comes of it.
  [[nodiscard]] bool open_still(const Limits& given_up) const {
    const auto in_it = [&](const Limits& one) { return std::ranges::includes(given_up, one); };
    const auto beside = [&](const Conflict& one) {
      return without(one.limits, given_up) == one.limits;
    };
    return std::ranges::none_of(relaxed_, in_it) && std::ranges::none_of(found_.conflicts, beside);
  }

  [[nodiscard]] double cost_of(const Limits& limits) const {
    double cost = 0;
    for (const std::size_t k : limits) cost += cost_[k];
    return cost;
  }

  /// One that has all of another has more than is needed.
  void note(Conflict conflict) {
    const auto has = [](const Limits& all, const Limits& some) {
      return std::ranges::includes(all, some);
    };
    if (std::ranges::any_of(found_.conflicts, [&](const Conflict& other) {
          return has(conflict.limits, other.limits);
        }))
      return;
    std::erase_if(found_.conflicts,
                  [&](const Conflict& other) { return has(other.limits, conflict.limits); });
    found_.conflicts.push_back(std::move(conflict));
  }

  /// Cheapest first, then smallest.
  void note(Limits broken) {
    const auto larger = [&](const Limits& other) { return std::ranges::includes(other, broken); };
    std::erase_if(found_.relaxations,
                  [&](const Relaxation& other) { return larger(other.limits); });
    std::erase_if(relaxed_, larger);
    std::erase_if(found_.unsettled, larger);
    relaxed_.push_back(broken);
    Relaxation made{std::move(broken), 0};
    made.cost = cost_of(made.limits);
    const auto order = [](const Relaxation& one) { return std::pair(one.cost, one.limits.size()); };
    found_.relaxations.insert(std::ranges::upper_bound(found_.relaxations, order(made), {}, order),
                              std::move(made));
  }

  /// What each relaxation meets: conflicts, and something that is held where it is not known
  /// whether that suffices, so that something else is asked.
  [[nodiscard]] std::vector<Limits> to_hit() const {
    std::vector<Limits> sets = conflicts();
    for (const Limits& given_up : found_.unsettled) sets.push_back(without(every_, given_up));
    return sets;
  }

  /// What meets all conflicts at the least cost: it suffices, or there is another conflict.
  void look_at(const Limits& given_up) {
    const Ruling ruling = ask(given_up);
    if (ruling.verdict == Verdict::possible) {
      note(ruling.broken);
    } else if (ruling.verdict == Verdict::impossible) {
      if (auto conflict = shrunk(without(every_, given_up))) note(*std::move(conflict));
      if (!begun_ && extent_.relaxations > 0) begin();
    } else if (!judge_.over()) {
      found_.unsettled.push_back(given_up);
    }
  }

  Ruling ask(const Limits& given_up) {
    for (const Limits& broken : witnesses_)
      if (std::ranges::includes(given_up, broken)) return {Verdict::possible, broken};
    for (const Limits& more : impossible_)
      if (std::ranges::includes(more, given_up)) return {Verdict::impossible, {}};
    if (std::ranges::find(put_off_, given_up) != put_off_.end()) return {};
    ++found_.asked;
    Ruling ruling = judge_.ask(given_up, patience_);
    if (ruling.verdict == Verdict::unsettled) put_off_.push_back(given_up);
    if (ruling.verdict == Verdict::possible) witnesses_.push_back(ruling.broken);
    if (ruling.verdict == Verdict::impossible) impossible_.push_back(given_up);
    return ruling;
  }

  /// A smallest conflict among `held`, which cannot all be held; absent where the work ends first.
  /// Leaves out many at a time, fewer where that makes it possible. Source: the deletion filter,
  /// Chinneck and Dravnieks 1991, with steps that grow and shrink.
  std::optional<Conflict> shrunk(const Limits& held) {
    Conflict conflict;
    Limits needed;
    Limits open;
    for (const std::size_t k : order_)
      if (std::ranges::binary_search(held, k)) open.push_back(k);
    std::size_t step = std::max<std::size_t>(1, open.size() / 2);
    while (!open.empty()) {
      if (judge_.over()) return std::nullopt;
      step = std::clamp<std::size_t>(step, 1, open.size());
      const Limits left_out(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(step));
      Limits kept = needed;
      kept.insert(kept.end(), open.begin() + static_cast<std::ptrdiff_t>(step), open.end());
      const Ruling ruling = ask(without(every_, sorted(kept)));
      if (ruling.verdict == Verdict::impossible) {
        open.erase(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(step));
        step *= 2;
        continue;
      }
      const auto alone = decisive(ruling, left_out);
      if (!alone) {
        step /= 2;
        continue;
      }
      if (judge_.over()) return std::nullopt;
      conflict.minimal = conflict.minimal && ruling.verdict == Verdict::possible;
      needed.push_back(*alone);
      std::erase(open, *alone);
    }
    conflict.limits = sorted(std::move(needed));
    conflict.looser = judge_.ask_looser(without(every_, conflict.limits), patience_);
    return conflict;
  }

  /// The one limit without which the others can be held: all that is left out, or all of it that is
  /// broken.
  static std::optional<std::size_t> decisive(const Ruling& ruling, const Limits& left_out) {
    if (left_out.size() == 1) return left_out.front();
    if (ruling.verdict != Verdict::possible) return std::nullopt;
    std::optional<std::size_t> alone;
    for (const std::size_t k : left_out) {
      if (!std::ranges::binary_search(ruling.broken, k)) continue;
      if (alone) return std::nullopt;
      alone = k;
    }
    return alone;
  }

  const std::vector<double>& cost_;
  const Limits& order_;
  Judge& judge_;
  const Extent& extent_;
  const std::function<void(const Exploration&)>& told_;
  Limits every_;
  std::vector<Limits> relaxed_;     // which nothing else may contain
  std::vector<Limits> witnesses_;   // limits that a roadmap found breaks
  std::vector<Limits> impossible_;  // given up, and yet there is no roadmap
  std::vector<Limits> put_off_;     // given up, and unsettled with the patience of now
  Patience patience_ = Patience::little;
  bool begun_ = false;
  Exploration found_;
};

}  // namespace

Exploration explore(const std::vector<double>& cost, const Limits& order, Judge& judge,
                    const Extent& extent, const std::function<void(const Exploration&)>& told) {
  return Explorer(cost, order, judge, extent, told).run();
}

}  // namespace tandem::window
