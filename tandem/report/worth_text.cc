#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tandem/base/width.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/window_words.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using window::Best;
using window::Curve;
using window::Spending;
using window::Standing;
using window::Worth;

TextRow worth_row(const Worth& worth, const Best& best, std::string name, std::string cost) {
  return {{{std::move(name)},
           {std::move(cost)},
           {best.roadmap ? percent(best.objective, 2) : "none"},
           {gain_words(worth, best)}}};
}

std::string one_by_one(const Worth& worth, TextStyle style) {
  TextTable table{{{"Given up", Align::left, 34},
                   {"Political cost", Align::right},
                   {"Best", Align::right},
                   {"Gain", Align::right, 10}},
                  {}};
  table.rows.push_back(worth_row(worth, worth.as_it_is, "nothing", ""));
  table.rows.back().cells.back() = {""};
  for (const Best* best : by_gain(worth)) {
    const model::Limit& limit = worth.limits[best->limits.front()];
    table.rows.push_back(worth_row(worth, *best, model::name_of(worth.aim.of, limit),
                                   cost_words(model::cost_of(worth.aim.of, limit))));
  }
  table.rows.push_back(worth_row(worth, worth.all, "all of these", ""));
  return heading("One by one, and all together", style) + table.text(style);
}

/// A row for each cost at which more was reached or less is ruled out.
std::string curve_table(const Worth& worth, const Spending& spending, TextStyle style) {
  const Curve& curve = spending.curve;
  std::set<double> costs;
  for (const Curve::Reach& reach : curve.reached) costs.insert(reach.cost);
  for (const Curve::Ceiling& ceiling : curve.ceilings) costs.insert(ceiling.cost);
  TextTable table{{{"Cost up to", Align::right},
                   {"Given up", Align::left, 30},
                   {"Reached", Align::right},
                   {"No more than", Align::right}},
                  {}};
  for (const double cost : costs) {
    const auto reach = std::ranges::find(curve.reached, cost, &Curve::Reach::cost);
    const bool better = reach != curve.reached.end();
    const std::string words =
        better ? cost_words(spending.cost[static_cast<std::size_t>(reach - curve.reached.begin())])
               : trimmed(cost, 1);
    const double reached = curve.reached_at(cost);
    const std::string bound = bound_words(curve.bound_at(cost));
    if (!better && !table.rows.empty() && bound == table.rows.back().cells.back().text) continue;
    table.rows.push_back({{{better && reach->limits.empty() ? "0" : words},
                           {better ? reach_words(worth, *reach) : "no better is known"},
                           {std::isinf(reached) ? "none" : percent(reached, 2)},
                           {bound}}});
  }
  return table.text(style);
}

std::string total_text(const Worth& worth, TextStyle style) {
  std::string out = heading("Best for what is spent", style);
  out += paragraph(
      "Costs are best estimates; the range of a set is the sum of its limits' ranges. Reached: a "
      "roadmap does. No more than: proven for all sets of limits of that cost.",
      2, kTextColumns);
  out += curve_table(worth, worth.total, style);
  if (!worth.total.curve.settled)
    out += paragraph(
        fmt::format("The two are farther apart than the {} that was asked for: more roadmaps "
                    "(--most) or a longer --time-limit may bring them together.",
                    percent(worth.near, 2)),
        2, kTextColumns);
  return out;
}

/// What each holder alone can bring by giving up all that is its own.
std::string holders_text(const Worth& worth, TextStyle style) {
  if (worth.holders.size() < 2) return {};
  TextTable table{{{"Who alone gives up", Align::left, 30},
                   {"Political cost", Align::right},
                   {"Reached", Align::right},
                   {"No more than", Align::right}},
                  {}};
  for (const Spending& spending : worth.holders) {
    const model::Party& party = worth.aim.of.party(*spending.holder);
    const Curve& curve = spending.curve;
    const double bound = curve.ceilings.back().bound;
    if (curve.reached.empty()) {
      table.rows.push_back({{{short_name(party)}, {""}, {"none"}, {bound_words(bound)}}});
      continue;
    }
    const Curve::Reach& best = curve.reached.back();
    table.rows.push_back({{{short_name(party)},
                           {best.limits.empty() ? "0" : cost_words(spending.cost.back())},
                           {percent(best.value, 2)},
                           {bound_words(bound)}},
                          "  " + reach_words(worth, best)});
  }
  return heading("What each could bring alone", style) + table.text(style);
}

/// Those that bring more together than the better of them alone, as far as that is proven.
std::string pairs_text(const Worth& worth, TextStyle style) {
  if (worth.pairs.empty()) return {};
  TextTable table{{{"Both given up", Align::left, 34},
                   {"Best", Align::right},
                   {"More together", Align::right, 16}},
                  {}};
  std::size_t open = 0;
  for (const window::Pair& pair : worth.pairs) {
    const bool known = pair.least >= kNoGain;
    if (!known && pair.most > worth.near) ++open;
    if (!known) continue;
    const std::string least = percent(pair.least, 2);
    table.rows.push_back(
        {{{limit_names(worth.aim.of, worth.limits, pair.limits)},
          {percent(pair.best, 2)},
          {std::isinf(pair.most) ? "at least " + least
                                 : fmt::format("{} to {}", least, percent(pair.most, 2))}}});
  }
  std::string words =
      fmt::format("Of {}, {} proven to. ", counted(worth.pairs.size(), "pair", "pairs"),
                  table.rows.empty() ? "none is" : fmt::format("{} are", table.rows.size()));
  words += open == 0 ? fmt::format("No other brings more than {}.", percent(worth.near, 2))
                     : fmt::format("Whether {} do is not known; --pairs plans each.",
                                   table.rows.empty() ? std::to_string(open)
                                                      : fmt::format("{} others", open));
  return heading("Pairs that bring more together than either alone", style) +
         (table.rows.empty() ? "" : table.text(style)) + paragraph(words, 2, kTextColumns);
}

/// Where the case's policies stand by their own limits, the narrowest first.
std::string policies_text(const Worth& worth, TextStyle style) {
  if (worth.policies.empty()) return {};
  TextTable table{{{"Policy", Align::left, 24},
                   {"Gives up", Align::right},
                   {"Insists on", Align::right},
                   {"Best", Align::right},
                   {"No more than", Align::right}},
                  {}};
  for (const Standing* one : by_width(worth)) {
    const Standing& standing = *one;
    const std::vector<std::string> against = against_words(standing);
    std::string note = own_words(standing);
    if (!against.empty())
      note = fmt::format("No roadmap, as long as all of this holds: {} {}",
                         some_of(against, against.size(), " "), note);
    table.rows.push_back({{{worth.aim.of.data().alternatives[standing.policy].title},
                           {stake_words(standing.spent)},
                           {stake_words(standing.insisted)},
                           {best_words(standing.best)},
                           {standing.best.roadmap ? bound_words(standing.best.bound) : ""}},
                          "  " + note});
  }
  return heading("Where the policies stand, by their own limits", style) +
         paragraph(
             "What a policy gives up of the case's limits, and what it insists on besides, in "
             "political cost; and the best roadmap in which everybody's other limits are held.",
             2, kTextColumns) +
         table.text(style);
}

}  // namespace

std::string worth_text(const Worth& worth, TextStyle style) {
  std::string out = inked("What the window is worth", Ink::strong, style) + "\n";
  out += paragraph(
      "The best weighted sum of the objectives as the case stands, and where limits with a stated "
      "political cost are given up. Gains are proven: at least so much, at most so much.",
      2, kTextColumns);
  for (const window::Target& target : worth.aim.targets)
    out += paragraph("Asked for: " + target.words, 2, kTextColumns);
  out += one_by_one(worth, style) + total_text(worth, style) + holders_text(worth, style) +
         pairs_text(worth, style) + policies_text(worth, style);
  out += heading("Search", style);
  return out + fmt::format("  {} in {:.1f} s\n", counted(worth.asked, "roadmap", "roadmaps"),
                           worth.statistics.seconds);
}

}  // namespace tandem::report
