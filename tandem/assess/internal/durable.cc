#include <fmt/format.h>

#include "tandem/assess/internal/context.h"
#include "tandem/base/text.h"

namespace tandem::assess {
namespace {

constexpr int kYear = 12;  // months

std::string after(int month) {
  if (month % kYear != 0) return fmt::format("alive after {} months", month);
  return fmt::format("alive after {} year{}", month / kYear, month == kYear ? "" : "s");
}

std::string sampling_words(const Interval& sampling) {
  return fmt::format("By the number of histories alone it lies between {} and {} % (95 %).",
                     fixed(100 * sampling.low, 0), fixed(100 * sampling.high, 0));
}

Finding measured(std::string name, double value, Unit unit, Interval range, std::string reason) {
  Finding made = finding(std::move(name), value, unit, {}, false, std::move(reason));
  made.range = range;
  return made;
}

}  // namespace

Principle durable(const Context& context) {
  Principle principle{"durable", "Durable", Verdict::measured, {}};
  const auto none = [&](Verdict verdict, const char* reason) {
    principle.findings.push_back(
        no_finding("chance to be alive after 2, 4, 8 years", verdict, reason));
    return principle;
  };
  if (!context.durability)
    return none(Verdict::needs_stress,
                "Only a simulation of elections, crises and breakdowns can say; with --stress N, "
                "assess and brief play N histories.");
  if (context.roadmap.increments.empty())
    return none(Verdict::not_applicable, "Nothing is agreed, so there is nothing that could end.");
  const Durability& played = *context.durability;
  // One world says nothing of how worlds differ.
  const bool several = played.worlds > 1;
  for (const Durability::Mark& mark : played.marks) {
    std::string reason = sampling_words(mark.sampling);
    if (principle.findings.empty())
      reason = fmt::format(
          "Of {} histories in {} (seed {}): the share in which it has not ended for good; in "
          "brackets, {}. {}",
          played.histories, several ? fmt::format("{} worlds", played.worlds) : "one world",
          played.seed,
          several ? "where 90 % of the worlds lie" : "what more histories would narrow", reason);
    principle.findings.push_back(measured(after(mark.month), mark.alive, Unit::chance,
                                          several ? mark.worlds : mark.sampling, reason));
  }
  principle.findings.push_back(measured("suspended, mean", played.suspended, Unit::months,
                                        played.suspended_range,
                                        "In brackets, the middle 90 % of the histories."));
  return principle;
}

}  // namespace tandem::assess
