#include <fmt/format.h>

#include <limits>

#include "tandem/assess/internal/context.h"
#include "tandem/base/text.h"

namespace tandem::assess {
namespace {

Finding least_margin(const Context& context, const value::GameValues& game, std::string name,
                     const std::optional<model::Quantity>& threshold) {
  double least = std::numeric_limits<double>::infinity();  // over what is demanded of the party
  double margin = 0;
  std::optional<model::Quantity> demanded;
  std::string reason = "Nothing is demanded of any party.";
  for (std::size_t p = 0; p < game.margin.size(); ++p) {
    std::optional<model::Quantity> own = threshold;
    if (own) own->mode = context.of.parties()[p].min_margin.value_or(own->mode);
    for (std::size_t k = 0; k < game.months.size(); ++k) {
      const int month = game.months[k];
      if (!value::acceded(context.of, context.roadmap, PartyId(p), month)) continue;
      const double share = game.margin[p][k] / value::kScale;
      const double over = share - (own ? own->mode : 0);
      if (over >= least) continue;
      least = over;
      margin = share;
      demanded = own;
      reason = fmt::format("{}: {} gains {} points by carrying on and {} by breaking off.",
                           context.phase(context.of.phase_of(month)), context.party(PartyId(p)),
                           fixed(game.comply[p][k], 1), fixed(game.defect[p][k], 1));
    }
  }
  reason[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(reason[0])));
  return finding(std::move(name), margin, Unit::share, demanded, false, std::move(reason));
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
