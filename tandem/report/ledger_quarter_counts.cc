#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <utility>

#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/internal/quarter_parts.h"
#include "tandem/report/internal/schedule_words.h"
#include "tandem/report/internal/words.h"

/// What a quarterly report counts: over all, and of what was due.
namespace tandem::report {
namespace {

using interop::DocTable;
using interop::line_of;
using ledger::ObligationState;
using ledger::Reported;
using ledger::State;
using ledger::Verification;

/// "12 of 30 (40 %)"; no percentage of none.
std::string part_of(std::size_t n, std::size_t all) {
  if (all == 0) return fmt::format("{} of 0", n);
  return fmt::format("{} of {} ({})", n, all,
                     percent(static_cast<double>(n) / static_cast<double>(all)));
}

/// One row of the table: a count, and what it is held against.
struct CountRow {
  std::string what;
  std::function<std::size_t(const LedgerCounts&)> count;
  bool of_reported = false;  ///< held against what is reported, else against the whole text
  std::string formula;
};

CountRow row_of(Reported what, std::string head, std::string_view formula) {
  return {std::move(head), [what](const LedgerCounts& counts) { return counts[what]; }, false,
          fmt::format("{} ÷ obligations of the text in force", formula)};
}
CountRow row_of(Verification what, std::string head, std::string_view formula) {
  return {std::move(head), [what](const LedgerCounts& counts) { return counts[what]; }, true,
          fmt::format("{} ÷ obligations reported as done, wholly or in part", formula)};
}

/// The first eight add up to all obligations, the last five to all that are reported.
std::vector<CountRow> count_rows() {
  return {
      row_of(Reported::done, "Reported as done", "reported as done"),
      row_of(Reported::late, "Late", "past their day and not reported as done"),
      row_of(Reported::due, "Due on that day", "to be done on the last day"),
      row_of(Reported::started, "Started", "begun, and not late"),
      row_of(Reported::suspended, "Suspended", "suspended by an actor"),
      row_of(Reported::withdrawn, "Withdrawn from", "an actor withdrew"),
      row_of(Reported::rebaselined, "Not due, re-baselined",
             "not due, and an amendment moved their day"),
      row_of(Reported::not_due, "Not due", "neither due nor past their day, or without one"),
      {"Moved", [](const LedgerCounts& counts) { return counts.moved; }, false,
       "an amendment moved their day, whatever became of them ÷ obligations of the text in force"},
      row_of(Verification::verified, "Found to be met", "last finding of others: met"),
      row_of(Verification::claimed, "Only claimed", "nothing found since"),
      row_of(Verification::contested, "Contested", "denied by somebody and not answered"),
      row_of(Verification::not_met, "Found not to be met", "last finding: not met"),
      row_of(Verification::unknown, "Unknown", "looked for, and could not be told"),
  };
}

DocTable counts_table(const State& begin, const State& end) {
  const LedgerCounts first = counts_in(begin);
  const LedgerCounts last = counts_in(end);
  DocTable table{"Counts at the beginning and at the end, each with its formula",
                 {{"What", 20}, {"At the beginning", 19}, {"At the end", 19}, {"Formula", 42}},
                 {}};
  const auto add = [&](std::string what, std::string then, std::string now, std::string formula) {
    table.rows.push_back({{line_of(std::move(what)), line_of(std::move(then)),
                           line_of(std::move(now)), line_of(std::move(formula))}});
  };
  add("Obligations", fmt::format("{}", first.all), fmt::format("{}", last.all),
      "all that the text in force has");
  add("Reported in part or whole", fmt::format("{}", first.reported),
      fmt::format("{}", last.reported), "those with a share above 0");
  for (const CountRow& row : count_rows()) {
    const auto part = [&](const LedgerCounts& counts) {
      return part_of(row.count(counts), row.of_reported ? counts.reported : counts.all);
    };
    add(row.what, part(first), part(last), row.formula);
  }
  return table;
}

/// The days of the period on which an obligation is to be done.
struct DueDays {
  const ObligationState* one = nullptr;
  std::vector<model::Day> days;
  std::size_t done = 0;  ///< of these, reported
  bool repeated = false;
};

std::vector<DueDays> due_in_period(const State& end, const Period& period) {
  const auto in = [&](model::Day day) {
    return day >= model::Day{period.from} && day <= model::Day{period.on};
  };
  std::vector<DueDays> all;
  for (const ObligationState& one : end.obligations) {
    const auto id = end.agreement->find_obligation(one.id);
    if (!id || one.void_by_default) continue;
    DueDays due{.one = &one, .days = {}};
    if (end.agreement->obligation(*id).trigger.timing == model::Timing::every) {
      due.repeated = true;
      const auto& repeats = end.dates.of[id->index()].repeats;
      for (std::size_t k = 0; k < repeats.size(); ++k) {
        if (!in(repeats[k])) continue;
        due.days.push_back(repeats[k]);
        due.done += k < one.times ? 1 : 0;
      }
    } else if (one.due && in(*one.due)) {
      due.days.push_back(*one.due);
      // Of one that is only to begin, that is all there is to do.
      const bool begun = goes_by_start(end.agreement->obligation(*id)) && one.started;
      due.done = one.reported == Reported::done || begun ? 1 : 0;
    }
    if (!due.days.empty()) all.push_back(std::move(due));
  }
  std::ranges::stable_sort(all, {}, [](const DueDays& due) { return due.days.front(); });
  return all;
}

struct DueCounts {
  std::size_t days = 0;
  std::size_t done = 0;
  std::size_t verified = 0;
};

DueCounts counts_of_due(const std::vector<DueDays>& all) {
  DueCounts counts;
  for (const DueDays& due : all) {
    counts.days += due.days.size();
    counts.done += due.done;
    if (due.one->verification == Verification::verified) counts.verified += due.done;
  }
  return counts;
}

std::string days_words(const DueDays& due) {
  if (!due.repeated) return due_days(*due.one);
  if (due.days.size() == 1) return format_date(Date{due.days.front()});
  return fmt::format("{} days from {} to {}; {} reported", due.days.size(),
                     format_date(Date{due.days.front()}), format_date(Date{due.days.back()}),
                     due.done);
}

std::string summary_words(const State& end, const DueCounts& due, std::size_t back_steps) {
  const auto open = std::ranges::count(end.disputes, true, &ledger::DisputeState::open);
  std::string words = "Nothing had its day in the period.";
  if (due.days > 0)
    words =
        fmt::format("{} in the period: {} reported as done by its end, {} of them verified.",
                    due.days == 1 ? "1 thing was due" : fmt::format("{} things were due", due.days),
                    due.done, due.verified);
  words += fmt::format(" At its end the text has {} {} open.", counts_words(counts_in(end)),
                       open == 0   ? "No dispute is"
                       : open == 1 ? "1 dispute is"
                                   : fmt::format("{} disputes are", open));
  if (back_steps > 0)
    words +=
        fmt::format(" The record has {} back in the period.", counted(back_steps, "step", "steps"));
  return words;
}

}  // namespace

void QuarterParts::summary(Blocks& to) {
  const DueCounts counts = counts_of_due(due_in_period(end_, of_.period));
  add_heading(to, "In short", "short");
  add_paragraph(to, summary_words(end_, counts, steps_back().size()), interop::DocLook::message);
  add_paragraph(to,
                "What is agreed, what is reported by those who have to do it, and what others have "
                "found are three things, and nothing here merges them. Numbers in brackets are "
                "entries of the ledger; the annex has them with their sources. What nobody "
                "recorded is not here.");
  if (begin_.agreement == nullptr)
    add_paragraph(to, "At the beginning of the period no agreement was in force.");
  to.emplace_back(counts_table(begin_, end_));
}

void QuarterParts::due(Blocks& to) {
  add_heading(to, "What was due in the period", "due");
  const auto all = due_in_period(end_, of_.period);
  if (all.empty()) return add_paragraph(to, "Nothing had its day in the period.");
  const DueCounts counts = counts_of_due(all);
  add_paragraph(
      to, fmt::format("Reported as done by the end of the period: {} = days of the period on which "
                      "something was due and is reported, of what was only to begin as begun ÷ "
                      "all such days. Verified: {} = those whose last finding is that it is met ÷ "
                      "those reported.",
                      part_of(counts.done, counts.days), part_of(counts.verified, counts.done)));
  DocTable table{"Due in the period",
                 {{"Id", 7},
                  {"Obligation", 27},
                  {"Who owes whom", 23},
                  {"Day", 14},
                  {"Reported", 15},
                  {"Verification", 13},
                  {"Entries", 10}},
                 {}};
  for (const DueDays& due : all)
    table.rows.push_back(
        {{id_line(*due.one), line_of(due.one->title), line_of(owes(*due.one)),
          line_of(days_words(due)), line_of(reported(*due.one)), line_of(found(*due.one)),
          refs(due.one->entries)},
         "",
         due.done < due.days.size() ? interop::RowLook::bad : interop::RowLook::plain});
  to.emplace_back(std::move(table));
}

void QuarterParts::due_next(Blocks& to) {
  const auto days = [](int n) { return std::chrono::days(n); };
  const Date from{model::Day{of_.period.on} + days(1)};
  const Period next{from, Date{model::Day{add_months(from, 3)} - days(1)}};
  add_heading(to, "What is due next", "next");
  const auto all = due_in_period(end_, next);
  DocTable table{
      fmt::format("Due from {} to {}", format_date(next.from), format_date(next.on)),
      {{"Id", 8}, {"Day", 17}, {"Obligation", 38}, {"Who owes whom", 25}, {"Reported so far", 16}},
      {}};
  for (const DueDays& due : all) {
    if (due.done == due.days.size()) continue;
    table.rows.push_back({{id_line(*due.one), line_of(days_words(due)), line_of(due.one->title),
                           line_of(owes(*due.one)), line_of(reported(*due.one))}});
  }
  const std::size_t undated = due_in(end_, 0).undated;
  if (table.rows.empty())
    add_paragraph(to, "In the three months after the period nothing has its day.");
  else
    to.emplace_back(std::move(table));
  if (undated > 0)
    add_paragraph(to, fmt::format("{} open and without a day.",
                                  counted(undated, "obligation is", "obligations are")));
}

}  // namespace tandem::report
