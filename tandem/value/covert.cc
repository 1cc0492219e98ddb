#include "tandem/value/covert.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>

namespace tandem::value {
namespace {

using model::Case;
using model::Increment;
using model::Roadmap;

constexpr double kPrecision = 1e-12;           // points
constexpr double kDetectionPrecision = 1e-10;  // chance a month

/// The value to one party, from month 0 and in month-0 points, of a history in which all carry on
/// until a breakdown in month d that is this party's fault, for every d at once. Between events it
/// is C + G * annuity(0, d), so a tranche costs a few additions, not one for each month.
class BrokenHistories {
 public:
  BrokenHistories(const Case& of, const Economics& worth, const Roadmap& roadmap, PartyId i)
      : discount_(worth.discount(i)), last_(last_month(of, worth, roadmap)) {
    constant_.assign(static_cast<std::size_t>(last_) + 2, 0);
    slope_.assign(constant_.size(), 0);
    for (const Increment& step : roadmap.increments) add(of, worth, i, step);
    for (std::size_t d = 1; d < constant_.size(); ++d) {
      constant_[d] += constant_[d - 1];
      slope_[d] += slope_[d - 1];
    }
    for (int d = 0; d <= last_; ++d) {
      values_.push_back(at(worth, i, d));
      annuities_.push_back(discount_.annuity(0, d));
    }
  }

  [[nodiscard]] int last() const { return last_; }
  /// Of a breakdown in month `d`. @pre d <= last()
  [[nodiscard]] double value(int d) const { return values_[static_cast<std::size_t>(d)]; }
  [[nodiscard]] double annuity(int d) const { return annuities_[static_cast<std::size_t>(d)]; }

  /// Expectations over the month of a breakdown that comes with chance `p` a month after last().
  struct Tail {
    double value = 0;
    double annuity = 0;
  };
  [[nodiscard]] Tail tail(double p) const {
    const double whole = discount_.annuity_from(0);
    // At a finite horizon values are constant, else base + slope * beta^d.
    if (discount_.horizon()) return {values_.back(), whole};
    const double beta = discount_.beta();
    const double found = p == 0 ? 0 : p * beta / (1 - (1 - p) * beta);
    const double base = constant_.back() + slope_.back() * whole;
    const double slope = (values_.back() - base) / discount_.power(last_);
    return {base + slope * discount_.power(last_) * found,
            whole + -whole * discount_.power(last_) * found};
  }

 private:
  static int last_month(const Case& of, const Economics& worth, const Roadmap& roadmap) {
    if (of.time().horizon) return *of.time().horizon;
    int last = of.phase_start(of.time().phases + 1);
    for (const Increment& step : roadmap.increments)
      last = std::max(last, worth.in_force(step.measure, step.start_month));
    return last + 1;
  }

  void add_from(int month, double constant, double slope) {
    if (month > last_) return;
    constant_[static_cast<std::size_t>(month)] += constant;
    slope_[static_cast<std::size_t>(month)] += slope;
  }

  void add(const Case& of, const Economics& worth, PartyId i, const Increment& step) {
    const Stream& stream = worth.stream(step.measure, i);
    const int ready = worth.in_force(step.measure, step.start_month);
    if (const double shift = step.share * worth.shift_rate(i, step.measure); shift != 0)
      add_from(std::max(ready, step.start_month + 1), shift * discount_.annuity_from(0), -shift);
    const double once = step.share * stream.once;
    const double rate = step.share * stream.rate;
    const int begins = stream.benefit ? ready : step.start_month;
    const double paid = once * discount_.weight(begins);
    double constant = 0;
    double slope = 0;
    if (!stream.benefit && ready > begins) {  // under way: flows up to d
      constant = paid - rate * discount_.annuity(0, begins);
      slope = rate;
      add_from(begins + 1, constant, slope);
    }
    const model::Measure& measure = of.measure(step.measure);
    const double lost = measure.reversibility.mode;
    const double fixed =
        paid + rate * ((1 - lost) * discount_.annuity_from(0) - discount_.annuity(0, begins) +
                       lost * discount_.annuity(0, measure.restore));
    const double grows = rate * lost * discount_.power(measure.restore);
    const int stands = std::max(ready, step.start_month + 1);
    add_from(stands, fixed - constant, grows - slope);
    if (!discount_.horizon()) return;
    const int clamped = std::max(stands, *discount_.horizon() - measure.restore);
    const double whole = paid + rate * (discount_.annuity_from(0) - discount_.annuity(0, begins));
    add_from(clamped, whole - fixed, -grows);
  }

  [[nodiscard]] double at(const Economics& worth, PartyId i, int d) const {
    const auto k = static_cast<std::size_t>(d);
    return constant_[k] + slope_[k] * discount_.annuity(0, d) + worth.breakdown(i, d, true);
  }

  const Discount& discount_;
  int last_;
  std::vector<double> constant_;
  std::vector<double> slope_;
  std::vector<double> values_;
  std::vector<double> annuities_;
};

/// One measure whose burden its own actor bears, wholly in force from `ready` on.
struct Burden {
  MeasureId measure{0};
  double rate = 0;  // points a month, negative
  int ready = 0;
  std::vector<int> months = {};  // in which cheating may begin, not before `ready`; ascending
};

std::vector<Burden> burdens_of(const Case& of, const Economics& worth, const Roadmap& roadmap,
                               PartyId i) {
  std::vector<Burden> burdens;
  for (std::size_t k = 0; k < worth.measures(); ++k) {
    const MeasureId m(k);
    const Stream& stream = worth.stream(m, i);
    if (!of.measure(m).has_actor(i) || stream.rate >= 0) continue;
    Burden burden;
    burden.measure = m;
    for (const Increment& step : roadmap.increments) {
      if (step.measure != m) continue;
      burden.rate += step.share * stream.rate;
      burden.ready = std::max(burden.ready, worth.in_force(m, step.start_month));
    }
    if (burden.rate < 0 && worth.discount(i).counts(burden.ready)) burdens.push_back(burden);
  }
  return burdens;
}

/// What cheating on a party's burdens adds to going on, in month-0 points.
class Temptation {
 public:
  /// @param net  gain of going on, month-0 points
  /// @param burdens, histories  outlive this
  Temptation(const std::vector<Burden>& burdens, const BrokenHistories& histories, double net)
      : burdens_(burdens), histories_(histories), net_(net) {
    for (std::size_t b = 0; b < burdens_.size(); ++b)
      for (const int month : burdens_[b].months) asked_.push_back({month, b});
    std::ranges::stable_sort(asked_, std::greater<>(), &Question::month);
  }

  /// The month in which cheating on a burden gains most.
  struct Peak {
    double gain = -std::numeric_limits<double>::infinity();
    int month = 0;
  };

  /// @param p  chance a month that cheating on each burden is found; shape [burdens]
  [[nodiscard]] std::vector<Peak> peaks(const std::vector<double>& p) const {
    std::vector<Peak> found(burdens_.size());
    for (std::size_t first = 0; first < p.size(); first += kLanes) {
      Expected now(p, first, histories_);
      int month = histories_.last();
      for (const Question& question : asked_) {
        if (question.burden - first >= kLanes) continue;
        if (month > question.month) now.step_back(month, question.month, histories_);
        month = question.month;
        const std::size_t lane = question.burden - first;
        const double saved = now.annuity[lane] - histories_.annuity(month);
        const double gain = now.value[lane] - net_ - burdens_[question.burden].rate * saved;
        Peak& peak = found[question.burden];
        if (gain >= peak.gain) peak = {gain, month};
      }
    }
    return found;
  }

 private:
  /// Burdens in one sweep over the months: each month of one waits for the month after, and the
  /// others fill the time.
  static constexpr std::size_t kLanes = 8;

  /// Expectations over the month in which the cheating that begins now is found.
  struct Expected {
    Expected(const std::vector<double>& chances, std::size_t first,
             const BrokenHistories& histories) {
      const std::size_t lanes = std::min(kLanes, chances.size() - first);
      for (std::size_t k = 0; k < lanes; ++k) {
        p[k] = chances[first + k];
        stays[k] = 1 - p[k];
        const BrokenHistories::Tail tail = histories.tail(p[k]);
        value[k] = tail.value;
        annuity[k] = tail.annuity;
      }
    }
    void step_back(int from, int to, const BrokenHistories& histories) {
      Expected now = *this;  // of which the compiler knows that nobody else writes to it
      for (int c = from; c > to; --c) {
        const double broken = histories.value(c);
        const double whole = histories.annuity(c);
        for (std::size_t k = 0; k < kLanes; ++k) {
          now.value[k] = now.p[k] * broken + now.stays[k] * now.value[k];
          now.annuity[k] = now.p[k] * whole + now.stays[k] * now.annuity[k];
        }
      }
      *this = now;
    }
    std::array<double, kLanes> p{};
    std::array<double, kLanes> stays{};
    std::array<double, kLanes> value{};
    std::array<double, kLanes> annuity{};
  };

  /// A month in which cheating on a burden may begin.
  struct Question {
    int month = 0;
    std::size_t burden = 0;
  };

  const std::vector<Burden>& burdens_;
  const BrokenHistories& histories_;
  double net_;
  std::vector<Question> asked_;  // latest first
};

std::vector<int> months_in_force(const std::vector<int>& decisions, const Burden& burden,
                                 int since) {
  const int first = std::max(burden.ready, since);
  std::vector<int> months{first};
  for (const int month : decisions)
    if (month > first) months.push_back(month);
  return months;
}

/// A chance a month that does not deter, one that does, and when cheating gains most at the first.
class Bracket {
 public:
  Bracket(const Temptation::Peak& never, const Temptation::Peak& surely, const Discount& discount)
      : beta_(discount.beta()),
        per_month_(1 / discount.annuity_from(0)),
        tempting_(straightened(0, never)),
        deterring_(straightened(1, surely)),
        possible_(deterring_ <= 0),
        worst_month_(possible_ ? never.month : surely.month) {}

  [[nodiscard]] bool possible() const { return possible_; }
  [[nodiscard]] bool narrow() const { return !possible_ || width() <= kDetectionPrecision; }
  [[nodiscard]] double deters() const { return deters_; }
  [[nodiscard]] int worst_month() const { return worst_month_; }

  /// Where to look: where a line between the two ends would cross zero, or half way where three
  /// such looks have not halved the bracket. Source: the Illinois rule, Dowell and Jarratt, BIT 11,
  /// 1971: an end that stays counts half, so that neither stays for long.
  [[nodiscard]] double next() {
    const double middle = (tempts_ + deters_) / 2;
    if (looks_++ % 3 == 0) {
      const bool slow = 2 * width() > last_width_;
      last_width_ = width();
      if (slow) return middle;
    }
    const double crossing =
        (tempts_ * -deterring_ + deters_ * tempting_) / (tempting_ - deterring_);
    constexpr double kInside = kDetectionPrecision / 2;
    return std::clamp(crossing, tempts_ + kInside, deters_ - kInside);
  }
  void take(double chance, const Temptation::Peak& peak) {
    const double gain = straightened(chance, peak);
    if (gain > 0) {
      if (tempted_last_) deterring_ /= 2;
      tempts_ = chance;
      tempting_ = gain;
      worst_month_ = peak.month;
    } else {
      if (!tempted_last_) tempting_ /= 2;
      deters_ = chance;
      deterring_ = gain;
    }
    tempted_last_ = gain > 0;
  }

 private:
  [[nodiscard]] double width() const { return deters_ - tempts_; }
  /// For ever, expectations over a geometric number of months are fractions with 1 - (1 - p) beta
  /// below: times that the gain is nearly a line in p, and its sign is the same.
  [[nodiscard]] double straightened(double chance, const Temptation::Peak& peak) const {
    return (peak.gain - kPrecision) * (chance * beta_ + per_month_);
  }

  double beta_;
  double per_month_;
  double tempts_ = 0;
  double deters_ = 1;
  double tempting_;   // gain of cheating there, straightened
  double deterring_;  // the same
  bool possible_;     // something deters
  int worst_month_;
  int looks_ = 0;
  double last_width_ = 2;
  bool tempted_last_ = false;
};

/// Shape [burdens].
std::vector<Bracket> thresholds(const Temptation& temptation, const Discount& discount,
                                std::size_t burdens) {
  std::vector<Bracket> brackets;
  const auto surely = temptation.peaks(std::vector<double>(burdens, 1));
  const auto never = temptation.peaks(std::vector<double>(burdens, 0));
  for (std::size_t b = 0; b < burdens; ++b) brackets.emplace_back(never[b], surely[b], discount);
  std::vector<double> chances(burdens);
  while (!std::ranges::all_of(brackets, &Bracket::narrow)) {
    for (std::size_t b = 0; b < burdens; ++b)
      if (!brackets[b].narrow()) chances[b] = brackets[b].next();
    const auto peaks = temptation.peaks(chances);
    for (std::size_t b = 0; b < burdens; ++b)
      if (!brackets[b].narrow()) brackets[b].take(chances[b], peaks[b]);
  }
  return brackets;
}

}  // namespace

std::vector<CovertThreshold> covert_thresholds(const Case& of, const Economics& worth,
                                               const Roadmap& roadmap) {
  std::vector<CovertThreshold> found;
  const std::vector<int> decisions = decision_months(of, roadmap);
  for (std::size_t p = 0; p < worth.parties(); ++p) {
    const PartyId i(p);
    const auto since = accession_month(of, roadmap, i);
    if (!since) continue;
    std::vector<Burden> burdens = burdens_of(of, worth, roadmap, i);
    for (Burden& burden : burdens) burden.months = months_in_force(decisions, burden, *since);
    const BrokenHistories histories(of, worth, roadmap, i);
    const Temptation temptation(burdens, histories, net_gain(worth, roadmap, i));
    const std::vector<Bracket> brackets = thresholds(temptation, worth.discount(i), burdens.size());
    for (std::size_t b = 0; b < burdens.size(); ++b) {
      CovertThreshold made{i, burdens[b].measure, std::nullopt, std::nullopt,
                           brackets[b].worst_month()};
      if (brackets[b].possible()) made.needed = brackets[b].deters();
      if (const auto& verification = of.measure(made.measure).verification)
        made.detection = verification->detection.mode;
      found.push_back(made);
    }
  }
  return found;
}

struct Cheating::Parts {
  BrokenHistories histories;
  std::vector<Burden> burdens;
  double net;  // gain of going on, month-0 points
};

Cheating::Cheating(const Case& of, const Economics& worth, const Roadmap& roadmap, PartyId i)
    : discount_(worth.discount(i)),
      parts_(std::make_unique<const Parts>(BrokenHistories(of, worth, roadmap, i),
                                           burdens_of(of, worth, roadmap, i),
                                           net_gain(worth, roadmap, i))) {}
Cheating::~Cheating() = default;

double Cheating::gain(MeasureId m, int month, double detection) const {
  const auto burden = std::ranges::find(parts_->burdens, m, &Burden::measure);
  if (burden == parts_->burdens.end()) return 0;
  assert(month >= burden->ready);
  std::vector<Burden> asked{*burden};
  asked.front().months = {month};
  const Temptation temptation(asked, parts_->histories, parts_->net);
  return temptation.peaks({detection}).front().gain / discount_.power(month);
}

}  // namespace tandem::value
