#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tandem/base/id.h"
#include "tandem/base/result.h"
#include "tandem/model/case.h"

namespace tandem::model {

/// One tranche of one measure.
struct Increment {
  MeasureId measure;
  int start_month = 0;  ///< from the case's start
  double share = 1;     ///< (0, 1]
};

/// Who does what when. Increments in order of start month, then measure; at most one tranche of a
/// measure a month; the shares of a measure sum to at most 1, and to 0 or 1 where it is whole.
struct Roadmap {
  std::string name;
  std::string title;
  std::vector<Increment> increments;
  std::vector<std::optional<int>> accession;  ///< phase, shape [parties]; principals have 1
};

struct IncrementDraft {
  Word measure;
  int phase = 0;             ///< from 1; 0 where `month` is given
  std::optional<int> month;  ///< start month, off the phase grid
  Number share = 1.0;
};

struct RoadmapDraft {
  Word name;
  Word title;
  Word case_id;
  struct AccessionEntry {
    Word party;
    int phase = 0;
  };
  std::vector<AccessionEntry> accession;
  std::vector<IncrementDraft> increments;
  SourceLoc at = {};
};

/// A Roadmap if its names and shares fit the case; otherwise every mistake. Whether it respects
/// the case's structure and boundaries is for assess to say.
[[nodiscard]] Result<Roadmap> roadmap_from(const Case& of, const RoadmapDraft& draft);

/// The roadmap in which nothing is agreed and no partner accedes.
[[nodiscard]] Roadmap no_agreement(const Case& of);

/// Puts increments in order and merges tranches of one measure in one month.
void canonicalise(Roadmap& roadmap);

/// What of the roadmap begins before the first month of `phase`: its increments and accessions.
[[nodiscard]] Roadmap before(const Case& of, Roadmap roadmap, int phase);

/// Share of `measure` started before month `month`.
[[nodiscard]] double started_before(const Roadmap& roadmap, MeasureId measure, int month);

}  // namespace tandem::model
