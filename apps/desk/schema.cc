#include "apps/desk/schema.h"

#include <utility>

namespace tandem::desk::schema {

Member maybe(std::string name, Json schema) { return {std::move(name), std::move(schema), false}; }

Member otherwise(std::string name, Json schema, Json value) {
  schema["default"] = std::move(value);
  return {std::move(name), std::move(schema), false};
}

Json object(std::vector<Member> members) {
  Json properties = Json::object();
  Json required = Json::array();
  for (Member& member : members) {
    if (member.required) required.push_back(member.name);
    properties[member.name] = std::move(member.schema);
  }
  Json made{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) made["required"] = std::move(required);
  made["additionalProperties"] = false;
  return made;
}

Json map_of(Json value) { return {{"type", "object"}, {"additionalProperties", std::move(value)}}; }

Json list_of(Json item) { return {{"type", "array"}, {"items", std::move(item)}}; }

Json text() { return {{"type", "string"}}; }

Json number() { return {{"type", "number"}}; }

Json whole(double least, double most) {
  Json made{{"type", "integer"}, {"minimum", least}};
  if (most >= least) made["maximum"] = most;
  return made;
}

Json between(double least, double most) {
  return {{"type", "number"}, {"minimum", least}, {"maximum", most}};
}

Json flag() { return {{"type", "boolean"}}; }

Json word_of(std::initializer_list<std::string_view> words) {
  return one_of({words.begin(), words.size()});
}

Json one_of(std::span<const std::string_view> words) {
  Json list = Json::array();
  for (const std::string_view word : words) list.push_back(word);
  return {{"type", "string"}, {"enum", std::move(list)}};
}

Json day() { return {{"type", "string"}, {"format", "date"}}; }

Json constant(Json value) { return {{"const", std::move(value)}}; }

Json or_null(Json schema) { return any_of({std::move(schema), {{"type", "null"}}}); }

Json any_of(std::vector<Json> schemas) { return {{"anyOf", std::move(schemas)}}; }

Json ref(std::string_view name) { return {{"$ref", "#/components/schemas/" + std::string(name)}}; }

Json anything() { return Json::object(); }

Json about(Json schema, std::string_view words) {
  schema["description"] = words;
  return schema;
}

}  // namespace tandem::desk::schema
