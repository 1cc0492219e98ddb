#include "tests/solver/programs.h"

#include <algorithm>
#include <cmath>

namespace tandem::solver::test {
namespace {

double sum_of(const Row& row, const std::vector<double>& values) {
  double sum = 0;
  for (const Entry& entry : row.entries)
    sum += entry.value * values[static_cast<std::size_t>(entry.column)];
  return sum;
}

int whole(Rng& rng, int low, int high) {
  const auto count = static_cast<std::size_t>(high) - static_cast<std::size_t>(low) + 1;
  return low + static_cast<int>(rng.below(count));
}

Row small_row(Rng& rng, int columns) {
  Row row;
  for (int column = 0; column < columns; ++column)
    if (rng.uniform() < 0.7)
      row.entries.push_back({column, static_cast<double>(whole(rng, -3, 5))});
  std::erase_if(row.entries, [](const Entry& entry) { return entry.value == 0; });
  const double limit = whole(rng, -2, 9);
  const double kind = rng.uniform();
  if (kind < 0.6)
    row.upper = limit;
  else if (kind < 0.8)
    row.lower = limit;
  else if (kind < 0.9)
    row.lower = row.upper = limit;
  else
    row = {limit - 3, limit, std::move(row.entries)};
  return row;
}

/// What the rows leave of the range of the column that is not whole, the others being fixed.
struct Range {
  double lower = 0;
  double upper = 0;
};

void narrow(const Row& row, std::size_t free, std::vector<double>& values, Range& range) {
  double factor = 0;
  for (const Entry& entry : row.entries)
    if (static_cast<std::size_t>(entry.column) == free) factor = entry.value;
  values[free] = 0;
  const double rest = sum_of(row, values);
  if (factor == 0) {
    if (rest < row.lower || rest > row.upper) range = {1, 0};
    return;
  }
  double low = (row.lower - rest) / factor;
  double high = (row.upper - rest) / factor;
  if (factor < 0) std::swap(low, high);
  range.lower = std::max(range.lower, low);
  range.upper = std::min(range.upper, high);
}

/// Best objective with the whole columns as in `values`.
std::optional<double> best_with(const Program& program, std::vector<double> values) {
  const auto free = std::ranges::find(program.columns, false, &Column::integer);
  const auto index = static_cast<std::size_t>(free - program.columns.begin());
  Range range{0, 0};
  if (free != program.columns.end()) range = {free->lower, free->upper};
  values.resize(program.columns.size() + 1);  // the place past the end stands for no free column
  for (const Row& row : program.rows) narrow(row, index, values, range);
  constexpr double kRounding = 1e-12;
  if (range.lower > range.upper + kRounding) return std::nullopt;
  const bool up = free != program.columns.end() && free->objective > 0;
  values[index] = up ? range.upper : range.lower;
  values.resize(program.columns.size());
  return objective_of(program, values);
}

}  // namespace

double objective_of(const Program& program, const std::vector<double>& values) {
  double sum = 0;
  for (std::size_t k = 0; k < program.columns.size(); ++k)
    sum += program.columns[k].objective * values[k];
  return sum;
}

double worst_miss(const Program& program, const std::vector<double>& values) {
  double worst = 0;
  for (std::size_t k = 0; k < program.columns.size(); ++k) {
    const Column& column = program.columns[k];
    worst = std::max({worst, column.lower - values[k], values[k] - column.upper});
    if (column.integer) worst = std::max(worst, std::abs(values[k] - std::round(values[k])));
  }
  for (const Row& row : program.rows) {
    const double sum = sum_of(row, values);
    worst = std::max({worst, row.lower - sum, sum - row.upper});
  }
  return worst;
}

Program small_program(Rng& rng) {
  Program program;
  const int columns = whole(rng, 1, 5);
  for (int k = 0; k < columns; ++k) {
    const double low = whole(rng, -2, 1);
    program.columns.push_back(
        {low, low + whole(rng, 0, 3), static_cast<double>(whole(rng, -4, 9)), true});
  }
  if (rng.uniform() < 0.4) {
    program.columns.back().integer = false;
    program.columns.back().upper += 0.5;
  }
  const int rows = whole(rng, 0, 4);
  for (int k = 0; k < rows; ++k) program.rows.push_back(small_row(rng, columns));
  return program;
}

std::optional<double> best_by_trying(const Program& program) {
  std::optional<double> best;
  std::vector<double> values;
  for (const Column& column : program.columns) values.push_back(column.lower);
  while (true) {
    const auto found = best_with(program, values);
    if (found && (!best || *found > *best)) best = found;
    std::size_t k = 0;
    for (; k < values.size(); ++k) {
      if (!program.columns[k].integer) continue;
      if (++values[k] <= program.columns[k].upper) break;
      values[k] = program.columns[k].lower;
    }
    if (k == values.size()) return best;
  }
}

Program packing(int items, int sacks, std::uint64_t seed) {
  Rng rng(seed, 0);
  Program program;
  program.rows.resize(static_cast<std::size_t>(sacks));
  std::vector<double> weighs(static_cast<std::size_t>(sacks));
  for (int item = 0; item < items; ++item) {
    double worth = 0;
    for (int sack = 0; sack < sacks; ++sack) {
      const auto s = static_cast<std::size_t>(sack);
      const double weight = whole(rng, 10, 99);
      worth += weight / sacks;
      weighs[s] += weight;
      program.rows[s].entries.push_back({item, weight});
    }
    program.columns.push_back({0, 1, worth + whole(rng, 0, 9), true});
  }
  for (int sack = 0; sack < sacks; ++sack) {
    const auto s = static_cast<std::size_t>(sack);
    program.rows[s].upper = std::floor(weighs[s] / 2);
  }
  program.columns.push_back({1, 1, -70, true});
  return program;
}

}  // namespace tandem::solver::test
