#pragma once

#include <vector>

#include "tandem/stress/stress.h"

/// How histories become results. Adding worlds in any order gives the same.
namespace tandem::stress::internal {

/// Of no history yet.
[[nodiscard]] Results empty_results(const model::Case& of);

/// The histories of one world, which are added to the results all at once.
class WorldTally {
 public:
  explicit WorldTally(Results& into) : into_(into), hits_(into.marks.size()) {}
  void take(const Outcome& outcome);
  void close();

 private:
  /// Histories of the world in which something holds at a mark.
  struct Hits {
    std::size_t unbroken = 0;
    std::size_t alive = 0;
    std::size_t running = 0;
    std::size_t completed = 0;
  };

  Results& into_;
  std::vector<Hits> hits_;
  std::size_t histories_ = 0;
};

}  // namespace tandem::stress::internal
