#include "tests/support/truth_cases.h"

#include <cmath>

#include "tests/support/drafts.h"

namespace tandem::test {
namespace {

using model::CaseDraft;
using model::MeasureDraft;

std::string numbered(const char* word, std::size_t k) { return word + std::to_string(k); }

/// Actors "p0".."p(n-1)", all of them.
std::vector<model::Word> everyone(std::size_t parties) {
  std::vector<model::Word> all;
  for (std::size_t p = 0; p < parties; ++p) all.emplace_back(numbered("p", p));
  return all;
}

/// A worth all of which falls at once.
MeasureDraft at_once(MeasureDraft measure) {
  measure.upfront = 1;
  measure.upfront_burden = 1;
  return measure;
}

}  // namespace

CaseDraft gradual_exchange(const GradualExchange& truth) {
  Barter exchange{{{0, truth.benefit}, {truth.benefit, 0}},
                  {truth.burden, truth.burden},
                  truth.discount,
                  truth.phases};
  CaseDraft draft = barter(exchange);
  draft.hazard = truth.hazard;
  draft.response_months = 12 * truth.response_phases;
  for (MeasureDraft& measure : draft.measures) {
    measure.reversibility = truth.reversible;
    measure.mandatory = truth.mandatory;
  }
  return draft;
}

CaseDraft barter(const Barter& truth) {
  CaseDraft draft = blank_case(truth.phases, 12);
  const std::size_t parties = truth.burden.size();
  for (std::size_t p = 0; p < parties; ++p)
    draft.parties.push_back(principal(numbered("p", p), truth.discount));
  for (std::size_t j = 0; j < parties; ++j) {
    MeasureDraft measure = step(numbered("by-p", j), {numbered("p", j)}, {});
    measure.divisible = true;
    for (std::size_t i = 0; i < parties; ++i)
      measure.worth.push_back({numbered("p", i), i == j ? -truth.burden[j] : truth.benefit[i][j]});
    draft.measures.push_back(measure);
  }
  return draft;
}

CaseDraft stage_game(const StageGame& truth) {
  CaseDraft draft = blank_case(1, truth.months_per_period);
  draft.response_months = truth.lag * truth.months_per_period;
  draft.hazard = truth.hazard;
  const double annual = std::pow(truth.discount, 12.0 / truth.months_per_period);
  for (std::size_t p = 0; p < 2; ++p) draft.parties.push_back(principal(numbered("p", p), annual));
  for (std::size_t p = 0; p < 2; ++p) {
    // Alone against the other's step a party has tempted - broken; its own step costs the rest.
    MeasureDraft measure = step(numbered("by-p", p), {numbered("p", p)},
                                {{numbered("p", p), truth.kept - truth.tempted},
                                 {numbered("p", 1 - p), truth.tempted - truth.broken}});
    measure.reversibility = 1;
    draft.measures.push_back(measure);
  }
  return draft;
}

CaseDraft shared_pool(const std::vector<double>& discounts) {
  CaseDraft draft = blank_case(1, 12);
  draft.response_months = 0;
  for (std::size_t p = 0; p < discounts.size(); ++p) {
    model::PartyDraft party = principal(numbered("p", p), discounts[p]);
    party.breakdown_once = 100 * (1 - discounts[p]);  // a year of what is worth 100 for ever
    draft.parties.push_back(party);
    MeasureDraft share =
        step(numbered("share-p", p), everyone(discounts.size()), {{numbered("p", p), 100}});
    share.divisible = true;
    share.reversibility = 1;
    share.one_of = "pool";
    draft.measures.push_back(share);
  }
  return draft;
}

CaseDraft power_shift(const PowerShift& truth) {
  const auto war = [&](double p) { return (1 - p) / (1 - truth.discount) - truth.cost; };
  CaseDraft draft = blank_case(2, 1);
  draft.response_months = 0;
  const double annual = std::pow(truth.discount, 12);
  draft.parties = {principal("a", annual), principal("b", annual)};
  draft.parties[1].breakdown_per_year = 12 * (1 - truth.before);
  draft.parties[1].breakdown_once = -truth.cost;
  MeasureDraft build_up = step("build-up", {"a"}, {});
  build_up.duration = 1;
  build_up.breakdown_shift = {{"b", -12 * (truth.after - truth.before)}};
  MeasureDraft settlement = step("settlement", {"a", "b"}, {{"b", war(truth.after)}});
  settlement.reversibility = 1;
  draft.measures = {at_once(step("whole-pie", {"a", "b"}, {{"b", 1}})), settlement, build_up};
  return draft;
}

CaseDraft safe_exchange(const SafeExchange& truth) {
  const int months = truth.phases * truth.months_per_phase;
  CaseDraft draft = blank_case(truth.phases, truth.months_per_phase, months + 2);
  draft.response_months = 1;
  model::PartyDraft supplier = principal("supplier", 1);
  supplier.breakdown_once = -truth.supplier_bond;
  model::PartyDraft demander = principal("demander", 1);
  demander.breakdown_once = -truth.demander_bond;
  draft.parties = {supplier, demander};
  if (truth.demander_moves_first) std::swap(draft.parties[0], draft.parties[1]);
  for (std::size_t k = 0; k < truth.items.size(); ++k) {
    const auto& [cost, value] = truth.items[k];
    draft.measures.push_back(at_once(
        step(numbered("item-", k), {"supplier"}, {{"supplier", -cost}, {"demander", value}})));
    draft.measures.back().divisible = truth.divisible_items;
  }
  draft.measures.push_back(
      at_once(step("pay", {"demander"}, {{"demander", -truth.price}, {"supplier", truth.price}})));
  draft.measures.back().divisible = true;
  for (MeasureDraft& measure : draft.measures) measure.mandatory = truth.mandatory;
  return draft;
}

double sign_change(double low, double high, const std::function<double(double)>& positive_above) {
  for (int halving = 0; halving < 60; ++halving) {
    const double middle = (low + high) / 2;
    (positive_above(middle) < 0 ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace tandem::test
