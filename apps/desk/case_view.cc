#include "apps/desk/case_view.h"

#include <unistd.h>

#include <iterator>
#include <utility>

#include "apps/desk/beside.h"
#include "apps/desk/roadmap_body.h"
#include "apps/http/json.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/report/case_report.h"

namespace tandem::desk {
namespace {

bool writable(const std::string& file) { return ::access(file.c_str(), W_OK) == 0; }

Json agreements_json(const Shelved& shelved) {
  Json all = Json::array();
  for (const AgreementBeside& one : agreements_beside(shelved))
    all.push_back({{"name", one.name}, {"title", one.title}});
  return all;
}

/// Of a text that is an agreement, which need not stand for a case.
std::vector<Diagnostic> mistakes_of_agreement(const std::string& text, const std::string& file) {
  const auto loaded = casefile::load_agreement_text(text, file);
  return loaded ? std::vector<Diagnostic>{} : loaded.error().details;
}

}  // namespace

Json case_view(Workbench& bench, const OnDisk& on_disk, const std::string& text) {
  const Shelved& shelved = on_disk.shelved;
  const auto opened = bench.open(shelved.file, text);
  std::vector<Diagnostic> found;
  if (shelved.agreement)
    found = mistakes_of_agreement(text, shelved.file);
  else
    found = opened ? (*opened)->file.warnings : opened.error().details;
  const bool valid = shelved.agreement ? found.empty() : opened.has_value();
  Json view{{"key", shelved.key},
            {"kind", shelved.agreement ? "agreement" : "case"},
            {"path", shelved.folder},
            {"file", shelved.file},
            {"revision", on_disk.revision},
            {"writable", writable(shelved.file)},
            {"text", text},
            {"valid", valid},
            {"diagnostics", http::details_json(found)}};
  if (opened) {
    const casefile::CaseFile& of = (*opened)->file;
    view["model"] = report::case_json(of.draft, of.valid, of.text);
    view["summary"] = report::case_summary_json(of.draft, of.valid);
    view["roadmaps"] = names_json(of);
  } else {
    view["roadmaps"] = Json::array();
  }
  view["agreements"] = agreements_json(shelved);
  view["scenarios"] = scenarios_beside(shelved);
  return view;
}

Json case_view_schema(std::vector<schema::Member> more) {
  const Json named = schema::object({{"name", schema::text()}, {"title", schema::text()}});
  const Json roadmap =
      schema::object({{"name", schema::text()},
                      {"title", schema::text()},
                      {"kind", schema::word_of({"alternative", "roadmap", "agreement", "none"})}});
  std::vector<schema::Member> members{
      {"key", schema::text()},
      {"kind", schema::word_of({"case", "agreement"})},
      {"path", schema::about(schema::text(), "of its folder")},
      {"file", schema::text()},
      {"revision", schema::about(schema::text(), "of the file as it is on the disk")},
      {"writable", schema::flag()},
      {"text", schema::text()},
      {"valid", schema::flag()},
      {"diagnostics", schema::list_of(schema::ref("Diagnostic"))},
      schema::maybe("model", schema::ref("Model")),
      schema::maybe("summary", schema::ref("Summary")),
      {"roadmaps", schema::list_of(roadmap)},
      {"agreements", schema::list_of(named)},
      {"scenarios", schema::list_of(named)}};
  std::ranges::move(more, std::back_inserter(members));
  return schema::object(std::move(members));
}

}  // namespace tandem::desk
