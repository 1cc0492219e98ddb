#include "tandem/plan/internal/engine.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <thread>

#include "tandem/plan/internal/accession.h"
#include "tandem/plan/internal/capacity_cuts.h"
#include "tandem/plan/internal/dive.h"
#include "tandem/plan/internal/program.h"
#include "tandem/plan/internal/search.h"
#include "tandem/plan/internal/tree.h"
#include "tandem/solver/solver.h"

namespace tandem::plan::internal {
namespace {

constexpr double kWhole = 1e-6;   // how far from a whole number a solver's value may be
constexpr double kBetter = 1e-7;  // what counts as an improvement of the objective

class Engine {
 public:
  Engine(const Formulation& of, const Effort& effort, const Options& options, Account& account)
      : of_(of),
        effort_(effort),
        options_(options),
        account_(account),
        problem_(of),
        box_(problem_.program),
        exact_(of),
        rng_(options.seed, 1),
        search_(of, options.seed),
        experience_(of) {
    search_.found = [this](const std::vector<double>& values, double objective) {
      accept(values, objective);
      account_.tell("local search", best(), bound());
    };
    search_.give_up = [this] { return account_.over(); };
  }

  Outcome run(const std::vector<double>& start) {
    if (!start.empty()) judge(start);
    relax();
    if (!done() && !root_.empty()) work();
    return outcome();
  }

 private:
  void work() {
    cut();
    if (!done() && !effort_.bound_only) find_first();
    if (!done()) join();
    if (effort_.bound_only) return;
    if (!done() && outcome_.values.empty())
      search_all("first roadmap", effort_.first_nodes, kInfinity);  // any will do
    if (!done()) improve();
    if (!done()) prove();
  }

  [[nodiscard]] std::optional<double> best() const {
    return outcome_.values.empty() ? std::nullopt : std::optional(outcome_.objective);
  }
  [[nodiscard]] std::optional<double> bound() const {
    return outcome_.bound < kInfinity ? std::optional(outcome_.bound) : std::nullopt;
  }

  /// Whether there is nothing left to do: proven, or stopped.
  [[nodiscard]] bool done() { return infeasible_ || account_.over() || within_gap(); }

  [[nodiscard]] double gap_allowed() const {
    return options_.relative_gap * std::max(kBetter, std::abs(outcome_.objective));
  }
  [[nodiscard]] bool within_gap() const {
    return !outcome_.values.empty() && outcome_.bound - outcome_.objective <= gap_allowed();
  }

  void accept(const std::vector<double>& values, double objective) {
    if (!outcome_.values.empty() && objective <= outcome_.objective) return;
    outcome_.values = values;
    outcome_.objective = objective;
    if (!account_.statistics.seconds_to_first)
      account_.statistics.seconds_to_first = account_.seconds();
    if (account_.found) account_.found(values, objective);
  }

  /// Takes over an assignment of the program's or the formulation's columns, with its whole numbers
  /// made exact, if it breaks no rule. @return its objective, absent where it breaks one
  std::optional<double> judge(const std::vector<double>& assignment) {
    std::vector<double> values(
        assignment.begin(), assignment.begin() + static_cast<std::ptrdiff_t>(of_.columns.size()));
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (of_.columns[k].integer) values[k] = std::round(values[k]);
      values[k] = std::clamp(values[k], 0.0, of_.columns[k].upper);
    }
    exact_.assign(values);
    // A solver keeps its rows to its own tolerance; ours is the exact evaluator's.
    if (exact_.violation() >= kSolverTolerance) return std::nullopt;
    accept(values, exact_.objective());
    return exact_.objective();
  }

  [[nodiscard]] bool whole(const double* values) const {
    for (std::size_t k = 0; k < of_.columns.size(); ++k)
      if (of_.columns[k].integer && std::abs(values[k] - std::round(values[k])) > kWhole)
        return false;
    return true;
  }

  void relax() {
    relaxation_ = solver::make_relaxation(problem_.program);
    if (solve_root()) account_.tell("relaxation", best(), bound());
  }

  bool solve_root() {
    const solver::Status status = relaxation_->solve(account_.limits(), kAllSteps);
    infeasible_ = status == solver::Status::infeasible;
    if (status != solver::Status::optimal) return false;
    root_objective_ = relaxation_->objective();
    outcome_.bound = std::min(outcome_.bound, root_objective_);
    root_.assign(relaxation_->values(), relaxation_->values() + problem_.program.columns.size());
    costs_ = relaxation_->reduced_costs();
    if (whole(root_.data())) judge(root_);
    return true;
  }

  /// Cuts off splittings of what parties can start at once, as long as it lowers the bound.
  void cut() {
    for (int round = 0; round < kCutRounds && !done(); ++round) {
      if (cut_off(root_).empty()) return;
      const double before = outcome_.bound;
      if (!solve_root()) return;
      account_.tell("cuts", best(), bound());
      if (before - outcome_.bound < kCutGain * std::abs(before)) return;
    }
  }

  /// Rows that cut off a splitting, put into the program; none where nothing does.
  std::vector<solver::Row> cut_off(const std::vector<double>& values) {
    std::vector<solver::Row> cuts;
    for (const Sack& sack : sacks_) {
      solver::Row row = cut_of(sack, values.data());
      if (!row.entries.empty()) cuts.push_back(std::move(row));
    }
    relaxation_->add(cuts);
    auto& rows = problem_.program.rows;
    rows.insert(rows.end(), cuts.begin(), cuts.end());
    return cuts;
  }

  /// A way for the partners to join, and the box in which they do.
  struct Way {
    Accession accession;
    Box box;
    std::int64_t nodes = 0;  // of the next tree in it; 0 where it was searched to the end
  };

  /// Decides who joins when: for the bound, and for other places to start from.
  void join() {
    if (!any_partner()) return;
    Accessions accessions(problem_, *relaxation_, options_.threads);
    int left = effort_.accessions;
    for (std::size_t more = 1; std::ssize(ways_) < effort_.ways; more = kPair) {
      const std::size_t first = ways_.size();
      find_ways(accessions, std::min(first + more, static_cast<std::size_t>(effort_.ways)), left);
      if (done() || ways_.size() == first) return;
      if (!effort_.bound_only) start_in(std::span(ways_).subspan(first));
    }
  }

  /// Up to `count` in all.
  void find_ways(Accessions& accessions, std::size_t count, int& left) {
    while (!done() && ways_.size() < count) {
      const auto accession = cut_way(accessions, left);
      if (!accession) return;
      ways_.push_back({*accession, joined(accession->values), effort_.neighbourhood_nodes});
      accessions.take();
    }
  }

  [[nodiscard]] bool any_partner() const {
    return std::ranges::any_of(of_.items,
                               [](const Item& item) { return item.partner.has_value(); });
  }

  /// The best way that was not taken, once cuts lower its bound no more.
  std::optional<Accession> cut_way(Accessions& accessions, int& left) {
    double before = kInfinity;
    for (int round = 0;; ++round) {
      auto way = accessions.best(best().value_or(-kInfinity), left, account_.limits());
      lower_bound(accessions.bound());
      account_.tell("accessions", best(), bound());
      if (account_.over()) return std::nullopt;
      infeasible_ = outcome_.values.empty() && accessions.bound() == -kInfinity;
      if (!way || done()) return std::nullopt;
      if (round == kCutRounds || before - way->bound < kCutGain * std::abs(way->bound)) return way;
      const std::vector<solver::Row> cuts = cut_off(way->values);
      if (cuts.empty()) return way;
      accessions.add(cuts);
      before = way->bound;
    }
  }

  /// Looks for a roadmap in one or two ways, beside each other.
  void start_in(std::span<const Way> ways) {
    std::vector<std::optional<std::vector<double>>> ends(ways.size());
    const auto one = [&](std::size_t k) {
      ends[k] = follow_relaxation(ways[k].box, ways[k].accession.basis, true);
    };
    if (options_.threads > 1 && ways.size() > 1) {
      const std::jthread other(one, 1);
      one(0);
    } else {
      for (std::size_t k = 0; k < ways.size(); ++k) one(k);
    }
    for (std::size_t k = 0; k < ways.size() && !done(); ++k) {
      if (!ends[k] || !judge(*ends[k])) search(search_.rounded(ways[k].accession.values));
      account_.tell("first roadmap", best(), bound());
    }
  }

  [[nodiscard]] Box joined(const std::vector<double>& values) const {
    Box box = box_;
    for (const Item& item : of_.items)
      for (const int column : item.column)
        if (item.partner && column >= 0) {
          const auto k = static_cast<std::size_t>(column);
          box.lower[k] = box.upper[k] = std::round(values[k]);
        }
    return box;
  }

  /// Fixes what cannot be otherwise in a better roadmap, by what it costs the root.
  void tighten() {
    if (outcome_.values.empty()) return;
    const double left = root_objective_ - outcome_.objective;
    for (std::size_t k = 0; k < of_.columns.size(); ++k) {
      if (!of_.columns[k].integer) continue;
      if (root_[k] < kWhole && costs_[k] < -left) box_.upper[k] = 0;
      if (root_[k] > 1 - kWhole && costs_[k] > left) box_.lower[k] = 1;
    }
  }

  /// A tree that has nothing to say of the whole.
  Tree::Answer ask(const std::string& stage, const Box& box, std::int64_t nodes, double gap) {
    Tree tree(problem_, box, experience_, options_.threads);
    tree.judge = [this](const std::vector<double>& values) { return judge(values); };
    tree.told = [&](double, std::int64_t) {
      account_.tell(stage, best(), bound());
      return best().value_or(-kInfinity);
    };
    const Tree::Answer answer =
        tree.ask({best().value_or(-kInfinity), gap, nodes, false, account_.limits()});
    account_.statistics.nodes += answer.nodes;
    return answer;
  }

  /// A tree over all that is left. Now and then it looks around the best that was found.
  void search_all(const std::string& stage, std::int64_t nodes, double gap) {
    Tree tree(problem_, box_, experience_, options_.threads);
    tree.judge = [this](const std::vector<double>& values) { return judge(values); };
    std::int64_t wait = kLook;
    std::int64_t next_look = wait;
    int looks = 0;
    tree.told = [&](double bound_now, std::int64_t nodes_now) {
      lower_bound(bound_now);
      account_.tell(stage, best(), bound());
      if (nodes_now >= next_look && !done()) {
        const bool better = ++looks % kElsewhere == 0 ? look_elsewhere() : look_around();
        wait = better ? kLook : wait + kLook;
        next_look = nodes_now + wait;
      }
      return best().value_or(-kInfinity);
    };
    const Tree::Answer answer =
        tree.ask({best().value_or(-kInfinity), gap, nodes, true, account_.limits()});
    account_.statistics.nodes += answer.nodes;
    lower_bound(answer.bound);
    if (outcome_.values.empty() && answer.bound == -kInfinity) infeasible_ = !account_.over();
  }

  void lower_bound(double bound_now) {
    outcome_.bound = std::min(outcome_.bound, std::max(bound_now, best().value_or(-kInfinity)));
  }

  /// A start that follows the relaxation, made better by moves; where there is none, a search in
  /// depth.
  void find_first() {
    if (outcome_.values.empty())
      if (const auto end = follow_relaxation(box_, relaxation_->basis(), !any_partner()))
        judge(*end);
    account_.tell("first roadmap", best(), bound());
    if (!done()) search(outcome_.values.empty() ? search_.rounded(root_) : outcome_.values);
  }

  /// From the root to a whole assignment of the program's columns in the box, if it can: many steps
  /// at a time or, for the patient where that ends in nothing, one by one.
  /// @param from  where to begin
  [[nodiscard]] std::optional<std::vector<double>> follow_relaxation(const Box& box,
                                                                     const solver::Basis& from,
                                                                     bool patient) const {
    auto end = dive_in(box, from, kManySteps);
    return !end && patient && effort_.one_by_one ? dive_in(box, from, 0) : end;
  }

  [[nodiscard]] std::optional<std::vector<double>> dive_in(const Box& box,
                                                           const solver::Basis& from,
                                                           double share) const {
    const auto diving = relaxation_->clone();
    diving->set_basis(from);
    for (std::size_t k = 0; k < box.lower.size(); ++k)
      if (box.lower[k] != box_.lower[k] || box.upper[k] != box_.upper[k])
        diving->set_column(static_cast<int>(k), box.lower[k], box.upper[k]);
    return dive(problem_, *diving, box, share, account_.limits(), effort_.failures);
  }

  void search(const std::vector<double>& start) {
    search_.run(start, effort_.search_steps);
    outcome_.nearest = search_.nearest();
    account_.statistics.moves += search_.evaluated();
  }

  /// Items left free in a neighbourhood, at most a share `size` of all: some of those in which the
  /// roadmap differs from the relaxation, of those that start in a window of phases, or of all.
  [[nodiscard]] std::vector<char> free_items(int round, double size) {
    const auto phases = static_cast<double>(of_.phases);
    const int window = std::max(2, static_cast<int>(std::lround(size * phases)));
    const int first = 1 + static_cast<int>(rng_.below(
                              static_cast<std::size_t>(std::max(1, of_.phases - window + 2))));
    std::vector<std::size_t> some;
    for (std::size_t k = 0; k < of_.items.size(); ++k)
      if (round % 3 == 0   ? differs(of_.items[k])
          : round % 3 == 1 ? starts_within(of_.items[k], first, first + window - 1)
                           : true)
        some.push_back(k);
    const auto most = static_cast<std::size_t>(
        std::max(kFewest, std::ceil(size * static_cast<double>(of_.items.size()))));
    std::vector<char> free(of_.items.size());
    for (std::size_t k = 0; k < some.size() && k < most; ++k) {
      std::swap(some[k], some[k + rng_.below(some.size() - k)]);
      free[some[k]] = 1;
    }
    return free;
  }

  [[nodiscard]] bool differs(const Item& item) const {
    return std::ranges::any_of(item.column, [&](int column) {
      if (column < 0) return false;
      const auto k = static_cast<std::size_t>(column);
      return std::abs(outcome_.values[k] - root_[k]) > kNearlySame;
    });
  }

  /// What does not start at all is within every window.
  [[nodiscard]] bool starts_within(const Item& item, int first, int last) const {
    for (int t = 1; t <= of_.phases; ++t) {
      const int column = item.column[static_cast<std::size_t>(t)];
      if (column < 0 || outcome_.values[static_cast<std::size_t>(column)] <= kWhole) continue;
      if (t < first || t > last) return false;
    }
    return true;
  }

  [[nodiscard]] Box around(const std::vector<char>& free) const {
    Box box = box_;
    for (std::size_t item = 0; item < of_.items.size(); ++item) {
      if (free[item] != 0) continue;
      for (const auto* columns : {&of_.items[item].column, &of_.items[item].touched})
        for (const int column : *columns) {
          if (column < 0 || !of_.columns[static_cast<std::size_t>(column)].integer) continue;
          const auto k = static_cast<std::size_t>(column);
          box.lower[k] = box.upper[k] = outcome_.values[k];
        }
    }
    return box;
  }

  /// One large neighbourhood of the best roadmap, as large as the last ones could be searched to
  /// the end. @return whether it held a better one
  bool look_around() {
    if (outcome_.values.empty() || effort_.neighbourhood_nodes == 0) return false;
    const double before = outcome_.objective;
    tighten();
    const Box box = around(free_items(looks_++, size_));
    const Tree::Answer answer =
        ask("large neighbourhoods", box, effort_.neighbourhood_nodes, gap_allowed());
    size_ = std::clamp(answer.complete ? size_ * kGrows : size_ / kShrinks, kLeastSize, 1.0);
    return outcome_.objective > before + kBetter;
  }

  /// The most promising way for the partners to join of those not searched to the end, the next one
  /// each time. @return whether it held a better roadmap
  bool look_elsewhere() {
    std::erase_if(ways_, [&](const Way& way) {
      return way.nodes == 0 || way.accession.bound <= best().value_or(-kInfinity);
    });
    if (ways_.empty()) return false;
    const auto before = best();
    Way& way = ways_[elsewhere_++ % ways_.size()];
    const bool searched = ask("accessions", way.box, way.nodes, gap_allowed()).complete;
    way.nodes = searched ? 0 : 2 * way.nodes;
    return best().value_or(-kInfinity) > before.value_or(-kInfinity) + kBetter;
  }

  void improve() {
    int in_vain = 0;
    for (int round = 0; round < effort_.neighbourhoods && !done(); ++round) {
      in_vain = look_around() ? 0 : in_vain + 1;
      if (in_vain < effort_.in_vain) continue;
      if (!look_elsewhere()) return;
      in_vain = 0;
    }
  }

  void prove() {
    tighten();
    if (effort_.finish_nodes > 0 && nearly_closed()) finish();
    if (!done()) search_all("proof", effort_.proof_nodes, gap_allowed());
  }

  [[nodiscard]] bool nearly_closed() const {
    return !outcome_.values.empty() &&
           root_objective_ - outcome_.objective < kNearlyClosed * std::abs(outcome_.objective);
  }

  /// Gives a general solver, whose cuts close small gaps, what the root leaves open.
  void finish() {
    solver::Limits limits = account_.limits();
    limits.nodes = effort_.finish_nodes;
    limits.relative_gap = options_.relative_gap;
    // What it tells on the way may be the bound of a subproblem of its own: only its last word is
    // taken for proven.
    limits.progress = [&](std::optional<double>, double) {
      account_.tell("proof", best(), bound());
    };
    const solver::Solution solution = solver::make_solver()->solve(
        limited_to(problem_.program, box_), complete(of_, outcome_.values), limits);
    account_.statistics.nodes += solution.nodes;
    // An optimum that the exact evaluator turns down proves nothing of what it would accept.
    if (!solution.found() || !judge(solution.values)) return;
    lower_bound(std::max(solution.bound, solution.objective));
  }

  Outcome outcome() {
    if (infeasible_)
      outcome_.status = Status::infeasible;
    else if (outcome_.values.empty())
      outcome_.status = Status::unknown;
    else
      outcome_.status = within_gap() ? Status::optimal : Status::feasible;
    if (!outcome_.values.empty()) outcome_.bound = std::max(outcome_.bound, outcome_.objective);
    if (outcome_.nearest.empty() && !root_.empty()) outcome_.nearest = search_.rounded(root_);
    const bool cut_short = account_.over();
    std::string& ended = account_.statistics.stopped_by;
    if (outcome_.status == Status::optimal || infeasible_)
      ended = "proof";
    else if (!cut_short)
      ended = "work";
    return outcome_;
  }

  static constexpr double kSolverTolerance = 1e-6;
  static constexpr int kAllSteps = 10'000'000;  // from basis to basis
  static constexpr int kCutRounds = 30;
  static constexpr double kCutGain = 1e-4;       // of the bound, below which a round is the last
  static constexpr double kNearlySame = 0.1;     // share
  static constexpr double kNearlyClosed = 0.01;  // gap of the root
  static constexpr double kManySteps = 0.3;      // share of the split steps started at once
  static constexpr std::size_t kPair = 2;
  static constexpr std::int64_t kLook = 100;  // nodes between two looks around
  static constexpr int kElsewhere = 8;        // of so many looks one is at another way to join
  static constexpr double kFirstFree = 20;    // items left free in the first neighbourhood
  static constexpr double kFewest = 6;        // and in any
  static constexpr double kLeastSize = 0.02;  // share of the items or phases left free
  static constexpr double kGrows = 1.5;
  static constexpr double kShrinks = 1.25;

  const Formulation& of_;
  const Effort& effort_;
  const Options& options_;
  Account& account_;
  Problem problem_;
  Box box_;
  State exact_;
  Rng rng_;
  LocalSearch search_;
  std::unique_ptr<solver::Relaxation> relaxation_;
  Experience experience_;
  std::vector<Sack> sacks_ = sacks_of(of_);
  std::vector<Way> ways_;
  std::vector<double> root_;   // of the relaxation; shape [columns of the program]
  std::vector<double> costs_;  // reduced costs there
  double root_objective_ = kInfinity;
  int looks_ = 0;
  std::size_t elsewhere_ = 0;
  double size_ =
      std::min(1.0, kFirstFree / static_cast<double>(std::max<std::size_t>(1, of_.items.size())));
  bool infeasible_ = false;
  Outcome outcome_{Status::unknown, {}, -kInfinity, kInfinity, {}};
};

}  // namespace

Account::Account(const Options& options)
    : options_(&options), begin_(std::chrono::steady_clock::now()) {}

Account Account::for_part(const Options& options) const {
  Account part(options);
  part.begin_ = begin_;
  return part;
}

void Account::add(const Account& part) {
  statistics.moves += part.statistics.moves;
  statistics.nodes += part.statistics.nodes;
}

double Account::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
}

double Account::seconds_left() const {
  return options_->time_limit ? options_->time_limit->count() - seconds() : 1e9;
}

bool Account::over() {
  if (options_->stop.stop_requested()) {
    statistics.stopped_by = "signal";
    return true;
  }
  if (seconds_left() > 0) return false;
  statistics.stopped_by = "time";
  return true;
}

void Account::tell(const std::string& stage, std::optional<double> objective,
                   std::optional<double> bound) const {
  if (options_->progress) options_->progress({stage, seconds(), objective, bound});
}

solver::Limits Account::limits() const {
  solver::Limits made;
  constexpr double kMoment = 0.05;
  if (options_->time_limit) made.end = solver::Limits::in(std::max(kMoment, seconds_left()));
  made.stop = options_->stop;
  return made;
}

Outcome optimise(const Formulation& of, const std::vector<double>& start, const Effort& effort,
                 const Options& options, Account& account) {
  return Engine(of, effort, options, account).run(start);
}

}  // namespace tandem::plan::internal
