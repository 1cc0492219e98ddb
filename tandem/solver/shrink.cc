#include "tandem/solver/shrink.h"

#include <algorithm>
#include <cmath>

namespace tandem::solver {
namespace {

/// Whether a row holds for all values of its columns.
bool always_holds(const Row& row, const std::vector<Column>& columns) {
  double least = 0;
  double most = 0;
  for (const Entry& entry : row.entries) {
    const Column& column = columns[static_cast<std::size_t>(entry.column)];
    const double at_lower = entry.value * column.lower;
    const double at_upper = entry.value * column.upper;
    least += std::min(at_lower, at_upper);
    most += std::max(at_lower, at_upper);
  }
  return least >= row.lower && most <= row.upper;
}

}  // namespace

Shrunk::Shrunk(const Program& whole) {
  keep_columns(whole);
  keep_rows(whole);
}

void Shrunk::keep_columns(const Program& whole) {
  for (const Column& column : whole.columns) {
    const bool possible = !column.integer || std::round(column.lower) == column.lower;
    const bool fixed = column.lower == column.upper && possible;
    place_.push_back(fixed ? -1 : static_cast<int>(left_.columns.size()));
    values_.push_back(fixed ? column.lower : 0);
    constant_ += column.objective * values_.back();
    if (!fixed) left_.columns.push_back(column);
  }
}

void Shrunk::keep_rows(const Program& whole) {
  for (const Row& row : whole.rows) {
    Row kept{row.lower, row.upper, {}};
    for (const Entry& entry : row.entries) {
      const auto k = static_cast<std::size_t>(entry.column);
      const double part = entry.value * values_[k];
      kept.lower -= part;
      kept.upper -= part;
      if (place_[k] >= 0 && entry.value != 0) kept.entries.push_back({place_[k], entry.value});
    }
    const bool needed = !always_holds(kept, left_.columns);
    row_place_.push_back(needed ? static_cast<int>(left_.rows.size()) : -1);
    if (needed) left_.rows.push_back(std::move(kept));
  }
}

std::vector<double> Shrunk::shrink(const std::vector<double>& values) const {
  std::vector<double> shrunk(values.empty() ? 0 : left_.columns.size());
  for (std::size_t k = 0; k < values.size(); ++k)
    if (place_[k] >= 0) shrunk[static_cast<std::size_t>(place_[k])] = values[k];
  return shrunk;
}

std::vector<double> Shrunk::restore(std::span<const double> values) const {
  std::vector<double> restored = values_;
  for (std::size_t k = 0; k < restored.size(); ++k)
    if (place_[k] >= 0) restored[k] = values[static_cast<std::size_t>(place_[k])];
  return restored;
}

}  // namespace tandem::solver
