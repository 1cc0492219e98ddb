#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/assess/assessment.h"
#include "tandem/report/internal/html.h"

/// The one kind of curve on the page: a quantity that holds from month to month and then steps.
namespace tandem::report {

struct Line {
  std::string label;                ///< at one of its ends; empty: none
  std::vector<assess::Step> steps;  ///< ascending in month; values are shares
  int style = 0;                    ///< picks colour and dashes, 0..5
};

/// A horizontal line at a value that matters, e.g. a threshold.
struct Level {
  double value = 0;
  std::string label;
};

/// A point to be read off a curve.
struct Marker {
  int month = 0;
  double value = 0;
  std::string label;
};

/// A word below the axis, centred on `month`; left out where it would touch another.
struct Tick {
  double month = 0;
  std::string label;
};

struct StepChart {
  std::string title;        ///< for a reader who does not see it
  std::string description;  ///< its message, the same
  double width = 330;       ///< CSS pixels; the drawing scales
  double height = 150;
  double label_room = 0;     ///< pixels beside the curves for their labels
  bool labels_left = false;  ///< where curves begin apart and end together; numbers go right
  int first = 0;             ///< months
  int last = 12;
  double low = 0;  ///< shares; widened to a round number
  double high = 1;
  std::vector<int> rules = {};  ///< months with a vertical line
  std::vector<Tick> ticks = {};
  std::vector<Line> lines = {};
  std::vector<Level> levels = {};
  std::vector<Marker> markers = {};

  [[nodiscard]] Html svg() const;
};

/// Positions as near to `wanted` as a distance of `gap` between neighbours and the range allow.
/// @return in the order of `wanted`
[[nodiscard]] std::vector<double> spread(const std::vector<double>& wanted, double gap, double low,
                                         double high);

/// Round values from at most `low` to at least `high`, at most six of them.
[[nodiscard]] std::vector<double> round_values(double low, double high);

struct PaperPoint {
  double x = 0;  ///< pixels to the right
  double y = 0;  ///< and down
};
[[nodiscard]] Html segment(PaperPoint a, PaperPoint b, std::string_view css);
[[nodiscard]] Html words_at(PaperPoint at, std::string_view css, std::string_view words);

/// <svg role="img"> with its title and description.
/// @param box  viewBox as " viewBox=..." or sizes, ours
[[nodiscard]] Html drawing(const std::string& box, const std::string& title,
                           const std::string& description, const Html& inner);

}  // namespace tandem::report
