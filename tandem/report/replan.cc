#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/base/width.h"
#include "tandem/report/internal/plan_json_parts.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using model::Case;
using plan::Continuation;
using plan::Places;

/// What is left of a measure to do: as agreed, and as the plan has it.
struct Change {
  MeasureId measure;
  Places agreed;
  Places now;
  bool late = false;  ///< some of `agreed` was to be done by now
};

bool same(const Places& a, const Places& b) {
  constexpr double kSame = 1e-6;
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
    return x.first == y.first && std::abs(x.second - y.second) < kSame;
  });
}

std::vector<Change> changes_of(const Case& of, const Continuation& continuation,
                               const model::Roadmap& now) {
  auto agreed = plan::open_steps(of, continuation, continuation.agreed);
  auto planned = plan::open_steps(of, continuation, now);
  std::vector<Change> changes;
  for (std::size_t m = 0; m < of.measures().size(); ++m) {
    const MeasureId measure(m);
    Change change{measure, agreed[measure], planned[measure]};
    change.late = !change.agreed.empty() && change.agreed.begin()->first < continuation.from;
    if (!same(change.agreed, change.now)) changes.push_back(std::move(change));
  }
  return changes;
}

/// Of the agreed steps that are still open: those that keep their phase, and all.
std::pair<std::size_t, std::size_t> kept(const Case& of, const Continuation& continuation,
                                         const model::Roadmap& now) {
  auto agreed = plan::open_steps(of, continuation, continuation.agreed);
  auto planned = plan::open_steps(of, continuation, now);
  std::size_t kept = 0;
  std::size_t all = 0;
  for (const auto& [measure, places] : agreed)
    for (const auto& [phase, share] : places) {
      if (phase < continuation.from) continue;
      ++all;
      if (planned[measure].contains(phase)) ++kept;
    }
  return {kept, all};
}

std::string places_text(const Places& places) {
  if (places.empty()) return "not at all";
  std::string text;
  for (const auto& [phase, share] : places) {
    if (!text.empty()) text += ", ";
    text += "phase " + std::to_string(phase);
    if (share < 1) text += " (" + percent(share) + ")";
  }
  return text;
}

Json places_json(const Places& places) {
  Json list = Json::array();
  for (const auto& [phase, share] : places) list.push_back({{"phase", phase}, {"share", share}});
  return list;
}

}  // namespace

std::string replan_text(const Case& of, const Continuation& continuation,
                        const plan::Answer& answer, TextStyle style) {
  std::string text = plan_text(of, answer, style);
  if (!answer.roadmap) return text;
  const auto [keeping, all] = kept(of, continuation, *answer.roadmap);
  text += heading(fmt::format("What changes from phase {} on", continuation.from), style);
  text += paragraph(
      fmt::format("{} of the {} agreed steps from then on keep their phase.", keeping, all), 2,
      kTextColumns);
  TextTable table{{{"Step", Align::left, 20}, {"Agreed", Align::left}, {"Now", Align::left}}, {}};
  for (const Change& change : changes_of(of, continuation, *answer.roadmap))
    table.rows.push_back({{{of.measure(change.measure).title},
                           {places_text(change.agreed) + (change.late ? ", not done" : "")},
                           {places_text(change.now)}}});
  return table.rows.empty() ? text : text + table.text(style);
}

Json replan_json(const Case& of, const Continuation& continuation, const plan::Answer& answer) {
  Json json = plan_json(of, answer);
  json["kind"] = "replan";
  json["from_phase"] = continuation.from;
  if (!answer.roadmap) return json;
  const auto [keeping, all] = kept(of, continuation, *answer.roadmap);
  json["agreed_steps"] = all;
  json["kept_steps"] = keeping;
  json["changes"] = Json::array();
  for (const Change& change : changes_of(of, continuation, *answer.roadmap))
    json["changes"].push_back({{"measure", of.measure(change.measure).id},
                               {"agreed", places_json(change.agreed)},
                               {"now", places_json(change.now)},
                               {"late", change.late}});
  return json;
}

}  // namespace tandem::report
