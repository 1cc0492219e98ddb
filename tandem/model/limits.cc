#include "tandem/model/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "tandem/base/findings.h"
#include "tandem/base/text.h"
#include "tandem/model/rules.h"

namespace tandem::model {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kPointStep = 0.1;

using Threshold = std::optional<Quantity> Principles::*;

/// What the limits of one kind are about, and how they are named.
enum class Subject { boundary, party, measure, principle };

struct Kind {
  LimitKind kind;
  Subject subject;
  std::string_view name;
  Threshold threshold = nullptr;  ///< of a principle
  double direction = 1;           ///< 1 where a larger threshold demands less
  double last = 0;                ///< threshold that demands nothing
};

constexpr std::array<Kind, 19> kKinds{{
    {LimitKind::boundary, Subject::boundary, ""},
    {LimitKind::self_enforcing, Subject::party, "self-enforcing"},
    {LimitKind::reserve, Subject::party, "reserve"},
    {LimitKind::capacity, Subject::party, "capacity"},
    {LimitKind::accession, Subject::party, "accession"},
    {LimitKind::required, Subject::party, "required"},
    {LimitKind::mandatory, Subject::measure, "mandatory"},
    {LimitKind::dates, Subject::measure, "dates"},
    {LimitKind::parallel, Subject::principle, "parallel", &Principles::parallel_max_gap, 1, 1},
    {LimitKind::reciprocal_index, Subject::principle, "reciprocal-index",
     &Principles::reciprocal_min_index, -1, 0},
    {LimitKind::reciprocal_step, Subject::principle, "reciprocal-step",
     &Principles::reciprocal_min_step, -1, 0},
    {LimitKind::proportional, Subject::principle, "proportional", &Principles::proportional_max_gap,
     1, kInfinity},
    {LimitKind::simultaneous, Subject::principle, "simultaneous", &Principles::max_exposure, 1,
     kInfinity},
    {LimitKind::by_month_12, Subject::principle, "early-security-12", &Principles::by_month_12, -1,
     0},
    {LimitKind::by_month_24, Subject::principle, "early-security-24", &Principles::by_month_24, -1,
     0},
    {LimitKind::by_month_36, Subject::principle, "early-security-36", &Principles::by_month_36, -1,
     0},
    {LimitKind::first_payoff, Subject::principle, "first-payoff", &Principles::first_payoff_months,
     1, kInfinity},
    {LimitKind::verifiable, Subject::principle, "verifiable", &Principles::min_detection, -1, 0},
    {LimitKind::long_game, Subject::principle, "long-game", &Principles::min_final_share, -1, 0},
}};

const Kind& kind_of(const Limit& limit) { return kKinds[static_cast<std::size_t>(limit.kind)]; }

bool is_partner(const Party& party) { return party.role == Role::partner; }

bool has(const Case& of, LimitKind kind, const Party& party, PartyId i) {
  const Accession& rule = party.accession;
  switch (kind) {
    case LimitKind::self_enforcing:
      return !party.min_margin || *party.min_margin > -kInfinity;
    case LimitKind::reserve:
      return party.reserve.mode > -kInfinity;
    case LimitKind::capacity:
      return party.capacity.has_value();
    case LimitKind::accession:
      return is_partner(party) &&
             (rule.never || rule.earliest > 1 || rule.latest < of.time().phases ||
              !rule.after.empty() || !rule.with.empty());
    default:
      return std::ranges::count(of.principles().required_partners, i) > 0;
  }
}

bool has(LimitKind kind, const Measure& measure) {
  if (kind == LimitKind::mandatory) return measure.mandatory;
  return measure.not_before || measure.not_after;
}

std::size_t count(const Case& of, Subject subject) {
  switch (subject) {
    case Subject::boundary:
      return of.boundaries().size();
    case Subject::party:
      return of.parties().size();
    case Subject::measure:
      return of.measures().size();
    case Subject::principle:
      return 1;
  }
  return 0;
}

bool has(const Case& of, const Limit& limit) {
  const Kind& kind = kind_of(limit);
  switch (kind.subject) {
    case Subject::boundary:
      return true;
    case Subject::party:
      return has(of, limit.kind, of.parties()[limit.index], PartyId(limit.index));
    case Subject::measure:
      return has(limit.kind, of.measures()[limit.index]);
    case Subject::principle:
      return (of.principles().*kind.threshold).has_value();
  }
  return false;
}

const Boundary& boundary_of(const Case& of, const Limit& limit) {
  return of.boundaries()[limit.index];
}

Quantity plain(double value) { return {value, value, value, false, {}}; }

std::string percent(double share) { return fmt::format("{:g} %", 100 * share); }

double margin_of(const Case& of, const Party& party) {
  const auto& threshold = of.principles().min_margin;
  return party.min_margin.value_or(threshold ? threshold->mode : 0);
}

std::string party_words(const Case& of, const Limit& limit) {
  const Party& party = of.parties()[limit.index];
  switch (limit.kind) {
    case LimitKind::self_enforcing: {
      const double margin = margin_of(of, party);
      if (margin == 0) return fmt::format("{} never gains by breaking off.", party.name);
      return fmt::format("{} gains by carrying on, at every step, by {} of its scale or more.",
                         party.name, percent(margin));
    }
    case LimitKind::reserve:
      return fmt::format("{} gains no less than the least it accepts.", party.name);
    case LimitKind::capacity:
      return fmt::format("{} starts burdens of at most {:g} points in one phase.", party.name,
                         party.capacity->mode);
    case LimitKind::accession:
      if (party.accession.never) return fmt::format("{} does not accede.", party.name);
      return fmt::format("{} accedes only when its rule allows it.", party.name);
    default:
      return fmt::format("{} accedes.", party.name);
  }
}

std::string measure_words(const Case& of, const Limit& limit) {
  const Measure& measure = of.measures()[limit.index];
  if (limit.kind == LimitKind::mandatory)
    return fmt::format("\"{}\" is carried out, all of it.", measure.title);
  std::vector<std::string> dates;
  if (measure.not_before)
    dates.push_back(fmt::format("not before {}", format_date_long(*measure.not_before)));
  if (measure.not_after)
    dates.push_back(fmt::format("not after {}", format_date_long(*measure.not_after)));
  return fmt::format("\"{}\" starts {}.", measure.title, join_words(dates));
}

std::string principle_words(const Case& of, const Limit& limit) {
  const Principles& all = of.principles();
  const double at = (all.*kind_of(limit).threshold)->mode;
  const std::string share = percent(at);
  switch (limit.kind) {
    case LimitKind::parallel:
      return fmt::format("The tracks {} and {} are never more than {} apart.",
                         of.track(all.parallel_tracks->first).title,
                         of.track(all.parallel_tracks->second).title, share);
    case LimitKind::reciprocal_index:
      return fmt::format(
          "In each phase each side gives at least {} of what it gets, and gets as "
          "much of what it gives.",
          share);
    case LimitKind::reciprocal_step:
      return fmt::format("Each phase brings at least {} of what is still to come.", share);
    case LimitKind::proportional:
      return fmt::format(
          "The principals' gains, as shares of their best, are never more than {} "
          "apart.",
          share);
    case LimitKind::simultaneous:
      return fmt::format("No party is ever exposed by more than {} of its scale.", share);
    case LimitKind::by_month_12:
    case LimitKind::by_month_24:
    case LimitKind::by_month_36:
      return fmt::format("At least {} of the attainable risk reduction is in force by month {}.",
                         share, kind_of(limit).name.substr(kind_of(limit).name.size() - 2));
    case LimitKind::first_payoff:
      return fmt::format("{} of the attainable risk reduction is verified by month {:g}.",
                         percent(all.payoff_share), at);
    case LimitKind::verifiable:
      return fmt::format(
          "Irreversible steps wait until their counterpart would be found out with "
          "a chance of {}.",
          share);
    default:
      return fmt::format("At least {} of the final goals are in force at the horizon.", share);
  }
}

std::optional<Setting> boundary_setting(const Case& of, const Boundary& boundary) {
  if (boundary.kind == BoundaryKind::share_before)
    return Setting{boundary.share, 1, 1, 0.01, "share"};
  const bool early = boundary.kind == BoundaryKind::not_before;
  if (early || boundary.kind == BoundaryKind::not_after) {
    const Date last = of.date_of(of.phase_start(of.time().phases));
    const int months =
        early ? months_until(of.time().start, *boundary.date) : months_until(*boundary.date, last);
    if (months <= 0) return std::nullopt;
    return Setting{0, 1, static_cast<double>(months), 1, "months"};
  }
  const bool tranches = std::ranges::any_of(
      boundary.until, [&](const After& after) { return of.measure(after.measure).divisible; });
  if (boundary.kind == BoundaryKind::never || !tranches) return std::nullopt;
  return Setting{std::ranges::max(boundary.until, {}, &After::share).share, -1, 0, 0.01, "share"};
}

std::optional<Setting> party_setting(const Case& of, const Limit& limit) {
  const Party& party = of.parties()[limit.index];
  const double all = of.time().phases * of.time().months_per_phase;
  switch (limit.kind) {
    case LimitKind::self_enforcing:
      return Setting{margin_of(of, party), -1, -kInfinity, 0.001, "share"};
    case LimitKind::reserve:
      return Setting{party.reserve.mode, -1, -kInfinity, kPointStep, "points"};
    case LimitKind::capacity:
      return Setting{party.capacity ? party.capacity->mode : kInfinity, 1, kInfinity, kPointStep,
                     "points"};
    case LimitKind::accession:
      if (party.accession.never || !party.accession.after.empty() || !party.accession.with.empty())
        return std::nullopt;
      return Setting{0, 1, all, static_cast<double>(of.time().months_per_phase), "months"};
    default:
      return std::nullopt;
  }
}

void ease_boundary(double to, Boundary& boundary) {
  switch (boundary.kind) {
    case BoundaryKind::share_before:
      boundary.share = std::min(to, 1.0);
      break;
    case BoundaryKind::not_before:
      boundary.date = add_months(*boundary.date, -static_cast<int>(to));
      break;
    case BoundaryKind::not_after:
      boundary.date = add_months(*boundary.date, static_cast<int>(to));
      break;
    default:
      for (After& after : boundary.until) after.share = std::min(after.share, to);
  }
}

void ease_party(const Limit& limit, const std::optional<double>& to, int phases, int months,
                CaseData& data) {
  Party& party = data.parties[limit.index];
  switch (limit.kind) {
    case LimitKind::self_enforcing:
      party.min_margin = to.value_or(-kInfinity);
      break;
    case LimitKind::reserve:
      party.reserve = plain(to.value_or(-kInfinity));
      break;
    case LimitKind::capacity:
      party.capacity = to ? std::optional(plain(*to)) : std::nullopt;
      break;
    case LimitKind::accession: {
      Accession& rule = party.accession;
      const int leeway = static_cast<int>(to.value_or(0)) / months;
      rule =
          to ? Accession{std::max(1, rule.earliest - leeway),
                         std::min(phases, rule.latest + leeway), rule.never, rule.after, rule.with}
             : Accession{1, phases, false, {}, {}};
      break;
    }
    default:
      std::erase(data.principles.required_partners, PartyId(limit.index));
  }
}

void ease_measure(const Limit& limit, const std::optional<double>& to, Measure& measure) {
  if (limit.kind == LimitKind::mandatory) {
    measure.mandatory = false;
    return;
  }
  const auto moved = [&](std::optional<Date>& date, int sign) {
    if (date)
      date = to ? std::optional(add_months(*date, sign * static_cast<int>(*to))) : std::nullopt;
  };
  moved(measure.not_before, -1);
  moved(measure.not_after, 1);
}

/// All that a case of these parties, measures and boundaries could have.
std::vector<Limit> every_limit(const Case& of) {
  std::vector<Limit> all;
  for (const Kind& kind : kKinds)
    for (std::size_t k = 0; k < count(of, kind.subject); ++k) all.push_back({kind.kind, k});
  return all;
}

}  // namespace

std::vector<Limit> limits_of(const Case& of) {
  std::vector<Limit> all = every_limit(of);
  std::erase_if(all, [&](const Limit& limit) { return !has(of, limit); });
  return all;
}

std::string name_of(const Case& of, const Limit& limit) {
  const Kind& kind = kind_of(limit);
  switch (kind.subject) {
    case Subject::boundary:
      return boundary_of(of, limit).id;
    case Subject::party:
      return fmt::format("{}.{}", kind.name, of.parties()[limit.index].id);
    case Subject::measure:
      return fmt::format("{}.{}", kind.name, of.measures()[limit.index].id);
    case Subject::principle:
      return std::string(kind.name);
  }
  return {};
}

std::optional<Limit> find_limit(const Case& of, std::string_view name, bool demanded) {
  for (const Limit& limit : every_limit(of))
    if (name_of(of, limit) == name && (!demanded || has(of, limit))) return limit;
  return std::nullopt;
}

std::string words_of(const Case& of, const Limit& limit) {
  switch (kind_of(limit).subject) {
    case Subject::boundary: {
      const Boundary& boundary = boundary_of(of, limit);
      return fmt::format("{} holds: {}", of.party(boundary.holder).name, sentence_of(boundary));
    }
    case Subject::party:
      return party_words(of, limit);
    case Subject::measure:
      return measure_words(of, limit);
    case Subject::principle:
      return principle_words(of, limit);
  }
  return {};
}

std::optional<Quantity> cost_of(const Case& of, const Limit& limit) {
  if (limit.kind != LimitKind::boundary) return std::nullopt;
  return boundary_of(of, limit).cost;
}

std::optional<PartyId> holder_of(const Case& of, const Limit& limit) {
  switch (kind_of(limit).subject) {
    case Subject::boundary:
      return boundary_of(of, limit).holder;
    case Subject::party:
      return PartyId(limit.index);
    case Subject::measure:
    case Subject::principle:
      break;
  }
  return std::nullopt;
}

std::optional<Setting> setting_of(const Case& of, const Limit& limit) {
  const Kind& kind = kind_of(limit);
  switch (kind.subject) {
    case Subject::boundary:
      return boundary_setting(of, boundary_of(of, limit));
    case Subject::party:
      return party_setting(of, limit);
    case Subject::measure: {
      if (limit.kind == LimitKind::mandatory) return std::nullopt;
      const double all = of.time().phases * of.time().months_per_phase;
      return Setting{0, 1, all, 1, "months"};
    }
    case Subject::principle: {
      const auto& threshold = of.principles().*kind.threshold;
      const double now = threshold ? threshold->mode : kind.last;
      if (limit.kind == LimitKind::first_payoff)
        return Setting{now, kind.direction, kind.last, 1, "months"};
      return Setting{now, kind.direction, kind.last, 0.001, "share"};
    }
  }
  return std::nullopt;
}

Case eased(const Case& of, std::span<const Easing> easings) {
  CaseData data = of.data();
  std::vector<std::size_t> gone;
  for (const Easing& easing : easings) {
    const Limit& limit = easing.limit;
    const Kind& kind = kind_of(limit);
    switch (kind.subject) {
      case Subject::boundary:
        if (easing.to &&
            (boundary_of(of, limit).kind != BoundaryKind::only_after || *easing.to > 0))
          ease_boundary(*easing.to, data.boundaries[limit.index]);
        else
          gone.push_back(limit.index);
        break;
      case Subject::party:
        ease_party(limit, easing.to, of.time().phases, of.time().months_per_phase, data);
        break;
      case Subject::measure:
        ease_measure(limit, easing.to, data.measures[limit.index]);
        break;
      case Subject::principle: {
        auto& threshold = data.principles.*kind.threshold;
        threshold = easing.to ? std::optional(plain(*easing.to)) : std::nullopt;
        break;
      }
    }
  }
  std::ranges::sort(gone, std::ranges::greater());
  for (const std::size_t index : gone)
    data.boundaries.erase(data.boundaries.begin() + static_cast<std::ptrdiff_t>(index));
  return Case(std::move(data));
}

Case under(const Case& of, const Alternative& policy) {
  CaseData data = of.data();
  std::vector<Boundary> kept;
  for (std::size_t k = 0; k < data.boundaries.size(); ++k)
    if (std::ranges::count(policy.gives_up, k) == 0) kept.push_back(data.boundaries[k]);
  kept.insert(kept.end(), policy.boundaries.begin(), policy.boundaries.end());
  data.boundaries = std::move(kept);
  data.alternatives.clear();
  return Case(std::move(data));
}

Result<Case> under(const Case& of, std::string_view policy) {
  std::vector<std::string> known;
  for (const Alternative& alternative : of.data().alternatives) {
    if (alternative.is_window() && alternative.id == policy) return under(of, alternative);
    if (alternative.is_window()) known.push_back(alternative.id);
  }
  const bool named = std::ranges::count(of.data().alternatives, policy, &Alternative::id) > 0;
  return tl::unexpected(Error{
      Errc::invalid_input,
      named ? fmt::format("the alternative '{}' says neither what it insists on (boundaries) nor "
                          "what it gives up (gives_up)",
                          policy)
            : fmt::format("the case has no policy '{}'; {}", policy,
                          did_you_mean(policy, known,
                                       "a policy is one of its alternatives with boundaries or "
                                       "gives_up"))});
}

Case with_deadline(const Case& of, MeasureId measure, std::optional<int> by) {
  CaseData data = of.data();
  Measure& changed = data.measures[measure.index()];
  changed.mandatory = true;
  if (by) {
    const Date last = of.date_of(*by - changed.months);
    changed.not_after = changed.not_after ? std::min(*changed.not_after, last) : last;
  }
  return Case(std::move(data));
}

}  // namespace tandem::model
