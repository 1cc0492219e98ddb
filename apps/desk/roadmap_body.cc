#include "apps/desk/roadmap_body.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "tandem/base/findings.h"
#include "tandem/base/number.h"

namespace tandem::desk {
namespace {

using model::Case;
using model::Increment;
using model::IncrementDraft;
using model::RoadmapDraft;

constexpr std::string_view kNone = "none";
constexpr std::string_view kUnsaved = "edited";

/// A draft made from JSON. Places in it count the pointers, as a draft knows lines.
class Reader {
 public:
  explicit Reader(const Json& body) {
    draft_.name = body.value("name", std::string(kUnsaved));
    draft_.title = body.value("title", "");
    draft_.at = at("/roadmap");
    const Json accession = body.value("accession", Json::object());
    for (const auto& [party, phase] : accession.items())
      draft_.accession.push_back({{party, at("/roadmap/accession/" + party)}, phase.get<int>()});
    for (const auto& [measure, start] : body["steps"].items()) step(measure, start);
  }

  Answer<model::Roadmap> roadmap(const Case& of) {
    auto valid = model::roadmap_from(of, draft_);
    if (found_.empty() && valid) return *std::move(valid);
    std::vector<Diagnostic> details = std::move(found_).in_file_order();
    if (!valid)
      for (Diagnostic& one : valid.error().details) details.push_back(std::move(one));
    for (Diagnostic& one : details)
      if (one.at.line > 0) one.at = {pointers_[static_cast<std::size_t>(one.at.line - 1)]};
    return tl::unexpected(Refusal(422, "roadmap", "the roadmap has mistakes",
                                  "mend what the details name", std::move(details)));
  }

 private:
  SourceLoc at(std::string pointer) {
    pointers_.push_back(std::move(pointer));
    return {"", static_cast<int>(pointers_.size()), 1};
  }

  void step(const std::string& measure, const Json& start) {
    const std::string pointer = "/roadmap/steps/" + measure;
    if (start.is_number()) {
      add(measure, pointer, {.phase = start.get<int>()});
    } else if (start.is_array()) {
      for (std::size_t k = 0; k < start.size(); ++k)
        by_month(measure, fmt::format("{}/{}", pointer, k), start[k]);
    } else if (start.contains("month")) {
      by_month(measure, pointer, start);
    } else {
      for (const auto& [phase, share] : start.items())
        by_phase(measure, fmt::format("{}/{}", pointer, phase), phase, share);
    }
  }

  void by_month(const std::string& measure, const std::string& pointer, const Json& tranche) {
    add(measure, pointer,
        {.month = tranche["month"].get<int>(), .share = tranche.value("share", 1.0)});
  }

  void by_phase(const std::string& measure, const std::string& pointer, const std::string& phase,
                const Json& share) {
    const auto number = number_of<int>(phase);
    if (number && share.is_number())
      return add(measure, pointer, {.phase = *number, .share = share.get<double>()});
    found_.add(at(pointer), "not-a-phase",
               fmt::format("'{}' of '{}' is no phase with a share", phase, measure),
               "write phases and shares, such as {\"2\": 0.25, \"3\": 0.75}");
  }

  void add(const std::string& measure, const std::string& pointer, IncrementDraft made) {
    made.measure = {measure, at(pointer)};
    draft_.increments.push_back(std::move(made));
  }

  RoadmapDraft draft_;
  std::vector<std::string> pointers_;
  Findings found_;
};

Answer<files::GivenRoadmap> by_name(const std::string& name, const Opened& opened) {
  const Case& of = opened.file.valid;
  const bool alternative =
      std::ranges::any_of(of.data().alternatives, [&](const auto& one) { return one.id == name; });
  if (!alternative) {
    if (name == kNone) return files::GivenRoadmap{model::no_agreement(of)};
    std::vector<std::string> names{std::string(kNone)};
    for (const auto& one : files::roadmaps_beside(opened.file)) names.push_back(one.name);
    if (std::ranges::find(names, name) == names.end())
      return tl::unexpected(Refusal(404, "not-found",
                                    fmt::format("there is no roadmap '{}' beside the case", name),
                                    did_you_mean(name, names, "GET /api/v1/cases/KEY lists them")));
  }
  auto given = files::load_roadmap(name, opened.file);
  if (!given) return tl::unexpected(Refusal(std::move(given.error())));
  return *std::move(given);
}

/// The tranches of one measure, as a request has them.
Json start_json(const Case& of, const std::vector<Increment>& tranches) {
  const int length = of.time().months_per_phase;
  const bool on_grid = std::ranges::all_of(
      tranches, [&](const Increment& one) { return one.start_month % length == 0; });
  if (on_grid && tranches.size() == 1 && tranches[0].share == 1)
    return of.phase_of(tranches[0].start_month);
  Json all = on_grid ? Json::object() : Json::array();
  for (const Increment& one : tranches)
    if (on_grid)
      all[fmt::format("{}", of.phase_of(one.start_month))] = one.share;
    else
      all.push_back({{"month", one.start_month}, {"share", one.share}});
  return all;
}

std::string_view word_of_kind(const files::Beside& one) {
  if (one.none) return "none";
  switch (one.kind) {
    case files::Beside::Kind::alternative:
      return "alternative";
    case files::Beside::Kind::roadmap:
      return "roadmap";
    case files::Beside::Kind::agreement:
      break;
  }
  return "agreement";
}

}  // namespace

Answer<files::GivenRoadmap> roadmap_of(const Json& body, const Opened& opened) {
  if (!body.contains("steps")) return by_name(body["name"].get<std::string>(), opened);
  auto made = Reader(body).roadmap(opened.file.valid);
  if (!made) return tl::unexpected(std::move(made.error()));
  return files::GivenRoadmap{*std::move(made)};
}

Answer<std::vector<model::Roadmap>> alternatives_of(const Opened& opened) {
  auto all = files::load_alternatives(opened.file);
  if (!all) return tl::unexpected(Refusal(std::move(all.error())));
  return *std::move(all);
}

Answer<std::string> roadmap_texts(const Json& body, const Opened& opened) {
  // Changes may leave an alternative without a roadmap that fits; who needs it says so.
  std::vector<model::Roadmap> all = alternatives_of(opened).value_or(std::vector<model::Roadmap>());
  Json asked = body.value("roadmaps", Json::array());
  if (body.contains("roadmap") && !body["roadmap"].is_null()) asked.push_back(body["roadmap"]);
  for (const Json& one : asked) {
    auto given = roadmap_of(one, opened);
    if (!given) return tl::unexpected(std::move(given.error()));
    all.push_back(std::move(given->roadmap));
  }
  std::string texts;
  for (const model::Roadmap& one : all)
    texts += casefile::write_roadmap(opened.file.valid, one) + '\0';
  return texts;
}

Json steps_json(const Case& of, const model::Roadmap& roadmap) {
  std::map<std::size_t, std::vector<Increment>> tranches;
  std::vector<std::size_t> order;
  for (const Increment& one : roadmap.increments) {
    auto& of_measure = tranches[one.measure.index()];
    if (of_measure.empty()) order.push_back(one.measure.index());
    of_measure.push_back(one);
  }
  Json steps = Json::object();
  for (const std::size_t m : order) steps[of.measures()[m].id] = start_json(of, tranches[m]);
  Json accession = Json::object();
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::partner && roadmap.accession[p])
      accession[of.parties()[p].id] = *roadmap.accession[p];
  return {{"steps", std::move(steps)}, {"accession", std::move(accession)}};
}

Json names_json(const casefile::CaseFile& of) {
  Json all = Json::array();
  bool none = false;
  for (const files::Beside& one : files::roadmaps_beside(of)) {
    all.push_back({{"name", one.name}, {"title", one.title}, {"kind", word_of_kind(one)}});
    none = none || one.none || one.name == kNone;
  }
  if (!none) all.push_back({{"name", kNone}, {"title", "No agreement"}, {"kind", kNone}});
  return all;
}

}  // namespace tandem::desk
