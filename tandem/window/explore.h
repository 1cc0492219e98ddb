#pragma once

#include <cstddef>
#include <functional>
#include <vector>

/// Which of many limits are in each other's way, and which would have to be given up: every
/// smallest conflict and every smallest relaxation, found together, the cheapest relaxation first.
/// Nothing here knows what a limit is. Sources: Reiter 1987 and Liffiton and Sakallah 2008 (each
/// relaxation meets each conflict), Moreno-Centeno and Karp 2013 (the cheapest set that meets all
/// conflicts known so far is asked next), Liffiton, Previti, Malik and Marques-Silva 2016 (both at
/// once).
namespace tandem::window {

/// Of limits, by their positions, ascending.
using Limits = std::vector<std::size_t>;

enum class Verdict {
  possible,
  impossible,
  unsettled  ///< neither was proven
};

struct Ruling {
  Verdict verdict = Verdict::unsettled;
  Limits broken;  ///< if possible: those of the given up that the roadmap found does break
};

/// How much work one question may take. What it leaves unsettled is asked again with more, after
/// everything else: a question that is hard to settle must not keep others from being asked.
enum class Patience { little, some, all };

/// Says what is possible.
class Judge {
 public:
  virtual ~Judge() = default;
  /// Whether all limits but those given up can be held.
  virtual Ruling ask(const Limits& given_up, Patience patience) = 0;
  /// The same with all others a little looser: an impossibility in spite of that is none of a
  /// tolerance's.
  virtual Verdict ask_looser(const Limits& given_up, Patience patience) = 0;
  /// Whether to ask no more.
  [[nodiscard]] virtual bool over() = 0;
};

/// Limits that cannot all be held, though any of them could be given up for the others.
struct Conflict {
  Limits limits;
  /// Whether they can be held where they are a little looser: impossible, unless the conflict is
  /// one by a tolerance, or that was not settled.
  Verdict looser = Verdict::unsettled;
  bool minimal = true;  ///< else some of it may not be needed: that could not be settled
};

/// Limits that suffice when they are given up, and no fewer of them do.
struct Relaxation {
  Limits limits;
  double cost = 0;
  bool minimal = true;  ///< else fewer of them may suffice: that could not be settled
};

struct Exploration {
  std::vector<Conflict> conflicts;      ///< as found
  std::vector<Relaxation> relaxations;  ///< cheapest first, then smallest
  std::vector<Limits> unsettled;  ///< to be given up, of which it is not known if they suffice
  /// Proven: no relaxation that is not among those found costs less. Infinite: there is no other.
  double others_cost = 0;
  bool all = false;       ///< there is no other conflict and no other relaxation
  std::size_t asked = 0;  ///< questions put to the judge
};

struct Extent {
  std::size_t conflicts = 10;    ///< that are enough...
  std::size_t relaxations = 10;  ///< ...together with so many of these
};

/// @param cost   of giving up each limit, >= 0; shape [limits]
/// @param order  in which limits are left out of a conflict that they are not needed for: what
/// comes
///               last is named first; shape [limits], a permutation
/// @param told   called after each question with what was found so far
[[nodiscard]] Exploration explore(const std::vector<double>& cost, const Limits& order,
                                  Judge& judge, const Extent& extent,
                                  const std::function<void(const Exploration&)>& told = {});

}  // namespace tandem::window
