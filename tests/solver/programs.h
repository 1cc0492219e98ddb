#pragma once

#include <optional>

#include "tandem/base/random.h"
#include "tandem/solver/program.h"

/// Programs whose answers are known some other way.
namespace tandem::solver::test {

[[nodiscard]] double objective_of(const Program& program, const std::vector<double>& values);

/// Largest distance of `values` from a bound of a column, a limit of a row or a whole number.
[[nodiscard]] double worst_miss(const Program& program, const std::vector<double>& values);

/// Few whole columns of small range, at most one column that is not whole, rows of every kind;
/// about one in four has no solution.
[[nodiscard]] Program small_program(Rng& rng);

/// Best objective of such a program by trying everything; absent where there is no solution.
[[nodiscard]] std::optional<double> best_by_trying(const Program& program);

/// Items that all weigh about as much as they are worth, several sacks, and a price for all of it:
/// a long search even for a few dozen items. The price is a fixed column, the last.
[[nodiscard]] Program packing(int items, int sacks, std::uint64_t seed);

}  // namespace tandem::solver::test
