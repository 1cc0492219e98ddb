#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/findings.h"
#include "tandem/base/number.h"
#include "tandem/base/text.h"
#include "tandem/stress/history.h"

namespace tandem::stress {
namespace {

tl::unexpected<Error> no_shock(std::string why) {
  return tl::unexpected(Error{Errc::invalid_input, std::move(why)});
}

}  // namespace

Result<Shock> shock_of(const model::Case& of, std::string_view word) {
  const std::size_t at = word.find('@');
  std::vector<std::string> known;
  for (const model::Crisis& crisis : of.dynamics().crises) known.push_back(crisis.id);
  if (at == std::string_view::npos)
    return no_shock("write the crisis and the month, as in " +
                    (known.empty() ? "crisis" : known.front()) + "@20");
  const auto crisis = word.substr(0, at);
  const auto found = std::ranges::find(known, crisis);
  if (found == known.end())
    return no_shock("the case has no such crisis; " +
                    did_you_mean(crisis, known, "it has " + join_words(known)));
  const auto month = number_of<int>(word.substr(at + 1));
  if (!month || *month < 0 || *month >= of.dynamics().months)
    return no_shock(
        fmt::format("the month is a whole number from 0 to {}", of.dynamics().months - 1));
  return Shock{static_cast<std::size_t>(found - known.begin()), *month};
}

}  // namespace tandem::stress
