#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tandem/value/economics.h"

namespace tandem::value {

/// A square matrix by rows.
struct Matrix {
  std::size_t size = 0;
  std::vector<double> cells;  // shape [size, size]

  explicit Matrix(std::size_t n) : size(n), cells(n * n) {}
  [[nodiscard]] double& at(std::size_t row, std::size_t column) {
    return cells[row * size + column];
  }
  [[nodiscard]] double at(std::size_t row, std::size_t column) const {
    return cells[row * size + column];
  }
};

struct Perron {
  double root = 0;
  std::vector<double> vector;  ///< largest entry 1; shape [size]
};

/// Largest eigenvalue of a non-negative matrix and its vector, by power iteration on the matrix
/// shifted by its largest row sum (which makes a periodic matrix converge too), to about 1e-14.
[[nodiscard]] Perron perron(const Matrix& non_negative);

/// The matrix without row and column `k`.
[[nodiscard]] Matrix without(const Matrix& matrix, std::size_t k);

/// The divisible game without reversibility, among the parties of a case.
struct Gradualism {
  double perron = 0;                ///< of the benefit-over-burden matrix
  double discounted = 0;            ///< of the same, each row weighed by the party's phase discount
  std::vector<double> proportions;  ///< exchange in the long run; shape [parties]
  std::vector<bool> essential;      ///< a gradual roadmap exists only with this party
  [[nodiscard]] bool possible() const noexcept { return discounted > 1; }
};

/// Whether steps that can never be taken back could still be exchanged, gradually, by the parties
/// together: so if and only if the discounted Perron root exceeds 1. Row i, column j holds i's
/// benefit from all that j takes part in (shared among the actors but i) over i's own burdens.
/// Absent where a party gains from the others at no burden of its own (the root is unbounded).
/// Source: static analogue, Elliott and Golub 2019; proof for this game in docs/model.md.
[[nodiscard]] std::optional<Gradualism> gradualism(const model::Case& of, const Economics& worth);

/// The same for a benefit matrix (row: who gains) and burdens per unit, one discount a phase.
[[nodiscard]] Gradualism gradualism(const Matrix& benefit, std::span<const double> burden,
                                    std::span<const double> phase_discount);

}  // namespace tandem::value
