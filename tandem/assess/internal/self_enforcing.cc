#include <fmt/format.h>

#include "tandem/assess/internal/context.h"
#include "tandem/base/text.h"

namespace tandem::assess {
namespace {

Finding least_margin(const Context& context, const value::GameValues& game, std::string name,
                     const std::optional<model::Quantity>& threshold) {
  bool found = false;
  double least = 0;
  std::string reason = "No party has acceded.";
  for (std::size_t p = 0; p < game.margin.size(); ++p) {
    for (std::size_t k = 0; k < game.months.size(); ++k) {
      const int month = game.months[k];
      if (!value::acceded(context.of, context.roadmap, PartyId(p), month)) continue;
      const double share = game.margin[p][k] / value::kScale;
      if (found && share >= least) continue;
      found = true;
      least = share;
      reason = fmt::format("{}: {} gains {} points by carrying on and {} by breaking off.",
                           context.phase(context.of.phase_of(month)), context.party(PartyId(p)),
                           fixed(game.comply[p][k], 1), fixed(game.defect[p][k], 1));
    }
  }
  reason[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(reason[0])));
  return finding(std::move(name), least, Unit::share, threshold, false, std::move(reason));
}

}  // namespace

Principle self_enforcing(const Context& context) {
  const bool withhold = context.of.time().deviation == model::Deviation::withhold;
  const char* other = withhold ? "smallest margin if the deviator also takes back"
                               : "smallest margin if the deviator only withholds";
  // Self-enforcement is what a roadmap is for: where the case is silent, zero is demanded.
  auto threshold = context.of.principles().min_margin;
  if (!threshold) threshold = model::Quantity{};
  return {"self-enforcing",
          "Self-enforcing",
          Verdict::measured,
          {least_margin(context, context.result.game, "smallest margin", threshold),
           least_margin(context, context.result.other_convention, other, std::nullopt)}};
}

}  // namespace tandem::assess
