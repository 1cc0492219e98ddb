#pragma once

#include <string>

/// What a case looks like to somebody at a terminal, from check to assess.
namespace tandem::test {

/// The transcript of check, plan and assess of one case of the library, in which everything that a
/// clock decides is left out. At most some 300 lines for a case of six parties and four
/// alternatives.
[[nodiscard]] std::string playthrough(const std::string& case_id);

}  // namespace tandem::test
