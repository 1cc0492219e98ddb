#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/csv.h"
#include "tandem/base/findings.h"
#include "tandem/casefile/obligations_table.h"

/// Which column of a foreign table means what.
namespace tandem::casefile::internal {

/// What a column can mean, in the order of kMeanings.
enum class Meaning {
  agreement,
  id,
  phase,
  article,
  actors,
  counterparts,
  title,
  text,
  kind,
  quantity,
  unit,
  legal_form,
  trigger,
  trigger_type,
  computed_date,
  condition,
  waits_for,
  exchanged_for,
  group,
  verification,
  operated_by,
  tolerance,
  cure,
  decided_by,
  financing,
  takes,
  tlp,
  compartment,
  off_text,
  started,
  done,
  verified,
  outcome,
  provenance,
  source_titles,
  source_urls,
  note,
};
inline constexpr std::size_t kMeanings = static_cast<std::size_t>(Meaning::note) + 1;

/// The word for it, which `--map` takes: "trigger", "verification:means".
[[nodiscard]] std::string_view word_for(Meaning meaning);

/// The columns of a table by their meanings.
struct Columns {
  std::array<std::optional<std::size_t>, kMeanings> of{};
  std::vector<std::string> names{};             ///< shape [columns]
  std::vector<std::optional<Meaning>> means{};  ///< shape [columns]
  std::vector<bool> asked{};                    ///< shape [columns]: by the user

  [[nodiscard]] std::optional<std::size_t> column(Meaning meaning) const {
    return of[static_cast<std::size_t>(meaning)];
  }
};

/// Each meaning goes to one column at most: what the user asked for, else the best known name.
[[nodiscard]] Columns columns_of(const std::vector<CsvCell>& header,
                                 std::span<const ColumnChoice> choices, Findings& found);

}  // namespace tandem::casefile::internal
