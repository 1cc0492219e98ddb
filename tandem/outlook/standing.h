#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/history.h"
#include "tandem/ledger/state.h"
#include "tandem/model/case.h"
#include "tandem/model/roadmap.h"
#include "tandem/plan/continuation.h"
#include "tandem/stress/history.h"

/// Where the record of an agreement has brought the case that its text is linked to.
namespace tandem::outlook {

/// One tranche as it was carried out, by the months of the case.
struct Carried {
  MeasureId measure{0};
  int start = 0;
  std::optional<int> in_force;  ///< month from whose beginning; absent while under way
  double share = 1;             ///< (0, 1]
};

/// That a party did not keep its word, as stress counts it: an obligation of its own found not to
/// be met, or a suspension or withdrawal while nobody else's breach lasts.
struct Breach {
  PartyId party{0};
  std::uint64_t seq = 0;  ///< of the entry that says so
  Date on{};
  std::string of;  ///< an obligation; empty: all that it owes
  enum class Kind { not_met, suspended, withdrawn } kind = Kind::not_met;
  std::optional<Date> until = {};  ///< resumed; absent: it lasts
};

/// A measure that was begun, and that its own actor has then suspended or withdrawn.
struct Withdrawn {
  MeasureId measure{0};
  PartyId by{0};
  Date since{};
  std::uint64_t seq = 0;
};

struct StandingOptions {
  /// What is only reported does not count as done.
  bool verified_only = false;
  /// Who governs at the end of the record, where it does not say it in the case's words: a party,
  /// and the position among its governments.
  std::vector<std::pair<PartyId, std::size_t>> in_office = {};
};

struct Standing {
  int month = 0;           ///< of the case that the view's day lies in; 0 too where it is before
  int from = 1;            ///< the first phase that begins then or later; one past the last: none
  model::Roadmap agreed;   ///< that the text in force amounts to, as written
  model::Roadmap carried;  ///< what was begun and holds, when it really was
  std::vector<Carried> steps;  ///< the same; shape [carried.increments]
  std::vector<Withdrawn> withdrawn;
  std::vector<Breach> breaches;          ///< in order of happening
  std::optional<Date> suspended;         ///< the process, since then; absent: it runs
  std::vector<PartyId> suspended_by;     ///< principals that have suspended or left it
  stress::Past past;                     ///< for a roadmap that begins with `carried`
  std::vector<Diagnostic> left_out;      ///< linked obligations that `agreed` has no place for
  std::vector<std::string> assumptions;  ///< what the record does not say, in sentences

  /// What `plan` goes on from. @param keep  least share of the agreed steps that keep their phase
  [[nodiscard]] plan::Continuation continuation(double keep = 0) const;
};

/// @param history  of the same view as `state`, of all obligations
/// Errors: invalid_input where no text is in force, none of its obligations is linked to `of`, it
/// does not fit `of`, or the day is past what the case plays through.
[[nodiscard]] Result<Standing> standing_of(const model::Case& of, const ledger::State& state,
                                           std::span<const ledger::Recorded> history,
                                           const StandingOptions& options = {});

/// What is agreed and still open, when it is to begin: what was carried out stands for the earliest
/// shares, and what is late begins at once, be that after the case's last phase.
[[nodiscard]] std::vector<model::Increment> open_steps(const Standing& standing);
/// `carried`, then those, as far as the case has a phase left.
[[nodiscard]] model::Roadmap as_agreed(const model::Case& of, const Standing& standing);

/// `carried`, then what `later` has from the first open phase on.
[[nodiscard]] model::Roadmap continued(const model::Case& of, const Standing& standing,
                                       const model::Roadmap& later);

}  // namespace tandem::outlook
