#include "tandem/outlook/breakdown.h"

#include <algorithm>
#include <cmath>

#include "tandem/base/calendar.h"
#include "tandem/value/economics.h"

namespace tandem::outlook {
namespace {

using model::Case;

class Ending {
 public:
  Ending(const Case& of, const Standing& standing, Date today)
      : of_(of), standing_(standing), worth_(of) {
    made_.recorded = standing.suspended.has_value();
    made_.day = standing.suspended.value_or(today);
    made_.month = standing.month;
    if (made_.recorded)
      made_.month =
          std::clamp(months_until(of.time().start, *standing.suspended), 0, standing.month);
  }

  Breakdown run() {
    for (std::size_t m = 0; m < of_.measures().size(); ++m) add_measure(MeasureId(m));
    for (std::size_t p = 0; p < of_.parties().size(); ++p)
      made_.parties.push_back(of_party(PartyId(p)));
    return std::move(made_);
  }

 private:
  [[nodiscard]] bool stands(const Carried& one) const {
    return one.in_force && *one.in_force <= made_.month;
  }

  void add_measure(MeasureId m) {
    SnapBack back{.measure = m, .share = 0};
    for (const Carried& one : standing_.steps) {
      if (one.measure != m || one.start > made_.month) continue;
      (stands(one) ? back.share : back.under_way) += one.share;
    }
    if (back.share + back.under_way <= 0) return;
    const model::Measure& measure = of_.measure(m);
    back.reversible = measure.reversibility.mode;
    if (back.reversible > 0 && back.share > 0) back.by = add_months(made_.day, measure.restore);
    back.recorded = std::ranges::any_of(standing_.suspended_by,
                                        [&](PartyId by) { return measure.has_actor(by); });
    made_.measures.push_back(back);
  }

  /// The value to `i` of what falls in the breakdown's month or later, of a step as it was carried
  /// out: its flow, and what comes at once where that is still to come.
  [[nodiscard]] double later(PartyId i, const Carried& one, bool broken) const {
    const value::Stream& stream = worth_.stream(one.measure, i);
    const value::Discount& discount = worth_.discount(i);
    const int at = made_.month;
    const int begins = stream.benefit ? one.in_force.value_or(at) : one.start;
    const double flow = stream.rate * discount.annuity_from(std::max(begins, at));
    if (!broken) return one.share * flow;
    if (!stands(one)) return 0;
    const model::Measure& measure = of_.measure(one.measure);
    const double taken_back = measure.reversibility.mode * stream.rate *
                              discount.annuity_from(std::max(begins, at + measure.restore));
    return one.share * (flow - taken_back);
  }
  [[nodiscard]] double earlier(PartyId i, const Carried& one) const {
    const value::Stream& stream = worth_.stream(one.measure, i);
    const value::Discount& discount = worth_.discount(i);
    const int at = made_.month;
    if (stream.benefit && !stands(one)) return 0;
    const int begins = stream.benefit ? *one.in_force : one.start;
    if (begins > at) return 0;
    return one.share * (stream.once * discount.weight(begins) +
                        stream.rate * (discount.annuity_from(begins) - discount.annuity_from(at)));
  }

  [[nodiscard]] AfterBreakdown of_party(PartyId i) const {
    AfterBreakdown made{.party = i};
    for (const Carried& one : standing_.steps) {
      if (one.start > made_.month) continue;
      made.had += earlier(i, one);
      const double if_kept = later(i, one, false);
      const double left = later(i, one, true);
      const bool benefit = worth_.stream(one.measure, i).benefit;
      (benefit ? made.keeps : made.bears) += left;
      (benefit ? made.loses : made.relieved) += if_kept - left;
      if (stands(one))
        made.breakdown += one.share * worth_.shift_rate(i, one.measure) *
                          worth_.discount(i).annuity_from(made_.month);
    }
    for (const model::Increment& one : open_steps(of_, standing_))
      made.forgoes +=
          one.share *
          worth_.carried_out(i, one.measure, std::max(one.start_month, made_.month), made_.month);
    const auto& by = standing_.suspended_by;
    made.breakdown += worth_.breakdown(i, made_.month, std::ranges::find(by, i) != by.end());
    return made;
  }

  const Case& of_;
  const Standing& standing_;
  value::Economics worth_;
  Breakdown made_;
};

}  // namespace

Breakdown breakdown_of(const Case& of, const Standing& standing, Date today) {
  return Ending(of, standing, today).run();
}

}  // namespace tandem::outlook
