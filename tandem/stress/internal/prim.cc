#include "tandem/stress/internal/prim.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace tandem::stress::internal {
namespace {

constexpr double kPeel = 0.05;      // share that a step takes away
constexpr double kLeastMass = 0.1;  // share of the worlds that a box keeps
constexpr double kDenser = 1.3;     // times as dense as all worlds: else no box
constexpr double kMatters = 2;  // standard errors of the density that a side must bring to be kept
constexpr std::size_t kMostSides = 4;

struct Bounds {
  double above = -std::numeric_limits<double>::infinity();
  double below = std::numeric_limits<double>::infinity();
};

/// The worlds that are looked at, and what is low there.
class Sample {
 public:
  Sample(const std::vector<std::vector<double>>& numbers, const std::vector<double>& values,
         double low, std::size_t parity)
      : numbers_(numbers) {
    for (std::size_t w = parity; w < values.size(); w += 2) {
      worlds_.push_back(w);
      low_.push_back(values[w] < low);
    }
  }

  [[nodiscard]] std::size_t size() const { return worlds_.size(); }
  [[nodiscard]] double number(std::size_t k, std::size_t column) const {
    return numbers_[worlds_[k]][column];
  }
  [[nodiscard]] bool low(std::size_t k) const { return low_[k] != 0; }

 private:
  const std::vector<std::vector<double>>& numbers_;
  std::vector<std::size_t> worlds_;
  std::vector<char> low_;
};

struct Counted {
  double inside = 0;
  double low = 0;
  [[nodiscard]] double density() const { return inside > 0 ? low / inside : 0; }
};

bool inside(const Sample& sample, std::size_t k, const std::vector<std::size_t>& chosen,
            const std::vector<Bounds>& bounds) {
  for (std::size_t d = 0; d < chosen.size(); ++d) {
    const double x = sample.number(k, chosen[d]);
    if (x < bounds[d].above || x > bounds[d].below) return false;
  }
  return true;
}

Counted counted(const Sample& sample, const std::vector<std::size_t>& chosen,
                const std::vector<Bounds>& bounds) {
  Counted made;
  for (std::size_t k = 0; k < sample.size(); ++k) {
    if (!inside(sample, k, chosen, bounds)) continue;
    made.inside += 1;
    made.low += sample.low(k) ? 1 : 0;
  }
  return made;
}

/// The values of a number inside the box, ascending.
std::vector<double> inside_values(const Sample& sample, const std::vector<std::size_t>& chosen,
                                  const std::vector<Bounds>& bounds, std::size_t d) {
  std::vector<double> values;
  for (std::size_t k = 0; k < sample.size(); ++k)
    if (inside(sample, k, chosen, bounds)) values.push_back(sample.number(k, chosen[d]));
  std::ranges::sort(values);
  return values;
}

/// Peels while that makes low values denser.
std::vector<Bounds> peeled(const Sample& sample, const std::vector<std::size_t>& chosen) {
  std::vector<Bounds> bounds(chosen.size());
  double density = counted(sample, chosen, bounds).density();
  for (;;) {
    std::optional<std::vector<Bounds>> best;
    double best_density = density;
    for (std::size_t d = 0; d < chosen.size(); ++d) {
      const std::vector<double> values = inside_values(sample, chosen, bounds, d);
      const auto cut = static_cast<std::size_t>(kPeel * static_cast<double>(values.size()));
      if (values.size() < 2 || cut == 0) continue;
      for (const bool from_below : {true, false}) {
        std::vector<Bounds> tried = bounds;
        (from_below ? tried[d].above : tried[d].below) =
            from_below ? values[cut] : values[values.size() - 1 - cut];
        const Counted inside = counted(sample, chosen, tried);
        if (inside.inside < kLeastMass * static_cast<double>(sample.size())) continue;
        if (inside.density() <= best_density) continue;
        best_density = inside.density();
        best = std::move(tried);
      }
    }
    if (!best) return bounds;
    bounds = *std::move(best);
    density = best_density;
  }
}

/// Drops sides that bring little, the least first, till few are left.
void prune(const Sample& sample, const std::vector<std::size_t>& chosen,
           std::vector<Bounds>& bounds) {
  for (;;) {
    const Counted whole = counted(sample, chosen, bounds);
    const double density = whole.density();
    const double error = std::sqrt(density * (1 - density) / std::max(1.0, whole.inside));
    std::size_t sides = 0;
    std::optional<std::pair<double, std::size_t>> least;
    for (std::size_t d = 0; d < chosen.size(); ++d) {
      if (!std::isfinite(bounds[d].above) && !std::isfinite(bounds[d].below)) continue;
      ++sides;
      std::vector<Bounds> without = bounds;
      without[d] = {};
      const double brings = density - counted(sample, chosen, without).density();
      if (!least || brings < least->first) least = {brings, d};
    }
    if (!least || (least->first >= kMatters * error && sides <= kMostSides)) return;
    bounds[least->second] = {};
  }
}

}  // namespace

std::vector<double> ranks_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t k) { return values[k]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) ++last;
    for (std::size_t k = first; k <= last; ++k)
      ranks[order[k]] = static_cast<double>(first + last) / 2;
    first = last + 1;
  }
  return ranks;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double both = 0;
  double of_a = 0;
  double of_b = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    both += (a[k] - mean_a) * (b[k] - mean_b);
    of_a += (a[k] - mean_a) * (a[k] - mean_a);
    of_b += (b[k] - mean_b) * (b[k] - mean_b);
  }
  return of_a > 0 && of_b > 0 ? both / std::sqrt(of_a * of_b) : 0;
}

std::pair<double, double> mean_and_error(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  if (values.size() < 2) return {values.empty() ? 0 : values.front(), 0};
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / (n - 1) / n)};
}

std::optional<Box> low_box(const std::vector<std::string>& names,
                           const std::vector<std::size_t>& chosen,
                           const std::vector<std::vector<double>>& numbers,
                           const std::vector<double>& values, double low) {
  const Sample made_on(numbers, values, low, 0);
  const Sample tried_on(numbers, values, low, 1);
  std::vector<Bounds> bounds = peeled(made_on, chosen);
  prune(made_on, chosen, bounds);
  const Counted all = counted(tried_on, chosen, std::vector<Bounds>(chosen.size()));
  const Counted inside = counted(tried_on, chosen, bounds);
  if (inside.density() < kDenser * all.density() || all.low == 0) return std::nullopt;
  Box box;
  box.density = inside.density();
  box.coverage = inside.low / all.low;
  box.mass = inside.inside / all.inside;
  for (std::size_t d = 0; d < chosen.size(); ++d) {
    Box::Side side{names[chosen[d]], std::nullopt, std::nullopt};
    if (std::isfinite(bounds[d].above)) side.above = bounds[d].above;
    if (std::isfinite(bounds[d].below)) side.below = bounds[d].below;
    if (side.above || side.below) box.sides.push_back(std::move(side));
  }
  return box;
}

}  // namespace tandem::stress::internal
