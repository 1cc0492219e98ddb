#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tandem/casefile/agreement_file.h"
#include "tandem/casefile/casefile.h"
#include "tandem/casefile/internal/agreement_keys.h"
#include "tandem/casefile/internal/case_keys.h"

/// The JSON Schemas of the files, made from the loader's own tables.
namespace tandem::casefile {
namespace {

using Json = nlohmann::ordered_json;
using internal::KeyInfo;
using internal::Shape;

constexpr std::string_view kDecimal = R"(-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?)";

Json reference(std::string_view name) { return {{"$ref", fmt::format("#/definitions/{}", name)}}; }

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json map_to(Json values) {
  return {{"type", "object"},
          {"propertyNames", reference("id")},
          {"additionalProperties", std::move(values)}};
}

Json closed_object(Json properties, Json required = Json::array()) {
  Json made = {{"type", "object"}};
  if (!required.empty()) made["required"] = std::move(required);
  made["properties"] = std::move(properties);
  made["additionalProperties"] = false;
  return made;
}

Json words_schema(const KeyInfo& key) {
  Json list = Json::array();
  for (const std::string_view word : key.words) list.push_back(word);
  return {{"enum", std::move(list)}};
}

Json value_schema(const KeyInfo& key);

Json object_schema(const std::vector<KeyInfo>& keys) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const KeyInfo& key : keys) {
    Json value = {{"description", key.about}};
    value.update(value_schema(key));
    properties[std::string(key.name)] = std::move(value);
    if (key.required) required.push_back(key.name);
  }
  return closed_object(std::move(properties), std::move(required));
}

Json weights_schema(const KeyInfo& key) {
  Json properties = Json::object();
  for (const std::string_view word : key.words)
    properties[std::string(word)] = {{"type", "number"}, {"minimum", 0}};
  return closed_object(std::move(properties));
}

Json value_schema(const KeyInfo& key) {
  switch (key.shape) {
    case Shape::version:
      return {{"const", internal::kFormatVersion}};
    case Shape::text:
      return reference("text");
    case Shape::id:
    case Shape::date:
      return reference(key.shape == Shape::id ? "id" : "date");
    case Shape::word:
      return words_schema(key);
    case Shape::words:
      return list_of(words_schema(key));
    case Shape::boolean:
      return {{"type", "boolean"}};
    case Shape::whole:
      return {{"type", "integer"}};
    case Shape::horizon:
      return {{"anyOf", {{{"type", "integer"}}, {{"const", "forever"}}}}};
    case Shape::number:
      return reference("number");
    case Shape::weights:
      return weights_schema(key);
    case Shape::ids:
      return list_of(reference("id"));
    case Shape::texts:
      return list_of(reference("text"));
    case Shape::reasons:
      return map_to(reference("text"));
    case Shape::worths:
      return map_to(reference("number"));
    case Shape::afters:
      return list_of(reference("after"));
    case Shape::part:
      return object_schema(key.nested());
    case Shape::never_or:
      return {{"anyOf", {{{"const", "never"}}, object_schema(key.nested())}}};
    case Shape::collection:
      return map_to(object_schema(key.nested()));
  }
  return {};
}

/// A number in full form: a value or a range, with a source, a judgement in place, or a provenance
/// beside it.
Json full_number() {
  const Json decimal = {{"type", "number"}};
  const Json origin = {
      {"source", reference("id")}, {"judgement", reference("text")}, {"as_of", reference("date")}};
  Json value = {{"value", decimal}};
  value.update(origin);
  Json range = {{"low", decimal}, {"mode", decimal}, {"high", decimal}};
  range.update(origin);
  return {{"anyOf",
           {closed_object(std::move(value), {"value"}),
            closed_object(std::move(range), {"low", "mode", "high"})}}};
}

Json definitions() {
  const std::string short_form =
      fmt::format(R"(^ *{0}( *\.\. *{0} *\.\. *{0})? *(@ *[^ @]+ *)?$)", kDecimal);
  Json number = {{"description", "12, 12 @SOURCE, 3..5..9 @SOURCE, or in full"}};
  number["anyOf"] = {
      {{"type", "number"}}, {{"type", "string"}, {"pattern", short_form}}, full_number()};
  const Json after =
      closed_object({{"measure", reference("id")}, {"share", reference("number")}}, {"measure"});
  return {{"id",
           {{"anyOf",
             {{{"type", "string"}, {"pattern", "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$"}},
              {{"type", "integer"}}}}}},
          {"text", {{"anyOf", {{{"type", "string"}, {"minLength", 1}}, {{"type", "number"}}}}}},
          {"date", {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}},
          {"number", std::move(number)},
          {"after", {{"anyOf", {reference("id"), after}}}}};
}

std::string schema_of(std::string_view title, std::string_view about,
                      const std::vector<KeyInfo>& keys) {
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", title},
                 {"description", about}};
  schema.update(object_schema(keys));
  schema["definitions"] = definitions();
  return schema.dump(2) + "\n";
}

}  // namespace

std::string json_schema() {
  return schema_of("tandem case file", "One case: parties, measures, what they are worth to whom.",
                   internal::infos(internal::case_keys()));
}

std::string agreement_json_schema() {
  return schema_of("tandem agreement file", "One agreement: who does what, when, against what.",
                   internal::infos(internal::agreement_keys()));
}

}  // namespace tandem::casefile
