#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/model/case.h"
#include "tandem/model/internal/names.h"

/// The parts of Case::from, one function a section of the case file.
namespace tandem::model::internal {

/// What a number may be. Both ends of its range are held against it.
struct Bounds {
  double low;
  double high;
  bool low_open = false;
  bool high_open = false;
  std::string_view words;  ///< what it must be, e.g. "a share from 0 to 1"
};

inline constexpr double kUnbounded = 1e15;  ///< no number of a case is larger, in any unit
inline constexpr int kMonthsLimit = 12000;  ///< a thousand years
inline constexpr Bounds kAnything{-kUnbounded, kUnbounded, false, false, "a number below 1e15"};
inline constexpr Bounds kShare{0, 1, false, false, "a share from 0 to 1"};
inline constexpr Bounds kShareAboveZero{0, 1, true, false, "a share above 0, at most 1"};
inline constexpr Bounds kShareBelowOne{0, 1, false, true, "a share from 0, below 1"};
inline constexpr Bounds kNotNegative{0, kUnbounded, false, false, "0 or more"};
inline constexpr Bounds kPositive{0, kUnbounded, true, false, "a number above 0"};
inline constexpr Bounds kMonths{0, kMonthsLimit, false, false, "0 to 12000 months"};

/// A case while it is made: entry k of a section of `made` is entry k of that section of `draft`,
/// also where it has mistakes, so positions are ids.
struct Builder {
  explicit Builder(const CaseDraft& from) : draft(from) {}

  const CaseDraft& draft;
  Findings found{};
  Names provenances{"source", "sources' or 'judgements"};
  Names parties{"party", "parties"};
  Names tracks{"track", "tracks"};
  Names measures{"measure", "measures"};
  Names boundaries{"boundary", "boundaries"};
  CaseData made{};
  bool sound_grid = true;  ///< whether phases can be held against it

  /// @param what  the number in words, e.g. "upfront of measure 'halt'"
  [[nodiscard]] Quantity quantity(const Number& number, const Bounds& bounds, std::string_view what,
                                  const SourceLoc& at);
  [[nodiscard]] std::optional<Quantity> quantity(const std::optional<Number>& number,
                                                 const Bounds& bounds, std::string_view what,
                                                 const SourceLoc& at);
  /// A date where one is written; says where it is none.
  [[nodiscard]] std::optional<Date> date(const Word& word, std::string_view what,
                                         const SourceLoc& at);
  /// The measures that `words` name, without those that do not exist or are named twice.
  [[nodiscard]] std::vector<MeasureId> measure_list(const std::vector<Word>& words,
                                                    std::string_view user, const SourceLoc& at);
  [[nodiscard]] std::vector<After> after_list(const std::vector<AfterDraft>& entries,
                                              std::string_view user, const SourceLoc& at);
  /// Position of `word` in a list of fixed words; says so where it is not there.
  [[nodiscard]] std::optional<std::size_t> fixed_word(const Word& word, std::string_view what,
                                                      std::span<const std::string_view> list,
                                                      const SourceLoc& at);
  /// fixed_word as a value of the enum of the list, `otherwise` where it is not there.
  template <class Enum>
  [[nodiscard]] Enum choice(const Word& word, std::string_view what,
                            std::span<const std::string_view> list, const SourceLoc& at,
                            Enum otherwise) {
    const auto index = fixed_word(word, what, list, at);
    return index ? static_cast<Enum>(*index) : otherwise;
  }
};

void declare_names(Builder& b);
void build_time(Builder& b);
void build_provenances(Builder& b);
void build_parties(Builder& b);
void build_tracks(Builder& b);
void build_measures(Builder& b);
[[nodiscard]] Boundary boundary_of(Builder& b, const BoundaryDraft& draft);
void build_boundaries(Builder& b);
void build_principles(Builder& b);
void build_objectives(Builder& b);
void build_alternatives(Builder& b);
void build_dynamics(Builder& b);
/// What one entry alone cannot show: cycles, contradictions, demands that cannot be met.
void check_structure(Builder& b);

}  // namespace tandem::model::internal
