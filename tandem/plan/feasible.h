#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "tandem/model/limits.h"
#include "tandem/model/roadmap.h"
#include "tandem/plan/plan.h"

namespace tandem::plan {

/// Whether the limits of a case can be held together, asked again and again as some are eased.
class Feasibility {
 public:
  /// Finds the ideals once, where a limit measures by them: the yardstick stays as limits move.
  /// The margin and the deviation are the case's own, whatever the options say: the exact evaluator
  /// knows no others.
  Feasibility(const model::Case& of, const Options& options);
  Feasibility(const Feasibility&) = delete;
  Feasibility& operator=(const Feasibility&) = delete;
  Feasibility(Feasibility&&) = delete;
  Feasibility& operator=(Feasibility&&) = delete;
  ~Feasibility();

  struct Trial {
    /// feasible: the exact evaluator accepts `roadmap`; infeasible: proven; else unknown.
    Status status = Status::unknown;
    std::optional<model::Roadmap> roadmap;
    bool found = false;  ///< the search has one, whether the exact evaluator accepts it or not
  };

  /// @param looser  by how much each rule, those of structure too, may be missed, as a share of
  ///                what counts as one broken; an impossibility in spite of it is none of a
  ///                tolerance's
  /// @param effort  share of the usual work after which it stays unknown; above 0, at most 1
  [[nodiscard]] Trial attempt(std::span<const model::Easing> easings, double looser = 0,
                              double effort = 1);

  /// Whether the exact evaluator accepts `roadmap` where so much is eased.
  [[nodiscard]] bool stands(const model::Roadmap& roadmap,
                            std::span<const model::Easing> easings) const;

  /// What stands in the way where so much is eased; empty where nothing does or it is not known.
  [[nodiscard]] std::vector<Obstacle> obstacles(std::span<const model::Easing> easings);

  /// Whether the user or the clock ends the work; see Statistics::stopped_by.
  [[nodiscard]] bool over();
  [[nodiscard]] double seconds() const;
  /// `stopped_by` is empty where neither the user nor the clock ended the work.
  [[nodiscard]] Statistics statistics() const;
  /// By which gains are measured, whatever is eased: those of the case as it stands.
  [[nodiscard]] const Ideals& ideals() const;

 private:
  struct State;
  struct Attempt;
  std::unique_ptr<State> state_;
};

}  // namespace tandem::plan
