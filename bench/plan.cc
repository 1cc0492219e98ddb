// How long a plan takes to a first roadmap, to a proven gap, to proof; beside it the same model
// given to the solver alone, the parties' ideals included.
//
//   bench_plan [--seconds=N] [--seeds=N] [--only=tandem|solver] [--verbose] [INSTANCE]...
//
// An INSTANCE is korea or MEASURESxPHASESxPARTIES.

#include "tandem/plan/plan.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "bench/support/worlds.h"
#include "tandem/plan/internal/formulation.h"
#include "tandem/plan/internal/program.h"
#include "tandem/solver/solver.h"

namespace tandem::bench {
namespace {

struct Wanted {
  double seconds = 120;
  int seeds = 3;
  bool tandem = true;
  bool solver = true;
  bool verbose = false;
  std::vector<std::string> instances;
};

constexpr std::array kGaps{0.05, 0.01, 1e-4};

/// One way to look for a roadmap. Times in seconds since its start.
struct Run {
  std::optional<double> first;
  std::array<std::optional<double>, kGaps.size()> at_gap;  ///< when that gap was proven
  std::optional<double> objective;
  double bound = solver::kInfinity;
  double seconds = 0;
};

/// Listens to a run.
class Watch {
 public:
  explicit Watch(Run& run) : run_(run) {}
  void note(std::optional<double> objective, std::optional<double> bound) {
    if (objective && !run_.first) run_.first = seconds();
    if (objective) run_.objective = std::max(*objective, run_.objective.value_or(*objective));
    if (bound) run_.bound = std::min(run_.bound, *bound);
    if (!run_.objective) return;
    const double gap = (run_.bound - *run_.objective) / std::max(1e-9, std::abs(*run_.objective));
    for (std::size_t k = 0; k < kGaps.size(); ++k)
      if (gap <= kGaps[k] && !run_.at_gap[k]) run_.at_gap[k] = seconds();
  }
  /// What was said before belonged to another question.
  void forget() { run_ = {}; }
  void end() { run_.seconds = seconds(); }
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  Run& run_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

struct Planned {
  Run run;
  std::vector<std::optional<double>> ideal;
};

Planned run_tandem(const model::Case& of, double seconds, bool verbose) {
  Planned planned;
  Watch watch(planned.run);
  plan::Options options;
  options.time_limit = std::chrono::duration<double>(seconds);
  options.progress = [&](const plan::Progress& told) {
    if (told.stage == "relaxation") watch.forget();  // each question begins with it
    watch.note(told.objective, told.bound);
    if (verbose)
      fmt::print("  {:8.2f} s  {:<24} {:>10.5f} {:>10.5f}\n", told.seconds, told.stage,
                 told.objective.value_or(NAN), told.bound.value_or(NAN));
  };
  const plan::Answer answer = plan::plan(of, options);
  if (answer.roadmap) watch.note(answer.objective, answer.bound);
  watch.end();
  if (verbose)
    fmt::print("  {} nodes, {} moves, ended by {}\n", answer.statistics.nodes,
               answer.statistics.moves, answer.statistics.stopped_by);
  planned.ideal = answer.ideal;
  return planned;
}

Run run_solver(const model::Case& of, const std::vector<std::optional<double>>& ideal,
               double seconds) {
  const value::Economics worth(of);
  plan::internal::Demands demands;
  demands.min_margin = plan::internal::least_margin(of, {});
  demands.deviation = of.time().deviation;
  demands.ideal = ideal;
  auto formulation = plan::internal::formulate(of, worth, demands);
  plan::internal::add_objectives(of, worth, demands, formulation);
  Run run;
  Watch watch(run);
  solver::Limits limits;
  limits.end = solver::Limits::in(seconds);
  limits.relative_gap = plan::Options{}.relative_gap;
  limits.progress = [&](std::optional<double> objective, double bound) {
    watch.note(objective, bound);
  };
  const auto solution =
      solver::make_solver()->solve(plan::internal::to_program(formulation), {}, limits);
  if (solution.found())
    watch.note(solution.objective, solution.bound);
  else
    watch.note({}, solution.bound);
  watch.end();
  return run;
}

std::string shown(std::optional<double> number, int digits) {
  return number ? fmt::format("{:.{}f}", *number, digits) : "-";
}

void print(const std::string& instance, std::string_view who, const Run& run) {
  const auto gap = [&] {
    if (!run.objective) return std::string("-");
    const double off = run.bound - *run.objective;
    return fmt::format("{:.2f}", 100 * off / std::max(1e-9, std::abs(*run.objective)));
  };
  fmt::print("{:<18}{:<8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>10}{:>10.5f}{:>8}\n", instance, who,
             shown(run.first, 2), shown(run.at_gap[0], 2), shown(run.at_gap[1], 2),
             shown(run.at_gap[2], 2), fmt::format("{:.1f}", run.seconds), shown(run.objective, 5),
             run.bound, gap());
  std::fflush(stdout);
}

void compare(const std::string& name, const model::Case& of, const Wanted& wanted) {
  std::vector<std::optional<double>> ideal;
  if (wanted.tandem) {
    const Planned planned = run_tandem(of, wanted.seconds, wanted.verbose);
    print(name, "tandem", planned.run);
    ideal = planned.ideal;
  }
  if (!wanted.solver) return;
  if (ideal.empty()) ideal = plan::ideals(of).points;
  print(name, solver::make_solver()->name(), run_solver(of, ideal, wanted.seconds));
}

void run(const std::string& instance, const Wanted& wanted) {
  if (instance == "korea") return compare(instance, korean_case().valid, wanted);
  Size size;
  if (std::sscanf(instance.c_str(), "%dx%dx%d", &size.measures, &size.phases, &size.parties) != 3) {
    fmt::print(stderr, "'{}' is neither korea nor MEASURESxPHASESxPARTIES\n", instance);
    std::exit(2);
  }
  for (int seed = 1; seed <= wanted.seeds; ++seed)
    compare(fmt::format("{} #{}", instance, seed),
            made_case(size, static_cast<std::uint64_t>(seed)), wanted);
}

Wanted wanted_of(int count, char** words) {
  Wanted wanted;
  for (int k = 1; k < count; ++k) {
    const std::string_view word(words[k]);
    const auto value = [&] { return words[k] + word.find('=') + 1; };
    if (word.starts_with("--seconds="))
      wanted.seconds = std::strtod(value(), nullptr);
    else if (word.starts_with("--seeds="))
      wanted.seeds = std::atoi(value());
    else if (word == "--verbose")
      wanted.verbose = true;
    else if (word.starts_with("--only="))
      (word.ends_with("tandem") ? wanted.solver : wanted.tandem) = false;
    else
      wanted.instances.emplace_back(word);
  }
  if (wanted.instances.empty())
    wanted.instances = {"korea", "30x6x3", "40x8x6", "80x8x6", "120x10x6", "200x12x8", "300x16x8"};
  return wanted;
}

}  // namespace
}  // namespace tandem::bench

int main(int count, char** words) {
  using namespace tandem::bench;  // NOLINT
  const Wanted wanted = wanted_of(count, words);
  fmt::print("{:<18}{:<8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>10}{:>10}{:>8}\n", "instance", "who",
             "first s", "5 % s", "1 % s", "proof s", "end s", "objective", "bound", "gap %");
  for (const std::string& instance : wanted.instances) run(instance, wanted);
}
