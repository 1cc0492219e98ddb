#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/state.h"
#include "tandem/model/draft.h"
#include "tandem/outlook/base_rates.h"
#include "tandem/outlook/standing.h"

/// Whether an agreement is being carried out as it was planned, as others were, and as its parties
/// expect of each other.
namespace tandem::outlook {

/// A chance, at the middle and at the ends of what is not known.
struct Likely {
  double low = 0;
  double middle = 0;
  double high = 0;
};

/// "0.25 (0.1 to 0.4)". What is nearer to 0 or 1 than a thousandth is "under .001" or "over .999":
/// three digits would call it sure.
[[nodiscard]] std::string likely_words(const Likely& one, std::string_view under = "under ",
                                       std::string_view over = "over ");

/// What one party owed until the view's day, by the days of the text in force.
struct OwnPlan {
  std::string party;          ///< an actor of the text; empty: all together
  std::size_t due = 0;        ///< obligations whose day has come
  std::size_t on_time = 0;    ///< of these: done by their day
  std::size_t late = 0;       ///< done after it
  std::size_t open = 0;       ///< not done
  double mean_days_late = 0;  ///< of those done late or open; 0 where there are none
  std::vector<std::string> still_open;
  /// Chance that so many or more of those linked to measures would be open, were each as late as
  /// the case expects, independently. Absent without a case, or where none is linked.
  std::optional<Likely> as_expected;
  std::size_t linked = 0;                ///< of `due`: those that the chance is of
  std::vector<std::string> linked_open;  ///< of these: open
  bool owes_alone = false;               ///< one of these is nobody else's
};

/// What was carried out of the obligations of one kind, beside what other agreements carried out.
struct AgainstRate {
  RateKind kind{};
  std::size_t obligations = 0;  ///< of the text, rules and standing duties left out
  std::size_t reported = 0;     ///< wholly done, as reported, and not found otherwise
  std::size_t verified = 0;     ///< of which found to be met
  RatePoint expected;           ///< after as many years as the agreement has been in force
  /// Chance of so few or fewer, as reported, by Binomial of the rate and of its range's ends.
  Likely so_few;
};

/// What one principal expects of another, between 0 and 1.
struct TrustIn {
  PartyId of{0};
  PartyId in{0};
  double before = 0;  ///< as the case has it
  Likely now;         ///< where the middle 90 % of the worlds have it, and their median
};

/// What one party can still hold back from another: the benefit to `over` of what `holds` takes
/// part in and is not done, as a share of the scale of `over`. What is under way can be stopped.
struct Leverage {
  PartyId holds{0};
  PartyId over{0};
  double at_first = 0;  ///< at the case's start
  double now = 0;
  std::vector<MeasureId> left;  ///< that it comes from; those under way first
};

/// Open obligations of one to another, counted. What both owe together is left out.
struct Owed {
  std::string by;
  std::string to;
  std::size_t open = 0;
  std::size_t late = 0;
};

/// An obligation whose day has not come and that is expected after it.
struct AtRisk {
  std::string of;
  Date due{};
  Date expected{};
  int days = 0;
  std::string waits_for;  ///< an obligation or event that sets the day; may be empty
};

/// Something to look into, with what it rests on.
struct Warning {
  enum class Kind { behind_plan, behind_others, trust, leverage, at_risk, breach } kind{};
  std::string says;  ///< a sentence
  std::vector<std::uint64_t> entries;
  std::vector<std::string> of;  ///< obligations
};

struct EarlyWarning {
  std::vector<OwnPlan> plan;  ///< all together, then each actor that owed something
  std::vector<AgainstRate> rates;
  std::vector<TrustIn> trust;      ///< empty without a case, or where its parties do not doubt
  std::vector<Leverage> leverage;  ///< between principals; empty without a case
  std::vector<Owed> owed;
  std::vector<AtRisk> at_risk;
  std::vector<Warning> warnings;
};

/// A case that a record is held against.
struct Held {
  const model::CaseDraft& draft;
  const model::Case& of;
  const Standing& standing;
};

/// @param held  null: without a case, by the text alone
/// @param seed  of the worlds in which trust is worked out
/// Errors: invalid_input where a draw is no case. @pre a text is in force
[[nodiscard]] Result<EarlyWarning> early_warning(const ledger::State& state, const Held* held,
                                                 std::uint64_t seed = 1);

/// Chance that `least` or more of independent events with these chances come to pass.
[[nodiscard]] double at_least(std::size_t least, const std::vector<double>& chances);

}  // namespace tandem::outlook
