// How the time of a plan grows with measures, phases and parties: each in turn, the others as in
// 40x6x4. The time is that to a plan that is proven to be within 5 % of the best, the geometric
// mean over some seeds; where the limit ended one the mean is a lower bound, and is left out of the
// exponent, the slope of the least squares line through the logarithms.
//
//   bench_growth [--seconds=N] [--seeds=N] [FILE.svg]

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "bench/support/worlds.h"
#include "tandem/plan/plan.h"

namespace tandem::bench {
namespace {

constexpr double kGap = 0.05;

struct Point {
  int size = 0;
  double seconds = 0;
  bool complete = true;
};

struct Line {
  std::string name;
  std::vector<Point> points;
  double exponent = 0;
};

Point measured(const Size& of, int at, double limit, int seeds) {
  Point point{at, 0, true};
  double logs = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    plan::Options options;
    options.relative_gap = kGap;
    options.time_limit = std::chrono::duration<double>(limit);
    const plan::Answer answer =
        plan::plan(made_case(of, static_cast<std::uint64_t>(seed)), options);
    const bool done =
        answer.status == plan::Status::optimal || answer.status == plan::Status::infeasible;
    point.complete = point.complete && done;
    logs += std::log(std::max(1e-3, answer.statistics.seconds));
  }
  point.seconds = std::exp(logs / seeds);
  return point;
}

double slope(const std::vector<Point>& points) {
  double n = 0;
  double x = 0;
  double y = 0;
  double xx = 0;
  double xy = 0;
  for (const Point& point : points) {
    if (!point.complete) continue;
    const double a = std::log(point.size);
    const double b = std::log(point.seconds);
    n += 1;
    x += a;
    y += b;
    xx += a * a;
    xy += a * b;
  }
  return n < 2 ? NAN : (n * xy - x * y) / (n * xx - x * x);
}

Line grown(const std::string& name, int Size::*what, const std::vector<int>& sizes, double limit,
           int seeds) {
  Line line{name, {}, 0};
  for (const int at : sizes) {
    Size size{40, 6, 4};
    size.*what = at;
    line.points.push_back(measured(size, at, limit, seeds));
    const Point& point = line.points.back();
    fmt::print("{:>5} {:<10} {:8.2f} s{}\n", at, name, point.seconds,
               point.complete ? "" : "  (at least: the limit ended one)");
    std::fflush(stdout);
  }
  line.exponent = slope(line.points);
  fmt::print("      {:<10} exponent {:.1f}\n", name, line.exponent);
  return line;
}

/// Three panels with logarithmic axes.
std::string drawn(const std::vector<Line>& lines) {
  constexpr double kWide = 260;
  constexpr double kHigh = 240;
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} 310\" "
      "font-family=\"sans-serif\" "
      "font-size=\"11\">\n<title>Time to a plan within 5 %</title>\n"
      "<rect width=\"{0}\" height=\"310\" fill=\"#fff\"/>\n",
      kWide * static_cast<double>(lines.size()));
  const auto height = [&](double seconds) {
    return 20 + kHigh * (2 - std::log10(seconds)) / 4;  // from 0.01 s to 100 s
  };
  for (std::size_t k = 0; k < lines.size(); ++k) {
    const double left = kWide * static_cast<double>(k) + 44;
    const double first = std::log(lines[k].points.front().size);
    const double range = std::log(lines[k].points.back().size) - first;
    const auto x = [&](int size) { return left + 190 * (std::log(size) - first) / range; };
    for (const double seconds : {0.01, 0.1, 1.0, 10.0, 100.0})
      out += fmt::format(
          "<line x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"#ccc\"/>"
          "<text x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5:g} s</text>\n",
          left, left + 190, height(seconds), left - 4, height(seconds) + 4, seconds);
    std::string path;
    for (const Point& point : lines[k].points) {
      path += fmt::format("{:.1f},{:.1f} ", x(point.size), height(point.seconds));
      out += fmt::format(
          "<circle cx=\"{0:.1f}\" cy=\"{1:.1f}\" r=\"3.5\" fill=\"{2}\" stroke=\"#1a5fb4\"/>"
          "<text x=\"{0:.1f}\" y=\"{3}\" text-anchor=\"middle\">{4}</text>\n",
          x(point.size), height(point.seconds), point.complete ? "#1a5fb4" : "#fff", kHigh + 38,
          point.size);
    }
    out += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"#1a5fb4\"/>\n", path);
    out +=
        fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}: exponent {:.1f}</text>\n",
                    left + 95, kHigh + 60, lines[k].name, lines[k].exponent);
  }
  return out + "</svg>\n";
}

}  // namespace
}  // namespace tandem::bench

int main(int count, char** words) {
  using namespace tandem::bench;  // NOLINT
  double limit = 30;
  int seeds = 3;
  std::string file;
  for (int k = 1; k < count; ++k)
    if (std::sscanf(words[k], "--seconds=%lf", &limit) != 1 &&
        std::sscanf(words[k], "--seeds=%d", &seeds) != 1)
      file = words[k];
  std::vector<Line> lines;
  lines.push_back(grown("measures", &Size::measures, {20, 30, 40, 60, 80, 120}, limit, seeds));
  lines.push_back(grown("phases", &Size::phases, {4, 6, 8, 12, 16}, limit, seeds));
  lines.push_back(grown("parties", &Size::parties, {2, 3, 4, 6, 8}, limit, seeds));
  if (file.empty()) return 0;
  std::ofstream out(file);
  out << drawn(lines);
  return out.good() ? 0 : 1;
}
