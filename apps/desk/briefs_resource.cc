#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/desk/bodies.h"
#include "apps/desk/hash.h"
#include "apps/desk/histories.h"
#include "apps/desk/job_kinds.h"
#include "apps/desk/resources.h"
#include "apps/desk/roadmap_body.h"
#include "apps/desk/search_job.h"
#include "apps/files/briefing.h"
#include "tandem/report/report.h"
#include "tandem/window/target.h"

namespace tandem::desk {
namespace {

constexpr double kSeconds = 60;  // for each question of the window

/// A brief as it was asked for, everything read and nothing computed.
struct Asked {
  OpenedCase opened;
  files::GivenRoadmap given;
  std::vector<model::Roadmap> alternatives;
  files::BriefAsked what;  ///< without the searches, which want a job
  bool window = false;
  double seconds = kSeconds;
  std::string id;
};

Answer<Asked> read(Workbench& bench, const std::string& key, const Json& body) {
  const auto opened = bench.open(key, body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  auto given = roadmap_of(body["roadmap"], **opened);
  if (!given) return tl::unexpected(std::move(given.error()));
  auto alternatives = alternatives_of(**opened);
  if (!alternatives) return tl::unexpected(std::move(alternatives.error()));
  Asked made{*opened, *std::move(given), *std::move(alternatives), {}};
  made.window = body.contains("window");
  if (made.window) made.what.targets = body["window"].value("targets", std::vector<std::string>());
  const model::Case& of = (*opened)->file.valid;
  if (const auto aimed = window::aim(of, made.what.targets); !aimed)
    return tl::unexpected(Refusal(aimed.error()));
  made.what.seed = body["seed"].get<std::uint64_t>();
  const auto histories = body["stress"].get<std::size_t>();
  if (histories > 0)
    made.what.stress = stress::Options{.seed = made.what.seed, .histories = histories};
  made.what.date = Date{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  made.seconds = body["seconds"].get<double>();
  Json asked = body;
  asked["roadmap"] = casefile::write_roadmap(of, made.given.roadmap);
  for (const char* name : {"kind", "key"}) asked.erase(name);
  made.id = hash_of({"brief", (*opened)->hash, format_date(made.what.date), canonical(asked)});
  return made;
}

/// Writes the page and keeps it.
Answer<Json> write(Workbench& bench, Asked asked, const plan::Options& search) {
  const casefile::CaseFile& file = asked.opened->file;
  const auto known = bench.yardsticks.of(asked.opened);
  files::Proposal proposal{std::move(asked.given.roadmap),
                           known ? *known : plan::ideals(file.valid, search), "",
                           std::move(asked.given.text)};
  if (asked.window) asked.what.window = files::window_search(search, asked.seconds);
  const auto brief = files::brief_of(file, asked.alternatives, std::move(proposal), asked.what);
  if (!brief) return tl::unexpected(Refusal(brief.error()));
  auto html = std::make_shared<const std::string>(report::brief_html(*brief));
  const std::size_t bytes = html->size();
  bench.briefs.put(asked.id, std::move(html), bytes);
  return Json{{"brief", asked.id}};
}

Answer<Work> prepare_brief(Workbench& bench, const Json& body) {
  auto asked = read(bench, body["key"].get<std::string>(), body);
  if (!asked) return tl::unexpected(std::move(asked.error()));
  return [&bench, asked = *std::move(asked)](Reporter& job) -> Answer<Json> {
    Asked mine = asked;
    plan::Options search = search_options(job, mine.seconds);
    search.time_limit.reset();  // that of the yardstick; the window has a limit of its own
    if (mine.what.stress) mine.what.stress = told(*mine.what.stress, job);
    return write(bench, std::move(mine), search);
  };
}

Answer<http::Response> make_brief(Workbench& bench, const Call& call) {
  if (call.body.contains("window") || call.body["stress"].get<std::size_t>() > 0) {
    Json body = call.body;
    body["key"] = call.part("key");
    return begin_job(bench, brief_kind(), body);
  }
  auto asked = read(bench, call.part("key"), call.body);
  if (!asked) return tl::unexpected(std::move(asked.error()));
  if (bench.briefs.get(asked->id)) return json_answer({{"brief", asked->id}});
  const auto made = write(bench, *std::move(asked), {.stop = call.stop});
  if (!made) return tl::unexpected(made.error());
  return json_answer(*made);
}

Answer<http::Response> show_brief(Workbench& bench, const Call& call) {
  auto html = bench.briefs.get(call.part("id"));
  if (!html)
    return tl::unexpected(Refusal(404, "not-found", "that brief is no longer kept",
                                  "ask for it again: the same question has the same name"));
  return http::Response{
      .type = "text/html; charset=utf-8",
      .body = *std::move(html),
      .headers = {{"Content-Security-Policy",
                   "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors "
                   "'self'; sandbox allow-modals allow-same-origin"}}};
}

std::vector<schema::Member> members() {
  return {{"roadmap", schema::ref("RoadmapAsked")},
          schema::maybe("window", schema::about(schema::object({schema::maybe(
                                                    "targets", schema::list_of(schema::text()))}),
                                                "explore it, and what rules the targets out")),
          schema::otherwise("stress",
                            schema::about(schema::whole(0, 1e9), "histories to play; 0: none"), 0),
          bodies::seed(),
          bodies::seconds(kSeconds)};
}

}  // namespace

JobKind brief_kind() {
  return {"brief", job_body("brief", members()),
          schema::object({schema::maybe("result", schema::ref("ResultId")),
                          {"brief", schema::ref("BriefId")}}),
          prepare_brief};
}

std::vector<Route> brief_routes() {
  Route make{.method = "POST",
             .path = "/api/v1/cases/{key}/brief",
             .summary = "The printable page for a planner",
             .about =
                 "Answered at once, or by a job (202) where the window is to be explored or "
                 "histories are to be played."};
  make.body = bodies::work(members());
  make.answer = schema::object({{"brief", schema::ref("BriefId")}});
  make.begun = schema::ref("Job");
  make.handle = make_brief;
  Route show{.method = "GET",
             .path = "/api/v1/briefs/{id}",
             .summary = "The page, while it is kept",
             .type = "text/html"};
  show.handle = show_brief;
  return {std::move(make), std::move(show)};
}

}  // namespace tandem::desk
