#pragma once

#include <vector>

#include "tandem/plan/internal/formulation.h"

namespace tandem::plan::internal {

/// What one party can start in one phase: whole steps by their burden, some of which cannot start
/// together, and tranches that fill what is left.
struct Sack {
  double capacity = 0;
  std::vector<int> columns;              ///< of whole steps
  std::vector<double> load;              ///< burden of each; same shape
  std::vector<std::vector<char>> apart;  ///< shape [columns, columns]
  std::vector<Entry> flow;               ///< columns of divisible steps, burden of the whole
  double most_flow = 0;                  ///< of all of it, at most the capacity
};

[[nodiscard]] std::vector<Sack> sacks_of(const Formulation& of);

/// The inequality that the splitting in `values` breaks most and that no way to fill the sack does:
/// a facet of their convex hull, found by generating the ways that it has to respect. No entries
/// where the splitting is a mixture of ways, or the search for them was too long.
/// Source: separation over the knapsack polytope by column generation, Boccia, Sforza, Sterle and
/// Vasilyev, Journal of Mathematical Modelling and Algorithms 7(4), 2008; with conflicts and a
/// continuous part.
/// @param values  shape [columns of the formulation]
[[nodiscard]] solver::Row cut_of(const Sack& sack, const double* values);

}  // namespace tandem::plan::internal
