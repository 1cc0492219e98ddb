#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/desk/bodies.h"
#include "apps/desk/job_kinds.h"
#include "apps/desk/roadmap_body.h"
#include "apps/desk/search_job.h"
#include "tandem/report/report.h"
#include "tandem/window/draws.h"
#include "tandem/window/window.h"
#include "tandem/window/worth.h"

namespace tandem::desk {
namespace {

constexpr double kGap = 0.01;

/// What a request asks of the window, but for the search.
window::Options asked_of(const Json& body) {
  window::Options options;
  if (body.contains("policy")) options.policy = body["policy"].get<std::string>();
  options.targets = body["targets"].get<std::vector<std::string>>();
  options.firm = body["hold"].get<std::vector<std::string>>();
  return options;
}

plan::Options search_of(Reporter& job, double seconds) {
  plan::Options search = search_options(job, seconds);
  search.relative_gap = kGap;
  return search;
}

/// How that is in draws of the uncertain numbers, in what is left of the time.
Result<std::optional<window::Draws>> draws_of(bool why, const model::CaseDraft& draft,
                                              window::Options options, const window::Answer& answer,
                                              std::size_t count) {
  if (count == 0) return std::nullopt;
  const window::DrawsWanted wanted{count, options.search.seed};
  if (auto& limit = options.search.time_limit)
    *limit -= std::chrono::duration<double>(answer.statistics.seconds);
  auto draws = why ? window::conflicts_in_draws(draft, options, answer, wanted)
                   : window::relaxations_in_draws(draft, options, answer, wanted);
  if (!draws) return tl::unexpected(std::move(draws.error()));
  return *std::move(draws);
}

struct Window {
  OpenedCase opened;
  window::Options options;
  bool why = true;
  std::vector<std::string> free;
  std::size_t draws = 0;
  double seconds = 0;

  Answer<Json> operator()(Reporter& job) const {
    window::Options asked = options;
    asked.search = search_of(job, seconds);
    asked.found = [&job](const window::Answer& so_far) {
      job.partial([&] { return report::window_json(so_far, std::nullopt); });
    };
    const model::Case& of = opened->file.valid;
    const auto answer = why ? window::why(of, asked) : window::relax(of, asked, free);
    if (!answer) return tl::unexpected(Refusal(answer.error()));
    const auto drawn = draws_of(why, opened->file.draft, asked, *answer, draws);
    if (!drawn) return tl::unexpected(Refusal(drawn.error()));
    return report::window_json(*answer, *drawn);
  }
};

Answer<Work> prepare(Workbench& bench, const Json& body, bool why) {
  const auto opened = bench.open(body["key"].get<std::string>(), body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  if (const auto aimed =
          window::aim((*opened)->file.valid, body["targets"].get<std::vector<std::string>>(), true);
      !aimed)
    return tl::unexpected(Refusal(aimed.error()));
  Window made{*opened, asked_of(body), why};
  const auto most = body["most"].get<std::size_t>();
  made.options.extent = why ? window::Extent{most, 0} : window::Extent{0, most};
  made.options.reasons = why;
  made.options.movements = !why;
  if (!why) made.free = body["free"].get<std::vector<std::string>>();
  made.draws = body["draws"].get<std::size_t>();
  made.seconds = body["seconds"].get<double>();
  return made;
}

Answer<Work> prepare_why(Workbench& bench, const Json& body) { return prepare(bench, body, true); }
Answer<Work> prepare_relax(Workbench& bench, const Json& body) {
  return prepare(bench, body, false);
}

Answer<Work> prepare_worth(Workbench& bench, const Json& body) {
  const auto opened = bench.open(body["key"].get<std::string>(), body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  const auto alternatives = alternatives_of(**opened);
  if (!alternatives) return tl::unexpected(alternatives.error());
  window::Options options = asked_of(body);
  options.extent = {0, body["most"].get<std::size_t>()};
  options.movements = true;
  options.pairs = body["pairs"].get<bool>();
  return [opened = *opened, options, alternatives = *alternatives,
          seconds = body["seconds"].get<double>()](Reporter& job) -> Answer<Json> {
    window::Options asked = options;
    asked.search = search_of(job, seconds);
    const auto worth =
        window::worth(opened->file.valid, asked, {alternatives.begin(), alternatives.end()});
    if (!worth) return tl::unexpected(Refusal(worth.error()));
    return report::worth_json(*worth);
  };
}

Json body_of(const std::string& kind, std::vector<schema::Member> more) {
  std::vector<schema::Member> members{
      schema::otherwise(
          "targets",
          schema::about(schema::list_of(schema::text()),
                        "what is to be reached: long-game=80, freeze@12, verified.freeze@12"),
          Json::array()),
      schema::otherwise("hold",
                        schema::about(schema::list_of(schema::text()),
                                      "limits, or kinds of limits, that are not to be given up"),
                        Json::array()),
      schema::maybe("policy", bodies::name("an alternative, by whose own limits it is asked")),
      schema::otherwise("most", schema::whole(1, 1000), 10), bodies::seconds(60)};
  for (schema::Member& one : more) members.push_back(std::move(one));
  return job_body(kind, std::move(members));
}

schema::Member draws() {
  return schema::otherwise(
      "draws",
      schema::about(schema::whole(0, 10000), "of the uncertain numbers, in which to ask again"), 0);
}

}  // namespace

JobKind window_why_kind() {
  return {"window-why", body_of("window-why", {draws()}), schema::ref("Window"), prepare_why};
}

JobKind window_relax_kind() {
  return {"window-relax",
          body_of("window-relax",
                  {draws(), schema::otherwise(
                                "free",
                                schema::about(schema::list_of(schema::text()),
                                              "limits without a stated cost, or kinds of them, "
                                              "that may be given up too"),
                                Json::array())}),
          schema::ref("Window"), prepare_relax};
}

JobKind window_worth_kind() {
  return {"window-worth",
          body_of("window-worth", {schema::otherwise("pairs", schema::flag(), false)}),
          schema::ref("WindowWorth"), prepare_worth};
}

}  // namespace tandem::desk
