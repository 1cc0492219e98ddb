#include "tandem/plan/internal/frontier.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

namespace tandem::plan::internal {
namespace {

constexpr double kSame = 1e-9;  // share of a range within which two values are one

/// Whether `a` is at least `b` in every objective.
bool covers(const Values& a, const Values& b) {
  return std::ranges::equal(a, b, std::greater_equal{});
}

Values with(Values values, std::size_t k, double value) {
  values[k] = value;
  return values;
}

/// Whether `a` is at most `b` in every objective.
bool within_all(const Values& a, const Values& b) { return covers(b, a); }

/// Adds `one` to a list in which none makes another idle, ascending, unless one makes it idle.
template <class Relation>
bool insert(std::vector<Values>& list, const Values& one, Relation makes_idle) {
  if (std::ranges::any_of(list, [&](const Values& other) { return makes_idle(other, one); }))
    return false;
  std::erase_if(list, [&](const Values& other) { return makes_idle(one, other); });
  list.insert(std::ranges::upper_bound(list, one), one);
  return true;
}

}  // namespace

Frontier::Frontier(Values ideal, const Values& worst, Values floor)
    : ideal_(std::move(ideal)), corners_{ideal_}, lows_{std::move(floor)} {
  for (std::size_t k = 0; k < ideal_.size(); ++k) {
    const double range = ideal_[k] - worst[k];
    range_.push_back(range > kSame ? range : 1);
  }
}

bool Frontier::exceeds(const Values& a, const Values& b) const {
  for (std::size_t k = 0; k < a.size(); ++k)
    if (a[k] <= b[k] + kSame * range_[k]) return false;
  return true;
}

bool Frontier::reach(const Values& point) {
  if (!insert(points_, point, covers)) return false;
  std::vector<Values> split;
  for (const Values& low : lows_) {
    if (!exceeds(point, low)) {
      insert(split, low, within_all);
      continue;
    }
    for (std::size_t k = 0; k < point.size(); ++k)
      insert(split, with(low, k, point[k]), within_all);
  }
  lows_ = std::move(split);
  return true;
}

void Frontier::exclude(const Values& corner) {
  std::vector<Values> cut;
  for (const Values& high : corners_) {
    if (!exceeds(high, corner)) {
      insert(cut, high, covers);
      continue;
    }
    for (std::size_t k = 0; k < high.size(); ++k) insert(cut, with(high, k, corner[k]), covers);
  }
  corners_ = std::move(cut);
}

/// The box below `high` that beats the points by most: by as much as the nearest of them falls
/// short of `high`.
Frontier::Box Frontier::widest(const Values& high) const {
  Box best{high, high, 0};
  for (const Values& low : lows_) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < high.size(); ++k)
      least = std::min(least, (high[k] - low[k]) / range_[k]);
    if (least > best.size) best = {low, high, least};
  }
  return best;
}

double Frontier::within() const {
  double most = 0;
  for (const Values& corner : corners_) most = std::max(most, widest(corner).size);
  return most;
}

std::vector<Frontier::Box> Frontier::open(double tolerance) const {
  std::vector<Box> boxes;
  for (const Values& corner : corners_) {
    const bool given_up =
        std::ranges::any_of(given_up_, [&](const Values& high) { return covers(high, corner); });
    Box box = widest(corner);
    if (box.size > tolerance && !given_up) boxes.push_back(std::move(box));
  }
  std::ranges::stable_sort(boxes, std::greater{}, &Box::size);
  return boxes;
}

void Frontier::give_up(const Values& high) { given_up_.push_back(high); }

bool Frontier::reopen() { return !std::exchange(given_up_, {}).empty(); }

}  // namespace tandem::plan::internal
