#pragma once

#include <string>
#include <string_view>

#include "tandem/base/result.h"
#include "tandem/ledger/chain.h"

namespace tandem::ledger::internal {

/// What is wrong with a store, as every one of them says it.
/// @param place  the file, or the ledger of a database; without a passphrase
[[nodiscard]] Error store_error(Errc code, const std::string& place, std::string_view rule,
                                std::string message, std::string repair);

/// Another has appended since the caller has looked.
[[nodiscard]] Error moved_on(const std::string& place, const Head& now, const Head& last);

/// Makes what has been created in the folder, or removed from it, survive a loss of power.
[[nodiscard]] Result<void> sync_folder(const std::string& folder);

/// Makes an empty file that nobody had. Errors: invalid_input (there is one), io.
[[nodiscard]] Result<void> reserve_file(const std::string& path);

}  // namespace tandem::ledger::internal
