#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "tandem/window/explore.h"

/// The best value against what is paid for it, where each limit given up has a price: as a band
/// between what was reached and what is proven out of reach. Nothing here knows what a limit or a
/// value is. More given up is never worse, so that what is known of one set says something of all
/// sets in it and around it; the cheapest set that could still be better than is known is asked
/// next (implicit hitting sets: Moreno-Centeno and Karp 2013).
namespace tandem::window {

/// What is known of the best value where some limits are given up.
struct Appraisal {
  double reached = -std::numeric_limits<double>::infinity();  ///< -infinity: nothing was found
  /// Nothing is better. -infinity: it is proven that there is nothing.
  double bound = std::numeric_limits<double>::infinity();
  Limits broken;  ///< of those given up, what the one found does break
};

/// Finds how good it gets.
class Valuer {
 public:
  virtual ~Valuer() = default;
  virtual Appraisal appraise(const Limits& given_up) = 0;
  /// Whether to ask no more.
  [[nodiscard]] virtual bool over() = 0;
};

struct Curve {
  /// Somebody got there: dearer ones are better.
  struct Reach {
    double cost = 0;
    double value = 0;
    Limits limits;
    /// Proven: where any one of them is held, the others given up do not get there.
    bool each_needed = false;
  };
  /// What costs at least `cost`, and less than the next one, is no better than `bound`.
  struct Ceiling {
    double cost = 0;
    double bound = 0;
  };
  std::vector<Reach> reached;     ///< cheapest first
  std::vector<Ceiling> ceilings;  ///< cheapest first, the first at 0
  bool settled = false;  ///< nowhere is the ceiling farther than asked from what was reached
  /// What is reached for at most `cost`; -infinity: nothing.
  [[nodiscard]] double reached_at(double cost) const;
  [[nodiscard]] double bound_at(double cost) const;
};

/// What is known of the values of all sets.
class Band {
 public:
  /// @param cost  of giving up each limit, >= 0; shape [limits]
  explicit Band(std::vector<double> cost) : cost_(std::move(cost)) {}

  void learn(const Limits& given_up, const Appraisal& appraisal);

  /// Best value where exactly these are given up: at least so much, at most so much.
  [[nodiscard]] double reached(const Limits& given_up) const;
  [[nodiscard]] double bound(const Limits& given_up) const;

  /// Where only some limits may be given up. @param near  see trace()
  [[nodiscard]] Curve curve(const Limits& allowed, double near) const;

  /// Asks until the curve is settled, or cannot be settled further.
  /// @param near  how far a ceiling may stay from what was reached
  Curve trace(const Limits& allowed, double near, Valuer& valuer);

 private:
  struct Fact {
    Limits given_up;
    Appraisal appraisal;
  };
  struct Question;
  [[nodiscard]] std::vector<Question> questions(const Limits& allowed) const;
  [[nodiscard]] std::optional<Limits> next(const Limits& allowed, double near) const;
  [[nodiscard]] bool asked(const Limits& given_up) const;
  [[nodiscard]] double cost_of(const Limits& limits) const;
  [[nodiscard]] std::vector<Curve::Reach> frontier(const Limits& allowed) const;

  std::vector<double> cost_;
  std::vector<Fact> facts_;
};

}  // namespace tandem::window
