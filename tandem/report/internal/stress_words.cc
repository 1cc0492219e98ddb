#include "tandem/report/internal/stress_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "tandem/base/text.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using stress::Chain;
using stress::EventKind;
using stress::Mark;
using stress::Results;

std::string amount(double value) { return trimmed(value, std::abs(value) < 10 ? 1 : 0); }

double part(std::uint64_t some, std::uint64_t all) {
  return static_cast<double>(some) / static_cast<double>(all);
}

}  // namespace

std::vector<const Mark*> some_marks(const Results& results) {
  std::vector<const Mark*> some;
  for (const Mark& mark : results.marks)
    if (mark.month == 12 || mark.month == 24 || mark.month == 48 || mark.month == 96 ||
        &mark == &results.marks.back())
      some.push_back(&mark);
  return some;
}

const Mark& mark_at(const Results& results, int month) {
  const auto found = std::ranges::find(results.marks, month, &Mark::month);
  return found == results.marks.end() ? results.marks.back() : *found;
}

std::string spread_words(const Sketch& all, double scale) {
  return fmt::format("{} ({} to {})", amount(scale * all.quantile(0.5)),
                     amount(scale * all.quantile(0.05)), amount(scale * all.quantile(0.95)));
}

std::string worlds_words(const Results& results, const StressAsked& asked) {
  double half = 0;
  for (const Mark* mark : some_marks(results))
    for (const stress::Chance* chance : {&mark->unbroken, &mark->alive, &mark->running}) {
      const Interval interval = chance->sampling();
      half = std::max(half, (interval.high - interval.low) / 2);
    }
  const std::string uncertain = fixed(100 * half, 1);
  std::string words =
      asked.draw
          ? fmt::format(
                "They are played in {} worlds, each with a value of its own for every number that "
                "has a range. A percentage is the mean over all; in brackets, where 90 % of the "
                "worlds lie: what is not known, and more histories would not narrow. Their number "
                "leaves the means uncertain by {} points at most (95 %).",
                results.worlds, uncertain)
          : fmt::format(
                "Every number stays at its likeliest value, so what is not known about them is "
                "left out. The number of histories leaves a percentage uncertain by {} points at "
                "most (95 %).",
                uncertain);
  if (results.stopped) words += " It was stopped before all histories were played.";
  return words;
}

std::string time_words(const Results& results) {
  const auto mean = [](const Sketch& months) { return fixed(months.mean(), 0); };
  return fmt::format(
      "Of {} months it runs for {} and is suspended for {} on average, with {} breakdowns; {} of "
      "{} disputes are settled.",
      results.months, mean(results.running), mean(results.suspended),
      fixed(part(results.all_breakdowns, results.histories), 1),
      percent(results.disputes == 0 ? 1 : part(results.settled, results.disputes), 0),
      fixed(part(results.disputes, results.histories), 1));
}

std::uint64_t broken(const Results& results) {
  std::uint64_t all = 0;
  for (const auto& [chain, count] : results.chains) all += count;
  return all;
}

std::vector<BreakdownKind> breakdown_kinds(const Results& results) {
  std::array<BreakdownKind, 5> all{{{EventKind::crisis, "crises"},
                                    {EventKind::defection, "parties that broke off"},
                                    {EventKind::found, "cheating that was found"},
                                    {EventKind::undone, "measures undone by a new government"},
                                    {EventKind::alarm, "false alarms"}}};
  for (const auto& [chain, count] : results.chains)
    for (BreakdownKind& kind : all)
      if (kind.kind == chain.cause.kind) kind.count += count;
  std::vector<BreakdownKind> some;
  std::ranges::copy_if(all, std::back_inserter(some),
                       [](const BreakdownKind& k) { return k.count > 0; });
  return some;
}

std::vector<std::pair<std::uint64_t, Chain>> commonest(const Results& results) {
  std::vector<std::pair<std::uint64_t, Chain>> chains;
  for (const auto& [chain, count] : results.chains) chains.emplace_back(count, chain);
  std::ranges::stable_sort(chains, std::greater<>(), &std::pair<std::uint64_t, Chain>::first);
  return chains;
}

std::string worst_phase_words(const model::Case& of, const Results& results) {
  const auto worst = std::ranges::max_element(results.phases);
  const auto phase = static_cast<int>(worst - results.phases.begin());
  return fmt::format(
      "Most often {}: {} of first breakdowns.",
      phase > of.time().phases ? "after the last phase" : "in " + phase_words(of, phase),
      percent(part(*worst, broken(results)), 0));
}

}  // namespace tandem::report
