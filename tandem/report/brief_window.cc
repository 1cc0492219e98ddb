#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tandem/report/internal/conflict_drawing.h"
#include "tandem/report/internal/page.h"
#include "tandem/report/internal/window_words.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/internal/worth_drawings.h"

/// The policy window: where policies stand, what they come up against, and what widening brings.
namespace tandem::report {
namespace {

using window::Best;
using window::Curve;
using window::Standing;
using window::Worth;

Html subheading(std::string_view words) { return element("h3", "", text(words)); }

std::string window_message(const Worth& worth) {
  std::string words =
      worth.as_it_is.roadmap
          ? fmt::format("The case's limits allow {}, and no more than {}.",
                        percent(worth.as_it_is.objective, 2), bound_words(worth.as_it_is.bound))
          : std::string("The case's limits allow no roadmap that is known.");
  if (worth.all.roadmap)
    words += fmt::format(
        " With every limit given up that has a stated cost it is {}, and no more "
        "than {}.",
        percent(worth.all.objective, 2), bound_words(worth.all.bound));
  const auto none = std::ranges::count_if(worth.policies, [](const Standing& standing) {
    return standing.best.status == plan::Status::infeasible;
  });
  if (!worth.policies.empty())
    words += fmt::format(" By their own limits, {} of {} allow no roadmap at all.", none,
                         counted(worth.policies.size(), "policy", "policies"));
  return words;
}

/// What is asked for beyond the case, one a line.
Html targets(const Window& window) {
  if (!window.why) return {};
  std::vector<Html> items;
  for (const window::Target& target : window.why->aim.targets) items.push_back(text(target.words));
  return para("", text(window.why->possible() ? "What is asked for besides is possible as it is:"
                                              : "Asked for besides, and ruled out:")) +
         bullets(items);
}

/// What would allow what is asked for.
Html openings(const Window& window) {
  if (!window.relax || window.relax->possible() || window.relax->openings.empty()) return {};
  const window::Answer& relax = *window.relax;
  Table table{"What would allow what is asked for, cheapest first",
              "",
              {{"Given up"}, {"Political cost", "num"}, {"Or moved"}}};
  for (const window::Opening& opening : relax.openings) {
    std::string moved;
    for (const window::Movement& movement : opening.movements)
      moved += (moved.empty() ? "" : "; ") +
               model::name_of(relax.aim.of, relax.limits[movement.limit]) + " " +
               movement_words(movement);
    table.rows.push_back(
        {{{.inner = text(limit_names(relax.aim.of, relax.limits, opening.limits)), .head = true},
          {text(price_words(opening))},
          {text(moved.empty() ? "–" : moved)}}});
  }
  return table.html();
}

Html policies(const Worth& worth) {
  if (worth.policies.empty()) return {};
  Table table{"The policies by their own limits, the narrowest first",
              "",
              {{"", "", "4%"},
               {"Policy"},
               {"Gives up", "num"},
               {"Insists on besides", "num"},
               {"Best", "num"},
               {"No more than", "num"}}};
  const std::vector<const Standing*> all = by_width(worth);
  for (std::size_t k = 0; k < all.size(); ++k) {
    const Standing& one = *all[k];
    const std::string& title = worth.aim.of.data().alternatives[one.policy].title;
    table.rows.push_back(
        {{{text(letter_of(k))},
          {.inner = text(title) + element("small", "", text(own_words(one))), .head = true},
          {text(stake_words(one.spent))},
          {text(stake_words(one.insisted))},
          {text(best_words(one.best)), one.best.roadmap ? "" : "warn"},
          {text(one.best.roadmap ? bound_words(one.best.bound) : "–")}}});
  }
  return subheading("Where the policies stand") +
         para("intro",
              text("Each policy by what it gives up of the case's limits and what it insists on "
                   "besides, in political cost; what everybody else holds stays.")) +
         figure("wide", policies_drawing(worth)) + table.html();
}

NamedConflict named(std::string name, const window::Answer& answer, const window::Block& conflict) {
  NamedConflict made{std::move(name), &answer.aim.of, {}, doubt_words(conflict)};
  for (const std::size_t k : conflict.limits) made.limits.push_back(answer.limits[k]);
  return made;
}

std::vector<NamedConflict> conflicts_of(const Window& window) {
  std::vector<NamedConflict> all;
  const std::vector<const Standing*> policies = by_width(window.worth);
  for (std::size_t k = 0; k < policies.size(); ++k)
    if (const auto& why_not = policies[k]->why_not)
      all.push_back(named(letter_of(k), *why_not, why_not->conflicts.front()));
  if (!window.why) return all;
  for (std::size_t k = 0; k < window.why->conflicts.size(); ++k)
    all.push_back(named(std::to_string(k + 1), *window.why, window.why->conflicts[k]));
  return all;
}

Html conflict_words(const NamedConflict& conflict) {
  std::string words = "As long as all of this holds:";
  for (const model::Limit& limit : conflict.limits)
    words += " " + model::words_of(*conflict.of, limit);
  if (conflict.limits.empty())
    words = "Whatever is given up: the case's structure and what is asked for rule it out.";
  return element("b", "", text(conflict.name + ". ")) + text(words + conflict.doubt);
}

Html conflicts(const Window& window) {
  const std::vector<NamedConflict> all = conflicts_of(window);
  if (all.empty()) return {};
  std::vector<Html> items;
  for (const NamedConflict& conflict : all) items.push_back(conflict_words(conflict));
  const bool asked = window.why && !window.why->conflicts.empty();
  return subheading("What cannot all be held") +
         para("intro",
              text(fmt::format(
                  "{} Each set is a smallest one, where nothing else is said of it: any one of "
                  "its limits could give way. There may be others.",
                  asked ? "Letters: why a policy has no roadmap. Numbers: why what is asked for "
                          "has none."
                        : "Why a policy has no roadmap."))) +
         figure("wide", conflict_drawing(all, "Limits that cannot all be held")) + bullets(items);
}

Html curve_table(const Worth& worth) {
  const Curve& curve = worth.total.curve;
  Table table{
      "The best for what is spent",
      "",
      {{"Given up"}, {"Political cost", "num"}, {"Reached", "num"}, {"No more than", "num"}}};
  for (std::size_t k = 0; k < curve.reached.size(); ++k)
    table.rows.push_back(
        {{{.inner = text(reach_words(worth, curve.reached[k])), .head = true},
          {text(curve.reached[k].limits.empty() ? "0" : cost_words(worth.total.cost[k]))},
          {text(percent(curve.reached[k].value, 2))},
          {text(bound_words(curve.bound_at(curve.reached[k].cost)))}}});
  return table.html();
}

Html limits_table(const Worth& worth) {
  Table table{
      "Each limit alone; what takes most from the best roadmap first",
      "",
      {{"Given up"}, {"Holder"}, {"Political cost", "num"}, {"Best", "num"}, {"Gain", "num"}}};
  for (const Best* one : by_gain(worth)) {
    const Best& best = *one;
    const model::Limit& limit = worth.limits[best.limits.front()];
    const auto holder = model::holder_of(worth.aim.of, limit);
    table.rows.push_back({{{.inner = text(model::name_of(worth.aim.of, limit)), .head = true},
                           {text(holder ? short_name(worth.aim.of.party(*holder)) : "–")},
                           {text(cost_words(model::cost_of(worth.aim.of, limit)))},
                           {text(best_words(best))},
                           {text(gain_words(worth, best))}}});
  }
  return table.html();
}

Html widening(const Worth& worth) {
  if (worth.limits.empty()) return {};
  return subheading("What widening brings") +
         para("intro",
              text("The best weighted sum of the objectives against the political cost of what "
                   "is given up: best estimates; the range of a set is the sum of its limits' "
                   "ranges. Gains are proven: at least so much, at most so much.")) +
         figure("wide", curve_drawing(worth)) + curve_table(worth) + limits_table(worth);
}

}  // namespace

Html window_section(const Page& page) {
  if (!page.brief.window) return {};
  const Window& window = *page.brief.window;
  return section("window", "The policy window",
                 message(window_message(window.worth)) + targets(window) + policies(window.worth) +
                     conflicts(window) + openings(window) + widening(window.worth),
                 "fresh");
}

}  // namespace tandem::report
