#include "tandem/report/internal/sensitivity_words.h"

#include <fmt/format.h>

namespace tandem::report {

using stress::Target;

std::string target_words(const model::Case& of, const Target& target) {
  switch (target.what) {
    case Target::What::unbroken:
      return fmt::format("the chance that it was never suspended by month {}", target.month);
    case Target::What::alive:
      return fmt::format("the chance that it has not ended for good by month {}", target.month);
    case Target::What::running:
      return fmt::format("the chance that it runs in month {}", target.month);
    case Target::What::completed:
      return fmt::format("the chance that all was in force by month {}", target.month);
    case Target::What::risk_reduction:
      return "risk reduction in force, mean over time";
    case Target::What::final_goals:
      return "final goals in force at the end";
    case Target::What::value:
      return "the value to " + of.party(target.party).name;
  }
  return {};
}

std::string_view direction_words(const stress::Driver& driver) {
  return driver.slope > 0 ? "raises it" : "lowers it";
}

double half_interval(double error) { return 1.96 * error; }

}  // namespace tandem::report
