#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/assess/assessment.h"
#include "tandem/model/case.h"
#include "tandem/plan/plan.h"

/// Numbers, names and dates in words, the same in text and on the page.
namespace tandem::report {

/// fixed() without trailing zeros.
[[nodiscard]] std::string trimmed(double value, int decimals);
/// "31.2 %" of a share, without trailing zeros.
[[nodiscard]] std::string percent(double share, int decimals = 1);
/// The same of a chance, "under 0.1 %" where it would be printed as none.
[[nodiscard]] std::string chance_words(double chance);
/// "17.2 % (14 to 21)": the share of `trials` in which something was seen, and the 95 % interval.
/// With some in which it is not known: "10 to 15 % (3 to 40)".
[[nodiscard]] std::string seen_words(std::size_t hits, std::size_t trials, std::size_t unknown = 0);
/// "7.4" for normalised points, which are % of a party's own scale.
[[nodiscard]] std::string points(double value);

/// "6 (3 to 12)" of a political cost, "not stated" where there is none.
[[nodiscard]] std::string cost_words(const std::optional<model::Quantity>& cost);

/// The ideal of a party: "7.4", "at most 7.4" where it is a bound, "not known".
[[nodiscard]] std::string ideal_words(const assess::Assessment& assessment, PartyId i);

/// "1 step", "3 steps".
[[nodiscard]] std::string counted(std::size_t n, std::string_view one, std::string_view many);

/// A finding's number with its unit, "–" where it has none. As many digits as it takes to tell it
/// from the threshold; whole ones where it has a range.
[[nodiscard]] std::string value_words(const assess::Finding& finding);
/// "(45 to 78)", in the unit of the number; empty where it has no range.
[[nodiscard]] std::string range_words(const assess::Finding& finding);
/// "≤ 30 %"; empty where there is no threshold.
[[nodiscard]] std::string threshold_words(const assess::Finding& finding);
/// "meets", "fails", "measured", "not applicable", "needs stress".
[[nodiscard]] std::string_view verdict_words(assess::Verdict verdict);

/// The name where it is short, else the id where that is: "DPRK", "Russia"; else the name cut.
[[nodiscard]] std::string short_name(const model::Party& party);
/// The names of `parties`, "a, b and c".
[[nodiscard]] std::string names(const model::Case& of, std::span<const PartyId> parties);
[[nodiscard]] std::string short_names(const model::Case& of, std::span<const PartyId> parties);

/// "January 2027", the month that `month` is.
[[nodiscard]] std::string month_words(const model::Case& of, int month);
/// "2027-01".
[[nodiscard]] std::string month_short(const model::Case& of, int month);
/// "2027-01-01 to 2027-06-30".
[[nodiscard]] std::string period(const model::Case& of, int phase);
/// "phase 3", or "the end" after the last phase.
[[nodiscard]] std::string phase_words(const model::Case& of, int phase);

/// The rule of an obstacle in the words of the principles: "Self-enforcing", "Boundary no-guns".
[[nodiscard]] std::string rule_words(std::string_view rule);
/// "phase 3", "the end", "month 12 (January 2028)"; empty where it concerns the whole roadmap.
[[nodiscard]] std::string when_words(const model::Case& of, const plan::Obstacle& obstacle);
/// "early security" of an objective.
[[nodiscard]] std::string objective_words(model::ObjectiveKind kind);

/// The roadmap's title, its name where it has none.
[[nodiscard]] std::string title_of(const model::Roadmap& roadmap);

/// With a capital letter at its beginning.
[[nodiscard]] std::string capitalised(std::string words);

/// The first `most` of `items`, then "and 3 more".
[[nodiscard]] std::string some_of(std::span<const std::string> items, std::size_t most,
                                  std::string_view separator = "; ");

}  // namespace tandem::report
