#include <string>
#include <utility>

#include "apps/desk/bodies.h"
#include "apps/desk/hash.h"
#include "apps/desk/resources.h"
#include "apps/desk/roadmap_body.h"
#include "apps/desk/workbench.h"
#include "tandem/assess/assessment.h"
#include "tandem/report/report.h"

namespace tandem::desk {
namespace {

http::Response shared_answer(std::shared_ptr<const std::string> body) {
  return {.body = std::move(body)};
}

Json assessed(const Opened& opened, const model::Roadmap& roadmap,
              const Yardsticks::Known& ideals) {
  const model::Case& of = opened.file.valid;
  assess::Options options;
  if (ideals) {
    options.ideal = ideals->points;
    options.ideal_proven = ideals->proven;
  }
  Json answer{{"roadmap", report::roadmap_json(of, roadmap)}};
  answer.update(steps_json(of, roadmap));
  answer["assessment"] =
      report::assessment_json(of, roadmap, assess::assess(of, opened.worth, roadmap, options));
  answer["ideals"] = ideals ? "known" : "computing";
  return answer;
}

Answer<http::Response> assess_roadmap(Workbench& bench, const Call& call) {
  const auto opened = bench.open(call.part("key"), call.body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  const auto given = roadmap_of(call.body["roadmap"], **opened);
  if (!given) return tl::unexpected(given.error());
  const model::Roadmap& roadmap = given->roadmap;
  const auto ideals = bench.yardsticks.of(*opened);
  const std::string id =
      hash_of({"assess", (*opened)->hash, casefile::write_roadmap((*opened)->file.valid, roadmap)});
  const std::string kind = ideals ? "assess" : "assess-without-ideals";
  if (auto kept = bench.results.find(id); kept && kept->kind == kind)
    return shared_answer(std::move(kept->body));
  return shared_answer(bench.results.keep(id, kind, assessed(**opened, roadmap, ideals)));
}

}  // namespace

std::vector<Route> assess_routes() {
  Route route{.method = "POST",
              .path = "/api/v1/cases/{key}/assess",
              .summary = "The principles, measured on a roadmap",
              .about =
                  "As `tandem assess --json`. What is measured by the best that each principal "
                  "could attain is not known at once: \"ideals\" says so, and the same request "
                  "soon answers with them."};
  route.body = bodies::work_on_roadmap();
  route.answer = schema::object({{"result", schema::ref("ResultId")},
                                 {"roadmap", schema::ref("Roadmap")},
                                 {"steps", schema::ref("Steps")},
                                 {"accession", schema::ref("Accession")},
                                 {"assessment", schema::ref("Assessment")},
                                 {"ideals", schema::word_of({"known", "computing"})}});
  route.handle = assess_roadmap;
  return {std::move(route)};
}

}  // namespace tandem::desk
