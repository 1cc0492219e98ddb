#include <string>
#include <utility>
#include <vector>

#include "apps/desk/bodies.h"
#include "apps/desk/histories.h"
#include "apps/desk/job_kinds.h"
#include "apps/desk/roadmap_body.h"
#include "tandem/report/report.h"
#include "tandem/stress/sensitivity.h"

namespace tandem::desk {
namespace {

Answer<Work> prepare_sensitivity(Workbench& bench, const Json& body) {
  const auto opened = bench.open(body["key"].get<std::string>(), body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  const model::Case& of = (*opened)->file.valid;
  const auto target = stress::target_of(of, body["of"].get<std::string>());
  if (!target) return tl::unexpected(Refusal(target.error()));
  const auto options = history_options(of, body);
  if (!options) return tl::unexpected(options.error());
  const auto given = roadmap_of(body["roadmap"], **opened);
  if (!given) return tl::unexpected(given.error());
  return [opened = *opened, target = *target, asked = *options, roadmap = given->roadmap,
          numbers = body["numbers"].get<std::size_t>()](Reporter& job) -> Answer<Json> {
    const casefile::CaseFile& file = opened->file;
    stress::SensitivityOptions wanted{told(asked, job), numbers};
    wanted.worlds = asked.histories / asked.per_world / 2;
    const auto made = stress::sensitivity(file.draft, file.valid, roadmap, target, wanted);
    if (!made) return tl::unexpected(Refusal(made.error()));
    return report::sensitivity_json(file.valid, roadmap, target, *made);
  };
}

}  // namespace

JobKind sensitivity_kind() {
  constexpr std::size_t kHistories = 60'000;
  std::vector<schema::Member> members = history_members(kHistories);
  members.back().schema["minimum"] = 1000;
  members.push_back({"roadmap", schema::ref("RoadmapAsked")});
  members.push_back(schema::otherwise(
      "of",
      bodies::name("unbroken@24, alive@96, running@96, completed@96 (by that month), "
                   "risk_reduction, final_goals or value.PARTY"),
      "running@96"));
  members.push_back(schema::otherwise(
      "numbers", schema::about(schema::whole(1, 100), "how many of the numbers are measured"), 8));
  return {"sensitivity", job_body("sensitivity", std::move(members)), schema::ref("Sensitivity"),
          prepare_sensitivity};
}

}  // namespace tandem::desk
