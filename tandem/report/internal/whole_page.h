#pragma once

#include <string>
#include <string_view>

#include "tandem/report/internal/html.h"

namespace tandem::report {

/// What a page says of itself around its body; on paper on each sheet, with the sheet's number.
struct PageFrame {
  std::string title;  ///< of the window
  std::string left;   ///< above the text
  std::string right;
  std::string below;
  std::string style = {};  ///< CSS of ours, beside that of all pages
};

/// A self-contained file of HTML: nothing fetched, no script, light and dark on a screen.
[[nodiscard]] std::string whole_page(const PageFrame& frame, const Html& body);

}  // namespace tandem::report
