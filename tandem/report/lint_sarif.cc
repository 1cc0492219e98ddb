#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tandem/report/internal/json_values.h"
#include "tandem/report/lint_report.h"

namespace tandem::report {
namespace {

/// A path as a reference of RFC 3986: what is neither unreserved nor a slash is a percent and two
/// hexadecimal digits.
std::string uri_of(std::string_view path) {
  std::string uri;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
    if (plain)
      uri += c;
    else
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

Json rules_json() {
  Json all = Json::array();
  for (const lint::Rule& rule : lint::rules())
    all.push_back({{"id", rule.id},
                   {"shortDescription", {{"text", rule.what}}},
                   {"fullDescription", {{"text", rule.precedent}}},
                   {"help", {{"text", fmt::format("docs/lint/{}.md", rule.id)}}},
                   {"defaultConfiguration", {{"level", level_word(rule.level)}}}});
  return all;
}

Json location_json(const model::Agreement& of, const lint::Finding& finding) {
  Json region = Json::object();
  if (finding.at.line > 0) region["startLine"] = finding.at.line;
  if (finding.at.line > 0) region["snippet"] = {{"text", finding.words}};
  Json physical = {{"artifactLocation", {{"uri", uri_of(finding.at.file)}}}};
  if (!region.empty()) physical["region"] = std::move(region);
  Json logical = Json::array();
  for (const model::ObligationId o : finding.obligations)
    logical.push_back({{"name", of.obligation(o).id}, {"kind", "member"}});
  Json location = {{"physicalLocation", std::move(physical)}};
  if (!logical.empty()) location["logicalLocations"] = std::move(logical);
  return location;
}

/// Stays the same while lines move: the rule and the obligations.
std::string fingerprint(const model::Agreement& of, const lint::Finding& finding) {
  std::string print(finding.rule->id);
  for (const model::ObligationId o : finding.obligations) print += " " + of.obligation(o).id;
  return print;
}

Json result_json(const model::Agreement& of, const lint::Finding& finding) {
  Json result = {
      {"ruleId", finding.rule->id},
      {"ruleIndex", finding.rule - lint::rules().data()},
      {"level", level_word(finding.level)},
      {"message", {{"text", fmt::format("{}. Repair: {}.", finding.message, finding.repair)}}},
      {"locations", Json::array({location_json(of, finding)})},
      {"partialFingerprints", {{"ruleAndObligations/v1", fingerprint(of, finding)}}},
      {"properties", {{"paste", finding.paste}}}};
  if (finding.allowed)
    result["suppressions"] =
        Json::array({{{"kind", "inSource"}, {"justification", finding.reason}}});
  return result;
}

}  // namespace

Json lint_sarif(const model::Agreement& of, const LintReport& report, std::string_view version) {
  Json results = Json::array();
  for (const lint::Finding& finding : report.findings) results.push_back(result_json(of, finding));
  Json run = {
      {"tool",
       {{"driver", {{"name", "tandem lint"}, {"version", version}, {"rules", rules_json()}}}}},
      {"results", std::move(results)}};
  return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs", Json::array({std::move(run)})}};
}

}  // namespace tandem::report
