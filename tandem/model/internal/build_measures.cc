#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/model/internal/builder.h"
#include "tandem/model/vocabulary.h"

namespace tandem::model::internal {
namespace {

/// Whole months of a number of months, rounded up; 0 where it is out of range.
int whole_months(const Quantity& months) {
  const double up = std::ceil(months.mode);
  return up >= 0 && up <= kMonthsLimit ? static_cast<int>(up) : 0;
}

/// One measure while it is made: where it stands and how messages call its parts.
struct MeasureBuilder {
  Builder& b;
  const MeasureDraft& draft;
  std::string name = fmt::format("measure '{}'", draft.id.text);

  [[nodiscard]] std::string what(std::string_view part) const {
    return fmt::format("{} of {}", part, name);
  }
  [[nodiscard]] Quantity number(const Number& n, const Bounds& bounds,
                                std::string_view part) const {
    return b.quantity(n, bounds, what(part), draft.at);
  }
  [[nodiscard]] std::optional<Quantity> number(const std::optional<Number>& n, const Bounds& bounds,
                                               std::string_view part) const {
    return b.quantity(n, bounds, what(part), draft.at);
  }

  void actors(Measure& made) const;
  [[nodiscard]] std::vector<Worth> worths(const std::vector<WorthDraft>& entries,
                                          std::string_view part) const;
  void tranches(Measure& made) const;
  void values(Measure& made) const;
  void verification(Measure& made) const;
  void structure(Measure& made) const;
  [[nodiscard]] Measure build() const;
};

void MeasureBuilder::actors(Measure& made) const {
  if (draft.actors.empty())
    b.found.add(draft.at, "no-actor", fmt::format("{} has no actor", name),
                "name under 'actors' the parties that carry it out");
  for (const Word& word : draft.actors) {
    const auto index = b.parties.resolve(word, name, draft.at, b.found);
    if (!index) continue;
    if (made.has_actor(PartyId(*index)))
      b.found.add(place(word, draft.at), "named-twice",
                  fmt::format("{} names actor '{}' twice", name, word.text), "remove one");
    else
      made.actors.emplace_back(*index);
  }
  std::ranges::sort(made.actors);
}

std::vector<Worth> MeasureBuilder::worths(const std::vector<WorthDraft>& entries,
                                          std::string_view part) const {
  std::vector<Worth> made;
  for (const WorthDraft& entry : entries) {
    const auto points =
        number(entry.points, kAnything, fmt::format("{} to '{}'", part, entry.party.text));
    const auto index = b.parties.resolve(entry.party, what(part), draft.at, b.found);
    if (!index) continue;
    if (std::ranges::find(made, PartyId(*index), &Worth::party) != made.end())
      b.found.add(place(entry.party, draft.at), "named-twice",
                  fmt::format("{} names party '{}' twice", what(part), entry.party.text),
                  "keep one of the two numbers");
    else if (points.low != 0 || points.mode != 0 || points.high != 0)
      made.push_back({PartyId(*index), points});
  }
  return made;
}

void MeasureBuilder::tranches(Measure& made) const {
  made.divisible = draft.divisible;
  const auto smallest = number(draft.smallest_tranche, kShareAboveZero, "smallest_tranche");
  const auto fastest = number(draft.fastest_pace, kShareAboveZero, "fastest_pace");
  if (smallest) made.smallest_tranche = smallest->mode;
  if (fastest) made.fastest_pace = fastest->mode;
  if (!draft.divisible && (smallest || fastest))
    b.found.add(draft.at, "tranche-of-whole",
                fmt::format("{} is whole and yet limits its tranches", name),
                "write 'divisible: true', or remove smallest_tranche and fastest_pace");
  else if (made.smallest_tranche <= 1 && made.fastest_pace > 0 &&
           made.smallest_tranche > made.fastest_pace)
    b.found.add(draft.at, "tranche-above-pace",
                fmt::format("{} has a smallest tranche of {} and a fastest pace of {} a phase",
                            name, made.smallest_tranche, made.fastest_pace),
                "no tranche fits: lower smallest_tranche or raise fastest_pace");
}

void MeasureBuilder::values(Measure& made) const {
  made.duration = number(draft.duration, kMonths, "duration");
  made.months = whole_months(made.duration);
  made.quantity = number(draft.quantity, kPositive, "quantity");
  made.unit = draft.unit.text;
  made.worth = worths(draft.worth, "worth");
  made.breakdown_shift = worths(draft.breakdown_shift, "breakdown_shift");
  made.upfront = number(draft.upfront, kShare, "upfront");
  made.upfront_burden = number(draft.upfront_burden, kShare, "upfront_burden");
  made.reversibility = number(draft.reversibility, kShare, "reversibility");
  made.restore_months = number(draft.restore_months, kMonths, "restore_months");
  made.restore = whole_months(made.restore_months);
  made.risk_reduction =
      number(draft.risk_reduction, kNotNegative, "risk_reduction").value_or(Quantity{});
  made.final_goal = number(draft.final_goal, kNotNegative, "final_goal").value_or(Quantity{});
  made.weight = number(draft.weight, kNotNegative, "weight");
}

void MeasureBuilder::verification(Measure& made) const {
  if (!draft.verification) return;
  const VerificationDraft& from = *draft.verification;
  if (from.means.empty())
    b.found.add(from.at.line > 0 ? from.at : draft.at, "no-means",
                fmt::format("verification of {} names no means", name),
                "write under 'means' how it is verified");
  made.verification = {from.means.text, from.operated_by.text, from.fallback.text,
                       number(from.detection, kShare, "detection").value_or(Quantity{}),
                       number(from.false_alarm, kShare, "false_alarm").value_or(Quantity{})};
}

void MeasureBuilder::structure(Measure& made) const {
  made.after = b.after_list(draft.after, what("'after'"), draft.at);
  made.with = b.measure_list(draft.with, what("'with'"), draft.at);
  made.excludes = b.measure_list(draft.excludes, what("'excludes'"), draft.at);
  made.one_of = draft.one_of.text;
  made.mandatory = draft.mandatory;
  made.not_before = b.date(draft.not_before, what("not_before"), draft.at);
  made.not_after = b.date(draft.not_after, what("not_after"), draft.at);
  if (made.not_before && made.not_after && *made.not_after < *made.not_before)
    b.found.add(place(draft.not_after, draft.at), "dates-crossed",
                fmt::format("{} may start not before {} and not after {}", name,
                            draft.not_before.text, draft.not_after.text),
                "write a later not_after or an earlier not_before");
  if (!draft.legal_form.empty() &&
      b.fixed_word(draft.legal_form, what("legal_form"), kLegalForms, draft.at))
    made.legal_form = draft.legal_form.text;
}

Measure MeasureBuilder::build() const {
  Measure made;
  made.id = draft.id.text;
  made.title = draft.title.empty() ? made.id : draft.title.text;
  made.note = draft.note.text;
  actors(made);
  if (draft.track.empty())
    b.found.add(draft.at, "no-track", fmt::format("{} has no track", name),
                "name under 'track' the one it belongs to");
  else if (const auto index = b.tracks.resolve(draft.track, name, draft.at, b.found))
    made.track = TrackId(*index);
  tranches(made);
  values(made);
  verification(made);
  structure(made);
  return made;
}

}  // namespace

void build_measures(Builder& b) {
  for (const MeasureDraft& draft : b.draft.measures)
    b.made.measures.push_back(MeasureBuilder{b, draft}.build());
  if (b.draft.measures.empty())
    b.found.add(b.draft.at, "no-measure", "the case has no measure",
                "declare under 'measures' what the parties can do");
}

}  // namespace tandem::model::internal
