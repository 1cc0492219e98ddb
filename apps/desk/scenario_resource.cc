#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "apps/desk/bodies.h"
#include "apps/desk/kept_beside.h"
#include "apps/desk/resources.h"
#include "apps/desk/roadmap_body.h"
#include "apps/desk/workbench.h"
#include "apps/files/library.h"
#include "tandem/casefile/scenario_file.h"

namespace tandem::desk {
namespace {

namespace fs = std::filesystem;

/// The roadmap of a scenario as a request has it; null where it has none.
Json roadmap_json(const casefile::Scenario& scenario, const Opened* opened) {
  if (scenario.roadmap.empty()) return nullptr;
  if (scenario.roadmap.find('\n') == std::string::npos) return {{"name", scenario.roadmap}};
  if (opened == nullptr) return nullptr;
  const auto loaded =
      casefile::load_roadmap_text(scenario.roadmap, scenario.name, opened->file.valid);
  if (!loaded) return nullptr;
  Json made{{"name", loaded->valid.name}, {"title", loaded->valid.title}};
  made.update(steps_json(opened->file.valid, loaded->valid));
  return made;
}

Json scenario_json(Workbench& bench, const std::string& key, const casefile::Scenario& scenario) {
  const Json changes = changes_json(scenario.changes);
  const auto opened = bench.open(key, changes);
  Json made{{"name", scenario.name},
            {"title", scenario.title.empty() ? scenario.name : scenario.title},
            {"changes", changes}};
  Json roadmap = roadmap_json(scenario, opened ? opened->get() : nullptr);
  if (!roadmap.is_null()) made["roadmap"] = std::move(roadmap);
  return made;
}

Answer<std::string> path_of(Workbench& bench, const Call& call, const std::string& name) {
  const auto shelved = bench.shelf.find(call.part("key"));
  if (!shelved) return tl::unexpected(shelved.error());
  return casefile::scenario_path(shelved->file, name);
}

Refusal no_scenario(const std::string& name) {
  return {404, "not-found", fmt::format("there is no scenario '{}'", name),
          "GET /api/v1/cases/KEY lists them"};
}

Answer<http::Response> show_scenario(Workbench& bench, const Call& call) {
  const auto name = file_name_of(call);
  if (!name) return tl::unexpected(name.error());
  const auto path = path_of(bench, call, *name);
  if (!path) return tl::unexpected(path.error());
  if (!files::is_file(*path)) return tl::unexpected(no_scenario(*name));
  const auto source = casefile::read_source(*path);
  if (!source) return tl::unexpected(Refusal(source.error()));
  auto scenario = casefile::load_scenario_text(source->text, source->file);
  if (!scenario) return tl::unexpected(Refusal(scenario.error()));
  scenario->name = *name;
  return json_answer(scenario_json(bench, call.part("key"), *scenario));
}

/// What a scenario keeps of the roadmap that goes with it: its name, or its text.
/// @param opened  the changed case; one with mistakes has no roadmap of its own
Answer<std::string> kept_roadmap(const Json& body, const Answer<OpenedCase>& opened) {
  if (!body.contains("roadmap")) return std::string();
  const Json& roadmap = body["roadmap"];
  if (!opened) return tl::unexpected(opened.error());
  auto given = roadmap_of(roadmap, **opened);
  if (!given) return tl::unexpected(std::move(given.error()));
  if (!roadmap.contains("steps")) return roadmap["name"].get<std::string>();
  return casefile::write_roadmap((*opened)->file.valid, given->roadmap);
}

Answer<http::Response> put_scenario(Workbench& bench, const Call& call) {
  const auto name = file_name_of(call);
  if (!name) return tl::unexpected(name.error());
  const auto writing = bench.writing();
  const auto on_disk = bench.read(call.part("key"));
  if (!on_disk) return tl::unexpected(on_disk.error());
  const auto text = bench.changed(*on_disk, call.body["changes"]);
  if (!text) return tl::unexpected(text.error());
  auto roadmap = kept_roadmap(call.body, bench.open(on_disk->shelved.file, **text));
  if (!roadmap) return tl::unexpected(std::move(roadmap.error()));
  const casefile::Scenario scenario{*name, on_disk->shelved.id,
                                    call.body["title"].get<std::string>(),
                                    changes_of(call.body["changes"]), *std::move(roadmap)};
  const std::string path = casefile::scenario_path(on_disk->shelved.file, *name);
  return write_beside(path, casefile::write_scenario(scenario), call.body["replace"].get<bool>(),
                      scenario_json(bench, call.part("key"), scenario));
}

Answer<http::Response> delete_scenario(Workbench& bench, const Call& call) {
  const auto name = file_name_of(call);
  if (!name) return tl::unexpected(name.error());
  const auto writing = bench.writing();
  const auto path = path_of(bench, call, *name);
  if (!path) return tl::unexpected(path.error());
  if (!files::is_file(*path)) return tl::unexpected(no_scenario(*name));
  std::error_code failed;
  if (!fs::remove(*path, failed) || failed)
    return tl::unexpected(
        Refusal(403, "io", fmt::format("{} cannot be removed", *path), "make its folder writable"));
  return http::Response{.status = 204};
}

/// Whether an alternative of that name has another file.
bool taken(const Opened& opened, const std::string& name) {
  const auto& alternatives = opened.file.valid.data().alternatives;
  const auto found = std::ranges::find(alternatives, name, &model::Alternative::id);
  return found != alternatives.end() &&
         fs::path(found->roadmap).lexically_normal() != fs::path("roadmaps") / (name + ".yaml");
}

Answer<http::Response> put_roadmap(Workbench& bench, const Call& call) {
  const auto name = file_name_of(call);
  if (!name) return tl::unexpected(name.error());
  const auto writing = bench.writing();
  const auto opened = bench.open(call.part("key"), call.body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  if (*name == "none" || taken(**opened, *name))
    return tl::unexpected(Refusal(409, "name-taken",
                                  fmt::format("'{}' is the name of an alternative", *name),
                                  "choose another name"));
  auto given = roadmap_of(call.body["roadmap"], **opened);
  if (!given) return tl::unexpected(std::move(given.error()));
  given->roadmap.name = *name;
  const fs::path path =
      fs::path((*opened)->file.file).parent_path() / "roadmaps" / (*name + ".yaml");
  const std::string text = casefile::write_roadmap((*opened)->file.valid, given->roadmap);
  return write_beside(path, text, call.body["replace"].get<bool>(),
                      {{"name", *name}, {"file", path.string()}, {"text", text}});
}

}  // namespace

std::vector<Route> scenario_routes() {
  const Json scenario = schema::object({{"name", schema::text()},
                                        {"title", schema::text()},
                                        {"changes", schema::list_of(schema::ref("Change"))},
                                        schema::maybe("roadmap", schema::ref("RoadmapAsked"))});
  const std::string path = "/api/v1/cases/{key}/scenarios/{name}";
  Route show{.method = "GET", .path = path, .summary = "Changes that were kept beside the case"};
  show.answer = scenario;
  show.handle = show_scenario;
  Route put{.method = "PUT",
            .path = path,
            .summary = "Keep changes beside the case, which stays as it is",
            .about = "Written to scenarios/NAME.yaml.",
            .writes = true};
  put.body = bodies::work({{"title", schema::text()},
                           schema::maybe("roadmap", schema::ref("RoadmapAsked")),
                           replace_member()});
  put.answer = scenario;
  put.handle = put_scenario;
  Route remove{.method = "DELETE", .path = path, .summary = "Remove a scenario", .writes = true};
  remove.status = 204;
  remove.handle = delete_scenario;
  Route roadmap{.method = "PUT",
                .path = "/api/v1/cases/{key}/roadmaps/{name}",
                .summary = "Keep a roadmap beside the case",
                .about = "Written to roadmaps/NAME.yaml.",
                .writes = true};
  roadmap.body = bodies::work_on_roadmap({replace_member()});
  roadmap.answer = schema::object(
      {{"name", schema::text()}, {"file", schema::text()}, {"text", schema::text()}});
  roadmap.handle = put_roadmap;
  return {std::move(show), std::move(put), std::move(remove), std::move(roadmap)};
}

}  // namespace tandem::desk
