#pragma once

#include <string>
#include <string_view>

#include "tandem/interop/agreement_text.h"

namespace tandem::report {

/// The text and its annex as one self-contained HTML file: nothing fetched, no script, an anchor
/// for every obligation ("#S17"). Prints on A4, the annex across; light and dark on a screen.
/// @param version  printed as given, e.g. "tandem 0.1.0"
[[nodiscard]] std::string agreement_html(const interop::AgreementText& of,
                                         std::string_view version);

}  // namespace tandem::report
