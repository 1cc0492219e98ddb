#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "tandem/report/internal/page.h"
#include "tandem/report/internal/words.h"

/// Security payoff over time, and how far the tracks have come next to each other.
namespace tandem::report {
namespace {

using Curve = std::vector<assess::Step>;

constexpr std::array<int, 3> kMarks{12, 24, 36};  // months that the principle asks about

Html security_chart(const Page& page) {
  const Curve& in_force = page.assessment.security;
  const Curve& verified = page.assessment.security_verified;
  StepChart chart = phase_chart(page, "Security payoff over time",
                                "Share of all attainable risk reduction in force, and verified, by "
                                "month; the table beside it has the numbers.");
  chart.width = 680;
  chart.height = 220;
  chart.label_room = 70;
  chart.lines.push_back({"in force", in_force, 0});
  chart.lines.push_back({"verified", verified, 1});
  chart.high = std::max(0.05, assess::value_at(in_force, chart.last));
  for (const int month : kMarks)
    if (month < chart.last)
      chart.markers.push_back(
          {month, assess::value_at(in_force, month),
           fmt::format("month {}: {}", month, percent(assess::value_at(in_force, month), 0))});
  return figure("wide", chart.svg());
}

std::string security_message(const Page& page) {
  const int end = page.of.phase_start(page.phases() + 1);
  const Curve& in_force = page.assessment.security;
  const Curve& verified = page.assessment.security_verified;
  if (assess::value_at(in_force, end) <= 0)
    return "On these judgements nothing that reduces risk is in force by the end of the last "
           "phase.";
  return fmt::format(
      "Of all attainable risk reduction, {} is in force after 12 months and {} by the end of the "
      "last phase; {} and {} can by then have been verified at {} confidence.",
      percent(assess::value_at(in_force, 12), 0), percent(assess::value_at(in_force, end), 0),
      percent(assess::value_at(verified, 12), 0), percent(assess::value_at(verified, end), 0),
      percent(page.of.principles().confidence, 0));
}

Html security_table(const Page& page) {
  std::set<int> months(kMarks.begin(), kMarks.end());
  for (int phase = 1; phase <= page.phases(); ++phase)
    months.insert(page.of.phase_start(phase + 1));
  Table table{"Share of all attainable risk reduction",
              "narrow short",
              {{"After month", "num"}, {"Date", "date"}, {"In force", "num"}, {"Verified", "num"}}};
  for (const int month : months)
    table.rows.push_back(
        {{{.inner = text(std::to_string(month)), .head = true},
          {text(format_date(page.of.date_of(month)))},
          {text(percent(assess::value_at(page.assessment.security, month)))},
          {text(percent(assess::value_at(page.assessment.security_verified, month)))}}});
  return table.html();
}

Curve track_curve(const Page& page, const assess::TrackProgress& track) {
  Curve curve{{0, 0}};
  for (std::size_t t = 0; t < track.in_force.size(); ++t)
    curve.push_back({page.of.phase_start(static_cast<int>(t) + 2), track.in_force[t]});
  return curve;
}

Html tracks_chart(const Page& page) {
  StepChart chart = phase_chart(page, "Completion of the tracks",
                                "Share of each track's weight in force at the end of each phase; "
                                "the table below has the numbers.");
  chart.width = 680;
  chart.height = 220;
  chart.label_room = 150;
  for (const assess::TrackProgress& track : page.assessment.tracks)
    chart.lines.push_back({page.of.track(track.track).title, track_curve(page, track),
                           static_cast<int>(track.track.index())});
  return figure("wide", chart.svg());
}

/// Measures of a track in the roadmap and in the case.
std::pair<std::size_t, std::size_t> measures_of(const Page& page, TrackId track) {
  std::set<MeasureId> taken;
  for (const Tranche& step : page.steps)
    if (page.of.measure(step.measure).track == track) taken.insert(step.measure);
  const auto all = std::ranges::count(page.of.measures(), track, &model::Measure::track);
  return {taken.size(), static_cast<std::size_t>(all)};
}

Html tracks_table(const Page& page) {
  std::vector<PhaseRow> rows;
  for (const assess::TrackProgress& track : page.assessment.tracks) {
    const auto [taken, all] = measures_of(page, track.track);
    PhaseRow row{
        fmt::format("{} ({} of {} measures)", page.of.track(track.track).title, taken, all), {}};
    for (const double share : track.in_force) row.values.emplace_back(100 * share);
    rows.push_back(std::move(row));
  }
  return phase_tables(
      page, "In force at the end of each phase, % of each track's weight", rows,
      [](double) { return std::string(); }, "");
}

std::string tracks_message(const Page& page) {
  const auto& pair = page.of.principles().parallel_tracks;
  if (!pair || page.assessment.tracks.empty())
    return "The case names no two tracks that should advance together.";
  const auto& first = page.assessment.tracks[pair->first.index()].in_force;
  const auto& second = page.assessment.tracks[pair->second.index()].in_force;
  std::size_t widest = 0;
  for (std::size_t t = 1; t < first.size(); ++t)
    if (std::abs(first[t] - second[t]) > std::abs(first[widest] - second[widest])) widest = t;
  return fmt::format(
      "{} and {} are to advance together; they are furthest apart at the end of phase "
      "{}: {} and {} in force.",
      page.of.track(pair->first).title, page.of.track(pair->second).title, widest + 1,
      percent(first[widest], 0), percent(second[widest], 0));
}

}  // namespace

Html security_section(const Page& page) {
  return section("security", "Security payoff and parallel tracks",
                 element("h3", "", text("Security payoff")) + message(security_message(page)) +
                     security_chart(page) + security_table(page) +
                     element("h3", "", text("Tracks side by side")) +
                     message(tracks_message(page)) + tracks_chart(page) + tracks_table(page));
}

}  // namespace tandem::report
