#pragma once

#include <algorithm>
#include <cassert>
#include <optional>
#include <vector>

#include "tandem/base/id.h"
#include "tandem/model/case.h"
#include "tandem/value/discount.h"

/// The one place that knows what anything is worth. All values are in normalised points: a party's
/// positive worths sum to kScale, whatever its own points were.
namespace tandem::value {

inline constexpr double kScale = 100;

/// What one whole measure brings one party: `once` at once and `rate` a month, both discounted by
/// whoever sums them. A benefit begins when the measure is in force, a burden when it is started.
struct Stream {
  double once = 0;
  double rate = 0;
  bool benefit = false;
};

/// How one government of a party sees its worths.
struct Lens {
  PartyId party;
  std::vector<double> worth;       ///< factors on the flows of measures; shape [tracks]
  std::optional<double> discount;  ///< annual, instead of the party's
};

class Economics {
 public:
  explicit Economics(const model::Case& of);

  /// The same as one government sees it: the party's flows times its factors, weighed by its
  /// discount. Points stay those of the party.
  [[nodiscard]] Economics seen_by(const model::Case& of, const Lens& lens) const;

  [[nodiscard]] std::size_t parties() const noexcept { return scales_.size(); }
  [[nodiscard]] std::size_t measures() const noexcept { return timings_.size(); }
  [[nodiscard]] const Discount& discount(PartyId i) const { return discounts_[i.index()]; }
  /// Normalised points per point as written.
  [[nodiscard]] double scale(PartyId i) const { return scales_[i.index()]; }
  [[nodiscard]] const Stream& stream(MeasureId m, PartyId i) const {
    return streams_[m.index() * parties() + i.index()];
  }

  /// First month in which a tranche of `m` started in month `start` is in force.
  [[nodiscard]] int in_force(MeasureId m, int start) const {
    return start + timings_[m.index()].months;
  }

  /// Value to `i`, in month-0 points, of what falls in month `from` or later of a whole measure
  /// started in month `start` and carried out to the horizon.
  [[nodiscard]] double carried_out(PartyId i, MeasureId m, int start, int from) const;

  /// The same if the process breaks down in month `at`: what is not in force never is and its
  /// burden stops; from at + restore months on only (1 - reversibility) of the flow is left.
  /// @pre start <= at and from <= at
  [[nodiscard]] double broken_off(PartyId i, MeasureId m, int start, int at, int from) const;

  /// What a breakdown in month `at` gives `i` to the horizon apart from the measures, in month-0
  /// points; `at_fault` adds what falls on the party that broke off.
  [[nodiscard]] double breakdown(PartyId i, int at, bool at_fault) const;

  /// What of it comes in a month, while it lasts.
  [[nodiscard]] double breakdown_rate(PartyId i) const { return breakdown_rates_[i.index()]; }

  /// What a whole measure in force at a breakdown in month `at` adds to breakdown(i, at).
  [[nodiscard]] double breakdown_shift(PartyId i, MeasureId m, int start, int at) const;

  /// That shift in points a month, while it lasts.
  [[nodiscard]] double shift_rate(PartyId i, MeasureId m) const {
    return shifts_[m.index() * parties() + i.index()];
  }

 private:
  struct Timing {
    int months = 0;
    int restore = 0;
    double kept = 1;  // 1 - reversibility
  };

  int tabled_ = 0;  // months for which discounts keep their weights ready
  std::vector<double> scales_;
  std::vector<Discount> discounts_;
  std::vector<Timing> timings_;
  std::vector<Stream> streams_;          // shape [measures, parties]
  std::vector<double> shifts_;           // points a month; shape [measures, parties]
  std::vector<double> breakdown_rates_;  // points a month
  std::vector<double> breakdown_once_;
};

// Inline, since every margin of every roadmap is made of them.

inline double Economics::carried_out(PartyId i, MeasureId m, int start, int from) const {
  const Stream& s = stream(m, i);
  const Discount& d = discount(i);
  const int begins = s.benefit ? in_force(m, start) : start;
  const double once = begins >= from ? s.once * d.weight(begins) : 0;
  return once + s.rate * d.annuity_from(std::max(begins, from));
}

inline double Economics::broken_off(PartyId i, MeasureId m, int start, int at, int from) const {
  assert(start <= at && from <= at);
  const Stream& s = stream(m, i);
  const Discount& d = discount(i);
  const Timing& timing = timings_[m.index()];
  const bool stands = in_force(m, start) <= at;
  if (s.benefit && !stands) return 0;
  const int begins = s.benefit ? in_force(m, start) : start;
  const double once = begins >= from ? s.once * d.weight(begins) : 0;
  const int counted = std::max(begins, from);
  if (!stands) return once + s.rate * d.annuity(counted, at);
  const int taken_back = at + timing.restore;
  return once +
         s.rate * (d.annuity(counted, taken_back) + timing.kept * d.annuity_from(taken_back));
}

inline double Economics::breakdown_shift(PartyId i, MeasureId m, int start, int at) const {
  const double rate = shift_rate(i, m);
  return rate == 0 || in_force(m, start) > at ? 0 : rate * discount(i).annuity_from(at);
}

}  // namespace tandem::value
