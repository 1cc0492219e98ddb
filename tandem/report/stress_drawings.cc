#include "tandem/report/internal/stress_drawings.h"

#include "tandem/report/internal/chart.h"
#include "tandem/report/report.h"

namespace tandem::report {

std::vector<Drawing> stress_drawings(const model::Case& of, const model::Roadmap& roadmap,
                                     const stress::Results& results) {
  std::vector<Drawing> all;
  const auto add = [&all](std::string file, const Html& drawing) {
    if (!drawing.empty()) all.push_back({std::move(file), chart_file(drawing)});
  };
  add("fans.svg", fans_drawing(of, results));
  if (roadmap.increments.empty()) return all;
  add("survival.svg", survival_drawing(results));
  add("values.svg", values_drawing(of, results));
  add("causes.svg", causes_drawing(of, results));
  return all;
}

}  // namespace tandem::report
