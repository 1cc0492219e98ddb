#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tandem/ledger/internal/book.h"
#include "tandem/ledger/state.h"

namespace tandem::ledger::internal {

/// A view in the terms of a book.
struct Cut {
  Seq last = 0;  ///< entries after it are not known
  std::int32_t day = 0;

  [[nodiscard]] bool sees(const Book& book, Seq seq) const {
    const Mark& mark = book.mark(seq);
    const bool counts = mark.corrected_by == 0 || mark.corrected_by > last;
    return seq <= last && mark.day <= day && counts;
  }
  /// @pre it happened by that day
  [[nodiscard]] bool knows(const Book& book, const Chronicle::Item& item) const {
    return item.seq <= last && (!item.corrected || book.mark(item.seq).corrected_by > last);
  }
};
[[nodiscard]] Cut cut_of(const Book& book, const View& view);

/// The last thing that an actor has said about going on.
struct Pause {
  Name by = kNoName;
  EventKind kind = EventKind::resumed;
  std::int32_t day = 0;
  Seq seq = 0;
};

struct Denial {
  Seq seq = 0;
  Seq to = 0;  ///< what it denies
};

/// What happened to one obligation, as seen from a cut.
struct Story {
  std::optional<std::int32_t> started;
  std::optional<std::int32_t> done;
  double share = 0;
  Seq first_start = 0;
  Seq report = 0;  ///< the last
  std::size_t times = 0;
  bool claims = false;  ///< the last report says more than the last finding was about
  Seq finding = 0;      ///< the last
  double verified_share = 0;
  std::vector<Denial> denials;  ///< of reports, or of the last finding, not answered
  Seq said_due = 0;
  std::vector<Pause> pauses;  ///< of this obligation alone, the last of each actor
  std::size_t incidents = 0;
};
/// A dispute about an entry was settled.
struct Settlement {
  Seq to = 0;  ///< a report, a finding, or what denies one
  Seq step = 0;
};
/// @param settled  as settlements() gives them
[[nodiscard]] Story story_of(const Book& book, const Track& track, const Cut& cut,
                             const std::vector<Settlement>& settled);

[[nodiscard]] Verification verification_of(const Book& book, const Story& story);

/// The last suspension, withdrawal or resumption of all that it has to do, of every actor that has
/// some.
[[nodiscard]] std::vector<Pause> blanket_pauses(const Book& book, const Cut& cut);

[[nodiscard]] std::vector<DisputeState> disputes_of(const Book& book, const Cut& cut);
/// By the entry that each is about.
[[nodiscard]] std::vector<Settlement> settlements(const Book& book, const Cut& cut);
[[nodiscard]] std::vector<VersionState> versions_of(const Book& book, const Cut& cut);
/// Of proposals, that in force; absent before there is one.
[[nodiscard]] std::optional<std::size_t> text_in_force(const Book& book, const Cut& cut);

}  // namespace tandem::ledger::internal
