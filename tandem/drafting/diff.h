#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tandem/model/agreement.h"
#include "tandem/model/case.h"
#include "tandem/model/timetable.h"

namespace tandem::drafting {

/// A key of an obligation whose value is another in the new text. Empty where it is not written.
struct ChangedKey {
  std::string key;  ///< as in the file
  std::string before;
  std::string after;
};

/// One obligation that is in only one of two texts, or not the same in both.
struct ChangedObligation {
  enum class Kind { added, removed, changed };
  std::string id;
  std::string title;  ///< the new one, where it has one
  Kind kind = Kind::changed;
  std::vector<std::string> actors;        ///< names, of both texts
  std::vector<std::string> counterparts;  ///< names, of both texts
  std::vector<ChangedKey> keys;           ///< of changed
  std::optional<model::Day> due_before;
  std::optional<model::Day> due_after;
  /// What the change of its measure's share is worth, points as the case has them, by the names of
  /// parties, undiscounted; only where both texts are linked to the case and it changes.
  std::vector<std::pair<std::string, double>> worth;
};

struct AgreementDiff {
  std::vector<ChangedKey> head;  ///< of the agreement itself, its actors, events and sources
  std::vector<std::string> actors_added;
  std::vector<std::string> actors_removed;
  std::vector<ChangedObligation> obligations;  ///< removed ones first, then in the new text's order
  std::size_t same = 0;

  [[nodiscard]] bool empty() const {
    return head.empty() && actors_added.empty() && actors_removed.empty() && obligations.empty();
  }
};

/// What changed from `before` to `after`. Obligations are the same where their ids are.
/// @param of  the case that the obligations are linked to; null: no worths
[[nodiscard]] AgreementDiff diff(const model::Agreement& before, const model::Agreement& after,
                                 const model::Case* of = nullptr);

/// What each party gains by the whole of each text, if all carry it out: present values on its
/// scale, 0 being no agreement.
struct PartyGain {
  std::string name;
  double before = 0;
  double after = 0;
};
struct Gains {
  std::vector<PartyGain> parties;    ///< shape [parties] of the case
  std::vector<Diagnostic> left_out;  ///< of either text: without a day within the case's phases
};
/// As written, like the worths of a diff. Errors: as roadmap_of.
[[nodiscard]] Result<Gains> gains(const model::Agreement& before, const model::Agreement& after,
                                  const model::Case& of);

}  // namespace tandem::drafting
