#pragma once

#include <optional>
#include <vector>

#include "tandem/model/word.h"

/// How history interferes with a process, as a user wrote it. What is absent is a default that says
/// so (model/dynamics.h).
namespace tandem::model {

/// A number that belongs to something with a name: a party, a measure, a track, a government.
struct NamedNumber {
  Word name;
  Number number;
};

struct GovernmentDraft {
  Word id;  ///< one in the whole case
  Word title;
  std::vector<NamedNumber> worth;    ///< factors on the party's worths, by track
  std::optional<Number> discount;    ///< instead of the party's
  std::optional<Number> resumes;     ///< factor on the chance that a suspended process resumes
  std::optional<Number> repudiates;  ///< factor on the chance that it undoes a measure in force
  std::vector<NamedNumber> next;     ///< chances of what follows it, by government; sum 1
  SourceLoc at = {};
};

/// Who governs a party, and when that may change.
struct AdministrationDraft {
  Word id;                       ///< the party
  Word in_office;                ///< a government, at the start
  Word first;                    ///< date of the first change by the calendar
  std::optional<int> every;      ///< months from one such date to the next; absent: only one
  std::optional<Number> hazard;  ///< chance a month of a change besides
  std::vector<GovernmentDraft> governments;
  SourceLoc at = {};
};

/// Who takes office is tested: a crisis is likelier for a while.
struct OpeningDraft {
  std::vector<Word> parties;
  int within = 24;  ///< months since a change of government
  Number factor = 1.0;
  SourceLoc at = {};
};

struct CrisisDraft {
  Word id;
  Word title;
  Word note;
  Word by;                                ///< party that is behind it, where one is
  Number hazard = 0.0;                    ///< chance a month
  std::optional<Number> while_suspended;  ///< factor
  std::vector<NamedNumber> governments;   ///< factors while they are in office
  std::optional<OpeningDraft> opening;
  std::vector<NamedNumber> measures;  ///< factors while they are wholly in force
  std::optional<Number> settled;      ///< chance that trust alone settles it, instead of disputes'
  SourceLoc at = {};
};

struct StockDraft {
  Number grows = 0.0;  ///< units a year
  std::optional<Number> least;
  std::optional<Number> most;
  std::vector<NamedNumber> removes;  ///< units that go when the whole measure is in force
  SourceLoc at = {};
};

struct DiffusionDraft {
  Number market = 1.0;      ///< units that it can reach
  Number innovation = 0.0;  ///< share a year of those without it who take it up by themselves
  Number imitation = 0.0;   ///< the same by the example of those who have it, a year
  SourceLoc at = {};
};

struct IndicatorDraft {
  Word id;
  Word title;
  Word unit;
  Word note;
  Number start = 0.0;
  std::optional<StockDraft> stock;
  std::optional<DiffusionDraft> diffusion;
  std::vector<NamedNumber> measures;      ///< factors on its pace while they are in force
  std::optional<Number> while_suspended;  ///< factor
  std::optional<Number> while_collapsed;  ///< factor
  std::optional<Number> final_goals;      ///< factor while all final goals are promised
  SourceLoc at = {};
};

struct DynamicsDraft {
  std::optional<int> months;  ///< that are played through
  SourceLoc months_at = {};
  std::vector<AdministrationDraft> administrations;
  std::vector<CrisisDraft> crises;
  std::vector<NamedNumber> lateness;  ///< by party: chance a month that what is due slips by one
  std::vector<NamedNumber> noise;     ///< by party: of a choice, points of 100
  std::optional<Number> distrustful;  ///< chance that a dispute is settled where there is no trust
  std::optional<Number> trusting;     ///< the same at full trust
  std::optional<Number> violations;   ///< instead, of what a party did against the agreement
  std::optional<Number> alarms;       ///< the same of a false alarm, whatever the trust
  std::vector<NamedNumber> forums;    ///< measures in force that settle what trust did not
  std::vector<NamedNumber> guarantors;  ///< parties that do, once acceded
  std::optional<Number> resume;         ///< chance a month that a suspended process resumes
  std::optional<Number> collapse;       ///< chance a month that it ends for good
  bool starts_over = false;             ///< a process that resumes begins at its first phase
  std::vector<NamedNumber> beliefs;     ///< by party: that the others carry out their part
  std::optional<Number> belief_weight;  ///< cases of experience that a belief is worth at the start
  std::optional<Number> kept;           ///< cases that a phase carried out counts for, at most
  std::optional<Number> broken;         ///< cases that a violation counts for
  std::vector<NamedNumber> legal_forms;  ///< chance that a new government undoes such a measure
  std::vector<IndicatorDraft> indicators;
  std::vector<NamedNumber> assumed;  ///< instead of defaults, by their names; in no file
  SourceLoc at = {};
};

}  // namespace tandem::model
