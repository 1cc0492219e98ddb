#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/base/id.h"
#include "tandem/base/result.h"
#include "tandem/model/draft.h"
#include "tandem/model/dynamics.h"
#include "tandem/model/quantity.h"

/// The case as every capability reads it: names resolved, rules held, nothing left to check.
namespace tandem::model {

/// Where a number comes from.
struct Provenance {
  std::string id;
  bool judgement = false;
  std::string title;
  std::string by;
  std::optional<Date> as_of;
  std::string url;
  std::string note;
};

enum class Role { principal, partner };

/// Phases count from 1.
struct Accession {
  int earliest = 1;
  int latest = 1;
  bool never = false;
  std::vector<MeasureId> after;
  std::vector<PartyId> with;
};

struct Party {
  std::string id;
  std::string name;
  Role role = Role::principal;
  Quantity discount;                 ///< annual, (0, 1]
  Quantity reserve;                  ///< points
  Quantity breakdown_per_year;       ///< points a year
  Quantity breakdown_once;           ///< points, to the party that breaks off
  std::optional<Quantity> capacity;  ///< points a phase
  std::optional<double> min_margin;  ///< demanded of it instead of Principles::min_margin
  Accession accession;               ///< of a partner; {1, 1} for a principal
};

struct Track {
  std::string id;
  std::string title;
};

/// What one measure is to one party.
struct Worth {
  PartyId party;
  Quantity points;  ///< present value in the party's own points; negative is a burden
};

struct After {
  MeasureId measure;
  double share = 1;  ///< of it that must be in force
};

struct Verification {
  std::string means;
  std::string operated_by;
  std::string fallback;
  Quantity detection;    ///< chance a month, [0, 1]
  Quantity false_alarm;  ///< chance a month, [0, 1]
};

struct Measure {
  std::string id;
  std::string title;
  std::string note;
  std::vector<PartyId> actors;  ///< at least one, in order of PartyId
  TrackId track{0};
  Quantity duration;  ///< months as written
  int months = 0;     ///< whole months, duration.mode rounded up
  bool divisible = false;
  double smallest_tranche = 0;  ///< 0 where none
  double fastest_pace = 1;
  std::optional<Quantity> quantity;
  std::string unit;
  std::vector<Worth> worth;            ///< at most one a party, none of them 0
  std::vector<Worth> breakdown_shift;  ///< points a year
  Quantity upfront;
  Quantity upfront_burden;
  Quantity reversibility;
  Quantity restore_months;
  int restore = 0;  ///< whole months, rounded up
  Quantity risk_reduction;
  Quantity final_goal;
  std::optional<Quantity> weight;
  std::optional<Verification> verification;
  std::string legal_form;
  std::vector<After> after;
  std::vector<MeasureId> with;
  std::vector<MeasureId> excludes;
  std::string one_of;
  bool mandatory = false;
  std::optional<Date> not_before;
  std::optional<Date> not_after;

  [[nodiscard]] bool has_actor(PartyId party) const;
  /// Points of this measure to `party`; 0 where it is indifferent.
  [[nodiscard]] double worth_to(PartyId party) const;
};

enum class BoundaryKind { never, not_before, not_after, only_after, share_before };

struct Boundary {
  std::string id;
  PartyId holder{0};
  std::string statement;
  BoundaryKind kind = BoundaryKind::never;
  std::vector<MeasureId> measures;
  std::vector<After> until;
  std::optional<TrackId> track;
  double share = 0;
  std::optional<Date> date;
  std::optional<Quantity> cost;
  std::optional<ProvenanceId> provenance;
};

/// Thresholds of the principles; an absent one is measured and not demanded.
struct Principles {
  std::optional<std::pair<TrackId, TrackId>> parallel_tracks;
  std::optional<Quantity> parallel_max_gap;
  std::optional<Quantity> reciprocal_min_index;
  std::optional<Quantity> reciprocal_min_step;
  std::optional<Quantity> proportional_max_gap;
  std::optional<Quantity> max_exposure;
  std::optional<Quantity> min_margin;  ///< share of each party's scale; absent means 0 for plan
  std::optional<Quantity> by_month_12;
  std::optional<Quantity> by_month_24;
  std::optional<Quantity> by_month_36;
  std::optional<Quantity> first_payoff_months;
  double payoff_share = 0.05;
  double confidence = 0.9;
  std::optional<Quantity> min_detection;
  double irreversible_below = 0.2;
  std::optional<Quantity> min_surplus;
  std::vector<PartyId> required_partners;
  std::optional<Quantity> min_final_share;
};

enum class ObjectiveKind { early_security, fairness, self_enforcement, final_goals, fewest_phases };

struct Objective {
  ObjectiveKind kind = ObjectiveKind::early_security;
  double weight = 1;
};

struct Alternative {
  std::string id;
  std::string title;
  std::string roadmap;  ///< file name beside the case; empty means no agreement
  std::string note;
  std::vector<Boundary> boundaries;   ///< that it insists on besides the case's
  std::vector<std::size_t> gives_up;  ///< positions of boundaries of the case
  /// Whether it says what it insists on and gives up.
  [[nodiscard]] bool is_window() const { return !boundaries.empty() || !gives_up.empty(); }
};

enum class Deviation { withhold, withdraw };
enum class Moves { simultaneous, alternating };
enum class Distribution { pert, triangular, uniform };

struct Time {
  Date start{};
  int phases = 1;
  int months_per_phase = 12;
  std::optional<int> horizon;  ///< months; absent: forever. >= phases * months_per_phase
  int response_months = 12;
  Deviation deviation = Deviation::withhold;
  Moves moves = Moves::simultaneous;
  Quantity hazard;  ///< a year
};

/// Everything of a case, in file order.
struct CaseData {
  std::string id;
  std::string title;
  std::string summary;
  Time time;
  Distribution distribution = Distribution::pert;
  std::vector<Provenance> provenances;
  std::vector<Party> parties;
  std::vector<Track> tracks;
  std::vector<Measure> measures;
  std::vector<Boundary> boundaries;
  Principles principles;
  bool objectives_in_order = false;
  std::vector<Objective> objectives;
  std::vector<Alternative> alternatives;
  Dynamics dynamics;
};

struct Easing;

class Case {  // immutable value: copy it, keep it, read it from any thread
 public:
  /// A Case if no rule is violated; otherwise every violation, in file order.
  [[nodiscard]] static Result<Case> from(const CaseDraft& draft);

  /// The same with other things wanted of a roadmap; no rule of a case is about those.
  [[nodiscard]] Case wanting(std::vector<Objective> objectives, bool in_order = false) const;

  [[nodiscard]] const CaseData& data() const noexcept { return data_; }
  [[nodiscard]] const Time& time() const noexcept { return data_.time; }
  [[nodiscard]] const Principles& principles() const noexcept { return data_.principles; }
  [[nodiscard]] const Dynamics& dynamics() const noexcept { return data_.dynamics; }
  [[nodiscard]] std::span<const Party> parties() const noexcept { return data_.parties; }
  [[nodiscard]] std::span<const Track> tracks() const noexcept { return data_.tracks; }
  [[nodiscard]] std::span<const Measure> measures() const noexcept { return data_.measures; }
  [[nodiscard]] std::span<const Boundary> boundaries() const noexcept { return data_.boundaries; }
  [[nodiscard]] const Party& party(PartyId id) const { return data_.parties[id.index()]; }
  [[nodiscard]] const Measure& measure(MeasureId id) const { return data_.measures[id.index()]; }
  [[nodiscard]] const Track& track(TrackId id) const { return data_.tracks[id.index()]; }

  [[nodiscard]] std::optional<PartyId> find_party(std::string_view id) const;
  [[nodiscard]] std::optional<MeasureId> find_measure(std::string_view id) const;

  /// First month of phase t (from 1).
  [[nodiscard]] int phase_start(int phase) const noexcept {
    return (phase - 1) * data_.time.months_per_phase;
  }
  /// Phase (from 1) that month `month` lies in; may exceed phases.
  [[nodiscard]] int phase_of(int month) const noexcept {
    return month / data_.time.months_per_phase + 1;
  }
  /// Calendar date on which month `month` begins.
  [[nodiscard]] Date date_of(int month) const { return add_months(data_.time.start, month); }

 private:
  friend Case eased(const Case& of, std::span<const Easing> easings);
  friend Case under(const Case& of, const Alternative& policy);
  friend Case with_deadline(const Case& of, MeasureId measure, std::optional<int> by);
  explicit Case(CaseData data) : data_(std::move(data)) {}
  CaseData data_;
};

/// Doubts about a case that holds all rules: unused sources, worths without a range, a party that
/// gains nothing, a measure that can never start. In file order where the draft knows the place.
[[nodiscard]] std::vector<Diagnostic> warnings(const CaseDraft& draft, const Case& valid);

}  // namespace tandem::model
