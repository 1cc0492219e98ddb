#include "tandem/outlook/resumption.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::outlook {
namespace {

using model::Case;
using stress::Past;

constexpr std::array<double, 5> kKeeps{1, .75, .5, .25, 0};

/// Whether each measure is away at the end of the record; shape [measures].
std::vector<char> away_in(const Case& of, const Past& past) {
  std::vector<char> away(of.measures().size(), false);
  for (const Past::Change& one : past.changes) {
    if (one.month > past.months) continue;
    if (one.kind == Past::Kind::withdrawn) away[one.thing] = true;
    if (one.kind == Past::Kind::restored) away[one.thing] = false;
  }
  return away;
}

/// The same record, after which the process stands as `kind` says, and every measure for which
/// `moves` is on its way to `where`: it gets there when its months have passed, or when the record
/// already has it on its way there.
Past turned(const Case& of, const Standing& standing, Past::Kind kind,
            const std::vector<char>& moves, Past::Kind where) {
  Past past = standing.past;
  std::erase_if(past.changes, [&](const Past::Change& one) { return one.month > past.months; });
  past.changes.push_back({past.months, kind, 0, 0});
  std::vector<Past::Change> ahead;
  for (std::size_t m = 0; m < moves.size(); ++m) {
    if (!moves[m]) continue;
    const auto known = std::ranges::find_if(standing.past.changes, [&](const Past::Change& one) {
      return one.month > past.months && one.kind == where && one.thing == m;
    });
    const int month = known != standing.past.changes.end() ? known->month
                                                           : past.months + of.measures()[m].restore;
    ahead.push_back({month, where, 0, m});
  }
  std::ranges::stable_sort(ahead, {}, &Past::Change::month);
  past.changes.insert(past.changes.end(), ahead.begin(), ahead.end());
  return past;
}

/// It ends for good on the day of the record's end: what stands is taken back.
Past ended(const Case& of, const Standing& standing) {
  std::vector<char> stand(of.measures().size(), false);
  const std::vector<char> away = away_in(of, standing.past);
  for (const Carried& one : standing.steps)
    if (one.in_force) stand[one.measure.index()] = !away[one.measure.index()];
  return turned(of, standing, Past::Kind::collapsed, stand, Past::Kind::withdrawn);
}

}  // namespace

Result<Replanned> replan(const Case& of, const Standing& standing, const plan::Options& options) {
  if (standing.from > of.time().phases)
    return tl::unexpected(
        Error{Errc::invalid_input,
              fmt::format("the case '{}' has no phase after its month {}: give it more phases; a "
                          "text that stands for its own case has none after its last day, there a "
                          "case is needed",
                          of.data().id, standing.month)});
  Replanned made;
  for (const auto& [measure, places] :
       plan::open_steps(of, standing.continuation(), standing.agreed))
    made.ahead += static_cast<std::size_t>(std::ranges::count_if(
        places, [&](const auto& place) { return place.first >= standing.from; }));
  for (const double keep : kKeeps) {
    plan::Options asked = options;
    asked.continuation = standing.continuation(keep);
    made.answer = plan::plan(of, asked);
    made.from = *std::move(asked.continuation);
    if (made.answer.roadmap || keep == kKeeps.back() || options.stop.stop_requested()) break;
    made.missed.push_back(
        {keep, made.answer.status == plan::Status::infeasible, std::move(made.answer.obstacles)});
  }
  if (auto& roadmap = made.answer.roadmap) roadmap = continued(of, standing, *roadmap);
  return made;
}

Past resumed(const Case& of, const Standing& standing) {
  if (!standing.suspended) return standing.past;
  return turned(of, standing, Past::Kind::resumed, away_in(of, standing.past),
                Past::Kind::restored);
}

Result<Resumption> resumption_of(const model::CaseDraft& draft, const Case& of,
                                 const Standing& standing,
                                 const std::optional<model::Roadmap>& replanned,
                                 const stress::Options& options) {
  Resumption made{.suspended = standing.suspended.has_value()};
  const auto add = [&](WayOn::Kind kind, model::Roadmap roadmap) {
    made.ways.push_back({kind, std::move(roadmap), {}, {}, {}});
  };
  add(WayOn::Kind::none, standing.carried);
  add(WayOn::Kind::as_it_stands, standing.carried);
  add(WayOn::Kind::as_agreed, as_agreed(of, standing));
  if (replanned) add(WayOn::Kind::replanned, *replanned);
  std::vector<stress::Contender> contenders;
  const Past goes_on = resumed(of, standing);
  for (const WayOn& way : made.ways)
    contenders.push_back({fmt::format("way-{}", static_cast<int>(way.kind)),
                          "",
                          way.roadmap,
                          {.past = way.kind == WayOn::Kind::none ? ended(of, standing) : goes_on}});
  auto compared = stress::compare(draft, of, contenders, {options, 0});
  if (!compared) return tl::unexpected(std::move(compared.error()));
  made.histories = compared->results.front().histories;
  const auto metrics = stress::metrics(of);
  for (std::size_t w = 0; w < made.ways.size(); ++w)
    for (std::size_t p = 0; p < of.parties().size(); ++p) {
      const auto metric =
          std::ranges::find(metrics, "value." + of.parties()[p].id, &stress::Metric::name);
      const stress::Estimate& one =
          compared->differences[w].metrics[static_cast<std::size_t>(metric - metrics.begin())];
      WayOn& way = made.ways[w];
      way.better.push_back(one);
      if (w == 0 || of.parties()[p].role != model::Role::principal) continue;
      if (one.low > 0) way.preferred_by.emplace_back(p);
      if (one.high < 0) way.refused_by.emplace_back(p);
    }
  return made;
}

}  // namespace tandem::outlook
