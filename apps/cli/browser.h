#pragma once

#include <string>

namespace tandem::cli {

/// Asks the desktop to show an address, where there is a desktop; says nothing, fails silently and
/// waits for nobody.
void open_browser(const std::string& address);

}  // namespace tandem::cli
