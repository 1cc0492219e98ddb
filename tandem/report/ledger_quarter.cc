#include "tandem/report/ledger_quarter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <chrono>

#include "tandem/interop/words.h"
#include "tandem/report/internal/quarter_parts.h"

namespace tandem::report {
namespace {

constexpr unsigned kMonthsOfQuarter = 3;

void add_numbers(std::vector<std::uint64_t>& to, const ledger::State& state) {
  for (const ledger::ObligationState& one : state.obligations) {
    to.insert(to.end(), one.entries.begin(), one.entries.end());
    to.push_back(one.removed_by);
  }
  for (const ledger::DisputeState& one : state.disputes) {
    to.push_back(one.to);
    for (const ledger::DisputeStepState& step : one.steps) to.push_back(step.seq);
  }
  for (const ledger::VersionState& one : state.versions) {
    to.push_back(one.seq);
    for (const ledger::Consent& given : one.consents) to.push_back(given.seq);
    if (one.refused) to.push_back(one.refused->seq);
  }
  for (const ledger::PartyState& one : state.parties) to.push_back(one.seq);
}

std::string period_words(const Period& period) {
  return fmt::format("{} to {}", format_date_long(period.from), format_date_long(period.on));
}

/// Of days that were still to come when it was known.
std::string unknown_days(const LedgerQuarter& of) {
  const Date known{std::chrono::floor<std::chrono::days>(of.end.view.known)};
  if (of.period.on <= known) return {};
  return fmt::format(
      " The days after {} were still to come then: what happened on them is not in it.",
      format_date_long(known));
}

interop::Document fronted(const LedgerQuarter& of) {
  const model::AgreementData& data = of.end.agreement->data();
  interop::Document made;
  made.id = of.end.ledger;
  made.title = "Implementation: " + (data.title.empty() ? data.id : data.title);
  made.subtitle = fmt::format("{}, as known on {}.{}", period_words(of.period),
                              ledger::format_second(of.end.view.known), unknown_days(of));
  made.marking = interop::tlp_words(of.marking);
  made.origin = fmt::format(
      "Prepared from the first {} entries of the ledger {}. Whoever has the ledger can hold it to "
      "their head: tandem ledger verify LEDGER --receipt {}",
      of.head.seq, of.end.ledger, ledger::receipt(of.head));
  made.date = of.period.on;
  return made;
}

}  // namespace

Period quarter_until(Date day) {
  const unsigned month = static_cast<unsigned>(day.month());
  const unsigned first = month - (month - 1) % kMonthsOfQuarter;
  return {Date{day.year(), std::chrono::month{first}, std::chrono::day{1}}, day};
}

std::vector<std::uint64_t> entries_named(const ledger::State& begin, const ledger::State& end) {
  std::vector<std::uint64_t> all;
  add_numbers(all, begin);
  add_numbers(all, end);
  std::ranges::sort(all);
  const auto twice = std::ranges::unique(all);
  all.erase(twice.begin(), twice.end());
  if (!all.empty() && all.front() == 0) all.erase(all.begin());
  return all;
}

interop::Document ledger_quarter(const LedgerQuarter& of) {
  assert(of.end.agreement != nullptr && of.period.from <= of.period.on);
  interop::Document made = fronted(of);
  QuarterParts parts(of);
  using Part = void (QuarterParts::*)(QuarterParts::Blocks&);
  for (const Part part :
       {&QuarterParts::summary, &QuarterParts::due, &QuarterParts::back_steps, &QuarterParts::late,
        &QuarterParts::findings, &QuarterParts::rebaselined, &QuarterParts::incidents,
        &QuarterParts::disputes, &QuarterParts::amendments, &QuarterParts::parties,
        &QuarterParts::learned_late, &QuarterParts::due_next, &QuarterParts::attention})
    (parts.*part)(made.body);
  parts.status(made.annex);
  parts.entries(made.annex);
  parts.sources(made.annex);
  return made;
}

}  // namespace tandem::report
