#include <nlohmann/json.hpp>

#include "tandem/report/internal/json_values.h"
#include "tandem/report/lint_report.h"

namespace tandem::report {
namespace {

Json ids_of(const model::Agreement& of, const lint::Finding& finding) {
  Json ids = Json::array();
  for (const model::ObligationId o : finding.obligations) ids.push_back(of.obligation(o).id);
  return ids;
}

Json finding_json(const model::Agreement& of, const lint::Finding& finding) {
  return {{"rule", finding.rule->id},
          {"level", level_word(finding.level)},
          {"obligations", ids_of(of, finding)},
          {"file", finding.at.file},
          {"line", finding.at.line},
          {"column", finding.at.column},
          {"words", finding.words},
          {"message", finding.message},
          {"precedent", finding.rule->precedent},
          {"repair", finding.repair},
          {"paste", finding.paste},
          {"allowed", finding.allowed},
          {"reason", finding.allowed ? Json(finding.reason) : Json(nullptr)}};
}

Json warnings_json(const std::vector<Diagnostic>& warnings) {
  Json all = Json::array();
  for (const Diagnostic& one : warnings)
    all.push_back({{"file", one.at.file},
                   {"line", one.at.line},
                   {"rule", one.rule},
                   {"message", one.message},
                   {"repair", one.repair}});
  return all;
}

}  // namespace

Json lint_json(const model::Agreement& of, const LintReport& report) {
  Json findings = Json::array();
  for (const lint::Finding& finding : report.findings)
    findings.push_back(finding_json(of, finding));
  return {{"agreement", of.data().id},
          {"findings", std::move(findings)},
          {"allowed_not_shown", report.hidden},
          {"misspelt_actors", warnings_json(report.misspelt)},
          {"allowed_in_vain", warnings_json(report.unused)}};
}

Json lint_rules_json() {
  Json all = Json::array();
  for (const lint::Rule& rule : lint::rules())
    all.push_back({{"id", rule.id},
                   {"level", level_word(rule.level)},
                   {"what", rule.what},
                   {"precedent", rule.precedent}});
  return {{"rules", std::move(all)}};
}

}  // namespace tandem::report
