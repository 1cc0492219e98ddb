#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tandem/model/roadmap.h"

/// Short ways to write a case or a roadmap in a test. Mistakes in them end the program: they are
/// mistakes of the test.
namespace tandem::test {

/// Says what is wrong and ends the program.
[[noreturn]] void give_up(const Error& error);

template <class T>
[[nodiscard]] T must(Result<T> result) {
  if (!result) give_up(result.error());
  return std::move(*result);
}

using Points = std::vector<model::WorthDraft>;

/// A case with one track "all", one judgement and no party or measure yet; forever if `horizon` is
/// absent.
[[nodiscard]] model::CaseDraft blank_case(int phases, int months_per_phase,
                                          std::optional<int> horizon = std::nullopt);

[[nodiscard]] model::PartyDraft principal(const std::string& id, double annual_discount);

/// A whole measure of no duration that can never be taken back.
[[nodiscard]] model::MeasureDraft step(const std::string& id, std::vector<model::Word> actors,
                                       Points worth);

[[nodiscard]] model::Case must_case(const model::CaseDraft& draft);

/// One tranche: measure, phase (from 1), share.
struct Tranche {
  std::string measure;
  int phase = 1;
  double share = 1;
};

/// All partners accede in phase 1.
[[nodiscard]] model::Roadmap must_roadmap(const model::Case& of,
                                          const std::vector<Tranche>& tranches);
[[nodiscard]] model::Roadmap must_roadmap(const model::Case& of, const model::RoadmapDraft& draft);

[[nodiscard]] PartyId party(const model::Case& of, const std::string& id);
[[nodiscard]] MeasureId measure(const model::Case& of, const std::string& id);

}  // namespace tandem::test
