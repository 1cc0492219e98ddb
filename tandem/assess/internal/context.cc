#include "tandem/assess/internal/context.h"

#include <fmt/format.h>

namespace tandem::assess {
namespace {

std::string month_and_year(Date date) {
  const std::string text = format_date_long(date);
  return text.substr(text.find(' ') + 1);
}

}  // namespace

std::string Context::phase(int phase) const {
  if (phase > phases()) return "after the last phase";
  return fmt::format("phase {} ({})", phase, month_and_year(of.date_of(of.phase_start(phase))));
}

std::string Context::month(int month) const {
  return fmt::format("month {} ({})", month, month_and_year(of.date_of(month)));
}

std::vector<PartyId> Context::principals() const {
  std::vector<PartyId> found;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::principal) found.emplace_back(p);
  return found;
}

Finding finding(std::string name, double value, Unit unit,
                const std::optional<model::Quantity>& threshold, bool at_most, std::string reason) {
  Finding made{std::move(name),  value, unit, std::nullopt, at_most, Verdict::measured,
               std::move(reason)};
  if (!threshold) return made;
  made.threshold = threshold->mode;
  const double beyond = at_most ? value - threshold->mode : threshold->mode - value;
  made.verdict = beyond > kTolerance ? Verdict::fails : Verdict::meets;
  return made;
}

Finding no_finding(std::string name, Verdict verdict, std::string reason) {
  return {std::move(name), std::nullopt, Unit::share,      std::nullopt,
          false,           verdict,      std::move(reason)};
}

}  // namespace tandem::assess
