#include "tests/interop/sample.h"

#include <gtest/gtest.h>

namespace tandem::test {

std::string two_bridges_text() {
  return R"(tandem: 1
agreement: two-bridges
title: Reopening of the two bridges
signed: 2026-03-01
actors:
  north: {name: The North}
  south: {name: The South}
  observers: {name: Joint observer mission, role: body}
sources:
  S-TEXT: {title: "Text of the agreement, read", url: "https://example.org/text", as_of: 2026-03-01}
  S-SECRET: {title: The sealed letter, as_of: 2026-03-01}
events:
  T0: {title: Entry into force, date: 2026-03-01}
  HEARING: {title: The closed hearing, date: 2026-06-01}
obligations:
  A1:
    title: Withdraw the guns from the east bank
    phase: First step
    actors: [north]
    counterparts: [south]
    quantity: 1200
    unit: guns
    trigger: start at T0, done by T0 + 60d
    for: [B1]
    group: first-step
    verification: {means: photographs from the air, operator: observers, fallback: visits on the ground, disclosure: both parties}
    source: [S-TEXT]
  B1:
    title: Lift the quota on grain
    phase: First step
    actors: [south]
    counterparts: [north]
    kind: benefit
    legal_form: regulation
    trigger: upon verified(A1)
    for: [A1, X1]
    group: first-step
    source: [S-TEXT]
  M1:
    title: "Bridge Day: both bridges open"
    phase: Second step
    kind: milestone
    actors: [north, south]
    trigger: at B1 + 30d
    visibility: {tlp: green}
  R1:
    title: Meetings of the bridge commission
    phase: Second step
    actors: [north, south]
    trigger: every 1 month from 2026-01-31 until 2026-04-30
  U1:
    title: Name a commissioner
    phase: Second step
    actors: [south]
    trigger: promptly after M1
    visibility: {tlp: amber}
  K1:
    title: No guns within ten kilometres of a bridge
    phase: Second step
    kind: rule
    actors: [north, south]
    trigger: standing
  X1:
    title: Release the ferryman
    phase: Second step
    actors: [north]
    counterparts: [south]
    trigger: by HEARING + 10d
    waits_for: [started(A1)]
    off_text: true
    visibility: {tlp: red, compartment: ferry}
    source: [S-SECRET]
  Y1:
    title: Hand over the maps
    phase: Second step
    actors: [north]
    trigger: upon X1
    waits_for: [A1]
)";
}

model::ObligationId Bridges::id(std::string_view name) const {
  return file.valid.find_obligation(name).value();
}

std::string secret_guarantee_text() {
  return R"(tandem: 1
agreement: guarantee
title: The guarantee
actors:
  north: {name: The North}
  south: {name: The South}
  third: {name: Thirdland}
  guarantors: {name: The Guarantors, members: [south, third]}
obligations:
  A1: {title: Withdraw the guns, actors: [north], counterparts: [south], trigger: by 2026-05-01}
  X1: {title: Pay the bill, actors: [guarantors], trigger: by 2026-02-01, visibility: {tlp: red}}
)";
}

Bridges bridges_of(const std::string& text) {
  auto loaded = casefile::load_agreement_text(text, "two-bridges.yaml");
  if (!loaded)
    for (const Diagnostic& d : loaded.error().details)
      ADD_FAILURE() << d.at.line << ":" << d.at.column << ": " << d.message;
  model::Timetable dates = model::timetable(loaded->valid);
  return {*std::move(loaded), std::move(dates)};
}

Bridges two_bridges_and(const std::string& lines) { return bridges_of(two_bridges_text() + lines); }

Bridges two_bridges() { return two_bridges_and(""); }

}  // namespace tandem::test
