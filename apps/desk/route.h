#pragma once

#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "apps/desk/refusal.h"
#include "apps/desk/schema.h"
#include "apps/http/message.h"

/// What the desk answers, as data: the handler, the check of the body and the OpenAPI document all
/// follow from one table.
namespace tandem::desk {

class Workbench;

/// A request that fits a route.
struct Call {
  const http::Request& request;
  std::map<std::string, std::string> parts;  ///< of the path: {"key": "tutorial"}
  Json body;   ///< as the route's schema has it, with what is absent and has a default
  Json query;  ///< the same of the parameters in the address; null where none are looked at
  std::stop_token stop;

  [[nodiscard]] const std::string& part(const std::string& name) const { return parts.at(name); }
};

struct Route {
  std::string method;
  std::string path;     ///< "/api/v1/cases/{key}/assess"
  std::string summary;  ///< a line
  std::string about = {};
  bool writes = false;    ///< whether it changes files
  Json body = nullptr;    ///< schema of the request's body; null: it has none
  Json query = nullptr;   ///< of the parameters in the address; null: none are looked at
  Json answer = nullptr;  ///< schema of the answer; null: it is no JSON
  unsigned status = 200;  ///< where nothing is refused
  Json begun = nullptr;   ///< schema of a 202 besides; null: there is none
  std::string type = "application/json";
  Answer<http::Response> (*handle)(Workbench&, const Call&) = nullptr;
};

/// All of them, in the order of the document.
[[nodiscard]] std::span<const Route> routes();

/// What a request's method and path come to.
struct Match {
  const Route* route = nullptr;  ///< null: no route of that method
  std::map<std::string, std::string> parts = {};
  std::vector<std::string> allowed = {};  ///< methods of that path; empty: no such path
};
[[nodiscard]] Match matched(std::string_view method, std::string_view path);

/// What the table says to a request. HEAD is answered as GET is.
[[nodiscard]] http::Response answered(Workbench& bench, const http::Request& request,
                                      const std::stop_token& stop);

/// An answer in JSON.
[[nodiscard]] http::Response json_answer(const Json& value, unsigned status = 200);
/// A file to keep. @param type  of its media  @param name  without what a header can't have
[[nodiscard]] http::Response download(std::string text, std::string type, const std::string& name);

}  // namespace tandem::desk
