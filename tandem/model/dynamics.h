#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/base/id.h"
#include "tandem/model/quantity.h"

/// How history interferes with a process: who governs, what goes wrong, how it is mended. Read by
/// stress; docs/model.md says what a month does with it.
namespace tandem::model {

/// One of a party's possible governments.
struct Government {
  std::string id;
  std::string title;
  std::vector<Quantity> worth;       ///< factors; shape [tracks]
  std::optional<Quantity> discount;  ///< annual, instead of the party's
  Quantity resumes;                  ///< factor
  Quantity repudiates;               ///< factor
  std::vector<Quantity> next;        ///< chances; shape [governments of the party], sum 1
};

struct Administration {
  PartyId party{0};
  std::size_t in_office = 0;            ///< position among `governments`
  std::optional<Date> first;            ///< date of the first change by the calendar
  std::optional<int> every;             ///< months
  Quantity hazard;                      ///< chance a month
  std::vector<Government> governments;  ///< at least one
};

struct Opening {
  std::vector<PartyId> parties;
  int within = 0;  ///< months since a change of government of one of them
  Quantity factor;
};

/// A factor that holds while a government is in office.
struct GovernmentFactor {
  PartyId party;
  std::size_t government = 0;  ///< position among the party's
  Quantity factor;
};

struct Crisis {
  std::string id;
  std::string title;
  std::string note;
  std::optional<PartyId> by;  ///< that is behind it
  Quantity hazard;            ///< chance a month
  Quantity while_suspended;
  std::vector<GovernmentFactor> governments;
  std::optional<Opening> opening;
  std::vector<std::pair<MeasureId, Quantity>> measures;  ///< factors of whole measures in force
  std::optional<Quantity> settled;                       ///< chance that trust alone settles it
};

struct Stock {
  Quantity grows;  ///< units a year
  double least = 0;
  double most = 0;                                      ///< may be infinite
  std::vector<std::pair<MeasureId, Quantity>> removes;  ///< units
};

struct Diffusion {
  Quantity market;
  Quantity innovation;  ///< a year
  Quantity imitation;   ///< a year
};

/// A quantity with dynamics of its own: a stock or a diffusion, one of the two.
struct Indicator {
  std::string id;
  std::string title;
  std::string unit;
  std::string note;
  Quantity start;
  std::optional<Stock> stock;
  std::optional<Diffusion> diffusion;
  std::vector<std::pair<MeasureId, Quantity>> measures;  ///< factors on its pace
  Quantity while_suspended;
  Quantity while_collapsed;
  Quantity final_goals;
};

/// A number that the case leaves open.
struct Default {
  std::string name;  ///< as in the case file: "dynamics.suspension.resume"
  Quantity value;
  bool judgement = false;  ///< of tandem's authors; else from a base rate
  std::string basis;       ///< in words, with its source
};

struct Dynamics {
  bool described = false;  ///< whether the case has such a section
  int months = 0;          ///< that are played through
  std::vector<Administration> administrations;
  std::vector<Crisis> crises;
  std::vector<Quantity> lateness;  ///< chance a month; shape [measures]
  std::vector<Quantity> noise;     ///< points of 100; shape [parties]
  Quantity distrustful;
  Quantity trusting;
  std::optional<Quantity> violations;
  Quantity alarms;
  std::vector<std::pair<MeasureId, Quantity>> forums;
  std::vector<std::pair<PartyId, Quantity>> guarantors;
  Quantity resume;
  Quantity collapse;
  bool starts_over = false;
  std::vector<Quantity> beliefs;  ///< shape [parties]; empty: nobody doubts the others
  Quantity belief_weight;
  Quantity kept;
  Quantity broken;
  std::vector<Quantity> legal_forms;  ///< shape [kLegalForms]
  std::vector<Indicator> indicators;
  std::vector<Default> defaults;  ///< what of the above the case leaves open

  [[nodiscard]] const Administration* administration(PartyId party) const;
};

}  // namespace tandem::model
