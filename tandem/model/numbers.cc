#include "tandem/model/numbers.h"

#include <algorithm>
#include <optional>

namespace tandem::model {
namespace {

/// Passes on the numbers that were written.
class Visitor {
 public:
  explicit Visitor(const std::function<void(const Number&)>& visit) : visit_(visit) {}

  void visit_case(const CaseDraft& draft) const {
    number(draft.hazard);
    for (const PartyDraft& p : draft.parties)
      numbers(p.discount, p.reserve, p.breakdown_per_year, p.breakdown_once, p.capacity);
    for (const MeasureDraft& m : draft.measures) measure(m);
    for (const BoundaryDraft& boundary : draft.boundaries) {
      shares(boundary.until);
      numbers(boundary.share, boundary.cost);
    }
    principles(draft.principles);
  }

 private:
  void number(const Number& n) const {
    if (n.at.line > 0 || !n.provenance.empty()) visit_(n);
  }
  void number(const std::optional<Number>& n) const {
    if (n) number(*n);
  }
  template <class... Numbers>
  void numbers(const Numbers&... each) const {
    (number(each), ...);
  }
  void shares(const std::vector<AfterDraft>& entries) const {
    for (const AfterDraft& entry : entries) number(entry.share);
  }
  void points(const std::vector<WorthDraft>& entries) const {
    for (const WorthDraft& entry : entries) number(entry.points);
  }
  void measure(const MeasureDraft& m) const {
    numbers(m.duration, m.smallest_tranche, m.fastest_pace, m.quantity);
    points(m.worth);
    points(m.breakdown_shift);
    numbers(m.upfront, m.upfront_burden, m.reversibility, m.restore_months, m.risk_reduction,
            m.final_goal, m.weight);
    if (m.verification) numbers(m.verification->detection, m.verification->false_alarm);
    shares(m.after);
  }
  void principles(const PrinciplesDraft& p) const {
    numbers(p.parallel_max_gap, p.reciprocal_min_index, p.reciprocal_min_step,
            p.proportional_max_gap, p.max_exposure, p.min_margin, p.by_month_12, p.by_month_24,
            p.by_month_36, p.first_payoff_months, p.payoff_share, p.confidence, p.min_detection,
            p.irreversible_below, p.min_surplus, p.min_final_share);
  }

  const std::function<void(const Number&)>& visit_;
};

/// Position of the provenance called `id`; the number of provenances where there is none.
std::size_t position(const CaseDraft& draft, const std::string& id) {
  const auto found =
      std::ranges::find(draft.provenances, id, [](const ProvenanceDraft& p) { return p.id.text; });
  return static_cast<std::size_t>(found - draft.provenances.begin());
}

}  // namespace

void for_each_number(const CaseDraft& draft, const std::function<void(const Number&)>& visit) {
  Visitor(visit).visit_case(draft);
}

Census census(const CaseDraft& draft) {
  Census counted;
  counted.numbers.resize(draft.provenances.size());
  counted.boundaries.resize(draft.provenances.size());
  for_each_number(draft, [&](const Number& number) {
    if (number.ranged) ++counted.ranged;
    const std::size_t index = position(draft, number.provenance.text);
    if (index == draft.provenances.size()) {
      ++counted.unattributed;
      return;
    }
    ++counted.numbers[index];
    ++(draft.provenances[index].judgement ? counted.judged : counted.sourced);
  });
  for (const BoundaryDraft& boundary : draft.boundaries) {
    const std::size_t index = position(draft, boundary.provenance.text);
    if (index < counted.boundaries.size()) ++counted.boundaries[index];
  }
  return counted;
}

}  // namespace tandem::model
