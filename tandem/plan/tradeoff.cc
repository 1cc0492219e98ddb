#include "tandem/plan/tradeoff.h"

#include <algorithm>
#include <cmath>

#include "tandem/base/text.h"
#include "tandem/plan/internal/frontier.h"
#include "tandem/plan/internal/question.h"

namespace tandem::plan {
namespace {

using internal::Account;
using internal::Effort;
using internal::Formulation;
using internal::Frontier;
using internal::Gauge;
using internal::Outcome;
using internal::Question;
using internal::Term;
using internal::Values;
using model::Case;

constexpr double kFinest = 1e-5;     // tolerance below which the solver's own decides
constexpr double kEfficient = 1e-3;  // share of a range that an efficient point may leave
constexpr Effort kStrengthening{.search_steps = 50,
                                .first_nodes = 0,
                                .neighbourhoods = 20,
                                .in_vain = 3,
                                .neighbourhood_nodes = 100,
                                .finish_nodes = 500,
                                .proof_nodes = 1000};

Case wanting(const Case& of, const std::vector<model::ObjectiveKind>& between) {
  std::vector<model::Objective> objectives;
  for (const model::ObjectiveKind kind : between) objectives.push_back({kind, 1});
  return of.wanting(std::move(objectives));
}

/// An assignment that meets all limits, and what it comes to.
struct Found {
  Values at;
  std::vector<double> assignment;
  bool efficient = false;
};

/// What one search came to: the assignment it found, and what it proved.
struct Asked {
  std::optional<Found> found;
  Outcome outcome;
};

/// The curve by weighted Chebyshev questions: in a box between what is reached and what cannot be
/// exceeded, the farthest point along its diagonal. Its bound cuts the box's upper corner off (see
/// Dächert and Klamroth, J. Global Optim. 61, 2015).
class Tracer {
 public:
  Tracer(const Case& of, const TradeoffOptions& wanted, const Options& options)
      : of_(wanting(of, wanted.between)),
        tolerance_(std::max(wanted.tolerance, kFinest)),
        options_(options),
        asked_(of_, options) {
    curve_.between = wanted.between;
  }

  Tradeoff run() {
    asked_.find_ideals_if_wanted();
    formulation_ = asked_.formulation();
    if (!all_measured()) return finished();
    const std::vector<Asked> extremes = find_extremes();
    if (!begin(extremes)) return finished();
    refine();
    return finished();
  }

 private:
  [[nodiscard]] std::size_t count() const { return curve_.between.size(); }
  [[nodiscard]] const Term& term(std::size_t k) const { return formulation_.terms[k]; }

  bool all_measured() {
    for (const model::ObjectiveKind kind : curve_.between)
      if (std::ranges::count(formulation_.terms, kind, &Term::kind) == 0) curve_.unmeasured = kind;
    return !curve_.unmeasured;
  }

  /// @param share  of the time limit that this may take
  static Outcome ask(const Formulation& of, const std::vector<double>& start, const Effort& effort,
                     double gap, double share, const Options& options, Account& account) {
    Options part = options;
    part.relative_gap = gap;
    if (options.time_limit)
      part.time_limit =
          std::min(*options.time_limit, std::chrono::duration<double>(account.seconds()) +
                                            std::max(share * *options.time_limit, kShortest));
    Account its = account.for_part(part);
    Outcome outcome = optimise(of, start, effort, part, its);
    account.add(its);
    return outcome;
  }

  [[nodiscard]] Values values_of(const std::vector<double>& assignment) const {
    Values at;
    for (const Term& one : formulation_.terms)
      at.push_back(value_of(formulation_, one, assignment));
    return at;
  }

  /// The same or better in all objectives: as good as it gets in their sum.
  [[nodiscard]] Found strengthened(const std::vector<double>& assignment, const Values& scale,
                                   const Options& options, Account& account) const {
    const Values least = values_of(assignment);
    Formulation held = formulation_;
    double sum = 0;
    for (std::size_t k = 0; k < count(); ++k) {
      held.terms[k].weight = 1 / scale[k];
      sum += least[k] / scale[k];
      for (const int index : term(k).gauges) {
        Gauge& gauge = held.gauges[static_cast<std::size_t>(index)];
        gauge.lower = std::max(gauge.lower, least[k] - kHeld * scale[k]);
      }
    }
    const double gap = kEfficient / std::max(1.0, std::abs(sum));
    const Outcome outcome =
        ask(held, assignment, kStrengthening, gap, kStrengtheningShare, options, account);
    const std::vector<double>& best = outcome.values.empty() ? assignment : outcome.values;
    return {values_of(best), best, outcome.status == Status::optimal};
  }

  /// The best in each objective alone, and of those the best in the others.
  std::vector<Asked> find_extremes() {
    asked_.account.tell("extremes", std::nullopt, std::nullopt);
    std::vector<Asked> extremes(count());
    const Values scale(count(), 1.0);
    in_pairs(count(), options_, asked_.account,
             [&](std::size_t k, const Options& options, Account& account) {
               Formulation alone = formulation_;
               alone.terms = {term(k)};
               Asked& one = extremes[k];
               // Without a first roadmap there is no curve: that may take all the time there is.
               for (const double share : {kExtremeShare, 1.0})
                 if (share < 1 || one.outcome.status == Status::unknown)
                   one.outcome = ask(alone, {}, Effort{}, std::min(kExtremeGap, tolerance_ / 2),
                                     share, options, account);
               if (!one.outcome.values.empty())
                 one.found = strengthened(one.outcome.values, scale, options, account);
             });
    return extremes;
  }

  /// Whether there is a curve to trace.
  bool begin(const std::vector<Asked>& extremes) {
    Values ideal;
    Values worst(count(), internal::kInfinity);
    for (const Asked& one : extremes) {
      if (!one.found || !std::isfinite(one.outcome.bound)) return nothing_found(extremes);
      ideal.push_back(one.outcome.bound);
      for (std::size_t k = 0; k < count(); ++k) worst[k] = std::min(worst[k], one.found->at[k]);
    }
    for (const Asked& one : extremes)
      for (std::size_t k = 0; k < count(); ++k) ideal[k] = std::max(ideal[k], one.found->at[k]);
    frontier_.emplace(ideal, worst, floor_of_all());
    for (const Asked& one : extremes) take(*one.found);
    return true;
  }

  /// What no roadmap is below, by the range of each column.
  [[nodiscard]] Values floor_of_all() const {
    Values floor(count(), internal::kInfinity);
    for (std::size_t k = 0; k < count(); ++k)
      for (const int index : term(k).gauges) {
        const Gauge& gauge = formulation_.gauges[static_cast<std::size_t>(index)];
        double least = gauge.constant;
        for (const solver::Entry& entry : gauge.entries)
          least += std::min(0.0, entry.value) *
                   formulation_.columns[static_cast<std::size_t>(entry.column)].upper;
        floor[k] = std::min(floor[k], least);
      }
    return floor;
  }

  bool nothing_found(const std::vector<Asked>& extremes) {
    const auto proof = std::ranges::find(extremes, Status::infeasible,
                                         [](const Asked& one) { return one.outcome.status; });
    if (proof != extremes.end()) curve_.status = Status::infeasible;
    if (asked_.account.over()) return false;
    Formulation any = formulation_;
    any.terms.clear();
    const Asked& asked = proof != extremes.end() ? *proof : extremes.front();
    curve_.obstacles = asked_.obstacles(any, asked.outcome);
    return false;
  }

  bool take(const Found& found) {
    if (!frontier_->reach(found.at)) return false;
    found_.push_back(found);
    return true;
  }

  void refine() {
    while (!asked_.account.over()) {
      std::vector<Frontier::Box> boxes = frontier_->open(tolerance_);
      asked_.account.tell("curve: " + counted_points() + ", off by " +
                              fixed(100 * frontier_->within(), 1) + " % of a range at most",
                          std::nullopt, std::nullopt);
      if (boxes.empty()) {
        if (!frontier_->reopen() || ++patience_ >= kRounds) return;
        continue;
      }
      boxes.resize(std::min<std::size_t>(boxes.size(), 2));
      std::vector<Asked> answers(boxes.size());
      in_pairs(boxes.size(), options_, asked_.account,
               [&](std::size_t k, const Options& options, Account& account) {
                 answers[k] = explore(boxes[k], options, account);
               });
      for (std::size_t k = 0; k < boxes.size(); ++k) learn(boxes[k], answers[k]);
    }
  }

  [[nodiscard]] std::string counted_points() const {
    const std::size_t points = frontier_->points().size();
    return std::to_string(points) + (points == 1 ? " point" : " points");
  }

  /// How far along the box's diagonal a roadmap can be, from 1 to 2.
  [[nodiscard]] Formulation along(const Frontier::Box& box) const {
    Formulation made = formulation_;
    Term all{.kind = curve_.between.front(), .weight = 1, .gauges = {}};
    for (std::size_t k = 0; k < count(); ++k) {
      const double side = side_of(box, k);
      for (const int index : term(k).gauges) {
        Gauge gauge = formulation_.gauges[static_cast<std::size_t>(index)];
        gauge.constant = 1 + (gauge.constant - box.low[k]) / side;
        for (solver::Entry& entry : gauge.entries) entry.value /= side;
        all.gauges.push_back(static_cast<int>(made.gauges.size()));
        made.gauges.push_back(std::move(gauge));
      }
    }
    made.terms = {std::move(all)};
    return made;
  }

  [[nodiscard]] double side_of(const Frontier::Box& box, std::size_t k) const {
    return std::max(box.high[k] - box.low[k], kFinest * frontier_->range(k));
  }

  /// Nothing less far along than what is known is of interest. Where that keeps the margins that
  /// the case asks for, the term says so, and no solver needs their rows.
  void set_floor(Formulation& along, double known, const Frontier::Box& box) const {
    Term& all = along.terms.front();
    all.floor = known;
    for (std::size_t k = 0; k < count(); ++k)
      if (term(k).kind == model::ObjectiveKind::self_enforcement) {
        const double least = box.low[k] + (known - 1) * side_of(box, k);
        all.kind = least >= term(k).floor ? term(k).kind : curve_.between[k == 0 ? 1 : 0];
      }
  }

  /// The known assignment that is farthest along.
  [[nodiscard]] const std::vector<double>& start_of(const Formulation& along) const {
    const auto value = [&](const Found& one) { return objective(along, one.assignment); };
    return std::ranges::max_element(found_, {}, value)->assignment;
  }

  [[nodiscard]] Asked explore(const Frontier::Box& box, const Options& options,
                              Account& account) const {
    Formulation question = along(box);
    const std::vector<double>& start = start_of(question);
    set_floor(question, objective(question, start), box);
    double largest = 0;
    for (std::size_t k = 0; k < count(); ++k)
      largest = std::max(largest, side_of(box, k) / frontier_->range(k));
    const double gap = std::clamp(tolerance_ / 2 / largest, kFinest / 10, kWidestGap);
    Asked asked;
    asked.outcome = ask(question, start, effort(), gap, share(), options, account);
    if (asked.outcome.values.empty()) return asked;
    Values scale;
    for (std::size_t k = 0; k < count(); ++k) scale.push_back(frontier_->range(k));
    asked.found = strengthened(asked.outcome.values, scale, options, account);
    return asked;
  }

  /// A first round gets around; what it leaves open is asked again, more patiently.
  [[nodiscard]] Effort effort() const {
    Effort made;
    made.proof_nodes = static_cast<std::int64_t>(std::lround(kBoxNodes * patience()));
    return made;
  }
  [[nodiscard]] double share() const { return std::min(kMostShare, kBoxShare * patience()); }
  [[nodiscard]] double patience() const { return std::pow(kMorePatient, patience_); }

  void learn(const Frontier::Box& box, const Asked& answer) {
    const bool is_new = answer.found && take(*answer.found);
    Values corner;
    for (std::size_t k = 0; k < count(); ++k)
      corner.push_back(box.low[k] + (answer.outcome.bound - 1) * side_of(box, k));
    frontier_->exclude(corner);
    if (!is_new && answer.outcome.status != Status::optimal) frontier_->give_up(box.high);
  }

  void list_points() {
    for (const Values& at : frontier_->points()) {
      const Found& found = *std::ranges::find(found_, at, &Found::at);
      TradeoffPoint point{to_roadmap(of_, formulation_, found.assignment), at, found.efficient};
      point.roadmap.name = "point-" + std::to_string(curve_.points.size() + 1);
      point.roadmap.title = "Point " + std::to_string(curve_.points.size() + 1) + " of the curve";
      curve_.points.push_back(std::move(point));
    }
    curve_.within = frontier_->within();
    curve_.best = frontier_->ideal();
    for (std::size_t k = 0; k < count(); ++k) curve_.range.push_back(frontier_->range(k));
    curve_.corners = frontier_->corners();
    curve_.status = curve_.within <= tolerance_ ? Status::optimal : Status::feasible;
  }

  Tradeoff finished() {
    if (frontier_) list_points();
    Account& account = asked_.account;
    const bool proven = curve_.status == Status::optimal || curve_.status == Status::infeasible;
    const bool cut_short = account.over();
    if (proven)
      account.statistics.stopped_by = "proof";
    else if (!cut_short)
      account.statistics.stopped_by = "work";
    account.statistics.seconds = account.seconds();
    curve_.statistics = account.statistics;
    curve_.ideal = asked_.demands.ideal;
    curve_.ideal_proven = asked_.ideal_proven;
    return std::move(curve_);
  }

  static constexpr double kHeld = 1e-9;        // of the scale, what strengthening may lose
  static constexpr double kExtremeGap = 1e-4;  // relative
  static constexpr double kWidestGap = 0.25;   // of a box's diagonal
  // Of the time limit, none shorter than this.
  static constexpr std::chrono::duration<double> kShortest{2};
  static constexpr double kExtremeShare = 0.12;
  static constexpr double kBoxShare = 0.04;
  static constexpr double kMostShare = 0.2;
  static constexpr double kStrengtheningShare = 0.02;
  static constexpr double kBoxNodes = 400;
  static constexpr double kMorePatient = 5;
  static constexpr int kRounds = 3;

  Case of_;
  double tolerance_;
  const Options& options_;
  Question asked_;
  Formulation formulation_;
  std::optional<Frontier> frontier_;
  std::vector<Found> found_;
  int patience_ = 0;
  Tradeoff curve_;
};

}  // namespace

Tradeoff tradeoff(const Case& of, const TradeoffOptions& wanted, const Options& options) {
  return Tracer(of, wanted, options).run();
}

}  // namespace tandem::plan
