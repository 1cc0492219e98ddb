#include "tandem/plan/robust.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <thread>
#include <tuple>

#include "tandem/model/numbers.h"
#include "tandem/plan/internal/futures.h"
#include "tandem/plan/internal/program.h"
#include "tandem/plan/internal/question.h"
#include "tandem/solver/relaxation.h"

namespace tandem::plan {
namespace {

using internal::Account;
using internal::Effort;
using internal::Formulation;
using internal::Futures;
using internal::Gauge;
using internal::Item;
using internal::kInfinity;
using internal::Outcome;
using internal::Question;
using internal::Trial;
using model::Case;
using Values = std::vector<double>;

constexpr std::size_t kMostFutures = 500;
constexpr std::size_t kMostFresh = 10'000;
constexpr double kLess = 1e-6;  // below what the program says, of an objective
constexpr Effort kQuick{.search_steps = 100,
                        .accessions = 50,
                        .ways = 1,
                        .first_nodes = 500,
                        .neighbourhoods = 20,
                        .in_vain = 4,
                        .neighbourhood_nodes = 100,
                        .finish_nodes = 0,
                        .proof_nodes = 0};

/// Calls work(k) for every k below `count`, two at a time where there are two threads.
template <class Work>
void for_each_of(std::size_t count, const Options& options, const Work& work) {
  const auto every = [&](std::size_t first, std::size_t step) {
    for (std::size_t k = first; k < count && !options.stop.stop_requested(); k += step) work(k);
  };
  if (options.threads < 2) return every(0, 1);
  const std::jthread other(every, 1, 2);
  every(0, 2);
}

/// A roadmap on the formulation's columns, and what it comes to in the futures that it keeps.
struct Candidate {
  Values values;
  std::vector<char> dropped;  // shape [futures]
  double objective = -kInfinity;
};

/// The program of one share: the formulation at the modes, and what was added of the futures.
class Master {
 public:
  Master(const Formulation& at_modes, std::size_t futures, std::size_t droppable)
      : made_(at_modes), columns_(at_modes.columns.size()), choice_(futures, -1) {
    for (const internal::Term& term : made_.terms) {
      double most = kInfinity;
      for (const int gauge : term.gauges)
        most = std::min(most, internal::most(made_, made_.gauges[static_cast<std::size_t>(gauge)]));
      most_.push_back(most);
    }
    if (droppable == 0) return;
    Gauge all;
    all.rule = "futures given up";
    all.structural = true;
    all.upper = static_cast<double>(droppable);
    droppable_ = static_cast<int>(made_.gauges.size());
    made_.gauges.push_back(std::move(all));
  }

  [[nodiscard]] const Formulation& formulation() const { return made_; }
  [[nodiscard]] Values own(const Values& values) const {
    return {values.begin(), values.begin() + static_cast<std::ptrdiff_t>(columns_)};
  }
  [[nodiscard]] bool gives_up(std::size_t future, const Values& values) const {
    return choice_[future] >= 0 && values[static_cast<std::size_t>(choice_[future])] > 0.5;
  }

  /// The candidate by all columns that there are.
  [[nodiscard]] Values complete(const Candidate& candidate) const {
    if (candidate.values.empty()) return {};
    Values values = candidate.values;
    values.resize(made_.columns.size());
    for (std::size_t k = 0; k < choice_.size(); ++k)
      if (choice_[k] >= 0 && candidate.dropped[k] != 0)
        values[static_cast<std::size_t>(choice_[k])] = 1;
    return values;
  }

  /// A limit of a future, which binds unless the future is given up.
  void add_limit(std::size_t future, const Gauge& limit) {
    const auto add_side = [&](bool lower) {
      Gauge side = limit;
      side.implied_by.reset();
      (lower ? side.upper : side.lower) = lower ? kInfinity : -kInfinity;
      if (const int choice = choice_of(future); choice >= 0) {
        const double slack = lower ? limit.lower - internal::least(made_, limit)
                                   : limit.upper - internal::most(made_, limit);
        side.entries.push_back({choice, slack});
      }
      made_.gauges.push_back(std::move(side));
    };
    if (limit.lower > -kInfinity) add_side(true);
    if (limit.upper < kInfinity) add_side(false);
  }

  /// What an objective is worth in a future, unless that is given up.
  void add_value(std::size_t future, std::size_t term, const Gauge& value) {
    Gauge gauge = value;
    if (const int choice = choice_of(future); choice >= 0)
      gauge.entries.push_back({choice, std::max(0.0, most_[term] - internal::least(made_, value))});
    made_.terms[term].gauges.push_back(static_cast<int>(made_.gauges.size()));
    made_.gauges.push_back(std::move(gauge));
  }

 private:
  int choice_of(std::size_t future) {
    int& choice = choice_[future];
    if (droppable_ < 0 || choice >= 0) return choice;
    choice = static_cast<int>(made_.columns.size());
    made_.columns.push_back({1, true});
    Item item;
    item.column.assign(static_cast<std::size_t>(made_.phases) + 1, -1);
    item.column[1] = choice;
    item.total = static_cast<int>(made_.gauges.size());
    made_.items.push_back(std::move(item));
    Gauge once;
    once.rule = "once";
    once.structural = true;
    once.upper = 1;
    once.entries.push_back({choice, 1});
    made_.gauges.push_back(std::move(once));
    made_.gauges[static_cast<std::size_t>(droppable_)].entries.push_back({choice, 1});
    return choice;
  }

  Formulation made_;
  std::size_t columns_;       // at the modes
  std::vector<int> choice_;   // column that gives the future up, -1 where there is none
  std::vector<double> most_;  // that each term can be worth
  int droppable_ = -1;        // gauge of how many are given up
};

/// The search for a roadmap that is as sure as one share asks.
class Level {
 public:
  Level(Question& asked, const Formulation& at_modes, const Futures& futures, double sure,
        const Options& options)
      : asked_(asked),
        at_modes_(at_modes),
        futures_(futures),
        options_(options),
        account_(asked.account.for_part(options)),
        stage_(fmt::format("{:g} % of the futures", 100 * sure)),
        droppable_(static_cast<std::size_t>(
            std::floor((1 - sure) * static_cast<double>(futures.size()) + kWhole))),
        master_(at_modes, futures.size(), droppable_) {}

  /// @param known  assignments to begin from
  void run(const std::vector<Values>& known) {
    const std::vector<char> none(futures_.size());
    const auto trials = all_tried(known);
    if (account_.over()) return;
    for (std::size_t a = 0; a < known.size(); ++a) {
      consider(known[a], none, trials[a]);
      add_limits(none, trials[a]);
    }
    learn_from_relaxation();
    bool thorough = false;
    while (!account_.over() && !closed()) {
      const Formulation& program = master_.formulation();
      const Outcome outcome = optimise(program, master_.complete(best_),
                                       thorough ? Effort{} : kQuick, options_, account_);
      bound_ = std::min(bound_, outcome.bound);
      infeasible_ = outcome.status == Status::infeasible;
      if (infeasible_) return;
      const bool grown = !outcome.values.empty() && learn(outcome.values);
      account_.tell(stage_, best(), bound_ < kInfinity ? std::optional(bound_) : std::nullopt);
      if (grown) continue;
      if (thorough) return;
      thorough = true;
    }
  }

  [[nodiscard]] const Candidate& found() const { return best_; }
  [[nodiscard]] double bound() const { return bound_; }
  [[nodiscard]] const Account& account() const { return account_; }
  [[nodiscard]] Status status() const {
    if (infeasible_) return Status::infeasible;
    if (!best()) return Status::unknown;
    return closed() ? Status::optimal : Status::feasible;
  }

 private:
  [[nodiscard]] std::optional<double> best() const {
    return best_.values.empty() ? std::nullopt : std::optional(best_.objective);
  }
  [[nodiscard]] bool closed() const {
    const double gap = options_.relative_gap * std::abs(best_.objective);
    return best() && bound_ - best_.objective <= std::max(gap, kLess);
  }

  /// Shape [assignments, futures]; each future is formulated once.
  [[nodiscard]] std::vector<std::vector<Trial>> all_tried(
      const std::vector<Values>& assignments) const {
    std::vector<std::vector<Trial>> trials(assignments.size(), std::vector<Trial>(futures_.size()));
    for_each_of(futures_.size(), options_, [&](std::size_t k) {
      auto here = futures_.tried(k, assignments, asked_.demands, options_.min_margin);
      for (std::size_t a = 0; a < here.size(); ++a) trials[a][k] = std::move(here[a]);
    });
    return trials;
  }

  [[nodiscard]] std::vector<Trial> tried(const Values& values) const {
    return std::move(all_tried({values}).front());
  }

  /// Rows are added first where steps may be split, which is fast.
  void learn_from_relaxation() {
    for (int round = 0; round < kSplitRounds && !account_.over(); ++round) {
      const auto relaxation = solver::make_relaxation(to_program(master_.formulation()));
      if (relaxation->solve(account_.limits(), kAllSteps) != solver::Status::optimal) return;
      const double before = bound_;
      bound_ = std::min(bound_, relaxation->objective());
      const double* first = relaxation->values();
      const Values answer(first, first + master_.formulation().columns.size());
      if (!add_rows(answer, tried(master_.own(answer)))) return;
      if (before - bound_ < kLeastGain * std::abs(bound_)) return;
    }
  }

  /// What an answer of the program says of the futures. @return whether it has new rows
  bool learn(const Values& answer) {
    const Values values = master_.own(answer);
    const std::vector<Trial> trials = tried(values);
    if (account_.over()) return false;
    consider(values, given_up_in(answer), trials);
    return add_rows(answer, trials);
  }

  [[nodiscard]] std::vector<char> given_up_in(const Values& answer) const {
    std::vector<char> given_up(futures_.size());
    for (std::size_t k = 0; k < given_up.size(); ++k)
      given_up[k] = master_.gives_up(k, answer) ? 1 : 0;
    return given_up;
  }

  bool add_rows(const Values& answer, const std::vector<Trial>& trials) {
    if (options_.stop.stop_requested()) return false;
    const std::vector<char> given_up = given_up_in(answer);
    std::vector<double> said;
    for (const internal::Term& term : master_.formulation().terms)
      said.push_back(value_of(master_.formulation(), term, answer));
    const bool limits = add_limits(given_up, trials);
    return add_values(given_up, trials, said) || limits;
  }

  /// Gives up the futures in which it fails and, as far as more may be, those that are given up.
  void consider(const Values& values, const std::vector<char>& given_up,
                const std::vector<Trial>& trials) {
    Candidate one{values, std::vector<char>(trials.size()), 0};
    std::size_t dropped = 0;
    for (std::size_t k = 0; k < trials.size(); ++k)
      if (!trials[k].holds()) {
        one.dropped[k] = 1;
        ++dropped;
      }
    if (dropped > droppable_) return;
    for (std::size_t k = 0; k < trials.size() && dropped < droppable_; ++k)
      if (given_up[k] != 0 && one.dropped[k] == 0) {
        one.dropped[k] = 1;
        ++dropped;
      }
    for (std::size_t t = 0; t < at_modes_.terms.size(); ++t) {
      double least = value_of(at_modes_, at_modes_.terms[t], values);
      for (std::size_t k = 0; k < trials.size(); ++k)
        if (one.dropped[k] == 0) least = std::min(least, trials[k].terms[t]);
      one.objective += at_modes_.terms[t].weight * least;
    }
    if (!best() || one.objective > best_.objective) best_ = std::move(one);
  }

  /// Of every kind of limit the futures that are not given up in which it is missed most.
  bool add_limits(const std::vector<char>& given_up, const std::vector<Trial>& trials) {
    struct Missed {
      double by = 0;
      std::size_t future = 0;
      const Gauge* gauge = nullptr;
    };
    std::map<std::tuple<std::string, std::size_t, int>, std::vector<Missed>> kinds;
    for (std::size_t k = 0; k < trials.size(); ++k) {
      if (given_up[k] != 0) continue;
      for (const auto& [by, gauge] : trials[k].broken) {
        const std::size_t party = gauge.party ? gauge.party->index() + 1 : 0;
        kinds[{gauge.rule, party, gauge.phase}].push_back({by, k, &gauge});
      }
    }
    for (auto& [kind, missed] : kinds) {
      std::ranges::stable_sort(missed, std::greater{}, &Missed::by);
      for (std::size_t n = 0; n < std::min(missed.size(), kAtOnce); ++n)
        master_.add_limit(missed[n].future, *missed[n].gauge);
    }
    return !kinds.empty();
  }

  /// Of every objective the futures in which it is worth least, where that is less than the program
  /// says.
  bool add_values(const std::vector<char>& given_up, const std::vector<Trial>& trials,
                  const std::vector<double>& said) {
    bool any = false;
    for (std::size_t t = 0; t < said.size(); ++t) {
      std::vector<std::size_t> lower;
      for (std::size_t k = 0; k < trials.size(); ++k)
        if (given_up[k] == 0 && trials[k].terms[t] < said[t] - kLess) lower.push_back(k);
      std::ranges::stable_sort(lower, {}, [&](std::size_t k) { return trials[k].terms[t]; });
      lower.resize(std::min(lower.size(), kAtOnce));
      for (const std::size_t k : lower) master_.add_value(k, t, trials[k].lowest[t]);
      any = any || !lower.empty();
    }
    return any;
  }

  static constexpr double kWhole = 1e-9;
  static constexpr std::size_t kAtOnce = 3;  // futures of one limit or objective
  static constexpr int kSplitRounds = 15;
  static constexpr double kLeastGain = 1e-4;  // of the bound, below which such a round is the last
  static constexpr int kAllSteps = 10'000'000;  // from basis to basis

  Question& asked_;
  const Formulation& at_modes_;
  const Futures& futures_;
  const Options& options_;
  Account account_;
  std::string stage_;
  std::size_t droppable_;
  Master master_;
  Candidate best_;
  double bound_ = kInfinity;
  bool infeasible_ = false;
};

/// What one roadmap comes to in one future.
struct Fate {
  bool holds = true;
  double objective = 0;
  std::vector<std::string> broken;  // rules
};

Record record_of(const std::vector<std::vector<Fate>>& fates, std::size_t which,
                 const std::vector<double>& best) {
  Record record;
  record.futures = fates.size();
  std::map<std::string, std::size_t> fails;
  std::vector<double> values;
  for (std::size_t k = 0; k < fates.size(); ++k) {
    const Fate& fate = fates[k][which];
    for (const std::string& rule : fate.broken) ++fails[rule];
    if (fate.holds) values.push_back(fate.objective);
    const double regret = best[k] - (fate.holds ? fate.objective : fates[k].back().objective);
    record.mean_regret += regret / static_cast<double>(fates.size());
    record.largest_regret = std::max(record.largest_regret, regret);
  }
  record.holds = values.size();
  record.fails.assign(fails.begin(), fails.end());
  std::ranges::stable_sort(record.fails, std::greater{},
                           &std::pair<std::string, std::size_t>::second);
  if (values.empty()) return record;
  std::ranges::sort(values);
  record.worst = values.front();
  record.median = values[(values.size() - 1) / 2];
  return record;
}

class Planner {
 public:
  Planner(const Case& of, const RobustOptions& wanted, const Options& options)
      : of_(of), wanted_(wanted), options_(options), asked_(of, options) {}

  Robust run(const Futures& futures, const Futures& fresh) {
    asked_.find_ideals_if_wanted();
    at_modes_ = asked_.formulation();
    plan_at_modes();
    std::vector<double> levels = wanted_.sure;
    std::ranges::sort(levels, std::greater{});
    for (std::size_t k = 0; k < levels.size() && !assignments_.empty(); ++k)
      plan_for(levels[k], levels.size() - k, futures);
    for (const model::Roadmap& roadmap : wanted_.beside) add_beside(roadmap);
    record(futures, &RobustPlan::made_for);
    record(fresh, &RobustPlan::tried);
    made_.ideal = asked_.demands.ideal;
    made_.ideal_proven = asked_.ideal_proven;
    asked_.account.statistics.seconds = asked_.account.seconds();
    made_.statistics = asked_.account.statistics;
    return std::move(made_);
  }

 private:
  /// The options of one of so many equal parts of what is left of the time.
  [[nodiscard]] Options part_of(std::size_t parts) const {
    Options part = options_;
    if (options_.time_limit)
      part.time_limit = std::chrono::duration<double>(
          asked_.account.seconds() + asked_.account.seconds_left() / static_cast<double>(parts));
    return part;
  }

  void take(const Account& part) {
    asked_.account.add(part);
    asked_.account.statistics.stopped_by = part.statistics.stopped_by;
  }

  void plan_at_modes() {
    const Options part = part_of(wanted_.sure.size() + 1);
    Account account = asked_.account.for_part(part);
    const Outcome outcome = optimise(at_modes_, {}, Effort{}, part, account);
    take(account);
    RobustPlan plan;
    plan.origin = RobustPlan::Origin::modes;
    plan.status = outcome.status;
    plan.bound = outcome.bound;
    if (outcome.values.empty())
      made_.obstacles = asked_.obstacles(at_modes_, outcome);
    else
      plan.objective = outcome.objective;
    add(std::move(plan), outcome.values, "planned", "Planned at the modes");
  }

  void plan_for(double sure, std::size_t parts, const Futures& futures) {
    const Options part = part_of(parts);
    Level level(asked_, at_modes_, futures, sure, part);
    level.run(assignments_);
    take(level.account());
    RobustPlan plan;
    plan.sure = sure;
    plan.status = level.status();
    plan.bound = level.bound();
    if (!level.found().values.empty()) plan.objective = level.found().objective;
    add(std::move(plan), level.found().values, fmt::format("sure-{:g}", 100 * sure),
        fmt::format("Planned for {:g} % of the futures", 100 * sure));
  }

  /// @param values  empty where there is no roadmap
  void add(RobustPlan plan, const Values& values, std::string name, std::string title) {
    if (!values.empty()) {
      plan.at_modes = objective(at_modes_, values);
      plan.roadmap = to_roadmap(of_, at_modes_, values);
      plan.roadmap->name = std::move(name);
      plan.roadmap->title = std::move(title);
      assignments_.push_back(values);
    }
    made_.plans.push_back(std::move(plan));
  }

  void add_beside(const model::Roadmap& roadmap) {
    RobustPlan plan;
    plan.origin = RobustPlan::Origin::beside;
    const Values values = from_roadmap(of_, at_modes_, roadmap);
    plan.at_modes = objective(at_modes_, values);
    plan.roadmap = roadmap;
    assignments_.push_back(values);
    made_.plans.push_back(std::move(plan));
  }

  /// Of all roadmaps; the last fate of a future is that of no agreement.
  void record(const Futures& futures, Record RobustPlan::*where) {
    if (assignments_.empty()) return;
    std::vector<Values> assignments = assignments_;
    assignments.emplace_back(at_modes_.columns.size());
    std::vector<std::vector<Fate>> fates(futures.size());
    for_each_of(futures.size(), options_, [&](std::size_t k) {
      for (const Trial& trial :
           futures.tried(k, assignments, asked_.demands, options_.min_margin)) {
        Fate fate{trial.holds(), 0, {}};
        for (std::size_t t = 0; t < trial.terms.size(); ++t)
          fate.objective += at_modes_.terms[t].weight * trial.terms[t];
        for (const auto& [missed, gauge] : trial.broken) fate.broken.push_back(gauge.rule);
        std::ranges::sort(fate.broken);
        fate.broken.erase(std::ranges::unique(fate.broken).begin(), fate.broken.end());
        fates[k].push_back(std::move(fate));
      }
    });
    if (options_.stop.stop_requested()) return;
    std::vector<double> best;
    for (const std::vector<Fate>& future : fates) {
      best.push_back(future.back().objective);
      for (std::size_t a = 0; a + 1 < future.size(); ++a)
        if (future[a].holds) best.back() = std::max(best.back(), future[a].objective);
    }
    std::size_t which = 0;
    for (RobustPlan& plan : made_.plans)
      if (plan.roadmap) plan.*where = record_of(fates, which++, best);
  }

  const Case& of_;
  const RobustOptions& wanted_;
  const Options& options_;
  Question asked_;
  Formulation at_modes_;
  std::vector<Values> assignments_;  // of the plans that have a roadmap, in their order
  Robust made_;
};

Error refused(std::string what) { return {Errc::invalid_input, std::move(what)}; }

/// Why the question cannot be asked.
std::optional<Error> wrong(const model::CaseDraft& draft, const Case& of,
                           const RobustOptions& wanted) {
  bool any = false;
  model::for_each_number(draft, [&](const std::string& name, const model::Number& number) {
    any = any || (number.ranged && number.high > number.low && !internal::of_the_calendar(name));
  });
  if (!any)
    return refused(
        "no number of the case has a range but durations and tranches; give ranges, or "
        "ask plan");
  if (of.data().objectives_in_order)
    return refused("objectives in order are not planned for many futures; give them weights");
  if (wanted.futures < 1 || wanted.futures > kMostFutures)
    return refused(fmt::format("futures: from 1 to {}, not {}", kMostFutures, wanted.futures));
  if (wanted.fresh > kMostFresh)
    return refused(fmt::format("fresh futures: at most {}, not {}", kMostFresh, wanted.fresh));
  for (const double sure : wanted.sure)
    if (sure <= 0 || sure > 1)
      return refused(
          fmt::format("a share of the futures is above 0 and at most 1, not {:g}", sure));
  return std::nullopt;
}

}  // namespace

Result<Robust> robust(const model::CaseDraft& draft, const RobustOptions& wanted,
                      const Options& options) {
  const auto of = Case::from(draft);
  if (!of) return tl::unexpected(of.error());
  if (auto error = wrong(draft, *of, wanted)) return tl::unexpected(*std::move(error));
  const auto futures = Futures::draw(draft, wanted.seed, 1, wanted.futures);
  if (!futures) return tl::unexpected(futures.error());
  const auto fresh = Futures::draw(draft, wanted.seed, wanted.futures + 1, wanted.fresh);
  if (!fresh) return tl::unexpected(fresh.error());
  return Planner(*of, wanted, options).run(*futures, *fresh);
}

}  // namespace tandem::plan
