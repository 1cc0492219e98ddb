#pragma once

#include <span>
#include <string>

#include "tandem/model/case.h"
#include "tandem/report/internal/number_json.h"

/// The lists that a case is made of, as JSON.
namespace tandem::report {

[[nodiscard]] Json words_json(std::span<const model::Word> words);
[[nodiscard]] Json parties_json(const model::CaseDraft& draft, const NumberWriter& numbers);
[[nodiscard]] Json measures_json(const model::CaseDraft& draft, const model::Case& valid,
                                 const NumberWriter& numbers);
/// @param in  path of the mapping that holds them, with a dot
[[nodiscard]] Json boundaries_json(std::span<const model::BoundaryDraft> boundaries,
                                   const std::string& in, const NumberWriter& numbers);
[[nodiscard]] Json alternatives_json(const model::CaseDraft& draft, const NumberWriter& numbers);

}  // namespace tandem::report
