#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/command.h"
#include "tandem/casefile/agreement_file.h"

/// The argument AGREEMENT, read the same way by every command.
namespace tandem::cli {

inline constexpr std::string_view kAgreementHelp =
    "a file or its folder, - for stdin, or an id or path of the library";

/// Loads the agreement that argument `name` gives. Where it cannot: prints why, as
/// load_case_argument does, and returns nothing; the command then returns kBadInput.
[[nodiscard]] std::optional<casefile::AgreementFile> load_agreement_argument(
    const Args& args, const Streams& io, std::string_view name = "AGREEMENT");

/// The same by the word that names it.
[[nodiscard]] std::optional<casefile::AgreementFile> load_agreement_named(const std::string& word,
                                                                          const Args& args,
                                                                          const Streams& io);

}  // namespace tandem::cli
