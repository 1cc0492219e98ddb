// Whether orders that need no thought are self-enforcing in the made conflicts: everything as early
// as structure and capacities allow, what reduces most risk first, or the measures of one principal
// before those of the others.
//
//   bench_naive [--seeds=N] [MEASURESxPHASESxPARTIES]...

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string_view>

#include "bench/support/worlds.h"
#include "tandem/assess/assessment.h"
#include "tandem/plan/internal/formulation.h"
#include "tandem/plan/internal/state.h"

namespace tandem::bench {
namespace {

using plan::internal::Formulation;
using plan::internal::Item;
using plan::internal::State;

/// Structure and capacities alone.
Formulation structure_of(const model::Case& of, const value::Economics& worth) {
  plan::internal::Demands demands;
  demands.principles = false;
  demands.ideal.resize(of.parties().size());
  Formulation made = plan::internal::formulate(of, worth, demands);
  for (plan::internal::Gauge& gauge : made.gauges)
    if (!gauge.structural && gauge.rule != "capacity") {
      gauge.lower = -plan::internal::kInfinity;
      gauge.upper = plan::internal::kInfinity;
    }
  return made;
}

/// Every item in the earliest phase that breaks nothing, in the order of `rank`, as often as one
/// makes room for another.
model::Roadmap earliest(const model::Case& of, const Formulation& structure,
                        const std::function<double(const Item&)>& rank) {
  std::vector<const Item*> items;
  for (const Item& item : structure.items) items.push_back(&item);
  std::ranges::stable_sort(items, {}, [&](const Item* item) { return rank(*item); });
  State state(structure);
  std::vector<char> placed(items.size());
  for (bool any = true; any;) {
    any = false;
    for (std::size_t k = 0; k < items.size(); ++k)
      for (const int column : items[k]->column) {
        if (placed[k] != 0 || column < 0) continue;
        const auto c = static_cast<std::size_t>(column);
        const double share = std::min(1.0, structure.columns[c].upper);
        const double before = state.violation();
        state.apply({{column, share}});
        if (state.violation() > before + State::kFeasible) {
          state.apply({{column, -share}});
          continue;
        }
        placed[k] = 1;
        any = true;
      }
  }
  return to_roadmap(of, structure, state.values());
}

struct Tried {
  int self_enforcing = 0;
  int all = 0;
  double worst = 0;  ///< mean over the cases of the smallest margin, share of the party's scale
};

void judge(const model::Case& of, const value::Economics& worth, const model::Roadmap& roadmap,
           Tried& tried) {
  const assess::Assessment assessment = assess::assess(of, worth, roadmap, {{}, false});
  double least = 0;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    for (std::size_t k = 0; k < assessment.game.months.size(); ++k)
      if (value::acceded(of, roadmap, PartyId(p), assessment.game.months[k]))
        least = std::min(least, assessment.game.margin[p][k] / value::kScale);
  ++tried.all;
  if (least >= -1e-9) ++tried.self_enforcing;
  tried.worst += least;
}

void run(const Size& size, int seeds) {
  Tried by_risk;
  Tried by_party;
  for (int seed = 1; seed <= seeds; ++seed) {
    const model::Case of = made_case(size, static_cast<std::uint64_t>(seed));
    const value::Economics worth(of);
    const Formulation structure = structure_of(of, worth);
    const auto risk = [&](const Item& item) {
      return item.measure ? -of.measure(*item.measure).risk_reduction.mode : -1e9;
    };
    const auto party = [&](const Item& item) {
      return item.measure ? static_cast<double>(of.measure(*item.measure).actors.front().index())
                          : -1e9;
    };
    judge(of, worth, earliest(of, structure, risk), by_risk);
    judge(of, worth, earliest(of, structure, party), by_party);
  }
  const auto print = [&](std::string_view order, const Tried& tried) {
    fmt::print(
        "{:>4}x{}x{:<4} {:<28} self-enforcing in {} of {}, smallest margin {:.1f} % on average\n",
        size.measures, size.phases, size.parties, order, tried.self_enforcing, tried.all,
        100 * tried.worst / tried.all);
  };
  print("what reduces most risk first", by_risk);
  print("one party after the other", by_party);
}

}  // namespace
}  // namespace tandem::bench

int main(int count, char** words) {
  using namespace tandem::bench;  // NOLINT
  int seeds = 20;
  std::vector<Size> sizes;
  for (int k = 1; k < count; ++k) {
    Size size;
    if (std::sscanf(words[k], "--seeds=%d", &seeds) == 1) continue;
    if (std::sscanf(words[k], "%dx%dx%d", &size.measures, &size.phases, &size.parties) != 3) {
      fmt::print(stderr, "'{}' is not MEASURESxPHASESxPARTIES\n", words[k]);
      return 2;
    }
    sizes.push_back(size);
  }
  if (sizes.empty()) sizes = {{30, 6, 3}, {40, 8, 6}, {80, 8, 6}, {200, 12, 8}};
  for (const Size& size : sizes) run(size, seeds);
}
