#include "tandem/report/internal/event_words.h"
#include "tandem/report/internal/json_values.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using model::Case;
using model::Roadmap;
using stress::Event;
using stress::EventKind;
using stress::Mark;
using stress::Results;

Json interval_json(const Interval& interval) { return Json::array({interval.low, interval.high}); }

Json chance_json(const stress::Chance& chance) {
  return {{"share", chance.share()},
          {"histories", chance.hits()},
          {"sampling_95", interval_json(chance.sampling())},
          {"worlds_90", interval_json(chance.worlds())}};
}

Json sketch_json(const Sketch& all) {
  return {{"mean", all.mean()},          {"p5", all.quantile(0.05)},  {"p25", all.quantile(0.25)},
          {"median", all.quantile(0.5)}, {"p75", all.quantile(0.75)}, {"p95", all.quantile(0.95)}};
}

std::string_view kind_word(EventKind kind) {
  switch (kind) {
    case EventKind::crisis:
      return "crisis";
    case EventKind::found:
      return "found";
    case EventKind::alarm:
      return "alarm";
    case EventKind::undone:
      return "undone";
    case EventKind::defection:
      return "defection";
    case EventKind::government:
      return "government";
    case EventKind::cheats:
      return "cheats";
    case EventKind::chosen:
      return "chosen";
    case EventKind::started:
      return "started";
    case EventKind::in_force:
      return "in_force";
    case EventKind::settled:
      return "settled";
    case EventKind::suspended:
      return "suspended";
    case EventKind::resumed:
      return "resumed";
    case EventKind::collapsed:
      return "collapsed";
    case EventKind::completed:
      return "completed";
  }
  return {};
}

/// What the event is about, by ids.
Json event_json(const Case& of, const Roadmap& roadmap, const Event& event) {
  Json json{{"kind", kind_word(event.kind)}};
  switch (event.kind) {
    case EventKind::crisis:
      json["crisis"] = of.dynamics().crises[event.thing].id;
      break;
    case EventKind::found:
    case EventKind::undone:
    case EventKind::cheats:
      json["party"] = of.parties()[event.party].id;
      [[fallthrough]];
    case EventKind::alarm:
      json["measure"] = of.measures()[event.thing].id;
      break;
    case EventKind::defection:
      json["party"] = of.parties()[event.party].id;
      break;
    case EventKind::government:
      json["party"] = of.parties()[event.party].id;
      json["government"] =
          of.dynamics().administration(PartyId(event.party))->governments[event.thing].id;
      break;
    case EventKind::started:
    case EventKind::in_force:
      json["measure"] = of.measure(roadmap.increments[event.thing].measure).id;
      json["share"] = roadmap.increments[event.thing].share;
      break;
    default:
      break;
  }
  return json;
}

Json marks_json(const Case& of, const Results& results) {
  Json list = Json::array();
  for (const Mark& mark : results.marks) {
    Json json{{"month", mark.month},
              {"unbroken", chance_json(mark.unbroken)},
              {"alive", chance_json(mark.alive)},
              {"running", chance_json(mark.running)},
              {"all_in_force", chance_json(mark.completed)},
              {"risk_reduction", sketch_json(mark.security)},
              {"final_goals", sketch_json(mark.goals)}};
    Json indicators = Json::object();
    for (std::size_t k = 0; k < mark.indicators.size(); ++k)
      indicators[of.dynamics().indicators[k].id] = sketch_json(mark.indicators[k]);
    json["indicators"] = std::move(indicators);
    list.push_back(std::move(json));
  }
  return list;
}

Json chains_json(const Case& of, const Roadmap& roadmap, const Results& results) {
  Json list = Json::array();
  for (const auto& [chain, count] : results.chains)
    list.push_back({{"histories", count},
                    {"government",
                     chain.government ? event_json(of, roadmap, *chain.government) : Json(nullptr)},
                    {"cause", event_json(of, roadmap, chain.cause)},
                    {"words", chain_words(of, roadmap, chain)}});
  return list;
}

Json values_json(const Case& of, const Results& results) {
  Json json = Json::object();
  for (std::size_t p = 0; p < of.parties().size(); ++p) {
    const Sketch& value = results.values[p];
    Json one = sketch_json(value);
    one["worst_tenth"] = value.lower_tail(kTail);
    one["best_tenth"] = value.upper_tail(kTail);
    one["below_0"] = value.share_below(0);
    json[of.parties()[p].id] = std::move(one);
  }
  return json;
}

Json defaults_json(const Case& of) {
  Json list = Json::array();
  for (const model::Default& one : of.dynamics().defaults)
    list.push_back({{"number", one.name},
                    {"low", one.value.low},
                    {"mode", one.value.mode},
                    {"high", one.value.high},
                    {"judgement", one.judgement},
                    {"basis", one.basis}});
  return list;
}

}  // namespace

Json stress_json(const Case& of, const Roadmap& roadmap, const StressAsked& asked,
                 const Results& results) {
  return {{"kind", "stress"},
          {"format", 1},
          {"case", of.data().id},
          {"roadmap", roadmap.name},
          {"units",
           {{"share", "of histories"},
            {"sampling_95", "95 % interval of the share in infinitely many histories"},
            {"worlds_90", "where the middle 90 % of the worlds' own chances lie"},
            {"values", "% of the party's own scale, month-0, against no agreement"},
            {"risk_reduction", "share of all of the case, in force"},
            {"final_goals", "share of all of the case, in force"},
            {"breakdowns", "first ones by month; the last entry counts histories without"}}},
          {"seed", asked.seed},
          {"numbers", asked.draw ? "drawn for each world" : "modes"},
          {"histories", results.histories},
          {"worlds", results.worlds},
          {"histories_per_world", asked.per_world},
          {"months", results.months},
          {"stopped", results.stopped},
          {"marks", marks_json(of, results)},
          {"breakdowns", results.breakdowns},
          {"collapses", results.collapses},
          {"completions", results.completions},
          {"first_breakdowns", chains_json(of, roadmap, results)},
          {"phases_of_first_breakdowns", results.phases},
          {"values", values_json(of, results)},
          {"months_running", sketch_json(results.running)},
          {"months_suspended", sketch_json(results.suspended)},
          {"crises", sketch_json(results.crises)},
          {"all_breakdowns", results.all_breakdowns},
          {"disputes", results.disputes},
          {"settled", results.settled},
          {"defaults", defaults_json(of)}};
}

Json story_json(const Case& of, const Roadmap& roadmap, const std::vector<Event>& story) {
  Json events = Json::array();
  for (const Event& event : story) {
    Json json{{"month", event.month}, {"date", format_date(of.date_of(event.month))}};
    json.update(event_json(of, roadmap, event));
    json["words"] = event_words(of, roadmap, event);
    events.push_back(std::move(json));
  }
  return {{"kind", "story"},
          {"format", 1},
          {"case", of.data().id},
          {"roadmap", roadmap.name},
          {"events", std::move(events)}};
}

}  // namespace tandem::report
