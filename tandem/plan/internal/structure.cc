#include <algorithm>
#include <map>
#include <utility>

#include "tandem/assess/assessment.h"
#include "tandem/model/rules.h"
#include "tandem/plan/internal/builder.h"

namespace tandem::plan::internal {
namespace {

using model::After;
using model::Measure;

void structural(Gauge& gauge, int phase, std::vector<MeasureId> measures) {
  gauge.structural = true;
  gauge.phase = phase;
  gauge.measures = std::move(measures);
}

void add_totals(Builder& b) {
  for (const MeasureId m : b.measures) {
    const double least = b.of.measure(m).mandatory ? 1 : -kInfinity;
    structural(b.gauge(least > 0 ? "mandatory" : "once", b.started(m, b.phases()), least, 1), 0,
               {m});
    b.total(b.item_of_measure[m.index()]);
  }
  for (const PartyId i : b.parties) {
    if (!b.is_partner(i)) continue;
    const bool required =
        b.demands.principles && std::ranges::count(b.of.principles().required_partners, i) > 0;
    Gauge& gauge = b.gauge("accession", b.acceded(i, b.phases()), required ? 1 : -kInfinity, 1);
    gauge.party = i;
    gauge.structural = !required;
    b.total(b.item_of_partner[i.index()]);
  }
}

/// started(m) may not outrun in_force(after) / share, in any phase in which m may start.
/// @param holder  of the boundary that says so; absent: the case's structure does
void add_after(Builder& b, const std::string& rule, MeasureId m, const After& after,
               std::optional<PartyId> holder) {
  for (int phase = 1; phase <= b.phases(); ++phase) {
    if (b.column(m, phase) < 0) continue;
    Sum sum = b.started(m, phase);
    sum.add(b.in_force(after.measure, b.of.phase_start(phase)), -1 / after.share);
    Gauge& gauge = b.gauge(rule, sum, -kInfinity, 0);
    structural(gauge, phase, {m, after.measure});
    gauge.structural = !holder;
    gauge.party = holder;
  }
}

void add_with(Builder& b, MeasureId m, MeasureId other) {
  for (int phase = 1; phase <= b.phases(); ++phase) {
    Sum sum;
    sum.add(b.column(m, phase), 1).add(b.column(other, phase), -1);
    structural(b.gauge("with", sum, 0, 0), phase, {m, other});
  }
}

void add_groups(Builder& b) {
  std::map<std::string, std::pair<Sum, std::vector<MeasureId>>> groups;
  for (const MeasureId m : b.measures) {
    const Measure& measure = b.of.measure(m);
    if (!measure.one_of.empty()) {
      groups[measure.one_of].first.add(b.started(m, b.phases()), 1);
      groups[measure.one_of].second.push_back(m);
    }
    for (const MeasureId other : measure.excludes) {
      Sum both = b.started(m, b.phases());
      both.add(b.started(other, b.phases()), 1);
      structural(b.gauge("excludes", both, -kInfinity, 1), 0, {m, other});
    }
  }
  for (const auto& [name, group] : groups)
    structural(b.gauge("one_of", group.first, -kInfinity, 1), 0, group.second);
}

void add_tranches(Builder& b, MeasureId m) {
  const Item& item = b.item(m);
  if (item.touched.empty()) return;
  for (int phase = 1; phase <= b.phases(); ++phase) {
    const int share = b.column(m, phase);
    if (share < 0) continue;
    const int touched = item.touched[static_cast<std::size_t>(phase)];
    const double pace = b.made.columns[static_cast<std::size_t>(share)].upper;
    Sum most;
    most.add(share, 1).add(touched, -pace);
    structural(b.gauge("fastest_pace", most, -kInfinity, 0), phase, {m});
    Sum least;
    least.add(share, 1).add(touched, -b.of.measure(m).smallest_tranche);
    structural(b.gauge("smallest_tranche", least, 0, kInfinity), phase, {m});
  }
}

void add_capacities(Builder& b) {
  for (const PartyId i : b.parties) {
    const auto& capacity = b.of.party(i).capacity;
    if (!capacity) continue;
    for (int phase = 1; phase <= b.phases(); ++phase) {
      Sum load;
      for (const MeasureId m : b.measures)
        load.add(b.column(m, phase), model::burden_on(b.of.measure(m), i));
      Gauge& gauge = b.gauge("capacity", load, -kInfinity, capacity->mode);
      gauge.party = i;
      gauge.phase = phase;
      gauge.unit = std::max(1.0, capacity->mode / 4);
      b.made.capacities.push_back(static_cast<int>(b.made.gauges.size()) - 1);
    }
  }
}

/// Whoever is counted in `ahead` waits for the accession of `i`, or `i` accedes only after it.
void accession_rule(Builder& b, PartyId i, const Sum& ahead, int phase,
                    std::vector<MeasureId> measures) {
  Gauge& gauge = b.gauge("accession", ahead, -kInfinity, 0);
  structural(gauge, phase, std::move(measures));
  gauge.party = i;
}

void add_accession(Builder& b, PartyId i) {
  if (!b.is_partner(i)) return;
  for (const MeasureId m : b.measures) {
    if (!b.of.measure(m).has_actor(i)) continue;
    for (int phase = 1; phase <= b.phases(); ++phase) {
      if (b.column(m, phase) < 0) continue;
      Sum ahead = b.started(m, phase);
      accession_rule(b, i, ahead.add(b.acceded(i, phase), -1), phase, {m});
    }
  }
  for (int phase = 1; phase <= b.phases(); ++phase) {
    for (const MeasureId m : b.of.party(i).accession.after) {
      Sum ahead = b.acceded(i, phase);
      accession_rule(b, i, ahead.add(b.in_force(m, b.of.phase_start(phase)), -1), phase, {m});
    }
    for (const PartyId other : b.of.party(i).accession.with) {
      if (!b.is_partner(other)) continue;
      Sum ahead = b.acceded(i, phase);
      accession_rule(b, i, ahead.add(b.acceded(other, phase), -1), phase, {});
    }
  }
}

/// No more than `share` of the track before `until`, growing to all of it as that comes into force.
void add_share_before(Builder& b, const model::Boundary& boundary) {
  double total = 0;
  for (const MeasureId m : b.measures)
    if (b.of.measure(m).track == *boundary.track) total += assess::track_weight(b.of, b.worth, m);
  if (total <= 0) return;
  for (int phase = 1; phase <= b.phases(); ++phase) {
    for (const After& after : boundary.until) {
      Sum ahead;
      for (const MeasureId m : b.measures)
        if (b.of.measure(m).track == *boundary.track)
          ahead.add(b.started(m, phase), assess::track_weight(b.of, b.worth, m) / total);
      ahead.add(b.in_force(after.measure, b.of.phase_start(phase)),
                -(1 - boundary.share) / after.share);
      Gauge& gauge = b.gauge("boundary " + boundary.id, ahead, -kInfinity, boundary.share);
      gauge.party = boundary.holder;
      gauge.phase = phase;
      gauge.unit = 0.1;
    }
  }
}

}  // namespace

void add_structure(Builder& b) {
  add_totals(b);
  for (const MeasureId m : b.measures) {
    const Measure& measure = b.of.measure(m);
    for (const After& after : measure.after) add_after(b, "after", m, after, std::nullopt);
    for (const MeasureId other : measure.with) add_with(b, m, other);
    add_tranches(b, m);
  }
  add_groups(b);
  add_capacities(b);
  for (const PartyId i : b.parties) add_accession(b, i);
}

void add_boundaries(Builder& b) {
  std::vector<const model::Boundary*> by_name;
  for (const model::Boundary& boundary : b.of.boundaries()) by_name.push_back(&boundary);
  std::ranges::sort(by_name, {}, [](const model::Boundary* boundary) { return boundary->id; });
  for (const model::Boundary* boundary : by_name) {
    if (boundary->kind == model::BoundaryKind::share_before) add_share_before(b, *boundary);
    if (boundary->kind != model::BoundaryKind::only_after) continue;
    for (const MeasureId m : boundary->measures)
      for (const After& after : boundary->until)
        add_after(b, "boundary " + boundary->id, m, after, boundary->holder);
  }
}

}  // namespace tandem::plan::internal
