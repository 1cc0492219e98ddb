#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"

/// JSON Schemas (2020-12, the part that OpenAPI 3.1 and we need) as values: what a body must be,
/// and what an answer is. The same schema refuses a wrong body and stands in the document.
namespace tandem::desk {

using Json = nlohmann::ordered_json;

namespace schema {

/// A key of an object.
struct Member {
  std::string name;
  Json schema;
  bool required = true;
};
/// One that may be absent.
[[nodiscard]] Member maybe(std::string name, Json schema);
/// One that may be absent, and is then this.
[[nodiscard]] Member otherwise(std::string name, Json schema, Json value);

/// These keys and no others.
[[nodiscard]] Json object(std::vector<Member> members);
/// Keys that the case names.
[[nodiscard]] Json map_of(Json value);
[[nodiscard]] Json list_of(Json item);
[[nodiscard]] Json text();
[[nodiscard]] Json number();
/// @param most  no more than this; below `least`: no limit
[[nodiscard]] Json whole(double least, double most = -1);
[[nodiscard]] Json between(double least, double most);
[[nodiscard]] Json flag();
[[nodiscard]] Json word_of(std::initializer_list<std::string_view> words);
[[nodiscard]] Json one_of(std::span<const std::string_view> words);
/// A day of the calendar, "2007-07-14".
[[nodiscard]] Json day();
[[nodiscard]] Json constant(Json value);
[[nodiscard]] Json or_null(Json schema);
[[nodiscard]] Json any_of(std::vector<Json> schemas);
/// One of the components, by its name.
[[nodiscard]] Json ref(std::string_view name);
/// Whatever it is.
[[nodiscard]] Json anything();

[[nodiscard]] Json about(Json schema, std::string_view words);

}  // namespace schema

/// The schemas that others refer to, by name.
[[nodiscard]] const Json& components();

/// What is wrong with `value`: the place of each (SourceLoc::file) is a JSON pointer, "/" for the
/// whole.
[[nodiscard]] std::vector<Diagnostic> mistakes(const Json& value, const Json& schema);

/// The value in which absent keys have what the schema says of them.
[[nodiscard]] Json completed(Json value, const Json& schema);

}  // namespace tandem::desk
