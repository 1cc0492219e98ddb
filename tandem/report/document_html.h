#pragma once

#include <string>
#include <string_view>

#include "tandem/interop/document.h"

namespace tandem::report {

/// The document as one self-contained HTML file: nothing fetched, no script, an anchor for what is
/// pointed to. Prints on A4 with its title, its marking and the number of the page on each, the
/// annex across; light and dark on a screen.
/// @param version  printed as given, e.g. "tandem 0.1.0"
[[nodiscard]] std::string document_html(const interop::Document& of, std::string_view version);

}  // namespace tandem::report
