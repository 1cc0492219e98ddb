#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "tandem/stress/sensitivity.h"

namespace tandem::stress::internal {

/// Ranks from 0, the mean of them where values are equal.
[[nodiscard]] std::vector<double> ranks_of(const std::vector<double>& values);
/// Pearson's; 0 where one does not vary. @pre same shapes
[[nodiscard]] double correlation(const std::vector<double>& a, const std::vector<double>& b);
/// Mean, and standard error of it.
[[nodiscard]] std::pair<double, double> mean_and_error(const std::vector<double>& values);

/// A box of some numbers in which values are low: peeled from the worlds of even number, a
/// twentieth at a time, and measured on the others. Absent where none makes low values much denser.
/// @param chosen   positions of the numbers that may bound it
/// @param numbers  shape [worlds][names]
/// @param low      a value below it is low
/// Source: Friedman and Fisher 1999; coverage and density as in Bryant and Lempert 2010.
[[nodiscard]] std::optional<Box> low_box(const std::vector<std::string>& names,
                                         const std::vector<std::size_t>& chosen,
                                         const std::vector<std::vector<double>>& numbers,
                                         const std::vector<double>& values, double low);

}  // namespace tandem::stress::internal
