#include "tandem/solver/internal/cbc.h"

#include <fmt/format.h>

#include <CbcEventHandler.hpp>
#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>
#include <mutex>
#include <string>

#include "tandem/solver/internal/cbc_arrays.h"
#include "tandem/solver/internal/cbc_listener.h"
#include "tandem/solver/shrink.h"

namespace tandem::solver::internal {
namespace {

/// What CBC minimises as what we maximise; its large numbers mean that it knows nothing yet.
double bound_of(double best_possible) {
  constexpr double kNothing = 1e40;
  return std::abs(best_possible) < kNothing ? -best_possible : kInfinity;
}

void load(const Program& program, OsiClpSolverInterface& osi) {
  // OsiClp asserts its way out of a program of two columns and two rows.
  constexpr std::size_t kFewest = 3;
  const Arrays arrays(program, kFewest);
  osi.messageHandler()->setLogLevel(0);
  osi.getModelPtr()->setLogLevel(0);
  osi.loadProblem(arrays.matrix, arrays.lower.data(), arrays.upper.data(), arrays.cost.data(),
                  arrays.row_lower.data(), arrays.row_upper.data());
  osi.setDblParam(OsiPrimalTolerance, 1e-9);
  osi.setDblParam(OsiDualTolerance, 1e-9);
  for (std::size_t column = 0; column < program.columns.size(); ++column)
    if (program.columns[column].integer) osi.setInteger(static_cast<int>(column));
}

double objective_of(const Program& program, const std::vector<double>& values) {
  double sum = 0;
  for (std::size_t k = 0; k < values.size(); ++k) sum += program.columns[k].objective * values[k];
  return sum;
}

/// Best objective and bound of one call so far.
struct Known {
  std::optional<double> objective;
  double bound = kInfinity;
};

/// Tells of progress and stops the search when asked to. CBC clones it, so what it knows is
/// outside.
class Listener : public CbcEventHandler {
 public:
  Listener(const Limits* limits, Known* known) : limits_(limits), known_(known) {}
  [[nodiscard]] CbcEventHandler* clone() const override { return new Listener(*this); }
  CbcAction event(CbcEvent which) override {
    if (limits_->stop.stop_requested()) return stop;
    const bool tells = which == solution || which == heuristicSolution || which == treeStatus;
    // A model within a model holds only a part of the program.
    if (tells && model_ != nullptr && model_->parentModel() == nullptr) note();
    return noAction;
  }

 private:
  void note() {
    const double objective = bound_of(model_->getObjValue());
    const double bound = bound_of(model_->getBestPossibleObjValue());
    const bool better =
        objective < kInfinity && (!known_->objective || objective > *known_->objective);
    if (!better && bound >= known_->bound) return;
    if (better) known_->objective = objective;
    known_->bound = std::min(known_->bound, bound);
    if (limits_->progress) limits_->progress(known_->objective, known_->bound);
  }

  const Limits* limits_;
  Known* known_;
};

std::vector<std::string> arguments_of(const Limits& limits) {
  // The preprocessing of Cgl 0.60.3 calls wrong answers optimal: maximise 2x + 4y - 3z over zeros
  // and ones with -1 <= 3x - 3z <= 2, and it says 3.
  std::vector<std::string> arguments = {"tandem", "-log", "0", "-slog", "0", "-preprocess", "off"};
  const auto add = [&](std::string name, std::string value) {
    arguments.push_back(std::move(name));
    arguments.push_back(std::move(value));
  };
  if (limits.seconds_left() < kInfinity) {
    add("-sec", fmt::format("{}", limits.seconds_left()));
    add("-timem", "elapsed");
  }
  if (limits.nodes < 1'000'000'000)
    add("-maxn", fmt::format("{}", std::max(std::int64_t{1}, limits.nodes)));
  add("-ratio", fmt::format("{}", std::max(0.0, limits.relative_gap)));
  arguments.insert(arguments.end(), {"-solve", "-quit"});
  return arguments;
}

class Cbc final : public Solver {
 public:
  [[nodiscard]] std::string_view name() const override { return "CBC"; }

  [[nodiscard]] Solution relax(const Program& program, const Limits& limits) override {
    OsiClpSolverInterface osi;
    load(program, osi);
    const LinearListener listener(limits);
    osi.getModelPtr()->passInEventHandler(&listener);
    osi.initialSolve();
    Solution answer;
    if (osi.isProvenPrimalInfeasible()) return infeasible({});
    if (osi.isProvenDualInfeasible()) answer.status = Status::unbounded;
    if (!osi.isProvenOptimal()) return answer;
    answer.values = values_of(program, osi.getColSolution());
    answer.objective = objective_of(program, answer.values);
    answer.status = Status::optimal;
    answer.bound = answer.objective;
    return answer;
  }

  [[nodiscard]] Solution solve(const Program& program, const std::vector<double>& start,
                               const Limits& limits) override {
    if (limits.stop.stop_requested()) return {};
    const Shrunk shrunk(program);
    const bool whole =
        std::ranges::any_of(shrunk.program().columns, [](const Column& c) { return c.integer; });
    if (!whole) return solve_linear(program, limits);
    OsiClpSolverInterface osi;
    load(shrunk.program(), osi);
    osi.setDblParam(OsiObjOffset, shrunk.constant());
    CbcModel model(osi);
    model.setLogLevel(0);
    // CBC reads its arguments through variables that all threads share.
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    CbcSolverUsefulData data;
    CbcMain0(model, data);
    Known known;
    Listener listener(&limits, &known);
    model.passInEventHandler(&listener);
    give_start(model, shrunk.shrink(start));
    if (limits.cutoff) model.setCutoff(-*limits.cutoff);
    const std::vector<std::string> arguments = arguments_of(limits);
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    CbcMain1(
        static_cast<int>(argv.size()), argv.data(), model, [](CbcModel*, int) { return 0; }, data);
    return read(program, shrunk, limits, known, model);
  }

 private:
  static Solution infeasible(std::optional<double> cutoff) {
    return {.status = Status::infeasible, .bound = cutoff.value_or(-kInfinity)};
  }

  static std::vector<double> values_of(const Program& program, const double* values) {
    return {values, values + program.columns.size()};
  }

  Solution solve_linear(const Program& program, const Limits& limits) {
    Solution answer = relax(program, limits);
    const bool hidden = answer.found() && limits.cutoff && answer.objective <= *limits.cutoff;
    return hidden ? infeasible(limits.cutoff) : answer;
  }

  static void give_start(CbcModel& model, const std::vector<double>& start) {
    if (start.empty()) return;
    std::vector<std::pair<std::string, double>> named;
    for (std::size_t column = 0; column < start.size(); ++column)
      named.emplace_back(model.solver()->getColName(static_cast<int>(column)), start[column]);
    model.setMIPStart(named);
  }

  static Solution read(const Program& program, const Shrunk& shrunk, const Limits& limits,
                       const Known& known, const CbcModel& model) {
    Solution answer;
    if (model.isContinuousUnbounded())
      answer.status = Status::unbounded;
    else if (model.isProvenInfeasible())
      answer = infeasible(limits.cutoff);
    answer.nodes = model.getNodeCount();
    if (answer.status != Status::unknown) return answer;
    answer.bound = std::min(known.bound, bound_of(model.getBestPossibleObjValue()));
    const double* best = model.bestSolution();
    if (best == nullptr) return answer;
    answer.values = shrunk.restore(values_of(shrunk.program(), best));
    answer.objective = objective_of(program, answer.values);
    answer.status = model.isProvenOptimal() ? Status::optimal : Status::feasible;
    // CBC may prove an optimum by having nothing left to look at, and leave its bound where it was.
    const double allowed = std::max(0.0, limits.relative_gap) * std::abs(answer.objective);
    if (answer.status == Status::optimal)
      answer.bound = std::min(answer.bound, answer.objective + allowed);
    answer.bound = std::max(answer.objective, answer.bound);
    return answer;
  }
};

}  // namespace

std::unique_ptr<Solver> make_cbc() { return std::make_unique<Cbc>(); }

}  // namespace tandem::solver::internal
