#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "tandem/base/text.h"
#include "tandem/model/case.h"
#include "tandem/model/internal/names.h"
#include "tandem/model/internal/reach.h"
#include "tandem/model/numbers.h"
#include "tandem/model/rules.h"

namespace tandem::model {
namespace {

using internal::place;

/// The doubts, one function a kind; all of them read a case that holds the rules.
struct Doubts {
  const CaseDraft& draft;
  const Case& valid;
  Findings found{Severity::warning};

  void unused_provenance();
  void worth_without_range();
  void unvalued_measures();
  void unverified_risk();
  void shares_of_wholes();
  void slow_tranches();
  void parties_without_gain();
  void never_starting();
  void mandatory_and_forbidden();
  void accession_circles();
  void single_levels();
  void unserved_objectives();
  void idle_openings();
};

/// Everything a user wrote in words where a source may be mentioned in passing.
std::string prose_of(const CaseDraft& draft) {
  std::string prose = draft.summary.text;
  const auto add = [&](const Word& word) { prose += "\n" + word.text; };
  for (const auto& p : draft.provenances) add(p.title), add(p.note);
  for (const auto& m : draft.measures) add(m.note);
  for_each_boundary(draft, [&](const BoundaryDraft& boundary) { add(boundary.statement); });
  for (const auto& a : draft.alternatives) add(a.note);
  for (const auto& crisis : draft.dynamics.crises) add(crisis.note);
  for (const auto& indicator : draft.dynamics.indicators) add(indicator.note);
  return prose;
}

void Doubts::unused_provenance() {
  std::set<std::string> used;
  for_each_number(draft,
                  [&](const std::string&, const Number& n) { used.insert(n.provenance.text); });
  for_each_boundary(draft,
                    [&](const BoundaryDraft& boundary) { used.insert(boundary.provenance.text); });
  const std::string prose = prose_of(draft);
  for (const ProvenanceDraft& entry : draft.provenances) {
    if (used.contains(entry.id.text) || prose.find(entry.id.text) != std::string::npos) continue;
    found.add(place(entry.id, draft.at), "unused-source",
              fmt::format("{} '{}' is used by no number and mentioned in no note",
                          entry.judgement ? "judgement" : "source", entry.id.text),
              fmt::format("point a number to it with @{}, or remove it", entry.id.text));
  }
}

void Doubts::worth_without_range() {
  for (const MeasureDraft& measure : draft.measures) {
    std::vector<std::string> parties;
    for (const WorthDraft& worth : measure.worth)
      if (!worth.points.ranged && worth.points.mode != 0) parties.push_back(worth.party.text);
    if (parties.empty()) continue;
    found.add(place(measure.id, measure.at), "worth-without-range",
              fmt::format("the worth of '{}' to {} is one number, as if it were certain",
                          measure.id.text, join_words(parties)),
              "write low..likeliest..high");
  }
}

void Doubts::unvalued_measures() {
  for (std::size_t m = 0; m < valid.measures().size(); ++m) {
    const Measure& measure = valid.measures()[m];
    const bool serves = measure.risk_reduction.high > 0 || measure.final_goal.high > 0 ||
                        !measure.breakdown_shift.empty();
    if (!measure.worth.empty() || serves) continue;
    found.add(draft.measures[m].at, "worth-to-nobody",
              fmt::format("'{}' is worth nothing to anybody and serves no goal", measure.id),
              "write its worth, its risk_reduction or its final_goal, or remove it");
  }
}

void Doubts::unverified_risk() {
  for (std::size_t m = 0; m < valid.measures().size(); ++m) {
    const Measure& measure = valid.measures()[m];
    if (measure.risk_reduction.high <= 0 || measure.verification) continue;
    found.add(draft.measures[m].at, "unverified-risk-reduction",
              fmt::format("'{}' reduces risk and says nothing of verification", measure.id),
              "write its verification: means, detection a month, false_alarm a month");
  }
}

void Doubts::shares_of_wholes() {
  for (std::size_t m = 0; m < valid.measures().size(); ++m)
    for (const After& after : valid.measures()[m].after) {
      const Measure& first = valid.measure(after.measure);
      if (after.share >= 1 || first.divisible) continue;
      found.add(draft.measures[m].at, "share-of-whole",
                fmt::format("'{}' waits for the share {} of '{}', which is whole",
                            valid.measures()[m].id, after.share, first.id),
                "drop the share, or make that measure divisible");
    }
}

void Doubts::slow_tranches() {
  for (std::size_t m = 0; m < valid.measures().size(); ++m) {
    const Measure& measure = valid.measures()[m];
    if (measure.fastest_pace * valid.time().phases >= 1) continue;
    found.add(draft.measures[m].at, "too-slow",
              fmt::format("'{}' cannot be finished: at most {} a phase for {} phases", measure.id,
                          measure.fastest_pace, valid.time().phases),
              "raise fastest_pace or add phases, if that is not meant");
  }
}

void Doubts::parties_without_gain() {
  for (std::size_t p = 0; p < valid.parties().size(); ++p) {
    const bool gains = std::ranges::any_of(
        valid.measures(), [&](const Measure& measure) { return measure.worth_to(PartyId(p)) > 0; });
    if (!gains)
      found.add(draft.parties[p].at, "gains-nothing",
                fmt::format("party '{}' gains from no measure, so nothing can win it over",
                            valid.parties()[p].id),
                "write under 'worth' of a measure what it gains");
  }
  const auto principals = std::ranges::count(valid.parties(), Role::principal, &Party::role);
  if (principals < 2)
    found.add(draft.at, "one-principal", "the case has one principal, and an agreement needs two",
              "make a second party a principal");
}

void Doubts::never_starting() {
  const std::vector<std::string> reasons = internal::why_never(valid);
  for (std::size_t m = 0; m < reasons.size(); ++m)
    if (!reasons[m].empty())
      found.add(draft.measures[m].at, "never-starts",
                fmt::format("'{}' can never start: {}", valid.measures()[m].id, reasons[m]),
                "change what it waits for, or remove it");
}

void Doubts::mandatory_and_forbidden() {
  const Date last = valid.date_of(valid.phase_start(valid.time().phases));
  for (std::size_t k = 0; k < valid.boundaries().size(); ++k) {
    const Boundary& boundary = valid.boundaries()[k];
    if (!rules_out(boundary, valid.time().start) || !rules_out(boundary, last)) continue;
    const std::string till =
        boundary.kind == BoundaryKind::not_before
            ? fmt::format(", till {}, after the start of the last phase",
                          format_date(*boundary.date))
        : boundary.kind == BoundaryKind::not_after
            ? fmt::format(", from {} on, before the first phase", format_date(*boundary.date))
            : "";
    for (const MeasureId id : boundary.measures)
      if (valid.measure(id).mandatory)
        found.add(draft.boundaries[k].at, "mandatory-forbidden",
                  fmt::format("boundary '{}' forbids '{}', which is mandatory{}", boundary.id,
                              valid.measure(id).id, till),
                  "no plan exists while both stand: drop 'mandatory' or the boundary");
  }
}

/// A measure that `m` waits for, or `m` itself, in which `party` takes part; absent: none.
std::optional<MeasureId> own_part(const Case& valid, MeasureId m, PartyId party) {
  std::vector<MeasureId> waiting{m};
  std::set<MeasureId> seen{m};
  while (!waiting.empty()) {
    const MeasureId next = waiting.back();
    waiting.pop_back();
    if (valid.measure(next).has_actor(party)) return next;
    for (const After& after : valid.measure(next).after)
      if (seen.insert(after.measure).second) waiting.push_back(after.measure);
  }
  return std::nullopt;
}

void Doubts::accession_circles() {
  for (std::size_t p = 0; p < valid.parties().size(); ++p) {
    const Party& party = valid.parties()[p];
    for (const MeasureId m : party.accession.after) {
      const auto own = own_part(valid, m, PartyId(p));
      if (!own) continue;
      const std::string via =
          *own == m ? "" : fmt::format(" and so for '{}'", valid.measure(*own).id);
      found.add(draft.parties[p].accession->at, "accession-circle",
                fmt::format("'{}' can never accede: it waits for '{}'{}, in which it takes part",
                            party.id, valid.measure(m).id, via),
                "let it wait for what others carry out");
    }
  }
}

void Doubts::single_levels() {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t m = 0; m < valid.measures().size(); ++m)
    if (!valid.measures()[m].one_of.empty()) groups[valid.measures()[m].one_of].push_back(m);
  for (const auto& [group, members] : groups)
    if (members.size() == 1)
      found.add(place(draft.measures[members[0]].one_of, draft.measures[members[0]].at),
                "single-level",
                fmt::format("'{}' is the only measure of the group '{}'",
                            valid.measures()[members[0]].id, group),
                "give the alternatives the same one_of, or remove it");
}

void Doubts::unserved_objectives() {
  const auto any = [&](auto&& serves) { return std::ranges::any_of(valid.measures(), serves); };
  const bool security = any([](const Measure& m) { return m.risk_reduction.high > 0; });
  const bool goals = any([](const Measure& m) { return m.final_goal.high > 0; });
  for (const ObjectiveDraft& objective : draft.objectives) {
    const bool idle = (objective.name.text == "early_security" && !security) ||
                      (objective.name.text == "final_goals" && !goals);
    if (!idle || (!draft.objectives_in_order && objective.weight == 0)) continue;
    found.add(place(objective.name, draft.at), "unserved-objective",
              fmt::format("no measure serves the objective '{}'", objective.name.text),
              objective.name.text == "final_goals"
                  ? "write 'final_goal' in the measures that are final goals"
                  : "write 'risk_reduction' in the measures that reduce risk");
  }
}

/// An opening of a party whose government nothing changes.
void Doubts::idle_openings() {
  for (const CrisisDraft& crisis : draft.dynamics.crises) {
    if (!crisis.opening) continue;
    for (const Word& party : crisis.opening->parties) {
      const auto described =
          std::ranges::find(draft.dynamics.administrations, party.text,
                            [](const AdministrationDraft& one) { return one.id.text; });
      if (described != draft.dynamics.administrations.end()) continue;
      found.add(place(party, crisis.at), "idle-opening",
                fmt::format("crisis '{}' opens when '{}' has a new government, and no "
                            "administration of it is described",
                            crisis.id.text, party.text),
                "describe it under 'administrations', or remove the party here");
    }
  }
}

}  // namespace

std::vector<Diagnostic> warnings(const CaseDraft& draft, const Case& valid) {
  Doubts doubts{draft, valid};
  doubts.unused_provenance();
  doubts.worth_without_range();
  doubts.unvalued_measures();
  doubts.unverified_risk();
  doubts.shares_of_wholes();
  doubts.slow_tranches();
  doubts.parties_without_gain();
  doubts.never_starting();
  doubts.mandatory_and_forbidden();
  doubts.accession_circles();
  doubts.single_levels();
  doubts.unserved_objectives();
  doubts.idle_openings();
  return std::move(doubts.found).in_file_order();
}

}  // namespace tandem::model
