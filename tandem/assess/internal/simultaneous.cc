#include <fmt/format.h>

#include "tandem/assess/internal/context.h"

namespace tandem::assess {
namespace {

constexpr double kNothing = 1e-12;  // share of a scale

Finding largest_exposure(const Context& context) {
  const value::GameValues& game = context.result.game;
  const int end = context.of.phase_start(context.phases() + 1);
  double largest = 0;
  std::string reason = "No party is ever ahead of what it has received.";
  for (std::size_t p = 0; p < game.exposure.size(); ++p) {
    for (std::size_t k = 0; k < game.months.size() && game.months[k] < end; ++k) {
      const double share = game.exposure[p][k] / value::kScale;
      if (share <= largest) continue;
      largest = share;
      reason = fmt::format(
          "If the others withheld in {}, {} would be {:.1f} % of its scale worse off than without "
          "an agreement.",
          context.phase(context.of.phase_of(game.months[k])), context.party(PartyId(p)),
          100 * share);
    }
  }
  return finding("largest exposure", largest, Unit::share, context.of.principles().max_exposure,
                 true, std::move(reason));
}

/// The first decision month at which a principal holds nothing for another that still owes it.
Finding leverage_end(const Context& context) {
  const auto& held = context.result.leverage;
  const std::vector<int>& months = context.result.game.months;
  for (std::size_t k = 0; k < months.size(); ++k) {
    for (const PartyId i : context.principals()) {
      for (const PartyId j : context.principals()) {
        if (i == j || held[i.index()][j.index()][k] > kNothing) continue;
        if (held[j.index()][i.index()][k] <= kNothing) continue;
        return finding("leverage lasts", months[k], Unit::months, std::nullopt, false,
                       fmt::format("From {} on, {} has nothing left to offer {}, which still owes "
                                   "it {:.1f} % of its scale.",
                                   context.phase(context.of.phase_of(months[k])), context.party(i),
                                   context.party(j), 100 * held[j.index()][i.index()][k]));
      }
    }
  }
  return no_finding("leverage lasts", Verdict::not_applicable,
                    "No principal runs out of leverage while another still owes it something.");
}

}  // namespace

Principle simultaneous(const Context& context) {
  return {"simultaneous",
          "Simultaneous",
          Verdict::measured,
          {largest_exposure(context), leverage_end(context)}};
}

}  // namespace tandem::assess
