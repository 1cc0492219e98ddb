#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "apps/desk/histories.h"
#include "apps/desk/job_kinds.h"
#include "apps/desk/roadmap_body.h"
#include "tandem/report/report.h"
#include "tandem/stress/compare.h"

namespace tandem::desk {
namespace {

using Contenders = std::vector<stress::Contender>;

bool there(const Contenders& all, const std::string& id) {
  return std::ranges::any_of(all, [&](const stress::Contender& one) { return one.id == id; });
}

/// The roadmaps that are asked about, then the alternatives that are not among them.
Answer<Contenders> contenders_of(const Opened& opened, const Json& roadmaps) {
  Contenders all;
  for (const Json& one : roadmaps) {
    auto given = roadmap_of(one, opened);
    if (!given) return tl::unexpected(std::move(given.error()));
    model::Roadmap& roadmap = given->roadmap;
    std::string id = roadmap.name;
    for (int n = 2; there(all, id); ++n) id = fmt::format("{}-{}", roadmap.name, n);
    std::string title = roadmap.title.empty() ? roadmap.name : roadmap.title;
    all.push_back({std::move(id), std::move(title), std::move(roadmap)});
  }
  auto others = alternatives_of(opened);
  if (!others) return tl::unexpected(std::move(others.error()));
  const auto& alternatives = opened.file.valid.data().alternatives;
  for (std::size_t k = 0; k < alternatives.size(); ++k)
    if (!there(all, alternatives[k].id))
      all.push_back({alternatives[k].id, alternatives[k].title, std::move((*others)[k])});
  if (!all.empty()) return all;
  return tl::unexpected(Refusal(422, "nothing-to-compare", "the case has no alternatives",
                                "name a roadmap in \"roadmaps\""));
}

Answer<Work> prepare_compare(Workbench& bench, const Json& body) {
  const auto opened = bench.open(body["key"].get<std::string>(), body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  const auto options = history_options((*opened)->file.valid, body);
  if (!options) return tl::unexpected(options.error());
  auto contenders = contenders_of(**opened, body["roadmaps"]);
  if (!contenders) return tl::unexpected(std::move(contenders.error()));
  return [opened = *opened, asked = *options, contenders = *std::move(contenders),
          family = body["family_histories"].get<std::size_t>()](Reporter& job) -> Answer<Json> {
    const casefile::CaseFile& file = opened->file;
    const auto made =
        stress::compare(file.draft, file.valid, contenders, {told(asked, job), family});
    if (!made) return tl::unexpected(Refusal(made.error()));
    return report::compare_json(file.valid, contenders, asked_of(asked), *made);
  };
}

}  // namespace

JobKind compare_kind() {
  constexpr std::size_t kHistories = 20'000;
  constexpr std::size_t kOfFamilies = 2'000;
  std::vector<schema::Member> members = history_members(kHistories);
  members.push_back(schema::otherwise("roadmaps",
                                      schema::about(schema::list_of(schema::ref("RoadmapAsked")),
                                                    "held against the alternatives of the case"),
                                      Json::array()));
  members.push_back(schema::otherwise(
      "family_histories",
      schema::about(schema::whole(0, 1e9),
                    "of each kind of future, and of the wagers; 0 leaves both out"),
      kOfFamilies));
  return {"compare", job_body("compare", std::move(members)), schema::ref("Comparison"),
          prepare_compare};
}

}  // namespace tandem::desk
