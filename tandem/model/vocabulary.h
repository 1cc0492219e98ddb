#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "tandem/model/case.h"

/// The fixed words of the case file, each list in the order of its enum. The loader, the schema and
/// the messages read the same lists.
namespace tandem::model {

inline constexpr std::array<std::string_view, 2> kRoles{"principal", "partner"};
inline constexpr std::array<std::string_view, 2> kDeviations{"withhold", "withdraw"};
inline constexpr std::array<std::string_view, 2> kMoves{"simultaneous", "alternating"};
inline constexpr std::array<std::string_view, 3> kDistributions{"pert", "triangular", "uniform"};
inline constexpr std::array<std::string_view, 5> kBoundaryKinds{"never", "not_before", "not_after",
                                                                "only_after", "share_before"};
inline constexpr std::array<std::string_view, 5> kObjectives{
    "early_security", "fairness", "self_enforcement", "final_goals", "fewest_phases"};
inline constexpr std::array<std::string_view, 6> kLegalForms{"executive", "waiver", "regulation",
                                                             "law",       "treaty", "resolution"};

/// The word of an enum's value in its list, e.g. word_of(ObjectiveKind::fairness, kObjectives).
template <class Enum>
[[nodiscard]] constexpr std::string_view word_of(Enum value,
                                                 std::span<const std::string_view> list) {
  return list[static_cast<std::size_t>(value)];
}

/// The value that `word` names in the list of its enum, if it names one.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> value_of(std::string_view word,
                                                     std::span<const std::string_view> list) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i] == word) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace tandem::model
