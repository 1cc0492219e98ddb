#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tandem/model/draft.h"
#include "tandem/model/word.h"

/// What a user wrote of an agreement, before any rule was held against it. Agreement::from turns
/// it into an Agreement or says why not.
namespace tandem::model {

/// Who carries out obligations, receives them or watches over them.
struct ActorDraft {
  Word id;
  Word name;
  Word role = "party";        ///< party, body
  std::vector<Word> members;  ///< of a group: other actors
  Word case_party;            ///< its id in the case; absent: its own id
  std::optional<Number> discount;
  std::optional<Number> reserve;
  SourceLoc at = {};
};

/// Something outside the agreement that triggers name.
struct EventDraft {
  Word id;
  Word title;
  Word date;  ///< on which it is planned, or happened
  bool happened = false;
  Word source;
  SourceLoc at = {};
};

struct ObligationVerificationDraft {
  Word means;
  Word operated_by;
  Word approval;    ///< whose consent the operator needs
  Word fallback;    ///< what is done where the means or the operator fails
  Word disclosure;  ///< who sees the result
  Word takes;       ///< length, from done to verified; absent: none
  SourceLoc at = {};
};

/// An allowed finding of lint, with the reason.
struct AllowDraft {
  Word rule;
  Word reason;
};

struct ObligationDraft {
  Word id;
  Word title;
  Word text;     ///< the exact wording
  Word article;  ///< where it stands in the text
  Word phase;    ///< the heading that it stands under
  Word kind = "action";
  std::vector<Word> actors;
  std::vector<Word> counterparts;
  std::optional<Number> quantity;
  Word unit;
  Word legal_form;
  Word trigger;                 ///< as written; absent: undated
  Word takes;                   ///< length of the work; absent: none
  std::vector<Word> waits_for;  ///< moments that it waits for in fact though its trigger says less
  std::vector<Word> exchanged_for;  ///< obligations that it is given in exchange for
  Word group;                       ///< of obligations that are simultaneous
  std::optional<ObligationVerificationDraft> verification;
  Word tolerance;   ///< what is no violation, in words
  Word cure;        ///< length in which a violation may be mended
  Word decided_by;  ///< who decides whether its conditions are met
  Word financing;   ///< who pays
  Word tlp;         ///< clear, green, amber, amber-strict, red; absent: clear
  Word compartment;
  bool off_text = false;        ///< agreed, but not in the text
  Word measure;                 ///< of the case
  std::optional<Number> share;  ///< of the measure, (0, 1]; absent: 1
  std::vector<WorthDraft> worth;
  Number reversibility = 0.0;
  std::vector<Word> sources;
  Word provenance;  ///< how the row was established, e.g. primary_text
  Word note;
  Word started;   ///< date
  Word done;      ///< date
  Word verified;  ///< date
  Word outcome;   ///< what became of it, in words
  std::vector<AllowDraft> allow;
  SourceLoc at = {};
};

struct DayCountDraft {
  Word first_day = "excluded";  ///< excluded, included
  std::vector<Word> weekend;    ///< mon ... sun; absent: sat, sun
  std::vector<Word> holidays;   ///< dates
  Word rest_day = "stays";      ///< stays, next, previous
  bool weekend_given = false;
};

struct AgreementDraft {
  Word id;
  Word title;
  Word summary;
  Word signed_on;                     ///< date
  Word case_id;                       ///< of the case whose measures the obligations are linked to
  std::optional<int> horizon_months;  ///< over which worths given here are counted
  DayCountDraft day_count;
  std::vector<ProvenanceDraft> provenances;
  std::vector<ActorDraft> actors;
  std::vector<EventDraft> events;
  std::vector<ObligationDraft> obligations;
  std::vector<AllowDraft> allow;  ///< of the whole agreement
  SourceLoc at = {};
};

}  // namespace tandem::model
