#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "apps/desk/agreement_export.h"
#include "apps/desk/agreement_view.h"
#include "apps/desk/beside.h"
#include "apps/desk/bodies.h"
#include "apps/desk/hash.h"
#include "apps/desk/kept_beside.h"
#include "apps/desk/resources.h"
#include "apps/desk/roadmap_body.h"
#include "apps/desk/workbench.h"
#include "apps/files/library.h"
#include "tandem/base/findings.h"
#include "tandem/casefile/changes.h"
#include "tandem/casefile/paste.h"
#include "tandem/drafting/diff.h"
#include "tandem/drafting/draft.h"
#include "tandem/report/diff_report.h"

namespace tandem::desk {
namespace {

constexpr const char* kFile = "agreement.yaml";  // as messages name a text that is no file

http::Response kept(Workbench& bench, const std::string& id, const std::string& kind,
                    const Json& answer) {
  return {.body = bench.results.keep(id, kind, answer)};
}

Answer<http::Response> show_agreement(Workbench& bench, const Call& call) {
  const auto shelved = bench.shelf.find(call.part("key"));
  if (!shelved) return tl::unexpected(shelved.error());
  const auto all = agreements_beside(*shelved);
  const std::string& name = call.part("name");
  const auto found = std::ranges::find(all, name, &AgreementBeside::name);
  if (found == all.end()) {
    std::vector<std::string> names;
    for (const AgreementBeside& one : all) names.push_back(one.name);
    return tl::unexpected(Refusal(404, "not-found",
                                  fmt::format("there is no agreement '{}' beside the case", name),
                                  did_you_mean(name, names, "GET /api/v1/cases lists them")));
  }
  const auto source = casefile::read_source(found->path);
  if (!source) return tl::unexpected(Refusal(source.error()));
  const auto view = agreement_view(source->text, source->file, {});
  if (!view) return tl::unexpected(view.error());
  Json answer{{"name", name}};
  answer.update(*view);
  return kept(bench, hash_of({"agreement", source->file, source->text}), "agreement", answer);
}

/// The text of a request with what it wants put into it.
Answer<std::string> edited_text(const Json& body) {
  const auto text =
      casefile::apply(body["text"].get<std::string>(), changes_of(body["changes"]), kFile);
  if (!text) return tl::unexpected(Refusal(text.error()));
  if (!body.contains("paste")) return *text;
  const auto made = casefile::paste(*text, body["paste"].get<std::string>(), "obligations", kFile);
  if (!made) return tl::unexpected(Refusal(made.error()));
  return *made;
}

Answer<http::Response> check_agreement(Workbench& bench, const Call& call) {
  const auto text = edited_text(call.body);
  if (!text) return tl::unexpected(text.error());
  const auto view = agreement_view(
      *text, kFile,
      {call.body["delays"], call.body["as_written"].get<bool>(), call.body.value("to", "")});
  if (!view) return tl::unexpected(view.error());
  return kept(bench, hash_of({"agreement", canonical(call.body)}), "agreement", *view);
}

/// The agreement of a text in a request; mistakes are those of /before or /after.
Answer<casefile::AgreementFile> agreement_in(const Json& body, const char* name) {
  auto loaded =
      casefile::load_agreement_text(body[name].get<std::string>(), std::string(name) + ".yaml");
  if (loaded) return *std::move(loaded);
  return tl::unexpected(Refusal(std::move(loaded.error())));
}

/// The case by which changes are weighed: the one that is named, else the one that both texts name,
/// if it is here. Null: none.
Answer<OpenedCase> weights(Workbench& bench, const Json& body, const model::Agreement& before,
                           const model::Agreement& after) {
  if (body.contains("key")) return bench.open(body["key"].get<std::string>(), Json::array());
  const std::string& id = after.data().case_id;
  if (id.empty() || id != before.data().case_id) return OpenedCase();
  for (const Shelved& one : bench.shelf.list())
    if (!one.agreement && one.id == id) return bench.open(one.key, Json::array());
  return OpenedCase();
}

Answer<http::Response> diff_agreements(Workbench& bench, const Call& call) {
  const auto before = agreement_in(call.body, "before");
  if (!before) return tl::unexpected(before.error());
  const auto after = agreement_in(call.body, "after");
  if (!after) return tl::unexpected(after.error());
  const auto by = weights(bench, call.body, before->valid, after->valid);
  if (!by) return tl::unexpected(by.error());
  const model::Case* const of = *by ? &(*by)->file.valid : nullptr;
  report::TextDiff made{before->valid.data().title,
                        after->valid.data().title,
                        drafting::diff(before->valid, after->valid, of),
                        {}};
  std::string not_weighed;
  if (of != nullptr) {
    if (auto gains = drafting::gains(before->valid, after->valid, *of))
      made.gains = *std::move(gains);
    else  // what changed can be said all the same
      not_weighed = gains.error().what;
  }
  Json answer = report::diff_json(made);
  if (!not_weighed.empty()) answer["not_weighed"] = not_weighed;
  return json_answer(answer);
}

Answer<http::Response> draft_agreement(Workbench& bench, const Call& call) {
  const auto opened = bench.open(call.part("key"), call.body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  const auto given = roadmap_of(call.body["roadmap"], **opened);
  if (!given) return tl::unexpected(given.error());
  const auto draft = drafting::draft((*opened)->file.valid, given->roadmap);
  const auto valid = model::Agreement::from(draft);
  if (!valid) return tl::unexpected(Refusal(valid.error()));
  const std::string text = casefile::write_agreement(draft);
  const auto loaded = casefile::load_agreement_text(text, kFile);  // so that findings have lines
  if (!loaded) return tl::unexpected(Refusal(loaded.error()));
  auto timetable = timetable_of(loaded->valid, {});
  if (!timetable) return tl::unexpected(std::move(timetable.error()));
  return kept(
      bench, hash_of({"draft", text}), "draft",
      {{"text", text}, {"findings", lint_of(loaded->valid)}, {"timetable", *std::move(timetable)}});
}

/// Where an agreement of that name is, or would be. Errors: name-taken.
Answer<std::string> path_of_agreement(const Shelved& shelved, const std::string& name) {
  namespace fs = std::filesystem;
  const auto beside = agreements_beside(shelved);
  const auto found = std::ranges::find(beside, name, &AgreementBeside::name);
  if (found != beside.end()) return found->path;
  const fs::path folder(shelved.folder);
  const std::string file = name + ".yaml";
  if (name != "none" && !files::is_file((folder / file).string()) &&
      !files::is_file((folder / "roadmaps" / file).string()))
    return (folder / file).string();
  return tl::unexpected(Refusal(409, "name-taken",
                                fmt::format("'{}' is the name of something else", name),
                                "choose another name"));
}

Answer<http::Response> put_agreement(Workbench& bench, const Call& call) {
  const auto name = file_name_of(call);
  if (!name) return tl::unexpected(name.error());
  const auto writing = bench.writing();
  const auto shelved = bench.shelf.find(call.part("key"));
  if (!shelved) return tl::unexpected(shelved.error());
  const auto path = path_of_agreement(*shelved, *name);
  if (!path) return tl::unexpected(path.error());
  const std::string text = call.body["text"].get<std::string>();
  const auto loaded = casefile::load_agreement_text(text, kFile);
  if (!loaded) return tl::unexpected(Refusal(loaded.error()));
  return write_beside(*path, text, call.body["replace"].get<bool>(),
                      {{"name", *name}, {"file", *path}});
}

Answer<http::Response> export_text(Workbench& /*bench*/, const Call& call) {
  const auto loaded = casefile::load_agreement_text(call.body["text"].get<std::string>(), kFile);
  if (!loaded) return tl::unexpected(Refusal(loaded.error()));
  return exported(*loaded, call.body["format"].get<std::string>(),
                  call.body["visible_to"].get<std::string>());
}

Json delays() {
  return schema::list_of(schema::object(
      {{"event", schema::about(schema::text(), "S17, started(S08), T0")},
       {"days", schema::about(schema::whole(-36500, 36500), "later than the text has it")}}));
}

Route check_route() {
  Route check{.method = "POST",
              .path = "/api/v1/agreements/check",
              .summary = "The mistakes, dates and defects of a text"};
  check.body =
      schema::object({{"text", schema::text()},
                      schema::otherwise("delays", delays(), Json::array()),
                      schema::otherwise("as_written",
                                        schema::about(schema::flag(),
                                                      "leave out what is recorded: the days that "
                                                      "the text alone makes"),
                                        false),
                      schema::maybe("to", bodies::name("the obligation whose day is explained")),
                      schema::otherwise("changes",
                                        schema::about(schema::list_of(schema::ref("Change")),
                                                      "made to the text first"),
                                        Json::array()),
                      schema::maybe("paste", schema::about(schema::text(),
                                                           "lines of a finding, put where they "
                                                           "belong; the answer has the text"))});
  check.answer = agreement_view_schema();
  check.handle = check_agreement;
  return check;
}

Route export_route() {
  Route route{.method = "POST",
              .path = "/api/v1/agreements/export",
              .summary = "A text in a format of other tools",
              .type = "application/octet-stream"};
  route.body = schema::object(
      {{"text", schema::text()},
       {"format", schema::word_of({"docx", "html", "ics", "dot", "csv"})},
       schema::otherwise(
           "visible_to",
           schema::about(schema::word_of({"clear", "green", "amber", "amber-strict", "red"}),
                         "what is above it is left out"),
           "red")});
  route.handle = export_text;
  return route;
}

}  // namespace

std::vector<Route> agreement_routes() {
  Route show{.method = "GET",
             .path = "/api/v1/cases/{key}/agreements/{name}",
             .summary = "An agreement: its text, dates and defects"};
  show.answer = agreement_view_schema({{"name", schema::text()}});
  show.handle = show_agreement;
  Route diff{.method = "POST",
             .path = "/api/v1/agreements/diff",
             .summary = "What changed between two texts, and for whom"};
  diff.body = schema::object(
      {{"before", schema::text()},
       {"after", schema::text()},
       schema::maybe("key", bodies::name("the case that the changes are weighed by; absent: the "
                                         "one that both name, if it is here"))});
  diff.answer = schema::ref("AgreementDiff");
  diff.handle = diff_agreements;
  Route draft{.method = "POST",
              .path = "/api/v1/cases/{key}/draft",
              .summary = "The agreement that carries out a roadmap"};
  draft.body = bodies::work_on_roadmap();
  draft.answer = schema::object({{"result", schema::ref("ResultId")},
                                 {"text", schema::text()},
                                 {"findings", schema::ref("Lint")},
                                 {"timetable", schema::ref("Timetable")}});
  draft.handle = draft_agreement;
  Route put{.method = "PUT",
            .path = "/api/v1/cases/{key}/agreements/{name}",
            .summary = "Keep an agreement beside the case",
            .about = "Written to NAME.yaml, or over the agreement of that name.",
            .writes = true};
  put.body = schema::object({{"text", schema::text()}, replace_member()});
  put.answer = schema::object({{"name", schema::text()}, {"file", schema::text()}});
  put.handle = put_agreement;
  return {std::move(show), std::move(put),   check_route(),
          std::move(diff), std::move(draft), export_route()};
}

}  // namespace tandem::desk
