#include <array>

#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/facts.h"
#include "tandem/report/internal/json_values.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using assess::Assessment;
using model::Case;
using model::Roadmap;

constexpr int kFormat = 1;

Json units() {
  return {{"points", "% of a party's own scale: its positive worths sum to 100"},
          {"share", "fraction, 0 to 1"},
          {"detection", "chance a month, 0 to 1"},
          {"month", "months after the start of the case, from 0"},
          {"phase", "counted from 1"}};
}

std::string_view word(assess::Verdict verdict) {
  constexpr std::array<std::string_view, 5> kWords{"meets", "fails", "measured", "not_applicable",
                                                   "needs_stress"};
  return kWords[static_cast<std::size_t>(verdict)];
}

std::string_view word(assess::Unit unit) {
  constexpr std::array<std::string_view, 5> kWords{"share", "points", "months", "chance", "count"};
  return kWords[static_cast<std::size_t>(unit)];
}

Json finding_json(const assess::Finding& finding) {
  Json json{{"name", finding.name},
            {"value", or_null(finding.value)},
            {"unit", word(finding.unit)},
            {"threshold", or_null(finding.threshold)}};
  json["threshold_is"] =
      finding.threshold ? Json(finding.at_most ? "at_most" : "at_least") : Json();
  json["range"] = finding.range ? Json::array({finding.range->low, finding.range->high}) : Json();
  json["verdict"] = word(finding.verdict);
  json["reason"] = finding.reason;
  return json;
}

Json principles_json(const Assessment& assessment) {
  Json list = Json::array();
  for (const assess::Principle& principle : assessment.principles) {
    Json findings = Json::array();
    for (const assess::Finding& finding : principle.findings)
      findings.push_back(finding_json(finding));
    list.push_back({{"id", principle.id},
                    {"title", principle.title},
                    {"verdict", word(principle.verdict)},
                    {"findings", std::move(findings)}});
  }
  return list;
}

Json breaches_json(const Assessment& assessment) {
  Json list = Json::array();
  for (const assess::Breach& breach : assessment.breaches)
    list.push_back({{"rule", breach.rule},
                    {"phase", breach.phase > 0 ? Json(breach.phase) : Json(nullptr)},
                    {"text", breach.text}});
  return list;
}

Json accession_json(const Roadmap& roadmap, std::size_t party) {
  return or_null(roadmap.accession[party]);
}

/// The values at the decision months; null before the party has acceded.
Json by_month(const Case& of, const Roadmap& roadmap, const std::vector<int>& months,
              const std::vector<double>& values, std::size_t party) {
  Json list = Json::array();
  for (std::size_t k = 0; k < months.size(); ++k)
    list.push_back(value::acceded(of, roadmap, PartyId(party), months[k]) ? Json(values[k])
                                                                          : Json(nullptr));
  return list;
}

Json game_json(const Case& of, const Roadmap& roadmap, const value::GameValues& game,
               std::size_t party) {
  const auto row = [&](const std::vector<std::vector<double>>& values) {
    return by_month(of, roadmap, game.months, values[party], party);
  };
  return {{"carry_on_points", row(game.comply)},
          {"break_off_points", row(game.defect)},
          {"margin_points", row(game.margin)}};
}

Json parties_json(const Case& of, const Roadmap& roadmap, const Assessment& assessment) {
  const auto other =
      model::word_of(of.time().deviation == model::Deviation::withhold ? model::Deviation::withdraw
                                                                       : model::Deviation::withhold,
                     model::kDeviations);
  Json list = Json::array();
  for (std::size_t p = 0; p < of.parties().size(); ++p) {
    const model::Party& party = of.parties()[p];
    list.push_back(
        {{"id", party.id},
         {"name", party.name},
         {"role", model::word_of(party.role, model::kRoles)},
         {"accession_phase", accession_json(roadmap, p)},
         {"net_points", roadmap.accession[p] ? Json(assessment.game.net[p]) : Json(nullptr)},
         {"reserve_points", reserve_points(of, PartyId(p))},
         {"ideal_points", or_null(assessment.ideal[p])},
         {"ideal_is_proven",
          assessment.ideal[p] ? Json(bool{assessment.ideal_proven[p]}) : Json(nullptr)},
         {"by_decision_month", game_json(of, roadmap, assessment.game, p)},
         {"exposure_points",
          by_month(of, roadmap, assessment.game.months, assessment.game.exposure[p], p)},
         {"other_convention",
          {{"deviation", other},
           {"by_decision_month", game_json(of, roadmap, assessment.other_convention, p)}}},
         {"by_phase",
          {{"gives_points", assessment.gives[p]},
           {"gets_points", assessment.gets[p]},
           {"cumulative_net_points", assessment.cumulative[p]}}}});
  }
  return list;
}

Json leverage_json(const Case& of, const Assessment& assessment) {
  Json list = Json::array();
  for (std::size_t i = 0; i < assessment.leverage.size(); ++i)
    for (std::size_t j = 0; j < assessment.leverage[i].size(); ++j)
      if (i != j)
        list.push_back({{"holder", of.parties()[i].id},
                        {"over", of.parties()[j].id},
                        {"share_by_decision_month", assessment.leverage[i][j]}});
  return list;
}

Json curve_json(const std::vector<assess::Step>& curve) {
  Json list = Json::array();
  for (const assess::Step& step : curve)
    list.push_back({{"month", step.month}, {"share", step.value}});
  return list;
}

Json tracks_json(const Case& of, const Assessment& assessment) {
  Json list = Json::array();
  for (const assess::TrackProgress& progress : assessment.tracks)
    list.push_back({{"id", of.track(progress.track).id},
                    {"started_share_by_phase", progress.started},
                    {"in_force_share_by_phase", progress.in_force}});
  return list;
}

Json covert_json(const Case& of, const Assessment& assessment) {
  Json list = Json::array();
  for (const value::CovertThreshold& threshold : assessment.covert)
    list.push_back({{"party", of.party(threshold.party).id},
                    {"measure", of.measure(threshold.measure).id},
                    {"detection", or_null(threshold.detection)},
                    {"detection_needed", or_null(threshold.needed)},
                    {"worst_month", threshold.worst_month}});
  return list;
}

Json gradualism_json(const Case& of, const Assessment& assessment) {
  if (!assessment.gradualism) return nullptr;
  const value::Gradualism& gradual = *assessment.gradualism;
  Json essential = Json::array();
  for (std::size_t p = 0; p < gradual.essential.size(); ++p)
    if (gradual.essential[p]) essential.push_back(of.parties()[p].id);
  return {{"perron_root", gradual.perron},
          {"discounted_perron_root", gradual.discounted},
          {"possible", gradual.possible()},
          {"proportions", gradual.proportions},
          {"essential_parties", std::move(essential)}};
}

Json dates_json(const Case& of, const std::vector<int>& months) {
  Json list = Json::array();
  for (const int month : months) list.push_back(format_date(of.date_of(month)));
  return list;
}

Json identity(std::string_view kind, const Case& of, const Roadmap& roadmap) {
  return {{"kind", kind},           {"format", kFormat},
          {"case", of.data().id},   {"roadmap", roadmap.name},
          {"title", roadmap.title}, {"units", units()}};
}

}  // namespace

Json roadmap_json(const Case& of, const Roadmap& roadmap) {
  Json json = identity("roadmap", of, roadmap);
  Json& accession = json["accession_phase"] = Json::object();
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    accession[of.parties()[p].id] = accession_json(roadmap, p);
  Json& steps = json["steps"] = Json::array();
  for (const Tranche& step : tranches(of, roadmap))
    steps.push_back({{"number", step.reference()},
                     {"measure", of.measure(step.measure).id},
                     {"phase", step.phase},
                     {"start_month", step.start},
                     {"start_date", format_date(of.date_of(step.start))},
                     {"in_force_month", step.in_force},
                     {"in_force_date", format_date(of.date_of(step.in_force))},
                     {"share", step.share}});
  return json;
}

Json assessment_json(const Case& of, const Roadmap& roadmap, const Assessment& assessment) {
  Json json = identity("assessment", of, roadmap);
  json["stands"] = assessment.stands();
  json["breaches"] = breaches_json(assessment);
  json["principles"] = principles_json(assessment);
  json["deviation"] = model::word_of(of.time().deviation, model::kDeviations);
  json["decision_months"] = assessment.game.months;
  json["decision_dates"] = dates_json(of, assessment.game.months);
  json["parties"] = parties_json(of, roadmap, assessment);
  json["leverage"] = leverage_json(of, assessment);
  json["tracks"] = tracks_json(of, assessment);
  json["security"] = {{"in_force", curve_json(assessment.security)},
                      {"verified", curve_json(assessment.security_verified)}};
  json["covert_cheating"] = covert_json(of, assessment);
  json["gradual_exchange"] = gradualism_json(of, assessment);
  return json;
}

}  // namespace tandem::report
