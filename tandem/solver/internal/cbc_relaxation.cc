#include "tandem/solver/internal/cbc_relaxation.h"

#include <ClpSimplex.hpp>
#include <algorithm>
#include <cassert>

#include "tandem/solver/internal/cbc_arrays.h"
#include "tandem/solver/internal/cbc_listener.h"

namespace tandem::solver::internal {
namespace {

class Clp final : public Relaxation {
 public:
  explicit Clp(const Program& program) {
    const Arrays arrays(program);
    model_.setLogLevel(0);
    model_.loadProblem(arrays.matrix, arrays.lower.data(), arrays.upper.data(), arrays.cost.data(),
                       arrays.row_lower.data(), arrays.row_upper.data());
    model_.setPrimalTolerance(kTolerance);
    model_.setDualTolerance(kTolerance);
    // With its scaling CLP calls programs of ours optimal that are not: it sees no more than the
    // scaled one. Without, it is the faster too.
    model_.scaling(0);
    model_.setSpecialOptions(model_.specialOptions() | kNoSanityChecks | kInBranchAndBound);
  }

  [[nodiscard]] std::unique_ptr<Relaxation> clone() const override {
    return std::make_unique<Clp>(*this);
  }

  void set_column(int column, double lower, double upper) override {
    model_.setColumnBounds(column, clamped(lower), clamped(upper));
  }
  void set_row(int row, double lower, double upper) override {
    model_.setRowBounds(row, clamped(lower), clamped(upper));
  }

  void add(const std::vector<Row>& rows) override {
    for (const Row& row : rows) {
      std::vector<int> columns;
      std::vector<double> values;
      for (const Entry& entry : row.entries) {
        columns.push_back(entry.column);
        values.push_back(entry.value);
      }
      model_.addRow(static_cast<int>(columns.size()), columns.data(), values.data(),
                    clamped(row.lower), clamped(row.upper));
    }
  }

  Status solve(const Limits& limits, int iterations) override {
    const LinearListener listener(limits);
    model_.passInEventHandler(&listener);
    model_.setMaximumIterations(iterations);
    model_.setDualObjectiveLimit(limits.cutoff ? -*limits.cutoff : COIN_DBL_MAX);
    model_.dual();
    return status_of(limits);
  }

  [[nodiscard]] double objective() const override { return -model_.objectiveValue(); }
  [[nodiscard]] const double* values() const override { return model_.primalColumnSolution(); }
  [[nodiscard]] std::vector<double> reduced_costs() const override {
    const double* costs = model_.dualColumnSolution();
    std::vector<double> gains(costs, costs + model_.numberColumns());
    for (double& gain : gains) gain = -gain;
    return gains;
  }

  [[nodiscard]] Basis basis() const override {
    const unsigned char* status = model_.statusArray();
    return {status, status + model_.numberColumns() + model_.numberRows()};
  }
  void set_basis(const Basis& basis) override {
    const auto all = static_cast<std::size_t>(model_.numberColumns()) +
                     static_cast<std::size_t>(model_.numberRows());
    assert(basis.size() <= all);
    if (!model_.statusExists()) model_.createStatus();
    std::ranges::copy(basis, model_.statusArray());
    for (std::size_t k = basis.size(); k < all; ++k)
      model_.setRowStatus(static_cast<int>(k) - model_.numberColumns(), ClpSimplex::basic);
  }

 private:
  // CLP's special options.
  static constexpr unsigned kNoSanityChecks = 128;
  static constexpr unsigned kInBranchAndBound = 1024;
  static constexpr double kTolerance = 1e-9;
  static constexpr int kDualInfeasible = 3;  // of CLP's secondary status: this or worse

  [[nodiscard]] Status status_of(const Limits& limits) const {
    switch (model_.status()) {
      case 0:
        if (model_.secondaryStatus() >= kDualInfeasible) return Status::unknown;
        return limits.cutoff && objective() <= *limits.cutoff ? Status::infeasible
                                                              : Status::optimal;
      case 1:
        return Status::infeasible;
      case 2:
        return Status::unbounded;
      default:
        return Status::feasible;
    }
  }

  ClpSimplex model_;
};

}  // namespace

std::unique_ptr<Relaxation> make_clp(const Program& program) {
  return std::make_unique<Clp>(program);
}

}  // namespace tandem::solver::internal
