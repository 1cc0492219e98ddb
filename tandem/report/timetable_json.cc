#include "tandem/report/internal/json_values.h"
#include "tandem/report/internal/schedule_words.h"

namespace tandem::report {
namespace {

using model::Agreement;
using model::Dates;
using model::Obligation;
using model::Target;

Json day_json(MaybeDay day) { return day ? Json(format_date(Date{*day})) : Json(nullptr); }

Json targets_json(const Agreement& of, const std::vector<Target>& targets) {
  Json json = Json::array();
  for (const Target& target : targets) json.push_back(of.target_text(target));
  return json;
}

Json days_json(const std::vector<Day>& days) {
  Json json = Json::array();
  for (const Day day : days) json.push_back(day_json(day));
  return json;
}

Json obligation_json(const Schedule& schedule, std::size_t k) {
  const Obligation& one = schedule.of.obligations()[k];
  const Dates& dates = schedule.dates.of[k];
  Json actors = Json::array();
  for (const model::ActorId actor : one.actors) actors.push_back(schedule.of.actor(actor).id);
  Json json{{"id", one.id},
            {"title", one.title},
            {"phase", one.phase},
            {"actors", actors},
            {"trigger", model::trigger_text(one.trigger)},
            {"start", day_json(dates.start)},
            {"due", day_json(dates.due)},
            {"earliest", day_json(dates.earliest)},
            {"latest", day_json(dates.latest)},
            {"expected", day_json(dates.expected)},
            {"recorded", dates.recorded},
            {"effective", day_json(dates.effective)},
            {"verified", day_json(dates.verified)},
            {"void_by_default", dates.void_by_default},
            {"late", or_null(dates.late)},
            {"slack", or_null(dates.slack)},
            {"undated", dates.due ? Json(nullptr) : Json(why_name(dates.why))},
            {"waits_for", targets_json(schedule.of, dates.waits_for)},
            {"driver", dates.driver ? Json(schedule.of.target_text(*dates.driver)) : Json(nullptr)},
            {"repeats", days_json(dates.repeats)}};
  if (schedule.without) json["without_delays"] = day_json(schedule.without->of[k].expected);
  return json;
}

Json path_json(const Schedule& schedule) {
  if (!schedule.to) return nullptr;
  const auto path = critical_path(schedule.of, schedule.dates, *schedule.to);
  return {{"to", schedule.of.obligation(*schedule.to).id},
          {"path", targets_json(schedule.of, path)}};
}

Json circles_json(const Schedule& schedule) {
  Json all = Json::array();
  for (const auto& circle : schedule.dates.circles) {
    Json ids = Json::array();
    for (const model::ObligationId id : circle) ids.push_back(schedule.of.obligation(id).id);
    all.push_back(ids);
  }
  return all;
}

Json events_json(const Agreement& of) {
  Json all = Json::array();
  for (const model::Event& event : of.events())
    all.push_back({{"id", event.id},
                   {"title", event.title},
                   {"date", event.date ? Json(format_date(*event.date)) : Json(nullptr)},
                   {"happened", event.happened}});
  return all;
}

}  // namespace

Json schedule_json(const Schedule& schedule) {
  const Agreement& of = schedule.of;
  const auto& signed_on = of.data().signed_on;
  Json json{{"agreement", of.data().id},
            {"title", of.data().title},
            {"signed", signed_on ? Json(format_date(*signed_on)) : Json(nullptr)},
            {"units", {{"late", "days"}, {"slack", "days"}, {"delays", "days"}}},
            {"record_taken", schedule.record},
            {"first", day_json(schedule.dates.first)},
            {"last", day_json(schedule.dates.last)}};
  json["delays"] = Json::array();
  for (const model::Delay& delay : schedule.delays)
    json["delays"].push_back({{"of", of.target_text(delay.of)}, {"days", delay.days}});
  json["events"] = events_json(of);
  json["obligations"] = Json::array();
  for (std::size_t k = 0; k < of.obligations().size(); ++k)
    json["obligations"].push_back(obligation_json(schedule, k));
  json["critical_path"] = path_json(schedule);
  json["circles"] = circles_json(schedule);
  return json;
}

}  // namespace tandem::report
