// How fast a roadmap is carried on when a step of it was not done: the Korean case, and a made
// conflict, to a proven gap of 1 %, beside planning it anew. `bench_replan [KEEP]`, a share.

#include <fmt/format.h>

#include <cstdlib>

#include "bench/support/worlds.h"
#include "tandem/casefile/casefile.h"
#include "tandem/plan/plan.h"

namespace tandem::bench {
namespace {

constexpr double kGap = 0.01;
constexpr double kSeconds = 60;

plan::Options options() {
  plan::Options made;
  made.relative_gap = kGap;
  made.time_limit = std::chrono::duration<double>(kSeconds);
  return made;
}

/// From the first phase in which something was done on, with the first of its steps not done.
plan::Continuation late(const model::Case& of, const model::Roadmap& agreed, int from,
                        double keep) {
  plan::Continuation made{from, model::before(of, agreed, from), agreed, keep};
  if (!made.done.increments.empty()) made.done.increments.erase(made.done.increments.begin());
  return made;
}

void compare(const std::string& name, const model::Case& of, double keep) {
  const plan::Answer anew = plan::plan(of, options());
  if (!anew.roadmap) return fmt::print("{}: no roadmap\n", name);
  fmt::print("{:<12}{:>12}{:8.2f} s{:>10}\n", name, "anew", anew.statistics.seconds,
             anew.statistics.stopped_by);
  for (const int from : {2, 3, 4, 6}) {
    plan::Options going_on = options();
    going_on.continuation = late(of, *anew.roadmap, from, keep);
    const plan::Answer answer = plan::plan(of, going_on);
    fmt::print("{:<12}{:>12}{:8.2f} s{:>10}  ratio {:.3f}  {}\n", name,
               fmt::format("from {}", from), answer.statistics.seconds,
               answer.statistics.stopped_by, answer.statistics.seconds / anew.statistics.seconds,
               answer.roadmap
                   ? fmt::format("objective {:.4f}", answer.objective)
                   : "no way on: " + (answer.obstacles.empty() ? std::string("unknown")
                                                               : answer.obstacles.front().text));
  }
}

}  // namespace
}  // namespace tandem::bench

int main(int count, char** words) {
  const double keep = count > 1 ? std::strtod(words[1], nullptr) : 0.8;
  const auto korea = tandem::casefile::load_case(TANDEM_SOURCE_DIR "/cases/korea/2026");
  if (!korea) return 2;
  tandem::bench::compare("korea", korea->valid, keep);
  tandem::bench::compare("40x8x6 #1", tandem::bench::made_case({40, 8, 6}, 1), keep);
}
