#include "apps/cli/template.h"

#include <array>
#include <utility>

namespace tandem::cli {
namespace {

constexpr std::string_view kCase = R"(tandem: 1
case: ${id}
title: A border between two neighbours
summary: >
  North and south have armed against each other along a closed border. Each could give the other
  something; neither wants to go first. Replace everything here by your own case.

time:
  start: ${start}
  phases: 4
  months_per_phase: 6
  horizon: 120

judgements:
  J-FIRST:
    about: every number of this first draft
    by: the author of the case
    as_of: ${today}
    note: Placeholders. Argue each number in NOTES.md and give it a judgement or a source of its own.

parties:
  north:
    name: The north
    role: principal
    discount: 0.9
    breakdown: {per_year: -1}
    provenance: J-FIRST
  south:
    name: The south
    role: principal
    discount: 0.9
    breakdown: {per_year: -1}
    provenance: J-FIRST

tracks:
  security: {title: Security}
  economic: {title: Economic}

measures:
  hotline:
    title: Open a military hotline
    actors: [north, south]
    track: security
    duration: 1
    worth: {north: 3..5..8, south: 3..5..8}
    reversibility: 0.9
    restore_months: 1
    provenance: J-FIRST
  withdraw-guns:
    title: Withdraw heavy guns from the border
    actors: [north]
    track: security
    duration: 6
    divisible: true
    smallest_tranche: 0.25
    worth: {north: -30..-20..-12, south: 30..45..60}
    reversibility: 0.8
    restore_months: 6
    risk_reduction: 10
    final_goal: 2
    verification:
      means: joint inspection of the gun parks
      operator: a neutral commission
      fallback: commercial satellite images
      detection: 0.5
      false_alarm: 0.01
    provenance: J-FIRST
  suspend-exercises:
    title: Suspend large exercises near the border
    actors: [south]
    track: security
    duration: 1
    worth: {north: 10..15..22, south: -8..-5..-3}
    reversibility: 0.9
    restore_months: 3
    risk_reduction: 3
    verification: {means: announced and observed, operator: the north, detection: 0.9, false_alarm: 0}
    provenance: J-FIRST
  lift-embargo:
    title: Lift the trade embargo
    actors: [south]
    track: economic
    duration: 3
    divisible: true
    smallest_tranche: 0.25
    worth: {north: 30..50..70, south: -14..-8..-4}
    reversibility: 0.8
    restore_months: 6
    final_goal: 1
    provenance: J-FIRST
  reopen-railway:
    title: Reopen the railway across the border
    actors: [north, south]
    track: economic
    duration: 9
    worth: {north: 8..15..24, south: 20..30..45}
    reversibility: 0.5
    restore_months: 3
    final_goal: 1
    after: [hotline]
    provenance: J-FIRST

boundaries:
  south-no-trade-first:
    holder: south
    statement: No trade before the first guns have left.
    only_after: {measures: [reopen-railway], until: [{measure: withdraw-guns, share: 0.25}]}
    cost: 3..5..10
    provenance: J-FIRST

principles:
  provenance: J-FIRST
  self_enforcing: {min_margin: 0}

objectives:
  weights: {early_security: 0.4, fairness: 0.2, self_enforcement: 0.1, final_goals: 0.3}

alternatives:
  no-agreement: {title: Things go on as they are}
)";

constexpr std::string_view kNotes = R"(# ${id}

Written on ${today}. What the numbers of case.yaml rest on.

* Sources: what each is, its licence, what was taken from it.
* Judgements: whose each is, of when, why it is so and not otherwise, what would change it.
* What is left out, and why.
)";

std::string filled(std::string_view text, const TemplateValues& values) {
  const std::array<std::pair<std::string_view, std::string_view>, 3> marks = {
      {{"${id}", values.id}, {"${start}", values.start}, {"${today}", values.today}}};
  std::string made(text);
  for (const auto& [mark, value] : marks)
    for (std::size_t at = made.find(mark); at != std::string::npos; at = made.find(mark, at))
      made.replace(at, mark.size(), value);
  return made;
}

}  // namespace

std::string case_template(const TemplateValues& values) { return filled(kCase, values); }

std::string notes_template(const TemplateValues& values) { return filled(kNotes, values); }

}  // namespace tandem::cli
