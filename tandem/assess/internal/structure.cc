#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tandem/assess/internal/context.h"
#include "tandem/assess/internal/progress.h"
#include "tandem/base/text.h"
#include "tandem/model/rules.h"

namespace tandem::assess {
namespace {

using model::After;
using model::Boundary;
using model::BoundaryKind;
using model::Case;
using model::Increment;
using model::Measure;
using model::Roadmap;
using value::Economics;

class Inspection {
 public:
  Inspection(const Case& of, const Economics& worth, const Roadmap& roadmap)
      : of_(of), worth_(worth), roadmap_(roadmap), progress_(worth, roadmap) {}

  std::vector<Breach> run() {
    for (const Increment& step : roadmap_.increments) inspect(step);
    for (std::size_t k = 0; k < of_.measures().size(); ++k) inspect(MeasureId(k));
    groups();
    capacities();
    for (std::size_t p = 0; p < of_.parties().size(); ++p) inspect(PartyId(p));
    for (const Boundary& boundary : of_.boundaries()) inspect(boundary);
    return std::move(found_);
  }

 private:
  template <class... Args>
  void breach(std::string rule, int phase, fmt::format_string<Args...> text, Args&&... args) {
    found_.push_back({std::move(rule), fmt::format(text, std::forward<Args>(args)...), phase});
  }
  [[nodiscard]] const std::string& title(MeasureId m) const { return of_.measure(m).title; }

  /// How far `m` may have gone by a start in `month` if it needs `after`: a share of the whole.
  [[nodiscard]] double allowed(const After& after, int month) const {
    return std::min(1.0, progress_.in_force(after.measure, month) / after.share);
  }

  void needs(const std::string& rule, const Increment& step, const After& after) {
    const double started = progress_.started(step.measure, step.start_month + 1);
    if (started <= allowed(after, step.start_month) + kTolerance) return;
    breach(rule, of_.phase_of(step.start_month),
           "\"{}\" starts in phase {} while \"{}\" is in force to {:.0f} % of the {:.0f} % needed.",
           title(step.measure), of_.phase_of(step.start_month), title(after.measure),
           100 * progress_.in_force(after.measure, step.start_month), 100 * after.share);
  }

  void inspect(const Increment& step) {
    const Measure& measure = of_.measure(step.measure);
    const int phase = of_.phase_of(step.start_month);
    for (const After& after : measure.after) needs("after", step, after);
    for (const PartyId actor : measure.actors) {
      if (!value::acceded(of_, roadmap_, actor, step.start_month))
        breach("accession", phase, "\"{}\" starts in phase {} before {} has acceded.",
               measure.title, phase, of_.party(actor).name);
    }
    const Date date = of_.date_of(step.start_month);
    if (measure.not_before && date < *measure.not_before)
      breach("not_before", phase, "\"{}\" starts on {}, before {}.", measure.title,
             format_date(date), format_date(*measure.not_before));
    if (measure.not_after && date > *measure.not_after)
      breach("not_after", phase, "\"{}\" starts on {}, after {}.", measure.title, format_date(date),
             format_date(*measure.not_after));
    if (step.share < measure.smallest_tranche - kTolerance)
      breach("smallest_tranche", phase,
             "The tranche of \"{}\" in phase {} is {:.1f} %, less than {:.1f} %.", measure.title,
             phase, 100 * step.share, 100 * measure.smallest_tranche);
    if (of_.time().moves == model::Moves::alternating) in_turn(step, phase);
  }

  void in_turn(const Increment& step, int phase) {
    const PartyId turn = model::on_turn(of_, phase);
    for (const PartyId actor : of_.measure(step.measure).actors) {
      if (actor == turn || of_.party(actor).role != model::Role::principal) continue;
      breach("moves", phase, "\"{}\" starts in phase {}, when it is the turn of {}.",
             title(step.measure), phase, of_.party(turn).name);
    }
  }

  void inspect(MeasureId m) {
    const Measure& measure = of_.measure(m);
    const double whole = progress_.started(m);
    if (measure.mandatory && whole < 1 - kTolerance)
      breach("mandatory", 0, "\"{}\" is mandatory and only {:.0f} % of it is started.",
             measure.title, 100 * whole);
    for (const MeasureId other : measure.excludes)
      if (whole + progress_.started(other) > 1 + kTolerance)
        breach("excludes", 0, "\"{}\" and \"{}\" exclude each other.", measure.title, title(other));
    for (int phase = 1; phase <= of_.time().phases; ++phase) inspect(m, phase);
  }

  void inspect(MeasureId m, int phase) {
    const Measure& measure = of_.measure(m);
    const double here = progress_.started_in(m, of_.phase_start(phase), of_.phase_start(phase + 1));
    if (here > measure.fastest_pace + kTolerance)
      breach("fastest_pace", phase, "{:.0f} % of \"{}\" start in phase {}, more than {:.0f} %.",
             100 * here, measure.title, phase, 100 * measure.fastest_pace);
    for (const MeasureId other : measure.with) {
      const double there =
          progress_.started_in(other, of_.phase_start(phase), of_.phase_start(phase + 1));
      if (here > there + kTolerance || there > here + kTolerance)
        breach("with", phase, "\"{}\" and \"{}\" do not go together in phase {}.", measure.title,
               title(other), phase);
    }
  }

  void groups() {
    std::map<std::string, double> sums;
    for (std::size_t k = 0; k < of_.measures().size(); ++k)
      if (!of_.measures()[k].one_of.empty())
        sums[of_.measures()[k].one_of] += progress_.started(MeasureId(k));
    for (const auto& [group, sum] : sums)
      if (sum > 1 + kTolerance)
        breach("one_of", 0, "The alternatives of \"{}\" add up to {:.0f} %.", group, 100 * sum);
  }

  void capacities() {
    for (std::size_t p = 0; p < of_.parties().size(); ++p) {
      const model::Party& party = of_.parties()[p];
      if (!party.capacity) continue;
      for (int phase = 1; phase <= of_.time().phases; ++phase) {
        double load = 0;
        for (const Increment& step : roadmap_.increments)
          if (of_.phase_of(step.start_month) == phase)
            load += step.share * model::burden_on(of_.measure(step.measure), PartyId(p));
        if (load > party.capacity->mode + kTolerance)
          breach("capacity", phase,
                 "{} starts burdens of {:.1f} points as written in phase {}, more than {:.1f}.",
                 party.name, load, phase, party.capacity->mode);
      }
    }
  }

  void inspect(PartyId i) {
    const model::Party& party = of_.party(i);
    if (party.role == model::Role::principal) {
      const double net = value::net_gain(worth_, roadmap_, i);
      const double reserve = party.reserve.mode * worth_.scale(i);
      if (net < reserve - kTolerance)
        breach("reserve", 0, "{} gains {} points and accepts no less than {}.", party.name,
               fixed(net, 1), fixed(reserve, 1));
      return;
    }
    const auto phase = roadmap_.accession[i.index()];
    if (!phase) return;
    const model::Accession& rule = party.accession;
    if (rule.never || *phase < rule.earliest || *phase > rule.latest)
      breach("accession", *phase, "{} accedes in phase {}, outside its window.", party.name,
             *phase);
    for (const MeasureId m : rule.after)
      if (progress_.in_force(m, of_.phase_start(*phase)) < 1 - kTolerance)
        breach("accession", *phase, "{} accedes in phase {} before \"{}\" is in force.", party.name,
               *phase, title(m));
    for (const PartyId other : rule.with) {
      if (value::acceded(of_, roadmap_, other, of_.phase_start(*phase))) continue;
      breach("accession", *phase, "{} accedes in phase {} before {}.", party.name, *phase,
             of_.party(other).name);
    }
  }

  void inspect(const Boundary& boundary) {
    const std::string rule = "boundary " + boundary.id;
    if (boundary.kind == BoundaryKind::share_before) return inspect_share(boundary, rule);
    for (const Increment& step : roadmap_.increments) {
      if (std::ranges::count(boundary.measures, step.measure) == 0) continue;
      const int phase = of_.phase_of(step.start_month);
      if (boundary.kind == BoundaryKind::never)
        breach(rule, phase, "\"{}\" starts in phase {}, but {} holds: {}", title(step.measure),
               phase, of_.party(boundary.holder).name, model::sentence_of(boundary));
      else if (model::rules_out(boundary, of_.date_of(step.start_month)))
        breach(rule, phase, "\"{}\" starts in phase {}, {} {}.", title(step.measure), phase,
               boundary.kind == BoundaryKind::not_before ? "before" : "after",
               format_date(*boundary.date));
      for (const After& after : boundary.until) needs(rule, step, after);
    }
  }

  void inspect_share(const Boundary& boundary, const std::string& rule) {
    double total = 0;
    for (std::size_t k = 0; k < of_.measures().size(); ++k)
      if (of_.measures()[k].track == *boundary.track)
        total += track_weight(of_, worth_, MeasureId(k));
    for (int phase = 1; total > 0 && phase <= of_.time().phases; ++phase) {
      double started = 0;
      for (const Increment& step : roadmap_.increments)
        if (of_.measure(step.measure).track == *boundary.track &&
            step.start_month < of_.phase_start(phase + 1))
          started += step.share * track_weight(of_, worth_, step.measure) / total;
      for (const After& after : boundary.until) {
        const double done = allowed(after, of_.phase_start(phase));
        const double most = boundary.share + (1 - boundary.share) * done;
        if (started <= most + kTolerance) continue;
        breach(rule, phase, "{:.0f} % of the {} track is started by phase {}, more than {:.0f} %.",
               100 * started, of_.track(*boundary.track).title, phase, 100 * most);
      }
    }
  }

  const Case& of_;
  const Economics& worth_;
  const Roadmap& roadmap_;
  Progress progress_;
  std::vector<Breach> found_;
};

}  // namespace

std::vector<Breach> breaches(const Case& of, const Economics& worth, const Roadmap& roadmap) {
  return Inspection(of, worth, roadmap).run();
}

}  // namespace tandem::assess
