#include "tandem/plan/internal/obstacles.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "tandem/model/rules.h"
#include "tandem/plan/internal/builder.h"
#include "tandem/plan/internal/program.h"

namespace tandem::plan::internal {
namespace {

using model::Boundary;
using model::Case;

constexpr double kNothing = 1e-7;
constexpr double kOpened = 1;  // a start where none may be weighs like one broken rule

/// A start that a boundary or a date of the case rules out.
struct Closure {
  int column = 0;
  MeasureId measure;
  int phase = 0;
  const Boundary* boundary = nullptr;  ///< null: a date of the measure's own
};

/// The formulation as if nothing were ruled out by a boundary or a date, as far as that can be
/// told.
struct Opened {
  Formulation formulation;
  std::vector<Closure> closures;
};

bool on_turn(const Case& of, const model::Measure& measure, int phase) {
  if (of.time().moves == model::Moves::simultaneous) return true;
  return std::ranges::all_of(measure.actors, [&](PartyId actor) {
    return of.party(actor).role == model::Role::partner || actor == model::on_turn(of, phase);
  });
}

const Boundary* holding_back(const Case& of, MeasureId m, int phase) {
  const auto holds = [&](const Boundary& boundary) {
    return std::ranges::count(boundary.measures, m) > 0 &&
           model::rules_out(boundary, of.date_of(of.phase_start(phase)));
  };
  const auto found = std::ranges::find_if(of.boundaries(), holds);
  return found == of.boundaries().end() ? nullptr : &*found;
}

bool off_dates(const Case& of, const model::Measure& measure, int phase) {
  const Date date = of.date_of(of.phase_start(phase));
  return (measure.not_before && date < *measure.not_before) ||
         (measure.not_after && date > *measure.not_after);
}

int add_column(Formulation& made, double upper, bool integer) {
  made.columns.push_back({upper, integer});
  return static_cast<int>(made.columns.size()) - 1;
}

/// As in `like`, with a column wherever one was missing for a boundary or a date.
Item opened_item(const Case& of, const Item& like, int last, Opened& opened) {
  const MeasureId m = *like.measure;
  const model::Measure& measure = of.measure(m);
  Item item = like;
  for (int phase = 1; phase <= last; ++phase) {
    const auto t = static_cast<std::size_t>(phase);
    if (!on_turn(of, measure, phase)) continue;
    const double pace = measure.divisible ? measure.fastest_pace : 1;
    item.column[t] = add_column(opened.formulation, pace, item.whole);
    if (!item.touched.empty()) item.touched[t] = add_column(opened.formulation, 1, true);
    const Boundary* boundary = holding_back(of, m, phase);
    if (boundary != nullptr || off_dates(of, measure, phase))
      opened.closures.push_back({item.column[t], m, phase, boundary});
  }
  return item;
}

Opened open(const Case& of, const value::Economics& worth, const Demands& demands,
            const Formulation& like) {
  if (demands.continuation) return {like, {}};  // what lies behind cannot be opened
  Opened opened;
  Formulation& made = opened.formulation;
  made.phases = like.phases;
  const int last = demands.last_phase > 0 ? demands.last_phase : made.phases;
  for (const Item& item : like.items) {
    Item copy = item;
    if (item.measure)
      copy = opened_item(of, item, last, opened);
    else
      for (int& column : copy.column)
        if (column >= 0) column = add_column(made, 1, true);
    made.items.push_back(std::move(copy));
  }
  Builder builder(of, worth, demands, made);
  add_structure(builder);
  add_boundaries(builder);
  add_reserves(builder);
  if (demands.principles) add_principles(builder);
  return opened;
}

double missed(const Gauge& gauge, double is) {
  return std::max({0.0, gauge.lower - is, is - gauge.upper});
}

Unit unit_of(const Gauge& gauge) {
  for (const char* rule :
       {"self-enforcing", "reserve", "buy-in", "simultaneous", "reciprocal", "capacity"})
    if (gauge.rule == rule) return Unit::points;
  const bool counted = gauge.structural || gauge.rule == "accession" || gauge.rule == "verifiable";
  return counted ? Unit::none : Unit::share;
}

Obstacle obstacle_of(const Case& of, const value::Economics& worth, const Gauge& gauge, double is) {
  Obstacle made{gauge.rule, gauge.party, gauge.phase, 0, obstacle_text(of, gauge, is)};
  made.unit = unit_of(gauge);
  if (gauge.month > 0) made.month = gauge.month;
  if (made.unit != Unit::none) made.short_by = missed(gauge, is);
  // A capacity is in points as written, and all that is printed in points of the party's scale.
  if (gauge.rule == "capacity") made.short_by *= worth.scale(*gauge.party);
  return made;
}

/// An obstacle and how much it weighs against others.
using Weighed = std::pair<double, Obstacle>;

std::vector<Obstacle> heaviest_first(std::vector<Weighed> found) {
  std::ranges::stable_sort(found,
                           [](const Weighed& a, const Weighed& b) { return a.first > b.first; });
  std::vector<Obstacle> ordered;
  for (Weighed& one : found) ordered.push_back(std::move(one.second));
  return ordered;
}

void add_misses(const Case& of, const value::Economics& worth, const Formulation& formulation,
                const std::vector<double>& values, std::vector<Weighed>& found) {
  for (const Gauge& gauge : formulation.gauges) {
    const double is = activity(gauge, values);
    const double short_by = missed(gauge, is);
    if (short_by > kNothing)
      found.emplace_back(short_by / gauge.unit, obstacle_of(of, worth, gauge, is));
  }
}

Obstacle closed_obstacle(const Case& of, const Closure& closure) {
  const model::Measure& measure = of.measure(closure.measure);
  Obstacle made;
  made.phase = closure.phase;
  made.unit = Unit::none;
  if (closure.boundary == nullptr) {
    made.rule = "dates";
    const bool late =
        measure.not_after && of.date_of(of.phase_start(closure.phase)) > *measure.not_after;
    made.text = fmt::format("\"{}\" would have to start in phase {}, but not {} {}.", measure.title,
                            closure.phase, late ? "after" : "before",
                            format_date_long(late ? *measure.not_after : *measure.not_before));
    return made;
  }
  const Boundary& boundary = *closure.boundary;
  made.rule = "boundary " + boundary.id;
  made.party = boundary.holder;
  made.text =
      fmt::format("\"{}\" would have to start in phase {}, but {} holds: {}", measure.title,
                  closure.phase, of.party(boundary.holder).name, model::sentence_of(boundary));
  return made;
}

/// One obstacle for each measure that is started where it may not, at its first such start.
void add_closures(const Case& of, const Opened& opened, const std::vector<double>& values,
                  std::vector<Weighed>& found) {
  std::vector<MeasureId> told;
  for (const Closure& closure : opened.closures) {
    if (values[static_cast<std::size_t>(closure.column)] <= kNothing) continue;
    if (std::ranges::count(told, closure.measure) > 0) continue;
    told.push_back(closure.measure);
    found.emplace_back(kOpened, closed_obstacle(of, closure));
  }
}

/// Rules of structure that no roadmap can keep together, each of them needed for that.
class Contradiction {
 public:
  Contradiction(const Case& of, const Opened& opened, Elastic elastic, solver::Solver& solver,
                const Account& account)
      : of_(of), opened_(opened), elastic_(std::move(elastic)), solver_(solver), account_(account) {
    // Only what is structural counts: all else may bend at no price.
    for (solver::Column& column : elastic_.program.columns) column.objective = 0;
    for (std::size_t g = 0; g < gauges().size(); ++g)
      if (gauges()[g].structural) bend(g, true);
  }

  std::vector<Obstacle> found() {
    if (!enforce()) return {};
    prune();
    std::vector<Obstacle> named;
    for (const auto& [key, members] : groups_) {
      const Gauge& gauge = gauges()[members.front()];
      Obstacle one{gauge.rule, gauge.party, 0, 0, obstacle_text(of_, gauge, 0)};
      one.unit = Unit::none;
      if (members.size() == 1) one.phase = gauge.phase;
      named.push_back(std::move(one));
    }
    return named;
  }

 private:
  /// Gauges that say the same of the same measures in several phases.
  using Key = std::tuple<bool, std::string, std::vector<MeasureId>, std::optional<PartyId>>;

  [[nodiscard]] const std::vector<Gauge>& gauges() const { return opened_.formulation.gauges; }

  static Key key_of(const Gauge& gauge) {
    return {gauge.rule != "mandatory", gauge.rule, gauge.measures, gauge.party};
  }

  void bend(std::size_t gauge, bool may) {
    for (const std::size_t side : {0U, 1U}) {
      solver::Column& miss = elastic_.program.columns[elastic_.first_miss + 2 * gauge + side];
      miss.upper = may ? kInfinity : 0;
      miss.objective = may ? -1 : 0;
    }
  }

  [[nodiscard]] double bent(const std::vector<double>& values, std::size_t gauge) const {
    const std::size_t below = elastic_.first_miss + 2 * gauge;
    return values[below] + values[below + 1];
  }

  solver::Solution solved() { return solver_.relax(elastic_.program, account_.limits()); }

  /// Holds the rules that bend, again and again, until those held contradict each other. Source:
  /// the elastic filter, Chinneck and Dravnieks 1991.
  bool enforce() {
    for (std::size_t round = 0; round <= gauges().size(); ++round) {
      const solver::Solution solution = solved();
      if (solution.status == solver::Status::infeasible) return true;
      if (!solution.found()) return false;
      bool any = false;
      for (std::size_t g = 0; g < gauges().size(); ++g) {
        if (!gauges()[g].structural || bent(solution.values, g) <= kNothing) continue;
        bend(g, false);
        groups_[key_of(gauges()[g])].push_back(g);
        any = true;
      }
      if (!any) return false;
    }
    return false;
  }

  /// Lets go of every group without which the others contradict each other still.
  void prune() {
    for (auto group = groups_.begin(); group != groups_.end();) {
      for (const std::size_t g : group->second) bend(g, true);
      if (solved().status == solver::Status::infeasible) {
        group = groups_.erase(group);
        continue;
      }
      for (const std::size_t g : group->second) bend(g, false);
      ++group;
    }
  }

  const Case& of_;
  const Opened& opened_;
  Elastic elastic_;
  solver::Solver& solver_;
  const Account& account_;
  std::map<Key, std::vector<std::size_t>> groups_{};
};

bool ended_early(const Account& account) {
  return account.statistics.stopped_by == "time" || account.statistics.stopped_by == "signal";
}

}  // namespace

std::vector<Obstacle> explain(const Case& of, const value::Economics& worth, const Demands& demands,
                              const Formulation& formulation, const std::vector<double>& nearest,
                              solver::Solver& solver, const Account& account) {
  if (ended_early(account)) return {};
  const Opened opened = open(of, worth, demands, formulation);
  Elastic elastic = to_elastic(opened.formulation);
  for (const Closure& closure : opened.closures)
    elastic.program.columns[static_cast<std::size_t>(closure.column)].objective = -kOpened;
  const solver::Solution bent = solver.relax(elastic.program, account.limits());
  if (bent.status == solver::Status::infeasible)
    return Contradiction(of, opened, std::move(elastic), solver, account).found();
  if (!bent.found()) return {};
  std::vector<Weighed> found;
  add_misses(of, worth, opened.formulation, bent.values, found);
  add_closures(of, opened, bent.values, found);
  // Tranches of every measure could meet all limits: what is whole stands in the way.
  if (found.empty() && !nearest.empty()) add_misses(of, worth, formulation, nearest, found);
  return heaviest_first(std::move(found));
}

}  // namespace tandem::plan::internal
