#pragma once

#include "tandem/report/internal/html.h"
#include "tandem/window/worth.h"

/// What the window is worth, drawn: the same on the page and as files.
namespace tandem::report {

/// The best objective against the political cost, in all and by each holder alone. Empty where
/// nothing was reached.
[[nodiscard]] Html curve_drawing(const window::Worth& worth);
/// The same with the policies left and right of the case as it stands. Empty where there are none.
[[nodiscard]] Html policies_drawing(const window::Worth& worth);

}  // namespace tandem::report
