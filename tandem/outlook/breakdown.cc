#include "tandem/outlook/breakdown.h"

#include <algorithm>

#include "tandem/base/calendar.h"
#include "tandem/value/economics.h"

namespace tandem::outlook {
namespace {

using model::Case;

class Ending {
 public:
  Ending(const Case& of, const Standing& standing, Date today)
      : of_(of), standing_(standing), worth_(of), open_(open_steps(standing)) {
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

  /// The month in which a step would have begun, had it taken as long as the case says: with it the
  /// economics have it in force when it was. What was not by the breakdown is so then or later.
  [[nodiscard]] int as_if_begun(const Carried& one) const {
    const int months = of_.measure(one.measure).months;
    return (stands(one) ? *one.in_force : std::max(made_.month, one.start + months)) - months;
  }
  /// A burden is borne from when the step really began.
  [[nodiscard]] int begun(PartyId i, const Carried& one) const {
    return worth_.stream(one.measure, i).benefit ? as_if_begun(one) : one.start;
  }
  /// Value to `i` of what falls in month `from` or later, had it not broken down.
  [[nodiscard]] double if_kept(PartyId i, const Carried& one, int from) const {
    return one.share * worth_.carried_out(i, one.measure, begun(i, one), from);
  }
  /// Of what falls in the breakdown's month or later, as it did.
  [[nodiscard]] double left(PartyId i, const Carried& one) const {
    if (!stands(one)) return 0;
    const int start = std::min(as_if_begun(one), begun(i, one));
    return one.share * worth_.broken_off(i, one.measure, start, made_.month, made_.month);
  }

  [[nodiscard]] AfterBreakdown of_party(PartyId i) const {
    AfterBreakdown made{.party = i};
    for (const Carried& one : standing_.steps) {
      if (one.start > made_.month) continue;
      const double later = if_kept(i, one, made_.month);
      const double stays = left(i, one);
      const bool benefit = worth_.stream(one.measure, i).benefit;
      made.had += if_kept(i, one, 0) - later;
      (benefit ? made.keeps : made.bears) += stays;
      (benefit ? made.loses : made.relieved) += later - stays;
      if (stands(one))
        made.breakdown +=
            one.share * worth_.breakdown_shift(i, one.measure, as_if_begun(one), made_.month);
    }
    for (const model::Increment& one : open_)
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
  std::vector<model::Increment> open_;
  Breakdown made_;
};

}  // namespace

Breakdown breakdown_of(const Case& of, const Standing& standing, Date today) {
  return Ending(of, standing, today).run();
}

}  // namespace tandem::outlook
