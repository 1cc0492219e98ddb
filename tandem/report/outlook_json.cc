#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "tandem/report/internal/plan_json_parts.h"
#include "tandem/report/outlook_report.h"

namespace tandem::report {
namespace {

using outlook::EarlyWarning;
using outlook::Likely;

Json likely_json(const Likely& one) {
  return {{"low", one.low}, {"middle", one.middle}, {"high", one.high}};
}

std::string_view name_of(outlook::Warning::Kind kind) {
  using Kind = outlook::Warning::Kind;
  switch (kind) {
    case Kind::behind_plan:
      return "behind_plan";
    case Kind::behind_others:
      return "behind_others";
    case Kind::trust:
      return "trust";
    case Kind::leverage:
      return "leverage";
    case Kind::at_risk:
      return "at_risk";
    case Kind::breach:
      break;
  }
  return "breach";
}

std::string_view name_of(outlook::Breach::Kind kind) {
  using Kind = outlook::Breach::Kind;
  if (kind == Kind::not_met) return "not_met";
  return kind == Kind::suspended ? "suspended" : "withdrawn";
}

std::string_view name_of(outlook::WayOn::Kind kind) {
  using Kind = outlook::WayOn::Kind;
  switch (kind) {
    case Kind::none:
      return "none";
    case Kind::as_it_stands:
      return "as_it_stands";
    case Kind::as_agreed:
      return "as_agreed";
    case Kind::replanned:
      break;
  }
  return "replanned";
}

template <class Items, class Each>
Json listed(const Items& items, const Each& each) {
  Json list = Json::array();
  for (const auto& one : items) list.push_back(each(one));
  return list;
}

Json plan_part(const EarlyWarning& found) {
  return listed(found.plan, [](const outlook::OwnPlan& one) {
    return Json{{"party", one.party.empty() ? Json() : Json(one.party)},
                {"due", one.due},
                {"on_time", one.on_time},
                {"late", one.late},
                {"open", one.open},
                {"mean_days_late", one.mean_days_late},
                {"still_open", one.still_open},
                {"linked", one.linked},
                {"linked_open", one.linked_open.size()},
                {"chance", one.as_expected ? likely_json(*one.as_expected) : Json()}};
  });
}

Json rates_part(const EarlyWarning& found) {
  return listed(found.rates, [](const outlook::AgainstRate& one) {
    const outlook::BaseRate& rate = outlook::base_rate(one.kind);
    return Json{{"compared_with", rate.words},
                {"provisions", rate.provisions},
                {"source", rate.source},
                {"years", one.expected.years},
                {"obligations", one.obligations},
                {"reported", one.reported},
                {"verified", one.verified},
                {"share_of_others", one.expected.share},
                {"share_of_others_low", one.expected.range.low},
                {"share_of_others_high", one.expected.range.high},
                {"chance_of_so_few", likely_json(one.so_few)}};
  });
}

Json warnings_part(const EarlyWarning& found) {
  return listed(found.warnings, [](const outlook::Warning& one) {
    return Json{{"kind", name_of(one.kind)},
                {"says", one.says},
                {"entries", one.entries},
                {"obligations", one.of}};
  });
}

Json risks_part(const EarlyWarning& found) {
  return listed(found.at_risk, [](const outlook::AtRisk& one) {
    return Json{{"obligation", one.of},
                {"due", format_date(one.due)},
                {"expected", format_date(one.expected)},
                {"days", one.days},
                {"waits_for", one.waits_for.empty() ? Json() : Json(one.waits_for)}};
  });
}

Json trust_part(const model::Case& of, const EarlyWarning& found) {
  return listed(found.trust, [&](const outlook::TrustIn& one) {
    return Json{{"party", of.party(one.of).id},
                {"in", of.party(one.in).id},
                {"before", one.before},
                {"now", likely_json(one.now)}};
  });
}

Json leverage_part(const model::Case& of, const EarlyWarning& found) {
  return listed(found.leverage, [&](const outlook::Leverage& one) {
    return Json{{"holds", of.party(one.holds).id},
                {"over", of.party(one.over).id},
                {"at_first", one.at_first},
                {"now", one.now},
                {"left", listed(one.left, [&](MeasureId m) {
                   return Json{{"id", of.measure(m).id}, {"title", of.measure(m).title}};
                 })}};
  });
}

Json breakdown_part(const model::Case& of, const outlook::Breakdown& made) {
  return {{"recorded", made.recorded},
          {"day", format_date(made.day)},
          {"month", made.month},
          {"measures", listed(made.measures,
                              [&](const outlook::SnapBack& one) {
                                return Json{{"measure", of.measure(one.measure).id},
                                            {"title", of.measure(one.measure).title},
                                            {"in_force", one.share},
                                            {"under_way", one.under_way},
                                            {"taken_back", one.share * one.reversible},
                                            {"stays", one.share * (1 - one.reversible)},
                                            {"by", one.by ? Json(format_date(*one.by)) : Json()},
                                            {"recorded", one.recorded}};
                              })},
          {"parties", listed(made.parties, [&](const outlook::AfterBreakdown& one) {
             return Json{{"party", of.party(one.party).id},
                         {"had", one.had},
                         {"loses", one.loses},
                         {"keeps", one.keeps},
                         {"relieved", one.relieved},
                         {"bears", one.bears},
                         {"forgoes", one.forgoes},
                         {"breakdown", one.breakdown}};
           })}};
}

Json party_ids(const model::Case& of, const std::vector<PartyId>& parties) {
  return listed(parties, [&](PartyId one) { return Json(of.party(one).id); });
}

}  // namespace

Json standing_json(const model::Case& of, const outlook::Standing& standing) {
  return {
      {"case", of.data().id},
      {"month", standing.month},
      {"open_from_phase", standing.from <= of.time().phases ? Json(standing.from) : Json()},
      {"steps", listed(standing.steps,
                       [&](const outlook::Carried& one) {
                         return Json{
                             {"measure", of.measure(one.measure).id},
                             {"title", of.measure(one.measure).title},
                             {"start_month", one.start},
                             {"in_force_month", one.in_force ? Json(*one.in_force) : Json()},
                             {"share", one.share}};
                       })},
      {"withdrawn", listed(standing.withdrawn,
                           [&](const outlook::Withdrawn& one) {
                             return Json{{"measure", of.measure(one.measure).id},
                                         {"by", of.party(one.by).id},
                                         {"since", format_date(one.since)},
                                         {"entry", one.seq}};
                           })},
      {"breaches", listed(standing.breaches,
                          [&](const outlook::Breach& one) {
                            return Json{{"party", of.party(one.party).id},
                                        {"what", name_of(one.kind)},
                                        {"obligation", one.of.empty() ? Json() : Json(one.of)},
                                        {"on", format_date(one.on)},
                                        {"entry", one.seq}};
                          })},
      {"suspended", standing.suspended ? Json(format_date(*standing.suspended)) : Json()},
      {"suspended_by", party_ids(of, standing.suspended_by)},
      {"assumptions", standing.assumptions},
      {"left_out", listed(standing.left_out, [](const Diagnostic& one) { return one.message; })}};
}

Json outlook_json(const Outlook& of) {
  const model::Case* known = of.held == nullptr ? nullptr : &of.held->of;
  Json json{
      {"kind", "outlook"},
      {"ledger", of.state.ledger},
      {"on", format_date(of.state.view.on)},
      {"known", ledger::format_second(of.state.view.known)},
      {"entries", of.state.entries},
      {"standing", known != nullptr ? standing_json(*known, of.held->standing) : Json()},
      {"warnings", warnings_part(of.warning)},
      {"plan", plan_part(of.warning)},
      {"rates", rates_part(of.warning)},
      {"at_risk", risks_part(of.warning)},
      {"owed",
       listed(of.warning.owed,
              [](const outlook::Owed& one) {
                return Json{{"by", one.by}, {"to", one.to}, {"open", one.open}, {"late", one.late}};
              })},
      {"trust", known != nullptr ? trust_part(*known, of.warning) : Json::array()},
      {"leverage", known != nullptr ? leverage_part(*known, of.warning) : Json::array()},
      {"breakdown", Json()}};
  if (known != nullptr && of.breakdown) json["breakdown"] = breakdown_part(*known, *of.breakdown);
  return json;
}

Json resumption_json(const model::Case& of, const outlook::Standing& standing,
                     const outlook::Replanned& replanned, const outlook::Resumption& made) {
  Json json{{"kind", "resumption"},
            {"standing", standing_json(of, standing)},
            {"suspended", made.suspended},
            {"histories", made.histories},
            {"plan", replan_json(of, replanned.from, replanned.answer)}};
  json["missed"] = listed(replanned.missed, [&](const outlook::Replanned::Missed& one) {
    return Json{{"keep", one.keep},
                {"proven", one.proven},
                {"obstacles", obstacles_json(of, one.obstacles)}};
  });
  json["ways"] = listed(made.ways, [&](const outlook::WayOn& one) {
    Json values = Json::object();
    for (std::size_t p = 0; p < one.better.size(); ++p)
      values[of.parties()[p].id] = {
          {"mean", one.better[p].mean}, {"low", one.better[p].low}, {"high", one.better[p].high}};
    return Json{{"way", name_of(one.kind)},
                {"better_than_none", std::move(values)},
                {"preferred_by", party_ids(of, one.preferred_by)},
                {"refused_by", party_ids(of, one.refused_by)}};
  });
  return json;
}

}  // namespace tandem::report
