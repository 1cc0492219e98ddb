#include "apps/desk/histories.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "apps/desk/bodies.h"
#include "tandem/base/findings.h"

namespace tandem::desk {

std::vector<schema::Member> history_members(std::size_t histories) {
  std::vector<schema::Member> members{
      bodies::seed(),
      schema::otherwise("per_world",
                        schema::about(schema::whole(1, 1e6),
                                      "histories that share a value for every uncertain number"),
                        100),
      schema::otherwise(
          "modes", schema::about(schema::flag(), "every number at its likeliest value"), false),
      schema::otherwise("shocks",
                        schema::about(schema::list_of(schema::text()),
                                      "CRISIS@MONTH: it comes then, whatever its hazard"),
                        Json::array())};
  if (histories > 0)
    members.push_back(schema::otherwise(
        "histories", schema::about(schema::whole(1, 1e9), "to play, rounded up to whole worlds"),
        histories));
  return members;
}

Answer<stress::Options> history_options(const model::Case& of, const Json& body) {
  stress::Options options;
  options.seed = body["seed"].get<std::uint64_t>();
  options.per_world = body["per_world"].get<std::size_t>();
  options.draw = !body["modes"].get<bool>();
  if (body.contains("histories")) options.histories = body["histories"].get<std::size_t>();
  Findings wrong;
  for (std::size_t k = 0; k < body["shocks"].size(); ++k) {
    const std::string word = body["shocks"][k].get<std::string>();
    if (const auto shock = stress::shock_of(of, word))
      options.setting.shocks.push_back(*shock);
    else
      wrong.add({fmt::format("/shocks/{}", k)}, "shock",
                fmt::format("'{}': {}", word, shock.error().what));
  }
  if (wrong.empty()) return options;
  auto details = std::move(wrong).in_file_order();
  std::string first = details.front().message;
  return tl::unexpected(Refusal(422, "shock", std::move(first),
                                "write a crisis of the case and a month, as in crisis@20",
                                std::move(details)));
}

stress::Options told(stress::Options options, Reporter& job) {
  options.stop = job.stop();
  options.progress = [&job, all = options.histories](std::size_t done) {
    const std::size_t now = std::min(done, all);
    job.progress({static_cast<double>(now), static_cast<double>(all),
                  fmt::format("{} of {} histories", now, all)});
  };
  return options;
}

report::StressAsked asked_of(const stress::Options& options) {
  return {options.seed, options.per_world, options.draw};
}

}  // namespace tandem::desk
