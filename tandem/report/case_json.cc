#include <fmt/format.h>

#include "tandem/base/calendar.h"
#include "tandem/model/limits.h"
#include "tandem/model/numbers.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/case_report.h"
#include "tandem/report/internal/case_parts.h"
#include "tandem/report/internal/number_json.h"

namespace tandem::report {
namespace {

using model::CaseDraft;

Json time_json(const CaseDraft& draft, const model::Case& valid, const NumberWriter& numbers) {
  const model::Time& time = valid.time();
  Json starts = Json::array();
  for (int phase = 1; phase <= time.phases; ++phase)
    starts.push_back(format_date(valid.date_of(valid.phase_start(phase))));
  return {{"start", format_date(time.start)},
          {"phases", time.phases},
          {"months_per_phase", time.months_per_phase},
          {"horizon_months", or_null(time.horizon)},
          {"response_months", time.response_months},
          {"deviation", draft.deviation.text},
          {"moves", draft.moves.text},
          {"hazard", numbers.of("time.hazard", draft.hazard)},
          {"phase_starts", std::move(starts)}};
}

Json provenances_json(const CaseDraft& draft, const model::Census& census, bool judgements) {
  Json list = Json::array();
  for (std::size_t k = 0; k < draft.provenances.size(); ++k) {
    const model::ProvenanceDraft& one = draft.provenances[k];
    if (one.judgement != judgements) continue;
    Json made{{"id", one.id.text}};
    made[judgements ? "about" : "citation"] = one.title.text;
    if (judgements) made["by"] = text_json(one.by);
    made["as_of"] = text_json(one.as_of);
    if (!judgements) made["url"] = text_json(one.url);
    made["note"] = text_json(one.note);
    made["in_place"] = one.in_place;
    made["numbers"] = census.numbers[k];
    made["boundaries"] = census.boundaries[k];
    made["line"] = line_json(one.id.at);
    list.push_back(std::move(made));
  }
  return list;
}

Json objectives_json(const CaseDraft& draft, const model::Case& valid) {
  Json list = Json::array();
  for (const model::Objective& one : valid.data().objectives)
    list.push_back(
        {{"name", model::word_of(one.kind, model::kObjectives)}, {"weight", one.weight}});
  return {{"in_order", draft.objectives_in_order}, {"list", std::move(list)}};
}

Json principles_json(const CaseDraft& draft, const NumberWriter& numbers) {
  Json thresholds = Json::array();
  model::for_each_number(draft, [&](const std::string& name, const model::Number& number) {
    if (name.starts_with("principles.")) thresholds.push_back(numbers.of(name, number));
  });
  return {{"parallel_tracks", words_json(draft.principles.parallel_tracks)},
          {"required_partners", words_json(draft.principles.required_partners)},
          {"thresholds", std::move(thresholds)}};
}

/// What can be held or given up when the window is asked about, by the names that are typed.
Json limits_json(const model::Case& valid) {
  Json list = Json::array();
  for (const model::Limit& limit : model::limits_of(valid)) {
    const auto holder = model::holder_of(valid, limit);
    list.push_back({{"name", model::name_of(valid, limit)},
                    {"words", model::words_of(valid, limit)},
                    {"holder", holder ? Json(valid.party(*holder).id) : Json(nullptr)},
                    {"cost", cost_json(model::cost_of(valid, limit))}});
  }
  return list;
}

Json dynamics_json(const CaseDraft& draft, const model::Case& valid, const NumberWriter& numbers) {
  const model::Dynamics& dynamics = valid.dynamics();
  Json crises = Json::array();
  for (const model::Crisis& one : dynamics.crises)
    crises.push_back({{"id", one.id}, {"title", one.title}});
  Json administrations = Json::array();
  for (const model::Administration& one : dynamics.administrations) {
    Json governments = Json::array();
    for (const model::Government& government : one.governments)
      governments.push_back({{"id", government.id}, {"title", government.title}});
    administrations.push_back(
        {{"party", valid.party(one.party).id}, {"governments", std::move(governments)}});
  }
  Json indicators = Json::array();
  for (const model::Indicator& one : dynamics.indicators)
    indicators.push_back({{"id", one.id}, {"title", one.title}, {"unit", one.unit}});
  Json all = Json::array();
  model::for_each_number(draft, [&](const std::string& name, const model::Number& number) {
    if (name.starts_with("dynamics.")) all.push_back(numbers.of(name, number));
  });
  return {{"described", dynamics.described},     {"months", dynamics.months},
          {"crises", std::move(crises)},         {"administrations", std::move(administrations)},
          {"indicators", std::move(indicators)}, {"numbers", std::move(all)}};
}

}  // namespace

Json case_json(const CaseDraft& draft, const model::Case& valid, std::string_view text) {
  const NumberWriter numbers(draft, text);
  const model::Census census = model::census(draft);
  Json json{{"id", draft.id.text},
            {"title", draft.title.text},
            {"summary", text_json(draft.summary)},
            {"distribution", draft.distribution.text}};
  json["time"] = time_json(draft, valid, numbers);
  json["parties"] = parties_json(draft, numbers);
  json["tracks"] = Json::array();
  for (const model::TrackDraft& one : draft.tracks)
    json["tracks"].push_back({{"id", one.id.text}, {"title", one.title.text}});
  json["measures"] = measures_json(draft, valid, numbers);
  json["boundaries"] = boundaries_json(draft.boundaries, "boundaries.", numbers);
  json["alternatives"] = alternatives_json(draft, numbers);
  json["principles"] = principles_json(draft, numbers);
  json["objectives"] = objectives_json(draft, valid);
  json["limits"] = limits_json(valid);
  json["dynamics"] = dynamics_json(draft, valid, numbers);
  json["sources"] = provenances_json(draft, census, false);
  json["judgements"] = provenances_json(draft, census, true);
  return json;
}

}  // namespace tandem::report
