#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/base/result.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/internal/agreed_text.h"
#include "tandem/ledger/internal/chronicle.h"
#include "tandem/ledger/internal/names.h"

/// What a projection remembers of the record.
namespace tandem::ledger::internal {

inline constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::max();

[[nodiscard]] constexpr std::uint64_t pause_key(Name by, Name of) {
  constexpr unsigned kBitsOfName = 32;
  return std::uint64_t{by} << kBitsOfName | of;
}
[[nodiscard]] constexpr Name who_paused(std::uint64_t key) {
  constexpr unsigned kBitsOfName = 32;
  return static_cast<Name>(key >> kBitsOfName);
}

[[nodiscard]] inline std::int32_t day_number(const Date& date) {
  return static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
}
[[nodiscard]] inline Date date_of(std::int32_t day) {
  return std::chrono::sys_days{std::chrono::days{day}};
}

/// One entry, without its words.
struct Mark {
  Second at{};
  double share = 1;
  Seq to = 0;
  Seq corrected_by = 0;  ///< 0: it counts
  Name by = kNoName;
  Name of = kNoName;  ///< where the event names none: what the entry `to` is about
  std::int32_t day = 0;
  std::int32_t until = kNoDay;
  EventKind kind = EventKind::opened;
  Finding finding = Finding::met;
  DisputeStep step = DisputeStep::raised;
};

/// What was recorded about one obligation of any text that was in force.
struct Track {
  Name name = kNoName;
  std::size_t first_text = 0;  ///< index of the proposal that brought it
  Chronicle events;
  std::vector<std::pair<Name, std::uint32_t>> reporters;  ///< and how often; corrected not counted
};

/// A text, and who has agreed to it. The first is the signed one, which needs nobody's consent.
struct Proposal {
  Seq seq = 0;
  std::shared_ptr<const AgreedText> text;
  std::vector<Name> touched;
  std::vector<Seq> consents;
  Seq refused = 0;
  Seq agreed = 0;  ///< the entry with which it was agreed
};

struct Dispute {
  std::vector<Seq> steps;  ///< the first is `raised`
};

struct Book {
  std::string ledger;
  Name keeper = kNoName;
  Names names;
  std::vector<Mark> marks;  ///< entry n is marks[n - 1]; `at` never falls
  std::deque<Track> tracks;
  std::unordered_map<Name, std::size_t> track_of;
  /// Suspended, withdrawn, resumed: by who did it, and of which obligation or, kNoName, of all.
  std::unordered_map<std::uint64_t, Chronicle> pauses;
  std::deque<Proposal> proposals;                      // what undo refers to must not move
  std::size_t in_force = 0;                            ///< of proposals, where there are some
  std::unordered_map<Seq, std::vector<Seq>> contests;  ///< those that deny an entry
  std::deque<Dispute> disputes;
  std::unordered_map<Seq, std::size_t> dispute_of;  ///< by the number of `raised`
  std::vector<Seq> incidents;
  std::vector<Seq> accessions;
  std::vector<Seq> administrations;
  std::vector<Seq> evidence;
  std::vector<Seq> corrections;
  std::unordered_map<Name, std::vector<Seq>> signed_by;  ///< the signed entries of an actor
  std::unordered_map<Seq, std::string> signing_keys;     ///< of signed entries
  /// The beginnings of all signatures, as many characters of chance as no two of them share.
  std::unordered_set<std::string> signatures;
  [[nodiscard]] static std::string beginning_of(const std::string& signature) {
    constexpr std::size_t kCharacters = 15;
    return signature.substr(0, kCharacters);
  }

  bool tentative = false;
  std::vector<std::function<void()>> undo;
  template <class Undo>
  void on_take_back(Undo one) {
    if (tentative) undo.emplace_back(std::move(one));
  }

  [[nodiscard]] Seq last() const { return static_cast<Seq>(marks.size()); }
  [[nodiscard]] const Mark& mark(Seq seq) const { return marks[seq - 1]; }
  [[nodiscard]] const AgreedText& text() const { return *proposals[in_force].text; }
  [[nodiscard]] Track* track(Name of);
  [[nodiscard]] const Track* track(Name of) const;
  [[nodiscard]] bool is_known(Name actor) const;
  [[nodiscard]] bool has_acceded(Name actor) const;
  [[nodiscard]] bool is_open(const Dispute& dispute) const;
  /// Whether a signed entry was corrected by another hand than the one that signed it.
  [[nodiscard]] bool is_disowned(Seq seq) const;
  /// The last of its signed entries that is not disowned, whose key it signs with; 0: none.
  [[nodiscard]] Seq last_signed(Name actor) const;
  /// The kind of the last of its suspensions, withdrawals and resumptions until that day, of that
  /// obligation or of all; of kNoName, of all alone. `resumed` where there is none.
  [[nodiscard]] EventKind pause(Name actor, Name of, std::int32_t day) const;
  /// Whether there is something, by that day, that it could take up again.
  [[nodiscard]] bool has_paused(Name actor, std::int32_t day) const;
  /// An amendment that waits for consent.
  [[nodiscard]] const Proposal* pending() const;
};

/// What rules() has found out that take() needs again.
struct Prepared {
  std::shared_ptr<const AgreedText> text;  ///< of `signed` and `amended`
  std::vector<std::string> touched;        ///< of `amended`
};

/// Every rule that the event breaks as the next entry. Interns no name.
[[nodiscard]] std::vector<Diagnostic> rules(const Book& book, const Event& event,
                                            Prepared& prepared);

/// Takes an event that breaks none.
void take(Book& book, const Event& event, const Prepared& prepared);

}  // namespace tandem::ledger::internal
