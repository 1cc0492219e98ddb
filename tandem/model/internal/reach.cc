#include "tandem/model/internal/reach.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tandem::model::internal {
namespace {

/// Forward pass over `after`, at the earliest phase for each measure. A valid case has no cycles.
class Reach {
 public:
  explicit Reach(const Case& valid)
      : case_(valid), reasons_(valid.measures().size()), earliest_(valid.measures().size()) {}

  std::vector<std::string> reasons() {
    for (std::size_t m = 0; m < reasons_.size(); ++m) (void)earliest(m);
    return reasons_;
  }

 private:
  /// Earliest phase in which `m` can start; past the last one where it cannot.
  int earliest(std::size_t m);
  [[nodiscard]] int never() const { return case_.time().phases + 1; }
  int by_actors(const Measure& measure, std::string& reason) const;
  int by_prerequisites(const Measure& measure, std::string& reason);
  int by_dates(const Measure& measure, int phase, std::string& reason) const;

  const Case& case_;
  std::vector<std::string> reasons_;
  std::vector<std::optional<int>> earliest_;
};

int Reach::by_actors(const Measure& measure, std::string& reason) const {
  int phase = 1;
  for (const PartyId actor : measure.actors) {
    const Party& party = case_.party(actor);
    if (party.role == Role::principal) continue;
    if (party.accession.never) {
      reason = fmt::format("its actor '{}' never accedes", party.id);
      return never();
    }
    phase = std::max(phase, party.accession.earliest);
  }
  return phase;
}

int Reach::by_prerequisites(const Measure& measure, std::string& reason) {
  int phase = 1;
  for (const After& after : measure.after) {
    const Measure& first = case_.measure(after.measure);
    const int start = earliest(after.measure.index());
    if (start >= never()) {
      reason = fmt::format("it waits for '{}', which never starts", first.id);
      return never();
    }
    const int in_force = case_.phase_start(start) + first.months;
    const int months_per_phase = case_.time().months_per_phase;
    const int next = (in_force + months_per_phase - 1) / months_per_phase + 1;
    if (next >= never()) {
      reason = fmt::format("'{}' is in force only from month {}, after the start of the last phase",
                           first.id, in_force);
      return never();
    }
    phase = std::max(phase, next);
  }
  return phase;
}

int Reach::by_dates(const Measure& measure, int phase, std::string& reason) const {
  if (measure.not_before)
    while (phase < never() && case_.date_of(case_.phase_start(phase)) < *measure.not_before)
      ++phase;
  if (phase >= never()) {
    reason = fmt::format("not before {} is after the start of the last phase",
                         format_date(*measure.not_before));
    return phase;
  }
  const Date start = case_.date_of(case_.phase_start(phase));
  if (!measure.not_after || start <= *measure.not_after) return phase;
  reason = fmt::format("the first phase that is open to it begins on {}, after its not_after of {}",
                       format_date(start), format_date(*measure.not_after));
  return never();
}

int Reach::earliest(std::size_t m) {
  if (earliest_[m]) return *earliest_[m];
  const Measure& measure = case_.measures()[m];
  std::string& reason = reasons_[m];
  int phase = by_actors(measure, reason);
  if (reason.empty()) phase = std::max(phase, by_prerequisites(measure, reason));
  if (reason.empty()) phase = by_dates(measure, phase, reason);
  earliest_[m] = phase;
  return phase;
}

}  // namespace

std::vector<std::string> why_never(const Case& valid) { return Reach(valid).reasons(); }

}  // namespace tandem::model::internal
