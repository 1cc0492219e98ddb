#pragma once

#include <cstddef>
#include <vector>

/// What is known of the best that several objectives can reach together: values that were reached,
/// and corners beyond which nothing can be. All objectives are better where they are larger.
namespace tandem::plan::internal {

using Values = std::vector<double>;  // shape [objectives]

class Frontier {
 public:
  /// @param ideal  what each objective cannot exceed, whatever becomes of the others
  /// @param worst  a range is ideal - worst
  /// @param floor  nothing that can be reached is below it in any objective
  Frontier(Values ideal, const Values& worst, Values floor);

  /// Takes in a point that was reached; one that another dominates is dropped.
  /// @return whether it is new and not dominated
  bool reach(const Values& point);

  /// Takes in that nothing exceeds `corner` in all objectives at once.
  void exclude(const Values& corner);

  /// What may still hold something new: all that exceeds `low` and not `high`.
  struct Box {
    Values low, high;
    double size = 0;  ///< share of the ranges by which something in it may beat the points
  };
  /// The boxes larger than `tolerance`, largest first, without those given up.
  [[nodiscard]] std::vector<Box> open(double tolerance) const;
  /// Nothing is open any more below `high`.
  void give_up(const Values& high);
  /// Takes back what was given up. @return whether anything was
  bool reopen();

  /// The least share such that for every value that can be reached, some point falls short of it by
  /// no more than this share of the range in any objective.
  [[nodiscard]] double within() const;

  [[nodiscard]] const std::vector<Values>& points() const noexcept { return points_; }
  [[nodiscard]] const std::vector<Values>& corners() const noexcept { return corners_; }
  [[nodiscard]] const Values& ideal() const noexcept { return ideal_; }
  [[nodiscard]] double range(std::size_t objective) const { return range_[objective]; }

 private:
  [[nodiscard]] bool exceeds(const Values& a, const Values& b) const;
  [[nodiscard]] Box widest(const Values& high) const;

  Values ideal_;
  Values range_;
  std::vector<Values> points_;   // none dominates another; by the first objective, ascending
  std::vector<Values> corners_;  // likewise
  std::vector<Values> lows_;     // what no point dominates exceeds one of these; minimal
  std::vector<Values> given_up_;
};

}  // namespace tandem::plan::internal
