// How fast the first conflict and the first relaxation are found, and ten of each: on the Korean
// case and on made conflicts of 100 measures with 40 boundaries, beside the plain deletion filter
// (one question for each limit) and beside one question for each set of limits, cheapest first.
// All ask the same oracle. `bench_window [SECONDS [NAME]]`: the limit of each, and
// a part of the names of those to measure.

#include "tandem/window/window.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <queue>
#include <string>

#include "bench/support/worlds.h"
#include "tandem/base/random.h"
#include "tandem/plan/feasible.h"

namespace tandem::bench {
namespace {

using model::Case;
using model::Easing;
using model::Limit;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::string words(const std::optional<double>& seconds) {
  return seconds ? fmt::format("{:7.2f} s", *seconds) : fmt::format("{:>9}", "-");
}

/// When the first and the tenth were found.
struct Found {
  std::optional<double> first;
  std::optional<double> tenth;

  void see(std::size_t count, double seconds) {
    if (count >= 1 && !first) first = seconds;
    if (count >= 10 && !tenth) tenth = seconds;
  }
};

window::Options options_of(const std::vector<std::string>& targets, double limit) {
  window::Options options;
  options.targets = targets;
  options.search.time_limit = std::chrono::duration<double>(limit);
  return options;
}

/// What explore() says of its progress: "3 conflicts, 2 relaxations".
std::pair<std::size_t, std::size_t> counts_of(const std::string& stage) {
  const std::size_t comma = stage.find(", ");
  return {std::strtoull(stage.c_str(), nullptr, 10),
          comma == std::string::npos ? 0 : std::strtoull(stage.c_str() + comma + 2, nullptr, 10)};
}

struct Ours {
  Found conflicts;
  Found relaxations;
  window::Answer why;
  window::Answer relax;
};

Ours ours(const Case& of, const std::vector<std::string>& targets, double limit) {
  Ours made{{}, {}, {.aim = {of, {}}}, {.aim = {of, {}}}};
  window::Options options = options_of(targets, limit);
  options.extent = {10, 0};
  Clock::time_point begin = Clock::now();
  options.search.progress = [&](const plan::Progress& now) {
    made.conflicts.see(counts_of(now.stage).first, since(begin));
  };
  if (auto why = window::why(of, options)) made.why = *std::move(why);
  options.extent = {0, 10};
  begin = Clock::now();
  options.search.progress = [&](const plan::Progress& now) {
    made.relaxations.see(counts_of(now.stage).second, since(begin));
  };
  if (auto relax = window::relax(of, options, {})) made.relax = *std::move(relax);
  return made;
}

std::vector<Easing> easings(const std::vector<Limit>& limits,
                            const std::vector<std::size_t>& sets) {
  std::vector<Easing> made;
  for (const std::size_t k : sets) made.push_back({limits[k], std::nullopt});
  return made;
}

plan::Options plain(double limit) {
  plan::Options options;
  options.time_limit = std::chrono::duration<double>(limit);
  return options;
}

/// One conflict: each limit is left out where it is not needed.
std::optional<double> deletion_filter(const window::Answer& like, double limit) {
  const Clock::time_point begin = Clock::now();
  plan::Feasibility feasible(like.aim.of, plain(limit));
  std::vector<std::size_t> out;
  for (std::size_t k = 0; k < like.limits.size(); ++k) {
    out.push_back(k);
    const auto trial = feasible.attempt(easings(like.limits, out));
    if (feasible.over()) return std::nullopt;
    if (trial.status != plan::Status::infeasible) out.pop_back();
  }
  return since(begin);
}

/// One relaxation: every set of limits in the order of its cost.
std::optional<double> one_by_one(const window::Answer& like, double limit, std::size_t& asked) {
  const Clock::time_point begin = Clock::now();
  plan::Feasibility feasible(like.aim.of, plain(limit));
  const std::size_t all = like.limits.size();
  const auto cost = [&](std::size_t k) {
    const auto its = model::cost_of(like.aim.of, like.limits[k]);
    return its ? its->mode : 0.0;
  };
  // Sets as their cost and members, ascending; a set is followed by those with one more member.
  using Set = std::pair<double, std::vector<std::size_t>>;
  std::priority_queue<Set, std::vector<Set>, std::greater<>> next;
  next.emplace(0, std::vector<std::size_t>{});
  while (!next.empty() && !feasible.over()) {
    auto [spent, set] = next.top();
    next.pop();
    ++asked;
    if (feasible.attempt(easings(like.limits, set)).status == plan::Status::feasible)
      return since(begin);
    for (std::size_t k = set.empty() ? 0 : set.back() + 1; k < all; ++k) {
      std::vector<std::size_t> more = set;
      more.push_back(k);
      next.emplace(spent + cost(k), std::move(more));
    }
  }
  return std::nullopt;
}

std::string ratio(const std::optional<double>& theirs, const std::optional<double>& our,
                  double limit) {
  if (!our) return "-";
  return theirs ? fmt::format("{:.1f}", *theirs / *our) : fmt::format("over {:.1f}", limit / *our);
}

void compare(const std::string& name, const Case& of, const std::vector<std::string>& targets,
             double limit) {
  const Ours our = ours(of, targets, limit);
  fmt::print("{}: {} limits, {} with a cost\n", name, our.why.limits.size(),
             our.relax.limits.size());
  if (our.why.possible()) return fmt::print("  possible as it is\n");
  fmt::print("  conflicts    first {}  tenth {}  {} found{}\n", words(our.conflicts.first),
             words(our.conflicts.tenth), our.why.conflicts.size(),
             our.why.all ? ", these are all" : "");
  fmt::print("  relaxations  first {}  tenth {}  {} found{}\n", words(our.relaxations.first),
             words(our.relaxations.tenth), our.relax.openings.size(),
             our.relax.all ? ", these are all" : "");
  const auto filter = deletion_filter(our.why, limit);
  fmt::print("  deletion filter, one conflict        {}  ratio {}\n", words(filter),
             ratio(filter, our.conflicts.first, limit));
  if (our.relax.limits.empty() || our.relax.openings.empty()) return;
  std::size_t asked = 0;
  const auto sets = one_by_one(our.relax, limit, asked);
  fmt::print("  one question a set, one relaxation   {}  ratio {}  ({} sets)\n", words(sets),
             ratio(sets, our.relaxations.first, limit), asked);
}

/// A made conflict with boundaries in it of every kind, each with a cost.
Case bounded_case(std::uint64_t seed) {
  constexpr std::size_t kBoundaries = 40;
  model::CaseDraft draft = made_draft({100, 8, 6}, seed);
  Rng rng(seed, 71);
  const auto some = [&] { return static_cast<std::size_t>(rng.uniform(0, 99.99)); };
  const Date late =
      add_months(*parse_date(draft.start.text), draft.months_per_phase * draft.phases / 2);
  for (std::size_t k = 0; k < kBoundaries; ++k) {
    model::BoundaryDraft boundary;
    boundary.id = fmt::format("boundary-{}", k + 1);
    boundary.holder = draft.parties[k % draft.parties.size()].id;
    boundary.statement = "Made up.";
    boundary.cost = std::round(rng.uniform(1, 20));
    const std::size_t m = some();
    boundary.measures = {draft.measures[m].id, draft.measures[(m + 17) % 100].id};
    switch (k % 4) {
      case 0:
        boundary.kind = "never";
        break;
      case 1:
        boundary.kind = k % 8 == 1 ? "not_before" : "not_after";
        boundary.date = format_date(late);
        break;
      case 2:
        boundary.kind = "share_before";
        boundary.measures.clear();
        boundary.track = draft.tracks[k % draft.tracks.size()].id;
        boundary.share = rng.uniform(0.02, 0.1);
        boundary.until = {{draft.measures[m].id, std::nullopt}};
        break;
      default:
        boundary.kind = "only_after";
        boundary.until = {{draft.measures[(m + 53) % 100].id, std::nullopt}};
    }
    draft.boundaries.push_back(std::move(boundary));
  }
  auto made = Case::from(draft);
  if (!made) {
    for (const Diagnostic& one : made.error().details) fmt::print(stderr, "{}\n", one.message);
    std::exit(2);
  }
  return *std::move(made);
}

}  // namespace
}  // namespace tandem::bench

int main(int count, char** arguments) {
  using namespace tandem::bench;  // NOLINT(google-build-using-namespace)
  const double limit = count > 1 ? std::strtod(arguments[1], nullptr) : 60;
  const std::string part = count > 2 ? arguments[2] : "";
  const auto measure = [&](const std::string& name, const auto& make,
                           const std::vector<std::string>& targets = {}) {
    if (name.find(part) != std::string::npos) compare(name, make(), targets, limit);
  };
  const auto korea = [] { return korean_case().valid; };
  measure("korea, an embassy by month 66", korea, {"us-dprk-relations@66"});
  measure("korea, exercises suspended by month 6", korea, {"exercises-suspended@6"});
  measure("korea, Tokyo by month 36", korea, {"japan-dprk-normalization@36"});
  for (const char* policy : {"freeze-for-freeze", "preconditions-first", "pressure"})
    measure(fmt::format("korea, {}", policy),
            [&] { return *tandem::model::under(korea(), policy); });
  for (std::uint64_t seed = 1; seed <= 3; ++seed)
    measure(fmt::format("made 100x8x6 #{} with 40 boundaries", seed),
            [&] { return bounded_case(seed); });
}
