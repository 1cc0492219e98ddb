#include <fmt/format.h>

#include <algorithm>

#include "tandem/assess/internal/context.h"
#include "tandem/base/text.h"

namespace tandem::assess {
namespace {

Finding least_surplus(const Context& context) {
  std::optional<double> least;
  std::string reason = "No partner accedes.";
  for (std::size_t p = 0; p < context.of.parties().size(); ++p) {
    const PartyId i(p);
    const model::Party& party = context.of.party(i);
    const auto since = value::accession_month(context.of, context.roadmap, i);
    if (!since || party.role == model::Role::principal) continue;
    const double net = context.result.game.net[p];
    const double surplus = (net - party.reserve.mode * context.worth.scale(i)) / value::kScale;
    if (least && surplus >= *least) continue;
    least = surplus;
    reason = fmt::format("{} gains {} points from {} on and accepts no less than {}.", party.name,
                         fixed(net, 1), context.phase(context.of.phase_of(*since)),
                         fixed(party.reserve.mode * context.worth.scale(i), 1));
  }
  if (!least)
    return no_finding("smallest surplus over the reserve", Verdict::not_applicable, reason);
  // A party below its reserve has no reason to sign, whatever else the case demands.
  auto floor = context.of.principles().min_surplus;
  if (!floor) floor = model::Quantity{};
  return finding("smallest surplus over the reserve", *least, Unit::share, floor, false, reason);
}

Finding accession(const Context& context) {
  std::vector<std::string> in;
  std::vector<std::string> missing;
  for (std::size_t p = 0; p < context.of.parties().size(); ++p) {
    const PartyId i(p);
    const model::Party& party = context.of.party(i);
    if (party.role == model::Role::principal) continue;
    const bool required = std::ranges::count(context.of.principles().required_partners, i) > 0;
    if (const auto phase = context.roadmap.accession[p])
      in.push_back(fmt::format("{} in {}", party.name, context.phase(*phase)));
    else if (required)
      missing.push_back(party.name);
  }
  std::string reason = in.empty() ? "No partner accedes." : join_words(in) + ".";
  if (!missing.empty()) reason += " Required and missing: " + join_words(missing) + ".";
  Finding found{"partners that accede",
                static_cast<double>(in.size()),
                Unit::count,
                std::nullopt,
                false,
                Verdict::measured,
                std::move(reason)};
  if (!context.of.principles().required_partners.empty())
    found.verdict = missing.empty() ? Verdict::meets : Verdict::fails;
  return found;
}

Finding essential(const Context& context) {
  const auto& gradual = context.result.gradualism;
  const std::string name = "discounted Perron root";
  if (!gradual)
    return no_finding(name, Verdict::not_applicable,
                      "Some party gains from the others at no burden of its own, so the root is "
                      "unbounded.");
  std::vector<std::string> needed;
  for (std::size_t p = 0; p < gradual->essential.size(); ++p)
    if (gradual->essential[p]) needed.push_back(context.party(PartyId(p)));
  std::string reason = gradual->possible()
                           ? "Even steps that can never be taken back could be exchanged gradually."
                           : "Steps that can never be taken back could not be exchanged at all: "
                             "only what is reversible enforces this roadmap.";
  if (!needed.empty()) reason += " Essential to that: " + join_words(needed) + ".";
  return finding(name, gradual->discounted, Unit::count, std::nullopt, false, std::move(reason));
}

}  // namespace

Principle buy_in(const Context& context) {
  return {"buy-in",
          "Regional buy-in",
          Verdict::measured,
          {least_surplus(context), accession(context), essential(context)}};
}

}  // namespace tandem::assess
