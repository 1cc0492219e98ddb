#include "tandem/plan/internal/engine.h"

#include <algorithm>
#include <cmath>

#include "tandem/plan/internal/program.h"
#include "tandem/plan/internal/search.h"

namespace tandem::plan::internal {
namespace {

constexpr double kWhole = 1e-6;   // how far from a whole number a solver's value may be
constexpr double kBetter = 1e-7;  // what counts as an improvement of the objective

using solver::Program;
using solver::Solution;

class Engine {
 public:
  Engine(const Formulation& of, const Effort& effort, const Options& options,
         solver::Solver& solver, Account& account)
      : of_(of),
        effort_(effort),
        options_(options),
        solver_(solver),
        account_(account),
        program_(to_program(of)),
        rng_(options.seed, 1),
        search_(of, options.seed) {
    search_.found = [this](const std::vector<double>& values, double objective) {
      accept(values, objective);
      account_.tell("local search", best(), bound());
    };
    search_.give_up = [this] { return account_.over(); };
  }

  Outcome run(const std::vector<double>& start) {
    if (!start.empty()) consider(start);
    if (!relax()) return outcome();
    if (!proven()) search(start);
    if (!proven() && outcome_.values.empty()) prove("first roadmap", effort_.proof_nodes);
    if (!proven()) neighbourhoods();
    if (!proven()) prove("proof", effort_.proof_nodes);
    return outcome();
  }

 private:
  [[nodiscard]] std::optional<double> best() const {
    return outcome_.values.empty() ? std::nullopt : std::optional(outcome_.objective);
  }
  [[nodiscard]] std::optional<double> bound() const {
    return outcome_.bound < kInfinity ? std::optional(outcome_.bound) : std::nullopt;
  }

  /// Whether there is nothing left to do: proven, or stopped.
  [[nodiscard]] bool proven() {
    if (infeasible_ || account_.over()) return true;
    return within_gap();
  }

  [[nodiscard]] bool within_gap() const {
    if (outcome_.values.empty()) return false;
    const double gap = outcome_.bound - outcome_.objective;
    return closed_ ||
           gap <= options_.relative_gap * std::max(kBetter, std::abs(outcome_.objective));
  }

  void accept(const std::vector<double>& values, double objective) {
    if (!outcome_.values.empty() && objective <= outcome_.objective) return;
    outcome_.values = values;
    outcome_.objective = objective;
    if (!account_.statistics.seconds_to_first)
      account_.statistics.seconds_to_first = account_.seconds();
  }

  /// Takes over `values` if they break no rule.
  void consider(const std::vector<double>& values) {
    State state(of_);
    state.assign(values);
    if (state.feasible()) accept(values, state.objective());
  }

  /// Takes over a solution of the whole program, with its whole numbers made exact.
  void consider(const Solution& solution) {
    if (!solution.found()) return;
    std::vector<double> values(
        solution.values.begin(),
        solution.values.begin() + static_cast<std::ptrdiff_t>(of_.columns.size()));
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (of_.columns[k].integer) values[k] = std::round(values[k]);
      values[k] = std::clamp(values[k], 0.0, of_.columns[k].upper);
    }
    State state(of_);
    state.assign(values);
    // A solver keeps its rows to its own tolerance; ours is the exact evaluator's.
    if (state.violation() < kSolverTolerance) accept(values, state.objective());
  }

  [[nodiscard]] bool whole(const Solution& solution) const {
    for (std::size_t k = 0; k < of_.columns.size(); ++k) {
      const double value = solution.values[k];
      if (of_.columns[k].integer && std::abs(value - std::round(value)) > kWhole) return false;
    }
    return true;
  }

  bool relax() {
    const Solution relaxed = solver_.relax(program_, account_.limits(0));
    if (relaxed.status == solver::Status::infeasible) {
      infeasible_ = true;
      return false;
    }
    if (!relaxed.found()) return true;
    outcome_.bound = relaxed.bound;
    relaxed_ = relaxed.values;
    if (whole(relaxed)) consider(relaxed);
    account_.tell("relaxation", best(), bound());
    return true;
  }

  void search(const std::vector<double>& start) {
    const std::vector<double> nothing(of_.columns.size());
    std::vector<double> from = nothing;
    if (!relaxed_.empty()) from = search_.rounded(relaxed_);
    if (!start.empty()) from = start;
    for (int round = 0; round < effort_.restarts && !proven(); ++round) {
      search_.run(from, effort_.search_steps);
      polish();
      const bool found = !outcome_.values.empty();
      from = search_.shaken(found ? outcome_.values : search_.nearest(),
                            static_cast<int>(of_.items.size()) / 6 + 1);
    }
    outcome_.nearest = search_.nearest();
    account_.statistics.moves += search_.evaluated();
  }

  /// Best shares of the divisible measures with everything whole left where it is.
  void polish() {
    if (outcome_.values.empty() || whole_only()) return;
    Program fixed = program_;
    for (std::size_t k = 0; k < of_.columns.size(); ++k)
      if (of_.columns[k].integer)
        fixed.columns[k].lower = fixed.columns[k].upper = outcome_.values[k];
    consider(solver_.relax(fixed, account_.limits(0)));
  }

  [[nodiscard]] bool whole_only() const {
    return std::ranges::all_of(of_.columns, [](const Column& column) { return column.integer; });
  }

  /// Items left free in neighbourhood `round`: those in a window of phases, or some at random.
  [[nodiscard]] std::vector<char> free_items(int round) {
    std::vector<char> free(of_.items.size());
    const int window = std::max(2, of_.phases / 3);
    const int first = 1 + static_cast<int>(rng_.below(
                              static_cast<std::size_t>(std::max(1, of_.phases - window + 1))));
    const double chance = 0.2 + 0.2 * rng_.uniform();
    for (std::size_t k = 0; k < of_.items.size(); ++k) {
      if (round % 2 == 0) {
        free[k] = rng_.uniform() < chance ? 1 : 0;
        continue;
      }
      bool outside = false;
      for (int t = 1; t <= of_.phases; ++t) {
        const int column = of_.items[k].column[static_cast<std::size_t>(t)];
        if (column < 0 || outcome_.values[static_cast<std::size_t>(column)] <= kWhole) continue;
        outside = outside || t < first || t >= first + window;
      }
      free[k] = outside ? 0 : 1;
    }
    return free;
  }

  void neighbourhoods() {
    for (int round = 0; round < effort_.neighbourhoods && !proven() && !outcome_.values.empty();
         ++round) {
      const std::vector<char> free = free_items(round);
      Program fixed = program_;
      for (std::size_t item = 0; item < of_.items.size(); ++item) {
        if (free[item]) continue;
        for (const auto* columns : {&of_.items[item].column, &of_.items[item].touched})
          for (const int column : *columns) {
            if (column < 0 || !of_.columns[static_cast<std::size_t>(column)].integer) continue;
            const auto k = static_cast<std::size_t>(column);
            fixed.columns[k].lower = fixed.columns[k].upper = outcome_.values[k];
          }
      }
      solver::Limits limits = account_.limits(effort_.neighbourhood_nodes);
      limits.cutoff = outcome_.objective + kBetter;
      const Solution solution = solver_.solve(fixed, {}, limits);
      account_.statistics.nodes += solution.nodes;
      consider(solution);
      account_.tell("large neighbourhoods", best(), bound());
    }
  }

  void prove(const std::string& stage, std::int64_t nodes) {
    solver::Limits limits = account_.limits(nodes);
    limits.relative_gap = options_.relative_gap;
    std::vector<double> start;
    if (!outcome_.values.empty()) start = complete(of_, outcome_.values);
    // What a solver reports under way may be the bound of a subproblem of its own: only its last
    // word is taken for proven.
    limits.progress = [&](std::optional<double>, double) { account_.tell(stage, best(), bound()); };
    const Solution solution = solver_.solve(program_, start, limits);
    account_.statistics.nodes += solution.nodes;
    consider(solution);
    if (solution.status == solver::Status::infeasible && outcome_.values.empty())
      infeasible_ = !account_.over();
    if (solution.bound < kInfinity)
      outcome_.bound = std::min(outcome_.bound, std::max(solution.bound, outcome_.objective));
    // Only what the exact evaluator has accepted can be called the best.
    closed_ = solution.status == solver::Status::optimal && !outcome_.values.empty() &&
              outcome_.objective >= solution.objective - kBetter;
  }

  Outcome outcome() {
    if (infeasible_)
      outcome_.status = Status::infeasible;
    else if (outcome_.values.empty())
      outcome_.status = Status::unknown;
    else
      outcome_.status = within_gap() ? Status::optimal : Status::feasible;
    std::string& ended = account_.statistics.stopped_by;
    if (outcome_.status == Status::optimal || infeasible_)
      ended = "proof";
    else if (ended.empty() || ended == "proof")
      ended = "work";
    return outcome_;
  }

  static constexpr double kSolverTolerance = 1e-6;

  const Formulation& of_;
  const Effort& effort_;
  const Options& options_;
  solver::Solver& solver_;
  Account& account_;
  Program program_;
  Rng rng_;
  LocalSearch search_;
  std::vector<double> relaxed_;
  bool infeasible_ = false;
  bool closed_ = false;  // the solver has proven what was found to be the best
  Outcome outcome_{Status::unknown, {}, -kInfinity, kInfinity, {}};
};

}  // namespace

Account::Account(const Options& options)
    : options_(options), begin_(std::chrono::steady_clock::now()) {}

double Account::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
}

double Account::seconds_left() const {
  return options_.time_limit ? options_.time_limit->count() - seconds() : 1e9;
}

bool Account::over() {
  if (options_.stop.stop_requested()) {
    statistics.stopped_by = "signal";
    return true;
  }
  if (seconds_left() > 0) return false;
  statistics.stopped_by = "time";
  return true;
}

void Account::tell(const std::string& stage, std::optional<double> objective,
                   std::optional<double> bound) const {
  if (options_.progress) options_.progress({stage, seconds(), objective, bound});
}

solver::Limits Account::limits(std::int64_t nodes) const {
  solver::Limits made;
  made.wall = std::chrono::duration<double>(std::max(0.05, seconds_left()));
  if (nodes > 0) made.nodes = nodes;
  made.stop = options_.stop;
  return made;
}

Outcome optimise(const Formulation& of, const std::vector<double>& start, const Effort& effort,
                 const Options& options, solver::Solver& solver, Account& account) {
  return Engine(of, effort, options, solver, account).run(start);
}

}  // namespace tandem::plan::internal
