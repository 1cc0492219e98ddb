#include "tests/support/json_schema.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>

namespace tandem::test {
namespace {

using Json = nlohmann::ordered_json;

class Validator {
 public:
  explicit Validator(const Json& document) : document_(document) {}

  void check(const Json& value, const Json& schema, const std::string& at) {
    for (const auto& [keyword, said] : schema.items())
      check_keyword(keyword, said, value, schema, at);
  }
  std::vector<std::string> errors = {};

 private:
  void fail(const std::string& at, const std::string& what) {
    errors.push_back((at.empty() ? "/" : at) + ": " + what);
  }

  static bool has_type(const Json& value, std::string_view type) {
    if (type == "null") return value.is_null();
    if (type == "boolean") return value.is_boolean();
    if (type == "string") return value.is_string();
    if (type == "number") return value.is_number();
    if (type == "integer")
      return value.is_number() && std::floor(value.get<double>()) == value.get<double>();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
  }

  /// As RFC 3339 writes it; that the month has so many days is left to others.
  static bool is_date(const std::string& text) {
    std::string shape = text;
    for (char& c : shape) c = c >= '0' && c <= '9' ? 'd' : c;
    return shape == "dddd-dd-dd";
  }

  void check_keyword(const std::string& keyword, const Json& said, const Json& value,
                     const Json& schema, const std::string& at) {
    if (keyword == "description" || keyword == "default") return;
    if (keyword == "$ref")
      check(value, document_.at(Json::json_pointer(said.get<std::string>().substr(1))), at);
    else if (keyword == "type") {
      if (!has_type(value, said.get<std::string>())) fail(at, "is no " + said.get<std::string>());
    } else if (keyword == "const") {
      if (value != said) fail(at, value.dump() + " is not " + said.dump());
    } else if (keyword == "enum") {
      if (std::ranges::find(said, value) == said.end()) fail(at, value.dump() + " is not listed");
    } else if (keyword == "format") {
      if (said != "date") fail(at, "the schema has the unknown format " + said.dump());
      if (value.is_string() && !is_date(value.get<std::string>())) fail(at, "is no date");
    } else if (keyword == "minimum") {
      if (value.is_number() && value.get<double>() < said.get<double>()) fail(at, "is too small");
    } else if (keyword == "maximum") {
      if (value.is_number() && value.get<double>() > said.get<double>()) fail(at, "is too large");
    } else if (keyword == "maxItems") {
      if (value.is_array() && value.size() > said.get<std::size_t>()) fail(at, "is too long");
    } else if (keyword == "items") {
      if (value.is_array())
        for (std::size_t k = 0; k < value.size(); ++k)
          check(value[k], said, at + "/" + std::to_string(k));
    } else if (keyword == "anyOf") {
      check_any(value, said, at);
    } else if (keyword == "properties") {
      if (value.is_object())
        for (const auto& [key, of_key] : said.items())
          if (value.contains(key)) check(value[key], of_key, at + "/" + key);
    } else if (keyword == "required") {
      if (value.is_object())
        for (const Json& key : said)
          if (!value.contains(key.get<std::string>()))
            fail(at, "has no '" + key.get<std::string>() + "'");
    } else if (keyword == "additionalProperties") {
      check_others(value, said, schema, at);
    } else {
      fail(at, "the schema has the unknown keyword '" + keyword + "'");
    }
  }

  void check_any(const Json& value, const Json& alternatives, const std::string& at) {
    std::vector<std::string> least;
    for (const Json& one : alternatives) {
      Validator alone(document_);
      alone.check(value, one, at);
      if (alone.errors.empty()) return;
      if (least.empty() || alone.errors.size() < least.size()) least = alone.errors;
    }
    errors.insert(errors.end(), least.begin(), least.end());
  }

  void check_others(const Json& value, const Json& said, const Json& schema,
                    const std::string& at) {
    if (!value.is_object()) return;
    for (const auto& [key, one] : value.items()) {
      if (schema.contains("properties") && schema["properties"].contains(key)) continue;
      if (said.is_boolean()) {
        if (!said.get<bool>()) fail(at, "has the unknown key '" + key + "'");
      } else {
        check(one, said, at + "/" + key);
      }
    }
  }

  const Json& document_;
};

}  // namespace

std::vector<std::string> schema_errors(const Json& value, const Json& schema,
                                       const Json& document) {
  Validator validator(document);
  validator.check(value, schema, "");
  return validator.errors;
}

}  // namespace tandem::test
