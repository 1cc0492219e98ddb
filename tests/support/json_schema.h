#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tandem::test {

/// Where `value` is not what `schema` says, each as "/pointer: what". A keyword that is not known
/// here is an error too, so that no part of a schema goes unchecked.
/// @param document  that "$ref" points into
[[nodiscard]] std::vector<std::string> schema_errors(const nlohmann::ordered_json& value,
                                                     const nlohmann::ordered_json& schema,
                                                     const nlohmann::ordered_json& document);

}  // namespace tandem::test
