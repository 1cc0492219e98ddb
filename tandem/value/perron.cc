#include "tandem/value/perron.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tandem::value {
namespace {

constexpr int kMostIterations = 200'000;
constexpr double kConverged = 1e-15;

std::vector<double> times(const Matrix& matrix, const std::vector<double>& v, double shift) {
  std::vector<double> product(matrix.size);
  for (std::size_t i = 0; i < matrix.size; ++i) {
    product[i] = shift * v[i];
    for (std::size_t j = 0; j < matrix.size; ++j) product[i] += matrix.at(i, j) * v[j];
  }
  return product;
}

double largest_row_sum(const Matrix& matrix) {
  double largest = 0;
  for (std::size_t i = 0; i < matrix.size; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < matrix.size; ++j) sum += matrix.at(i, j);
    largest = std::max(largest, sum);
  }
  return largest;
}

}  // namespace

Perron perron(const Matrix& non_negative) {
  Perron found{0, std::vector<double>(non_negative.size, 1)};
  const double shift = largest_row_sum(non_negative);
  if (shift == 0) return found;
  for (int iteration = 0; iteration < kMostIterations; ++iteration) {
    std::vector<double> next = times(non_negative, found.vector, shift);
    const double norm = std::ranges::max(next);
    double change = 0;
    for (std::size_t i = 0; i < next.size(); ++i) {
      next[i] /= norm;
      change = std::max(change, std::abs(next[i] - found.vector[i]));
    }
    found.vector = std::move(next);
    found.root = norm - shift;
    if (change < kConverged) break;
  }
  return found;
}

Matrix without(const Matrix& matrix, std::size_t k) {
  Matrix smaller(matrix.size - 1);
  for (std::size_t i = 0; i < smaller.size; ++i)
    for (std::size_t j = 0; j < smaller.size; ++j)
      smaller.at(i, j) = matrix.at(i + (i >= k ? 1 : 0), j + (j >= k ? 1 : 0));
  return smaller;
}

Gradualism gradualism(const Matrix& benefit, std::span<const double> burden,
                      std::span<const double> phase_discount) {
  assert(burden.size() == benefit.size && phase_discount.size() == benefit.size);
  Matrix ratio(benefit.size);
  Matrix discounted(benefit.size);
  for (std::size_t i = 0; i < benefit.size; ++i) {
    for (std::size_t j = 0; j < benefit.size; ++j) {
      ratio.at(i, j) = benefit.at(i, j) / burden[i];
      discounted.at(i, j) = phase_discount[i] * ratio.at(i, j);
    }
  }
  Gradualism result;
  result.perron = perron(ratio).root;
  Perron weighed = perron(discounted);
  result.discounted = weighed.root;
  result.proportions = std::move(weighed.vector);
  for (std::size_t k = 0; k < benefit.size; ++k)
    result.essential.push_back(result.possible() && perron(without(discounted, k)).root <= 1);
  return result;
}

std::optional<Gradualism> gradualism(const model::Case& of, const Economics& worth) {
  const std::size_t parties = worth.parties();
  Matrix benefit(parties);
  std::vector<double> burden(parties);
  std::vector<double> phase_discount;
  for (std::size_t p = 0; p < parties; ++p) {
    const PartyId i(p);
    phase_discount.push_back(worth.discount(i).power(of.time().months_per_phase));
    for (std::size_t k = 0; k < worth.measures(); ++k) {
      const MeasureId m(k);
      const auto& actors = of.measure(m).actors;
      const bool own = of.measure(m).has_actor(i);
      const double value = worth.carried_out(i, m, 0, 0);
      if (own && value < 0) burden[p] -= value;
      const double others = static_cast<double>(actors.size()) - (own ? 1 : 0);
      if (value <= 0) continue;
      for (const PartyId j : actors)
        if (j != i) benefit.at(p, j.index()) += value / others;
    }
  }
  for (std::size_t p = 0; p < parties; ++p) {
    const auto row = benefit.cells.begin() + static_cast<std::ptrdiff_t>(p * parties);
    const bool gains = std::any_of(row, row + static_cast<std::ptrdiff_t>(parties),
                                   [](double value) { return value > 0; });
    if (gains && burden[p] == 0) return std::nullopt;
    if (burden[p] == 0) burden[p] = 1;
  }
  return gradualism(benefit, burden, phase_discount);
}

}  // namespace tandem::value
