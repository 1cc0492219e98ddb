#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "apps/cli/command.h"
#include "tandem/base/result.h"

namespace tandem::cli {

/// Which part of a long run one process does: the first, `of` after it, and so on.
struct Part {
  std::size_t part = 1;
  std::size_t of = 1;
  [[nodiscard]] bool has(std::size_t run) const noexcept { return (run - 1) % of == part - 1; }
};

/// Of --part K/N; the whole where it is absent. Errors: invalid_input, also without --save.
[[nodiscard]] Result<Part> part_of(const Args& args);

/// "rows.csv" of the whole, "rows-3-of-8.csv" of a part.
[[nodiscard]] std::string name_of(std::string_view stem, const Part& part,
                                  std::string_view extension);
/// The other way round: nothing where no part has that name.
[[nodiscard]] std::optional<Part> part_named(std::string_view stem, std::string_view name,
                                             std::string_view extension);

}  // namespace tandem::cli
