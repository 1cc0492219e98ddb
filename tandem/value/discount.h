#pragma once

#include <optional>
#include <vector>

namespace tandem::value {

/// How one party weighs months. Month 0 weighs 1; the weight falls by the factor beta a month,
/// beta = (annual * (1 - hazard))^(1/12): a chance a year that the whole relationship ends acts as
/// impatience. Months at or after the horizon weigh nothing.
class Discount {
 public:
  /// @param annual   factor a year, in (0, 1]
  /// @param hazard   chance a year, in [0, 1)
  /// @param horizon  months counted; absent: forever, and then beta < 1 (asserted)
  /// @param tabled   months for which weights are kept ready; later ones are computed when asked
  Discount(double annual, double hazard, std::optional<int> horizon, int tabled);

  /// beta^month, horizon or not. @pre month >= 0
  [[nodiscard]] double power(int month) const {
    return month < static_cast<int>(powers_.size()) ? powers_[static_cast<std::size_t>(month)]
                                                    : far_power(month);
  }
  /// Sum of beta^tau over from <= tau < min(to, horizon); 0 where that is empty. @pre from >= 0
  [[nodiscard]] double annuity(int from, int to) const {
    if (horizon_ && to > *horizon_) to = *horizon_;
    return to <= from ? 0.0 : power(from) * length_annuity(to - from);
  }
  /// annuity(from, horizon), also where the horizon is forever.
  [[nodiscard]] double annuity_from(int from) const {
    return horizon_ ? annuity(from, *horizon_) : power(from) * perpetuity_;
  }
  /// beta^month if the month is counted, else 0: the weight of what happens once.
  [[nodiscard]] double weight(int month) const { return counts(month) ? power(month) : 0.0; }
  [[nodiscard]] bool counts(int month) const { return !horizon_ || month < *horizon_; }
  [[nodiscard]] double beta() const { return beta_; }
  [[nodiscard]] std::optional<int> horizon() const { return horizon_; }

 private:
  [[nodiscard]] double far_power(int month) const;
  [[nodiscard]] double length_annuity(int months) const {
    return months < static_cast<int>(annuities_.size())
               ? annuities_[static_cast<std::size_t>(months)]
               : far_annuity(months);
  }
  [[nodiscard]] double far_annuity(int months) const;

  double log_beta_;
  double beta_;
  std::optional<int> horizon_;
  double perpetuity_ = 0;  // 1 / (1 - beta), forever only
  std::vector<double> powers_;
  std::vector<double> annuities_;
};

}  // namespace tandem::value
