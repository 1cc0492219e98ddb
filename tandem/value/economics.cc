#include "tandem/value/economics.h"

#include <algorithm>
#include <cmath>

#include "tandem/base/sum.h"

namespace tandem::value {
namespace {

using model::Case;
using model::Measure;

/// Normalised points per written point: positive worths sum to kScale; a party that gains nothing
/// is scaled by its burdens, so that shares of its scale still mean something.
double scale_of(const Case& of, PartyId party) {
  std::vector<double> gains;
  std::vector<double> burdens;
  for (const Measure& measure : of.measures()) {
    const double points = measure.worth_to(party);
    (points > 0 ? gains : burdens).push_back(std::abs(points));
  }
  const double base = ordered_sum(gains.empty() ? burdens : gains);
  return base > 0 ? kScale / base : 1;
}

Stream stream_of(const Measure& measure, double points, double whole_annuity) {
  const bool benefit = points > 0;
  const double upfront = benefit ? measure.upfront.mode : measure.upfront_burden.mode;
  return {upfront * points, (1 - upfront) * points / whole_annuity, benefit};
}

int longest_wait(const Case& of) {
  int wait = 0;
  for (const Measure& measure : of.measures())
    wait = std::max(wait, measure.months + measure.restore);
  return wait;
}

}  // namespace

Economics::Economics(const Case& of) {
  const model::Time& time = of.time();
  const int grid = time.phases * time.months_per_phase + time.response_months + longest_wait(of);
  tabled_ = std::max(grid, time.horizon.value_or(0)) + 1;
  const std::size_t parties = of.parties().size();
  for (std::size_t i = 0; i < parties; ++i) {
    const model::Party& party = of.parties()[i];
    scales_.push_back(scale_of(of, PartyId(i)));
    discounts_.emplace_back(party.discount.mode, time.hazard.mode, time.horizon, tabled_);
    breakdown_rates_.push_back(scales_[i] * party.breakdown_per_year.mode / 12);
    breakdown_once_.push_back(scales_[i] * party.breakdown_once.mode);
  }
  streams_.resize(of.measures().size() * parties);
  shifts_.resize(streams_.size());
  for (std::size_t m = 0; m < of.measures().size(); ++m) {
    const Measure& measure = of.measures()[m];
    timings_.push_back({measure.months, measure.restore, 1 - measure.reversibility.mode});
    for (const model::Worth& worth : measure.worth) {
      const std::size_t i = worth.party.index();
      streams_[m * parties + i] =
          stream_of(measure, scales_[i] * worth.points.mode, discounts_[i].annuity_from(0));
    }
    for (const model::Worth& shift : measure.breakdown_shift) {
      const std::size_t i = shift.party.index();
      shifts_[m * parties + i] = scales_[i] * shift.points.mode / 12;
    }
  }
}

Economics Economics::seen_by(const Case& of, const Lens& lens) const {
  Economics seen = *this;
  const std::size_t i = lens.party.index();
  if (lens.discount)
    seen.discounts_[i] =
        Discount(*lens.discount, of.time().hazard.mode, of.time().horizon, tabled_);
  for (std::size_t m = 0; m < measures(); ++m) {
    const double factor = lens.worth[of.measures()[m].track.index()];
    Stream& stream = seen.streams_[m * parties() + i];
    stream.once *= factor;
    stream.rate *= factor;
  }
  return seen;
}

double Economics::breakdown(PartyId i, int at, bool at_fault) const {
  const Discount& d = discount(i);
  const double once = at_fault ? breakdown_once_[i.index()] * d.weight(at) : 0;
  return once + breakdown_rates_[i.index()] * d.annuity_from(at);
}

}  // namespace tandem::value
