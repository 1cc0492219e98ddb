#pragma once

#include <optional>
#include <vector>

#include "tandem/model/dynamics_draft.h"
#include "tandem/model/word.h"

/// What a user wrote, before any rule was held against it: names are words, numbers may be absurd,
/// and everything remembers where it stands. Case::from turns a draft into a Case or says why not.
namespace tandem::model {

struct ProvenanceDraft {
  Word id;
  bool judgement = false;  ///< else a source
  Word title;              ///< of a source; what a judgement is about
  Word by;                 ///< a judgement's author
  Word as_of;              ///< date, of a judgement (needed) or a source
  Word url;
  Word note;
  bool in_place = false;  ///< a judgement written at its number; `id` is made by the loader
};

struct AccessionDraft {
  int earliest = 1;  ///< phase, counted from 1
  int latest = 0;    ///< phase; 0 means the last
  bool never = false;
  std::vector<Word> after;  ///< measures in force before it may accede
  std::vector<Word> with;   ///< partners that must have acceded by then
  SourceLoc at = {};
};

struct PartyDraft {
  Word id;
  Word name;
  Word role = "principal";          ///< principal or partner
  Number discount = 1.0;            ///< annual factor in (0, 1]
  Number reserve = 0.0;             ///< least net gain it accepts, points
  Number breakdown_per_year = 0.0;  ///< points a year from a breakdown to the horizon
  Number breakdown_once =
      0.0;  ///< points at once to the party that breaks off (a forfeited bond is negative)
  std::optional<Number> capacity;  ///< largest sum of burdens it may start in one phase, points
  std::optional<AccessionDraft> accession;  ///< partners only
  SourceLoc at = {};
};

struct TrackDraft {
  Word id;
  Word title;
};

/// An amount of one measure to one party.
struct WorthDraft {
  Word party;
  Number points;
};

struct AfterDraft {
  Word measure;
  std::optional<Number> share;  ///< of it that must be in force, (0, 1]; absent means 1
};

struct VerificationDraft {
  Word means;
  Word operated_by;
  Word fallback;
  std::optional<Number> detection;    ///< chance a month of finding a covert violation
  std::optional<Number> false_alarm;  ///< chance a month of an alarm at a compliant party
  SourceLoc at = {};
};

struct MeasureDraft {
  Word id;
  Word title;
  Word note;
  std::vector<Word> actors;
  Word track;
  Number duration = 0.0;  ///< months, >= 0; counted in whole months, rounded up
  bool divisible = false;
  std::optional<Number> smallest_tranche;  ///< share, (0, 1]
  std::optional<Number> fastest_pace;      ///< largest share a phase, (0, 1]
  std::optional<Number> quantity;          ///< what the whole amounts to, in `unit`
  Word unit;
  std::vector<WorthDraft> worth;
  std::vector<WorthDraft> breakdown_shift;  ///< added to breakdown_per_year once in force
  Number upfront = 0.0;                     ///< share of a benefit that comes at once, [0, 1]
  Number upfront_burden = 0.0;              ///< share of a burden that is borne at once, [0, 1]
  Number reversibility = 0.0;               ///< share of the flow taken back on breakdown, [0, 1]
  Number restore_months = 0.0;
  std::optional<Number> risk_reduction;  ///< security points, >= 0, the same scale for all measures
  std::optional<Number> final_goal;      ///< weight among the final goals, >= 0
  std::optional<Number> weight;          ///< weight in its track; absent: by worth
  std::optional<VerificationDraft> verification;
  Word legal_form;  ///< executive, waiver, regulation, law, treaty, resolution
  std::vector<AfterDraft> after;
  std::vector<Word> with;
  std::vector<Word> excludes;
  Word one_of;  ///< name of a group of levels or alternatives; their shares sum to at most 1
  bool mandatory = false;
  Word not_before;  ///< date
  Word not_after;   ///< date
  SourceLoc at = {};
};

struct BoundaryDraft {
  Word id;
  Word holder;                    ///< party
  Word statement;                 ///< in the holder's words
  Word kind;                      ///< never, not_before, not_after, only_after, share_before
  std::vector<Word> measures;     ///< what is limited; not of share_before
  std::vector<AfterDraft> until;  ///< what must be in force first (only_after, share_before)
  Word track;                     ///< what is limited (share_before)
  std::optional<Number> share;    ///< largest share of the track before `until`, [0, 1)
  Word date;                      ///< not_before, not_after
  std::optional<Number> cost;     ///< political cost of relaxing it, to the holder
  Word provenance;
  SourceLoc at = {};
};

struct PrinciplesDraft {
  std::vector<Word> parallel_tracks;  ///< two; empty: not measured
  std::optional<Number> parallel_max_gap;
  std::optional<Number> reciprocal_min_index;
  std::optional<Number> reciprocal_min_step;
  std::optional<Number> proportional_max_gap;
  std::optional<Number> max_exposure;
  std::optional<Number> min_margin;
  std::optional<Number> by_month_12;
  std::optional<Number> by_month_24;
  std::optional<Number> by_month_36;
  std::optional<Number> first_payoff_months;
  Number payoff_share = 0.05;
  Number confidence = 0.9;
  std::optional<Number> min_detection;
  Number irreversible_below = 0.2;
  std::optional<Number> min_surplus;
  std::vector<Word> required_partners;
  std::optional<Number> min_final_share;
};

struct ObjectiveDraft {
  Word name;  ///< early_security, fairness, self_enforcement, final_goals, fewest_phases
  double weight = 1.0;
  SourceLoc at = {};
};

struct AlternativeDraft {
  Word id;
  Word title;
  Word roadmap;  ///< file beside the case; empty: no agreement at all
  Word note;
  std::vector<BoundaryDraft> boundaries;  ///< that it insists on besides the case's
  std::vector<Word> gives_up;             ///< boundaries of the case
};

/// Where the whole numbers of the time grid stand; empty in a draft that no file gave.
struct TimePlaces {
  SourceLoc phases = {};
  SourceLoc months_per_phase = {};
  SourceLoc horizon = {};
  SourceLoc response_months = {};
};

struct CaseDraft {
  Word id;
  Word title;
  Word summary;
  Word start = "2027-01-01";
  int phases = 1;
  int months_per_phase = 12;
  std::optional<int> horizon_months;   ///< absent: forever
  std::optional<int> response_months;  ///< absent: months_per_phase
  Word deviation = "withhold";         ///< withhold or withdraw
  Word moves = "simultaneous";         ///< simultaneous or alternating
  Number hazard = 0.0;                 ///< chance a year that the whole relationship ends
  Word distribution = "pert";          ///< of ranges: pert, triangular, uniform
  std::vector<ProvenanceDraft> provenances;
  std::vector<PartyDraft> parties;
  std::vector<TrackDraft> tracks;
  std::vector<MeasureDraft> measures;
  std::vector<BoundaryDraft> boundaries;
  PrinciplesDraft principles;
  bool objectives_in_order = false;  ///< else weighted
  std::vector<ObjectiveDraft> objectives;
  std::vector<AlternativeDraft> alternatives;
  DynamicsDraft dynamics;
  TimePlaces time_at = {};
  SourceLoc at = {};
};

/// Those of the case, then those of its policies, in file order.
template <class Visit>
void for_each_boundary(const CaseDraft& draft, const Visit& visit) {
  for (const BoundaryDraft& boundary : draft.boundaries) visit(boundary);
  for (const AlternativeDraft& policy : draft.alternatives)
    for (const BoundaryDraft& boundary : policy.boundaries) visit(boundary);
}

}  // namespace tandem::model
