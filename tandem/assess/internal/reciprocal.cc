#include <fmt/format.h>

#include <algorithm>

#include "tandem/assess/internal/context.h"

namespace tandem::assess {
namespace {

constexpr double kNothing = 1e-9;  // points

struct Worst {
  double value = 1;
  PartyId party{0};
  int phase = 0;
  double gives = 0;
  double gets = 0;
};

/// Smaller over larger of what a principal gives and gets, in the phases in which it does either.
Worst least_index(const Context& context) {
  Worst worst;
  for (const PartyId i : context.principals()) {
    for (int t = 1; t <= context.phases(); ++t) {
      const double gives = context.result.gives[i.index()][static_cast<std::size_t>(t - 1)];
      const double gets = context.result.gets[i.index()][static_cast<std::size_t>(t - 1)];
      if (std::max(gives, gets) <= kNothing) continue;
      const double index = std::min(gives, gets) / std::max(gives, gets);
      if (worst.phase == 0 || index < worst.value) worst = {index, i, t, gives, gets};
    }
  }
  return worst;
}

/// The smallest share, of what a principal still has to give or to get, that a phase delivers.
void least_step(const std::vector<double>& by_phase, PartyId i, Worst& worst) {
  double left = 0;
  for (const double amount : by_phase) left += amount;
  for (std::size_t t = 0; t < by_phase.size() && left > kNothing; ++t) {
    const double step = by_phase[t] / left;
    if (worst.phase == 0 || step < worst.value)
      worst = {step, i, static_cast<int>(t) + 1, by_phase[t], left};
    left -= by_phase[t];
  }
}

}  // namespace

Principle reciprocal(const Context& context) {
  Principle principle{"reciprocal", "Reciprocal", Verdict::measured, {}};
  const Worst index = least_index(context);
  if (index.phase == 0) {
    principle.findings.push_back(no_finding("reciprocity index", Verdict::not_applicable,
                                            "No principal gives or gets anything."));
    return principle;
  }
  principle.findings.push_back(
      finding("reciprocity index", index.value, Unit::share,
              context.of.principles().reciprocal_min_index, false,
              fmt::format("In {}, {} gives {:.1f} and gets {:.1f} points of its own scale.",
                          context.phase(index.phase), context.party(index.party), index.gives,
                          index.gets)));
  Worst giving;
  Worst getting;
  for (const PartyId i : context.principals()) {
    least_step(context.result.gives[i.index()], i, giving);
    least_step(context.result.gets[i.index()], i, getting);
  }
  const bool gives_less = giving.phase > 0 && giving.value <= getting.value;
  const Worst& step = gives_less || getting.phase == 0 ? giving : getting;
  principle.findings.push_back(finding(
      "smallest step", step.value, Unit::share, context.of.principles().reciprocal_min_step, false,
      fmt::format("In {}, {} {} {:.1f} of the {:.1f} points that it still has to {}.",
                  context.phase(step.phase), context.party(step.party),
                  gives_less ? "gives" : "gets", step.gives, step.gets,
                  gives_less ? "give" : "get")));
  return principle;
}

}  // namespace tandem::assess
