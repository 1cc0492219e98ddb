#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/model/draft.h"
#include "tandem/plan/plan.h"

namespace tandem::plan {

/// A number of a case, by its name, and the values that it takes in turn.
struct Varied {
  std::string name;
  std::vector<double> values;
};

/// One plan of a sweep.
struct SweepRun {
  std::size_t number = 1;           ///< in the order of the table
  std::vector<double> values;       ///< shape [Sweep::names]
  std::optional<std::size_t> draw;  ///< which draw of the ranges; from 1
  model::Case of;
};

/// The plans of many cases that differ in some numbers.
struct Sweep {
  std::vector<std::string> names;  ///< of the numbers in the table
  std::vector<SweepRun> runs;
};

/// Every combination of the varied values, the last varied fastest; with `draws`, each as often
/// with every other number that has a range drawn from it (model::drawn). Without, ranges stand for
/// their modes. Errors: not_found, a name, with what was probably meant; invalid_input, a
/// combination that is no case, with its mistakes, or more than 10,000 plans.
[[nodiscard]] Result<Sweep> sweep_of(const model::CaseDraft& draft, std::span<const Varied> varied,
                                     std::size_t draws = 0, std::uint64_t seed = 1);

/// Plans every run for which `wanted` says so, `jobs` at a time, each on one thread. `answered` is
/// told of each in the order in which they end, never by two threads at once. What a stop request
/// cut short is not told.
void sweep(const Sweep& all, const Options& each, int jobs,
           const std::function<bool(const SweepRun&)>& wanted,
           const std::function<void(const SweepRun&, const Answer&)>& answered);

}  // namespace tandem::plan
