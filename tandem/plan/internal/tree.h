#pragma once

#include <array>
#include <functional>
#include <memory>
#include <vector>

#include "tandem/plan/internal/formulation.h"
#include "tandem/solver/relaxation.h"
#include "tandem/solver/shrink.h"

namespace tandem::plan::internal {

/// A formulation for the tree: its program, to which rows may be added that cut off splittings, and
/// which row holds what of an item is started in all.
struct Problem {
  explicit Problem(const Formulation& formulation);

  const Formulation& of;
  solver::Program program;
  std::vector<int> total_row;  ///< shape [items]
};

/// Limits of the columns; shape [columns of the program].
struct Box {
  explicit Box(const solver::Program& program);
  std::vector<double> lower;
  std::vector<double> upper;
};

/// The program with the limits of the box.
[[nodiscard]] solver::Program limited_to(const solver::Program& program, const Box& box);

/// What branching on each item has cost the bound so far, for a unit of what it moved; carried from
/// tree to tree.
struct Experience {
  explicit Experience(const Formulation& of);
  struct Record {
    double gain = 0;
    int count = 0;
  };
  /// Of the first and of the second way to go on. Two for each item: in or out of the roadmap, and
  /// sooner or later.
  std::vector<std::array<Record, 2>> records;
};

/// What a branch decides: limits of columns, items that must be started.
struct Decision {
  struct Limit {
    int column = 0;
    double lower = 0;
    double upper = 1;
  };
  std::vector<Limit> limits;
  std::vector<int> started;
};

/// Branch and bound over a formulation, two lanes at a time. Each lane dives from one open node
/// until nothing is left below it; between the dives, in the order of the lanes, what they found is
/// shared. So the answer is the same on one thread and on two.
class Tree {
 public:
  /// Looks only into the box, with what it fixes taken out of the program.
  /// @param problem, experience  outlive this
  Tree(const Problem& problem, Box box, Experience& experience, int threads);
  ~Tree();
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  Tree(Tree&&) = delete;
  Tree& operator=(Tree&&) = delete;

  struct Question {
    double cutoff = -kInfinity;  ///< only better ones count
    double gap = 0;              ///< stop when no better one is better by more than this
    std::int64_t nodes = 0;      ///< at most
    bool deep = false;           ///< first of all find any: backtrack to the nearest open node
    solver::Limits limits = {};
  };
  /// A whole assignment of the program's columns; says what it is worth, absent where it breaks a
  /// rule when looked at exactly.
  std::function<std::optional<double>(const std::vector<double>&)> judge = {};
  /// Told of the bound and the nodes after each round; says what the best that is known is worth.
  std::function<double(double bound, std::int64_t nodes)> told = {};

  struct Answer {
    double bound = -kInfinity;  ///< nothing in the box is better than this and the best found
    bool complete = false;  ///< the box holds nothing better than what was found, but for the gap
    std::int64_t nodes = 0;
  };
  Answer ask(const Question& question);

 private:
  class Lane;
  class Run;

  Box box_;
  solver::Shrunk small_;
  Experience& experience_;
  int threads_;
  std::vector<std::unique_ptr<Lane>> lanes_;
};

}  // namespace tandem::plan::internal
