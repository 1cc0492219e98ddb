#include "tandem/model/case.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tandem/model/internal/builder.h"

namespace tandem::model {
namespace {

using internal::Builder;

constexpr std::size_t kLargestSection = 1000;  // keeps every check well under a second

bool small_enough(Builder& b) {
  const CaseDraft& draft = b.draft;
  std::size_t boundaries = 0;
  for_each_boundary(draft, [&](const BoundaryDraft&) { ++boundaries; });
  const std::pair<std::string_view, std::size_t> sections[] = {
      {"sources and judgements", draft.provenances.size()},
      {"parties", draft.parties.size()},
      {"tracks", draft.tracks.size()},
      {"measures", draft.measures.size()},
      {"boundaries", boundaries},
      {"alternatives", draft.alternatives.size()},
      {"administrations", draft.dynamics.administrations.size()},
      {"crises", draft.dynamics.crises.size()},
      {"indicators", draft.dynamics.indicators.size()}};
  for (const auto& [name, size] : sections)
    if (size > kLargestSection)
      b.found.add(draft.at, "too-many",
                  fmt::format("the case has {} {}; the limit is {}", size, name, kLargestSection),
                  "split it into several cases");
  return b.found.empty();
}

void build_head(Builder& b) {
  const CaseDraft& draft = b.draft;
  if (!draft.id.empty()) internal::Names("case", "case").declare(draft.id, draft.at, b.found);
  b.made.id = draft.id.text;
  b.made.title = draft.title.empty() ? draft.id.text : draft.title.text;
  b.made.summary = draft.summary.text;
}

template <class Ids>
auto find_id(const std::vector<Ids>& things, std::string_view id) {
  return static_cast<std::size_t>(std::ranges::find(things, id, &Ids::id) - things.begin());
}

}  // namespace

const Administration* Dynamics::administration(PartyId party) const {
  const auto found = std::ranges::find(administrations, party, &Administration::party);
  return found == administrations.end() ? nullptr : &*found;
}

bool Measure::has_actor(PartyId party) const {
  return std::ranges::find(actors, party) != actors.end();
}

double Measure::worth_to(PartyId party) const {
  const auto found = std::ranges::find(worth, party, &Worth::party);
  return found == worth.end() ? 0 : found->points.mode;
}

Result<Case> Case::from(const CaseDraft& draft) {
  Builder b(draft);
  if (small_enough(b)) {
    build_head(b);
    internal::declare_names(b);
    internal::build_time(b);
    internal::build_provenances(b);
    internal::build_parties(b);
    internal::build_tracks(b);
    internal::build_measures(b);
    internal::build_boundaries(b);
    internal::build_principles(b);
    internal::build_objectives(b);
    internal::build_alternatives(b);
    internal::build_dynamics(b);
    internal::check_structure(b);
  }
  if (!b.found.empty())
    return tl::unexpected(
        Error{Errc::invalid_input, "the case has mistakes", std::move(b.found).in_file_order()});
  return Case(std::move(b.made));
}

Case Case::wanting(std::vector<Objective> objectives, bool in_order) const {
  Case other = *this;
  other.data_.objectives = std::move(objectives);
  other.data_.objectives_in_order = in_order;
  return other;
}

std::optional<PartyId> Case::find_party(std::string_view id) const {
  const std::size_t index = find_id(data_.parties, id);
  if (index == data_.parties.size()) return std::nullopt;
  return PartyId(index);
}

std::optional<MeasureId> Case::find_measure(std::string_view id) const {
  const std::size_t index = find_id(data_.measures, id);
  if (index == data_.measures.size()) return std::nullopt;
  return MeasureId(index);
}

}  // namespace tandem::model
