#include <benchmark/benchmark.h>

#include <chrono>

#include "bench/support/worlds.h"
#include "tandem/assess/assessment.h"
#include "tandem/plan/internal/formulation.h"
#include "tandem/plan/internal/state.h"

namespace tandem::bench {
namespace {

constexpr std::uint64_t kSeed = 1;

void BM_Assess(benchmark::State& state) {
  const model::Case of = made_case({}, kSeed);
  const value::Economics worth(of);
  const model::Roadmap roadmap = made_roadmap(of, kSeed);
  assess::Options options;
  options.covert = state.range(0) != 0;
  for (auto _ : state) {
    auto assessment = assess::assess(of, worth, roadmap, options);
    benchmark::DoNotOptimize(assessment);
  }
  const assess::Assessment last = assess::assess(of, worth, roadmap, options);
  state.counters["measures"] = static_cast<double>(of.measures().size());
  state.counters["breaches"] = static_cast<double>(last.breaches.size());
  state.counters["thresholds"] = static_cast<double>(last.covert.size());
}
BENCHMARK(BM_Assess)->ArgName("covert")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

using plan::internal::Change;
using plan::internal::Formulation;
using plan::internal::Item;

Formulation formulation_of(const model::Case& of, const value::Economics& worth) {
  plan::internal::Demands demands;
  demands.min_margin = 0;
  demands.deviation = of.time().deviation;
  demands.ideal.assign(of.parties().size(), value::kScale);
  Formulation made = plan::internal::formulate(of, worth, demands);
  plan::internal::add_objectives(of, worth, demands, made);
  return made;
}

/// Every way to move one whole measure from where it is to another phase.
std::vector<std::vector<Change>> moves_of(const Formulation& formulation,
                                          const std::vector<double>& values) {
  std::vector<std::vector<Change>> moves;
  for (const Item& item : formulation.items) {
    if (!item.whole) continue;
    for (const int from : item.column) {
      if (from < 0 || values[static_cast<std::size_t>(from)] != 1) continue;
      for (const int to : item.column)
        if (to >= 0 && to != from) moves.push_back({{from, -1}, {to, 1}});
    }
  }
  return moves;
}

/// Nanoseconds of one call, the mean of `times`.
template <class Call>
double nanoseconds_of(int times, Call call) {
  const auto begin = std::chrono::steady_clock::now();
  for (int k = 0; k < times; ++k) call(k);
  const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begin;
  return spent.count() / times;
}

/// The score of one move of the local search, beside a full assessment without covert thresholds in
/// the same run: `full_over_move` is how many moves one assessment is worth.
void BM_Move(benchmark::State& state) {
  const model::Case of = made_case({}, kSeed);
  const value::Economics worth(of);
  const model::Roadmap roadmap = made_roadmap(of, kSeed);
  const Formulation formulation = formulation_of(of, worth);
  plan::internal::State at(formulation);
  at.assign(plan::internal::from_roadmap(of, formulation, roadmap));
  const auto moves = moves_of(formulation, at.values());
  std::size_t next = 0;
  const auto move = [&] {
    benchmark::DoNotOptimize(at.gain(moves[next]));
    next = next + 1 == moves.size() ? 0 : next + 1;
  };
  for (auto _ : state) move();
  assess::Options options;
  options.covert = false;
  const double full = nanoseconds_of(200, [&](int) {
    auto assessment = assess::assess(of, worth, roadmap, options);
    benchmark::DoNotOptimize(assessment);
  });
  const double one = nanoseconds_of(200'000, [&](int) { move(); });
  state.counters["moves"] = static_cast<double>(moves.size());
  state.counters["gauges"] = static_cast<double>(formulation.gauges.size());
  state.counters["full_over_move"] = full / one;
}
BENCHMARK(BM_Move)->Unit(benchmark::kNanosecond);

}  // namespace
}  // namespace tandem::bench
