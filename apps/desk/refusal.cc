#include "apps/desk/refusal.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "apps/http/json.h"

namespace tandem::desk {
namespace {

struct Kind {
  unsigned status;
  std::string_view code;
};

Kind kind_of(Errc code) {
  switch (code) {
    case Errc::invalid_input:
      return {422, "invalid-input"};
    case Errc::not_found:
      return {404, "not-found"};
    case Errc::infeasible:
      return {422, "infeasible"};
    case Errc::conflict:
      return {409, "conflict"};
    case Errc::cancelled:
      return {409, "cancelled"};
    case Errc::io:
      return {403, "io"};
    case Errc::internal:
      break;
  }
  return {500, "internal"};
}

}  // namespace

Refusal::Refusal(unsigned http_status, std::string kebab_code, std::string sentence,
                 std::string mend, std::vector<Diagnostic> found)
    : status(http_status),
      code(std::move(kebab_code)),
      message(std::move(sentence)),
      repair(std::move(mend)),
      details(std::move(found)) {}

Refusal::Refusal(Error error)
    : status(kind_of(error.code).status),
      code(kind_of(error.code).code),
      message(std::move(error.what)),
      details(std::move(error.details)) {
  // Errors say what is wrong and, after the last semicolon, what to do about it.
  if (const std::size_t end = message.rfind("; "); end != std::string::npos) {
    repair = message.substr(end + 2);
    message.resize(end);
  } else if (!details.empty()) {
    repair = "mend what the details name";
  }
}

Refusal refused_for(unsigned status, std::string code, std::vector<Diagnostic> wrong) {
  const Diagnostic& first = wrong.front();
  std::string message =
      first.at.file + ": " + first.message + (wrong.size() > 1 ? ", and more" : "");
  std::string repair = first.repair;
  return {status, std::move(code), std::move(message), std::move(repair), std::move(wrong)};
}

http::Response response_of(const Refusal& refusal) {
  return http::error_response(refusal.status, refusal.code, refusal.message, refusal.repair,
                              http::details_json(refusal.details));
}

}  // namespace tandem::desk
