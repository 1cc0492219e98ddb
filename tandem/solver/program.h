#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <stop_token>
#include <vector>

/// Linear programs with whole numbers, as values. No type of a solver's own shows here.
namespace tandem::solver {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Column {
  double lower = 0;
  double upper = kInfinity;
  double objective = 0;
  bool integer = false;
};

struct Entry {
  int column = 0;
  double value = 0;
};

/// lower <= sum of entries <= upper.
struct Row {
  double lower = -kInfinity;
  double upper = kInfinity;
  std::vector<Entry> entries;
};

/// Maximise the objective over the columns.
struct Program {
  std::vector<Column> columns;
  std::vector<Row> rows;
};

enum class Status {
  optimal,     ///< proven, within the gap asked for
  feasible,    ///< a limit was hit; `values` is the best found
  infeasible,  ///< proven
  unbounded,
  unknown  ///< a limit was hit before anything was found or proven
};

struct Solution {
  Status status = Status::unknown;
  double objective = -kInfinity;
  double bound = kInfinity;    ///< no solution is better
  std::vector<double> values;  ///< shape [columns]; empty where nothing was found
  std::int64_t nodes = 0;
  [[nodiscard]] bool found() const noexcept { return !values.empty(); }
};

struct Limits {
  using Clock = std::chrono::steady_clock;
  Clock::time_point end = Clock::time_point::max();  ///< what hits this is not repeatable
  std::int64_t nodes = std::numeric_limits<std::int64_t>::max();
  double relative_gap = 1e-6;
  std::optional<double> cutoff;  ///< look only for solutions better than this
  std::stop_token stop = {};
  /// Told of each better solution and each tighter bound; absent values are not known yet.
  std::function<void(std::optional<double> objective, double bound)> progress = {};

  /// In so many seconds; for `end`.
  [[nodiscard]] static Clock::time_point in(double seconds);
  /// Whether the clock or the stop request ends the work.
  [[nodiscard]] bool over() const { return stop.stop_requested() || Clock::now() >= end; }
  /// Till the end, for a library that wants seconds; at least a moment, infinity where there is no
  /// end.
  [[nodiscard]] double seconds_left() const;
};

}  // namespace tandem::solver
