#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

/// Results as tables for other tools.
namespace tandem::report {

/// The main table of a result in JSON, as comma-separated values (RFC 4180) with a row of heads;
/// numbers read back to the same bits, and what is not known is empty. Of an assessment or a plan
/// its steps and margins, of a trade-off its points, of a window what is in conflict or would
/// suffice, of stress how many histories are left by month, of a comparison a row each policy, of
/// a sensitivity its numbers, of a story its months, of an agreement its obligations or, where
/// `which` is "findings", its defects. Empty where it has none.
[[nodiscard]] std::string result_csv(const nlohmann::ordered_json& result,
                                     const std::string& which = "");

}  // namespace tandem::report
