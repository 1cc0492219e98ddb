#include "tandem/report/internal/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

constexpr std::string_view kStyle =
    "svg.paper{font:12px sans-serif;background:#fff;color:#1b1b1b}"
    "svg.paper text{fill:currentColor;font-size:12px}svg.paper .end{text-anchor:end}"
    "svg.paper .mid{text-anchor:middle}svg.paper text.small{font-size:10px}"
    "svg.paper .grid{stroke:#d9d9d9}svg.paper .out{fill:#d9d9d9}svg.paper .open{fill:#f3dfae}"
    "svg.paper .met{fill:#fff}svg.paper .dot{fill:#0b5fa5;stroke:#fff}"
    "svg.paper .hollow{fill:#fff;stroke:#0b5fa5;stroke-width:1.5}"
    "svg.paper .edge{fill:none;stroke:#0b5fa5;stroke-width:1.5}"
    "svg.paper .own{fill:none;stroke:#777;stroke-dasharray:4 3}"
    "svg.paper .cross{stroke:#a6482b;stroke-width:2.5}"
    "svg.paper .join{stroke:#0b5fa5;stroke-width:2.5}"
    "svg.paper .strong{font-weight:700}svg.paper .zero{stroke:#1b1b1b;stroke-width:1.2}"
    "svg.paper .far{fill:#d3e3f2}svg.paper .near{fill:#8fbbe2}"
    "svg.paper .median{fill:none;stroke:#0b3d6b;stroke-width:2}"
    "svg.paper .bar{fill:#0b5fa5}svg.paper .faint{fill:#9dc1e0}"
    "svg.paper .whisker{stroke:#1b1b1b;stroke-width:1}"
    "@media screen and (prefers-color-scheme:dark){svg.paper{background:#161616;color:#eee}"
    "svg.paper .grid{stroke:#444}svg.paper .out{fill:#3a3a3a}svg.paper .open{fill:#5c4a17}"
    "svg.paper .met{fill:#161616}svg.paper .dot{fill:#7db8ea;stroke:#161616}"
    "svg.paper .hollow{fill:#161616;stroke:#7db8ea}svg.paper .edge,svg.paper .join{stroke:#7db8ea}"
    "svg.paper .own{stroke:#aaa}svg.paper .cross{stroke:#e8916f}"
    "svg.paper .zero,svg.paper .whisker{stroke:#eee}svg.paper .far{fill:#22384d}"
    "svg.paper .near{fill:#3c719f}svg.paper .median{stroke:#e3f0fb}svg.paper .bar{fill:#4a90cc}"
    "svg.paper .faint{fill:#2f5678}}";

constexpr std::string_view kNamespace = R"( xmlns="http://www.w3.org/2000/svg")";

constexpr double kTitleRoom = 62;  // from the title of the axis that goes up to the drawing area

double at(const std::vector<double>& ticks, double value, double from, double to) {
  const double inside = std::clamp(value, ticks.front(), ticks.back());
  return from + (to - from) * (inside - ticks.front()) / (ticks.back() - ticks.front());
}

Html path_html(std::string_view css, const std::string& d) {
  return Html(fmt::format(R"(<path class="{}" d="{}"/>)", css, d));
}

}  // namespace

std::string percent_tick(double value) { return percent(value); }

std::vector<double> sketch_ticks(double low, double high) {
  constexpr double kBucket = 0.002;  // of a value, as wide as Sketch's
  constexpr double kLeast = 0.01;
  const double slack = kBucket * std::max(std::abs(low), std::abs(high));
  if (high - low < kLeast + 2 * slack) return round_values(low, low + 1);
  return round_values(low + slack, high - slack);
}

double Chart::x(double value) const { return at(across_.ticks, value, frame_.left, frame_.end); }

double Chart::y(double value) const { return at(up_.ticks, value, frame_.floor, frame_.top); }

std::string Chart::path(const Stairs& steps, std::optional<double> end) const {
  std::string path;
  for (const auto& [from, value] : steps)
    path += path.empty() ? fmt::format("M{:.1f} {:.1f}", x(from), y(value))
                         : fmt::format("H{:.1f}V{:.1f}", x(from), y(value));
  return path + fmt::format("H{:.1f}", end ? x(*end) : frame_.end);
}

Html Chart::ground(std::optional<double> from) const {
  const double left = from ? x(*from) : frame_.left;
  return Html(
      fmt::format(R"(<rect class="out" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)",
                  left, frame_.top, frame_.end - left, frame_.floor - frame_.top));
}

Html Chart::stairs(const Stairs& steps, std::string_view css, std::optional<double> end) const {
  return steps.empty() ? Html() : path_html(css, path(steps, end));
}

Html Chart::below(const Stairs& steps, std::string_view css, std::optional<double> end) const {
  if (steps.empty()) return {};
  return path_html(
      css, path(steps, end) + fmt::format("V{:.1f}H{:.1f}Z", frame_.floor, x(steps.front().first)));
}

Html Chart::axes(std::string_view key) const {
  Html out;
  for (const double tick : across_.ticks) {
    out += segment({x(tick), frame_.top}, {x(tick), frame_.floor}, "grid");
    out += words_at({x(tick), frame_.floor + 16}, "mid", across_.words(tick));
  }
  for (const double tick : up_.ticks) {
    out += segment({frame_.left, y(tick)}, {frame_.end, y(tick)}, "grid");
    out += words_at({frame_.left - 6, y(tick) + 4}, "end", up_.words(tick));
  }
  out += words_at({(frame_.left + frame_.end) / 2, frame_.floor + 36}, "mid", across_.title);
  out += words_at({frame_.left - kTitleRoom, frame_.top - 26}, "", up_.title);
  if (!key.empty()) out += words_at({frame_.left, frame_.top - 8}, "small", key);
  return out;
}

Html dot(PaperPoint at, std::string_view css, std::string_view words) {
  return element("circle",
                 fmt::format(R"( class="{}" cx="{:.1f}" cy="{:.1f}" r="4")", css, at.x, at.y),
                 element("title", "", text(words)));
}

Html block(PaperPoint a, PaperPoint b, std::string_view css, std::string_view words) {
  return element(
      "rect",
      fmt::format(R"( class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}")", css,
                  std::min(a.x, b.x), std::min(a.y, b.y), std::abs(b.x - a.x), std::abs(b.y - a.y)),
      words.empty() ? Html() : element("title", "", text(words)));
}

Html spread_key(PaperPoint at) {
  constexpr double kSwatch = 18;
  constexpr double kGap = 6;
  constexpr double kMedian = 92;  // from one entry to the next
  constexpr double kHalf = 192;
  const double middle = at.y - 4;
  return segment({at.x, middle}, {at.x + kSwatch, middle}, "median") +
         words_at({at.x + kSwatch + kGap, at.y}, "", "median") +
         block({at.x + kMedian, at.y - 10}, {at.x + kMedian + kSwatch, at.y + 1}, "near", "") +
         words_at({at.x + kMedian + kSwatch + kGap, at.y}, "", "middle half of the histories") +
         block({at.x + kMedian + kHalf + kSwatch, at.y - 10},
               {at.x + kMedian + kHalf + 2 * kSwatch, at.y + 1}, "far", "") +
         words_at({at.x + kMedian + kHalf + 2 * kSwatch + kGap, at.y}, "", "middle 90 %");
}

std::string_view chart_style() { return kStyle; }

Html chart_drawing(double width, double height, const std::string& title,
                   const std::string& description, const Html& inner) {
  return drawing(fmt::format(R"( class="paper" viewBox="0 0 {:g} {:g}")", width, height), title,
                 description, inner);
}

std::string chart_file(const Html& drawing) {
  std::string file = drawing.str();
  const std::size_t tag = file.find(' ');
  file.insert(file.find('>') + 1, fmt::format("<style>{}</style>", kStyle));
  file.insert(tag, kNamespace);
  return file;
}

}  // namespace tandem::report
