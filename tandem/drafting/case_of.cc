#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tandem/base/findings.h"
#include "tandem/drafting/draft.h"
#include "tandem/drafting/internal/step.h"
#include "tandem/model/rules.h"

namespace tandem::drafting {
namespace {

using model::Agreement;
using model::AgreementDraft;
using model::CaseDraft;
using model::Day;
using model::MeasureDraft;
using model::ObligationDraft;

constexpr const char* kTrack = "text";

class Maker {
 public:
  Maker(const AgreementDraft& draft, const Agreement& text, const model::Timetable& dates)
      : draft_(draft), text_(text), dates_(dates) {}

  Result<CaseDraft> run() {
    made_.id = draft_.id;
    made_.title = draft_.title;
    made_.summary = draft_.summary;
    made_.provenances = draft_.provenances;
    made_.at = draft_.at;
    made_.tracks.push_back({kTrack, "The text"});
    add_parties();
    for (std::size_t o = 0; o < draft_.obligations.size(); ++o)
      if (!draft_.obligations[o].worth.empty()) add_measure(o);
    set_time();
    if (!found_.empty())
      return tl::unexpected(Error{Errc::invalid_input,
                                  "the agreement does not stand for a case by itself",
                                  std::move(found_).in_file_order()});
    return std::move(made_);
  }

 private:
  void add_parties() {
    for (std::size_t a = 0; a < draft_.actors.size(); ++a) {
      const model::Actor& actor = text_.actors()[a];
      if (actor.role == model::ActorRole::body || !actor.members.empty()) continue;
      model::PartyDraft party;
      party.id = model::Word(actor.case_party, draft_.actors[a].at);
      party.name = actor.name;
      party.discount = draft_.actors[a].discount.value_or(model::Number(1.0));
      party.reserve = draft_.actors[a].reserve.value_or(model::Number(0.0));
      party.at = draft_.actors[a].at;
      made_.parties.push_back(std::move(party));
    }
  }

  [[nodiscard]] bool is_party(std::string_view id) const {
    return std::ranges::any_of(made_.parties,
                               [&](const model::PartyDraft& party) { return party.id.text == id; });
  }

  void add_measure(std::size_t o) {
    const ObligationDraft& from = draft_.obligations[o];
    MeasureDraft made;
    made.id = from.id;
    made.title = from.title;
    made.note = from.note;
    made.track = kTrack;
    made.duration = months_of(o);
    made.quantity = from.quantity;
    made.unit = from.unit;
    made.reversibility = from.reversibility;
    made.legal_form = from.legal_form;
    made.at = from.at;
    for (const model::ActorId actor : text_.members(text_.obligations()[o].actors))
      if (is_party(text_.actor(actor).case_party))
        made.actors.emplace_back(text_.actor(actor).case_party, from.at);
    if (made.actors.empty())
      found_.add(
          from.at, "no-party",
          fmt::format("obligation '{}' has a worth, and no party carries it out", from.id.text),
          "name a party under 'actors', or leave its worth out");
    for (const model::WorthDraft& worth : from.worth) add_worth(worth, made);
    made_.measures.push_back(std::move(made));
  }

  void add_worth(const model::WorthDraft& worth, MeasureDraft& into) {
    const auto actor = text_.find_actor(worth.party.text);
    if (!actor) return;
    const std::string& party = text_.actor(*actor).case_party;
    if (!is_party(party)) {
      found_.add(worth.party.at, "worth-to-no-party",
                 fmt::format("'{}' is a group or a body, to which nothing is worth anything",
                             worth.party.text),
                 "give the worth to its members, one by one");
      return;
    }
    model::WorthDraft made = worth;
    made.party = model::Word(party, worth.party.at);
    into.worth.push_back(std::move(made));
  }

  /// Of work that the text gives a first and a last day.
  [[nodiscard]] int months_of(std::size_t o) const {
    const model::Dates& dates = dates_.of[o];
    if (!dates.start || !dates.due) return 0;
    return std::max(0, internal::months_between(*dates.start, *dates.due));
  }

  void set_time() {
    if (made_.measures.empty())
      return found_.add(
          draft_.at, "no-worth", "no obligation of the agreement has a worth",
          "name the case that it is linked to instead, or give its obligations worths");
    if (!draft_.horizon_months)
      return found_.add(draft_.at, "no-horizon",
                        "the obligations have worths, and the agreement has no horizon",
                        "write 'horizon: 120', the months over which they are counted");
    std::optional<Day> first;
    std::optional<Day> last;
    if (text_.data().signed_on) first = Day(*text_.data().signed_on);
    for (std::size_t o = 0; o < draft_.obligations.size(); ++o) {
      const auto day = internal::anchor(dates_.of[o]);
      if (draft_.obligations[o].worth.empty() || !day) continue;
      first = first ? std::min(*first, day->day) : day->day;
      last = last ? std::max(*last, day->day) : day->day;
    }
    if (!first || !last)
      return found_.add(draft_.at, "no-day", "no obligation with a worth has a day",
                        "give one a trigger with a day");
    const int months = internal::months_between(*first, *last) + 1;
    made_.start = format_date(Date(*first));
    made_.months_per_phase = (months + model::kMostPhases - 1) / model::kMostPhases;
    made_.phases = (months + made_.months_per_phase - 1) / made_.months_per_phase;
    made_.horizon_months = draft_.horizon_months;
  }

  const AgreementDraft& draft_;
  const Agreement& text_;
  const model::Timetable& dates_;
  CaseDraft made_;
  Findings found_;
};

}  // namespace

Result<CaseDraft> case_of(const AgreementDraft& draft, const Agreement& text,
                          const model::Timetable& dates) {
  return Maker(draft, text, dates).run();
}

}  // namespace tandem::drafting
