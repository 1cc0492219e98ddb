#pragma once

#include "tandem/model/agreement.h"
#include "tandem/model/internal/builder.h"

namespace tandem::model::internal {

/// An agreement while it is made: entry k of a section of `made` is entry k of that section of
/// `draft`, also where it has mistakes. Numbers, dates and sources are those of a case.
struct AgreementBuilder {
  explicit AgreementBuilder(const AgreementDraft& from);

  const AgreementDraft& draft;
  CaseDraft frame{};  ///< of sources only
  Builder base;       ///< of `frame`: it reads numbers and dates, and keeps what is found
  Names actors{"actor", "actors"};
  Names events{"event", "events"};
  Names obligations{"obligation", "obligations"};
  AgreementData made{};

  void add(const SourceLoc& at, std::string_view rule, std::string message,
           std::string repair = {}) {
    base.found.add(at, rule, std::move(message), std::move(repair));
  }
  [[nodiscard]] std::optional<Length> length(const Word& word, std::string_view what,
                                             const SourceLoc& at);
  /// The actors that `words` name, none twice.
  [[nodiscard]] std::vector<ActorId> actor_list(const std::vector<Word>& words,
                                                std::string_view user, const SourceLoc& at);
  [[nodiscard]] std::vector<Allow> allow_list(const std::vector<AllowDraft>& entries,
                                              std::string_view user, const SourceLoc& at);
};

void build_agreement_head(AgreementBuilder& b);
void build_actors(AgreementBuilder& b);
void build_events(AgreementBuilder& b);
void build_obligations(AgreementBuilder& b);
/// The triggers and waits of all obligations, once every name is known.
void build_triggers(AgreementBuilder& b);

}  // namespace tandem::model::internal
