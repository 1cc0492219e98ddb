#include "tandem/model/internal/defaults.h"

#include <array>
#include <utility>

#include "tandem/model/vocabulary.h"

namespace tandem::model::internal {
namespace {

// UCDP Peace Agreement Dataset 22.1, Kaplan-Meier over 373 agreements: 0.687 stand after 60 months,
// a mean hazard of -ln(0.687) / 60 a month.
constexpr double kGeneralBreakdowns = 0.006257;
// The fifteen agreements on Korea of 1991-2018: 15 breakdowns in 512 months.
constexpr double kKoreanBreakdowns = 15.0 / 512;
constexpr double kGeneralWeight = 4;  // events that the general rate counts for

/// Share of accord provisions not fully implemented by year 5, over that of all 724 (0.534).
/// Source: Peace Accords Matrix, Joshi, Quinn and Regan 2015.
constexpr std::array<std::pair<std::string_view, double>, 9> kSlowness{{{"verification", 0.42},
                                                                        {"political", 0.91},
                                                                        {"peace", 0.91},
                                                                        {"security", 1.08},
                                                                        {"military", 1.08},
                                                                        {"denuclearization", 1.08},
                                                                        {"humanitarian", 1.21},
                                                                        {"economic", 1.29},
                                                                        {"economy", 1.29}}};

}  // namespace

const Assumed& assumed_breakdowns() {
  static const Assumed kAssumed{
      {kGeneralBreakdowns, shrunk_rate(kGeneralBreakdowns, kGeneralWeight, 15, 512),
       kKoreanBreakdowns},
      false,
      "UCDP Peace Agreements 22.1 (0.687 of 373 agreements stand after 60 "
      "months) and the agreements on Korea 1991-2018 (15 breakdowns in 512 months), shrunk towards "
      "the former by the weight of 4 events"};
  return kAssumed;
}

const Assumed& assumed_lateness() {
  static const Assumed kAssumed{
      {0.3, 0.6, 0.75},
      false,
      "a mean delay of 1.5 (0.4 to 3) months: the dated steps of the Six-Party texts of 2007 came "
      "3 "
      "to 6 months late, the milestones of the JCPOA on the day; by track after the Peace Accords "
      "Matrix (not fully implemented by year 5)"};
  return kAssumed;
}

double lateness_of_track(std::string_view track) {
  for (const auto& [name, factor] : kSlowness)
    if (name == track) return factor;
  return 1;
}

const Assumed& assumed_noise() {
  static const Assumed kAssumed{
      {0.5, 2, 5}, true, "how far, in points of 100, a choice may miss a party's own interest"};
  return kAssumed;
}

const Assumed& assumed_distrustful() {
  static const Assumed kAssumed{
      {0.2, 0.35, 0.5}, true, "disputes settled between parties that do not trust each other"};
  return kAssumed;
}

const Assumed& assumed_trusting() {
  static const Assumed kAssumed{
      {0.6, 0.75, 0.9}, true, "disputes settled between parties that trust each other"};
  return kAssumed;
}

const Assumed& assumed_alarms() {
  static const Assumed kAssumed{
      {0.9, 0.97, 0.995}, true, "a second look clears up nearly every false alarm"};
  return kAssumed;
}

const Assumed& assumed_resume() {
  static const Assumed kAssumed{
      {0.03, 0.072, 0.1},
      false,
      "of the agreements on Korea 1991-2018 that broke down 11 of 15 resumed, 8 of them within "
      "13.3 "
      "months; in interstate processes of PA-X the next agreement follows after 9.6 months at the "
      "median"};
  return kAssumed;
}

const Assumed& assumed_collapse() {
  static const Assumed kAssumed{{0.01, 0.026, 0.05},
                                false,
                                "of the agreements on Korea 1991-2018 that broke down 4 of 15 did "
                                "not resume: with the chance "
                                "of resuming, the pair that fits both counts"};
  return kAssumed;
}

const Assumed& assumed_belief_weight() {
  static const Assumed kAssumed{
      {2, 4, 10}, true, "cases of experience that a belief is worth at the start"};
  return kAssumed;
}

const Assumed& assumed_kept() {
  static const Assumed kAssumed{
      {0.5, 1, 1}, true, "the heaviest phase carried out counts as one case, a lighter one less"};
  return kAssumed;
}

const Assumed& assumed_broken() {
  static const Assumed kAssumed{{2, 4, 8}, true, "a violation counts as four cases"};
  return kAssumed;
}

const Assumed& assumed_undoing(std::size_t legal_form) {
  // In the order of kLegalForms: executive, waiver, regulation, law, treaty, resolution.
  static const std::array<Assumed, kLegalForms.size()> kAssumed{
      {{{0.05, 0.15, 0.4}, true, "a new government undoes what one signature made"},
       {{0.1, 0.2, 0.4}, true, "a waiver lapses unless it is renewed"},
       {{0.02, 0.08, 0.2}, true, "undoing a regulation takes a procedure"},
       {{0.005, 0.02, 0.06}, true, "undoing a law takes a parliament"},
       {{0.01, 0.03, 0.08}, true, "treaties are rarely denounced"},
       {{0, 0.01, 0.03}, true, "undoing a resolution takes the Council"}}};
  return kAssumed[legal_form];
}

}  // namespace tandem::model::internal
