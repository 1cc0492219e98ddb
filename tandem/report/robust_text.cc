#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/plan_parts.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Case;
using plan::Robust;
using plan::RobustPlan;
using Origin = plan::RobustPlan::Origin;

constexpr std::size_t kMostRules = 3;

std::string name_of(const RobustPlan& plan) {
  switch (plan.origin) {
    case Origin::modes:
      return "At the modes";
    case Origin::sure:
      return "For " + percent(plan.sure);
    case Origin::beside:
      break;
  }
  return title_of(*plan.roadmap);
}

std::string seen(const plan::Record& record) {
  if (record.futures == 0) return "not tried";
  return seen_words(record.holds, record.futures);
}

std::string meaning(const Robust& answer, const plan::RobustOptions& asked) {
  std::string out = fmt::format(
      "A future is a value for every number that has a range, drawn from it: {} to plan for, {} "
      "others to try the roadmaps in (seed {}). Draws are independent of each other, and as good "
      "as the ranges. Durations, tranches, capacities and what comes after what stay at their "
      "modes. ",
      asked.futures, asked.fresh, asked.seed);
  const auto surest = std::ranges::find_if(answer.plans, [](const RobustPlan& plan) {
    return plan.origin == Origin::sure && plan.roadmap;
  });
  const RobustPlan& plain = answer.plans.front();
  if (surest == answer.plans.end() || plain.tried.futures == 0) return out;
  out += fmt::format(
      "The roadmap planned at the modes stands in {} of the fresh futures; that for {} of the "
      "futures stands in {}, and its objective at the modes is {} instead of {}.",
      seen(plain.tried), percent(surest->sure), seen(surest->tried), percent(surest->at_modes, 2),
      percent(plain.at_modes, 2));
  return out;
}

std::string none_words(plan::Status status) {
  return status == plan::Status::infeasible ? "none: proven" : "none found";
}

std::string bound_words(const RobustPlan& plan) {
  if (plan.origin == Origin::beside) return "–";
  return std::isfinite(plan.bound) ? percent(plan.bound, 2) : "not known";
}

std::string prices(const Robust& answer, TextStyle style) {
  TextTable table{{{"Roadmap", Align::left, 12},
                   {"At modes", Align::right},
                   {"At worst", Align::right},
                   {"None above", Align::right},
                   {"Stands in", Align::right, 10},
                   {"Of fresh ones", Align::right, 18}},
                  {}};
  for (const RobustPlan& plan : answer.plans) {
    TextRow row{{{name_of(plan)}}};
    if (!plan.roadmap) {
      row.cells.push_back({none_words(plan.status), Ink::bad});
      table.rows.push_back(std::move(row));
      continue;
    }
    const bool sure = plan.origin == Origin::sure;
    row.cells.push_back({percent(plan.at_modes, 2)});
    row.cells.push_back({sure ? percent(plan.objective, 2) : "–"});
    row.cells.push_back({bound_words(plan)});
    row.cells.push_back({plan.made_for.futures == 0 ? "not tried"
                                                    : fmt::format("{} of {}", plan.made_for.holds,
                                                                  plan.made_for.futures)});
    row.cells.push_back({seen(plan.tried)});
    table.rows.push_back(std::move(row));
  }
  return heading("What it costs to be sure", style) + table.text(style) +
         paragraph(
             "Of the weighted sum of the objectives. At worst: of each where it is smallest in "
             "the futures that the roadmap is made for. None above: no roadmap that is as sure "
             "is better there (proven). Stands in: of the futures planned for; then of the "
             "fresh ones, with the 95 % interval.",
             2, kTextColumns);
}

std::string regrets(const Robust& answer, TextStyle style) {
  TextTable table{{{"Roadmap", Align::left, 12},
                   {"Worst", Align::right},
                   {"Median", Align::right},
                   {"Mean regret", Align::right},
                   {"Largest regret", Align::right}},
                  {}};
  const RobustPlan* least = nullptr;
  for (const RobustPlan& plan : answer.plans) {
    if (!plan.roadmap || plan.tried.futures == 0) continue;
    const plan::Record& record = plan.tried;
    if (least == nullptr || record.largest_regret < least->tried.largest_regret) least = &plan;
    std::vector<std::string> fails;
    for (const auto& [rule, count] : record.fails)
      fails.push_back(
          fmt::format("{} {}", capitalised(rule_words(rule)),
                      percent(static_cast<double>(count) / static_cast<double>(record.futures))));
    table.rows.push_back({{{name_of(plan)},
                           {record.worst ? percent(*record.worst, 2) : "–"},
                           {record.median ? percent(*record.median, 2) : "–"},
                           {percent(record.mean_regret, 2)},
                           {percent(record.largest_regret, 2)}},
                          fails.empty() ? "" : "fails: " + some_of(fails, kMostRules)});
  }
  if (least == nullptr) return {};
  std::string words =
      "Worst and median of the objective, where the roadmap stands. Regret: what it falls short of "
      "the best of these in the same future; where it does not stand it counts as no agreement.";
  if (table.rows.size() > 1)
    words += fmt::format(" The smallest largest regret: {}.", name_of(*least));
  return heading("In the fresh futures", style) + table.text(style) +
         paragraph(words, 2, kTextColumns);
}

}  // namespace

std::string robust_text(const Case& of, const plan::RobustOptions& asked, const Robust& answer,
                        TextStyle style) {
  const RobustPlan& plain = answer.plans.front();
  std::string out = inked("Roadmaps for many futures", Ink::strong, style) + '\n';
  if (!plain.roadmap) {
    out += paragraph(without_roadmap(plain.status, answer.statistics), 2, kTextColumns) +
           obstacles_text(of, plain.status, answer.obstacles, style);
  } else {
    out += paragraph(meaning(answer, asked), 2, kTextColumns) + prices(answer, style) +
           regrets(answer, style);
  }
  out += ideals_text(of, answer.ideal, answer.ideal_proven, style);
  return out + search_text(answer.statistics, style);
}

}  // namespace tandem::report
