#pragma once

#include <string>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/model/agreement_draft.h"
#include "tandem/model/case.h"
#include "tandem/model/roadmap.h"
#include "tandem/model/timetable.h"

/// From a roadmap to the text of an agreement, and back.
namespace tandem::drafting {

/// What the case does not say and a text must. The clock is that of paragraphs 36 and 37 of the
/// Joint Comprehensive Plan of Action, 2015: 15, 15, 5 and 30 days.
struct Terms {
  int longstop_months = 3;  ///< after its planned day a phase that has not opened is a dispute
  int commission_days = 15;
  int ministers_days = 15;
  int opinion_days = 5;
  int notice_days = 30;  ///< from then to the suspension of what was given in exchange
  int cure_days = 30;
};

/// The agreement that carries out `roadmap`: an obligation for every step, phases that open once
/// what was due before is verified, a longstop, a dispute clock, a suspension clause and an
/// accession for every partner. Its obligations are linked to the measures of the case. Lint finds
/// nothing in it but relief in a form that the case has too weak, which it answers and allows.
/// @pre the roadmap is one of `of`
[[nodiscard]] model::AgreementDraft draft(const model::Case& of, const model::Roadmap& roadmap,
                                          const Terms& terms = {});

/// The case that a text stands for by itself: its parties, and a measure for every obligation that
/// has a worth. @param draft  that `text` was made from: where its numbers come from
/// Errors: invalid_input where no obligation has a worth, there is no horizon, or something with a
/// worth has no party to carry it out.
[[nodiscard]] Result<model::CaseDraft> case_of(const model::AgreementDraft& draft,
                                               const model::Agreement& text,
                                               const model::Timetable& dates);

/// Whole months from the case's start to `day`; negative where it is earlier.
[[nodiscard]] int months_to(const model::Case& of, model::Day day);

/// The id of the measure that an obligation is linked to: as it says, or its own in the case that
/// the text itself stands for. Empty where it is linked to none.
[[nodiscard]] const std::string& linked_measure(const model::Obligation& one);

/// A roadmap read from a text, and what of the text it leaves out.
struct ReadRoadmap {
  model::Roadmap roadmap;
  std::vector<Diagnostic> left_out;  ///< linked obligations without a day within the case's phases
};

/// The roadmap that the obligations linked to measures of `of`, or with a worth in the case that
/// the text itself stands for, amount to, as written: each starts on the day on which it is to
/// begin, or early enough to be done when due; one without a written day when it was recorded. A
/// party accedes in the phase of its first obligation. Errors: invalid_input where a measure or a
/// party is unknown to the case, or shares are too many.
[[nodiscard]] Result<ReadRoadmap> roadmap_of(const model::Agreement& text,
                                             const model::Timetable& dates, const model::Case& of);

}  // namespace tandem::drafting
