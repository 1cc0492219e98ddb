#pragma once

#include <string>
#include <vector>

#include "tandem/interop/view.h"

/// What an obligation says, in words for a text, a table or a calendar.
namespace tandem::interop {

/// "Verification", "photographs from the air, by the Joint observer mission".
struct Clause {
  std::string label;
  std::string words;
};

/// "The North shall withdraw the guns from the east bank." The exact wording where the file has it.
[[nodiscard]] std::string undertaking_words(const View& view, model::ObligationId id);

/// "50,000 t"; empty where nothing is said.
[[nodiscard]] std::string quantity_words(const model::Obligation& obligation);
/// Means, operator, consent, fallback, disclosure; empty where nothing is agreed.
[[nodiscard]] std::string verification_words(const View& view, const model::Obligation& obligation);
/// Whether obligations are called by their ids, where they stand in the same document, or with
/// their titles.
enum class Naming { ids, titles };
/// "B1 and B2", "B1 (Lift the quota on grain)"; how many are not shown.
[[nodiscard]] std::string exchange_words(const View& view, const model::Obligation& obligation,
                                         Naming naming);
/// What it waits for in fact.
[[nodiscard]] std::string waits_words(const View& view, const model::Obligation& obligation);
/// The titles of its sources.
[[nodiscard]] std::string source_words(const View& view, const model::Obligation& obligation);
/// "TLP:AMBER, compartment treasury"; empty where it may go to anybody.
[[nodiscard]] std::string marking_words(const model::Obligation& obligation);
/// "done on 18 July 2007, 95 days late; the outcome"; empty before anything is recorded.
[[nodiscard]] std::string state_words(const View& view, model::ObligationId id);

/// Every clause that goes with the undertaking and its time, in the order of a text.
[[nodiscard]] std::vector<Clause> clauses(const View& view, model::ObligationId id, Naming naming);

}  // namespace tandem::interop
