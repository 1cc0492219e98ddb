#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tandem/report/internal/page.h"
#include "tandem/report/internal/words.h"

/// Who does what when: bars in a table, so that each row is its own legend and data.
namespace tandem::report {
namespace {

constexpr int kBarHeight = 20;
constexpr double kLabelRoom = 9;  // % of the axis that a share label takes
constexpr double kDateRoom = 15;  // and a date

/// All tranches of one measure.
using Row = std::vector<Tranche>;

/// The months that the bars span, in whole phases; what ends later reaches the edge.
struct Axis {
  int phases = 1;
  int months = 1;

  [[nodiscard]] double percent_of(int month) const {
    return std::min(100.0, 100.0 * month / months);
  }
};

Axis axis_of(const Page& page) {
  const int length = page.of.time().months_per_phase;
  const int needed = (last_month(page.of, page.roadmap) + length - 1) / length;
  const int phases = std::min(needed, page.phases() + std::max(1, page.phases() / 4));
  return {phases, phases * length};
}

std::string box(std::string_view css, int height) {
  return fmt::format(R"( class="{}" width="100%" height="{}")", css, height);
}

Html bar(const Axis& axis, const Tranche& tranche, std::size_t track) {
  const double from = axis.percent_of(tranche.start);
  if (tranche.in_force == tranche.start)
    return Html(fmt::format(R"(<circle class="t{}" cx="{:.2f}%" cy="14" r="4"/>)", track, from));
  return Html(fmt::format(R"(<rect class="t{}" x="{:.2f}%" y="11" width="{:.2f}%" height="6"/>)",
                          track, from, axis.percent_of(tranche.in_force) - from));
}

/// Shares above the bars, those left out that would run into the one before.
Html share_labels(const Axis& axis, const Row& row) {
  Html out;
  double free_from = -1;
  for (const Tranche& tranche : row) {
    const double x = std::min(axis.percent_of(tranche.start), 100 - kLabelRoom);
    if (tranche.share >= 1 || x < free_from) continue;
    out += element("text", fmt::format(R"( class="share" x="{:.2f}%" y="8")", x),
                   text(percent(tranche.share, 0)));
    free_from = x + kLabelRoom;
  }
  return out;
}

std::string tranche_words(const Page& page, const Row& row) {
  std::string words;
  for (const Tranche& t : row)
    words += fmt::format("{}{} from {}", words.empty() ? "" : ", ", percent(t.share),
                         month_short(page.of, t.start));
  return words;
}

Html bars_html(const Page& page, const Axis& axis, const Row& row) {
  const model::Measure& measure = page.of.measure(row.front().measure);
  const std::size_t track = measure.track.index() % 6;
  const double since = axis.percent_of(row.front().in_force);
  Html inner(
      fmt::format(R"(<rect class="t{} stands" x="{:.2f}%" y="13" width="{:.2f}%" height="2"/>)",
                  track, since, std::max(0.0, 100 - since)));
  for (const Tranche& tranche : row) inner += bar(axis, tranche, track);
  inner += share_labels(axis, row);
  return drawing(box("bars", kBarHeight), measure.title,
                 fmt::format("Starts {}, in force {}.", month_short(page.of, row.front().start),
                             month_short(page.of, row.back().in_force)),
                 inner);
}

Html axis_html(const Page& page, const Axis& axis) {
  Html inner;
  const int every = std::max(1, (axis.phases + 3) / 5);  // "2027-01" needs a fifth of the width
  for (int phase = 1; phase <= axis.phases; ++phase) {
    const double x = 100.0 * (phase - 1) / axis.phases;
    const std::string number = phase <= page.phases() ? std::to_string(phase) : "";
    inner += element("text", fmt::format(R"( class="phase" x="{:.2f}%" dx="3" y="10")", x),
                     text(number));
    if ((phase - 1) % every == 0 && x < 100 - kDateRoom)
      inner += element("text", fmt::format(R"( class="date" x="{:.2f}%" dx="3" y="22")", x),
                       text(month_short(page.of, page.of.phase_start(phase))));
  }
  return drawing(box("bars", 26), "Phases",
                 "Phase numbers, and below them the months in which phases begin.", inner);
}

Html title_cell(const Page& page, const Row& row) {
  const model::Measure& measure = page.of.measure(row.front().measure);
  Html inner = text(measure.title);
  std::string small;
  if (measure.actors.size() > 1) small = short_names(page.of, measure.actors);
  if (row.size() > 1 || row.front().share < 1)
    small += (small.empty() ? "" : ". ") + tranche_words(page, row);
  if (!small.empty()) inner += element("small", "", text(small));
  return inner;
}

TableRow measure_row(const Page& page, const Axis& axis, const Row& row) {
  const model::Measure& measure = page.of.measure(row.front().measure);
  const Html chip =
      element("span", fmt::format(R"( class="chip t{}")", measure.track.index() % 6), Html());
  return {{{.inner = title_cell(page, row), .head = true},
           {chip + text(page.of.track(measure.track).title)},
           {text(month_short(page.of, row.front().start))},
           {text(month_short(page.of, row.back().in_force))},
           {bars_html(page, axis, row)}}};
}

/// The heading of a party's rows, with a flag where it accedes.
TableRow group_row(const Page& page, const Axis& axis, std::optional<PartyId> party) {
  const std::string name = party ? page.of.party(*party).name : "Together";
  Html flag;
  std::string words = name;
  const bool partner = party && page.of.party(*party).role == model::Role::partner;
  const auto since = party ? value::accession_month(page.of, page.roadmap, *party) : std::nullopt;
  if (partner && since) {
    words += fmt::format(" (accedes {})", month_short(page.of, *since));
    const double x = axis.percent_of(*since);
    flag = drawing(box("bars", kBarHeight), name + " accedes",
                   fmt::format("In phase {}.", page.of.phase_of(*since)),
                   Html(fmt::format(R"(<svg x="{:.2f}%" overflow="visible">)"
                                    R"(<path class="flag" d="M1 19V3l9 4-9 4"/></svg>)",
                                    x)));
  }
  return {{{text(words), "", true, 4}, {flag}}, "group"};
}

/// Measures of the roadmap by who carries them out: each party alone, then several together.
std::map<std::size_t, std::vector<Row>> grouped(const Page& page) {
  std::map<MeasureId, Row> rows;
  for (const Tranche& tranche : page.steps) rows[tranche.measure].push_back(tranche);
  std::map<std::size_t, std::vector<Row>> groups;
  for (auto& [id, row] : rows) {
    std::ranges::sort(row, {}, &Tranche::start);
    const auto& actors = page.of.measure(id).actors;
    groups[actors.size() == 1 ? actors.front().index() : page.of.parties().size()].push_back(row);
  }
  for (auto& [party, group] : groups)
    std::ranges::stable_sort(group, {}, [&page](const Row& row) {
      return std::pair(page.of.measure(row.front().measure).track, row.front().start);
    });
  return groups;
}

std::string left_out(const Page& page) {
  std::vector<std::string> titles;
  for (std::size_t m = 0; m < page.of.measures().size(); ++m)
    if (std::ranges::find(page.steps, MeasureId(m), &Tranche::measure) == page.steps.end())
      titles.push_back(page.of.measures()[m].title);
  if (titles.empty()) return "Every measure of the case is part of it.";
  return fmt::format("{} of the case's {} measures are not part of it: {}.", titles.size(),
                     page.of.measures().size(), some_of(titles, 40));
}

std::string timeline_message(const Page& page) {
  if (page.steps.empty()) return "Nothing is agreed: no step starts.";
  const auto until = std::ranges::max(page.steps, {}, &Tranche::in_force).in_force;
  const auto last = std::ranges::max(page.steps, {}, &Tranche::start).start;
  return fmt::format("{} start between {} and {}; all are in force by {}.",
                     counted(page.steps.size(), "step", "steps"), month_words(page.of, 0),
                     month_words(page.of, last), month_words(page.of, until));
}

}  // namespace

Html timeline_section(const Page& page) {
  const Axis axis = axis_of(page);
  Table table{
      "Steps by party and track. Thick: being carried out; thin: in force; a dot takes "
      "effect at once; a bar at the edge goes on; a flag marks an accession.",
      "timeline",
      {{"Step", "name", "33%"},
       {"Track", "", "15%"},
       {"Starts", "date", "8.5%"},
       {"In force", "date", "8.5%"},
       {"Phases", "plot"}}};
  table.last_head = axis_html(page, axis);
  for (const auto& [party, rows] : grouped(page)) {
    const bool joint = party == page.of.parties().size();
    table.rows.push_back(
        group_row(page, axis, joint ? std::nullopt : std::optional(PartyId(party))));
    for (const Row& row : rows) table.rows.push_back(measure_row(page, axis, row));
  }
  const std::string columns = attribute("style", fmt::format("--phases:{}", axis.phases));
  Html inner = message(timeline_message(page));
  if (!page.steps.empty()) inner += element("div", columns, table.html());
  return section("timeline", "Timeline", inner + para("note", text(left_out(page))));
}

}  // namespace tandem::report
