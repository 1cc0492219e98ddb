#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/model/internal/builder.h"
#include "tandem/model/rules.h"
#include "tandem/model/vocabulary.h"

/// Everything of a case around its measures: time, provenance, parties, tracks, alternatives.
namespace tandem::model::internal {
namespace {

const SourceLoc& either(const SourceLoc& exact, const SourceLoc& around) {
  return exact.line > 0 ? exact : around;
}

struct WholeNumber {
  int value;
  const SourceLoc& at;
  std::string_view what;
  int low;
  int high;
};

/// Says so where `n` is out of range, and whether it is not.
bool check_whole(Builder& b, const WholeNumber& n) {
  if (n.value >= n.low && n.value <= n.high) return true;
  b.found.add(either(n.at, b.draft.at), "out-of-range",
              fmt::format("{} is {}; it must be from {} to {}", n.what, n.value, n.low, n.high),
              fmt::format("write a whole number from {} to {}", n.low, n.high));
  return false;
}

void check_horizon(Builder& b) {
  const CaseDraft& draft = b.draft;
  if (!draft.horizon_months) return;
  const bool sound =
      check_whole(b, {*draft.horizon_months, draft.time_at.horizon, "horizon", 1, kMonthsLimit});
  if (!sound || !b.sound_grid) return;
  const long grid = static_cast<long>(draft.phases) * draft.months_per_phase;
  if (*draft.horizon_months >= grid) return;
  b.found.add(either(draft.time_at.horizon, draft.at), "horizon-too-short",
              fmt::format("the horizon of {} months ends before the last phase, at month {}",
                          *draft.horizon_months, grid),
              fmt::format("write {} or more, fewer phases, or forever", grid));
}

void check_endless(Builder& b, const PartyDraft& party) {
  if (b.draft.horizon_months) return;
  if (party.discount.high * (1 - b.draft.hazard.low) < 1) return;
  if (party.discount.high > 1 || b.draft.hazard.low < 0) return;  // mistakes of their own
  b.found.add(party.discount.at.line > 0 ? party.discount.at : party.at, "endless-horizon",
              fmt::format("party '{}' discounts by {} a year and the horizon is forever, so what "
                          "it gains has no finite value",
                          party.id.text, party.discount.high),
              "write a discount below 1, a hazard above 0, or a horizon in months");
}

/// The two futures of a phase are compared in values of that time, which must not all be 0.
void check_vanishing(Builder& b, const PartyDraft& party) {
  constexpr double kLeast = 1e-100;
  const double years = b.draft.phases * b.draft.months_per_phase / 12.0;
  const double yearly = party.discount.low * (1 - b.draft.hazard.high);
  if (!b.sound_grid || yearly <= 0 || std::pow(yearly, years) >= kLeast) return;
  b.found.add(party.discount.at.line > 0 ? party.discount.at : party.at, "vanishing-discount",
              fmt::format("party '{}' discounts by {} a year, so that nothing is worth anything to "
                          "it by the last phase",
                          party.id.text, party.discount.low),
              "write a larger discount, a smaller hazard, or fewer or shorter phases");
}

Accession accession_of(Builder& b, const PartyDraft& party, const AccessionDraft& draft) {
  const SourceLoc& at = either(draft.at, party.at);
  const std::string user = fmt::format("accession of '{}'", party.id.text);
  const int phases = b.draft.phases;
  Accession made{draft.earliest, draft.latest == 0 ? phases : draft.latest, draft.never, {}, {}};
  if (b.sound_grid && !made.never &&
      (made.earliest < 1 || made.earliest > made.latest || made.latest > phases))
    b.found.add(at, "accession-window",
                fmt::format("{} runs from phase {} to phase {}; the case has phases 1 to {}", user,
                            made.earliest, made.latest, phases),
                fmt::format("write 1 <= earliest <= latest <= {}, or never", phases));
  made.after = b.measure_list(draft.after, user, at);
  for (const Word& word : draft.with) {
    const auto index = b.parties.resolve(word, user, at, b.found);
    if (!index) continue;
    if (b.draft.parties[*index].role.text != "partner" || word.text == party.id.text)
      b.found.add(place(word, at), "accession-with",
                  fmt::format("{} waits for '{}', which is not another partner", user, word.text),
                  "name partners other than itself; principals are in from the start");
    else
      made.with.emplace_back(*index);
  }
  return made;
}

Accession accession(Builder& b, const PartyDraft& party, Role role) {
  if (role == Role::principal) {
    if (party.accession)
      b.found.add(either(party.accession->at, party.at), "principal-accession",
                  fmt::format("principal '{}' has an accession", party.id.text),
                  "principals are in from the start: remove it, or make it a partner");
    return {};
  }
  return accession_of(b, party, party.accession.value_or(AccessionDraft{}));
}

Party party_of(Builder& b, const PartyDraft& draft) {
  const auto what = [&](std::string_view number) {
    return fmt::format("{} of party '{}'", number, draft.id.text);
  };
  Party made;
  made.id = draft.id.text;
  made.name = draft.name.empty() ? made.id : draft.name.text;
  made.role = b.choice(draft.role, what("role"), kRoles, draft.at,
                       draft.accession ? Role::partner : Role::principal);
  made.discount = b.quantity(draft.discount, kShareAboveZero, what("discount"), draft.at);
  made.reserve = b.quantity(draft.reserve, kAnything, what("reserve"), draft.at);
  made.breakdown_per_year =
      b.quantity(draft.breakdown_per_year, kAnything, what("breakdown per year"), draft.at);
  made.breakdown_once =
      b.quantity(draft.breakdown_once, kAnything, what("breakdown once"), draft.at);
  made.capacity = b.quantity(draft.capacity, kNotNegative, what("capacity"), draft.at);
  made.accession = accession(b, draft, made.role);
  check_endless(b, draft);
  check_vanishing(b, draft);
  return made;
}

std::vector<Boundary> insisted_on(Builder& b, const AlternativeDraft& draft) {
  std::vector<Boundary> made;
  for (const BoundaryDraft& boundary : draft.boundaries) {
    b.boundaries.declare(boundary.id, boundary.at, b.found);
    made.push_back(boundary_of(b, boundary));
  }
  return made;
}

/// Positions of boundaries of the case.
std::vector<std::size_t> given_up(Builder& b, const AlternativeDraft& draft) {
  const std::string user = fmt::format("alternative '{}'", draft.id.text);
  std::vector<std::size_t> made;
  for (const Word& word : draft.gives_up) {
    const auto index = b.boundaries.resolve(word, user, b.draft.at, b.found);
    if (!index) continue;
    if (*index >= b.draft.boundaries.size())
      b.found.add(place(word, b.draft.at), "policy-boundary",
                  fmt::format("{} gives up '{}', which is a boundary of a policy", user, word.text),
                  "name a boundary of the case; what a policy does not insist on, leave out");
    else if (std::ranges::count(made, *index) > 0)
      b.found.add(place(word, b.draft.at), "named-twice",
                  fmt::format("{} gives up '{}' twice", user, word.text), "remove one");
    else
      made.push_back(*index);
  }
  return made;
}

}  // namespace

void declare_names(Builder& b) {
  const CaseDraft& draft = b.draft;
  for (const auto& entry : draft.provenances) b.provenances.declare(entry.id, draft.at, b.found);
  for (const auto& entry : draft.parties) b.parties.declare(entry.id, entry.at, b.found);
  for (const auto& entry : draft.tracks) b.tracks.declare(entry.id, draft.at, b.found);
  for (const auto& entry : draft.measures) b.measures.declare(entry.id, entry.at, b.found);
}

void build_time(Builder& b) {
  const CaseDraft& draft = b.draft;
  const TimePlaces& at = draft.time_at;
  Time& time = b.made.time;
  time.start = b.date(draft.start, "start", draft.at).value_or(Date{});
  const bool phases = check_whole(b, {draft.phases, at.phases, "phases", 1, kMostPhases});
  const bool months =
      check_whole(b, {draft.months_per_phase, at.months_per_phase, "months_per_phase", 1, 120});
  b.sound_grid = phases && months;
  check_horizon(b);
  time.phases = draft.phases;
  time.months_per_phase = draft.months_per_phase;
  time.horizon = draft.horizon_months;
  time.response_months = draft.response_months.value_or(draft.months_per_phase);
  if (draft.response_months)
    (void)check_whole(
        b, {*draft.response_months, at.response_months, "response_months", 0, kMonthsLimit});
  time.deviation =
      b.choice(draft.deviation, "deviation", kDeviations, draft.at, Deviation::withhold);
  time.moves = b.choice(draft.moves, "moves", kMoves, draft.at, Moves::simultaneous);
  time.hazard = b.quantity(draft.hazard, kShareBelowOne, "hazard", draft.at);
  b.made.distribution =
      b.choice(draft.distribution, "distribution", kDistributions, draft.at, Distribution::pert);
}

void build_provenances(Builder& b) {
  for (const ProvenanceDraft& draft : b.draft.provenances) {
    const std::string what =
        fmt::format("as_of of {} '{}'", draft.judgement ? "judgement" : "source", draft.id.text);
    const auto as_of = b.date(draft.as_of, what, place(draft.id, b.draft.at));
    b.made.provenances.push_back({draft.id.text, draft.judgement, draft.title.text, draft.by.text,
                                  as_of, draft.url.text, draft.note.text});
  }
}

void build_parties(Builder& b) {
  bool principal = false;
  for (const PartyDraft& draft : b.draft.parties) {
    b.made.parties.push_back(party_of(b, draft));
    principal = principal || b.made.parties.back().role == Role::principal;
  }
  if (!principal)
    b.found.add(b.draft.at, "no-principal", "the case has no principal",
                "declare under 'parties' who is at the table from the first month");
}

void build_tracks(Builder& b) {
  for (const TrackDraft& draft : b.draft.tracks)
    b.made.tracks.push_back(
        {draft.id.text, draft.title.empty() ? draft.id.text : draft.title.text});
}

void build_alternatives(Builder& b) {
  Names names("alternative", "alternatives");
  for (const AlternativeDraft& draft : b.draft.alternatives) {
    names.declare(draft.id, b.draft.at, b.found);
    const std::string& file = draft.roadmap.text;
    const bool outside = file.starts_with('/') || file.find("..") != std::string::npos ||
                         file.find('\\') != std::string::npos;
    if (outside)
      b.found.add(place(draft.roadmap, b.draft.at), "roadmap-outside",
                  fmt::format("alternative '{}' has its roadmap '{}' outside the case's folder",
                              draft.id.text, file),
                  "write a path inside it, such as roadmaps/name.yaml");
    const std::string& title = draft.title.empty() ? draft.id.text : draft.title.text;
    b.made.alternatives.push_back(
        {draft.id.text, title, file, draft.note.text, insisted_on(b, draft), given_up(b, draft)});
  }
}

}  // namespace tandem::model::internal
