#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/report/internal/step_chart.h"

/// Drawings with numbers on both axes: what was reached below a staircase, what is out of reach
/// above another, and dots.
namespace tandem::report {

/// The drawing area, pixels.
struct Frame {
  double left = 70;
  double end = 490;
  double top = 44;
  double floor = 364;
};

/// What is on an axis: where its ticks are, how they read, and what it is.
struct Axis {
  std::vector<double> ticks;  ///< round_values()
  std::string (*words)(double);
  std::string title;
};

[[nodiscard]] std::string percent_tick(double value);

/// Round values around what a Sketch says, whose last digits make no room for another tick.
[[nodiscard]] std::vector<double> sketch_ticks(double low, double high);

/// Values to the right and upwards: each holds from where it stands on.
using Stairs = std::vector<std::pair<double, double>>;

class Chart {
 public:
  Chart(Frame frame, Axis across, Axis up)
      : frame_(frame), across_(std::move(across)), up_(std::move(up)) {}

  /// Outside the axes: on the edge.
  [[nodiscard]] double x(double value) const;
  [[nodiscard]] double y(double value) const;
  [[nodiscard]] const Frame& frame() const { return frame_; }

  /// The area, as what is out of reach. @param from  absent: all of it
  [[nodiscard]] Html ground(std::optional<double> from = {}) const;
  /// @param end  how far the last step goes; absent: to the edge
  [[nodiscard]] Html stairs(const Stairs& steps, std::string_view css,
                            std::optional<double> end = {}) const;
  /// What lies below them.
  [[nodiscard]] Html below(const Stairs& steps, std::string_view css,
                           std::optional<double> end = {}) const;
  /// Lines, numbers and titles, and what the shades mean.
  [[nodiscard]] Html axes(std::string_view key) const;

 private:
  [[nodiscard]] std::string path(const Stairs& steps, std::optional<double> end) const;

  Frame frame_;
  Axis across_;
  Axis up_;
};

/// A dot that says what it is where a pointer rests on it.
[[nodiscard]] Html dot(PaperPoint at, std::string_view css, std::string_view words);

/// A rectangle from one corner to the other, with words where a pointer rests on it.
[[nodiscard]] Html block(PaperPoint a, PaperPoint b, std::string_view css, std::string_view words);

/// What the shades of the middle half and of the middle 90 % of all histories mean.
[[nodiscard]] Html spread_key(PaperPoint at);

/// The look of these drawings, for a page that has them.
[[nodiscard]] std::string_view chart_style();

/// One of these drawings, for a page with chart_style().
[[nodiscard]] Html chart_drawing(double width, double height, const std::string& title,
                                 const std::string& description, const Html& inner);
/// The same as a file that stands alone.
[[nodiscard]] std::string chart_file(const Html& drawing);

}  // namespace tandem::report
