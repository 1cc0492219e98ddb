#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/report/report.h"

/// Readings of what was played that text, pictures and the page share.
namespace tandem::report {

/// The marks that a table has room for: years 1, 2, 4, 8 and the last.
[[nodiscard]] std::vector<const stress::Mark*> some_marks(const stress::Results& results);
/// At this month, else the last.
[[nodiscard]] const stress::Mark& mark_at(const stress::Results& results, int month);

/// "41 (28 to 60)": the median, and what the middle 90 % of the histories come to.
[[nodiscard]] std::string spread_words(const Sketch& all, double scale = 1);

/// What worlds are, and what their number and that of histories leave open, and whether it was
/// stopped: sentences.
[[nodiscard]] std::string worlds_words(const stress::Results& results, const StressAsked& asked);

/// How often it breaks down, how long it runs and is suspended: sentences.
[[nodiscard]] std::string time_words(const stress::Results& results);

/// How many histories break down at all.
[[nodiscard]] std::uint64_t broken(const stress::Results& results);

/// First breakdowns of one kind.
struct BreakdownKind {
  stress::EventKind kind{};
  std::string_view words;  ///< "parties that broke off"
  std::uint64_t count = 0;
};
/// Those that occur, in a fixed order.
[[nodiscard]] std::vector<BreakdownKind> breakdown_kinds(const stress::Results& results);

/// How first breakdowns come about, the commonest first.
[[nodiscard]] std::vector<std::pair<std::uint64_t, stress::Chain>> commonest(
    const stress::Results& results);
/// "Most often in phase 3: 22 % of first breakdowns." @pre broken(results) > 0
[[nodiscard]] std::string worst_phase_words(const model::Case& of, const stress::Results& results);

}  // namespace tandem::report
