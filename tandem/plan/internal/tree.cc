#include "tandem/plan/internal/tree.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "tandem/plan/internal/program.h"

namespace tandem::plan::internal {
namespace {

using solver::Basis;
using solver::Status;

constexpr double kWhole = 1e-6;       // how far from a whole number a value may be
constexpr int kLanes = 2;             // dives between two exchanges
constexpr std::int64_t kDive = 200;   // nodes of one dive, at most
constexpr int kAllSteps = 1'000'000;  // from basis to basis
constexpr int kTrialSteps = 40;       // of a trial of one branch
constexpr int kTrials = 6;            // branches tried at one node, at most
constexpr int kReliable = 4;          // trials after which an item's record is believed
constexpr double kFirstGuess = 1e-4;  // gain of a branch of which nothing is known

bool split(double value) { return value > kWhole && value < 1 - kWhole; }

/// Decisions from the root down.
struct Path {
  std::shared_ptr<const Path> above;
  Decision decision;
};

struct Node {
  double bound = kInfinity;
  int depth = 0;
  std::int64_t number = 0;  // in the order of their making
  std::shared_ptr<const Path> path = {};
  std::shared_ptr<const Basis> basis = {};
};

/// Two ways to go on, and how much of the fractional solution speaks for the first.
struct Branch {
  std::size_t key = 0;  // whose record it reads and writes
  double first_share = 0.5;
  Decision first;
  Decision second;
};

using Record = Experience::Record;

double mean(const Record& record) {
  return record.count > 0 ? record.gain / record.count : kFirstGuess;
}
bool reliable(const std::array<Record, 2>& records) {
  return std::ranges::all_of(records, [](const Record& r) { return r.count >= kReliable; });
}

struct Observation {
  std::size_t key = 0;
  bool first = true;
  double gain = 0;
};

/// The branches that a fractional solution offers, one for each item that is split.
class Branches {
 public:
  explicit Branches(const Formulation& of) : of_(of) {}

  [[nodiscard]] std::vector<Branch> of(const double* values) const {
    std::vector<Branch> found;
    for (std::size_t k = 0; k < of_.items.size(); ++k)
      if (of_.items[k].partner) add_whole(k, values, found);
    if (!found.empty()) return found;
    for (std::size_t k = 0; k < of_.items.size(); ++k) {
      const Item& item = of_.items[k];
      if (item.whole)
        add_whole(k, values, found);
      else if (!item.touched.empty())
        add_touched(k, values, found);
    }
    return found;
  }

 private:
  void add_whole(std::size_t k, const double* values, std::vector<Branch>& found) const {
    const Item& item = of_.items[k];
    double total = 0;
    bool any = false;
    for (const int column : item.column) {
      if (column < 0) continue;
      total += values[column];
      any = any || split(values[column]);
    }
    if (!any) return;
    if (total < 1 - kWhole)
      found.push_back(in_or_out(k, total));
    else if (auto branch = sooner_or_later(k, values))
      found.push_back(std::move(*branch));
  }

  [[nodiscard]] Branch in_or_out(std::size_t k, double total) const {
    Branch branch{2 * k, total, {}, {}};
    branch.first.started.push_back(static_cast<int>(k));
    for (const int column : of_.items[k].column)
      if (column >= 0) branch.second.limits.push_back({column, 0, 0});
    return branch;
  }

  /// By the phase at which what is started comes nearest to a half; none where what is split is so
  /// little that both sides would leave it as it is.
  [[nodiscard]] std::optional<Branch> sooner_or_later(std::size_t k, const double* values) const {
    const Item& item = of_.items[k];
    double started = 0;
    double nearest = 2;
    std::size_t last = 0;
    double share = 0;
    for (std::size_t t = 1; t < item.column.size(); ++t) {
      if (item.column[t] < 0) continue;
      started += values[item.column[t]];
      if (started >= 1 - kWhole || started <= kWhole) continue;
      const double off = std::abs(started - 0.5);
      if (off >= nearest) continue;
      nearest = off;
      last = t;
      share = started;
    }
    if (last == 0) return std::nullopt;
    Branch branch{2 * k + 1, share, {}, {}};
    for (std::size_t t = 1; t < item.column.size(); ++t)
      if (item.column[t] >= 0)
        (t > last ? branch.first : branch.second).limits.push_back({item.column[t], 0, 0});
    return branch;
  }

  void add_touched(std::size_t k, const double* values, std::vector<Branch>& found) const {
    int most = -1;
    for (const int column : of_.items[k].touched)
      if (column >= 0 && split(values[column]) &&
          (most < 0 || std::abs(values[column] - 0.5) < std::abs(values[most] - 0.5)))
        most = column;
    if (most < 0) return;
    Branch branch{2 * k, values[most], {}, {}};
    branch.first.limits.push_back({most, 1, 1});
    branch.second.limits.push_back({most, 0, 0});
    found.push_back(std::move(branch));
  }

  const Formulation& of_;
};

/// What a dive has to tell.
struct Found {
  std::vector<Node> open;
  std::vector<std::vector<double>> whole;
  std::vector<double> whole_bound;  // objective of the relaxation there
  std::vector<Observation> seen;
  double lost = -kInfinity;  // bound of what was neither finished nor left open
  std::int64_t nodes = 0;
};

}  // namespace

/// One relaxation and the dives in it.
class Tree::Lane {
 public:
  Lane(const Problem& problem, const Box& box, const solver::Shrunk& small,
       const Experience& experience)
      : problem_(problem),
        box_(box),
        small_(small),
        experience_(experience),
        relaxation_(solver::make_relaxation(small.program())),
        branches_(problem.of),
        now_(box),
        wanted_(box),
        must_(problem.of.items.size()),
        sent_(must_) {}

  Found dive(Node node, const Question& question, double cutoff, std::int64_t most) {
    Found found;
    set(node);
    if (node.basis) relaxation_->set_basis(*node.basis);
    while (true) {
      if (question.limits.over() || found.nodes >= most) {
        found.open.push_back(std::move(node));
        break;
      }
      ++found.nodes;
      const Status status = solve(question, cutoff, kAllSteps);
      if (status == Status::infeasible) break;
      if (status == Status::feasible) {  // stopped on the way
        found.open.push_back(std::move(node));
        break;
      }
      if (status != Status::optimal) {
        found.lost = std::max(found.lost, node.bound);
        break;
      }
      node.bound = std::min(node.bound, objective());
      if (!go_down(node, question, cutoff, found)) break;
    }
    return found;
  }

 private:
  Status solve(const Question& question, double cutoff, int steps) {
    solver::Limits limits = question.limits;
    if (cutoff > -kInfinity) limits.cutoff = cutoff - small_.constant();
    return relaxation_->solve(limits, steps);
  }

  [[nodiscard]] double objective() const { return relaxation_->objective() + small_.constant(); }

  [[nodiscard]] std::vector<double> values() const {
    return small_.restore({relaxation_->values(), small_.program().columns.size()});
  }

  /// Decides something at the node just solved. @return whether there is a node left to solve
  bool go_down(Node& node, const Question& question, double cutoff, Found& found) {
    std::vector<double> now = values();
    fix_by_cost(now, node, cutoff);
    std::vector<Branch> branches = branches_.of(now.data());
    if (branches.empty()) {
      found.whole.push_back(std::move(now));
      found.whole_bound.push_back(node.bound);
      return false;
    }
    const auto basis = std::make_shared<const Basis>(relaxation_->basis());
    Choice chosen = choose(branches, *basis, question, cutoff, found);
    if (chosen.nothing) return false;
    relaxation_->set_basis(*basis);
    if (chosen.forced) {
      descend(node, std::move(*chosen.forced), basis);
      return true;
    }
    Branch& branch = branches[chosen.best];
    const bool first = branch.first_share >= 0.5;
    Node other = node;
    other.basis = basis;
    other.path = std::make_shared<Path>(
        Path{node.path, first ? std::move(branch.second) : std::move(branch.first)});
    ++other.depth;
    found.open.push_back(std::move(other));
    descend(node, first ? std::move(branch.first) : std::move(branch.second), basis);
    return true;
  }

  void descend(Node& node, Decision decision, const std::shared_ptr<const Basis>& basis) {
    apply(decision);
    send();
    node.path = std::make_shared<Path>(Path{node.path, std::move(decision)});
    node.basis = basis;
    ++node.depth;
  }

  /// A column at its limit that costs more than is left to gain stays there.
  void fix_by_cost(const std::vector<double>& now, Node& node, double cutoff) {
    if (cutoff == -kInfinity) return;
    const double left = objective() - cutoff;
    const std::vector<double> costs = relaxation_->reduced_costs();
    Decision decision;
    for (std::size_t k = 0; k < problem_.of.columns.size(); ++k) {
      const int column = small_.column(static_cast<int>(k));
      if (column < 0 || !problem_.of.columns[k].integer) continue;
      if (wanted_.lower[k] == wanted_.upper[k]) continue;
      const double cost = costs[static_cast<std::size_t>(column)];
      if (now[k] < kWhole && cost < -left) decision.limits.push_back({static_cast<int>(k), 0, 0});
      if (now[k] > 1 - kWhole && cost > left)
        decision.limits.push_back({static_cast<int>(k), 1, 1});
    }
    if (decision.limits.empty()) return;
    apply(decision);
    send();
    node.path = std::make_shared<Path>(Path{node.path, std::move(decision)});
  }

  struct Choice {
    std::size_t best = 0;
    std::optional<Decision> forced;
    bool nothing = false;
  };

  /// Product of what both sides cost the bound, by the items' records or, where these are short, by
  /// trial. Source: reliability branching, Achterberg, Koch and Martin, Operations Research
  /// Letters 33(1), 2005.
  Choice choose(std::vector<Branch>& branches, const Basis& basis, const Question& question,
                double cutoff, Found& found) {
    std::vector<std::size_t> order(branches.size());
    std::vector<double> guess(branches.size());
    for (std::size_t b = 0; b < branches.size(); ++b) {
      order[b] = b;
      guess[b] = score(branches[b]);
    }
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return guess[a] > guess[b]; });
    Choice choice;
    double best = -1;
    int trials = 0;
    const double here = objective();
    for (const std::size_t b : order) {
      const bool known = reliable(experience_.records[branches[b].key]);
      if (!known && trials >= kTrials) continue;
      double gained = guess[b];
      if (!known) {
        ++trials;
        const auto first = trial(branches[b].first, basis, question, cutoff, here);
        const auto second = trial(branches[b].second, basis, question, cutoff, here);
        if (!first && !second) {
          choice.nothing = true;
          return choice;
        }
        if (!first || !second) {
          choice.forced = first ? std::move(branches[b].first) : std::move(branches[b].second);
          return choice;
        }
        observe(branches[b], *first, *second, found);
        gained = product(*first, *second);
      }
      if (gained <= best) continue;
      best = gained;
      choice.best = b;
    }
    return choice;
  }

  static double product(double first, double second) {
    constexpr double kLeast = 1e-7;
    return std::max(first, kLeast) * std::max(second, kLeast);
  }

  [[nodiscard]] double score(const Branch& branch) const {
    const auto& [first, second] = experience_.records[branch.key];
    return product(mean(first) * (1 - branch.first_share), mean(second) * branch.first_share);
  }

  static void observe(const Branch& branch, double first, double second, Found& found) {
    found.seen.push_back({branch.key, true, first / std::max(kWhole, 1 - branch.first_share)});
    found.seen.push_back({branch.key, false, second / std::max(kWhole, branch.first_share)});
  }

  /// What a decision costs the bound after a few steps; absent where it leaves nothing.
  std::optional<double> trial(const Decision& decision, const Basis& basis,
                              const Question& question, double cutoff, double here) {
    const std::vector<Decision::Limit> before = undo_of(decision);
    apply(decision);
    send();
    const Status status = solve(question, cutoff, kTrialSteps);
    std::optional<double> cost;
    if (status != Status::infeasible) cost = std::max(0.0, here - objective());
    for (const Decision::Limit& limit : before) put(limit);
    for (const int item : decision.started) {
      must_[static_cast<std::size_t>(item)] = 0;
      changed_.push_back(item);
    }
    send();
    relaxation_->set_basis(basis);
    return cost;
  }

  [[nodiscard]] std::vector<Decision::Limit> undo_of(const Decision& decision) const {
    std::vector<Decision::Limit> before;
    for (const Decision::Limit& limit : decision.limits) {
      const auto k = static_cast<std::size_t>(limit.column);
      before.push_back({limit.column, wanted_.lower[k], wanted_.upper[k]});
    }
    return before;
  }

  void put(const Decision::Limit& limit) {
    const auto k = static_cast<std::size_t>(limit.column);
    wanted_.lower[k] = limit.lower;
    wanted_.upper[k] = limit.upper;
    moved_.push_back(limit.column);
  }

  /// Only ever tightens.
  void apply(const Decision& decision) {
    for (const Decision::Limit& limit : decision.limits) {
      const auto k = static_cast<std::size_t>(limit.column);
      put({limit.column, std::max(limit.lower, wanted_.lower[k]),
           std::min(limit.upper, wanted_.upper[k])});
    }
    for (const int item : decision.started) must_[static_cast<std::size_t>(item)] = 1;
    for (const int item : decision.started) changed_.push_back(item);
  }

  void set(const Node& node) {
    wanted_ = box_;
    for (std::size_t k = 0; k < wanted_.lower.size(); ++k) moved_.push_back(static_cast<int>(k));
    std::ranges::fill(must_, 0);
    for (std::size_t item = 0; item < must_.size(); ++item)
      changed_.push_back(static_cast<int>(item));
    for (const Path* path = node.path.get(); path != nullptr; path = path->above.get())
      apply(path->decision);
    send();
  }

  /// Tells the relaxation what has changed.
  void send() {
    for (const int item : changed_) send_start(static_cast<std::size_t>(item));
    changed_.clear();
    for (const int column : moved_) send_column(column);
    moved_.clear();
  }

  void send_column(int column) {
    const auto k = static_cast<std::size_t>(column);
    if (now_.lower[k] == wanted_.lower[k] && now_.upper[k] == wanted_.upper[k]) return;
    now_.lower[k] = wanted_.lower[k];
    now_.upper[k] = wanted_.upper[k];
    if (const int small = small_.column(column); small >= 0)
      relaxation_->set_column(small, now_.lower[k], now_.upper[k]);
  }

  void send_start(std::size_t item) {
    const bool had_to = sent_[item] != 0;
    const bool has_to = must_[item] != 0;
    sent_[item] = must_[item];
    const int whole_row = problem_.total_row[item];
    const int row = whole_row < 0 ? -1 : small_.row(whole_row);
    if (row < 0) {
      start_only_column(item, had_to, has_to);
    } else if (had_to != has_to) {
      const solver::Row& as_is = small_.program().rows[static_cast<std::size_t>(row)];
      const double fixed =
          problem_.program.rows[static_cast<std::size_t>(whole_row)].upper - as_is.upper;
      relaxation_->set_row(row, has_to ? 1 - fixed : as_is.lower, as_is.upper);
    }
  }

  /// An item that has no row left has one open column at most.
  void start_only_column(std::size_t item, bool had_to, bool has_to) {
    if (!had_to && !has_to) return;
    for (const int column : problem_.of.items[item].column) {
      if (column < 0 || small_.column(column) < 0) continue;
      const auto k = static_cast<std::size_t>(column);
      wanted_.lower[k] = has_to ? 1 : box_.lower[k];
      moved_.push_back(column);
    }
  }

  const Problem& problem_;
  const Box& box_;
  const solver::Shrunk& small_;
  const Experience& experience_;
  std::unique_ptr<solver::Relaxation> relaxation_;
  Branches branches_;
  Box now_;                 // limits that the relaxation has
  Box wanted_;              // limits that it is to have
  std::vector<char> must_;  // items that must be started
  std::vector<char> sent_;
  std::vector<int> moved_;    // columns that may differ
  std::vector<int> changed_;  // items that may
};

/// One question from its root to its answer.
class Tree::Run {
 public:
  Run(Tree& tree, const Question& question)
      : tree_(tree), question_(question), cutoff_(question.cutoff) {
    open_.push_back({});
  }

  Answer answer() {
    while (!open_.empty() && answer_.nodes < question_.nodes && !question_.limits.over()) {
      std::vector<Node> starts = next();
      if (starts.empty()) break;
      std::vector<Found> found(starts.size());
      work(starts, found);
      for (Found& one : found) take(one);
      prune();
      if (tree_.told) cutoff_ = std::max(cutoff_, tree_.told(bound(), answer_.nodes));
      if (within_gap()) break;
    }
    answer_.bound = bound();
    answer_.complete = within_gap();
    return answer_;
  }

 private:
  [[nodiscard]] double bound() const {
    double most = lost_;
    for (const Node& node : open_) most = std::max(most, node.bound);
    return most;
  }
  [[nodiscard]] bool within_gap() const { return bound() <= cutoff_ + question_.gap; }

  /// The best node for the first lane; for the second the next best, or the deepest as long as
  /// nothing was found and that is what is asked for.
  std::vector<Node> next() {
    std::vector<Node> starts;
    const bool deep = question_.deep && cutoff_ == -kInfinity;
    for (int lane = 0; lane < kLanes && !open_.empty(); ++lane) {
      const auto better = [&](const Node& a, const Node& b) {
        if (deep && lane > 0) return a.depth != b.depth ? a.depth < b.depth : a.number < b.number;
        return a.bound != b.bound ? a.bound < b.bound : a.number < b.number;
      };
      const auto best = std::ranges::max_element(open_, better);
      starts.push_back(std::move(*best));
      *best = std::move(open_.back());
      open_.pop_back();
    }
    return starts;
  }

  void work(std::vector<Node>& starts, std::vector<Found>& found) {
    const double cutoff = cutoff_;
    const auto lanes = static_cast<std::int64_t>(starts.size());
    const std::int64_t left = (question_.nodes - answer_.nodes + lanes - 1) / lanes;
    const std::int64_t most = std::min(left, kDive);
    const auto one = [&](std::size_t lane) {
      found[lane] = tree_.lanes_[lane]->dive(std::move(starts[lane]), question_, cutoff, most);
    };
    if (tree_.threads_ < 2 || starts.size() < 2) {
      for (std::size_t lane = 0; lane < starts.size(); ++lane) one(lane);
      return;
    }
    std::jthread other(one, 1);
    one(0);
  }

  void take(Found& found) {
    answer_.nodes += found.nodes;
    for (Node& node : found.open) {
      node.number = made_++;
      open_.push_back(std::move(node));
    }
    for (std::size_t k = 0; k < found.whole.size(); ++k) {
      const auto worth = tree_.judge(found.whole[k]);
      if (worth)
        cutoff_ = std::max(cutoff_, *worth);
      else
        lost_ = std::max(lost_, found.whole_bound[k]);
    }
    lost_ = std::max(lost_, found.lost);
    for (const Observation& seen : found.seen) {
      Record& record = tree_.experience_.records[seen.key][seen.first ? 0 : 1];
      record.gain += seen.gain;
      ++record.count;
    }
  }

  void prune() {
    std::erase_if(open_, [&](const Node& node) { return node.bound <= cutoff_; });
  }

  Tree& tree_;
  const Question& question_;
  double cutoff_;
  double lost_ = -kInfinity;
  std::vector<Node> open_;
  std::int64_t made_ = 0;
  Answer answer_;
};

Problem::Problem(const Formulation& formulation)
    : of(formulation), program(to_program(formulation)), total_row(formulation.items.size(), -1) {
  int row = 0;
  std::vector<int> row_of(of.gauges.size(), -1);
  for (std::size_t g = 0; g < of.gauges.size(); ++g)
    if (needs_row(of, of.gauges[g])) row_of[g] = row++;
  for (std::size_t k = 0; k < of.items.size(); ++k)
    total_row[k] = row_of[static_cast<std::size_t>(of.items[k].total)];
}

Box::Box(const solver::Program& program) {
  for (const solver::Column& column : program.columns) {
    lower.push_back(column.lower);
    upper.push_back(column.upper);
  }
}

solver::Program limited_to(const solver::Program& program, const Box& box) {
  solver::Program limited = program;
  for (std::size_t k = 0; k < limited.columns.size(); ++k) {
    limited.columns[k].lower = box.lower[k];
    limited.columns[k].upper = box.upper[k];
  }
  return limited;
}

Experience::Experience(const Formulation& of) : records(2 * of.items.size()) {}

Tree::Tree(const Problem& problem, Box box, Experience& experience, int threads)
    : box_(std::move(box)),
      small_(limited_to(problem.program, box_)),
      experience_(experience),
      threads_(threads) {
  for (int lane = 0; lane < kLanes; ++lane)
    lanes_.push_back(std::make_unique<Lane>(problem, box_, small_, experience_));
}

Tree::~Tree() = default;

Tree::Answer Tree::ask(const Question& question) { return Run(*this, question).answer(); }

}  // namespace tandem::plan::internal
