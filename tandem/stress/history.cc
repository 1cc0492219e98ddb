#include "tandem/stress/history.h"

#include <algorithm>
#include <functional>

#include "tandem/base/exponential.h"
#include "tandem/stress/internal/flows.h"
#include "tandem/stress/internal/indicators.h"
#include "tandem/stress/internal/trust.h"
#include "tandem/stress/internal/words.h"

namespace tandem::stress {
namespace {

using internal::Flow;
using internal::Kind;
using internal::Mode;
using internal::Purpose;
using internal::Stage;
using model::Case;
using model::Crisis;
using model::Dynamics;
using model::Measure;

/// Twice e^kNever is below 2^-33, so that choices worse by as many noises are never made.
constexpr double kNever = -24;
/// Points by which a best response must be better than carrying on: assess's tolerance.
constexpr double kTie = 1e-5;
constexpr int kLongAgo = 1 << 20;  // months

}  // namespace

/// What a history is made of. Months in which nothing happens are most of them, so what they ask is
/// kept until something changes it.
class Histories::Playing {
 public:
  Playing(const World& world, std::uint64_t seed, Setting setting)
      : world_(world),
        of_(world.of),
        dynamics_(world.of.dynamics()),
        setting_(std::move(setting)),
        words_(seed, dynamics_.months),
        marks_(stress::marks(of_)),
        flows_(world),
        trust_(world),
        indicators_(world),
        deviates_(of_.parties().size()),
        done_at_(world.steps.size()),
        moves_at_(of_.measures().size()) {}

  void play(std::uint64_t number, Outcome& into, std::vector<Event>* story) {
    outcome_ = &into;
    story_ = story;
    begin(number);
    for (const int mark : marks_) {
      for (; month_ < mark; ++month_) {
        if (month_ < setting_.past.months) {
          follow();
          continue;
        }
        if (setting_.past.months > 0 && month_ == setting_.past.months) take_over();
        pass();
      }
      read_mark();
    }
  }

 private:
  void begin(std::uint64_t number) {
    words_.begin(number);
    month_ = 0;
    Outcome& o = *outcome_;
    o.first_breakdown.reset();
    o.collapse.reset();
    o.completed.reset();
    o.government.reset();
    o.cause = {};
    o.phase = o.running = o.suspended = o.breakdowns = o.crises = o.disputes = o.settled = 0;
    o.value.assign(of_.parties().size(), 0);
    for (auto* read : {&o.security, &o.goals, &o.indicators}) read->clear();
    o.runs.clear();
    state_.mode = world_.steps.empty()  ? Mode::collapsed  // there is no process
                  : setting_.begins > 0 ? Mode::before
                                        : Mode::running;
    state_.clock = again_ = worked_ = ticks_ = 0;
    round_ = broken_round_ = 0;
    pending_ = -1;
    begin_steps();
    next_change_ = 0;
    begun_.assign(state_.stage.size(), false);
    ended_.assign(state_.stage.size(), false);
    state_.cheats.assign(of_.parties().size(), std::nullopt);
    state_.cheating = 0;
    std::ranges::fill(deviates_, false);
    take_office();
    flows_.begin();
    trust_.begin();
    indicators_.begin();
    starts_stale_ = crises_stale_ = true;
  }

  /// All are due and none is withdrawn.
  void begin_steps() {
    state_.stage.assign(world_.steps.size(), Stage::due);
    state_.forced.assign(of_.measures().size(), 0);
    state_.flow.assign(of_.measures().size(), Flow::standing);
    state_.share.assign(of_.measures().size(), 0);
    state_.under_way.clear();
    moving_.clear();
    first_due_ = in_force_ = 0;
    waits_ = false;
  }

  void take_office() {
    office_.clear();
    since_.clear();
    for (std::size_t a = 0; a < dynamics_.administrations.size(); ++a) {
      const bool newly = a < setting_.newly.size() && setting_.newly[a];
      office_.push_back(held(a) ? *setting_.until_then[a] : dynamics_.administrations[a].in_office);
      since_.push_back(newly ? 0 : -kLongAgo);
    }
  }

  /// What `m` brings, or what depends on it, may have changed.
  void touch(std::size_t m) {
    double share = 0;
    if (state_.stands(m))
      for (const std::size_t k : world_.of_measure[m])
        if (state_.stage[k] == Stage::in_force) share += world_.steps[k].share;
    state_.share[m] = share;
    starts_stale_ = true;
    flows_.touch(m);
    indicators_.touch(m);
  }
  void turn(Mode mode) {
    state_.mode = mode;
    starts_stale_ = crises_stale_ = true;
    flows_.touch_mode(state_);
    indicators_.touch_mode();
  }

  // ---- a month

  void pass() {
    disputes_.clear();
    words_.turn_to(month_);
    governments();
    crises();
    if (state_.mode == Mode::before && month_ >= setting_.begins) turn(Mode::running);
    if (state_.runs()) {
      run();
      see_completion();
    } else if (state_.mode == Mode::suspended) {
      wait();
    } else if (state_.mode == Mode::collapsed) {
      tick();  // what was being taken back still is
    }
    flows_.account(state_, month_ + 1, outcome_->value);
    indicators_.accrue(state_);
  }

  void run() {
    ++outcome_->running;
    if (pending_ < 0 && at_round()) choose();
    if (starts_stale_) start_due();
    inspect();
    flows_.account(state_, month_, outcome_->value);
    if (!settle_all()) {
      suspend();
      return;
    }
    work();
    tick();
    advance();
    if (pending_ > 0 && --pending_ == 0) {
      note_breakdown(defection_);
      at_fault(defection_.party);
      suspend();
    }
  }

  void wait() {
    ++outcome_->suspended;
    wait_for_resumption();
    if (state_.mode == Mode::suspended) tick();
  }

  // ---- 0. what is recorded

  /// A month of the record.
  void follow() {
    state_.clock = month_;
    change_as_recorded();
    keep_rounds();
    for (std::size_t k = first_due_; k < setting_.past.in_force.size(); ++k) {
      if (world_.steps[k].start != month_) break;
      begin_recorded(k);
    }
    flows_.account(state_, month_, outcome_->value);
    end_recorded(month_ + 1);
    flows_.account(state_, month_ + 1, outcome_->value);
    indicators_.accrue(state_);
  }

  /// Whoever has acceded has carried out what the round asked of it.
  void keep_rounds() {
    for (; round_ < world_.rounds.size() && world_.rounds[round_].month <= month_; ++round_)
      for (std::size_t p = 0; p < deviates_.size(); ++p)
        if (acceded(p)) trust_.keeps(PartyId(p), world_.rounds[round_].kept[p]);
  }

  void begin_recorded(std::size_t k) {
    const Step& step = world_.steps[k];
    first_due_ = k + 1;
    state_.stage[k] = Stage::under_way;
    state_.under_way.push_back(k);
    touch(step.measure.index());
    note({month_, EventKind::started, 0, k});
    pay(step.at_start, month_);
    begun_[k] = true;
    end_recorded(month_);
  }
  /// Those that the record has in force by `month`.
  void end_recorded(int month) {
    std::erase_if(state_.under_way, [&](std::size_t k) {
      const auto in_force = setting_.past.in_force[k];
      if (!in_force || *in_force > month) return false;
      enters_force(k, month);
      return true;
    });
  }

  void change_as_recorded() {
    const auto& changes = setting_.past.changes;
    for (; next_change_ < changes.size() && changes[next_change_].month <= month_; ++next_change_)
      change(changes[next_change_]);
  }
  void change(const Past::Change& one) {
    if (world_.steps.empty() && one.kind <= Past::Kind::collapsed) return;  // there is no process
    switch (one.kind) {
      case Past::Kind::suspended:
        note({month_, EventKind::suspended, 0, 0});
        return turn(Mode::suspended);
      case Past::Kind::resumed:
        note({month_, EventKind::resumed, 0, 0});
        return turn(Mode::running);
      case Past::Kind::collapsed:
        note({month_, EventKind::collapsed, 0, 0});
        outcome_->collapse = month_;
        return turn(Mode::collapsed);
      case Past::Kind::government:
        return takes_office(one.party, one.thing);
      case Past::Kind::withdrawn:
      case Past::Kind::restored:
        state_.flow[one.thing] =
            one.kind == Past::Kind::withdrawn ? Flow::withdrawn : Flow::standing;
        return touch(one.thing);
    }
  }
  void takes_office(std::size_t party, std::size_t government) {
    const auto a = world_.administration[party];
    if (!a) return;
    office_[*a] = government;
    since_[*a] = month_;
    note({month_, EventKind::government, party, government});
  }

  /// The record ends, and chance begins.
  void take_over() {
    words_.turn_to(month_);
    state_.clock = month_;
    change_as_recorded();
    for (; next_change_ < setting_.past.changes.size(); ++next_change_)
      await(setting_.past.changes[next_change_]);
    while (round_ < world_.rounds.size() && world_.rounds[round_].month < month_) ++round_;
    again_ = month_;
    for (std::size_t p = 0; p < setting_.past.broken.size(); ++p)
      for (int times = 0; times < setting_.past.broken[p]; ++times) trust_.violates(PartyId(p));
    for (const std::size_t k : state_.under_way) {
      const Step& step = world_.steps[k];
      const int left = std::max(1, step.start + step.months - month_);
      done_at_[k] = worked_ + left + months_late(step);
      next_done_ = k == state_.under_way.front() ? done_at_[k] : std::min(next_done_, done_at_[k]);
    }
    starts_stale_ = crises_stale_ = true;
  }
  /// A measure that is on its way, and gets there after the record.
  void await(const Past::Change& one) {
    const bool leaves = one.kind == Past::Kind::withdrawn;
    Flow& flow = state_.flow[one.thing];
    if (flow != (leaves ? Flow::standing : Flow::withdrawn)) return;
    flow = leaves ? Flow::leaving : Flow::returning;
    touch(one.thing);
    move(one.thing, one.month - month_);
  }

  // ---- 1. governments

  void governments() {
    const bool some = come(world_.changes, Kind::change, Purpose::change);
    if (!some && !world_.tables.calendar[static_cast<std::size_t>(month_)]) return;
    for (std::size_t a = 0; a < office_.size(); ++a) {
      const bool calendar = world_.calendar[a][static_cast<std::size_t>(month_)] != 0;
      if (!calendar && !(some && std::ranges::binary_search(here_, a))) continue;
      if (held(a)) continue;
      const std::uint32_t word = words_.word(Purpose::next, a);
      const auto& row = world_.next[a][office_[a]];
      std::size_t to = 0;
      while (word >= row[to]) ++to;
      if (to == office_[a]) continue;
      office_[a] = to;
      since_[a] = month_;
      crises_stale_ = true;
      const PartyId party = dynamics_.administrations[a].party;
      note({month_, EventKind::government, party.index(), to});
      if (!outcome_->first_breakdown)
        outcome_->government = Event{month_, EventKind::government, party.index(), to};
      if (state_.runs()) undo(a, party);
    }
  }

  /// Whether an administration is what the setting says it is till the process begins.
  [[nodiscard]] bool held(std::size_t a) const {
    return month_ < setting_.begins && a < setting_.until_then.size() && setting_.until_then[a];
  }

  void undo(std::size_t a, PartyId party) {
    const double repudiates = dynamics_.administrations[a].governments[office_[a]].repudiates.mode;
    for (const std::size_t m : world_.tables.used) {
      if (state_.flow[m] != Flow::standing || !state_.any_in_force(m)) continue;
      const Threshold chance = threshold_of(world_.tables.undone[m] * repudiates);
      if (!of_.measures()[m].has_actor(party) || !words_.happens(chance, Purpose::undo, m))
        continue;
      state_.flow[m] = Flow::withdrawn;
      touch(m);
      trust_.violates(party);
      open({month_, EventKind::undone, party.index(), m});
    }
  }

  // ---- 2. crises

  void crises() {
    if (crises_stale_ || month_ >= opening_ends_) see_crises();
    if (come(crises_, Kind::crisis, Purpose::crisis))
      std::erase_if(here_, [&](std::size_t c) {
        const double share = hazard(c) / std::min(outside_[c] * world_.raised[c], 1.0);
        return !words_.happens(threshold_of(share), Purpose::holds, c);
      });
    else
      here_.clear();
    if (!setting_.shocks.empty()) add_shocks();
    for (const std::size_t c : here_) {
      ++outcome_->crises;
      const Event event{month_, EventKind::crisis, 0, c};
      if (state_.runs())
        open(event);
      else
        note(event);
    }
  }

  void add_shocks() {
    for (const Shock& one : setting_.shocks)
      if (one.month == month_) here_.push_back(one.crisis);
    std::ranges::sort(here_);
    const auto repeated = std::ranges::unique(here_);
    here_.erase(repeated.begin(), repeated.end());
  }

  /// Who is behind a crisis that was not settled is taken to have broken its word.
  void blame(std::size_t c) {
    if (dynamics_.crises[c].by) trust_.violates(*dynamics_.crises[c].by);
  }

  /// The chances of crises by all but measures, and the most that these can make of them.
  void see_crises() {
    crises_stale_ = false;
    opening_ends_ = kLongAgo;
    outside_.clear();
    most_.clear();
    for (const Crisis& crisis : dynamics_.crises) {
      double chance = crisis.hazard.mode;
      if (!state_.runs()) chance *= crisis.while_suspended.mode;
      for (const model::GovernmentFactor& one : crisis.governments)
        if (office_[*world_.administration[one.party.index()]] == one.government)
          chance *= one.factor.mode;
      if (crisis.opening && opens(*crisis.opening)) chance *= crisis.opening->factor.mode;
      outside_.push_back(chance);
      most_.push_back(chance * world_.raised[most_.size()]);
    }
    crises_.set(most_);
  }
  [[nodiscard]] bool opens(const model::Opening& opening) {
    bool open = false;
    for (const PartyId party : opening.parties) {
      const auto a = world_.administration[party.index()];
      if (!a || month_ - since_[*a] >= opening.within) continue;
      open = true;
      opening_ends_ = std::min(opening_ends_, since_[*a] + opening.within);
    }
    return open;
  }
  [[nodiscard]] double hazard(std::size_t c) const {
    double chance = outside_[c];
    for (const auto& [measure, factor] : dynamics_.crises[c].measures)
      chance *= 1 - state_.share[measure.index()] * (1 - factor.mode);
    return std::min(chance, 1.0);
  }

  // ---- 3. compliance

  [[nodiscard]] bool acceded(std::size_t p) const {
    return world_.accession[p] && *world_.accession[p] <= state_.clock;
  }

  [[nodiscard]] bool at_round() const {
    return round_ < world_.rounds.size() ? state_.clock >= world_.rounds[round_].month
                                         : state_.clock >= again_;
  }

  void choose() {
    const std::size_t r = std::min(round_, world_.rounds.size() - 1);
    const Round& round = world_.rounds[r];
    std::optional<std::size_t> defector;
    starts_stale_ = true;
    for (std::size_t p = 0; p < deviates_.size(); ++p) {
      deviates_[p] = false;
      if (!acceded(p)) continue;
      const auto a = world_.administration[p];
      const Weighed& weighed = round.weighed[p][a ? office_[*a] : 0];
      const bool balks = p < setting_.insincere.size() && setting_.insincere[p] &&
                         round_ < world_.rounds.size() && round.kept[p] > 0;
      const Choice choice = balks ? Choice::defect : chosen(p, weighed);
      if (choice == Choice::defect) {
        deviates_[p] = true;
        if (!defector) defector = p;
      } else if (choice == Choice::cheat) {
        state_.cheats[p] = weighed.covertly->index();
        ++state_.cheating;
        flows_.touch_cheats();
        note({month_, EventKind::cheats, p, *state_.cheats[p]});
      }
    }
    if (defector) {
      defection_ = {month_, EventKind::defection, *defector, phase(round)};
      broken_round_ = r;
      note(defection_);
      pending_ = of_.time().response_months;
      pending_end_ = round.end;
      if (of_.time().deviation == model::Deviation::withdraw) withdraw_own();
      for (std::size_t p = 0; p < deviates_.size(); ++p)
        if (deviates_[p]) trust_.violates(PartyId(p));
      if (pending_ == 0) pending_ = 1;  // the month itself passes
      return;
    }
    note({month_, EventKind::chosen, 0, phase(round)});
    for (std::size_t p = 0; p < deviates_.size(); ++p)
      if (acceded(p) && round_ < world_.rounds.size()) trust_.keeps(PartyId(p), round.kept[p]);
    if (round_ < world_.rounds.size()) ++round_;
    again_ = state_.clock + of_.time().months_per_phase;
  }

  static std::size_t phase(const Round& round) { return static_cast<std::size_t>(round.phase); }

  enum class Choice { comply, defect, cheat };

  Choice chosen(std::size_t p, const Weighed& weighed) {
    const double belief = trust_.least(p);
    const value::Choices& v = weighed.choices;
    const double comply = belief * v.comply + (1 - belief) * v.alone;
    const double defect = belief * v.defect + (1 - belief) * v.neither;
    const bool may_cheat = weighed.covertly && !state_.cheats[p] &&
                           state_.stands(weighed.covertly->index()) &&
                           state_.forced[weighed.covertly->index()] ==
                               world_.of_measure[weighed.covertly->index()].size();
    const double noise = dynamics_.noise[p].mode;
    if (noise == 0) {
      if (may_cheat && weighed.cheating > kTie && comply + weighed.cheating > defect)
        return Choice::cheat;
      return comply < defect - kTie ? Choice::defect : Choice::comply;
    }
    const double cheat = comply + weighed.cheating;
    if (std::max(defect, may_cheat ? cheat : defect) - comply < kNever * noise)
      return Choice::comply;
    const double best = std::max({comply, defect, may_cheat ? cheat : comply});
    const double of_comply = exp_of((comply - best) / noise);
    const double of_defect = exp_of((defect - best) / noise);
    const double of_cheat = may_cheat ? exp_of((cheat - best) / noise) : 0;
    const double all = of_comply + of_defect + of_cheat;
    const std::uint32_t word = words_.word(Purpose::choice, p);
    if (word < threshold_of(of_defect / all)) return Choice::defect;
    return word < threshold_of((of_defect + of_cheat) / all) ? Choice::cheat : Choice::comply;
  }

  /// Starts what is due and may start; one may allow the next at once.
  void start_due() {
    const auto& steps = world_.steps;
    auto& stage = state_.stage;
    waits_ = false;
    for (std::size_t k = first_due_; k < stage.size() && steps[k].start <= state_.clock;) {
      const bool starts = stage[k] == Stage::due && may_start(steps[k]);
      if (starts) start(k);
      k = starts && stage[k] == Stage::in_force ? first_due_ : k + 1;
    }
    while (first_due_ < stage.size() && stage[first_due_] != Stage::due) ++first_due_;
    for (std::size_t k = first_due_; k < stage.size() && steps[k].start <= state_.clock; ++k)
      waits_ = waits_ || (stage[k] == Stage::due && actors_start(steps[k].measure));
    starts_stale_ = false;
  }
  void start(std::size_t k) {
    const Step& step = world_.steps[k];
    state_.stage[k] = Stage::under_way;
    touch(step.measure.index());
    note({month_, EventKind::started, 0, k});
    if (!begun_[k]) pay(step.at_start, month_);
    begun_[k] = true;
    const int months = step.months + months_late(step);
    if (months == 0) {
      enters_force(k, month_);
      return;
    }
    done_at_[k] = worked_ + months;
    if (state_.under_way.empty() || done_at_[k] < next_done_) next_done_ = done_at_[k];
    state_.under_way.insert(std::ranges::upper_bound(state_.under_way, k), k);
  }
  /// Geometric: one more with the same chance each time.
  [[nodiscard]] int months_late(const Step& step) {
    const double again = world_.late[step.measure.index()];
    if (!(again > 0)) return 0;
    const std::size_t place = step.tranche * of_.measures().size() + step.measure.index();
    const double reached = 0x1p-32 * words_.word(Purpose::late, place);
    int late = 0;
    for (double chance = again; reached < chance && late < dynamics_.months; chance *= again)
      ++late;
    return late;
  }
  [[nodiscard]] bool may_start(const Step& step) const {
    return actors_start(step.measure) &&
           std::ranges::all_of(step.waits_for, [&](std::size_t before) {
             return state_.stage[before] == Stage::in_force &&
                    state_.stands(world_.steps[before].measure.index());
           });
  }
  [[nodiscard]] bool actors_start(MeasureId m) const {
    return std::ranges::all_of(of_.measure(m).actors, [&](PartyId actor) {
      return acceded(actor.index()) && !deviates_[actor.index()];
    });
  }

  void withdraw_own() {
    for (const std::size_t m : world_.tables.used) {
      if (state_.flow[m] != Flow::standing || !state_.any_in_force(m)) continue;
      const auto& actors = of_.measures()[m].actors;
      if (std::ranges::any_of(actors, [&](PartyId actor) { return deviates_[actor.index()]; }))
        leave(m);
    }
  }

  // ---- 4. verification

  void inspect() {
    const bool alarmed = come(world_.alarms, Kind::alarm, Purpose::alarm);
    if (alarmed)
      std::erase_if(here_, [&](std::size_t m) {
        return state_.flow[m] != Flow::standing || !state_.any_in_force(m) || state_.cheated(m);
      });
    for (std::size_t p = 0; state_.cheating > 0 && p < state_.cheats.size(); ++p) {
      if (!state_.cheats[p]) continue;
      const std::size_t m = *state_.cheats[p];
      if (!words_.happens(world_.found[m], Purpose::found, m)) continue;
      state_.cheats[p].reset();
      --state_.cheating;
      flows_.touch_cheats();
      trust_.violates(PartyId(p));
      open({month_, EventKind::found, p, m});
    }
    if (!alarmed) return;
    for (const std::size_t m : here_) open({month_, EventKind::alarm, 0, m});
  }

  // ---- 5. disputes

  void open(const Event& event) {
    note(event);
    disputes_.push_back(event);
  }

  /// Whether all disputes of the month are settled.
  bool settle_all() {
    for (const Event& dispute : disputes_) {
      ++outcome_->disputes;
      const bool settled =
          words_.happens(threshold_of(settlement(dispute)), purpose_of(dispute), dispute.thing);
      if (!settled) {
        note_breakdown(dispute);
        if (dispute.kind == EventKind::found || dispute.kind == EventKind::undone)
          at_fault(dispute.party);
        if (dispute.kind == EventKind::crisis) blame(dispute.thing);
        return false;
      }
      ++outcome_->settled;
      note({month_, EventKind::settled, dispute.party, dispute.thing});
      if (dispute.kind == EventKind::undone) restore(dispute.thing);
    }
    return true;
  }

  static Purpose purpose_of(const Event& dispute) {
    switch (dispute.kind) {
      case EventKind::crisis:
        return Purpose::settle_crisis;
      case EventKind::undone:
        return Purpose::settle_undone;
      default:
        return Purpose::settle_found;
    }
  }

  [[nodiscard]] double settlement(const Event& dispute) const {
    double open = 1;
    const std::optional<model::Quantity>& own = dispute.kind == EventKind::crisis
                                                    ? dynamics_.crises[dispute.thing].settled
                                                    : dynamics_.violations;
    if (dispute.kind == EventKind::alarm)
      open -= dynamics_.alarms.mode;
    else
      open -= own ? own->mode
                  : dynamics_.distrustful.mode +
                        (dynamics_.trusting.mode - dynamics_.distrustful.mode) * trust_.mean();
    for (const auto& [measure, chance] : dynamics_.forums)
      open *= 1 - chance.mode * state_.share[measure.index()];
    for (const auto& [party, chance] : dynamics_.guarantors)
      if (acceded(party.index())) open *= 1 - chance.mode;
    return 1 - open;
  }

  // ---- 6. suspension

  void note_breakdown(const Event& cause) {
    ++outcome_->breakdowns;
    if (outcome_->first_breakdown) return;
    outcome_->first_breakdown = month_ + 1;
    outcome_->cause = cause;
    outcome_->phase = of_.phase_of(std::min(state_.clock, of_.phase_start(of_.time().phases + 1)));
  }

  void at_fault(std::size_t p) {
    const PartyId i(p);
    outcome_->value[p] +=
        world_.worth.breakdown(i, month_ + 1, true) - world_.worth.breakdown(i, month_ + 1, false);
  }

  void suspend() {
    note({month_, EventKind::suspended, 0, 0});
    turn(Mode::suspended);
    if (pending_ >= 0) round_ = std::min(round_, broken_round_);
    if (pending_ >= 0 && round_ < world_.rounds.size()) state_.clock = world_.rounds[round_].month;
    pending_ = -1;
    std::ranges::fill(deviates_, false);
    for (auto& cheat : state_.cheats) cheat.reset();
    state_.cheating = 0;
    for (const std::size_t m : world_.tables.used)
      if ((state_.flow[m] == Flow::standing || state_.flow[m] == Flow::returning) &&
          state_.any_in_force(m))
        leave(m);
  }

  void leave(std::size_t m) {
    const bool away = state_.flow[m] == Flow::returning;
    if (away) std::erase(moving_, m);
    const int months = of_.measures()[m].restore;
    state_.flow[m] = away || months == 0 ? Flow::withdrawn : Flow::leaving;
    if (state_.flow[m] == Flow::leaving)
      move(m, months);
    else
      touch(m);
  }
  void restore(std::size_t m) {
    const int months = of_.measures()[m].restore;
    state_.flow[m] = months == 0 ? Flow::standing : Flow::returning;
    if (months > 0)
      move(m, months);
    else
      touch(m);
  }
  void move(std::size_t m, int months) {
    moves_at_[m] = ticks_ + months;
    if (moving_.empty() || moves_at_[m] < next_move_) next_move_ = moves_at_[m];
    moving_.push_back(m);
  }

  void wait_for_resumption() {
    double resume = dynamics_.resume.mode;
    for (std::size_t a = 0; a < office_.size(); ++a)
      resume *= dynamics_.administrations[a].governments[office_[a]].resumes.mode;
    const double collapse = dynamics_.collapse.mode;
    resume = std::min(resume, 1 - collapse);
    const std::uint32_t word = words_.of_month(Kind::pause_ends);
    if (word < threshold_of(collapse)) {
      note({month_, EventKind::collapsed, 0, 0});
      outcome_->collapse = month_ + 1;
      turn(Mode::collapsed);
    } else if (word < threshold_of(collapse + resume)) {
      note({month_, EventKind::resumed, 0, 0});
      resume_now();
    }
  }

  void resume_now() {
    turn(Mode::running);
    moving_.clear();
    for (const std::size_t m : world_.tables.used) {
      if (state_.flow[m] == Flow::leaving) state_.flow[m] = Flow::standing;
      if (state_.flow[m] == Flow::withdrawn) restore(m);
    }
    if (!dynamics_.starts_over) return;
    begin_steps();
    for (const std::size_t m : world_.tables.used) touch(m);
    state_.clock = 0;
    round_ = 0;
  }

  /// Withdrawing and restoring take their months.
  void tick() {
    ++ticks_;
    if (moving_.empty() || ticks_ < next_move_) return;
    std::size_t kept = 0;
    for (const std::size_t m : moving_) {
      if (moves_at_[m] > ticks_) {
        next_move_ = kept == 0 ? moves_at_[m] : std::min(next_move_, moves_at_[m]);
        moving_[kept++] = m;
        continue;
      }
      state_.flow[m] = state_.flow[m] == Flow::leaving ? Flow::withdrawn : Flow::standing;
      touch(m);
    }
    moving_.resize(kept);
  }

  // ---- 7. trust is kept by Trust; 8. work and accrual

  void work() {
    ++worked_;
    auto& under_way = state_.under_way;
    if (under_way.empty() || worked_ < next_done_) return;
    std::size_t kept = 0;
    for (const std::size_t k : under_way) {
      if (done_at_[k] > worked_) {
        next_done_ = kept == 0 ? done_at_[k] : std::min(next_done_, done_at_[k]);
        under_way[kept++] = k;
      } else {
        enters_force(k, month_ + 1);
      }
    }
    under_way.resize(kept);
  }
  void see_completion() {
    if (outcome_->completed || in_force_ < state_.stage.size()) return;
    outcome_->completed = month_ + 1;
    note({month_, EventKind::completed, 0, 0});
  }

  void enters_force(std::size_t k, int month) {
    const Step& step = world_.steps[k];
    state_.stage[k] = Stage::in_force;
    ++state_.forced[step.measure.index()];
    ++in_force_;
    touch(step.measure.index());
    note({month, EventKind::in_force, 0, k});
    if (ended_[k]) return;  // all began anew, and this came once before
    ended_[k] = true;
    pay(step.in_force, month);
    indicators_.remove(step);
  }

  void advance() {
    if (waits_ || (pending_ > 0 && state_.clock + 1 >= pending_end_)) return;
    const auto clock = static_cast<std::size_t>(++state_.clock);
    const auto& moves = world_.tables.moves;
    starts_stale_ = starts_stale_ || (clock < moves.size() && moves[clock]);
  }

  void pay(const std::vector<Once>& all, int when) {
    for (const Once& one : all)
      outcome_->value[one.party.index()] +=
          one.points * world_.worth.discount(one.party).weight(when);
  }

  void read_mark() {
    Outcome& o = *outcome_;
    o.runs.push_back(state_.runs() ? 1 : 0);
    o.security.push_back(world_.risk > 0 ? flows_.security() / world_.risk : 0);
    o.goals.push_back(world_.final_goals > 0 ? flows_.goals() / world_.final_goals : 0);
    const auto& levels = indicators_.levels();
    o.indicators.insert(o.indicators.end(), levels.begin(), levels.end());
  }

  // ---- readings

  /// Whether any of some rare events comes this month; here_ then says which, ascending. The word
  /// of the month says which is the first of them, and the word of each which is the next, if any.
  [[nodiscard]] bool come(const Rare& rare, Kind kind, Purpose each) {
    const std::uint32_t word = words_.of_month(kind);
    if (word >= rare.below) return false;
    here_.clear();
    double reached = 0x1p-32 * word;
    const auto comes = [&](double none) { return 1 - none > reached; };
    auto k = static_cast<std::size_t>(std::ranges::partition_point(rare.none, std::not_fn(comes)) -
                                      rare.none.begin());
    for (;;) {
      here_.push_back(rare.who[k]);
      reached = 0x1p-32 * words_.word(each, rare.who[k]);
      if (!comes(rare.none_after[k])) return true;
      for (double none = 1 - rare.chance[++k]; !comes(none);) none *= 1 - rare.chance[++k];
    }
  }
  void note(const Event& event) {
    if (story_ != nullptr) story_->push_back(event);
  }

  const World& world_;
  const Case& of_;
  const Dynamics& dynamics_;
  Setting setting_;
  internal::Words words_;
  std::vector<int> marks_;
  Outcome* outcome_ = nullptr;
  std::vector<Event>* story_ = nullptr;

  int month_ = 0;
  internal::Process state_;
  internal::Flows flows_;
  internal::Trust trust_;
  internal::Indicators indicators_;
  std::vector<std::size_t> office_;  // shape [administrations]
  std::vector<int> since_;           // month in which it took office; shape [administrations]
  std::vector<Event> disputes_;      // of the month
  std::vector<std::size_t> here_;    // which of some rare events come

  std::size_t next_change_ = 0;  // of those recorded

  // Crises.
  bool crises_stale_ = true;     // something other than a measure changed their chances
  int opening_ends_ = 0;         // month in which some opening does
  std::vector<double> outside_;  // chances by all but measures; shape [crises]
  std::vector<double> most_;     // that measures can make of them; shape [crises]
  Rare crises_;                  // by these

  // Rounds.
  std::size_t round_ = 0;         // the next; past the last once all was decided
  int again_ = 0;                 // clock at which all choose again after the last round
  int pending_ = -1;              // months to the breakdown that a defection brings; -1: none
  int pending_end_ = 0;           // clock at which the round of the defection ends
  std::vector<char> deviates_;    // shape [parties]
  Event defection_{};             // that is pending
  std::size_t broken_round_ = 0;  // of the defection

  // Steps.
  bool starts_stale_ = true;   // something may start, or have to be waited for
  bool waits_ = false;         // the clock, for a step that is due and may not start
  std::vector<char> begun_;    // ever; shape [steps]
  std::vector<char> ended_;    // its work, ever; shape [steps]
  std::size_t first_due_ = 0;  // no step before it is due
  std::size_t in_force_ = 0;   // steps
  int worked_ = 0;             // months
  std::vector<int> done_at_;   // of worked_; of those under way; shape [steps]
  int next_done_ = 0;          // the first of these

  // Withdrawing and restoring.
  int ticks_ = 0;                    // months
  std::vector<std::size_t> moving_;  // measures leaving or returning
  std::vector<int> moves_at_;        // of ticks_; of those moving; shape [measures]
  int next_move_ = 0;                // the first of these
};

Histories::Histories(const World& world, std::uint64_t seed, Setting setting)
    : playing_(std::make_unique<Playing>(world, seed, std::move(setting))) {}
Histories::~Histories() = default;

void Histories::play(std::uint64_t number, Outcome& into, std::vector<Event>* story) {
  playing_->play(number, into, story);
}

std::vector<int> marks(const Case& of) {
  std::vector<int> all;
  for (int month = 12; month < of.dynamics().months; month += 12) all.push_back(month);
  all.push_back(of.dynamics().months);
  return all;
}

}  // namespace tandem::stress
