#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tandem/interop/words.h"

namespace tandem::interop {

/// An agreement with its dates, as far as a reader may see it. Refers to both.
class View {
 public:
  /// @pre `dates` is of `of`
  View(const model::Agreement& of, const model::Timetable& dates,
       model::Tlp up_to = model::Tlp::red)
      : of_(&of), dates_(&dates), up_to_(up_to) {}

  [[nodiscard]] const model::Agreement& of() const noexcept { return *of_; }
  [[nodiscard]] const model::Timetable& dates() const noexcept { return *dates_; }
  [[nodiscard]] model::Tlp up_to() const noexcept { return up_to_; }
  [[nodiscard]] bool shows(model::ObligationId id) const {
    return interop::shows(of_->obligation(id), up_to_);
  }
  /// Whether it is an outside event or an obligation that is shown.
  [[nodiscard]] bool shows(const model::Target& target) const {
    return target.outside || shows(model::ObligationId(target.index));
  }

  /// In the order of the text.
  [[nodiscard]] std::vector<model::ObligationId> shown() const;
  [[nodiscard]] std::size_t left_out() const;
  /// "2 obligations above TLP:GREEN are left out."; empty where none is.
  [[nodiscard]] std::string left_out_words() const;
  /// The highest label of what is shown.
  [[nodiscard]] model::Tlp marking() const;

  /// The actors that what is shown names, and the members of the groups among them, in file order;
  /// all where nothing is left out.
  [[nodiscard]] std::vector<model::ActorId> actors() const;
  /// The first day that is said of what is shown; of all days where nothing is left out.
  [[nodiscard]] std::optional<model::Day> first_day() const;

  /// The outside events that what is shown names in a trigger or waits for, in file order.
  [[nodiscard]] std::vector<model::EventId> events() const;
  /// The sources of what is shown, in file order.
  [[nodiscard]] std::vector<ProvenanceId> sources() const;

 private:
  const model::Agreement* of_;
  const model::Timetable* dates_;
  model::Tlp up_to_;
};

/// Every event that a trigger names, none twice, in the order of the trigger.
[[nodiscard]] std::vector<model::Target> targets_of(const model::Agreement& of,
                                                    const model::Trigger& trigger);
/// The same of what an obligation waits for in fact.
[[nodiscard]] std::vector<model::Target> waits_of(const model::Agreement& of,
                                                  const model::Obligation& obligation);

}  // namespace tandem::interop
