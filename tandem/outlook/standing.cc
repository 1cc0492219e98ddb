#include "tandem/outlook/standing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <tuple>

#include "tandem/base/calendar.h"
#include "tandem/drafting/draft.h"
#include "tandem/outlook/internal/pauses.h"
#include "tandem/outlook/internal/start_only.h"

namespace tandem::outlook {
namespace {

using internal::Pause;
using ledger::EventKind;
using ledger::ObligationState;
using ledger::Recorded;
using ledger::State;
using model::Case;
using model::Obligation;
using Change = stress::Past::Change;
using Kind = stress::Past::Kind;

constexpr double kShareTolerance = 1e-9;

tl::unexpected<Error> cannot(std::string why) {
  return tl::unexpected(Error{Errc::invalid_input, std::move(why)});
}

/// What was said of one obligation, in order of happening.
struct Said {
  std::optional<Date> started;
  std::vector<std::pair<Date, double>> done;  ///< share in all so far, from that day on
};

/// The words of `text`, small letters.
std::string small(std::string_view text) {
  std::string made(text);
  std::ranges::transform(made, made.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return made;
}

class Reading {
 public:
  Reading(const Case& of, const State& state, std::span<const Recorded> history,
          const StandingOptions& options)
      : of_(of), state_(state), text_(*state.agreement), history_(history), options_(options) {}

  Result<Standing> run() {
    const model::Day today{state_.view.on};
    made_.month = std::max(0, drafting::months_to(of_, today));
    if (made_.month >= of_.dynamics().months)
      return cannot(
          fmt::format("{} is past the {} months that the case '{}' counts: ask about an "
                      "earlier day, or lengthen its horizon",
                      format_date(state_.view.on), of_.dynamics().months, of_.data().id));
    made_.from = (made_.month + of_.time().months_per_phase - 1) / of_.time().months_per_phase + 1;
    if (auto read = read_agreed(); !read) return tl::unexpected(std::move(read.error()));
    pauses_ = internal::pauses_in(history_);
    listen();
    for (std::size_t o = 0; o < text_.obligations().size(); ++o) carry(o);
    take_steps();
    find_breaches();
    see_process();
    take_governments();
    std::ranges::stable_sort(made_.past.changes, {},
                             [](const Change& one) { return std::tuple(one.month, one.kind); });
    return std::move(made_);
  }

 private:
  Result<void> read_agreed() {
    // As written; what is written to follow something of which only the record has a day, by that.
    auto dates = model::timetable(text_, {.actual = false});
    for (std::size_t o = 0; o < dates.of.size(); ++o)
      if (!dates.of[o].start && !dates.of[o].due) dates.of[o] = state_.dates.of[o];
    auto read = drafting::roadmap_of(text_, dates, of_);
    if (!read) return tl::unexpected(std::move(read.error()));
    if (std::ranges::none_of(text_.obligations(), [&](const Obligation& one) {
          return of_.find_measure(drafting::linked_measure(one)).has_value();
        }))
      return cannot(
          fmt::format("no obligation of the text in force is linked to a measure of the "
                      "case '{}': give them a `measure`, or name another case",
                      of_.data().id));
    made_.agreed = std::move(read->roadmap);
    made_.left_out = std::move(read->left_out);
    made_.carried = model::before(of_, made_.agreed, made_.from);
    made_.carried.increments.clear();
    return {};
  }

  // ---- what was carried out

  void listen() {
    for (const Recorded& one : history_) {
      if (!one.counts() || one.event.of.empty()) continue;
      Said& said = said_[one.event.of];
      if (one.event.kind == EventKind::started && !said.started) said.started = one.event.on;
      if (one.event.kind == EventKind::reported)
        said.done.emplace_back(one.event.on, one.event.share);
    }
  }

  /// @param o  position in the text, and so in the state
  void carry(std::size_t o) {
    const Obligation& one = text_.obligations()[o];
    const ObligationState& state = state_.obligations[o];
    const auto measure = of_.find_measure(drafting::linked_measure(one));
    if (!measure || made_.month == 0) return;
    if (state.verification == ledger::Verification::not_met) return;
    if (note_pause(one, *measure)) return;
    const auto found = said_.find(one.id);
    if (found == said_.end()) return;
    Said said = found->second;
    if (said.started && said.done.empty() && internal::start_only(state_.dates.of[o]))
      said.done.emplace_back(*said.started, 1);
    add_tranches(*measure, one.share, options_.verified_only ? state.verified_share : 1, said);
  }

  /// Whether one of its actors has paused it by itself, and has begun it.
  bool note_pause(const Obligation& one, MeasureId measure) {
    for (const Pause& pause : pauses_) {
      if (pause.of != one.id) continue;
      const auto by = party_of(pause.by);
      if (!pause.until) {
        if (by && said_.contains(one.id))
          made_.withdrawn.push_back({measure, *by, pause.from, pause.seq});
        return true;
      }
      add_change(Kind::withdrawn, measure.index(), month_after(pause.from));
      add_change(Kind::restored, measure.index(), month_after(*pause.until));
    }
    return false;
  }

  /// @param most  share of the obligation beyond which nothing counts
  void add_tranches(MeasureId measure, double of_measure, double most, const Said& said) {
    const int takes = of_.measure(measure).months;
    double so_far = 0;
    std::optional<int> began;
    if (said.started) began = month_of(*said.started);
    for (const auto& [on, share] : said.done) {
      const double more = std::min(share, most) - so_far;
      if (more <= kShareTolerance) continue;
      const int done = std::min(month_after(on), made_.month);
      add_step(
          {measure, began.value_or(std::max(0, month_of(on) - takes)), done, more * of_measure});
      so_far += more;
    }
    if (said.started && so_far < 1 - kShareTolerance && !options_.verified_only)
      add_step({measure, *began, std::nullopt, (1 - so_far) * of_measure});
  }
  void add_step(Carried step) {
    step.start = std::clamp(step.start, 0, made_.month - 1);
    if (step.in_force) step.in_force = std::max(*step.in_force, step.start);
    made_.steps.push_back(step);
  }

  /// One tranche of a measure a month at most, and all of a whole one at once.
  void take_steps() {
    auto& steps = made_.steps;
    std::ranges::stable_sort(
        steps, {}, [](const Carried& one) { return std::tuple(one.start, one.measure.index()); });
    std::vector<Carried> taken;
    std::map<std::size_t, double> share;
    for (Carried step : steps) {
      double& so_far = share[step.measure.index()];
      step.share = std::min(step.share, 1 - so_far);
      if (step.share <= kShareTolerance) continue;
      so_far += step.share;
      merge(taken, step);
    }
    for (Carried& step : taken)
      if (!of_.measure(step.measure).divisible) {
        if (share[step.measure.index()] < 1 - kShareTolerance) step.in_force.reset();
        step.share = 1;
      }
    steps = std::move(taken);
    for (const Carried& step : steps) {
      made_.carried.increments.push_back({step.measure, step.start, step.share});
      made_.past.in_force.push_back(step.in_force);
    }
    made_.past.months = made_.month;
  }
  void merge(std::vector<Carried>& taken, const Carried& step) const {
    const bool whole = !of_.measure(step.measure).divisible;
    const auto same = std::ranges::find_if(taken, [&](const Carried& one) {
      return one.measure == step.measure && (whole || one.start == step.start);
    });
    if (same == taken.end()) {
      taken.push_back(step);
      return;
    }
    same->share += step.share;
    same->in_force = same->in_force && step.in_force
                         ? std::optional(std::max(*same->in_force, *step.in_force))
                         : std::nullopt;
  }

  // ---- who broke its word, and whether the process runs

  void find_breaches() {
    for (const ObligationState& one : state_.obligations) {
      if (one.verification != ledger::Verification::not_met || one.entries.empty()) continue;
      const auto id = text_.find_obligation(one.id);
      if (!id) continue;
      const auto actors = text_.members(text_.obligation(*id).actors);
      const auto party = actors.size() == 1 ? party_of(text_.actor(actors[0]).id) : std::nullopt;
      if (party)
        made_.breaches.push_back({*party, one.entries.back(), one.found_on.value_or(Date{}), one.id,
                                  Breach::Kind::not_met});
      else
        made_.assumptions.push_back(fmt::format(
            "{} was found not to be met; it is owed by several, so nobody is taken to have broken "
            "its word",
            one.id));
    }
    for (const Pause& pause : pauses_)
      if (const auto party = party_of(pause.by))
        made_.breaches.push_back(
            {*party, pause.seq, pause.from, pause.of,
             pause.withdrawn ? Breach::Kind::withdrawn : Breach::Kind::suspended, pause.until});
    std::ranges::stable_sort(made_.breaches, {},
                             [](const Breach& one) { return std::tuple(one.on, one.seq); });
    drop_answers();
    made_.past.broken.assign(of_.parties().size(), 0);
    for (const Breach& one : made_.breaches) ++made_.past.broken[one.party.index()];
  }
  /// A pause while another's breach lasts is taken to answer it; one within a pause of the party's
  /// own is no second breach.
  void drop_answers() {
    std::vector<Breach> first;
    for (const Breach& one : made_.breaches) {
      const bool answers =
          one.kind != Breach::Kind::not_met &&
          std::ranges::any_of(first, [&](const Breach& before) {
            return (!before.until || *before.until > one.on) &&
                   (before.party != one.party || before.kind != Breach::Kind::not_met);
          });
      if (!answers) first.push_back(one);
    }
    made_.breaches = std::move(first);
  }

  void see_process() {
    for (const Pause& pause : pauses_) {
      const auto party = party_of(pause.by);
      if (!pause.of.empty() || !party) continue;
      if (of_.party(*party).role != model::Role::principal) continue;
      if (!pause.until) {
        made_.suspended = std::min(made_.suspended.value_or(pause.from), pause.from);
        made_.suspended_by.push_back(*party);
      }
      withdraw_own(*party, pause);
    }
    for (const auto& [from, until] : internal::joined(principal_pauses())) {
      add_change(Kind::suspended, 0, std::min(month_after(from), made_.month));
      if (until) add_change(Kind::resumed, 0, std::min(month_after(*until), made_.month));
    }
    if (!made_.suspended) return;
    made_.assumptions.emplace_back(
        "measures that the record does not show to be withdrawn stand until the view's day; from "
        "then on they are taken back as in any suspension");
    leave_rest();
  }
  std::vector<Pause> principal_pauses() const {
    std::vector<Pause> all;
    for (const Pause& pause : pauses_) {
      const auto party = party_of(pause.by);
      if (pause.of.empty() && party && of_.party(*party).role == model::Role::principal)
        all.push_back(pause);
    }
    return all;
  }
  /// What whoever has left can take back, it has taken back after the restore months.
  void withdraw_own(PartyId party, const Pause& pause) {
    for (std::size_t m = 0; m < of_.measures().size(); ++m) {
      const model::Measure& measure = of_.measures()[m];
      if (!measure.has_actor(party) || !stood(m, month_after(pause.from))) continue;
      const int leaves = month_after(pause.from) + measure.restore;
      if (pause.until && month_after(*pause.until) <= leaves) continue;
      add_change(Kind::withdrawn, m, leaves);
      if (pause.until) add_change(Kind::restored, m, month_after(*pause.until) + measure.restore);
    }
  }
  /// The others' measures leave from today on.
  void leave_rest() {
    for (std::size_t m = 0; m < of_.measures().size(); ++m) {
      if (!stood(m, made_.month)) continue;
      const bool known = std::ranges::any_of(made_.past.changes, [&](const Change& one) {
        return one.kind == Kind::withdrawn && one.thing == m;
      });
      if (!known) add_change(Kind::withdrawn, m, made_.month + of_.measures()[m].restore);
    }
  }
  [[nodiscard]] bool stood(std::size_t m, int month) const {
    return std::ranges::any_of(made_.steps, [&](const Carried& one) {
      return one.measure.index() == m && one.in_force && *one.in_force <= month;
    });
  }

  // ---- governments

  void take_governments() {
    for (const Recorded& one : history_) {
      if (!one.counts() || one.event.kind != EventKind::administration) continue;
      const auto party = party_of(one.event.by);
      const model::Administration* known = party ? of_.dynamics().administration(*party) : nullptr;
      if (known == nullptr) continue;
      const auto government = government_of(*known, one.event.says);
      if (government)
        add_change(Kind::government, *government, std::min(month_after(one.event.on), made_.month),
                   party->index());
      else if (!given(*party))
        made_.assumptions.push_back(
            fmt::format("{}: '{}' is no government of the case; the one before is taken to govern",
                        of_.party(*party).name, one.event.says));
    }
    for (const auto& [party, government] : options_.in_office)
      add_change(Kind::government, government, made_.month, party.index());
  }
  [[nodiscard]] bool given(PartyId party) const {
    return std::ranges::any_of(options_.in_office,
                               [&](const auto& one) { return one.first == party; });
  }
  static std::optional<std::size_t> government_of(const model::Administration& known,
                                                  std::string_view says) {
    const std::string words = small(says);
    for (std::size_t g = 0; g < known.governments.size(); ++g)
      if (small(known.governments[g].id) == words || small(known.governments[g].title) == words)
        return g;
    return std::nullopt;
  }

  // ---- readings

  /// That an actor of the text is in the case.
  [[nodiscard]] std::optional<PartyId> party_of(std::string_view actor) const {
    const auto id = text_.find_actor(actor);
    return id ? of_.find_party(text_.actor(*id).case_party) : std::nullopt;
  }
  /// That a day lies in.
  [[nodiscard]] int month_of(Date day) const {
    return std::max(0, drafting::months_to(of_, model::Day(day)));
  }
  /// The first that begins on a day or after it.
  [[nodiscard]] int month_after(Date day) const {
    return std::max(0, months_until(of_.time().start, day));
  }
  void add_change(Kind kind, std::size_t thing, int month, std::size_t party = 0) {
    made_.past.changes.push_back({month, kind, party, thing});
  }

  const Case& of_;
  const State& state_;
  const model::Agreement& text_;
  std::span<const Recorded> history_;
  const StandingOptions& options_;
  std::vector<Pause> pauses_;
  std::map<std::string, Said> said_;
  Standing made_;
};

}  // namespace

plan::Continuation Standing::continuation(double keep) const {
  return {.from = from, .done = carried, .agreed = agreed, .keep = keep};
}

Result<Standing> standing_of(const Case& of, const State& state, std::span<const Recorded> history,
                             const StandingOptions& options) {
  if (state.agreement == nullptr)
    return cannot(fmt::format("no text is in force on {}: ask about a later day",
                              format_date(state.view.on)));
  return Reading(of, state, history, options).run();
}

std::vector<model::Increment> open_steps(const Standing& standing) {
  std::map<std::size_t, double> done;
  for (const Carried& one : standing.steps) done[one.measure.index()] += one.share;
  std::vector<model::Increment> open;
  for (const model::Increment& one : standing.agreed.increments) {
    double& so_far = done[one.measure.index()];
    const double covered = std::min(one.share, so_far);
    so_far -= covered;
    if (one.share - covered > kShareTolerance)
      open.push_back({one.measure, std::max(one.start_month, standing.month), one.share - covered});
  }
  return open;
}

model::Roadmap as_agreed(const Case& of, const Standing& standing) {
  model::Roadmap made = standing.carried;
  made.name = standing.agreed.name;
  made.title = standing.agreed.title;
  made.accession = standing.agreed.accession;
  if (standing.month < of.phase_start(of.time().phases + 1))
    for (const model::Increment& one : open_steps(standing)) made.increments.push_back(one);
  model::canonicalise(made);
  return made;
}

model::Roadmap continued(const Case& of, const Standing& standing, const model::Roadmap& later) {
  model::Roadmap made = standing.carried;
  made.name = later.name;
  made.title = later.title;
  for (std::size_t p = 0; p < made.accession.size(); ++p)
    if (!made.accession[p]) made.accession[p] = later.accession[p];
  for (const model::Increment& one : later.increments)
    if (one.start_month >= of.phase_start(standing.from)) made.increments.push_back(one);
  model::canonicalise(made);
  return made;
}

}  // namespace tandem::outlook
