#include "tandem/report/internal/page.h"

#include <fmt/format.h>

#include <algorithm>

#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

constexpr std::size_t kMostColumns = 14;
constexpr std::size_t kNarrowTable = 6;  // columns that would look lost on a whole line
constexpr std::size_t kShortTable = 12;  // rows that a page is not broken in

Html phase_table(const std::string& caption, const std::vector<PhaseRow>& rows,
                 std::string (*shade)(double), const std::vector<std::string>& heads,
                 std::size_t first, std::size_t last) {
  const bool is_short = rows.size() <= kShortTable;
  const bool is_narrow = last - first <= kNarrowTable;
  Table table{caption,
              std::string("phases") + (is_short ? " short" : "") + (is_narrow ? " narrow" : ""),
              {{"Phase", "name"}}};
  for (std::size_t t = first; t < last; ++t) table.columns.push_back({heads[t], "num"});
  for (const PhaseRow& row : rows) {
    TableRow made{{{.inner = text(row.name), .head = true}}};
    for (std::size_t t = first; t < last; ++t) {
      const auto& value = row.values[t];
      made.cells.push_back(value ? Cell{text(points(*value)), shade(*value)} : Cell{text("·")});
    }
    table.rows.push_back(std::move(made));
  }
  return table.html();
}

}  // namespace

Page::Page(const Brief& from)
    : brief(from),
      of(from.of),
      roadmap(from.roadmap),
      assessment(from.assessment),
      steps(tranches(from.of, from.roadmap)),
      numbers(model::census(from.draft)) {}

std::string Page::title() const {
  if (!roadmap.title.empty()) return roadmap.title;
  return roadmap.name.empty() ? "Untitled roadmap" : roadmap.name;
}

std::vector<PartyId> Page::principals() const {
  std::vector<PartyId> found;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::principal) found.emplace_back(p);
  return found;
}

std::vector<PartyId> Page::members() const {
  std::vector<PartyId> found;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (value::accession_month(of, roadmap, PartyId(p))) found.emplace_back(p);
  return found;
}

int Page::since(PartyId member) const {
  return value::accession_month(of, roadmap, member).value_or(0);
}

Html section(std::string_view id, std::string_view title, const Html& inner, std::string_view css) {
  const std::string look = css.empty() ? "" : attribute("class", css);
  return element("section", attribute("id", id) + look,
                 Html("\n") + element("h2", "", text(title)) + Html("\n") + inner) +
         Html("\n");
}

Html message(std::string_view words) { return para("message", text(words)); }

Html figure(std::string_view css, const Html& inner) {
  return element("figure", attribute("class", css), Html("\n") + inner) + Html("\n");
}

Html verdict_html(assess::Verdict verdict) {
  static constexpr std::array<std::string_view, 5> kClasses{"meets", "fails", "open", "open",
                                                            "open"};
  return element(
      "span",
      attribute("class", fmt::format("verdict {}", kClasses[static_cast<std::size_t>(verdict)])),
      text(verdict_words(verdict)));
}

Html value_html(const assess::Finding& finding) {
  const std::string range = range_words(finding);
  return text(value_words(finding)) + (range.empty() ? Html() : element("small", "", text(range)));
}

Html phase_tables(const Page& page, const std::string& caption, const std::vector<PhaseRow>& rows,
                  std::string (*shade)(double), std::string_view end_head) {
  std::vector<std::string> heads;
  for (int phase = 1; phase <= page.phases(); ++phase) heads.push_back(std::to_string(phase));
  if (!end_head.empty()) heads.emplace_back(end_head);
  Html out;
  for (std::size_t first = 0; first < heads.size(); first += kMostColumns)
    out += phase_table(first == 0 ? caption : caption + " (continued)", rows, shade, heads, first,
                       std::min(heads.size(), first + kMostColumns));
  return out;
}

StepChart phase_chart(const Page& page, std::string title, std::string description) {
  StepChart chart;
  chart.title = std::move(title);
  chart.description = std::move(description);
  const int length = page.of.time().months_per_phase;
  chart.last = page.of.phase_start(page.phases() + 1) + length;
  for (int phase = 1; phase <= page.phases(); ++phase) {
    const int start = page.of.phase_start(phase);
    chart.rules.push_back(start);
    chart.ticks.push_back({start + length / 2.0, std::to_string(phase)});
  }
  const int end = page.of.phase_start(page.phases() + 1);
  chart.rules.push_back(end);
  chart.ticks.push_back({end + length / 2.0, "end"});
  return chart;
}

Html party_charts(const Page& page, const StepChart& like, int style,
                  const std::vector<std::vector<double>>& values) {
  Html out;
  for (const PartyId i : page.members()) {
    const std::string& name = page.of.party(i).name;
    StepChart chart = like;
    chart.title += " of " + name;
    chart.lines.push_back(
        {"", steps_of(page.assessment.game.months, values[i.index()], value::kScale, page.since(i)),
         style});
    out += figure("panel", element("figcaption", "", text(name)) + chart.svg());
  }
  return element("div", attribute("class", "panels three"), out) + Html("\n");
}

std::vector<assess::Step> steps_of(const std::vector<int>& months,
                                   const std::vector<double>& values, double scale, int since) {
  std::vector<assess::Step> steps;
  for (std::size_t k = 0; k < months.size(); ++k)
    if (months[k] >= since) steps.push_back({months[k], values[k] / scale});
  return steps;
}

}  // namespace tandem::report
