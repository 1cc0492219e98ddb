#include "apps/desk/query.h"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tandem/base/number.h"

namespace tandem::desk {
namespace {

/// The text as what the schema asks for; as a text where it is none.
Json value_of(const std::string& text, const Json& schema) {
  const std::string type = schema.value("type", "");
  if (type == "boolean" && (text == "true" || text == "false")) return text == "true";
  if (type == "integer")
    if (const auto number = number_of<std::int64_t>(text)) return *number;
  return text;
}

Diagnostic twice(const std::string& name) {
  Diagnostic made;
  made.at.file = "/" + name;
  made.rule = "twice";
  made.message = fmt::format("'{}' is there twice", name);
  made.repair = "keep one of the two";
  return made;
}

}  // namespace

Answer<Json> query_of(const Json& schema, const http::Request& request) {
  if (schema.is_null()) return Json();
  const Json& known = schema["properties"];
  Json value = Json::object();
  std::vector<Diagnostic> wrong;
  for (const auto& [name, text] : request.query) {
    if (value.contains(name)) wrong.push_back(twice(name));
    value[name] = known.contains(name) ? value_of(text, known[name]) : Json(text);
  }
  for (Diagnostic& one : mistakes(value, schema)) wrong.push_back(std::move(one));
  if (wrong.empty()) return completed(std::move(value), schema);
  for (Diagnostic& one : wrong) one.at.file.replace(0, 1, "?");
  return tl::unexpected(refused_for(422, "query", std::move(wrong)));
}

}  // namespace tandem::desk
