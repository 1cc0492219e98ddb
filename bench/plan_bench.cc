#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <string_view>

#include "bench/support/worlds.h"
#include "tandem/plan/internal/formulation.h"
#include "tandem/plan/internal/program.h"
#include "tandem/plan/plan.h"
#include "tandem/solver/solver.h"

namespace tandem::bench {
namespace {

double seconds_allowed = 60;

/// One way to look for a roadmap. Times in seconds since its start.
struct Run {
  std::string name;
  double asked = 0;  ///< when the question itself began; before it come the parties' best gains
  std::optional<double> first;
  std::optional<double> near;  ///< when one within 1 % of the best was found
  std::optional<double> best;  ///< when the best was found
  std::optional<double> objective;
  double bound = solver::kInfinity;
  double seconds = 0;
  std::vector<std::optional<double>> ideal = {};
};

std::vector<Run> runs;

double gap_to(const Run& run, double bound) {
  return (bound - *run.objective) / std::max(1e-9, std::abs(*run.objective));
}

/// Keeps the times at which a better objective is told of. A whole number made exact moves an
/// objective by less than kBetter.
class Watch {
 public:
  explicit Watch(Run& run) : run_(run) {}
  void begin_anew() {
    run_.asked = seconds();
    run_.first = run_.best = run_.objective = std::nullopt;
    told_.clear();
  }
  void note(double objective) {
    constexpr double kBetter = 1e-6;
    if (run_.objective && objective <= *run_.objective + kBetter) return;
    run_.objective = objective;
    run_.best = seconds();
    if (!run_.first) run_.first = run_.best;
    told_.emplace_back(*run_.best, objective);
  }
  void end(double bound) {
    constexpr double kNear = 0.01;
    run_.seconds = seconds();
    run_.bound = bound;
    for (const auto& [at, objective] : told_)
      if (!run_.near && objective >= *run_.objective - kNear * std::abs(*run_.objective))
        run_.near = at;
  }
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  Run& run_;
  std::vector<std::pair<double, double>> told_;  // seconds, objective
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

Run run_plan(const model::Case& of) {
  Run run{.name = "tandem plan"};
  Watch watch(run);
  plan::Options options;
  options.time_limit = std::chrono::duration<double>(seconds_allowed);
  options.progress = [&](const plan::Progress& progress) {
    if (progress.stage == "relaxation") watch.begin_anew();  // what each question begins with
    if (progress.objective) watch.note(*progress.objective);
  };
  const plan::Answer answer = plan::plan(of, options);
  if (answer.roadmap) watch.note(answer.objective);
  watch.end(answer.bound);
  run.ideal = answer.ideal;
  return run;
}

/// The same formulation, the best gains of the parties included, as one program for the solver.
Run run_solver(const model::Case& of, const std::vector<std::optional<double>>& ideal) {
  const value::Economics worth(of);
  plan::internal::Demands demands;
  const auto& threshold = of.principles().min_margin;
  demands.min_margin = threshold ? threshold->mode : 0;
  demands.deviation = of.time().deviation;
  demands.ideal = ideal;
  auto formulation = plan::internal::formulate(of, worth, demands);
  plan::internal::add_objectives(of, worth, demands, formulation);
  const auto door = solver::make_solver();
  Run run{.name = fmt::format("{} alone", door->name())};
  Watch watch(run);
  solver::Limits limits;
  limits.wall = std::chrono::duration<double>(seconds_allowed);
  limits.relative_gap = plan::Options{}.relative_gap;
  limits.progress = [&](std::optional<double> objective, double) {
    if (objective) watch.note(*objective);
  };
  const auto solution = door->solve(plan::internal::to_program(formulation), {}, limits);
  if (solution.found()) watch.note(solution.objective);
  watch.end(solution.bound);
  return run;
}

void count(const Run& run, benchmark::State& state) {
  state.counters["first_s"] = run.first.value_or(NAN);
  state.counters["best_s"] = run.best.value_or(NAN);
  state.counters["objective"] = run.objective.value_or(NAN);
  state.counters["bound"] = run.bound;
  state.counters["gap"] = run.objective ? gap_to(run, run.bound) : NAN;
}

void BM_Plan_Korea(benchmark::State& state) {
  const casefile::CaseFile loaded = korean_case();
  for (auto _ : state) runs.push_back(run_plan(loaded.valid));
  count(runs.back(), state);
}
BENCHMARK(BM_Plan_Korea)->Iterations(1)->Unit(benchmark::kSecond);

void BM_Solver_Korea(benchmark::State& state) {
  const casefile::CaseFile loaded = korean_case();
  const auto ideal = runs.empty() ? plan::ideals(loaded.valid) : runs.front().ideal;
  for (auto _ : state) runs.push_back(run_solver(loaded.valid, ideal));
  count(runs.back(), state);
}
BENCHMARK(BM_Solver_Korea)->Iterations(1)->Unit(benchmark::kSecond);

std::string shown(std::optional<double> number, int digits) {
  return number ? fmt::format("{:.{}f}", *number, digits) : "-";
}

/// The gap to the tightest bound of all runs says how good a roadmap is, whoever proved that bound.
void print_table() {
  double tightest = solver::kInfinity;
  for (const Run& run : runs) tightest = std::min(tightest, run.bound);
  fmt::print("\n{:<14}{:>9}{:>9}{:>9}{:>9}{:>9}{:>11}{:>11}{:>9}{:>15}\n", "", "asked s", "first s",
             "1 % s", "best s", "end s", "objective", "bound", "gap %", "to tightest %");
  for (const Run& run : runs) {
    const auto percent = [&](double bound) {
      return run.objective ? fmt::format("{:.2f}", 100 * gap_to(run, bound)) : std::string("-");
    };
    fmt::print("{:<14}{:>9.2f}{:>9}{:>9}{:>9}{:>9.2f}{:>11}{:>11.5f}{:>9}{:>15}\n", run.name,
               run.asked, shown(run.first, 2), shown(run.near, 2), shown(run.best, 2), run.seconds,
               shown(run.objective, 5), run.bound, percent(run.bound), percent(tightest));
  }
}

}  // namespace
}  // namespace tandem::bench

/// As benchmark_main, with --seconds=N for the time limit of each run.
int main(int argc, char** argv) {
  constexpr std::string_view kSeconds = "--seconds=";
  benchmark::Initialize(&argc, argv);
  for (int k = 1; k < argc; ++k)
    if (const std::string_view word(argv[k]); word.starts_with(kSeconds))
      tandem::bench::seconds_allowed = std::strtod(argv[k] + kSeconds.size(), nullptr);
  benchmark::RunSpecifiedBenchmarks();
  tandem::bench::print_table();
}
