#pragma once

#include <string>

#include "tandem/stress/sensitivity.h"

/// What decides a target, in words.
namespace tandem::report {

/// "the chance that it runs in month 96".
[[nodiscard]] std::string target_words(const model::Case& of, const stress::Target& target);

/// "raises it" or "lowers it": what more of the number does.
[[nodiscard]] std::string_view direction_words(const stress::Driver& driver);

/// A standard error as the half of a 95 % interval, the same share.
[[nodiscard]] double half_interval(double error);

}  // namespace tandem::report
