#include "apps/desk/locks.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "tandem/base/calendar.h"
#include "tandem/base/findings.h"

namespace tandem::desk {
namespace {

using model::BoundaryDraft;
using model::Case;
using model::CaseDraft;

class Locker {
 public:
  explicit Locker(const casefile::CaseFile& file) : of_(file.valid), draft_(file.draft) {}

  void lock(std::size_t number, const Json& one) {
    place_ = {fmt::format("/locks/{}", number)};
    const std::string id = one["measure"].get<std::string>();
    const auto measure = of_.find_measure(id);
    if (!measure) return unknown(id);
    if (!seen_.insert(id).second)
      return found_.add(place_, "locked-twice", fmt::format("'{}' is locked twice", id),
                        "keep one of the locks");
    if (one["phase"].is_null())
      never(*measure);
    else
      start_in(*measure, one["phase"].get<int>());
  }

  Answer<Case> made() {
    if (found_.empty()) {
      auto valid = Case::from(draft_);
      if (valid) return *std::move(valid);
      return tl::unexpected(Refusal(422, "locks-contradict",
                                    "the locks contradict each other or the case",
                                    "unlock what the details name", valid.error().details));
    }
    auto details = std::move(found_).in_file_order();
    std::string first = details.front().message;
    std::string repair = details.front().repair;
    return tl::unexpected(
        Refusal(422, "locks", std::move(first), std::move(repair), std::move(details)));
  }

 private:
  void unknown(const std::string& id) {
    std::vector<std::string> known;
    for (const model::Measure& measure : of_.measures()) known.push_back(measure.id);
    found_.add(place_, "unknown-measure", fmt::format("the case has no measure '{}'", id),
               did_you_mean(id, known, "name a measure of the case"));
  }

  void never(MeasureId m) {
    const model::Measure& measure = of_.measure(m);
    if (measure.mandatory)
      return found_.add(place_, "mandatory",
                        fmt::format("'{}' is mandatory and cannot be left out", measure.id),
                        "unlock it, or drop 'mandatory' in the case");
    add(measure, "never", "", "It is left out of this plan.");
  }

  /// Not before and not after the first month of the phase, and all of it.
  void start_in(MeasureId m, int phase) {
    const model::Measure& measure = of_.measure(m);
    if (phase > of_.time().phases)
      return found_.add(place_, "out-of-range",
                        fmt::format("there is no phase {}; the case has phases 1 to {}", phase,
                                    of_.time().phases),
                        "lock it to a phase of the case");
    const Date start = of_.date_of(of_.phase_start(phase));
    if (const std::string why = ruled_out(measure, start); !why.empty())
      return found_.add(place_, "ruled-out",
                        fmt::format("'{}' cannot start in phase {}: {}", measure.id, phase, why),
                        "lock it to another phase, or unlock it");
    const std::string date = format_date(start);
    const std::string words = fmt::format("It starts in phase {} of this plan.", phase);
    add(measure, "not_before", date, words);
    add(measure, "not_after", date, words);
    draft_.measures[m.index()].mandatory = true;
  }

  /// Why its own dates and pace forbid it; empty where they do not.
  static std::string ruled_out(const model::Measure& measure, Date start) {
    if (measure.not_before && start < *measure.not_before)
      return fmt::format("the case has it not before {}", format_date(*measure.not_before));
    if (measure.not_after && start > *measure.not_after)
      return fmt::format("the case has it not after {}", format_date(*measure.not_after));
    if (measure.divisible && measure.fastest_pace < 1)
      return fmt::format("at most {} of it can start in one phase", measure.fastest_pace);
    return {};
  }

  void add(const model::Measure& measure, const char* kind, const std::string& date,
           const std::string& words) {
    BoundaryDraft made;
    made.id = free_id(fmt::format("lock-{}", measure.id));
    made.holder = of_.party(measure.actors.front()).id;
    made.statement = words;
    made.kind = kind;
    made.measures.emplace_back(measure.id);
    made.date = date;
    draft_.boundaries.push_back(std::move(made));
  }

  [[nodiscard]] std::string free_id(const std::string& wish) const {
    std::string id = wish;
    const auto taken = [&] {
      return std::ranges::any_of(draft_.boundaries,
                                 [&](const BoundaryDraft& one) { return one.id.text == id; });
    };
    for (int n = 2; taken(); ++n) id = fmt::format("{}-{}", wish, n);
    return id;
  }

  const Case& of_;
  CaseDraft draft_;
  Findings found_{};
  SourceLoc place_{};
  std::set<std::string> seen_{};
};

}  // namespace

Answer<model::Case> locked(const casefile::CaseFile& file, const Json& locks) {
  if (locks.empty()) return file.valid;
  Locker locker(file);
  for (std::size_t k = 0; k < locks.size(); ++k) locker.lock(k, locks[k]);
  return locker.made();
}

}  // namespace tandem::desk
