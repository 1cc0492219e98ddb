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
using plan::Tradeoff;

std::string objectives_of(const Tradeoff& curve) {
  std::vector<std::string> words;
  for (const model::ObjectiveKind kind : curve.between) words.push_back(objective_words(kind));
  return join_words(words);
}

/// A share of a range, never rounded to the better side.
std::string at_most(double share) { return trimmed(std::ceil(1000 * share - 1e-6) / 10, 1) + " %"; }

std::string meaning(const Tradeoff& curve) {
  if (curve.points.empty()) return without_roadmap(curve.status, curve.statistics);
  if (curve.points.size() == 1 && curve.within <= 0)
    return "One roadmap is best in all of these at once: there is nothing to trade (proven).";
  std::vector<std::string> parts;
  for (std::size_t k = 0; k < curve.between.size(); ++k)
    parts.push_back(at_most(curve.within * curve.range[k]) + " in " +
                    objective_words(curve.between[k]));
  return fmt::format(
      "{} that meet all limits. Whatever other roadmap meets them, one of these falls short of it "
      "by no more than {} of the range of each objective: {} (proven).",
      counted(curve.points.size(), "roadmap", "roadmaps"), at_most(curve.within),
      join_words(parts));
}

std::string points_text(const Tradeoff& curve, TextStyle style) {
  TextTable table{{{"Point", Align::right}}, {}};
  for (const model::ObjectiveKind kind : curve.between)
    table.columns.push_back({capitalised(objective_words(kind)), Align::right});
  table.columns.push_back({"Efficient", Align::left});
  for (std::size_t k = 0; k < curve.points.size(); ++k) {
    TextRow row{{{std::to_string(k + 1)}}};
    for (const double value : curve.points[k].values)
      row.cells.push_back({fixed(100 * value, 2) + " %"});
    row.cells.push_back({curve.points[k].efficient ? "proven" : "not proven"});
    table.rows.push_back(std::move(row));
  }
  TextRow best{{{"no more than"}}};
  for (const double value : curve.best) best.cells.push_back({fixed(100 * value, 2) + " %"});
  best.cells.emplace_back();
  table.rows.push_back(std::move(best));
  return heading("The curve", style) + table.text(style);
}

constexpr std::size_t kWide = 60;
constexpr std::size_t kHigh = 16;

/// A character plot of the points of two objectives: the first to the right, the second upwards.
std::string plot(const Tradeoff& curve, TextStyle style) {
  std::vector<double> low(2);
  std::vector<double> high(2);
  for (std::size_t k = 0; k < 2; ++k) {
    low[k] = curve.best[k] - curve.range[k];
    high[k] = curve.best[k];
  }
  std::vector<std::string> lines(kHigh, std::string(kWide, ' '));
  for (std::size_t k = 0; k < curve.points.size(); ++k) {
    const auto place = [&](std::size_t axis, std::size_t cells) {
      const double share = (curve.points[k].values[axis] - low[axis]) / (high[axis] - low[axis]);
      return static_cast<std::size_t>(
          std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(cells - 1)));
    };
    const std::size_t column = place(0, kWide);
    std::string& line = lines[kHigh - 1 - place(1, kHigh)];
    const std::string name = std::to_string(k + 1);
    const std::size_t first = column == 0 ? 0 : column - 1;
    const bool room =
        line.substr(first, name.size() + 2).find_first_not_of(' ') == std::string::npos;
    // Without room for its number, a point is a star.
    line.replace(column, room ? name.size() : 1, room ? name : "*");
  }
  std::string out = heading(capitalised(objective_words(curve.between[1])) + " (up) against " +
                                objective_words(curve.between[0]) + " (right)",
                            style);
  for (std::size_t line = 0; line < kHigh; ++line) {
    const std::string number = line == 0           ? percent(high[1])
                               : line + 1 == kHigh ? percent(low[1])
                                                   : std::string();
    std::string& dots = lines[line];
    dots.erase(dots.find_last_not_of(' ') + 1);
    out += fmt::format("{:>10} |{}\n", number, dots);
  }
  out += fmt::format("{:>10} +{:-<{}}\n", "", "", kWide);
  const std::string last = percent(high[0]);
  out += fmt::format("{:>12}{:<{}}{}\n", "", percent(low[0]), kWide - last.size(), last);
  return out;
}

}  // namespace

std::string tradeoff_text(const Case& of, const Tradeoff& curve, TextStyle style) {
  std::string out = inked("Trade-off between " + objectives_of(curve), Ink::strong, style) + '\n' +
                    paragraph(meaning(curve), 2, kTextColumns);
  out += obstacles_text(of, curve.status, curve.obstacles, style);
  if (!curve.points.empty()) out += points_text(curve, style);
  if (curve.points.size() > 1 && curve.between.size() == 2) out += plot(curve, style);
  out += ideals_text(of, curve.ideal, curve.ideal_proven, style);
  return out + search_text(curve.statistics, style);
}

}  // namespace tandem::report
