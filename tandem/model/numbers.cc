#include "tandem/model/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <utility>

#include "tandem/model/vocabulary.h"

namespace tandem::model {
namespace {

/// Passes on the numbers that were written, with their names. `Draft` is CaseDraft, const or not.
template <class Draft, class Visit>
class Visitor {
 public:
  explicit Visitor(const Visit& visit) : visit_(visit) {}

  void visit_case(Draft& draft) const {
    number("time.hazard", draft.hazard);
    for (auto& p : draft.parties) party("parties." + p.id.text + '.', p);
    for (auto& m : draft.measures) measure("measures." + m.id.text + '.', m);
    boundaries("boundaries.", draft.boundaries);
    principles(draft.principles);
    for (auto& policy : draft.alternatives)
      boundaries("alternatives." + policy.id.text + ".boundaries.", policy.boundaries);
    dynamics(draft.dynamics);
  }

 private:
  template <class One>
  void number(const std::string& name, One& n) const {
    if constexpr (requires { n.has_value(); }) {
      if (n) number(name, *n);
    } else {
      if (n.at.line > 0 || !n.provenance.empty()) visit_(name, n);
    }
  }
  template <class Entries>
  void shares(const std::string& at, Entries& entries) const {
    for (auto& entry : entries) number(at + entry.measure.text, entry.share);
  }
  template <class Entries>
  void points(const std::string& at, Entries& entries) const {
    for (auto& entry : entries) number(at + entry.party.text, entry.points);
  }
  template <class Boundaries>
  void boundaries(const std::string& in, Boundaries& all) const {
    for (auto& boundary : all) {
      const std::string at = in + boundary.id.text + '.';
      shares(at + boundary.kind.text + ".until.", boundary.until);
      number(at + boundary.kind.text + ".share", boundary.share);
      number(at + "cost", boundary.cost);
    }
  }
  template <class Party>
  void party(const std::string& at, Party& p) const {
    number(at + "discount", p.discount);
    number(at + "reserve", p.reserve);
    number(at + "breakdown.per_year", p.breakdown_per_year);
    number(at + "breakdown.once", p.breakdown_once);
    number(at + "capacity", p.capacity);
  }
  template <class Measure>
  void measure(const std::string& at, Measure& m) const {
    number(at + "duration", m.duration);
    number(at + "smallest_tranche", m.smallest_tranche);
    number(at + "fastest_pace", m.fastest_pace);
    number(at + "quantity", m.quantity);
    points(at + "worth.", m.worth);
    points(at + "breakdown_shift.", m.breakdown_shift);
    number(at + "upfront", m.upfront);
    number(at + "upfront_burden", m.upfront_burden);
    number(at + "reversibility", m.reversibility);
    number(at + "restore_months", m.restore_months);
    number(at + "risk_reduction", m.risk_reduction);
    number(at + "final_goal", m.final_goal);
    number(at + "weight", m.weight);
    if (m.verification) {
      number(at + "verification.detection", m.verification->detection);
      number(at + "verification.false_alarm", m.verification->false_alarm);
    }
    shares(at + "after.", m.after);
  }
  template <class Principles>
  void principles(Principles& p) const {
    const std::string at = "principles.";
    number(at + "parallel.max_gap", p.parallel_max_gap);
    number(at + "reciprocal.min_index", p.reciprocal_min_index);
    number(at + "reciprocal.min_step", p.reciprocal_min_step);
    number(at + "proportional.max_gap", p.proportional_max_gap);
    number(at + "simultaneous.max_exposure", p.max_exposure);
    number(at + "self_enforcing.min_margin", p.min_margin);
    number(at + "early_security.by_month_12", p.by_month_12);
    number(at + "early_security.by_month_24", p.by_month_24);
    number(at + "early_security.by_month_36", p.by_month_36);
    number(at + "early_security.first_payoff_months", p.first_payoff_months);
    number(at + "early_security.payoff_share", p.payoff_share);
    number(at + "early_security.confidence", p.confidence);
    number(at + "verifiable.min_detection", p.min_detection);
    number(at + "verifiable.irreversible_below", p.irreversible_below);
    number(at + "buy_in.min_surplus", p.min_surplus);
    number(at + "long_game.min_share", p.min_final_share);
  }

  template <class Entries>
  void named(const std::string& at, Entries& entries) const {
    for (auto& entry : entries) number(at + entry.name.text, entry.number);
  }
  template <class Administration>
  void administration(const std::string& at, Administration& a) const {
    number(at + "hazard", a.hazard);
    for (auto& g : a.governments) {
      const std::string of = at + "governments." + g.id.text + '.';
      named(of + "worth.", g.worth);
      number(of + "discount", g.discount);
      number(of + "resumes", g.resumes);
      number(of + "repudiates", g.repudiates);
      named(of + "next.", g.next);
    }
  }
  template <class Crisis>
  void crisis(const std::string& at, Crisis& c) const {
    number(at + "hazard", c.hazard);
    number(at + "while_suspended", c.while_suspended);
    named(at + "governments.", c.governments);
    if (c.opening) number(at + "opening.factor", c.opening->factor);
    named(at + "measures.", c.measures);
    number(at + "settled", c.settled);
  }
  template <class Indicator>
  void indicator(const std::string& at, Indicator& i) const {
    number(at + "start", i.start);
    if (i.stock) {
      number(at + "stock.grows", i.stock->grows);
      number(at + "stock.least", i.stock->least);
      number(at + "stock.most", i.stock->most);
      named(at + "stock.removes.", i.stock->removes);
    }
    if (i.diffusion) {
      number(at + "diffusion.market", i.diffusion->market);
      number(at + "diffusion.innovation", i.diffusion->innovation);
      number(at + "diffusion.imitation", i.diffusion->imitation);
    }
    named(at + "measures.", i.measures);
    number(at + "while_suspended", i.while_suspended);
    number(at + "while_collapsed", i.while_collapsed);
    number(at + "final_goals", i.final_goals);
  }
  template <class Dynamics>
  void dynamics(Dynamics& d) const {
    const std::string at = "dynamics.";
    for (auto& a : d.administrations) administration(at + "administrations." + a.id.text + '.', a);
    for (auto& c : d.crises) crisis(at + "crises." + c.id.text + '.', c);
    named(at + "lateness.", d.lateness);
    named(at + "compliance.noise.", d.noise);
    number(at + "disputes.distrustful", d.distrustful);
    number(at + "disputes.trusting", d.trusting);
    number(at + "disputes.violations", d.violations);
    number(at + "disputes.alarms", d.alarms);
    named(at + "disputes.forums.", d.forums);
    named(at + "disputes.guarantors.", d.guarantors);
    number(at + "suspension.resume", d.resume);
    number(at + "suspension.collapse", d.collapse);
    named(at + "trust.beliefs.", d.beliefs);
    number(at + "trust.weight", d.belief_weight);
    number(at + "trust.kept", d.kept);
    number(at + "trust.broken", d.broken);
    named(at + "legal_forms.", d.legal_forms);
    for (auto& i : d.indicators) indicator(at + "indicators." + i.id.text + '.', i);
    named("", d.assumed);
  }

  const Visit& visit_;
};

template <class Draft, class Visit>
void visit_numbers(Draft& draft, const Visit& visit) {
  Visitor<Draft, Visit>(visit).visit_case(draft);
}

/// FNV-1a, 64 bits.
std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

/// Source: Box and Muller 1958.
double normal(Rng& rng) {
  const double radius = std::sqrt(-2 * std::log1p(-rng.uniform()));
  return radius * std::cos(2 * std::numbers::pi * rng.uniform());
}

/// @pre shape >= 1. Source: Marsaglia and Tsang 2000.
double gamma(double shape, Rng& rng) {
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal(rng);
    const double v = std::pow(1 + c * x, 3);
    if (v > 0 && std::log1p(-rng.uniform()) < x * x / 2 + d - d * v + d * std::log(v)) return d * v;
  }
}

double beta(double a, double b, Rng& rng) {
  const double x = gamma(a, rng);
  const double y = gamma(b, rng);
  return x / (x + y);
}

/// Of the triangle over [0, 1] with its top at `mode`.
double triangle(double mode, Rng& rng) {
  const double u = rng.uniform();
  return u < mode ? std::sqrt(u * mode) : 1 - std::sqrt((1 - u) * (1 - mode));
}

/// Position of the provenance called `id`; the number of provenances where there is none.
std::size_t position(const CaseDraft& draft, const std::string& id) {
  const auto found =
      std::ranges::find(draft.provenances, id, [](const ProvenanceDraft& p) { return p.id.text; });
  return static_cast<std::size_t>(found - draft.provenances.begin());
}

/// Lets the chances of what follows each government sum to 1 again.
void balance(CaseDraft& draft) {
  for (AdministrationDraft& administration : draft.dynamics.administrations)
    for (GovernmentDraft& government : administration.governments) {
      double sum = 0;
      for (const NamedNumber& chance : government.next) sum += chance.number.mode;
      for (NamedNumber& chance : government.next)
        if (sum > 0)
          chance.number.low = chance.number.mode = chance.number.high = chance.number.mode / sum;
    }
}

/// @param value  of a number, by its name
template <class Value>
CaseDraft with_values(const CaseDraft& draft, const Value& value) {
  CaseDraft made = draft;
  const auto distribution =
      value_of<Distribution>(draft.distribution.text, kDistributions).value_or(Distribution::pert);
  visit_numbers(made, [&](const std::string& name, Number& number) {
    number.low = number.mode = number.high = value(name, number, distribution);
    number.ranged = false;
  });
  balance(made);
  return made;
}

}  // namespace

void for_each_number(const CaseDraft& draft,
                     const std::function<void(const std::string& name, const Number&)>& visit) {
  visit_numbers(draft, visit);
}

Number* find_number(CaseDraft& draft, std::string_view name) {
  Number* found = nullptr;
  visit_numbers(draft, [&](const std::string& one, Number& number) {
    if (one == name) found = &number;
  });
  return found;
}

double drawn(const Number& number, Distribution distribution, Rng& rng) {
  const double width = number.high - number.low;
  if (!number.ranged || width <= 0) return number.mode;
  const double mode = (number.mode - number.low) / width;
  double share = 0;
  switch (distribution) {
    case Distribution::pert:
      share = beta(1 + 4 * mode, 5 - 4 * mode, rng);
      break;
    case Distribution::triangular:
      share = triangle(mode, rng);
      break;
    case Distribution::uniform:
      share = rng.uniform();
      break;
  }
  return std::clamp(number.low + share * width, number.low, number.high);
}

CaseDraft drawn(const CaseDraft& draft, std::uint64_t seed, std::uint64_t draw,
                const std::function<bool(const std::string& name)>& held) {
  return with_values(draft, [&](const std::string& name, const Number& number, Distribution of) {
    Rng rng(seed ^ hash_of(name), draw);
    return held && held(name) ? number.mode : drawn(number, of, rng);
  });
}

CaseDraft drawn(const CaseDraft& draft, std::uint64_t seed,
                const std::function<std::uint64_t(const std::string& name)>& draw_of) {
  return with_values(draft, [&](const std::string& name, const Number& number, Distribution of) {
    Rng rng(seed ^ hash_of(name), draw_of(name));
    return drawn(number, of, rng);
  });
}

Result<Case> drawn_case(const CaseDraft& draft, std::uint64_t seed, std::uint64_t draw,
                        const std::function<bool(const std::string& name)>& held) {
  auto valid = Case::from(drawn(draft, seed, draw, held));
  if (valid) return valid;
  Error error = std::move(valid.error());
  error.what = fmt::format(
      "draw {} of seed {} is no case; narrow the ranges that its mistakes name", draw, seed);
  return tl::unexpected(std::move(error));
}

CaseDraft completed(CaseDraft draft, const Case& valid) {
  auto& assumed = draft.dynamics.assumed;
  for (const Default& one : valid.dynamics().defaults) {
    const auto there = std::ranges::find(assumed, one.name,
                                         [](const NamedNumber& entry) { return entry.name.text; });
    if (there != assumed.end()) continue;
    NamedNumber entry{one.name, Number(one.value.low, one.value.mode, one.value.high)};
    entry.number.at.line = 1;
    assumed.push_back(std::move(entry));
  }
  return draft;
}

CaseDraft at_ends(CaseDraft draft,
                  const std::function<std::optional<bool>(const std::string& name)>& end) {
  visit_numbers(draft, [&](const std::string& name, Number& number) {
    const std::optional<bool> high = number.ranged ? end(name) : std::nullopt;
    if (!high) return;
    number.low = number.mode = number.high = *high ? number.high : number.low;
    number.ranged = false;
  });
  return draft;
}

Census census(const CaseDraft& draft) {
  Census counted;
  counted.numbers.resize(draft.provenances.size());
  counted.boundaries.resize(draft.provenances.size());
  for_each_number(draft, [&](const std::string&, const Number& number) {
    if (number.ranged) ++counted.ranged;
    const std::size_t index = position(draft, number.provenance.text);
    if (index == draft.provenances.size()) {
      ++counted.unattributed;
      return;
    }
    ++counted.numbers[index];
    ++(draft.provenances[index].judgement ? counted.judged : counted.sourced);
  });
  for_each_boundary(draft, [&](const BoundaryDraft& boundary) {
    const std::size_t index = position(draft, boundary.provenance.text);
    if (index < counted.boundaries.size()) ++counted.boundaries[index];
  });
  return counted;
}

}  // namespace tandem::model
