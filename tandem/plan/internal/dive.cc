#include "tandem/plan/internal/dive.h"

#include <algorithm>

namespace tandem::plan::internal {
namespace {

using solver::Status;

constexpr double kWhole = 1e-6;
constexpr double kNearly = 0.6;    // share from which a step may start beside a surer one
constexpr int kSteps = 1'000'000;  // from basis to basis

class Diver {
 public:
  Diver(const Problem& problem, solver::Relaxation& relaxation, const Box& box, double share,
        const solver::Limits& limits, int failures)
      : problem_(problem),
        relaxation_(relaxation),
        box_(box),
        share_(share),
        limits_(limits),
        left_(failures) {}

  std::optional<std::vector<double>> run() {
    if (!solve()) return std::nullopt;
    while (true) {
      const std::vector<int> split = split_columns();
      if (split.empty()) break;
      if (!round(split)) return std::nullopt;
    }
    const double* values = relaxation_.values();
    return std::vector<double>(values, values + problem_.program.columns.size());
  }

 private:
  bool solve() { return relaxation_.solve(limits_, kSteps) == Status::optimal; }

  /// The surest first.
  [[nodiscard]] std::vector<int> split_columns() const {
    const double* values = relaxation_.values();
    std::vector<int> split;
    for (std::size_t k = 0; k < problem_.of.columns.size(); ++k)
      if (problem_.of.columns[k].integer && values[k] > kWhole && values[k] < 1 - kWhole)
        split.push_back(static_cast<int>(k));
    std::ranges::stable_sort(split, [&](int a, int b) { return values[a] > values[b]; });
    return split;
  }

  bool round(const std::vector<int>& split) {
    const double* values = relaxation_.values();
    const auto most = static_cast<std::size_t>(share_ * static_cast<double>(split.size())) + 1;
    std::vector<int> batch;
    for (const int column : split)
      if (batch.empty() || (batch.size() < most && values[column] >= kNearly))
        batch.push_back(column);
    for (const int column : batch) relaxation_.set_column(column, 1, 1);
    if (solve()) return true;
    for (const int column : batch) free(column);
    const int surest = batch.front();
    if (batch.size() > 1) {
      relaxation_.set_column(surest, 1, 1);
      if (solve()) return true;
    }
    relaxation_.set_column(surest, 0, 0);
    return --left_ >= 0 && solve();
  }

  void free(int column) {
    const auto k = static_cast<std::size_t>(column);
    relaxation_.set_column(column, box_.lower[k], box_.upper[k]);
  }

  const Problem& problem_;
  solver::Relaxation& relaxation_;
  const Box& box_;
  double share_;
  const solver::Limits& limits_;
  int left_;  // failures
};

}  // namespace

std::optional<std::vector<double>> dive(const Problem& problem, solver::Relaxation& relaxation,
                                        const Box& box, double share, const solver::Limits& limits,
                                        int failures) {
  return Diver(problem, relaxation, box, share, limits, failures).run();
}

}  // namespace tandem::plan::internal
