#include "tandem/report/internal/step_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tandem/base/width.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

constexpr double kNumbers = 38;  // room for the numbers of the axis, pixels
constexpr double kTop = 10;
constexpr double kBottom = 20;   // room for the ticks
constexpr double kLetter = 5.4;  // width of a letter of a label, on the wide side, pixels
constexpr double kLabelGap = 11;
constexpr int kStyles = 6;

/// The drawing area and how months and shares fall on it.
class Plot {
 public:
  explicit Plot(const StepChart& chart)
      : chart_(chart), values_(round_values(chart.low, chart.high)) {}

  [[nodiscard]] double left() const {
    return chart_.labels_left ? chart_.label_room + 4 : kNumbers;
  }
  [[nodiscard]] double right() const {
    return chart_.width - (chart_.labels_left ? kNumbers : chart_.label_room + 4);
  }
  [[nodiscard]] double bottom() const { return chart_.height - kBottom; }
  [[nodiscard]] double x(double month) const {
    return left() + (right() - left()) * (month - chart_.first) / (chart_.last - chart_.first);
  }
  [[nodiscard]] double y(double share) const {
    return bottom() -
           (bottom() - kTop) * (share - values_.front()) / (values_.back() - values_.front());
  }
  [[nodiscard]] const std::vector<double>& values() const { return values_; }

 private:
  const StepChart& chart_;
  std::vector<double> values_;
};

/// The ticks that keep apart; the last one always stays.
std::vector<Tick> fitting(const std::vector<Tick>& ticks, const Plot& plot) {
  std::vector<Tick> kept;
  const auto touch = [&plot](const Tick& a, const Tick& b) {
    const auto letters = static_cast<double>(display_width(a.label) + display_width(b.label));
    return plot.x(b.month) - plot.x(a.month) < kLetter * letters / 2 + 2;
  };
  for (const Tick& tick : ticks)
    if (kept.empty() || !touch(kept.back(), tick)) kept.push_back(tick);
  if (ticks.empty() || kept.back().month == ticks.back().month) return kept;
  while (!kept.empty() && touch(kept.back(), ticks.back())) kept.pop_back();
  kept.push_back(ticks.back());
  return kept;
}

Html frame(const StepChart& chart, const Plot& plot) {
  Html out;
  for (const int month : chart.rules)
    out += segment({plot.x(month), kTop}, {plot.x(month), plot.bottom()}, "rule");
  for (const double value : plot.values()) {
    const double y = plot.y(value);
    out += segment({plot.left(), y}, {plot.right(), y}, value == 0 ? "zero" : "rule");
    out += chart.labels_left ? words_at({plot.right() + 4, y + 3}, "axis", percent(value))
                             : words_at({plot.left() - 4, y + 3}, "axis end", percent(value));
  }
  for (const Tick& tick : fitting(chart.ticks, plot))
    out += words_at({plot.x(tick.month), plot.bottom() + 13}, "axis mid", tick.label);
  return out;
}

Html level_html(const Level& level, const Plot& plot) {
  const double y = plot.y(level.value);
  return segment({plot.left(), y}, {plot.right(), y}, "level") +
         words_at({plot.right() - 2, y - 3}, "axis end", level.label);
}

/// A path that holds each value till the next month, and the last one to the end.
Html curve(const StepChart& chart, const Plot& plot, const Line& line) {
  std::string path;
  for (const assess::Step& step : line.steps) {
    if (step.month > chart.last) break;
    const double x = plot.x(std::max(step.month, chart.first));
    path += path.empty() ? fmt::format("M{:.1f} {:.1f}", x, plot.y(step.value))
                         : fmt::format("H{:.1f}V{:.1f}", x, plot.y(step.value));
  }
  if (path.empty()) return {};
  path += fmt::format("H{:.1f}", plot.right());
  return Html(fmt::format(R"(<path class="line s{}" d="{}"/>)", line.style % kStyles, path));
}

/// The value of a line where its label stands.
double labelled_value(const StepChart& chart, const Line& line) {
  double value = line.steps.front().value;
  if (chart.labels_left) return value;
  for (const assess::Step& step : line.steps)
    if (step.month <= chart.last) value = step.value;
  return value;
}

/// Labels at one end of the lines, apart from each other, joined to their lines.
Html line_labels(const StepChart& chart, const Plot& plot) {
  std::vector<double> wanted;
  std::vector<const Line*> labelled;
  for (const Line& line : chart.lines) {
    if (line.label.empty() || line.steps.empty()) continue;
    labelled.push_back(&line);
    wanted.push_back(plot.y(labelled_value(chart, line)));
  }
  const auto letters = static_cast<std::size_t>(std::max(2.0, (chart.label_room - 14) / kLetter));
  const std::vector<double> placed = spread(wanted, kLabelGap, kTop, plot.bottom());
  const double x = chart.labels_left ? plot.left() : plot.right();
  const double away = chart.labels_left ? -1 : 1;
  Html out;
  for (std::size_t k = 0; k < placed.size(); ++k) {
    out += Html(fmt::format(R"(<path class="leader s{}" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>)",
                            labelled[k]->style % kStyles, x, wanted[k], x + 10 * away, placed[k]));
    out += words_at({x + 13 * away, placed[k] + 3}, chart.labels_left ? "label end" : "label",
                    shortened(labelled[k]->label, letters));
  }
  return out;
}

Html marker_html(const Marker& marker, const Plot& plot) {
  const PaperPoint at{plot.x(marker.month), plot.y(marker.value)};
  const bool low = at.y < kTop + 14;
  return Html(fmt::format(R"(<circle class="mark" cx="{:.1f}" cy="{:.1f}" r="3"/>)", at.x, at.y)) +
         words_at({at.x - 2, low ? at.y + 13 : at.y - 6}, "label end halo", marker.label);
}

}  // namespace

std::vector<double> spread(const std::vector<double>& wanted, double gap, double low, double high) {
  std::vector<std::size_t> order(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&wanted](std::size_t k) { return wanted[k]; });
  std::vector<double> placed(wanted.size());
  double next = low;
  for (const std::size_t k : order) {
    placed[k] = std::max(wanted[k], next);
    next = placed[k] + gap;
  }
  double most = std::max(high, low + gap * (static_cast<double>(wanted.size()) - 1));
  std::ranges::reverse(order);
  for (const std::size_t k : order) {
    placed[k] = std::min(placed[k], most);
    most = placed[k] - gap;
  }
  return placed;
}

std::vector<double> round_values(double low, double high) {
  const double span = std::max(high - low, 1e-6);
  const double power = std::pow(10, std::floor(std::log10(span / 5)));
  double step = 10 * power;
  for (const double factor : {5.0, 2.0, 1.0})
    if (factor * power * 5 >= span) step = factor * power;
  const double first = std::floor(low / step + 1e-9);
  const double last = std::max(first + 1, std::ceil(high / step - 1e-9));
  std::vector<double> values;
  for (double k = first; k <= last; ++k) values.push_back(k * step);
  return values;
}

Html segment(PaperPoint a, PaperPoint b, std::string_view css) {
  return Html(fmt::format(R"(<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>)",
                          css, a.x, a.y, b.x, b.y));
}

Html words_at(PaperPoint at, std::string_view css, std::string_view words) {
  return element("text", fmt::format(R"( class="{}" x="{:.1f}" y="{:.1f}")", css, at.x, at.y),
                 text(words));
}

Html drawing(const std::string& box, const std::string& title, const std::string& description,
             const Html& inner) {
  return element(
             "svg", box + " role=\"img\"",
             element("title", "", text(title)) + element("desc", "", text(description)) + inner) +
         Html("\n");
}

Html StepChart::svg() const {
  const Plot plot(*this);
  Html inner = frame(*this, plot);
  for (const Level& level : levels) inner += level_html(level, plot);
  for (const Line& line : lines) inner += curve(*this, plot, line);
  inner += line_labels(*this, plot);
  for (const Marker& marker : markers) inner += marker_html(marker, plot);
  return drawing(fmt::format(R"( class="chart" viewBox="0 0 {:g} {:g}")", width, height), title,
                 description, inner);
}

}  // namespace tandem::report
