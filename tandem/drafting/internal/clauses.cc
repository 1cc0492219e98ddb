#include "tandem/drafting/internal/clauses.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "tandem/base/number.h"
#include "tandem/base/text.h"
#include "tandem/lint/lint.h"

namespace tandem::drafting::internal {
namespace {

using model::Increment;
using model::Measure;
using model::ObligationDraft;
using model::Word;

std::string phase_id(int number) { return fmt::format("P{}", number); }
std::string phase_name(int number) { return fmt::format("Phase {}", number); }

/// "P2", "P2 + 3m".
std::string months_after(const std::string& anchor, int months) {
  return months == 0 ? anchor : fmt::format("{} + {}m", anchor, months);
}

std::string months_words(int months) {
  return fmt::format("{} month{}", months, months == 1 ? "" : "s");
}

/// "25 per cent"; exact where it is whole.
std::string per_cent(double share) {
  const double percent = share * 100;
  const int decimals = std::abs(percent - std::round(percent)) < 1e-9 ? 0 : 1;
  return fixed(percent, decimals) + " per cent";
}

/// Rounded to what a text would print, far below any quantity's precision.
double in_decimals(double quantity) {
  constexpr int kDigits = 9;
  return number_of<double>(fmt::format("{:.{}g}", quantity, kDigits)).value_or(quantity);
}

std::string listed(const std::vector<std::string>& ids) {
  return fmt::format("{}", fmt::join(ids, ", "));
}

std::vector<std::string> names_of(const model::Case& of, const std::vector<PartyId>& parties) {
  std::vector<std::string> names;
  for (const PartyId party : parties) names.push_back(of.party(party).name);
  return names;
}

/// What a case leaves open is proposed, and said to be.
constexpr const char* kMeans = "a report to the Joint Commission, with visits on request";
constexpr const char* kFallback =
    "the Joint Commission decides on what the parties' own means of observation show";
constexpr const char* kDisclosure = "all parties, within 14 days of the report";
constexpr const char* kLastWord =
    "Joint Commission, by majority; without one, the three arbiters of D3";
constexpr const char* kTolerance = "what lies within the error of the means of verification";

/// Where the case has none, or says that none is needed, a text has one all the same.
model::ObligationVerificationDraft verification_of(const Measure& measure) {
  model::ObligationVerificationDraft made;
  made.means = kMeans;
  made.operated_by = "Joint Commission";
  made.fallback = kFallback;
  made.disclosure = kDisclosure;
  if (!measure.verification) return made;
  const model::Verification& by = *measure.verification;
  if (!lint::says_none(by.means)) made.means = by.means;
  if (!lint::says_none(by.operated_by)) made.operated_by = by.operated_by;
  if (!lint::says_none(by.fallback)) made.fallback = by.fallback;
  return made;
}

std::string verification_words(const model::ObligationVerificationDraft& by) {
  return fmt::format("Verification is by {} ({}); where that fails: {}. The result goes to {}.",
                     by.operated_by.text, by.means.text, by.fallback.text, by.disclosure.text);
}

}  // namespace

ObligationDraft Clauses::plain(std::string id, std::string title, std::string text,
                               std::string kind, std::string trigger) const {
  ObligationDraft made;
  made.id = std::move(id);
  made.title = std::move(title);
  made.text = std::move(text);
  made.kind = std::move(kind);
  made.trigger = std::move(trigger);
  made.sources = {kSource};
  return made;
}

std::vector<Word> Clauses::everybody() const {
  std::vector<Word> all;
  for (const model::ActorDraft& actor : into_.actors)
    if (actor.role.text == "party") all.push_back(actor.id);
  return all;
}

std::vector<std::string> Clauses::due_before(int month) {
  std::vector<std::string> ids;
  std::erase_if(open_, [&](const Step& step) {
    if (step.of.start_month + of_.measure(step.of.measure).months > month) return false;
    ids.push_back(step.id);
    return true;
  });
  return ids;
}

void Clauses::add_opening(const PhaseSteps& phase) {
  const int month = of_.phase_start(phase.number);
  const std::string planned = months_after(kForce, month);
  const std::vector<std::string> before = due_before(month);
  ObligationDraft opening = plain(phase_id(phase.number), phase_name(phase.number) + " opens", {},
                                  "milestone", "at " + planned);
  if (before.empty()) {
    opening.text = month == 0 ? "Phase 1 opens on the day of entry into force."
                              : fmt::format("{} opens {} after entry into force.",
                                            phase_name(phase.number), months_words(month));
  } else {
    opening.trigger = fmt::format("at latest({}, verified({}))", planned, listed(before));
    opening.text = fmt::format(
        "{} opens {} after entry into force, or, if that is later, on the day on which all that "
        "was "
        "due before it has been verified.",
        phase_name(phase.number), months_words(month));
  }
  opening.phase = phase_name(phase.number);
  opening.actors = {kCommission};
  opening.counterparts = everybody();
  opening.decided_by = "Joint Commission";
  into_.obligations.push_back(std::move(opening));
  phases_.push_back(phase.number);
}

void Clauses::add_accession(const PhaseSteps& phase, PartyId party) {
  const model::Party& who = of_.party(party);
  ObligationDraft made = plain(
      fmt::format("C-{}", who.id), fmt::format("Accession of {}", who.name),
      fmt::format("{} accedes by depositing an instrument with the Joint Commission on the day on "
                  "which {} opens, and is bound by all that falls to it from then on.",
                  who.name, phase_name(phase.number)),
      "institution", "at " + phase_id(phase.number));
  made.phase = phase_name(phase.number);
  made.actors = {who.id};
  for (const Word& other : everybody())
    if (other.text != who.id) made.counterparts.push_back(other);
  made.legal_form = "treaty";
  into_.obligations.push_back(std::move(made));
}

std::string Clauses::wording(const Step& step, const std::string& days) const {
  const Measure& measure = of_.measure(step.of.measure);
  const double before = model::started_before(roadmap_, step.of.measure, step.of.start_month);
  std::string extent;
  if (step.of.share < 1)
    extent = before > 0 ? fmt::format(", to the extent of a further {} and so of {} in all,",
                                      per_cent(step.of.share), per_cent(before + step.of.share))
                        : fmt::format(", to the extent of {},", per_cent(step.of.share));
  return fmt::format("{} shall carry out{} the following: {}. {}",
                     join_words(names_of(of_, measure.actors)), extent, measure.title, days);
}

ObligationDraft Clauses::step_clause(const PhaseSteps& phase, const Step& step) const {
  const Measure& measure = of_.measure(step.of.measure);
  const std::string opens = phase_id(phase.number);
  const int begin = step.of.start_month - of_.phase_start(phase.number);
  const int end = begin + measure.months;
  const std::string when = begin == 0
                               ? "on the day on which the phase opens"
                               : fmt::format("{} after the phase opens", months_words(begin));
  const auto by = verification_of(measure);
  ObligationDraft made =
      plain(step.id, measure.title, {}, measure.verification ? "action" : "benefit", {});
  if (measure.months == 0) {
    made.trigger = "at " + months_after(opens, begin);
    made.text = wording(step, fmt::format("It shall be done {}.", when));
  } else {
    made.trigger = fmt::format("start at {}, done by {}", months_after(opens, begin),
                               months_after(opens, end));
    made.text = wording(step, fmt::format("It shall begin {} and be complete no later than {} "
                                          "after the phase opens.",
                                          when, months_words(end)));
  }
  made.text.text += " " + verification_words(by);
  made.phase = phase_name(phase.number);
  made.group = fmt::format("phase-{}", phase.number);
  for (const PartyId party : measure.actors) made.actors.emplace_back(of_.party(party).id);
  for (const model::ActorDraft& actor : into_.actors) {
    const auto party = of_.find_party(actor.id.text);
    if (party && !measure.has_actor(*party) && measure.worth_to(*party) > 0)
      made.counterparts.emplace_back(actor.id);
  }
  if (measure.quantity) {
    made.quantity = model::Number(in_decimals(measure.quantity->mode * step.of.share));
    made.quantity->provenance = kSource;
    made.unit = measure.unit;
  }
  made.legal_form = measure.legal_form;
  made.verification = by;
  made.tolerance = kTolerance;
  made.cure = fmt::format("{}d", terms_.cure_days);
  made.decided_by = "Joint Commission";
  made.financing = fmt::format("{}: each bears the cost of its own acts",
                               join_words(names_of(of_, measure.actors)));
  made.measure = measure.id;
  if (step.of.share < 1) made.share = model::Number(step.of.share);
  return made;
}

void Clauses::add_steps(const PhaseSteps& phase) {
  std::vector<Step> steps;
  for (const Increment& step : phase.steps)
    steps.push_back({fmt::format("A{}-{}", phase.number, steps.size() + 1), step});
  const auto exchanged = pairs(of_, phase.steps);
  for (std::size_t s = 0; s < steps.size(); ++s) {
    ObligationDraft made = step_clause(phase, steps[s]);
    for (const std::size_t other : exchanged[s]) made.exchanged_for.emplace_back(steps[other].id);
    into_.obligations.push_back(std::move(made));
    steps_.push_back(steps[s].id);
  }
  std::ranges::move(steps, std::back_inserter(open_));
}

void Clauses::add_phase(const PhaseSteps& phase) {
  add_opening(phase);
  for (const PartyId party : phase.accedes) add_accession(phase, party);
  add_steps(phase);
}

void Clauses::add_commission() {
  ObligationDraft made = plain(
      "G1", "Joint Commission",
      "The parties set up a Joint Commission on the day of entry into force, in which each has "
      "a voice; a party that accedes joins it. It keeps the record of what was reported and "
      "verified, and decides where this agreement says so.",
      "institution", std::string("at ") + kForce);
  made.phase = "General";
  for (const model::Party& party : of_.parties())
    if (party.role == model::Role::principal) made.actors.emplace_back(party.id);
  made.counterparts = everybody();
  made.decided_by = "the parties together";
  made.financing = "the parties, in equal parts";
  into_.obligations.push_back(std::move(made));
}

void Clauses::add_dispute(ObligationDraft made, std::vector<Word> actors,
                          const std::string& decided_by) {
  made.phase = "Disputes, suspension and end";
  made.actors = std::move(actors);
  made.counterparts = everybody();
  made.decided_by = decided_by;
  into_.obligations.push_back(std::move(made));
}

void Clauses::add_longstop(int number) {
  const int late = of_.phase_start(number) + terms_.longstop_months;
  add_dispute(
      plain(fmt::format("L{}", number), fmt::format("Longstop of {}", phase_name(number)),
            fmt::format("If {} has not opened {} after entry into force, that is taken as a "
                        "complaint to the Joint Commission, on which it decides as under D1.",
                        phase_name(number), months_words(late)),
            "dispute",
            fmt::format("at {} unless {}", months_after(kForce, late), phase_id(number))),
      {kCommission}, "Joint Commission, by majority");
}

void Clauses::add_disputes() {
  for (std::size_t k = 1; k < phases_.size(); ++k) add_longstop(phases_[k]);
  add_dispute(plain("D1", "The Joint Commission decides",
                    fmt::format("The Joint Commission decides on a matter referred to it within {} "
                                "days.",
                                terms_.commission_days),
                    "dispute", fmt::format("by {} + {}d", kComplaint, terms_.commission_days)),
              {kCommission}, "Joint Commission, by majority");
  add_dispute(
      plain("D2", "Ministers decide",
            fmt::format("A matter that stays open goes to the ministers of the parties, who "
                        "have {} days.",
                        terms_.ministers_days),
            "dispute", fmt::format("by D1 + {}d", terms_.ministers_days)),
      everybody(), "the ministers, together");
  add_dispute(
      plain("D3", "Three arbiters give their opinion",
            fmt::format("A matter that still stays open goes to three arbiters, one named by "
                        "each side and the third by these two, who give an opinion within {} "
                        "days.",
                        terms_.opinion_days),
            "dispute", fmt::format("by D2 + {}d", terms_.opinion_days)),
      {kArbiters}, "the arbiters, by majority");
  add_dispute(
      plain("D4", "Suspension of what was given in exchange",
            fmt::format(
                "If the matter is not settled {} days after the opinion, the other side may "
                "suspend what it gave in exchange, in proportion and with notice to the Joint "
                "Commission; it resumes on the day on which the violation is mended.",
                terms_.notice_days),
            "dispute", fmt::format("at D3 + {}d unless {}", terms_.notice_days, kSettlement)),
      {kCommission}, kLastWord);
  if (steps_.empty()) return;
  add_dispute(
      plain("E1", "Completion",
            "The Joint Commission records that all obligations have been verified; the limits "
            "that were agreed go on, and its work on disputes with them.",
            "milestone", fmt::format("upon verified({})", listed(steps_))),
      {kCommission}, kLastWord);
}

}  // namespace tandem::drafting::internal
