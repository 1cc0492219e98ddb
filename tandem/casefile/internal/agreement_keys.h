#pragma once

#include "tandem/casefile/internal/keys.h"
#include "tandem/model/agreement_draft.h"

/// The tables of the agreement file, one function a kind of mapping.
namespace tandem::casefile::internal {

[[nodiscard]] Keys<model::AgreementDraft> agreement_keys();
[[nodiscard]] Keys<model::ActorDraft> actor_keys();
[[nodiscard]] Keys<model::EventDraft> event_keys();
[[nodiscard]] Keys<model::ObligationDraft> obligation_keys();

/// Reads an agreement from a tree; all that can be read of it, with a message for all that cannot.
[[nodiscard]] model::AgreementDraft decode_agreement(const Node& root, Findings& found);

}  // namespace tandem::casefile::internal
