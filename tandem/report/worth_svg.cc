#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/report/internal/html.h"
#include "tandem/report/internal/step_chart.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using window::Curve;
using window::Spending;
using window::Worth;

constexpr double kWidth = 640;  // pixels
constexpr double kLeft = 70;
constexpr double kRight = 150;  // for the names of holders
constexpr double kTop = 44;
constexpr double kFloor = 364;
constexpr double kEnd = kWidth - kRight;
constexpr double kLineGap = 14;
constexpr double kKey = 52;            // from the axis to the first line of the key
constexpr std::size_t kMostNames = 2;  // in a line of the key

constexpr std::string_view kStyle =
    "svg{font:12px sans-serif;background:#fff;color:#1b1b1b}"
    "text{fill:currentColor}.end{text-anchor:end}.mid{text-anchor:middle}.small{font-size:10px}"
    ".grid{stroke:#d9d9d9}.out{fill:#d9d9d9}.open{fill:#f3dfae}.met{fill:#fff}"
    ".dot{fill:#0b5fa5;stroke:#fff}.line{fill:none;stroke:#0b5fa5;stroke-width:1.5}"
    ".own{fill:none;stroke:#777;stroke-dasharray:4 3}"
    "@media(prefers-color-scheme:dark){svg{background:#161616;color:#eee}.grid{stroke:#444}"
    ".out{fill:#3a3a3a}.open{fill:#5c4a17}.met{fill:#161616}.dot{fill:#7db8ea;stroke:#161616}"
    ".line{stroke:#7db8ea}.own{stroke:#aaa}}";

/// Cost to the right, the objective upwards.
class Paper {
 public:
  explicit Paper(const Worth& worth) {
    double dearest = 1;
    double least = std::numeric_limits<double>::infinity();
    double best = -least;
    const auto see = [&](const Curve& curve) {
      for (const Curve::Reach& reach : curve.reached) {
        dearest = std::max(dearest, reach.cost);
        least = std::min(least, reach.value);
        best = std::max(best, reach.value);
      }
      for (const Curve::Ceiling& ceiling : curve.ceilings) {
        dearest = std::max(dearest, ceiling.cost);
        if (std::isfinite(ceiling.bound)) best = std::max(best, ceiling.bound);
      }
    };
    see(worth.total.curve);
    for (const Spending& spending : worth.holders) see(spending.curve);
    costs_ = round_values(0, dearest * kRoom);
    values_ = round_values(least, best);
  }

  [[nodiscard]] double x(double cost) const { return at(costs_, cost, kLeft, kEnd); }
  /// What is not known or does not exist is on the edge.
  [[nodiscard]] double y(double value) const { return at(values_, value, kFloor, kTop); }
  [[nodiscard]] const std::vector<double>& costs() const { return costs_; }
  [[nodiscard]] const std::vector<double>& values() const { return values_; }

 private:
  static constexpr double kRoom = 1.05;  // to the right of the dearest

  static double at(const std::vector<double>& ticks, double value, double from, double to) {
    const double inside = std::clamp(value, ticks.front(), ticks.back());
    return from + (to - from) * (inside - ticks.front()) / (ticks.back() - ticks.front());
  }

  std::vector<double> costs_;
  std::vector<double> values_;
};

/// A staircase to the right: at each cost, a value that holds from there on.
std::string stairs(const Paper& paper, const std::vector<std::pair<double, double>>& steps) {
  std::string path;
  for (const auto& [cost, value] : steps)
    path += path.empty() ? fmt::format("M{:.1f} {:.1f}", paper.x(cost), paper.y(value))
                         : fmt::format("H{:.1f}V{:.1f}", paper.x(cost), paper.y(value));
  return path.empty() ? path : path + fmt::format("H{:.1f}", kEnd);
}

std::vector<std::pair<double, double>> reached(const Curve& curve) {
  std::vector<std::pair<double, double>> steps;
  for (const Curve::Reach& reach : curve.reached) steps.emplace_back(reach.cost, reach.value);
  return steps;
}

std::vector<std::pair<double, double>> ceilings(const Curve& curve) {
  std::vector<std::pair<double, double>> steps;
  for (const Curve::Ceiling& ceiling : curve.ceilings)
    steps.emplace_back(ceiling.cost, ceiling.bound);
  return steps;
}

Html path(std::string_view css, const std::string& d) {
  return Html(fmt::format(R"(<path class="{}" d="{}"/>)", css, d));
}

/// What lies below the stairs.
Html below(const Paper& paper, const std::vector<std::pair<double, double>>& steps,
           std::string_view css) {
  if (steps.empty()) return {};
  return path(css, stairs(paper, steps) +
                       fmt::format("V{:.1f}H{:.1f}Z", kFloor, paper.x(steps.front().first)));
}

Html axes(const Paper& paper) {
  Html out;
  for (const double cost : paper.costs()) {
    out += segment({paper.x(cost), kTop}, {paper.x(cost), kFloor}, "grid");
    out += words_at({paper.x(cost), kFloor + 16}, "mid", trimmed(cost, 1));
  }
  for (const double value : paper.values()) {
    out += segment({kLeft, paper.y(value)}, {kEnd, paper.y(value)}, "grid");
    out += words_at({kLeft - 6, paper.y(value) + 4}, "end", percent(value));
  }
  out += words_at({(kLeft + kEnd) / 2, kFloor + 36}, "mid", "Political cost spent");
  out += words_at({8, kTop - 26}, "", "Best weighted sum of the objectives");
  out += words_at({kLeft, kTop - 8}, "small",
                  "white: reached; grey: proven out of reach; yellow: not known");
  return out;
}

/// "16 (9 to 26): us-relief-after-freeze, us-oil-after-yongbyon".
std::string words_of(const Worth& worth, std::size_t k) {
  const Curve::Reach& reach = worth.total.curve.reached[k];
  if (reach.limits.empty()) return "nothing: the case as it stands";
  std::vector<std::string> names;
  for (const std::size_t limit : reach.limits)
    names.push_back(model::name_of(worth.aim.of, worth.limits[limit]));
  return fmt::format("{}: {}", cost_words(worth.total.cost[k]), some_of(names, kMostNames, ", "));
}

/// The roadmaps, numbered, and what the numbers mean below the axis.
Html dots(const Worth& worth, const Paper& paper) {
  Html out;
  const std::vector<Curve::Reach>& reached = worth.total.curve.reached;
  for (std::size_t k = 0; k < reached.size(); ++k) {
    const PaperPoint at{paper.x(reached[k].cost), paper.y(reached[k].value)};
    const std::string words =
        fmt::format("{}. {} for {}", k + 1, percent(reached[k].value, 2), words_of(worth, k));
    out +=
        element("circle", fmt::format(R"( class="dot" cx="{:.1f}" cy="{:.1f}" r="4")", at.x, at.y),
                element("title", "", text(words)));
    out += words_at({at.x + 7, at.y + 13}, "small", std::to_string(k + 1));
    out += words_at({kLeft / 4, kFloor + kKey + kLineGap * static_cast<double>(k + 1)}, "small",
                    words);
  }
  return out;
}

/// What each holder could bring alone, with its name at the end of its line.
Html holders(const Worth& worth, const Paper& paper) {
  if (worth.holders.size() < 2) return {};
  Html out;
  std::vector<double> wanted;
  std::vector<std::string> labels;
  for (const Spending& spending : worth.holders) {
    if (spending.curve.reached.empty()) continue;
    out += path("own", stairs(paper, reached(spending.curve)));
    wanted.push_back(paper.y(spending.curve.reached.back().value) + 4);
    labels.push_back(short_name(worth.aim.of.party(*spending.holder)) + " alone");
  }
  const std::vector<double> at = spread(wanted, kLineGap, kTop, kFloor);
  for (std::size_t k = 0; k < at.size(); ++k)
    out += words_at({kEnd + 6, at[k]}, "small", labels[k]);
  return out;
}

}  // namespace

std::string worth_svg(const Worth& worth) {
  const Curve& curve = worth.total.curve;
  if (curve.reached.empty()) return {};
  const Paper paper(worth);
  const double height = kFloor + kKey + kLineGap * static_cast<double>(curve.reached.size() + 1);
  Html inner = element("style", "", Html(std::string(kStyle)));
  inner += Html(
      fmt::format(R"(<rect class="out" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)",
                  kLeft, kTop, kEnd - kLeft, kFloor - kTop));
  inner += below(paper, ceilings(curve), "open") + below(paper, reached(curve), "met");
  inner += axes(paper) + holders(worth, paper);
  inner += path("line", stairs(paper, reached(curve))) + dots(worth, paper);
  return drawing(fmt::format(R"( xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {:g} {:g}")",
                             kWidth, height),
                 fmt::format("{}: what widening the window brings", worth.aim.of.data().title),
                 "A dot is a roadmap, with the limits that are given up for it. Above the yellow "
                 "band it is proven that no roadmap of that cost gets there.",
                 inner)
      .str();
}

}  // namespace tandem::report
