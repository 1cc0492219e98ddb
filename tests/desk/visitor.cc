#include "tests/desk/visitor.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

#include "apps/cli/program.h"
#include "apps/desk/route.h"
#include "tests/support/approval.h"
#include "tests/support/json_schema.h"

namespace tandem::test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> places(const ScratchFolder& folder,
                                const std::vector<std::string>& cases) {
  const fs::path library = folder.path() / "library";
  fs::create_directories(library);
  for (const std::string& name : cases)
    fs::copy(fs::path(TANDEM_SOURCE_DIR "/cases") / name, library / fs::path(name).filename(),
             fs::copy_options::recursive);
  return {library.string()};
}

Reply reply_of(const http::Response& response) {
  Reply reply{response.status, response.type, response.body ? *response.body : "", response.headers,
              nullptr};
  if (response.type == "application/json" && !reply.body.empty())
    reply.json = Json::parse(reply.body);
  return reply;
}

}  // namespace

std::string Reply::header(const std::string& name) const {
  for (const http::Header& one : headers)
    if (one.name == name) return one.value;
  return {};
}

std::string Reply::code() const {
  return json.is_object() && json.contains("error") ? json["error"]["code"].get<std::string>() : "";
}

Visitor::Visitor(const std::vector<std::string>& cases, const std::vector<std::string>& stores)
    : desk_(places(folder_, cases), {.token = kToken, .port = 8437}, stores) {
  document_ = reply_of(desk_.answer(request("GET", "/api/v1/openapi.json"), {})).json;
}

Reply Visitor::ask(const std::string& method, const std::string& path,
                   const std::optional<Json>& body) {
  Reply reply = reply_of(desk_.answer(request(method, path, body), {}));
  hold_to_schema(method, path, reply);
  return reply;
}

void Visitor::hold_to_schema(const std::string& method, const std::string& path,
                             const Reply& reply) const {
  if (!path.starts_with("/api/")) return;
  const desk::Match match = desk::matched(method, path.substr(0, path.find('?')));
  const std::string status = std::to_string(reply.status);
  Json schema{{"$ref", "#/components/schemas/Error"}};
  if (match.route != nullptr) {
    std::string key = method;
    for (char& c : key) c = static_cast<char>(std::tolower(c));
    const Json& responses = document_["paths"][match.route->path][key]["responses"];
    const Json& response = responses.contains(status) ? responses[status] : responses["default"];
    if (!response.contains("content")) {
      EXPECT_TRUE(reply.body.empty()) << method << " " << path;
      return;
    }
    if (response["content"].contains("*/*")) return;
    const auto json = response["content"].find("application/json");
    if (json == response["content"].end()) {
      EXPECT_TRUE(reply.json.is_null()) << method << " " << path << ": " << reply.body;
      return;
    }
    schema = (*json)["schema"];
  }
  for (const std::string& error : schema_errors(reply.json, schema, document_))
    ADD_FAILURE() << method << " " << path << " " << status << " " << error;
}

Json Visitor::job(const Json& body) {
  const Reply begun = post("/api/v1/jobs", body);
  EXPECT_EQ(begun.status, 202U) << begun.body;
  return begun.status == 202 ? over(begun.json["id"].get<std::string>()) : Json();
}

Json Visitor::over(const std::string& id) {
  for (int tries = 0; tries < 3000; ++tries) {
    const auto job = desk_.bench().jobs.find(id);
    if (job == nullptr || job->over()) return get("/api/v1/jobs/" + id).json;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ADD_FAILURE() << "job " << id << " does not end";
  return {};
}

std::string Visitor::file(const std::string& name) const {
  return text_of_file(folder_.path("library/" + name));
}

http::Request request(const std::string& method, const std::string& path,
                      const std::optional<Json>& body) {
  http::Request made;
  made.method = method;
  made.path = path.substr(0, path.find('?'));
  if (const std::size_t query = path.find('?'); query != std::string::npos) {
    std::istringstream pairs(path.substr(query + 1));
    for (std::string pair; std::getline(pairs, pair, '&');)
      made.query.emplace_back(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
  }
  made.headers = {{"host", "127.0.0.1:8437"}, {"authorization", std::string("Bearer ") + kToken}};
  if (body) {
    made.body = body->dump();
    made.headers["content-type"] = "application/json";
  }
  return made;
}

Json told_by_program(std::vector<std::string> words) {
  words.emplace_back("--json");
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  (void)cli::run_program(words, {in, out, err});
  return Json::parse(out.str());
}

Json timeless(Json value) {
  if (value.is_object())
    for (const char* key : {"seconds", "seconds_to_first", "result"}) value.erase(key);
  if (value.is_structured())
    for (Json& one : value) one = timeless(std::move(one));
  return value;
}

}  // namespace tandem::test
