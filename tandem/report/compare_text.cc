#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/event_words.h"
#include "tandem/report/internal/stress_words.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Case;
using stress::Comparison;
using stress::Contender;
using stress::Mark;

constexpr int kEarly = 24;  // months
constexpr int kLate = 96;   // months

std::vector<TextColumn> with_contenders(const std::string& head,
                                        const std::vector<Contender>& contenders) {
  std::vector<TextColumn> columns{{head, Align::left, 16}};
  for (const Contender& one : contenders) columns.push_back({one.title, Align::right, 11, 16});
  return columns;
}

std::string outcomes(const Case& of, const std::vector<Contender>& contenders,
                     const Comparison& made, TextStyle style) {
  TextTable table{{{"Policy", Align::left, 14, 24},
                   {fmt::format("Unbroken {} m.", kEarly), Align::right, 9},
                   {fmt::format("Running {} m.", kLate), Align::right, 9},
                   {"Risk, %", Align::right},
                   {"Goals, %", Align::right}},
                  {}};
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::principal)
      table.columns.push_back({short_name(of.parties()[p]), Align::right, 12});
  for (std::size_t c = 0; c < contenders.size(); ++c) {
    const stress::Results& results = made.results[c];
    const bool agreement = !contenders[c].roadmap.increments.empty();
    double security = 0;
    for (const Mark& mark : results.marks) security += mark.security.mean();
    TextRow row{{{contenders[c].title},
                 {agreement ? range_words(mark_at(results, kEarly).unbroken) : "–"},
                 {agreement ? range_words(mark_at(results, kLate).running) : "–"},
                 {fixed(100 * security / static_cast<double>(results.marks.size()), 0)},
                 {fixed(100 * results.marks.back().goals.mean(), 0)}}};
    for (std::size_t p = 0; p < of.parties().size(); ++p)
      if (of.parties()[p].role == model::Role::principal)
        row.cells.push_back({fmt::format("{} ({} to {})", points(results.values[p].mean()),
                                         points(results.values[p].lower_tail(kTail)),
                                         points(results.values[p].upper_tail(kTail)))});
    table.rows.push_back(std::move(row));
  }
  return heading("What each comes to", style) + table.text(style) +
         paragraph(
             "Unbroken and running: share of the histories (where 90 % of the worlds lie), months "
             "from "
             "the start of the case, waiting included. "
             "Risk: risk reduction in force, mean over time. Goals: final goals in force at "
             "the end. Parties: mean value in % of the own scale (worst tenth to best tenth), "
             "against no agreement.",
             0, kTextColumns);
}

std::string estimate_words(const stress::Estimate& e, double scale) {
  const auto number = [&](double value) {
    const double shown = scale * value;
    return (shown > 0 ? "+" : "") + fixed(shown, std::abs(shown) < 10 ? 1 : 0);
  };
  return fmt::format("{} ({} to {})", number(e.mean), number(e.low), number(e.high));
}

std::string differences(const Case& of, const std::vector<Contender>& contenders,
                        const Comparison& made, TextStyle style) {
  const std::vector<Contender> others(contenders.begin() + 1, contenders.end());
  if (others.empty()) return {};
  TextTable table{with_contenders("Less the first", others), {}};
  const auto metrics = stress::metrics(of);
  for (std::size_t m = 0; m < metrics.size(); ++m) {
    TextRow row{{{capitalised(metrics[m].words)}}};
    for (std::size_t c = 1; c < contenders.size(); ++c)
      row.cells.push_back({estimate_words(made.differences[c].metrics[m], metrics[m].scale)});
    table.rows.push_back(std::move(row));
  }
  return heading(fmt::format("How the others differ from \"{}\"", contenders.front().title),
                 style) +
         table.text(style) +
         paragraph("In the same futures, with the 95 % interval of the mean difference.", 0,
                   kTextColumns);
}

std::string regrets(const Case& of, const std::vector<Contender>& contenders,
                    const Comparison& made, PartyId i, TextStyle style) {
  TextTable table{with_contenders("If", contenders), {}};
  std::vector<double> largest(contenders.size(), 0);
  for (std::size_t f = 0; f < made.families.size(); ++f) {
    TextRow row{{{made.families[f].words}}};
    for (std::size_t c = 0; c < contenders.size(); ++c) {
      const double regret = made.in_family[f][c].regret[i.index()];
      largest[c] = std::max(largest[c], regret);
      row.cells.push_back(
          {points(made.in_family[f][c].values[i.index()]), regret == 0 ? Ink::good : Ink::plain});
    }
    table.rows.push_back(std::move(row));
  }
  TextRow last{{{"Largest regret", Ink::strong}}};
  const double least = *std::ranges::min_element(largest);
  for (const double regret : largest)
    last.cells.push_back({points(regret), regret == least ? Ink::good : Ink::plain});
  table.rows.push_back(std::move(last));
  return heading(fmt::format("{}: mean value by kind of future", of.party(i).name), style) +
         table.text(style);
}

std::string worth_it(const stress::Wager& wager) {
  if (wager.worth_it)
    return fmt::format("{} ({:.0f} to {:.0f})", percent(*wager.worth_it, 0),
                       100 * wager.worth_it_range.low, 100 * wager.worth_it_range.high);
  return std::min(wager.sincere, wager.insincere) >= 0 ? "always" : "never";
}

std::string wagers(const Case& of, const std::vector<Contender>& contenders, const Comparison& made,
                   std::size_t k, TextStyle style) {
  const PartyId i = made.wagers[0][k].party;
  TextTable table{{{"Policy", Align::left, 16, 28},
                   {"Meant", Align::right, 7},
                   {"Not meant", Align::right, 9},
                   {"Best tenth", Align::right, 8},
                   {"Worst tenth", Align::right, 8},
                   {"Worth it above", Align::right, 15}},
                  {}};
  for (std::size_t c = 0; c < contenders.size(); ++c) {
    if (contenders[c].roadmap.increments.empty()) continue;
    const stress::Wager& wager = made.wagers[c][k];
    const Sketch& values = made.results[c].values[i.index()];
    table.rows.push_back({{{contenders[c].title},
                           {points(wager.sincere)},
                           {points(wager.insincere)},
                           {points(values.upper_tail(kTail))},
                           {points(values.lower_tail(kTail))},
                           {worth_it(wager)}}});
  }
  return heading(fmt::format("The wager of {}", of.party(i).name), style) + table.text(style);
}

}  // namespace

std::string compare_text(const Case& of, const std::vector<Contender>& contenders,
                         const StressAsked& asked, const Comparison& made, TextStyle style) {
  const stress::Results& first = made.results.front();
  std::string out =
      fmt::format("{}: {} policies in the same futures\n", of.data().id, contenders.size());
  out += paragraph(
      fmt::format("{} histories of {} months each, in {} worlds (seed {}). {}", first.histories,
                  first.months, first.worlds, asked.seed,
                  asked.draw ? "Each world draws every number that has a range or is a default."
                             : "Every number stays at its likeliest value."),
      0, kTextColumns);
  if (!contenders.front().setting.newly.empty())
    out += paragraph("The governments of the principals have just taken office.", 0, kTextColumns);
  out += outcomes(of, contenders, made, style) + differences(of, contenders, made, style);
  if (made.families.empty()) return out;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::principal)
      out += regrets(of, contenders, made, PartyId(p), style);
  out += paragraph(
      "Each kind of future has some numbers at one end of their ranges, the others are drawn. The "
      "regret of a policy is what the best of those here would bring more.",
      0, kTextColumns);
  for (std::size_t k = 0; k < made.wagers.front().size(); ++k)
    out += wagers(of, contenders, made, k, style);
  out += paragraph(
      "Meant: the other principals play their interest; not meant: they break off when they would "
      "first have to give something. Worth it above: the chance that it is meant above which the "
      "policy is worth more than no agreement, with its 95 % interval, which more "
      "--family-histories narrow.",
      0, kTextColumns);
  return out;
}

}  // namespace tandem::report
