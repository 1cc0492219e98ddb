#include "apps/desk/openapi.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "apps/desk/route.h"

namespace tandem::desk {
namespace {

constexpr std::array kParts = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"key",
     "of a case, as GET /api/v1/cases lists it, or of a ledger, as GET /api/v1/ledgers does"},
    {"name", "letters, digits and dashes"},
    {"id", "as an earlier answer named it"},
    {"number", "of an entry, from 1"},
    {"format", "of the file"},
});

Json parameters_of(const Route& route) {
  Json list = Json::array();
  for (const auto& [name, about] : kParts)
    if (route.path.find(fmt::format("{{{}}}", name)) != std::string::npos)
      list.push_back({{"name", name},
                      {"in", "path"},
                      {"required", true},
                      {"description", about},
                      {"schema", {{"type", "string"}}}});
  if (route.query.is_null()) return list;
  for (const auto& [name, schema] : route.query["properties"].items()) {
    Json made{{"name", name}, {"in", "query"}, {"required", false}, {"schema", schema}};
    if (schema.contains("description")) made["description"] = schema["description"];
    list.push_back(std::move(made));
  }
  return list;
}

constexpr const char* kBegun = "It has begun.";

Json answer_of(const Route& route) {
  Json made{{"description", route.status == 202 ? kBegun : "The answer."}};
  const Json of_type = route.answer.is_null() ? Json{{"type", "string"}} : route.answer;
  if (route.status != 204) made["content"] = {{route.type, {{"schema", of_type}}}};
  return made;
}

/// "getCasesKeyAssess": a name for generated clients.
std::string operation_of(const Route& route) {
  std::string name;
  for (const char c : route.method) name += static_cast<char>(c - 'A' + 'a');
  bool upper = false;
  for (const char c : std::string_view(route.path).substr(std::string_view("/api/v1").size())) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) name += upper && c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = !letter;
  }
  return name;
}

Json operation(const Route& route) {
  Json made{{"operationId", operation_of(route)}, {"summary", route.summary}};
  std::string about = route.about;
  if (route.writes) about += about.empty() ? "Changes files." : " Changes files.";
  if (!about.empty()) made["description"] = about;
  if (Json parameters = parameters_of(route); !parameters.empty())
    made["parameters"] = std::move(parameters);
  if (!route.body.is_null())
    made["requestBody"] = {{"required", true},
                           {"content", {{"application/json", {{"schema", route.body}}}}}};
  Json& responses = made["responses"] = Json::object();
  responses[fmt::format("{}", route.status)] = answer_of(route);
  if (!route.begun.is_null())
    responses["202"] = {{"description", kBegun},
                        {"content", {{"application/json", {{"schema", route.begun}}}}}};
  responses["default"] = {{"description", "Why not, and what to do."},
                          {"content", {{"application/json", {{"schema", schema::ref("Error")}}}}}};
  return made;
}

}  // namespace

Json openapi_document() {
  Json paths = Json::object();
  for (const Route& route : routes()) {
    std::string method = route.method;
    for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
    paths[route.path][method] = operation(route);
  }
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "tandem desk"},
            {"version", TANDEM_VERSION},
            {"description",
             "What `tandem` computes, on this machine alone. Requests with the cookie of a browser "
             "that change something need the header X-Tandem: 1."}}},
          {"security", {{{"token", Json::array()}}, {{"session", Json::array()}}}},
          {"paths", std::move(paths)},
          {"components",
           {{"securitySchemes",
             {{"token", {{"type", "http"}, {"scheme", "bearer"}}},
              {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "tandem-PORT"}}}}},
            {"schemas", components()}}}};
}

}  // namespace tandem::desk
