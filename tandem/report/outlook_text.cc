#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/outlook_report.h"

namespace tandem::report {
namespace {

using outlook::EarlyWarning;
using outlook::Likely;

std::string likely_cell(const Likely& one) { return outlook::likely_words(one, "<", ">"); }
std::string share_likely(const Likely& one) {
  return fmt::format("{} % ({} to {})", fixed(100 * one.middle, 0), fixed(100 * one.low, 0),
                     fixed(100 * one.high, 0));
}

std::string rests_on(const std::vector<std::uint64_t>& entries) {
  if (entries.empty()) return {};
  std::vector<std::string> numbers;
  for (const std::uint64_t one : entries) numbers.push_back(std::to_string(one));
  return fmt::format(" ({} {})", entries.size() == 1 ? "entry" : "entries",
                     some_of(numbers, 5, ", "));
}

/// What was looked at, and has nothing in it.
std::string quiet_words(bool with_case) {
  if (!with_case)
    return "Nothing stands out: nothing is late, no fewer things are done than in other agreements "
           "as old, and nothing is expected after its day.";
  return "Nothing stands out: no breach, no more late than the case expects, no fewer things done "
         "than in other agreements as old, no trust lost, nobody without anything left to hold "
         "back, and nothing expected after its day.";
}

std::string warnings_text(const EarlyWarning& found, bool with_case, TextStyle style) {
  std::string text = heading("Early warning", style);
  if (found.warnings.empty()) return text + paragraph(quiet_words(with_case), 0, kTextColumns);
  for (const outlook::Warning& one : found.warnings)
    text += paragraph("- " + printable(one.says) + rests_on(one.entries) + ".", 0, kTextColumns);
  return text;
}

std::string plan_text_of(const EarlyWarning& found, TextStyle style) {
  TextTable table{{{"who"},
                   {"due by now", Align::right},
                   {"on time", Align::right},
                   {"late", Align::right},
                   {"open", Align::right},
                   {"days late, mean", Align::right, 10, 10},
                   {"chance of so many open", Align::right, 16, 22}},
                  {}};
  for (const outlook::OwnPlan& one : found.plan)
    table.rows.push_back(
        {{{one.party.empty() ? "all" : printable(one.party)},
          {std::to_string(one.due)},
          {std::to_string(one.on_time)},
          {std::to_string(one.late)},
          {std::to_string(one.open), one.open > 0 ? Ink::bad : Ink::plain},
          {one.late + one.open > 0 ? fixed(one.mean_days_late, 0) : "–"},
          {one.as_expected && !one.linked_open.empty() ? likely_cell(*one.as_expected) : "–"}}});
  return heading("Against its own plan", style) + table.text(style) +
         paragraph(
             "Obligations by the days of the text in force. The chance is of those linked to "
             "measures, were each as late as the case expects (at the ends of that number's "
             "range).",
             0, kTextColumns);
}

std::string rates_text(const EarlyWarning& found, TextStyle style) {
  if (found.rates.empty()) return {};
  TextTable table{{{"obligations compared with", Align::left, 20, 30},
                   {"all", Align::right},
                   {"done", Align::right},
                   {"verified", Align::right},
                   {"of others, %", Align::right, 10, 16},
                   {"chance of so few", Align::right, 12, 22}},
                  {}};
  for (const outlook::AgainstRate& one : found.rates)
    table.rows.push_back({{{std::string(outlook::base_rate(one.kind).words)},
                           {std::to_string(one.obligations)},
                           {std::to_string(one.reported)},
                           {std::to_string(one.verified)},
                           {fmt::format("{} ({} to {})", fixed(100 * one.expected.share, 0),
                                        fixed(100 * one.expected.range.low, 0),
                                        fixed(100 * one.expected.range.high, 0))},
                           {likely_cell(one.so_few)}}});
  return heading("Against other agreements", style) + table.text(style) +
         paragraph(
             fmt::format("Wholly carried out {} years after the signature. Source: {}. They ended "
                         "civil wars, and provisions of one accord are not independent: take the "
                         "chance as a hint.",
                         trimmed(found.rates.front().expected.years, 1),
                         outlook::base_rate(found.rates.front().kind).source),
             0, kTextColumns);
}

std::string trust_text(const model::Case& of, const EarlyWarning& found, TextStyle style) {
  if (found.trust.empty()) return {};
  TextTable table{{{"what"}, {"expects of"}, {"at first", Align::right}, {"now", Align::right}},
                  {}};
  for (const outlook::TrustIn& one : found.trust)
    table.rows.push_back({{{short_name(of.party(one.of))},
                           {short_name(of.party(one.in))},
                           {fixed(100 * one.before, 0) + " %"},
                           {share_likely(one.now)}}});
  return heading("Trust", style) + table.text(style) +
         paragraph(
             "How likely each holds the other to carry out its part, by the beliefs of the "
             "case and the model of stress; where 90 % of the worlds have it.",
             0, kTextColumns);
}

std::string leverage_text(const model::Case& of, const EarlyWarning& found, TextStyle style) {
  if (found.leverage.empty()) return {};
  TextTable table{{{"who"},
                   {"can hold back from"},
                   {"at first, %", Align::right},
                   {"now, %", Align::right},
                   {"of what is left", Align::left, 20}},
                  {}};
  for (const outlook::Leverage& one : found.leverage) {
    std::vector<std::string> left;
    for (const MeasureId m : one.left) left.push_back(of.measure(m).title);
    table.rows.push_back({{{short_name(of.party(one.holds))},
                           {short_name(of.party(one.over))},
                           {fixed(100 * one.at_first, 0)},
                           {fixed(100 * one.now, 0)},
                           {left.empty() ? "nothing" : some_of(left, 3)}}});
  }
  return heading("Leverage", style) + table.text(style) +
         paragraph(
             "Benefit to the other of what each takes part in and is not done, as a share "
             "of the other's own scale.",
             0, kTextColumns);
}

std::string owed_text(const EarlyWarning& found, TextStyle style) {
  if (found.owed.empty()) return {};
  TextTable table{{{"who"}, {"owes"}, {"open", Align::right}, {"late", Align::right}}, {}};
  for (const outlook::Owed& one : found.owed)
    table.rows.push_back({{{printable(one.by)},
                           {printable(one.to)},
                           {std::to_string(one.open)},
                           {std::to_string(one.late), one.late > 0 ? Ink::bad : Ink::plain}}});
  return heading("Who owes whom", style) + table.text(style);
}

std::string snap_text(const model::Case& of, const outlook::Breakdown& made, TextStyle style) {
  TextTable table{{{"measure", Align::left, 24},
                   {"in force", Align::right},
                   {"taken back", Align::right},
                   {"stays", Align::right},
                   {"by"}},
                  {}};
  for (const outlook::SnapBack& one : made.measures) {
    const double back = one.share * one.reversible;
    table.rows.push_back(
        {{{of.measure(one.measure).title + (one.recorded ? " *" : "")},
          {percent(one.share, 0) +
           (one.under_way > 0 ? fmt::format(", {} under way", percent(one.under_way, 0)) : "")},
          {percent(back, 0)},
          {percent(one.share - back, 0)},
          {one.by ? format_date(*one.by) : "–"}}});
  }
  std::string text =
      table.rows.empty() ? paragraph("Nothing is in force.", 0, kTextColumns) : table.text(style);
  if (std::ranges::any_of(made.measures, &outlook::SnapBack::recorded))
    text += paragraph("* of a party that has suspended the process or left it.", 0, kTextColumns);
  return text;
}

std::string after_text(const model::Case& of, const outlook::Breakdown& made, TextStyle style) {
  TextTable table{{{"party"},
                   {"had", Align::right},
                   {"loses", Align::right},
                   {"keeps", Align::right},
                   {"relieved", Align::right},
                   {"bears", Align::right},
                   {"forgoes", Align::right},
                   {"of itself", Align::right}},
                  {}};
  for (const outlook::AfterBreakdown& one : made.parties)
    table.rows.push_back({{{short_name(of.party(one.party))},
                           {points(one.had)},
                           {points(one.loses)},
                           {points(one.keeps)},
                           {points(-one.relieved)},
                           {points(-one.bears)},
                           {points(one.forgoes)},
                           {points(one.breakdown)}}});
  return table.text(style) +
         paragraph(
             "Points of each party's own scale of 100, from then to the horizon, by the "
             "case's likeliest numbers; had: net, until then; forgoes: net, of what was "
             "agreed and does not begin.",
             0, kTextColumns);
}

std::string breakdown_text(const model::Case& of, const outlook::Breakdown& made, TextStyle style) {
  const std::string head = made.recorded ? "Since the breakdown of " + format_date(made.day)
                                         : "If the process broke down on " + format_date(made.day);
  return heading(head, style) + snap_text(of, made, style) + after_text(of, made, style);
}

}  // namespace

std::string standing_text(const model::Case& of, const outlook::Standing& standing) {
  std::string text = paragraph(
      fmt::format(
          "The record reaches to month {} of the case ({}); {} of it {}.{}", standing.month,
          month_words(of, standing.month), counted(standing.steps.size(), "tranche", "tranches"),
          standing.steps.size() == 1 ? "was begun and holds" : "were begun and hold",
          standing.suspended
              ? fmt::format(" The process is suspended since {}, by {}.",
                            format_date(*standing.suspended), names(of, standing.suspended_by))
              : std::string()),
      0, kTextColumns);
  for (const std::string& one : standing.assumptions)
    text += paragraph("Taken as given: " + printable(one) + ".", 0, kTextColumns);
  for (const Diagnostic& one : standing.left_out)
    text += paragraph("Left out of the roadmap: " + printable(one.message) + ".", 0, kTextColumns);
  return text;
}

std::string outlook_text(const Outlook& of, TextStyle style) {
  std::string text =
      inked(printable("Outlook of " + of.state.ledger), Ink::strong, style) + "\n" +
      paragraph(fmt::format("As of {}, as known on {}: {}.", format_date(of.state.view.on),
                            ledger::format_second(of.state.view.known),
                            counted(of.state.entries, "entry", "entries")),
                0, kTextColumns);
  if (of.held != nullptr)
    text += standing_text(of.held->of, of.held->standing);
  else
    text += paragraph("Without a case: by the text alone.", 0, kTextColumns);
  text += warnings_text(of.warning, of.held != nullptr, style) + plan_text_of(of.warning, style) +
          rates_text(of.warning, style);
  if (of.held != nullptr)
    text +=
        trust_text(of.held->of, of.warning, style) + leverage_text(of.held->of, of.warning, style);
  text += owed_text(of.warning, style);
  if (of.held != nullptr && of.breakdown) text += breakdown_text(of.held->of, *of.breakdown, style);
  return text;
}

}  // namespace tandem::report
