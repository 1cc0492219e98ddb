#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "tandem/plan/internal/engine.h"
#include "tandem/solver/solver.h"

namespace tandem::plan::internal {

/// A case, what is demanded of its roadmaps, and the account of all work spent on finding them.
struct Question {
  Question(const model::Case& of_case, const Options& with);

  /// Fills in the ideals where a principle or an objective of the case measures by them.
  void find_ideals_if_wanted();
  void find_ideals();

  /// Without objectives.
  [[nodiscard]] Formulation limits() const;
  /// With the case's objectives as terms.
  [[nodiscard]] Formulation formulation() const;
  /// What stands in the way where `outcome` holds no roadmap.
  [[nodiscard]] std::vector<Obstacle> obstacles(const Formulation& formulation,
                                                const Outcome& outcome);

  const model::Case& of;
  const Options& options;
  value::Economics worth;
  Demands demands;
  std::vector<bool> ideal_proven;  ///< shape [parties]; else demands.ideal is a bound
  Account account;

 private:
  void take_ideal(PartyId i, const Outcome& best);

  std::unique_ptr<solver::Solver> solver_;
};

/// Calls work(k, options, account) for every k below `count`: two at a time, each on a thread of
/// its own, where `options` has two; one that is left over has both. Parts are silent; their work
/// is added to `account`.
void in_pairs(
    std::size_t count, const Options& options, Account& account,
    const std::function<void(std::size_t k, const Options& options, Account& account)>& work);

}  // namespace tandem::plan::internal
