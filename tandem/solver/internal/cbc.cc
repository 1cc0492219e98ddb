#include "tandem/solver/internal/cbc.h"

#include <fmt/format.h>

#include <CbcEventHandler.hpp>
#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <ClpEventHandler.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>
#include <mutex>
#include <string>

#include "tandem/solver/internal/cbc_shrink.h"

namespace tandem::solver::internal {
namespace {

using Clock = std::chrono::steady_clock;

double clamped(double value) { return std::clamp(value, -COIN_DBL_MAX, COIN_DBL_MAX); }

/// What CBC minimises as what we maximise; its large numbers mean that it knows nothing yet.
double bound_of(double best_possible) {
  constexpr double kNothing = 1e40;
  return std::abs(best_possible) < kNothing ? -best_possible : kInfinity;
}

/// CLP minimises; so does everything behind the door.
void load(const Program& program, OsiClpSolverInterface& osi) {
  // OsiClp asserts its way out of a program of two columns and two rows.
  constexpr std::size_t kFewest = 3;
  const auto columns = static_cast<int>(std::max(kFewest, program.columns.size()));
  const auto rows = static_cast<int>(program.rows.size());
  std::vector<double> lower;
  std::vector<double> upper;
  std::vector<double> cost;
  for (const Column& column : program.columns) {
    lower.push_back(clamped(column.lower));
    upper.push_back(clamped(column.upper));
    cost.push_back(-column.objective);
  }
  for (auto* padded : {&lower, &upper, &cost}) padded->resize(static_cast<std::size_t>(columns));
  std::vector<double> row_lower;
  std::vector<double> row_upper;
  std::vector<CoinBigIndex> starts{0};
  std::vector<int> indices;
  std::vector<double> values;
  for (const Row& row : program.rows) {
    row_lower.push_back(clamped(row.lower));
    row_upper.push_back(clamped(row.upper));
    for (const Entry& entry : row.entries) {
      indices.push_back(entry.column);
      values.push_back(entry.value);
    }
    starts.push_back(static_cast<CoinBigIndex>(indices.size()));
  }
  CoinPackedMatrix matrix(false, columns, rows, static_cast<CoinBigIndex>(indices.size()),
                          values.data(), indices.data(), starts.data(), nullptr);
  osi.messageHandler()->setLogLevel(0);
  osi.getModelPtr()->setLogLevel(0);
  osi.loadProblem(matrix, lower.data(), upper.data(), cost.data(), row_lower.data(),
                  row_upper.data());
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

/// Ends one linear program when asked to or when its time is over.
class LinearListener : public ClpEventHandler {
 public:
  LinearListener(const Limits* limits, Clock::time_point end) : limits_(limits), end_(end) {}
  [[nodiscard]] ClpEventHandler* clone() const override { return new LinearListener(*this); }
  int event(Event) override {
    constexpr int kStop = 5;
    constexpr int kGoOn = -1;
    return limits_->stop.stop_requested() || Clock::now() > end_ ? kStop : kGoOn;
  }

 private:
  const Limits* limits_;
  Clock::time_point end_;
};

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
  if (limits.wall.count() < 1e8) {
    add("-sec", fmt::format("{}", std::max(0.05, limits.wall.count())));
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
    const std::chrono::duration<double> most(1e8);
    const LinearListener listener(
        &limits,
        Clock::now() + std::chrono::duration_cast<Clock::duration>(std::min(most, limits.wall)));
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
