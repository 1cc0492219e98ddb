#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/assess/assessment.h"
#include "tandem/model/case.h"

/// Numbers, names and dates in words, the same in text and on the page.
namespace tandem::report {

/// "12.30" with `decimals` digits and the minus sign of print; never "−0".
[[nodiscard]] std::string fixed(double value, int decimals);
/// fixed() without trailing zeros.
[[nodiscard]] std::string trimmed(double value, int decimals);
/// "31.2 %" of a share, without trailing zeros.
[[nodiscard]] std::string percent(double share, int decimals = 1);
/// "7.4" for normalised points, which are % of a party's own scale.
[[nodiscard]] std::string points(double value);

/// "1 step", "3 steps".
[[nodiscard]] std::string counted(std::size_t n, std::string_view one, std::string_view many);

/// A finding's number with its unit, "–" where it has none. As many digits as it takes to tell it
/// from the threshold.
[[nodiscard]] std::string value_words(const assess::Finding& finding);
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

/// The first `most` of `items`, then "and 3 more".
[[nodiscard]] std::string some_of(std::span<const std::string> items, std::size_t most,
                                  std::string_view separator = "; ");

}  // namespace tandem::report
