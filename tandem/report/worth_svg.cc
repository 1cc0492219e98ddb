#include "tandem/report/internal/chart.h"
#include "tandem/report/internal/worth_drawings.h"
#include "tandem/report/report.h"

namespace tandem::report {

std::string worth_svg(const window::Worth& worth) {
  const Html drawing = curve_drawing(worth);
  return drawing.empty() ? std::string() : chart_file(drawing);
}

std::string policies_svg(const window::Worth& worth) {
  const Html drawing = policies_drawing(worth);
  return drawing.empty() ? std::string() : chart_file(drawing);
}

}  // namespace tandem::report
