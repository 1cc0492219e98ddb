#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tandem/model/draft.h"

/// The short form of a number: "12", "12 @S-ID", "3..5..9 @J-ID".
namespace tandem::casefile::internal {

/// Why a text is no number, and what was probably meant.
struct NumberProblem {
  std::string message;
  std::string repair;
};

struct NumberText {
  model::Number number;  ///< without a place
  std::optional<NumberProblem> problem = {};
};

/// Reads the short form. The order of a range is for Case::from to check.
[[nodiscard]] NumberText parse_number(std::string_view text);

/// One decimal number without range or provenance, as JSON writes it.
[[nodiscard]] std::optional<double> parse_decimal(std::string_view text);

/// The short form that parse_number reads back to the same bits.
[[nodiscard]] std::string format_number(const model::Number& number);

}  // namespace tandem::casefile::internal
