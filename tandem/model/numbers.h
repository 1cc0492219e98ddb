#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tandem/base/random.h"
#include "tandem/model/case.h"
#include "tandem/model/draft.h"

namespace tandem::model {

/// Calls `visit` with every number of the world that the draft holds and the user wrote: each has a
/// place or a provenance. Defaults and the grid of the calculation are left out. In file order
/// within a section. `name` is its path in the case file: "measures.freeze.worth.north".
void for_each_number(const CaseDraft& draft,
                     const std::function<void(const std::string& name, const Number&)>& visit);

/// The number of that name, as for_each_number has it; null where there is none.
[[nodiscard]] Number* find_number(CaseDraft& draft, std::string_view name);

/// One value of a range; the mode of what is none. PERT has four times the weight of a limit on the
/// mode. Source: Malcolm et al. 1959; gamma variates by Marsaglia and Tsang 2000.
[[nodiscard]] double drawn(const Number& number, Distribution distribution, Rng& rng);

/// The draft with a value drawn for every number that has a range, as a case of plain numbers.
/// Draw `draw` of experiment `seed`: the value of a number depends on these two and its name alone.
/// @param held  says by its name whether a number stays at its mode instead
[[nodiscard]] CaseDraft drawn(const CaseDraft& draft, std::uint64_t seed, std::uint64_t draw,
                              const std::function<bool(const std::string& name)>& held = {});

/// The same with a draw of its own for each number.
[[nodiscard]] CaseDraft drawn(const CaseDraft& draft, std::uint64_t seed,
                              const std::function<std::uint64_t(const std::string& name)>& draw_of);

/// That draw as a case. Errors: invalid_input, with all that keeps it from being one.
[[nodiscard]] Result<Case> drawn_case(
    const CaseDraft& draft, std::uint64_t seed, std::uint64_t draw,
    const std::function<bool(const std::string& name)>& held = {});

/// The draft in which the defaults of its dynamics stand as if they were written, so that they are
/// drawn like other numbers. @param valid  the case that the draft makes
[[nodiscard]] CaseDraft completed(CaseDraft draft, const Case& valid);

/// The draft with some numbers fixed at the high or the low end of their ranges.
/// @param end  says by its name whether a number goes to its high end; absent: it keeps its range
[[nodiscard]] CaseDraft at_ends(
    CaseDraft draft, const std::function<std::optional<bool>(const std::string& name)>& end);

/// How many numbers of a case, as written, rest on what.
struct Census {
  std::size_t sourced = 0;
  std::size_t judged = 0;
  std::size_t unattributed = 0;
  std::size_t ranged = 0;
  std::vector<std::size_t> numbers;     ///< that rest on each provenance; shape [provenances]
  std::vector<std::size_t> boundaries;  ///< whose statement does; shape [provenances]

  [[nodiscard]] std::size_t all() const noexcept { return sourced + judged + unattributed; }
};
[[nodiscard]] Census census(const CaseDraft& draft);

}  // namespace tandem::model
