#include "apps/desk/route.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "apps/desk/query.h"
#include "apps/desk/resources.h"
#include "apps/http/json.h"
#include "tandem/base/text.h"

namespace tandem::desk {
namespace {

std::vector<Route> all_routes() {
  std::vector<Route> all;
  for (auto part : {about_routes(), cases_routes(), case_routes(), scenario_routes(),
                    assess_routes(), replay_routes(), agreement_routes(), import_routes(),
                    brief_routes(), result_routes(), job_routes(), ledger_routes(),
                    ledger_record_routes(), ledger_outlook_routes(), ledger_export_routes()})
    std::ranges::move(part, std::back_inserter(all));
  return all;
}

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const std::size_t end = std::min(path.find('/'), path.size());
    parts.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return parts;
}

/// What stands in the path for the names in braces; nothing where it is another path.
std::optional<std::map<std::string, std::string>> parts_of(std::string_view pattern,
                                                           std::string_view path) {
  const auto wanted = segments(pattern);
  const auto given = segments(path);
  if (wanted.size() != given.size()) return std::nullopt;
  std::map<std::string, std::string> parts;
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    const std::string_view want = wanted[k];
    if (want.starts_with('{') && !given[k].empty())
      parts.emplace(want.substr(1, want.size() - 2), given[k]);
    else if (want != given[k])
      return std::nullopt;
  }
  return parts;
}

/// The body as the route's schema has it.
Answer<Json> body_of(const Route& route, const http::Request& request) {
  if (route.body.is_null()) {
    if (request.body.empty()) return Json();
    return tl::unexpected(Refusal(400, "no-body", "this request takes no body", "send none"));
  }
  auto parsed = http::parse_json(request.body.empty() ? "{}" : request.body);
  if (!parsed) {
    Refusal refusal(std::move(parsed.error()));
    refusal.status = 400;
    refusal.code = "json";
    return tl::unexpected(std::move(refusal));
  }
  auto wrong = mistakes(*parsed, route.body);
  if (wrong.empty()) return completed(*std::move(parsed), route.body);
  return tl::unexpected(refused_for(400, "body", std::move(wrong)));
}

http::Response not_there(const http::Request& request) {
  return response_of({404, "not-found", fmt::format("there is nothing at {}", request.path),
                      "GET /api/v1/openapi.json lists what there is"});
}

http::Response not_allowed(const http::Request& request, const Match& match) {
  http::Response response =
      response_of({405, "method", fmt::format("{} is not for {}", request.method, request.path),
                   "use " + join_words(match.allowed)});
  response.headers.push_back({"Allow", fmt::format("{}", fmt::join(match.allowed, ", "))});
  return response;
}

}  // namespace

std::span<const Route> routes() {
  static const std::vector<Route> kRoutes = all_routes();
  return kRoutes;
}

Match matched(std::string_view method, std::string_view path) {
  if (method == "HEAD") method = "GET";
  Match match;
  for (const Route& route : routes()) {
    auto parts = parts_of(route.path, path);
    if (!parts) continue;
    match.allowed.push_back(route.method);
    if (route.method != method) continue;
    match.route = &route;
    match.parts = *std::move(parts);
  }
  return match;
}

http::Response answered(Workbench& bench, const http::Request& request,
                        const std::stop_token& stop) {
  Match match = matched(request.method, request.path);
  if (match.allowed.empty()) return not_there(request);
  if (match.route == nullptr) return not_allowed(request, match);
  auto body = body_of(*match.route, request);
  if (!body) return response_of(body.error());
  auto query = query_of(match.route->query, request);
  if (!query) return response_of(query.error());
  auto response = match.route->handle(
      bench, {request, std::move(match.parts), *std::move(body), *std::move(query), stop});
  return response ? *std::move(response) : response_of(response.error());
}

http::Response json_answer(const Json& value, unsigned status) {
  return http::json_response(value, status);
}

http::Response download(std::string text, std::string type, const std::string& name) {
  return {.type = std::move(type),
          .body = std::make_shared<const std::string>(std::move(text)),
          .headers = {{"Content-Disposition", fmt::format("attachment; filename=\"{}\"", name)}}};
}

}  // namespace tandem::desk
