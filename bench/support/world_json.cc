#include "bench/support/world_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "tandem/model/vocabulary.h"
#include "tandem/stress/history.h"

namespace tandem::bench {
namespace {

using model::Measure;
using model::Quantity;
using nlohmann::json;
using stress::World;

double chance_of(stress::Threshold threshold) { return 0x1p-32 * static_cast<double>(threshold); }

json mode_of(const std::optional<Quantity>& quantity) {
  return quantity ? json(quantity->mode) : json(nullptr);
}

/// Pairs of a position and a number.
template <class Id>
json by_position(const std::vector<std::pair<Id, Quantity>>& of) {
  json pairs = json::array();
  for (const auto& [id, quantity] : of) pairs.push_back({id.index(), quantity.mode});
  return pairs;
}

json positions_of(const std::vector<PartyId>& parties) {
  json positions = json::array();
  for (const PartyId party : parties) positions.push_back(party.index());
  return positions;
}

json steps_of(const World& world) {
  json steps = json::array();
  for (const stress::Step& step : world.steps)
    steps.push_back({{"measure", step.measure.index()},
                     {"start", step.start},
                     {"months", step.months},
                     {"share", step.share},
                     {"waits_for", step.waits_for}});
  return steps;
}

/// Chance that a new government undoes a measure of this legal form, before its own factor.
double undone(const World& world, const Measure& measure) {
  const auto form = std::ranges::find(model::kLegalForms, measure.legal_form);
  if (form == model::kLegalForms.end()) return 0;
  const auto position = static_cast<std::size_t>(form - model::kLegalForms.begin());
  return world.of.dynamics().legal_forms[position].mode;
}

/// Streams are of the whole measure; shape of each: [parties].
json measure_of(const World& world, std::size_t m) {
  const Measure& measure = world.of.measures()[m];
  json once_benefit;
  json once_burden;
  json benefit;
  json burden;
  json shift;
  for (std::size_t p = 0; p < world.of.parties().size(); ++p) {
    const value::Stream& stream = world.worth.stream(MeasureId(m), PartyId(p));
    once_benefit.push_back(stream.benefit ? stream.once : 0);
    once_burden.push_back(stream.benefit ? 0 : stream.once);
    benefit.push_back(stream.benefit ? stream.rate : 0);
    burden.push_back(stream.benefit ? 0 : stream.rate);
    shift.push_back(world.worth.shift_rate(PartyId(p), MeasureId(m)));
  }
  return {{"actors", positions_of(measure.actors)},
          {"restore", measure.restore},
          {"reversibility", measure.reversibility.mode},
          {"risk_reduction", measure.risk_reduction.mode},
          {"final_goal", measure.final_goal.mode},
          {"late", world.late[m]},
          {"found", chance_of(world.found[m])},
          {"alarm", world.alarm[m]},
          {"undone", undone(world, measure)},
          {"once_benefit", once_benefit},
          {"once_burden", once_burden},
          {"benefit", benefit},
          {"burden", burden},
          {"shift", shift}};
}

json rounds_of(const World& world) {
  json rounds = json::array();
  for (const stress::Round& round : world.rounds) {
    json weighed = json::array();  // shape [parties][governments]
    for (const auto& governments : round.weighed) {
      json& row = weighed.emplace_back(json::array());
      for (const stress::Weighed& one : governments)
        row.push_back({{"comply", one.choices.comply},
                       {"alone", one.choices.alone},
                       {"defect", one.choices.defect},
                       {"neither", one.choices.neither},
                       {"cheating", one.cheating},
                       {"covertly", one.covertly ? json(one.covertly->index()) : json(nullptr)}});
    }
    rounds.push_back(
        {{"month", round.month}, {"end", round.end}, {"weighed", weighed}, {"kept", round.kept}});
  }
  return rounds;
}

/// Discount weights and annuities are of months 0 to the last played; points of month 0.
json party_of(const World& world, std::size_t p) {
  const PartyId i(p);
  const model::Dynamics& dynamics = world.of.dynamics();
  const auto& accession = world.accession[p];
  json weight;
  json annuity;
  json fault;
  for (int month = 0; month <= dynamics.months; ++month) {
    weight.push_back(world.worth.discount(i).weight(month));
    annuity.push_back(world.worth.discount(i).annuity_from(month));
    fault.push_back(world.worth.breakdown(i, month, true) - world.worth.breakdown(i, month, false));
  }
  return {{"id", world.of.parties()[p].id},
          {"principal", world.of.parties()[p].role == model::Role::principal},
          {"accession", accession ? json(*accession) : json(nullptr)},
          {"noise", dynamics.noise[p].mode},
          {"belief", dynamics.beliefs.empty() ? json(nullptr) : json(dynamics.beliefs[p].mode)},
          {"breakdown_rate", world.worth.breakdown_rate(i)},
          {"weight", weight},
          {"annuity", annuity},
          {"fault", fault}};
}

json administrations_of(const World& world) {
  json administrations = json::array();
  for (std::size_t a = 0; a < world.of.dynamics().administrations.size(); ++a) {
    const model::Administration& one = world.of.dynamics().administrations[a];
    json governments = json::array();
    for (std::size_t g = 0; g < one.governments.size(); ++g) {
      json next;  // cumulative
      for (const stress::Threshold below : world.next[a][g]) next.push_back(chance_of(below));
      governments.push_back({{"resumes", one.governments[g].resumes.mode},
                             {"repudiates", one.governments[g].repudiates.mode},
                             {"next", next}});
    }
    json calendar = json::array();
    for (const char changes : world.calendar[a]) calendar.push_back(changes != 0);
    administrations.push_back({{"party", one.party.index()},
                               {"in_office", one.in_office},
                               {"hazard", one.hazard.mode},
                               {"calendar", calendar},
                               {"governments", governments}});
  }
  return administrations;
}

json crises_of(const World& world) {
  json crises = json::array();
  for (const model::Crisis& crisis : world.of.dynamics().crises) {
    json governments = json::array();
    for (const model::GovernmentFactor& one : crisis.governments)
      governments.push_back({{"administration", *world.administration[one.party.index()]},
                             {"government", one.government},
                             {"factor", one.factor.mode}});
    json opening;
    if (crisis.opening) {
      json administrations = json::array();
      for (const PartyId party : crisis.opening->parties)
        if (const auto a = world.administration[party.index()]) administrations.push_back(*a);
      opening = {{"administrations", administrations},
                 {"within", crisis.opening->within},
                 {"factor", crisis.opening->factor.mode}};
    }
    crises.push_back({{"by", crisis.by ? json(crisis.by->index()) : json(nullptr)},
                      {"hazard", crisis.hazard.mode},
                      {"while_suspended", crisis.while_suspended.mode},
                      {"governments", governments},
                      {"opening", opening},
                      {"measures", by_position(crisis.measures)},
                      {"settled", mode_of(crisis.settled)}});
  }
  return crises;
}

json indicators_of(const World& world) {
  json indicators = json::array();
  for (const model::Indicator& one : world.of.dynamics().indicators) {
    json stock;
    if (one.stock)  // a limit that is infinite becomes null
      stock = {{"grows", one.stock->grows.mode},
               {"least", one.stock->least},
               {"most", one.stock->most},
               {"removes", by_position(one.stock->removes)}};
    json diffusion;
    if (one.diffusion)
      diffusion = {{"market", one.diffusion->market.mode},
                   {"innovation", one.diffusion->innovation.mode},
                   {"imitation", one.diffusion->imitation.mode}};
    indicators.push_back({{"id", one.id},
                          {"start", one.start.mode},
                          {"stock", stock},
                          {"diffusion", diffusion},
                          {"measures", by_position(one.measures)},
                          {"while_suspended", one.while_suspended.mode},
                          {"while_collapsed", one.while_collapsed.mode},
                          {"final_goals", one.final_goals.mode}});
  }
  return indicators;
}

}  // namespace

json world_json(const World& world) {
  const model::Dynamics& dynamics = world.of.dynamics();
  const model::Time& time = world.of.time();
  json measures = json::array();
  for (std::size_t m = 0; m < world.of.measures().size(); ++m)
    measures.push_back(measure_of(world, m));
  json parties = json::array();
  for (std::size_t p = 0; p < world.of.parties().size(); ++p) parties.push_back(party_of(world, p));
  return {{"months", dynamics.months},
          {"marks", stress::marks(world.of)},
          {"months_per_phase", time.months_per_phase},
          {"response_months", time.response_months},
          {"withdraws", time.deviation == model::Deviation::withdraw},
          {"steps", steps_of(world)},
          {"measures", measures},
          {"rounds", rounds_of(world)},
          {"parties", parties},
          {"administrations", administrations_of(world)},
          {"crises", crises_of(world)},
          {"indicators", indicators_of(world)},
          {"risk", world.risk},
          {"final_goals", world.final_goals},
          {"promised", world.promised},
          {"distrustful", dynamics.distrustful.mode},
          {"trusting", dynamics.trusting.mode},
          {"violations", mode_of(dynamics.violations)},
          {"alarms", dynamics.alarms.mode},
          {"forums", by_position(dynamics.forums)},
          {"guarantors", by_position(dynamics.guarantors)},
          {"resume", dynamics.resume.mode},
          {"collapse", dynamics.collapse.mode},
          {"starts_over", dynamics.starts_over},
          {"belief_weight", dynamics.belief_weight.mode},
          {"kept", dynamics.kept.mode},
          {"broken", dynamics.broken.mode}};
}

}  // namespace tandem::bench
