#include <utility>

#include "apps/desk/bodies.h"
#include "apps/desk/hash.h"
#include "apps/desk/histories.h"
#include "apps/desk/resources.h"
#include "apps/desk/roadmap_body.h"
#include "apps/desk/workbench.h"
#include "tandem/report/report.h"

namespace tandem::desk {
namespace {

Answer<http::Response> replay(Workbench& bench, const Call& call) {
  const auto opened = bench.open(call.part("key"), call.body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  const casefile::CaseFile& file = (*opened)->file;
  const auto options = history_options(file.valid, call.body);
  if (!options) return tl::unexpected(options.error());
  const auto given = roadmap_of(call.body["roadmap"], **opened);
  if (!given) return tl::unexpected(given.error());
  const auto number = call.body["history"].get<std::uint64_t>();
  const auto drawn = stress::Worlds(file.draft, file.valid, options->draw, options->seed)
                         .drawn(number / options->per_world);
  if (!drawn) return tl::unexpected(Refusal(drawn.error()));
  const stress::World world(*drawn, given->roadmap);
  std::vector<stress::Event> story;
  stress::Outcome ignored;
  stress::Histories(world, options->seed, options->setting).play(number, ignored, &story);
  Json asked = call.body;
  asked["roadmap"] = casefile::write_roadmap(file.valid, given->roadmap);
  const std::string id = hash_of({"replay", (*opened)->hash, canonical(asked)});
  return http::Response{.body = bench.results.keep(
                            id, "replay", report::story_json(file.valid, given->roadmap, story))};
}

}  // namespace

std::vector<Route> replay_routes() {
  Route route{.method = "POST",
              .path = "/api/v1/cases/{key}/replay",
              .summary = "One history of stress, told month by month"};
  std::vector<schema::Member> members = history_members();
  members.push_back(schema::otherwise(
      "history", schema::about(schema::whole(0, 9007199254740991), "as stress counts them, from 0"),
      0));
  route.body = bodies::work_on_roadmap(std::move(members));
  route.answer = schema::ref("Story");
  route.handle = replay;
  return {std::move(route)};
}

}  // namespace tandem::desk
