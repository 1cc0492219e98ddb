#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tandem/assess/assessment.h"
#include "tests/support/drafts.h"

/// A case small enough to work by hand, and what assess says of a roadmap of it.
namespace tandem::test {

/// North and South, three phases of a year from January 2027, a horizon of ten years, nobody
/// discounts. North can give up guns (-30, South +60) and mines (-20, South +40), South can open
/// a road (-30, North +60) and a market (-20, North +40); all of it at once and for good. Scales
/// are 1, and a step of phase 1, 2, 3 brings 1, .9, .8 of its worth. Tracks: "arms" and "trade".
[[nodiscard]] model::CaseDraft neighbours();

/// The same with Coast, a partner that may accede in any phase and builds a line (-10, North +25,
/// by which North's points shrink to 4/5; Coast gains 100 by the guns).
[[nodiscard]] model::CaseDraft neighbours_and_coast();

[[nodiscard]] model::MeasureDraft& measure_of(model::CaseDraft& draft, std::string_view id);
[[nodiscard]] model::VerificationDraft seen_with(double detection);

/// A tranche of a measure that starts in month `month`.
struct Start {
  std::string measure;
  int month = 0;
  double share = 1;
};
[[nodiscard]] model::Roadmap starting(const model::Case& of, const std::vector<Start>& starts);

/// A roadmap of a case, assessed.
struct Judged {
  Judged(const model::Case& of, const model::Roadmap& roadmap,
         std::vector<std::optional<double>> ideal = {});
  Judged(const model::CaseDraft& draft, const std::vector<Tranche>& tranches,
         std::vector<std::optional<double>> ideal = {});

  [[nodiscard]] const assess::Principle& principle(std::string_view id) const;
  /// Finding `k` of a principle; the first is the principle's own number.
  [[nodiscard]] const assess::Finding& finding(std::string_view id, std::size_t k = 0) const;

  assess::Assessment result;
};

/// What a finding must say. A threshold of nothing: the case demands nothing.
struct Expected {
  std::optional<double> value;
  std::optional<double> threshold;
  assess::Verdict verdict = assess::Verdict::measured;
  std::string reason;  ///< all of it
};
void expect(const assess::Finding& found, const Expected& expected);

}  // namespace tandem::test
