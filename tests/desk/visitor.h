#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "apps/desk/desk.h"
#include "tests/support/scratch_folder.h"

namespace tandem::test {

using Json = nlohmann::ordered_json;

/// What the desk answered.
struct Reply {
  unsigned status = 0;
  std::string type;
  std::string body;
  std::vector<http::Header> headers;
  Json json;  ///< null where the body is none
  [[nodiscard]] std::string header(const std::string& name) const;
  [[nodiscard]] std::string code() const;  ///< of a refusal
};

inline constexpr const char* kToken = "a-token-of-the-tests-0123456789abcdefghijklm";

/// A desk over copies of shipped cases, without a network. Every answer is held to the schema that
/// the desk's own document has for it.
class Visitor {
 public:
  /// @param cases  folders below cases/, copied under their last names
  /// @param stores  ledgers besides those among the cases
  explicit Visitor(const std::vector<std::string>& cases = {"tutorial"},
                   const std::vector<std::string>& stores = {});

  Reply get(const std::string& path) { return ask("GET", path, std::nullopt); }
  Reply post(const std::string& path, const Json& body) { return ask("POST", path, body); }
  Reply ask(const std::string& method, const std::string& path, const std::optional<Json>& body);
  /// As it is, unchecked.
  http::Response raw(const http::Request& request) { return desk_.answer(request, {}); }

  /// Begins a job and waits until it is over.
  Json job(const Json& body);
  /// Waits until a job is over.
  Json over(const std::string& id);

  [[nodiscard]] const ScratchFolder& folder() const { return folder_; }
  [[nodiscard]] std::string file(const std::string& name) const;  ///< its text
  [[nodiscard]] desk::Desk& desk() { return desk_; }

 private:
  void hold_to_schema(const std::string& method, const std::string& path, const Reply& reply) const;

  ScratchFolder folder_;
  desk::Desk desk_;
  Json document_;
};

/// A request with the token.
[[nodiscard]] http::Request request(const std::string& method, const std::string& path,
                                    const std::optional<Json>& body = {});

/// What `tandem WORDS... --json` prints.
[[nodiscard]] Json told_by_program(std::vector<std::string> words);

/// Without the keys that time decides, however deep, and without the name of the result.
[[nodiscard]] Json timeless(Json value);

}  // namespace tandem::test
