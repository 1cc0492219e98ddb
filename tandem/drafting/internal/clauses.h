#pragma once

#include <string>
#include <vector>

#include "tandem/drafting/draft.h"
#include "tandem/drafting/internal/pairs.h"

namespace tandem::drafting::internal {

inline constexpr const char* kCommission = "joint-commission";
inline constexpr const char* kArbiters = "arbiters";
inline constexpr const char* kForce = "T0";
inline constexpr const char* kComplaint = "complaint";
inline constexpr const char* kSettlement = "settlement";
inline constexpr const char* kSource = "S-ROADMAP";

/// Writes the obligations of a draft, phase by phase.
class Clauses {
 public:
  Clauses(const model::Case& of, const model::Roadmap& roadmap, const Terms& terms,
          model::AgreementDraft& into)
      : of_(of), roadmap_(roadmap), terms_(terms), into_(into) {}

  /// What comes before the phases.
  void add_commission();
  void add_phase(const PhaseSteps& phase);
  /// The longstops of the phases so far, the clock, the suspension and the end.
  void add_disputes();

 private:
  struct Step {
    std::string id;
    model::Increment of;
  };

  void add_longstop(int number);
  void add_dispute(model::ObligationDraft made, std::vector<model::Word> actors,
                   const std::string& decided_by);
  void add_opening(const PhaseSteps& phase);
  void add_accession(const PhaseSteps& phase, PartyId party);
  void add_steps(const PhaseSteps& phase);
  [[nodiscard]] model::ObligationDraft step_clause(const PhaseSteps& phase, const Step& step) const;
  [[nodiscard]] std::string wording(const Step& step, const std::string& days) const;
  [[nodiscard]] model::ObligationDraft plain(std::string id, std::string title, std::string text,
                                             std::string kind, std::string trigger) const;
  [[nodiscard]] std::vector<model::Word> everybody() const;
  /// Obligations that are to be done before `month`, and were not named by an opening before.
  [[nodiscard]] std::vector<std::string> due_before(int month);

  const model::Case& of_;
  const model::Roadmap& roadmap_;
  const Terms& terms_;
  model::AgreementDraft& into_;
  std::vector<Step> open_;          // steps that no opening has waited for
  std::vector<int> phases_;         // numbers
  std::vector<std::string> steps_;  // ids of all steps
};

}  // namespace tandem::drafting::internal
