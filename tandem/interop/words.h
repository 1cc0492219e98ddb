#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tandem/model/agreement.h"
#include "tandem/model/timetable.h"

/// Obligations, triggers and dates in English words, the same in every format. What a reader may
/// not see is never named: `up_to` is the highest label that is shown.
namespace tandem::interop {

/// "TLP:AMBER+STRICT". Source: FIRST, Traffic Light Protocol 2.0.
[[nodiscard]] std::string_view tlp_words(model::Tlp tlp);
/// The label written "amber-strict" in a file; nothing where it is none.
[[nodiscard]] std::optional<model::Tlp> tlp_named(std::string_view word);
/// "side agreement".
[[nodiscard]] std::string_view kind_words(model::ObligationKind kind);
/// "1 obligation", "3 obligations".
[[nodiscard]] std::string obligations_counted(std::size_t count);

[[nodiscard]] inline bool shows(const model::Obligation& obligation, model::Tlp up_to) {
  return obligation.tlp <= up_to;
}

/// "the North and the South"; the id of an actor without a name.
[[nodiscard]] std::string actor_words(const model::Agreement& of,
                                      std::span<const model::ActorId> actors);
/// "J12 to J19 and J21": ids whose numbers follow each other as a range, where there are three.
[[nodiscard]] std::string id_words(const model::Agreement& of,
                                   std::span<const model::ObligationId> ids);
/// The name of an actor where `word` is the id of one, else the word.
[[nodiscard]] std::string actor_or_words(const model::Agreement& of, std::string_view word);

/// A day as a noun: "31 December 2007", "60 days after completion of S20", "the earlier of ...".
[[nodiscard]] std::string moment_words(const model::Agreement& of, const model::Moment& moment,
                                       model::Tlp up_to = model::Tlp::red);

/// "no later than 60 days after Entry into force", "begun on ... and completed no later than ...";
/// empty where nothing is said.
[[nodiscard]] std::string trigger_words(const model::Agreement& of, const model::Trigger& trigger,
                                        model::Tlp up_to = model::Tlp::red);

/// The trigger of an obligation with its day where it has one: "no later than 60 days after Entry
/// into force (14 April 2007)"; empty where nothing is said.
[[nodiscard]] std::string when_words(const model::Agreement& of, const model::Timetable& dates,
                                     model::ObligationId id, model::Tlp up_to = model::Tlp::red);

/// The same as a sentence of its own: "This shall be done no later than ...".
[[nodiscard]] std::string when_sentence(const model::Agreement& of, const model::Timetable& dates,
                                        model::ObligationId id, model::Tlp up_to = model::Tlp::red);

}  // namespace tandem::interop
