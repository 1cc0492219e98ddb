#include <utility>

#include "apps/desk/bodies.h"
#include "apps/desk/job_kinds.h"
#include "apps/desk/locks.h"
#include "apps/desk/roadmap_body.h"
#include "apps/desk/search_job.h"
#include "tandem/model/limits.h"
#include "tandem/report/report.h"

namespace tandem::desk {
namespace {

/// As `tandem plan --json`, and the roadmap as requests have it.
Json plan_answer(const model::Case& of, const plan::Answer& answer) {
  Json json = report::plan_json(of, answer);
  if (answer.roadmap) json.update(steps_json(of, *answer.roadmap));
  return json;
}

struct Plan {
  OpenedCase opened;
  model::Case of;  ///< with the limits of the policy, and the locks
  bool measured_by_case = false;
  Yardsticks::Known ideals;  ///< of the case, where they are known already
  bool fewest_phases = false;
  double seconds = 0;

  Answer<Json> operator()(Reporter& job) const {
    plan::Options options = search_options(job, seconds);
    options.fewest_phases = fewest_phases;
    options.found = [&](const model::Roadmap& roadmap, double objective) {
      job.partial([&] { return so_far(roadmap, objective); });
    };
    if (measured_by_case && ideals)
      options.ideals = *ideals;
    else if (measured_by_case)
      options = plan::measured_by(opened->file.valid, std::move(options));
    return plan_answer(of, plan::plan(of, options));
  }

  [[nodiscard]] Json so_far(const model::Roadmap& roadmap, double objective) const {
    plan::Answer answer;
    answer.status = plan::Status::feasible;
    answer.roadmap = roadmap;
    answer.objective = answer.bound = objective;
    Json json = plan_answer(of, answer);
    json["bound"] = json["relative_gap"] = nullptr;  // the progress says what is proven so far
    return json;
  }
};

Answer<Work> prepare_plan(Workbench& bench, const Json& body) {
  const auto opened = bench.open(body["key"].get<std::string>(), body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  const Json& locks = body["locks"];
  auto with_locks = locked((*opened)->file, locks);
  if (!with_locks) return tl::unexpected(std::move(with_locks.error()));
  auto of = case_of_policy(*with_locks, body);
  if (!of) return tl::unexpected(std::move(of.error()));
  return Plan{*opened,
              *std::move(of),
              body.contains("policy") || !locks.empty(),
              bench.yardsticks.of(*opened),
              body["fewest_phases"].get<bool>(),
              body["seconds"].get<double>()};
}

}  // namespace

JobKind plan_kind() {
  const Json lock =
      schema::object({{"measure", schema::text()},
                      {"phase", schema::about(schema::or_null(schema::whole(1)),
                                              "in which all of it starts; null: it never does")}});
  Json body = job_body(
      "plan",
      {bodies::seconds(30),
       schema::maybe("policy", bodies::name("an alternative, by whose own limits it is asked")),
       schema::otherwise("fewest_phases", schema::flag(), false),
       schema::otherwise("locks", schema::list_of(lock), Json::array())});
  return {"plan", std::move(body), schema::ref("Plan"), prepare_plan};
}

}  // namespace tandem::desk
