#include "tandem/solver/internal/highs.h"

#include <Highs.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace tandem::solver::internal {
namespace {

/// HiGHS is given a minimisation, the sense in which it reads its objective bound.
HighsLp lp_of(const Program& program) {
  HighsLp lp;
  lp.num_col_ = static_cast<HighsInt>(program.columns.size());
  lp.num_row_ = static_cast<HighsInt>(program.rows.size());
  for (const Column& column : program.columns) {
    lp.col_lower_.push_back(column.lower);
    lp.col_upper_.push_back(column.upper);
    lp.col_cost_.push_back(-column.objective);
  }
  lp.a_matrix_.format_ = MatrixFormat::kRowwise;
  lp.a_matrix_.start_ = {0};
  for (const Row& row : program.rows) {
    lp.row_lower_.push_back(row.lower);
    lp.row_upper_.push_back(row.upper);
    for (const Entry& entry : row.entries) {
      lp.a_matrix_.index_.push_back(entry.column);
      lp.a_matrix_.value_.push_back(entry.value);
    }
    lp.a_matrix_.start_.push_back(static_cast<HighsInt>(lp.a_matrix_.index_.size()));
  }
  return lp;
}

void add_whole_columns(const Program& program, HighsLp& lp) {
  for (const Column& column : program.columns)
    lp.integrality_.push_back(column.integer ? HighsVarType::kInteger : HighsVarType::kContinuous);
}

void set_options(const Limits& limits, Highs& highs) {
  highs.setOptionValue("output_flag", false);
  highs.setOptionValue("threads", 1);
  highs.setOptionValue("parallel", "off");
  highs.setOptionValue("random_seed", 1);
  for (const char* tolerance :
       {"primal_feasibility_tolerance", "dual_feasibility_tolerance", "mip_feasibility_tolerance"})
    highs.setOptionValue(tolerance, 1e-9);
  highs.setOptionValue("time_limit", limits.seconds_left());
  highs.setOptionValue("mip_rel_gap", std::max(0.0, limits.relative_gap));
  highs.setOptionValue("mip_abs_gap", 0.0);
  constexpr std::int64_t kMost = 1'000'000'000;
  const auto nodes = std::clamp(limits.nodes, std::int64_t{1}, kMost);
  highs.setOptionValue("mip_max_nodes", static_cast<HighsInt>(nodes));
}

double objective_of(const Program& program, const std::vector<double>& values) {
  double sum = 0;
  for (std::size_t k = 0; k < values.size(); ++k) sum += program.columns[k].objective * values[k];
  return sum;
}

/// Best objective and bound of one call so far; tells of what is better.
class Known {
 public:
  explicit Known(const Limits& limits) : limits_(limits) {}
  void note(double least, double best_possible) {
    const bool better = std::isfinite(least) && (!objective_ || -least > *objective_);
    const bool tighter = std::isfinite(best_possible) && -best_possible < bound_;
    if (!better && !tighter) return;
    if (better) objective_ = -least;
    if (tighter) bound_ = -best_possible;
    if (limits_.progress) limits_.progress(objective_, bound_);
  }

 private:
  const Limits& limits_;
  std::optional<double> objective_;
  double bound_ = kInfinity;
};

/// The calls back changed their types between releases of HiGHS, hence `auto`.
void listen(const Limits& limits, Known& known, Highs& highs) {
  const auto heard = [&limits, &known](int kind, const std::string&, const auto* told, auto* answer,
                                       void*) {
    if (kind == kCallbackMipImprovingSolution || kind == kCallbackMipLogging)
      known.note(told->mip_primal_bound, told->mip_dual_bound);
    else if (answer != nullptr)
      answer->user_interrupt = limits.stop.stop_requested();
  };
  highs.setCallback(heard);
  for (const auto kind : {kCallbackMipImprovingSolution, kCallbackMipLogging, kCallbackMipInterrupt,
                          kCallbackSimplexInterrupt})
    highs.startCallback(kind);
}

class HighsSolver final : public Solver {
 public:
  [[nodiscard]] std::string_view name() const override { return "HiGHS"; }

  [[nodiscard]] Solution relax(const Program& program, const Limits& limits) override {
    return run(program, {}, limits, false);
  }

  [[nodiscard]] Solution solve(const Program& program, const std::vector<double>& start,
                               const Limits& limits) override {
    const bool whole =
        std::ranges::any_of(program.columns, [](const Column& c) { return c.integer; });
    Solution answer = run(program, start, limits, whole);
    const bool hidden = answer.found() && limits.cutoff && answer.objective <= *limits.cutoff;
    return hidden ? infeasible(limits.cutoff) : answer;
  }

 private:
  static Solution infeasible(std::optional<double> cutoff) {
    return {.status = Status::infeasible, .bound = cutoff.value_or(-kInfinity)};
  }

  static Solution run(const Program& program, const std::vector<double>& start,
                      const Limits& limits, bool whole) {
    if (limits.stop.stop_requested()) return {};
    Highs highs;
    set_options(limits, highs);
    HighsLp lp = lp_of(program);
    if (whole) add_whole_columns(program, lp);
    highs.passModel(std::move(lp));
    if (whole && limits.cutoff) highs.setOptionValue("objective_bound", -*limits.cutoff);
    if (!start.empty()) {
      HighsSolution given;
      given.col_value = start;
      highs.setSolution(given);
    }
    Known known(limits);
    listen(limits, known, highs);
    highs.run();
    if (highs.getModelStatus() == HighsModelStatus::kUnboundedOrInfeasible) {
      highs.setOptionValue("presolve", "off");  // which of the two it is
      highs.run();
    }
    return read(program, limits, highs, whole);
  }

  static Solution read(const Program& program, const Limits& limits, const Highs& highs,
                       bool whole) {
    const HighsModelStatus status = highs.getModelStatus();
    const HighsInfo& info = highs.getInfo();
    Solution answer;
    answer.nodes = whole ? std::max<std::int64_t>(0, info.mip_node_count) : 0;
    const bool proven = status == HighsModelStatus::kOptimal;
    if (status == HighsModelStatus::kUnbounded) answer.status = Status::unbounded;
    if (status == HighsModelStatus::kInfeasible || status == HighsModelStatus::kObjectiveBound)
      answer = infeasible(whole ? limits.cutoff : std::nullopt);
    if (answer.status != Status::unknown) return answer;
    if (whole && std::isfinite(info.mip_dual_bound)) answer.bound = -info.mip_dual_bound;
    if (info.primal_solution_status != kSolutionStatusFeasible || (!whole && !proven))
      return answer;
    answer.values = highs.getSolution().col_value;
    answer.objective = objective_of(program, answer.values);
    answer.status = proven ? Status::optimal : Status::feasible;
    answer.bound = whole ? std::max(answer.objective, answer.bound) : answer.objective;
    return answer;
  }
};

class HighsRelaxation final : public Relaxation {
 public:
  explicit HighsRelaxation(HighsLp lp) {
    set_options({}, highs_);
    highs_.setOptionValue("presolve", "off");
    highs_.passModel(std::move(lp));
  }

  [[nodiscard]] std::unique_ptr<Relaxation> clone() const override {
    auto made = std::make_unique<HighsRelaxation>(highs_.getLp());
    made->set_basis(basis());
    return made;
  }

  void set_column(int column, double lower, double upper) override {
    highs_.changeColBounds(column, lower, upper);
  }
  void set_row(int row, double lower, double upper) override {
    highs_.changeRowBounds(row, lower, upper);
  }

  void add(const std::vector<Row>& rows) override {
    for (const Row& row : rows) {
      std::vector<HighsInt> columns;
      std::vector<double> values;
      for (const Entry& entry : row.entries) {
        columns.push_back(entry.column);
        values.push_back(entry.value);
      }
      highs_.addRow(row.lower, row.upper, static_cast<HighsInt>(columns.size()), columns.data(),
                    values.data());
    }
  }

  Status solve(const Limits& limits, int iterations) override {
    if (limits.stop.stop_requested()) return Status::feasible;
    highs_.setOptionValue("time_limit", highs_.getRunTime() + limits.seconds_left());
    highs_.setOptionValue("simplex_iteration_limit", static_cast<HighsInt>(iterations));
    highs_.setOptionValue("objective_bound", limits.cutoff
                                                 ? -*limits.cutoff
                                                 : std::numeric_limits<double>::infinity());
    highs_.setCallback([&limits](int, const std::string&, const auto*, auto* answer, void*) {
      if (answer != nullptr) answer->user_interrupt = limits.stop.stop_requested();
    });
    highs_.startCallback(kCallbackSimplexInterrupt);
    highs_.run();
    return status_of(limits);
  }

  [[nodiscard]] double objective() const override {
    return -highs_.getInfo().objective_function_value;
  }
  [[nodiscard]] const double* values() const override {
    return highs_.getSolution().col_value.data();
  }
  [[nodiscard]] std::vector<double> reduced_costs() const override {
    std::vector<double> gains = highs_.getSolution().col_dual;
    for (double& gain : gains) gain = -gain;
    return gains;
  }

  [[nodiscard]] Basis basis() const override {
    Basis made;
    for (const auto* part : {&highs_.getBasis().col_status, &highs_.getBasis().row_status})
      for (const HighsBasisStatus status : *part)
        made.push_back(static_cast<unsigned char>(status));
    return made;
  }
  void set_basis(const Basis& basis) override {
    const auto columns = static_cast<std::size_t>(highs_.getLp().num_col_);
    const auto all = columns + static_cast<std::size_t>(highs_.getLp().num_row_);
    if (basis.size() < columns) return;
    HighsBasis given;
    for (std::size_t k = 0; k < all; ++k) {
      const auto status =
          k < basis.size() ? static_cast<HighsBasisStatus>(basis[k]) : HighsBasisStatus::kBasic;
      (k < columns ? given.col_status : given.row_status).push_back(status);
    }
    highs_.setBasis(given);
  }

 private:
  [[nodiscard]] Status status_of(const Limits& limits) const {
    switch (highs_.getModelStatus()) {
      case HighsModelStatus::kOptimal:
        return limits.cutoff && objective() <= *limits.cutoff ? Status::infeasible
                                                              : Status::optimal;
      case HighsModelStatus::kInfeasible:
      case HighsModelStatus::kObjectiveBound:
        return Status::infeasible;
      case HighsModelStatus::kUnbounded:
        return Status::unbounded;
      case HighsModelStatus::kTimeLimit:
      case HighsModelStatus::kIterationLimit:
      case HighsModelStatus::kInterrupt:
        return Status::feasible;
      default:
        return Status::unknown;
    }
  }

  Highs highs_;
};

}  // namespace

std::unique_ptr<Relaxation> make_highs_relaxation(const Program& program) {
  return std::make_unique<HighsRelaxation>(lp_of(program));
}

std::unique_ptr<Solver> make_highs() { return std::make_unique<HighsSolver>(); }

}  // namespace tandem::solver::internal
