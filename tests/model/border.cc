#include "tests/model/border.h"

namespace tandem::test {

using namespace model;

CaseDraft border_draft() {
  CaseDraft draft;
  draft.id = "border";
  draft.title = "A border between two neighbours";
  draft.phases = 4;
  draft.months_per_phase = 6;
  draft.horizon_months = 120;
  draft.parties = {{.id = "north", .discount = 0.9},
                   {.id = "south", .discount = 0.9},
                   {.id = "league",
                    .role = "partner",
                    .discount = 0.95,
                    .accession = AccessionDraft{.earliest = 2}}};
  draft.tracks = {{"security", "Security"}, {"economic", "Economic"}};
  draft.measures = {{.id = "withdraw-guns",
                     .actors = {"north"},
                     .track = "security",
                     .duration = 6,
                     .divisible = true,
                     .worth = {{"north", {-30, -20, -12}}, {"south", {30, 45, 60}}}},
                    {.id = "lift-embargo",
                     .actors = {"south"},
                     .track = "economic",
                     .duration = 3,
                     .worth = {{"north", {30, 50, 70}}, {"south", {-14, -8, -4}}},
                     .after = {{"monitors", {}}}},
                    {.id = "monitors",
                     .actors = {"league"},
                     .track = "security",
                     .duration = 1.5,
                     .worth = {{"north", {1, 2, 3}}, {"league", {1, 2, 3}}}}};
  return draft;
}

std::vector<std::string> rules_broken(const CaseDraft& draft) {
  std::vector<std::string> rules;
  if (const auto made = Case::from(draft); !made)
    for (const Diagnostic& d : made.error().details) rules.push_back(d.rule);
  return rules;
}

}  // namespace tandem::test
