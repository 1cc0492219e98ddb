#include <chrono>
#include <utility>

#include "apps/desk/histories.h"
#include "apps/desk/job_kinds.h"
#include "apps/desk/roadmap_body.h"
#include "tandem/report/report.h"

namespace tandem::desk {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks{500};

Answer<Work> prepare_stress(Workbench& bench, const Json& body) {
  const auto opened = bench.open(body["key"].get<std::string>(), body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  const auto options = history_options((*opened)->file.valid, body);
  if (!options) return tl::unexpected(options.error());
  const auto given = roadmap_of(body["roadmap"], **opened);
  if (!given) return tl::unexpected(given.error());
  return [opened = *opened, asked = *options,
          roadmap = given->roadmap](Reporter& job) -> Answer<Json> {
    const casefile::CaseFile& file = opened->file;
    const auto as_json = [&](const stress::Results& results) {
      return report::stress_json(file.valid, roadmap, asked_of(asked), results);
    };
    stress::Options wanted = told(asked, job);
    wanted.keep_every = kBetweenLooks;
    wanted.keep = [&](const stress::Results& so_far) {
      job.partial([&] { return as_json(so_far); });
    };
    const auto results = stress::run(file.draft, file.valid, roadmap, wanted);
    if (!results) return tl::unexpected(Refusal(results.error()));
    return as_json(*results);
  };
}

}  // namespace

JobKind stress_kind() {
  constexpr std::size_t kHistories = 20'000;
  std::vector<schema::Member> members = history_members(kHistories);
  members.insert(members.begin(), {"roadmap", schema::ref("RoadmapAsked")});
  return {"stress", job_body("stress", std::move(members)), schema::ref("Stress"), prepare_stress};
}

}  // namespace tandem::desk
