#include "tandem/value/discount.h"

#include <cassert>
#include <cmath>

namespace tandem::value {

Discount::Discount(double annual, double hazard, std::optional<int> horizon, int tabled)
    : log_beta_(std::log(annual * (1 - hazard)) / 12),
      beta_(std::exp(log_beta_)),
      horizon_(horizon) {
  assert(annual > 0 && annual <= 1 && hazard >= 0 && hazard < 1);
  assert(horizon || log_beta_ < 0);
  if (!horizon) perpetuity_ = -1 / std::expm1(log_beta_);
  for (int month = 0; month <= tabled; ++month) {
    powers_.push_back(far_power(month));
    annuities_.push_back(far_annuity(month));
  }
}

double Discount::far_power(int month) const { return std::exp(log_beta_ * month); }

double Discount::far_annuity(int months) const {
  // expm1 keeps the digits that 1 - beta^n would lose for a patient party.
  return log_beta_ == 0 ? months : std::expm1(log_beta_ * months) / std::expm1(log_beta_);
}

}  // namespace tandem::value
