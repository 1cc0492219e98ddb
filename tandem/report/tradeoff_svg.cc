#include <fmt/format.h>

#include <algorithm>

#include "tandem/report/internal/html.h"
#include "tandem/report/internal/step_chart.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using plan::Tradeoff;

constexpr double kWidth = 560;  // pixels
constexpr double kHeight = 420;
constexpr double kLeft = 70;
constexpr double kRight = 20;
constexpr double kTop = 44;
constexpr double kBottom = 56;

constexpr std::string_view kStyle =
    "svg{font:12px sans-serif;background:#fff;color:#1b1b1b}"
    "text{fill:currentColor}.end{text-anchor:end}.mid{text-anchor:middle}"
    ".grid{stroke:#d9d9d9}.out{fill:#d9d9d9}.open{fill:#f3dfae}.met{fill:#fff}"
    ".dot{fill:#0b5fa5;stroke:#fff}.hollow{fill:#fff;stroke:#0b5fa5;stroke-width:1.5}"
    "@media(prefers-color-scheme:dark){svg{background:#161616;color:#eee}.grid{stroke:#444}"
    ".out{fill:#3a3a3a}.open{fill:#5c4a17}.met{fill:#161616}.dot{fill:#7db8ea;stroke:#161616}"
    ".hollow{fill:#161616;stroke:#7db8ea}}";

/// Values of two objectives on the paper.
class Paper {
 public:
  explicit Paper(const Tradeoff& curve) {
    for (std::size_t k = 0; k < 2; ++k)
      ticks_[k] = round_values(curve.best[k] - curve.range[k], curve.best[k]);
  }
  [[nodiscard]] double x(double value) const { return at(0, value, kLeft, kWidth - kRight); }
  [[nodiscard]] double y(double value) const { return at(1, value, kHeight - kBottom, kTop); }
  [[nodiscard]] const std::vector<double>& ticks(std::size_t axis) const { return ticks_[axis]; }

 private:
  [[nodiscard]] double at(std::size_t axis, double value, double from, double to) const {
    const auto& ticks = ticks_[axis];
    const double inside = std::clamp(value, ticks.front(), ticks.back());
    return from + (to - from) * (inside - ticks.front()) / (ticks.back() - ticks.front());
  }

  std::vector<double> ticks_[2];
};

/// All that is at or below one of the values, in both objectives: a staircase down to the right.
Html below(const Paper& paper, const std::vector<std::vector<double>>& values,
           std::string_view css) {
  const double floor = kHeight - kBottom;
  std::string path = fmt::format("M{:.1f} {:.1f}", kLeft, floor);
  for (const std::vector<double>& at : values)
    path += fmt::format("V{:.1f}H{:.1f}", paper.y(at[1]), paper.x(at[0]));
  path += fmt::format("V{:.1f}Z", floor);
  return Html(fmt::format(R"(<path class="{}" d="{}"/>)", css, path));
}

Html axes(const Tradeoff& curve, const Paper& paper) {
  constexpr double kFloor = kHeight - kBottom;
  constexpr double kEnd = kWidth - kRight;
  Html out;
  for (const double value : paper.ticks(0)) {
    const double x = paper.x(value);
    out += segment({x, kTop}, {x, kFloor}, "grid");
    out += words_at({x, kFloor + 16}, "mid", percent(value));
  }
  for (const double value : paper.ticks(1)) {
    const double y = paper.y(value);
    out += segment({kLeft, y}, {kEnd, y}, "grid");
    out += words_at({kLeft - 6, y + 4}, "end", percent(value));
  }
  out += words_at({(kLeft + kEnd) / 2, kFloor + 36}, "mid",
                  capitalised(objective_words(curve.between[0])));
  out += words_at({8, kTop - 26}, "", capitalised(objective_words(curve.between[1])));
  out += words_at({kEnd, kTop - 10}, "end",
                  "grey: proven out of reach; yellow: not known; hollow: not proven efficient");
  return out;
}

Html dots(const Tradeoff& curve, const Paper& paper) {
  Html out;
  for (std::size_t k = 0; k < curve.points.size(); ++k) {
    const plan::TradeoffPoint& point = curve.points[k];
    out += element("circle",
                   fmt::format(R"( class="{}" cx="{:.1f}" cy="{:.1f}" r="4")",
                               point.efficient ? "dot" : "hollow", paper.x(point.values[0]),
                               paper.y(point.values[1])),
                   element("title", "",
                           text(fmt::format("Point {}: {}, {}", k + 1, percent(point.values[0], 2),
                                            percent(point.values[1], 2)))));
  }
  return out;
}

}  // namespace

std::string tradeoff_svg(const model::Case& of, const Tradeoff& curve) {
  if (curve.points.empty() || curve.between.size() != 2) return {};
  const Paper paper(curve);
  std::vector<std::vector<double>> reached;
  for (const plan::TradeoffPoint& point : curve.points) reached.push_back(point.values);
  Html inner = element("style", "", Html(std::string(kStyle)));
  inner += Html(
      fmt::format(R"(<rect class="out" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)",
                  kLeft, kTop, kWidth - kLeft - kRight, kHeight - kTop - kBottom));
  inner += below(paper, curve.corners, "open");
  inner += below(paper, reached, "met");
  inner += axes(curve, paper) + dots(curve, paper);
  const std::string title =
      fmt::format("{}: {} against {}", of.data().title, objective_words(curve.between[1]),
                  objective_words(curve.between[0]));
  return drawing(fmt::format(R"( xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {:g} {:g}")",
                             kWidth, kHeight),
                 title,
                 "Points are roadmaps, hollow where not proven to be efficient. Grey is proven to "
                 "be out of reach; in between, nothing is known.",
                 inner)
      .str();
}

}  // namespace tandem::report
