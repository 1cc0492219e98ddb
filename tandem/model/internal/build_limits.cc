#include <fmt/format.h>

#include <algorithm>

#include "tandem/model/internal/builder.h"
#include "tandem/model/vocabulary.h"

/// What is demanded of a roadmap: boundaries, principles, objectives.
namespace tandem::model::internal {
namespace {

/// What a kind of boundary cannot do without.
void check_complete(Builder& b, const BoundaryDraft& draft, BoundaryKind kind) {
  const bool by_track = kind == BoundaryKind::share_before;
  const bool waits = by_track || kind == BoundaryKind::only_after;
  const auto demand = [&](bool present, std::string_view part) {
    if (present) return;
    b.found.add(draft.at, "boundary-incomplete",
                fmt::format("boundary '{}' ({}) has no '{}'", draft.id.text, draft.kind.text, part),
                fmt::format("write '{}' under '{}'", part, draft.kind.text));
  };
  demand(by_track || !draft.measures.empty(), "measures");
  demand(!by_track || !draft.track.empty(), "track");
  demand(!by_track || draft.share.has_value(), "share");
  demand(!waits || !draft.until.empty(), "until");
  demand(
      (kind != BoundaryKind::not_before && kind != BoundaryKind::not_after) || !draft.date.empty(),
      "date");
}

void check_not_circular(Builder& b, const BoundaryDraft& draft, const Boundary& made) {
  for (const After& until : made.until) {
    if (std::ranges::find(made.measures, until.measure) == made.measures.end()) continue;
    b.found.add(draft.at, "boundary-circular",
                fmt::format("boundary '{}' lets measure '{}' start only after itself", made.id,
                            b.draft.measures[until.measure.index()].id.text),
                "take it out of 'measures' or of 'until'");
  }
}

}  // namespace

Boundary boundary_of(Builder& b, const BoundaryDraft& draft) {
  const std::string name = fmt::format("boundary '{}'", draft.id.text);
  Boundary made;
  made.id = draft.id.text;
  made.statement = draft.statement.text;
  if (const auto holder = b.parties.resolve(draft.holder, name, draft.at, b.found))
    made.holder = PartyId(*holder);
  made.measures = b.measure_list(draft.measures, name, draft.at);
  made.until = b.after_list(draft.until, name, draft.at);
  if (!draft.track.empty())
    if (const auto track = b.tracks.resolve(draft.track, name, draft.at, b.found))
      made.track = TrackId(*track);
  if (draft.share)
    made.share = b.quantity(*draft.share, kShareBelowOne, "share of " + name, draft.at).mode;
  made.date = b.date(draft.date, "date of " + name, draft.at);
  made.cost = b.quantity(draft.cost, kNotNegative, "cost of " + name, draft.at);
  if (!draft.provenance.empty())
    if (const auto index = b.provenances.resolve(draft.provenance, name, draft.at, b.found))
      made.provenance = ProvenanceId(*index);
  if (const auto kind = b.fixed_word(draft.kind, "kind of " + name, kBoundaryKinds, draft.at)) {
    made.kind = static_cast<BoundaryKind>(*kind);
    check_complete(b, draft, made.kind);
    check_not_circular(b, draft, made);
  }
  return made;
}

namespace {

/// The optional thresholds, each with what it may be.
struct Threshold {
  std::string_view name;
  std::optional<Number> PrinciplesDraft::*from;
  std::optional<Quantity> Principles::*to;
  Bounds bounds;
};

constexpr Threshold kThresholds[] = {
    {"parallel max_gap", &PrinciplesDraft::parallel_max_gap, &Principles::parallel_max_gap, kShare},
    {"reciprocal min_index", &PrinciplesDraft::reciprocal_min_index,
     &Principles::reciprocal_min_index, kShare},
    {"reciprocal min_step", &PrinciplesDraft::reciprocal_min_step, &Principles::reciprocal_min_step,
     kShare},
    {"proportional max_gap", &PrinciplesDraft::proportional_max_gap,
     &Principles::proportional_max_gap, kNotNegative},
    {"simultaneous max_exposure", &PrinciplesDraft::max_exposure, &Principles::max_exposure,
     kNotNegative},
    {"self_enforcing min_margin", &PrinciplesDraft::min_margin, &Principles::min_margin, kAnything},
    {"early_security by_month_12", &PrinciplesDraft::by_month_12, &Principles::by_month_12, kShare},
    {"early_security by_month_24", &PrinciplesDraft::by_month_24, &Principles::by_month_24, kShare},
    {"early_security by_month_36", &PrinciplesDraft::by_month_36, &Principles::by_month_36, kShare},
    {"early_security first_payoff_months", &PrinciplesDraft::first_payoff_months,
     &Principles::first_payoff_months, kMonths},
    {"verifiable min_detection", &PrinciplesDraft::min_detection, &Principles::min_detection,
     kShare},
    {"buy_in min_surplus", &PrinciplesDraft::min_surplus, &Principles::min_surplus, kAnything},
    {"long_game min_share", &PrinciplesDraft::min_final_share, &Principles::min_final_share,
     kShare},
};

void build_parallel(Builder& b) {
  const PrinciplesDraft& draft = b.draft.principles;
  if (draft.parallel_tracks.empty()) {
    if (draft.parallel_max_gap)
      b.found.add(draft.parallel_max_gap->at, "parallel-tracks",
                  "principle 'parallel' limits a gap and names no tracks",
                  "write the two tracks, such as tracks: [peace, denuclearization]");
    return;
  }
  std::vector<TrackId> tracks;
  for (const Word& word : draft.parallel_tracks)
    if (const auto index = b.tracks.resolve(word, "principle 'parallel'", b.draft.at, b.found))
      tracks.emplace_back(*index);
  if (draft.parallel_tracks.size() != 2 || (tracks.size() == 2 && tracks[0] == tracks[1]))
    b.found.add(place(draft.parallel_tracks[0], b.draft.at), "parallel-tracks",
                "principle 'parallel' compares two different tracks",
                "name exactly two, each once");
  else if (tracks.size() == 2)
    b.made.principles.parallel_tracks = {tracks[0], tracks[1]};
}

void build_required(Builder& b) {
  for (const Word& word : b.draft.principles.required_partners) {
    const auto index = b.parties.resolve(word, "principle 'buy_in'", b.draft.at, b.found);
    if (!index) continue;
    const Party& party = b.made.parties[*index];
    if (party.role != Role::partner || party.accession.never)
      b.found.add(place(word, b.draft.at), "required-partner",
                  fmt::format("principle 'buy_in' requires '{}', which {}", word.text,
                              party.role == Role::partner ? "never accedes" : "is a principal"),
                  "require partners that can accede; principals are in from the start");
    else
      b.made.principles.required_partners.emplace_back(*index);
  }
}

}  // namespace

void build_boundaries(Builder& b) {
  for (const BoundaryDraft& draft : b.draft.boundaries) {
    b.boundaries.declare(draft.id, draft.at, b.found);
    b.made.boundaries.push_back(boundary_of(b, draft));
  }
}

void build_principles(Builder& b) {
  const PrinciplesDraft& draft = b.draft.principles;
  Principles& made = b.made.principles;
  for (const Threshold& t : kThresholds)
    made.*t.to =
        b.quantity(draft.*t.from, t.bounds, fmt::format("principle {}", t.name), b.draft.at);
  const auto setting = [&](const Number& number, std::string_view name) {
    return b.quantity(number, kShare, fmt::format("principle {}", name), b.draft.at).mode;
  };
  made.payoff_share = setting(draft.payoff_share, "early_security payoff_share");
  made.confidence = setting(draft.confidence, "early_security confidence");
  made.irreversible_below = setting(draft.irreversible_below, "verifiable irreversible_below");
  build_parallel(b);
  build_required(b);
}

void build_objectives(Builder& b) {
  b.made.objectives_in_order = b.draft.objectives_in_order;
  bool any = false;
  for (const ObjectiveDraft& draft : b.draft.objectives) {
    const SourceLoc& at = draft.at.line > 0 ? draft.at : place(draft.name, b.draft.at);
    const std::string what = fmt::format("weight of objective '{}'", draft.name.text);
    const double weight = b.quantity(Number(draft.weight), kNotNegative, what, at).mode;
    any = any || weight != 0;  // a weight below 0 is a mistake of its own
    const auto kind = b.fixed_word(draft.name, "objective", kObjectives, at);
    if (!kind) continue;
    const auto value = static_cast<ObjectiveKind>(*kind);
    if (std::ranges::find(b.made.objectives, value, &Objective::kind) != b.made.objectives.end())
      b.found.add(at, "named-twice", fmt::format("objective '{}' stands twice", draft.name.text),
                  "remove one");
    else
      b.made.objectives.push_back({value, weight});
  }
  if (b.draft.objectives.empty())
    b.made.objectives = {{ObjectiveKind::early_security, 0.25},
                         {ObjectiveKind::fairness, 0.25},
                         {ObjectiveKind::self_enforcement, 0.25},
                         {ObjectiveKind::final_goals, 0.25}};
  else if (!any)
    b.found.add(place(b.draft.objectives[0].name, b.draft.at), "no-weight",
                "every objective has the weight 0", "give at least one a weight above 0");
}

}  // namespace tandem::model::internal
