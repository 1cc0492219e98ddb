#pragma once

#include "tandem/base/random.h"
#include "tandem/model/roadmap.h"

/// Cases and roadmaps for properties that must hold whatever the numbers are.
namespace tandem::test {

/// What may occur in a random case.
struct CaseShape {
  std::size_t most_parties = 5;
  std::size_t most_measures = 12;
  int most_phases = 5;
  bool partners = true;
  bool structure = false;  ///< after, one_of and mandatory
  bool forever = true;     ///< an endless horizon is possible
};

/// A case that holds all rules. 2 or more parties, 2 or more measures.
[[nodiscard]] model::CaseDraft random_case_draft(Rng& rng, const CaseShape& shape = {});
[[nodiscard]] model::Case random_case(Rng& rng, const CaseShape& shape = {});

enum class Grid { on, off };

/// A roadmap whose shares fit the case; it may break the case's structure. Off the grid, start
/// months and tranches are anywhere within the phases.
[[nodiscard]] model::Roadmap random_roadmap(Rng& rng, const model::Case& of, Grid grid);

}  // namespace tandem::test
