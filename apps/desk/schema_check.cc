#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "apps/desk/schema.h"
#include "tandem/base/calendar.h"
#include "tandem/base/findings.h"
#include "tandem/base/text.h"

namespace tandem::desk {
namespace {

constexpr std::string_view kComponents = "#/components/schemas/";

const Json& resolved(const Json& schema) {
  const auto found = schema.find("$ref");
  if (found == schema.end()) return schema;
  return components().at(found->get<std::string>().substr(kComponents.size()));
}

/// The key as a part of a JSON pointer (RFC 6901).
std::string pointer_part(std::string_view key) {
  std::string part = "/";
  for (const char c : key) {
    if (c == '~')
      part += "~0";
    else if (c == '/')
      part += "~1";
    else
      part += c;
  }
  return part;
}

bool has_type(const Json& value, std::string_view type) {
  if (type == "integer")
    return value.is_number_integer() ||
           (value.is_number_float() && std::nearbyint(value.get<double>()) == value.get<double>());
  if (type == "number") return value.is_number();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  return value.is_null();
}

/// What a schema asks for, in words.
std::string wanted(const Json& of) {
  const Json& schema = resolved(of);
  if (schema.contains("const")) return schema["const"].dump();
  if (schema.contains("anyOf")) {
    std::vector<std::string> words;
    for (const Json& one : schema["anyOf"]) words.push_back(wanted(one));
    return fmt::format("one of: {}", fmt::join(words, ", or "));
  }
  const std::string type = schema.value("type", "");
  if (type == "integer") return "a whole number";
  if (type == "number") return "a number";
  if (type == "string") return schema.contains("format") ? "a day" : "a text";
  if (type == "boolean") return "true or false";
  if (type == "array") return "a list";
  if (type == "null") return "null";
  if (type != "object") return "a value";
  std::vector<std::string> keys;
  for (const Json& key : schema.value("required", Json::array()))
    keys.push_back("'" + key.get<std::string>() + "'");
  return keys.empty() ? "an object" : "an object with " + join_words(keys);
}

/// Whether it is this alternative that a value means: of objects the one that has the first key
/// asked for, of other values the one of their type.
/// Of objects: whether it has the first key asked for, with the value asked for where it is one.
bool has_first_key(const Json& value, const Json& schema) {
  const Json required = schema.value("required", Json::array());
  if (required.empty()) return true;
  const std::string key = required[0].get<std::string>();
  const Json& of_key = resolved(schema["properties"][key]);
  return value.contains(key) && (!of_key.contains("const") || of_key["const"] == value[key]);
}

bool meant_by(const Json& value, const Json& of) {
  const Json& schema = resolved(of);
  if (schema.contains("anyOf"))
    return std::ranges::any_of(schema["anyOf"],
                               [&](const Json& one) { return meant_by(value, one); });
  if (schema.contains("type") && !has_type(value, schema.value("type", ""))) return false;
  return !value.is_object() || has_first_key(value, schema);
}

class Checker {
 public:
  explicit Checker(std::vector<Diagnostic>& found) : found_(found) {}

  void check(const Json& value, const Json& of, const std::string& at) {
    const Json& schema = resolved(of);
    if (schema.contains("anyOf")) return check_any(value, schema, at);
    if (schema.contains("const") && value != schema["const"])
      return add(at, "value", fmt::format("it is not {}", wanted(schema)), "write that");
    const std::string type = schema.value("type", "");
    if (!type.empty() && !has_type(value, type))
      return add(at, "type", fmt::format("it is not {}", wanted(schema)),
                 fmt::format("write {}", wanted(schema)));
    if (value.is_object() && schema.contains("properties"))
      check_keys(value, schema, at);
    else if (value.is_object() && schema.contains("additionalProperties"))
      for (const auto& [key, one] : value.items())
        check(one, schema["additionalProperties"], at + pointer_part(key));
    if (value.is_array()) check_items(value, schema, at);
    if (value.is_number()) check_range(value.get<double>(), schema, at);
    if (value.is_string()) check_text(value.get<std::string>(), schema, at);
  }

 private:
  void add(const std::string& at, std::string_view rule, std::string message, std::string repair) {
    Diagnostic made;
    made.at.file = at.empty() ? "/" : at;
    made.rule = rule;
    made.message = std::move(message);
    made.repair = std::move(repair);
    found_.push_back(std::move(made));
  }

  void check_keys(const Json& value, const Json& schema, const std::string& at) {
    const Json& properties = schema["properties"];
    std::vector<std::string> known;
    for (const auto& [key, unused] : properties.items()) known.push_back(key);
    for (const auto& [key, one] : value.items()) {
      if (properties.contains(key))
        check(one, properties[key], at + pointer_part(key));
      else
        add(at + pointer_part(key), "unknown-key", fmt::format("'{}' is no key here", key),
            did_you_mean(key, known,
                         known.empty() ? "leave it out" : "the keys are " + join_words(known)));
    }
    for (const Json& key : schema.value("required", Json::array()))
      if (!value.contains(key))
        add(at, "missing-key", fmt::format("'{}' is missing", key.get<std::string>()),
            fmt::format("add it: {}", wanted(properties[key.get<std::string>()])));
  }

  void check_items(const Json& value, const Json& schema, const std::string& at) {
    if (schema.contains("minItems") && value.size() < schema["minItems"])
      add(at, "too-few",
          fmt::format("it has {} of at least {}", value.size(),
                      schema["minItems"].get<std::size_t>()),
          "add some");
    if (schema.contains("maxItems") && value.size() > schema["maxItems"])
      return add(at, "too-many",
                 fmt::format("it has {} of at most {}", value.size(),
                             schema["maxItems"].get<std::size_t>()),
                 "leave some out");
    if (!schema.contains("items")) return;
    for (std::size_t k = 0; k < value.size(); ++k)
      check(value[k], schema["items"], fmt::format("{}/{}", at, k));
  }

  void check_range(double value, const Json& schema, const std::string& at) {
    if (schema.contains("minimum") && value < schema["minimum"].get<double>())
      add(at, "too-small", fmt::format("{} is too small", value),
          fmt::format("write at least {}", schema["minimum"].get<double>()));
    if (schema.contains("maximum") && value > schema["maximum"].get<double>())
      add(at, "too-large", fmt::format("{} is too large", value),
          fmt::format("write at most {}", schema["maximum"].get<double>()));
  }

  void check_text(const std::string& value, const Json& schema, const std::string& at) {
    if (schema.value("format", "") == "date" && !parse_date(value))
      add(at, "day", fmt::format("'{}' is no day", value), "write it as 2007-07-14");
    if (!schema.contains("enum")) return;
    std::vector<std::string> words;
    for (const Json& word : schema["enum"]) words.push_back(word.get<std::string>());
    if (std::ranges::find(words, value) == words.end())
      add(at, "unknown-word", fmt::format("'{}' is none of the words for it", value),
          did_you_mean(value, words, "write " + join_words(words)));
  }

  void check_any(const Json& value, const Json& schema, const std::string& at) {
    for (const Json& alternative : schema["anyOf"])
      if (meant_by(value, alternative)) return check(value, alternative, at);
    if (value.is_object() && check_first_key(value, schema, at)) return;
    add(at, "type", fmt::format("it is not {}", wanted(schema)),
        fmt::format("write {}", wanted(schema)));
  }

  /// Where the alternatives are told apart by the value of their first key: whether that is what is
  /// wrong, which is then said.
  bool check_first_key(const Json& value, const Json& schema, const std::string& at) {
    std::string key;
    std::vector<std::string> words;
    for (const Json& alternative : schema["anyOf"]) {
      const Json required = resolved(alternative).value("required", Json::array());
      if (required.empty()) return false;
      key = required[0].get<std::string>();
      const Json& of_key = resolved(resolved(alternative)["properties"][key]);
      if (!of_key.contains("const") || !of_key["const"].is_string()) return false;
      words.push_back(of_key["const"].get<std::string>());
    }
    if (!value.contains(key)) {
      add(at, "missing-key", fmt::format("'{}' is missing", key), "write " + join_words(words));
      return true;
    }
    const std::string word = value[key].is_string() ? value[key].get<std::string>() : "";
    add(at + pointer_part(key), "unknown-word",
        fmt::format("'{}' is none of the words for it", word),
        did_you_mean(word, words, "write " + join_words(words)));
    return true;
  }

  std::vector<Diagnostic>& found_;
};

}  // namespace

std::vector<Diagnostic> mistakes(const Json& value, const Json& schema) {
  std::vector<Diagnostic> found;
  Checker(found).check(value, schema, "");
  return found;
}

Json completed(Json value, const Json& schema) {
  const Json& meant = resolved(schema);
  if (meant.contains("anyOf"))
    for (const Json& one : meant["anyOf"])
      if (meant_by(value, one)) return completed(std::move(value), one);
  if (!value.is_object() || !meant.contains("properties")) return value;
  for (const auto& [key, one] : meant["properties"].items())
    if (!value.contains(key) && one.contains("default")) value[key] = one["default"];
  return value;
}

}  // namespace tandem::desk
