#include "apps/http/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace tandem::http {

namespace {

using Json = nlohmann::ordered_json;

/// Builds the value from the events of the parser and stops at the first mistake.
class JsonReader : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return add(Json()); }
  bool boolean(bool value) override { return add(Json(value)); }
  bool number_integer(number_integer_t value) override { return add(Json(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add(Json(value)); }
  bool number_float(number_float_t value, const string_t& /*text*/) override {
    return add(Json(value));
  }
  bool string(string_t& value) override { return add(Json(std::move(value))); }
  bool binary(binary_t& /*value*/) override { return false; }  // not in JSON text
  bool start_object(std::size_t /*elements*/) override { return open(Json::object()); }
  bool start_array(std::size_t /*elements*/) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& key) override {
    Level& level = open_.back();
    if (!level.keys.insert(key).second) {
      return fail(fmt::format("the key \"{}\" stands twice in one object{}", key, place()),
                  "keep one of them");
    }
    level.key = std::move(key);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    position_ = position;
    const std::string_view what = error.what();  // "[json.exception.parse_error.101] parse ..."
    const std::size_t end = what.find("] ");
    return fail(std::string(end == std::string_view::npos ? what : what.substr(end + 2)),
                "send JSON as RFC 8259 has it, in UTF-8");
  }

  /// The parser takes a zero byte for the end, and whatever follows for nothing.
  void zero_byte(std::size_t at) {
    position_ = at + 1;
    fail("a zero byte stands in the JSON", "send JSON as RFC 8259 has it, in UTF-8");
  }

  [[nodiscard]] Json take() { return std::move(root_); }
  /// @param text  what was read
  [[nodiscard]] Diagnostic mistake(std::string_view text) const {
    Diagnostic found{{}, Severity::error, "json", message_, repair_};
    if (position_ == 0) return found;
    const std::string_view before = text.substr(0, position_ - 1);
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    found.at.line = static_cast<int>(std::ranges::count(before, '\n')) + 1;
    found.at.column = static_cast<int>(before.size() - line_begin) + 1;
    return found;
  }

 private:
  struct Level {
    Json* value;
    std::set<std::string> keys = {};  // a search in an ordered_json goes through all of its keys
    std::string key = {};             // of what comes next
  };

  bool fail(std::string message, std::string repair) {
    message_ = std::move(message);
    repair_ = std::move(repair);
    return false;
  }

  [[nodiscard]] std::string place() const {
    std::string path;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      const Level& level = open_[i];
      const std::string step =
          level.value->is_array() ? std::to_string(level.value->size() - 1) : level.key;
      path += (path.empty() ? ", at " : ".") + step;
    }
    return path;
  }

  Json* put(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Level& level = open_.back();
    if (level.value->is_array()) {
      level.value->push_back(std::move(value));
      return &level.value->back();
    }
    auto& object = level.value->get_ref<Json::object_t&>();
    object.emplace_back(level.key,
                        std::move(value));  // of the vector: no search, key() has made it
    return &object.back().second;
  }

  bool add(Json value) {
    put(std::move(value));
    return true;
  }

  bool open(Json value) {
    if (open_.size() == kJsonDepth) {
      return fail(fmt::format("the JSON is more than {} values deep", kJsonDepth),
                  "put fewer values inside each other");
    }
    open_.push_back({put(std::move(value))});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  Json root_;
  std::vector<Level> open_;
  std::size_t position_ = 0;  // bytes read when the parser stopped; 0: not known
  std::string message_;
  std::string repair_;
};

}  // namespace

Result<Json> parse_json(std::string_view text) {
  JsonReader reader;
  const std::size_t zero = text.find('\0');
  if (zero != std::string_view::npos)
    reader.zero_byte(zero);
  else if (Json::sax_parse(text, &reader))
    return reader.take();
  return tl::unexpected(
      Error{Errc::invalid_input, "the JSON cannot be read", {reader.mistake(text)}});
}

Response json_response(const Json& value, unsigned status) {
  return {.status = status,
          .type = "application/json",
          .body = std::make_shared<const std::string>(
              value.dump(-1, ' ', false, Json::error_handler_t::replace))};
}

Response error_response(unsigned status, std::string_view code, std::string_view message,
                        std::string_view repair) {
  return error_response(status, code, message, repair, Json::array());
}

Response error_response(unsigned status, std::string_view code, std::string_view message,
                        std::string_view repair, const Json& details) {
  Json error;
  error["code"] = code;
  error["message"] = message;
  error["repair"] = repair;
  error["details"] = details;
  Json answer;
  answer["error"] = std::move(error);
  return json_response(answer, status);
}

Response error_response(unsigned status, std::string_view code, const Error& error) {
  const auto repair = std::ranges::find_if(
      error.details, [](const Diagnostic& detail) { return !detail.repair.empty(); });
  return error_response(status, code, error.what,
                        repair == error.details.end() ? std::string_view{} : repair->repair,
                        details_json(error.details));
}

Json details_json(const std::vector<Diagnostic>& details) {
  Json list = Json::array();
  for (const Diagnostic& detail : details) {
    Json one;
    one["severity"] = detail.severity == Severity::error ? "error" : "warning";
    one["file"] = detail.at.file;
    one["line"] = detail.at.line;
    one["column"] = detail.at.column;
    one["rule"] = detail.rule;
    one["message"] = detail.message;
    one["repair"] = detail.repair;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace tandem::http
