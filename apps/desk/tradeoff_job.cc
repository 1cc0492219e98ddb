#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "apps/desk/bodies.h"
#include "apps/desk/job_kinds.h"
#include "apps/desk/search_job.h"
#include "tandem/model/vocabulary.h"
#include "tandem/plan/tradeoff.h"
#include "tandem/report/report.h"

namespace tandem::desk {
namespace {

using Kinds = std::vector<model::ObjectiveKind>;

/// The first two that the case weighs, where the request names none.
Answer<Kinds> kinds_of(const model::Case& of, const Json& body) {
  Kinds kinds;
  for (const Json& word : body["between"])
    kinds.push_back(
        *model::value_of<model::ObjectiveKind>(word.get<std::string>(), model::kObjectives));
  for (std::size_t k = 1; k < kinds.size(); ++k)
    if (std::ranges::count(kinds, kinds[k]) > 1)
      return tl::unexpected(Refusal(422, "named-twice", "/between: an objective is named twice",
                                    "name two or three different ones"));
  if (!kinds.empty()) return kinds;
  for (const model::Objective& objective : of.data().objectives)
    if (objective.weight > 0 && kinds.size() < 2) kinds.push_back(objective.kind);
  if (kinds.size() == 2) return kinds;
  return tl::unexpected(Refusal(422, "no-objectives", "the case does not weigh two objectives",
                                "name two in \"between\""));
}

Answer<Work> prepare_tradeoff(Workbench& bench, const Json& body) {
  const auto opened = bench.open(body["key"].get<std::string>(), body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  auto kinds = kinds_of((*opened)->file.valid, body);
  if (!kinds) return tl::unexpected(std::move(kinds.error()));
  constexpr double kBetweenTwo = 0.02;
  constexpr double kBetweenThree = 0.1;
  const plan::TradeoffOptions wanted{.between = *kinds,
                                     .tolerance = body.contains("tolerance")
                                                      ? body["tolerance"].get<double>() / 100
                                                  : kinds->size() == 2 ? kBetweenTwo
                                                                       : kBetweenThree};
  return [opened = *opened, wanted,
          seconds = body["seconds"].get<double>()](Reporter& job) -> Answer<Json> {
    const model::Case& of = opened->file.valid;
    const plan::Tradeoff curve = plan::tradeoff(of, wanted, search_options(job, seconds));
    if (!curve.unmeasured) return report::tradeoff_json(of, curve);
    return tl::unexpected(
        Refusal(422, "unmeasured",
                "the case gives nothing to measure " +
                    std::string(model::word_of(*curve.unmeasured, model::kObjectives)) + " by",
                "choose other objectives in \"between\""));
  };
}

}  // namespace

JobKind tradeoff_kind() {
  Json between = schema::list_of(schema::word_of(
      {"early_security", "fairness", "self_enforcement", "final_goals", "fewest_phases"}));
  between["maxItems"] = 3;
  Json body = job_body(
      "tradeoff",
      {schema::otherwise("between",
                         schema::about(std::move(between),
                                       "two or three; none: the first two that the case weighs"),
                         Json::array()),
       schema::maybe("tolerance", schema::about(schema::between(0, 100),
                                                "what the curve may miss, % of the range of each")),
       bodies::seconds(60)});
  return {"tradeoff", std::move(body), schema::ref("Tradeoff"), prepare_tradeoff};
}

}  // namespace tandem::desk
