#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/base/result.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/state.h"
#include "tandem/model/agreement.h"

/// The record of an agreement in words and counts, the same in every format.
namespace tandem::report {

/// What a party is called.
using Called = std::function<std::string(const std::string& id)>;
/// By its name in the text in force; whom that does not have, by its id.
[[nodiscard]] Called called_in(const ledger::State& state);
/// "The North and The South".
[[nodiscard]] std::string called_words(const std::vector<std::string>& ids, const Called& called);

/// "not due".
[[nodiscard]] std::string words_of(ledger::Reported one);
[[nodiscard]] std::string words_of(ledger::Verification one);
/// "verified: not met", "dispute: raised", "reported 40 %".
[[nodiscard]] std::string what_of(const ledger::Event& event);
/// The South and Thirdland: those whose consent to an amendment is not recorded.
[[nodiscard]] std::string awaited_words(const ledger::VersionState& one, const Called& called);
[[nodiscard]] std::vector<std::string> actor_ids(const model::Agreement& of,
                                                 const std::vector<model::ActorId>& actors);
/// An error of one mistake.
[[nodiscard]] Error unusable(std::string_view rule, std::string message, std::string repair);

/// The day from which a later text was in force in the place of this one; absent where none is.
[[nodiscard]] std::optional<Date> replaced_on(std::span<const ledger::VersionState> versions,
                                              std::size_t which);
/// "in force from 2018-12-13, replaced on 2019-03-27", "not yet in force: from 2019-03-27".
[[nodiscard]] std::string text_words(ledger::VersionState::Status status,
                                     const std::optional<Date>& since,
                                     const std::optional<Date>& replaced);

/// "may be mended until 2019-01-11"; of a day that is past by then "could be".
[[nodiscard]] std::string mend_words(const Date& until, const Date& on);
/// Whether the text has it on many days; of one that was taken out, false.
[[nodiscard]] bool is_repeated(const ledger::State& state, const std::string& obligation);
/// Of one that is repeated: "reported 5 times"; empty where it never was.
[[nodiscard]] std::string times_words(const ledger::ObligationState& one);

/// Obligations by what is found about them, shape [kVerification].
using FoundCounts = std::array<std::size_t, ledger::kVerification.size()>;

/// Of the obligations that the text in force has. Each is in one of `reported_as`, and in one of
/// `of_reported` and `of_others`: both add up to `all`.
struct LedgerCounts {
  std::size_t all = 0;
  std::array<std::size_t, ledger::kReported.size()> reported_as{};  ///< shape [kReported]
  std::size_t reported = 0;   ///< those reported as done, wholly or in part
  FoundCounts of_reported{};  ///< of these
  FoundCounts of_others{};    ///< of all others
  std::size_t moved = 0;      ///< of `all`: an amendment moved its day, whatever became of it
  std::size_t taken_out = 0;  ///< beside `all`: by an amendment

  [[nodiscard]] std::size_t operator[](ledger::Reported one) const {
    return reported_as.at(static_cast<std::size_t>(one));
  }
  /// Of those reported as done, wholly or in part.
  [[nodiscard]] std::size_t operator[](ledger::Verification one) const {
    return of_reported.at(static_cast<std::size_t>(one));
  }
};
[[nodiscard]] LedgerCounts counts_in(const ledger::State& state);
/// "8 obligations: 3 done, 1 late, 4 not due. Of 3 reported as done, wholly or in part, 2 verified
/// and 1 only claimed." What there is none of is left out, but for what is done and late.
[[nodiscard]] std::string counts_words(const LedgerCounts& counts);

struct DueRow {
  const ledger::ObligationState* state = nullptr;
  int late = 0;  ///< days; 0: it is not late
  std::vector<std::string> by;
  std::vector<std::string> to;
};
struct DueList {
  std::vector<DueRow> rows;  ///< the earliest day first
  std::size_t undated = 0;   ///< open obligations of the text without a day
};
/// What is late, and what is due within `days` after the view's day. It points into `state`.
[[nodiscard]] DueList due_in(const ledger::State& state, int days);

}  // namespace tandem::report
