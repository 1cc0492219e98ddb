#include <fmt/format.h>

#include <algorithm>

#include "tandem/report/internal/page.h"
#include "tandem/report/internal/timeline_marks.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/lint_report.h"
#include "tandem/report/timetable_report.h"

/// The text: when each obligation of the agreement is due and was done, and what lint finds in it.
namespace tandem::report {
namespace {

std::string dates_message(const model::Timetable& dates) {
  const auto due = std::ranges::count_if(dates.of, [](const model::Dates& one) {
    return one.due.has_value() || one.start.has_value();
  });
  const auto recorded = std::ranges::count(dates.of, true, &model::Dates::recorded);
  const auto late =
      std::ranges::count_if(dates.of, [](const model::Dates& one) { return one.late > 0; });
  return fmt::format(
      "Of {}, {} have a day in the text, {} a recorded one, and {} come later than "
      "the text has it.",
      counted(dates.of.size(), "obligation", "obligations"), due, recorded, late);
}

std::string findings_message(const std::vector<lint::Finding>& findings) {
  const auto open = std::ranges::count(findings, false, &lint::Finding::allowed);
  if (findings.empty()) return "No rule of lint finds a defect in the text.";
  return fmt::format(
      "Lint finds {} in the text{}.", counted(static_cast<std::size_t>(open), "defect", "defects"),
      open == std::ssize(findings)
          ? ""
          : fmt::format(", and {} that it allows with a reason", std::ssize(findings) - open));
}

std::string where(const model::Agreement& of, const lint::Finding& finding) {
  constexpr std::size_t kMost = 6;
  std::string names;
  for (std::size_t o = 0; o < finding.obligations.size() && o < kMost; ++o)
    names += (o == 0 ? "" : ", ") + of.obligation(finding.obligations[o]).id;
  if (finding.obligations.size() > kMost)
    names += fmt::format(" and {} more", finding.obligations.size() - kMost);
  return names.empty() ? "the whole" : names;
}

Html findings_table(const BriefText& of) {
  Table table;
  table.caption = "What lint finds";
  table.columns = {{"Rule", "", "9rem"}, {"Where", "", "7rem"}, {"What is wrong"}, {"Repair"}};
  for (const lint::Finding& one : of.findings) {
    if (one.allowed) continue;
    table.rows.push_back({{{text(one.rule->id), "", true},
                           {text(where(of.of, one))},
                           {text(one.message)},
                           {text(one.repair)}}});
  }
  return table.rows.empty() ? Html() : table.html();
}

}  // namespace

Html text_section(const Page& page) {
  if (!page.brief.text) return {};
  const BriefText& of = *page.brief.text;
  Schedule schedule{of.of, of.dates};
  schedule.to = last_expected(of.dates);
  return section("text", "The text",
                 message(dates_message(of.dates)) + figure("", timeline_drawing(schedule)) +
                     message(findings_message(of.findings)) + findings_table(of),
                 "fresh");
}

}  // namespace tandem::report
