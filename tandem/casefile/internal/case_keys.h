#pragma once

#include "tandem/casefile/internal/keys.h"
#include "tandem/model/draft.h"

/// The tables of the case file, one function a kind of mapping.
namespace tandem::casefile::internal {

inline constexpr int kFormatVersion = 1;

/// The keys of a case file, and with them of everything in it.
[[nodiscard]] Keys<model::CaseDraft> case_keys();
[[nodiscard]] Keys<model::MeasureDraft> measure_keys();
[[nodiscard]] Keys<model::BoundaryDraft> boundary_keys();
[[nodiscard]] Keys<model::PrinciplesDraft> principle_keys();
[[nodiscard]] Keys<model::DynamicsDraft> dynamics_keys();
[[nodiscard]] Keys<model::CaseDraft> objective_keys();
[[nodiscard]] Keys<model::ProvenanceDraft> source_keys();
[[nodiscard]] Keys<model::ProvenanceDraft> judgement_keys();

/// A boundary without a kind limits nothing: says so.
void demand_kind(Decoder& d, model::BoundaryDraft& made);

/// Checks the 1 of `tandem: 1`.
void read_version(Decoder& d, const Entry& entry);

/// Reads a case from a tree; all that can be read of it, with a message for all that cannot.
[[nodiscard]] model::CaseDraft decode_case(const Node& root, Findings& found);

}  // namespace tandem::casefile::internal
