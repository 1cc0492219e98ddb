#include "tandem/stress/history.h"

#include <algorithm>
#include <cmath>

#include "tandem/base/exponential.h"
#include "tandem/base/philox.h"
#include "tandem/model/vocabulary.h"

namespace tandem::stress {
namespace {

using model::Case;
using model::Crisis;
using model::Dynamics;
using model::Measure;

/// What a random word decides; with the month and a position in the case, its place. The same
/// decision takes the same word under every roadmap.
enum class Purpose : std::uint32_t {
  month,   ///< what most months do not have: index is a Kind, and 3 whether a pause ends
  first,   ///< of those that come: index is a Kind
  change,  ///< of government; administration
  next,    ///< government; administration
  undo,    ///< measure
  crisis,  ///< crisis
  choice,  ///< party
  late,    ///< measure
  alarm,   ///< measure
  found,   ///< measure
  settle_crisis,
  settle_undone,
  settle_found
};

/// Rare events that are drawn together: whether there is any takes one word a month.
enum class Kind : std::size_t { change, crisis, alarm };
constexpr std::size_t kPauseEnds = 3;

/// Twice e^kNever is below 2^-33, so that choices worse by as many noises are never made.
constexpr double kNever = -24;
/// Points by which a best response must be better than carrying on: assess's tolerance.
constexpr double kTie = 1e-5;

enum class Mode { before, running, suspended, collapsed };
enum class Flow { standing, leaving, withdrawn, returning };
enum class Stage { due, under_way, in_force };

/// The words of the month's block are at hand; those of the last other block are kept, since
/// neighbours ask for them.
class Words {
 public:
  explicit Words(std::uint64_t seed) : philox_(seed) {}

  void begin(std::uint64_t number) {
    low_ = static_cast<std::uint32_t>(number);
    high_ = static_cast<std::uint32_t>(number >> 32U);
    block_ = ~0U;
  }
  void turn_to(int month) {
    month_ = static_cast<std::uint32_t>(month);
    of_month_ = philox_.block({low_, high_, month_, 0});
    block_ = ~0U;
  }
  /// Word of Purpose::month.
  [[nodiscard]] std::uint32_t of_month(std::size_t index) const { return of_month_[index]; }
  [[nodiscard]] std::uint32_t word(Purpose purpose, std::size_t index) {
    const std::uint32_t block =
        (static_cast<std::uint32_t>(purpose) << 16U) | static_cast<std::uint32_t>(index / 4);
    if (block != block_) {
      words_ = philox_.block({low_, high_, month_, block});
      block_ = block;
    }
    return words_[index % 4];
  }

 private:
  Philox philox_;
  std::uint32_t low_ = 0;
  std::uint32_t high_ = 0;
  std::uint32_t month_ = 0;
  std::uint32_t block_ = ~0U;
  Philox::Block of_month_{};
  Philox::Block words_{};
};

/// Chances of rare events, with what takes long to say of them.
struct Rare {
  std::vector<double> chances;
  double any = 0;  ///< chance that one of them comes
  Threshold below = 0;

  void see() {
    double none = 1;
    for (const double chance : chances)
      if (chance > 0) none *= 1 - std::min(chance, 1.0);
    any = 1 - none;
    below = threshold_of(any);
  }
};

}  // namespace

/// What a history is made of. Months in which nothing happens are most of them, so what they ask is
/// kept until something changes it: the chances of crises and alarms, the pace of indicators.
class Histories::Playing {
 public:
  Playing(const World& world, std::uint64_t seed, Setting setting)
      : world_(world),
        of_(world.of),
        dynamics_(world.of.dynamics()),
        setting_(std::move(setting)),
        words_(seed),
        marks_(stress::marks(of_)),
        timer_(of_.measures().size(), 0),
        rate_(world.tables.width, 0) {
    changes_.chances = world.changes;
    changes_.see();
    crises_.chances.resize(dynamics_.crises.size());
    alarms_.chances.resize(of_.measures().size());
    left_.resize(world.steps.size());
    of_benefits_.resize(world.steps.size());
    of_burdens_.resize(world.steps.size());
  }

  void play(std::uint64_t number, Outcome& into, std::vector<Event>* story) {
    outcome_ = &into;
    story_ = story;
    begin(number);
    std::size_t mark = 0;
    for (month_ = 0; month_ < dynamics_.months; ++month_) {
      disputes_.clear();
      words_.turn_to(month_);
      governments();
      crises();
      if (mode_ == Mode::before && month_ >= setting_.begins) begin_process();
      if (mode_ == Mode::running) {
        run();
        see_completion();
      } else if (mode_ == Mode::suspended) {
        wait();
      }
      account(month_ + 1);
      accrue_indicators();
      if (month_ + 1 != marks_[mark]) continue;
      read_mark();
      ++mark;
    }
  }

 private:
  static constexpr int kLongAgo = 1 << 20;

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
    mode_ = world_.steps.empty()  ? Mode::collapsed  // there is no process
            : setting_.begins > 0 ? Mode::before
                                  : Mode::running;
    clock_ = again_ = 0;
    waits_ = false;
    round_ = broken_round_ = 0;
    pending_ = -1;
    stage_.assign(world_.steps.size(), Stage::due);
    begun_.assign(stage_.size(), false);
    ended_.assign(stage_.size(), false);
    first_due_ = in_force_ = 0;
    forced_.assign(of_.measures().size(), 0);
    under_way_.clear();
    flow_.assign(of_.measures().size(), Flow::standing);
    moving_.clear();
    cheats_.assign(of_.parties().size(), std::nullopt);
    cheating_ = 0;
    std::ranges::fill(rate_, 0);
    deviates_.assign(of_.parties().size(), false);
    office_.clear();
    level_.clear();
    for (const model::Administration& one : dynamics_.administrations)
      office_.push_back(one.in_office);
    since_.assign(office_.size(), kLongAgo);
    for (std::size_t a = 0; a < office_.size(); ++a) {
      if (a < setting_.newly.size() && setting_.newly[a]) since_[a] = -1;  // the month makes it 0
      if (held(a)) office_[a] = *setting_.until_then[a];
    }
    for (const model::Indicator& one : dynamics_.indicators) level_.push_back(one.start.mode);
    start_beliefs();
    touch();
    changed_ = false;
  }

  /// Something changed that flows, or that chances depend on.
  void touch() { changed_ = crises_stale_ = alarms_stale_ = pace_stale_ = true; }
  /// The same of one measure.
  void touch(std::size_t m) {
    changed_ = alarms_stale_ = true;
    crises_stale_ = crises_stale_ || world_.tables.of_crises[m] != 0;
    pace_stale_ = pace_stale_ || world_.tables.of_pace[m] != 0;
  }

  // ---- a month

  void run() {
    ++outcome_->running;
    if (pending_ < 0 && at_round()) choose();
    start_due();
    inspect();
    account(month_);
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

  void begin_process() {
    mode_ = Mode::running;
    touch();
  }

  void wait() {
    ++outcome_->suspended;
    wait_for_resumption();
    if (mode_ == Mode::suspended) tick();
  }

  // ---- 1. governments

  void governments() {
    const bool some = come(changes_, Kind::change, Purpose::change);
    for (std::size_t a = 0; a < office_.size(); ++a) {
      if (since_[a] < kLongAgo) {
        ++since_[a];
        crises_stale_ =
            crises_stale_ || world_.tables.openings_end[a].contains(since_[a]) || since_[a] == 0;
      }
      const bool calendar = world_.calendar[a][static_cast<std::size_t>(month_)] != 0;
      if (!calendar && !(some && here_[a])) continue;
      if (held(a)) continue;
      const std::uint32_t word = words_.word(Purpose::next, a);
      const auto& row = world_.next[a][office_[a]];
      std::size_t to = 0;
      while (word >= row[to]) ++to;
      if (to == office_[a]) continue;
      office_[a] = to;
      since_[a] = 0;
      crises_stale_ = true;
      const PartyId party = dynamics_.administrations[a].party;
      note({month_, EventKind::government, party.index(), to});
      if (!outcome_->first_breakdown)
        outcome_->government = Event{month_, EventKind::government, party.index(), to};
      if (mode_ == Mode::running) undo(a, party);
    }
  }

  /// Whether an administration is what the setting says it is till the process begins.
  [[nodiscard]] bool held(std::size_t a) const {
    return month_ < setting_.begins && a < setting_.until_then.size() && setting_.until_then[a];
  }

  void undo(std::size_t a, PartyId party) {
    const double repudiates = dynamics_.administrations[a].governments[office_[a]].repudiates.mode;
    for (const std::size_t m : world_.tables.used) {
      const Measure& measure = of_.measures()[m];
      if (flow_[m] != Flow::standing || !any_in_force(m) || !measure.has_actor(party)) continue;
      const auto form = std::ranges::find(model::kLegalForms, measure.legal_form);
      if (form == model::kLegalForms.end()) continue;
      const double chance =
          dynamics_.legal_forms[static_cast<std::size_t>(form - model::kLegalForms.begin())].mode *
          repudiates;
      if (!happens(threshold_of(chance), Purpose::undo, m)) continue;
      flow_[m] = Flow::withdrawn;
      touch(m);
      violates(party);
      open({month_, EventKind::undone, party.index(), m});
    }
  }

  // ---- 2. crises

  void crises() {
    if (crises_stale_) {
      for (std::size_t c = 0; c < dynamics_.crises.size(); ++c)
        crises_.chances[c] = hazard(dynamics_.crises[c]);
      crises_.see();
      crises_stale_ = false;
    }
    const bool some = come(crises_, Kind::crisis, Purpose::crisis);
    if (!some && setting_.shocks.empty()) return;
    for (std::size_t c = 0; c < dynamics_.crises.size(); ++c) {
      const bool shock = std::ranges::any_of(setting_.shocks, [&](const Shock& one) {
        return one.crisis == c && one.month == month_;
      });
      if (!shock && !(some && here_[c])) continue;
      ++outcome_->crises;
      const Event event{month_, EventKind::crisis, 0, c};
      if (mode_ == Mode::running)
        open(event);
      else
        note(event);
    }
  }

  /// Who is behind a crisis that was not settled is taken to have broken its word.
  void blame(std::size_t c) {
    if (dynamics_.crises[c].by) violates(*dynamics_.crises[c].by);
  }

  [[nodiscard]] double hazard(const Crisis& crisis) const {
    double chance = crisis.hazard.mode;
    if (mode_ != Mode::running) chance *= crisis.while_suspended.mode;
    for (const model::GovernmentFactor& one : crisis.governments)
      if (office_[*world_.administration[one.party.index()]] == one.government)
        chance *= one.factor.mode;
    if (crisis.opening && opens(*crisis.opening)) chance *= crisis.opening->factor.mode;
    for (const auto& [measure, factor] : crisis.measures)
      chance *= 1 - share_standing(measure) * (1 - factor.mode);
    return chance;
  }
  [[nodiscard]] bool opens(const model::Opening& opening) const {
    return std::ranges::any_of(opening.parties, [&](PartyId party) {
      const auto a = world_.administration[party.index()];
      return a && since_[*a] < opening.within;
    });
  }

  // ---- 3. compliance

  [[nodiscard]] bool acceded(std::size_t p) const {
    return world_.accession[p] && *world_.accession[p] <= clock_;
  }

  [[nodiscard]] bool at_round() const {
    return round_ < world_.rounds.size() ? clock_ >= world_.rounds[round_].month : clock_ >= again_;
  }

  void choose() {
    const std::size_t r = std::min(round_, world_.rounds.size() - 1);
    const Round& round = world_.rounds[r];
    std::optional<std::size_t> defector;
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
        cheats_[p] = weighed.covertly->index();
        ++cheating_;
        changed_ = alarms_stale_ = true;
        note({month_, EventKind::cheats, p, *cheats_[p]});
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
        if (deviates_[p]) violates(PartyId(p));
      if (pending_ == 0) pending_ = 1;  // the month itself passes
      return;
    }
    note({month_, EventKind::chosen, 0, phase(round)});
    for (std::size_t p = 0; p < deviates_.size(); ++p)
      if (acceded(p) && round_ < world_.rounds.size()) keeps(PartyId(p), round.kept[p]);
    if (round_ < world_.rounds.size()) ++round_;
    again_ = clock_ + of_.time().months_per_phase;
  }

  static std::size_t phase(const Round& round) { return static_cast<std::size_t>(round.phase); }

  enum class Choice { comply, defect, cheat };

  Choice chosen(std::size_t p, const Weighed& weighed) {
    const double belief = least_belief(p);
    const value::Choices& v = weighed.choices;
    const double comply = belief * v.comply + (1 - belief) * v.alone;
    const double defect = belief * v.defect + (1 - belief) * v.neither;
    const bool may_cheat =
        weighed.covertly && !cheats_[p] && stands(*weighed.covertly) &&
        forced_[weighed.covertly->index()] == world_.of_measure[weighed.covertly->index()].size();
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
    waits_ = false;
    for (std::size_t k = first_due_; k < stage_.size() && world_.steps[k].start <= clock_;) {
      const bool starts = stage_[k] == Stage::due && may_start(world_.steps[k]);
      if (starts) start(k);
      k = starts && stage_[k] == Stage::in_force ? first_due_ : k + 1;
    }
    while (first_due_ < stage_.size() && stage_[first_due_] != Stage::due) ++first_due_;
    for (std::size_t k = first_due_; k < stage_.size() && world_.steps[k].start <= clock_; ++k)
      waits_ = waits_ || (stage_[k] == Stage::due && actors_start(world_.steps[k].measure));
  }
  void start(std::size_t k) {
    const Step& step = world_.steps[k];
    stage_[k] = Stage::under_way;
    left_[k] = std::max(step.months, 1);
    touch(step.measure.index());
    note({month_, EventKind::started, 0, k});
    if (!begun_[k]) pay_once(step, false, month_);
    begun_[k] = true;
    if (step.months == 0 && !happens(late(step), Purpose::late, step.measure.index()))
      enters_force(k, month_);
    else
      under_way_.insert(std::ranges::upper_bound(under_way_, k), k);
  }
  [[nodiscard]] bool may_start(const Step& step) const {
    return actors_start(step.measure) &&
           std::ranges::all_of(step.waits_for, [&](std::size_t before) {
             return stage_[before] == Stage::in_force && stands(world_.steps[before].measure);
           });
  }
  [[nodiscard]] bool actors_start(MeasureId m) const {
    return std::ranges::all_of(of_.measure(m).actors, [&](PartyId actor) {
      return acceded(actor.index()) && !deviates_[actor.index()];
    });
  }

  void withdraw_own() {
    for (const std::size_t m : world_.tables.used) {
      if (flow_[m] != Flow::standing || !any_in_force(m)) continue;
      const auto& actors = of_.measures()[m].actors;
      if (std::ranges::any_of(actors, [&](PartyId actor) { return deviates_[actor.index()]; }))
        leave(m);
    }
  }

  // ---- 4. verification

  void inspect() {
    if (alarms_stale_) {
      for (const std::size_t m : world_.tables.used)
        alarms_.chances[m] = flow_[m] == Flow::standing && forced_[m] > 0 ? world_.alarm[m] : 0;
      for (const auto& cheat : cheats_)
        if (cheat) alarms_.chances[*cheat] = 0;
      alarms_.see();
      alarms_stale_ = false;
    }
    const bool alarmed = come(alarms_, Kind::alarm, Purpose::alarm);
    for (std::size_t p = 0; cheating_ > 0 && p < cheats_.size(); ++p) {
      if (!cheats_[p]) continue;
      const std::size_t m = *cheats_[p];
      if (!happens(world_.found[m], Purpose::found, m)) continue;
      cheats_[p].reset();
      --cheating_;
      changed_ = alarms_stale_ = true;
      violates(PartyId(p));
      open({month_, EventKind::found, p, m});
    }
    if (!alarmed) return;
    for (std::size_t m = 0; m < flow_.size(); ++m)
      if (here_[m]) open({month_, EventKind::alarm, 0, m});
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
          happens(threshold_of(settlement(dispute)), purpose_of(dispute), dispute.thing);
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
    const std::optional<model::Quantity> own =
        dispute.kind == EventKind::crisis  ? dynamics_.crises[dispute.thing].settled
        : dispute.kind == EventKind::alarm ? dynamics_.alarms
                                           : dynamics_.violations;
    open -= own ? own->mode
                : dynamics_.distrustful.mode +
                      (dynamics_.trusting.mode - dynamics_.distrustful.mode) * trust();
    for (const auto& [measure, chance] : dynamics_.forums)
      open *= 1 - chance.mode * share_standing(measure);
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
    outcome_->phase = of_.phase_of(std::min(clock_, of_.phase_start(of_.time().phases + 1)));
  }

  void at_fault(std::size_t p) {
    const PartyId i(p);
    outcome_->value[p] +=
        world_.worth.breakdown(i, month_ + 1, true) - world_.worth.breakdown(i, month_ + 1, false);
  }

  void suspend() {
    note({month_, EventKind::suspended, 0, 0});
    mode_ = Mode::suspended;
    if (pending_ >= 0) round_ = std::min(round_, broken_round_);
    if (pending_ >= 0 && round_ < world_.rounds.size()) clock_ = world_.rounds[round_].month;
    pending_ = -1;
    std::ranges::fill(deviates_, false);
    for (auto& cheat : cheats_) cheat.reset();
    cheating_ = 0;
    touch();
    for (const std::size_t m : world_.tables.used)
      if ((flow_[m] == Flow::standing || flow_[m] == Flow::returning) && any_in_force(m)) leave(m);
  }

  void leave(std::size_t m) {
    const bool away = flow_[m] == Flow::returning;
    if (away) std::erase(moving_, m);
    timer_[m] = of_.measures()[m].restore;
    flow_[m] = away || timer_[m] == 0 ? Flow::withdrawn : Flow::leaving;
    if (flow_[m] == Flow::leaving) moving_.push_back(m);
    touch(m);
  }
  void restore(std::size_t m) {
    timer_[m] = of_.measures()[m].restore;
    flow_[m] = timer_[m] == 0 ? Flow::standing : Flow::returning;
    if (flow_[m] == Flow::returning) moving_.push_back(m);
    touch(m);
  }

  void wait_for_resumption() {
    double resume = dynamics_.resume.mode;
    for (std::size_t a = 0; a < office_.size(); ++a)
      resume *= dynamics_.administrations[a].governments[office_[a]].resumes.mode;
    const double collapse = dynamics_.collapse.mode;
    resume = std::min(resume, 1 - collapse);
    const std::uint32_t word = words_.of_month(kPauseEnds);
    if (word < threshold_of(collapse)) {
      note({month_, EventKind::collapsed, 0, 0});
      outcome_->collapse = month_ + 1;
      mode_ = Mode::collapsed;
      touch();
    } else if (word < threshold_of(collapse + resume)) {
      note({month_, EventKind::resumed, 0, 0});
      resume_now();
    }
  }

  void resume_now() {
    mode_ = Mode::running;
    touch();
    moving_.clear();
    for (const std::size_t m : world_.tables.used) {
      if (flow_[m] == Flow::leaving) flow_[m] = Flow::standing;
      if (flow_[m] == Flow::withdrawn) restore(m);
    }
    if (!dynamics_.starts_over) return;
    std::ranges::fill(stage_, Stage::due);
    std::ranges::fill(flow_, Flow::standing);
    std::ranges::fill(forced_, 0);
    under_way_.clear();
    moving_.clear();
    first_due_ = in_force_ = 0;
    clock_ = 0;
    round_ = 0;
  }

  /// Withdrawing and restoring take their months.
  void tick() {
    std::size_t kept = 0;
    for (const std::size_t m : moving_) {
      if (timer_[m] > 0 && --timer_[m] > 0) {
        moving_[kept++] = m;
        continue;
      }
      flow_[m] = flow_[m] == Flow::leaving ? Flow::withdrawn : Flow::standing;
      touch(m);
    }
    moving_.resize(kept);
  }

  // ---- 7. trust

  void start_beliefs() {
    if (dynamics_.beliefs.empty()) return;
    kept_.clear();
    broken_.clear();
    const std::size_t parties = of_.parties().size();
    for (std::size_t i = 0; i < parties; ++i)
      for (std::size_t j = 0; j < parties; ++j) {
        const double weight = dynamics_.belief_weight.mode;
        kept_.push_back(dynamics_.beliefs[i].mode * weight);
        broken_.push_back(weight - kept_.back());
      }
  }
  [[nodiscard]] double belief(std::size_t i, std::size_t j) const {
    const std::size_t k = i * of_.parties().size() + j;
    return kept_[k] / (kept_[k] + broken_[k]);
  }
  /// How likely `p` holds the principal that it trusts least to carry out its part.
  [[nodiscard]] double least_belief(std::size_t p) const {
    double least = 1;
    if (!kept_.empty())
      for (const std::size_t j : world_.tables.principals)
        if (j != p) least = std::min(least, belief(p, j));
    return least;
  }
  /// Mean belief between principals.
  [[nodiscard]] double trust() const {
    if (kept_.empty()) return 1;
    double sum = 0;
    int pairs = 0;
    for (const std::size_t i : world_.tables.principals)
      for (const std::size_t j : world_.tables.principals)
        if (i != j) {
          sum += belief(i, j);
          ++pairs;
        }
    return pairs == 0 ? 1 : sum / pairs;
  }
  void keeps(PartyId j, double share) { learn(kept_, j, dynamics_.kept.mode * share); }
  void violates(PartyId j) { learn(broken_, j, dynamics_.broken.mode); }
  void learn(std::vector<double>& cases, PartyId j, double more) {
    if (cases.empty()) return;
    for (std::size_t i = 0; i < deviates_.size(); ++i)
      cases[i * of_.parties().size() + j.index()] += more;
  }

  // ---- 8. work and accrual

  [[nodiscard]] Threshold late(const Step& step) const { return world_.late[step.measure.index()]; }

  void work() {
    std::size_t kept = 0;
    for (const std::size_t k : under_way_) {
      // A step of no months that was late when it started draws the same word again.
      const bool goes_on = left_[k] > 1 || happens(late(world_.steps[k]), Purpose::late,
                                                   world_.steps[k].measure.index());
      if (goes_on) {
        left_[k] = std::max(left_[k] - 1, 1);
        under_way_[kept++] = k;
      } else {
        enters_force(k, month_ + 1);
      }
    }
    under_way_.resize(kept);
  }
  void see_completion() {
    if (outcome_->completed || in_force_ < stage_.size()) return;
    outcome_->completed = month_ + 1;
    note({month_, EventKind::completed, 0, 0});
  }

  void enters_force(std::size_t k, int month) {
    const Step& step = world_.steps[k];
    stage_[k] = Stage::in_force;
    ++forced_[step.measure.index()];
    ++in_force_;
    touch(step.measure.index());
    note({month, EventKind::in_force, 0, k});
    if (ended_[k]) return;  // all began anew, and this came once before
    ended_[k] = true;
    pay_once(step, true, month);
    for (std::size_t i = 0; i < level_.size(); ++i) remove(i, step);
  }

  void advance() {
    if (waits_ || (pending_ > 0 && clock_ + 1 >= pending_end_)) return;
    ++clock_;
  }

  /// What comes at once: of a burden at the start, of a benefit when it is in force.
  void pay_once(const Step& step, bool benefit, int when) {
    for (std::size_t p = 0; p < cheats_.size(); ++p) {
      const value::Stream& stream = world_.worth.stream(step.measure, PartyId(p));
      if (stream.benefit == benefit && stream.once != 0)
        outcome_->value[p] +=
            step.share * stream.once * world_.worth.discount(PartyId(p)).weight(when);
    }
  }

  /// What flows to each party in a month as things stand; shape [width].
  void add_flows(std::vector<double>& sums) {
    const Tables& tables = world_.tables;
    const bool runs = mode_ == Mode::running;
    for (std::size_t k = 0; k < stage_.size(); ++k) {
      const double left = stage_[k] == Stage::due ? 0 : standing(world_.steps[k].measure);
      of_benefits_[k] = stage_[k] == Stage::in_force ? left : 0;
      of_burdens_[k] = stage_[k] == Stage::in_force || runs ? left : 0;
    }
    sum_flows(tables, of_benefits_, of_burdens_, sums);
    for (std::size_t p = 0; cheating_ > 0 && p < cheats_.size(); ++p)
      if (cheats_[p]) sums[p] = flow_of_cheat(p);
    if (runs || mode_ == Mode::before || stage_.empty()) return;
    for (const std::size_t k : tables.shifting)
      if (stage_[k] == Stage::in_force)
        for (std::size_t p = 0; p < cheats_.size(); ++p)
          sums[p] +=
              world_.steps[k].share * world_.worth.shift_rate(PartyId(p), world_.steps[k].measure);
    for (std::size_t p = 0; p < cheats_.size(); ++p)
      sums[p] += world_.worth.breakdown_rate(PartyId(p));
  }
  [[nodiscard]] double flow_of_cheat(std::size_t p) const {
    double sum = 0;
    for (std::size_t k = 0; k < stage_.size(); ++k) {
      if (world_.steps[k].measure.index() == *cheats_[p]) continue;
      const std::size_t at = k * world_.tables.width + p;
      sum +=
          world_.tables.benefits[at] * of_benefits_[k] + world_.tables.burdens[at] * of_burdens_[k];
    }
    return sum;
  }
  /// Share of the flow of `m` that is left.
  [[nodiscard]] double standing(MeasureId m) const {
    const Flow flow = flow_[m.index()];
    const bool away = flow == Flow::withdrawn || flow == Flow::returning;
    return away ? 1 - of_.measure(m).reversibility.mode : 1;
  }

  /// Values are paid up to the horizon when a flow begins, and taken back when it ends.
  /// @param from  month from which things stand as they do now
  void account(int from) {
    if (!changed_) return;
    changed_ = false;
    sums_.resize(world_.tables.width);
    add_flows(sums_);
    for (std::size_t p = 0; p < cheats_.size(); ++p) {
      if (sums_[p] == rate_[p]) continue;
      outcome_->value[p] +=
          (sums_[p] - rate_[p]) * world_.worth.discount(PartyId(p)).annuity_from(from);
      rate_[p] = sums_[p];
    }
  }

  void accrue_indicators() {
    if (pace_stale_) {
      pace_.clear();
      for (const model::Indicator& one : dynamics_.indicators)
        pace_.push_back(one.stock ? pace_of(one) * one.stock->grows.mode / 12 : pace_of(one) / 12);
      pace_stale_ = false;
    }
    for (std::size_t k = 0; k < level_.size(); ++k) {
      const model::Indicator& one = dynamics_.indicators[k];
      double& level = level_[k];
      if (one.stock) {
        level = std::clamp(level + pace_[k], one.stock->least, one.stock->most);
      } else {
        const model::Diffusion& d = *one.diffusion;
        const double without = d.market.mode - level;
        level +=
            pace_[k] * without * (d.innovation.mode + d.imitation.mode * level / d.market.mode);
        level = std::clamp(level, 0.0, d.market.mode);
      }
    }
  }
  [[nodiscard]] double pace_of(const model::Indicator& one) const {
    double pace = 1;
    for (const auto& [measure, factor] : one.measures)
      pace *= 1 - share_standing(measure) * (1 - factor.mode);
    if (mode_ == Mode::suspended) pace *= one.while_suspended.mode;
    if (mode_ == Mode::collapsed || mode_ == Mode::before) pace *= one.while_collapsed.mode;
    if (mode_ == Mode::running || mode_ == Mode::suspended)
      pace *= 1 - world_.promised * (1 - one.final_goals.mode);
    return pace;
  }
  void remove(std::size_t k, const Step& step) {
    const auto& stock = dynamics_.indicators[k].stock;
    if (!stock) return;
    for (const auto& [measure, amount] : stock->removes)
      if (measure == step.measure)
        level_[k] = std::max(level_[k] - step.share * amount.mode, stock->least);
  }

  void read_mark() {
    double risk = 0;
    double goals = 0;
    for (std::size_t k = 0; k < stage_.size(); ++k) {
      if (stage_[k] != Stage::in_force) continue;
      const Step& step = world_.steps[k];
      const Measure& measure = of_.measure(step.measure);
      const double counts = step.share * standing(step.measure);
      risk += counts * measure.risk_reduction.mode;
      goals += counts * measure.final_goal.mode;
    }
    outcome_->runs.push_back(mode_ == Mode::running ? 1 : 0);
    outcome_->security.push_back(world_.risk > 0 ? risk / world_.risk : 0);
    outcome_->goals.push_back(world_.final_goals > 0 ? goals / world_.final_goals : 0);
    outcome_->indicators.insert(outcome_->indicators.end(), level_.begin(), level_.end());
  }

  // ---- readings

  /// Whether any of some independent events comes this month; here_ then says which. A second word
  /// says which is the first of them, and those after it have a word each.
  [[nodiscard]] bool come(const Rare& events, Kind kind, Purpose each) {
    const auto index = static_cast<std::size_t>(kind);
    if (words_.of_month(index) >= events.below) return false;
    const double reached = 0x1p-32 * words_.word(Purpose::first, index) * events.any;
    here_.assign(events.chances.size(), 0);
    double none_so_far = 1;
    bool first = false;
    for (std::size_t k = 0; k < here_.size(); ++k) {
      if (!(events.chances[k] > 0)) continue;
      none_so_far *= 1 - std::min(events.chances[k], 1.0);
      if (first)
        here_[k] = happens(threshold_of(events.chances[k]), each, k) ? 1 : 0;
      else if (reached < 1 - none_so_far)
        here_[k] = first = true;
    }
    return true;
  }

  [[nodiscard]] bool happens(Threshold chance, Purpose purpose, std::size_t index) {
    return chance > 0 && words_.word(purpose, index) < chance;
  }
  void note(const Event& event) {
    if (story_ != nullptr) story_->push_back(event);
  }
  [[nodiscard]] bool stands(MeasureId m) const {
    return flow_[m.index()] == Flow::standing || flow_[m.index()] == Flow::leaving;
  }
  [[nodiscard]] bool any_in_force(std::size_t m) const { return forced_[m] > 0; }
  /// Share of `m` that is in force and not withdrawn.
  [[nodiscard]] double share_standing(MeasureId m) const {
    double share = 0;
    if (stands(m))
      for (const std::size_t k : world_.of_measure[m.index()])
        if (stage_[k] == Stage::in_force) share += world_.steps[k].share;
    return share;
  }

  const World& world_;
  const Case& of_;
  const Dynamics& dynamics_;
  Setting setting_;
  Words words_;
  std::vector<int> marks_;
  Outcome* outcome_ = nullptr;
  std::vector<Event>* story_ = nullptr;

  int month_ = 0;
  Mode mode_ = Mode::running;
  int clock_ = 0;          // months of the roadmap that are done
  bool waits_ = false;     // the clock, for a step that is due and may not start
  std::size_t round_ = 0;  // the next; past the last once all was decided
  int again_ = 0;          // clock at which all choose again after the last round
  int pending_ = -1;       // months to the breakdown that a defection brings; -1: none
  int pending_end_ = 0;    // clock at which the round of the defection ends
  Event defection_{};
  std::size_t broken_round_ = 0;                    // of the defection
  std::vector<Stage> stage_;                        // shape [steps]
  std::vector<char> begun_;                         // ever; shape [steps]
  std::vector<char> ended_;                         // its work, ever; shape [steps]
  std::size_t first_due_ = 0;                       // no step before it is due
  std::size_t in_force_ = 0;                        // steps
  std::vector<std::size_t> forced_;                 // steps in force; shape [measures]
  std::vector<std::size_t> under_way_;              // steps, ascending
  std::vector<int> left_;                           // months of work; shape [steps]
  std::vector<Flow> flow_;                          // shape [measures]
  std::vector<std::size_t> moving_;                 // measures leaving or returning
  std::vector<int> timer_;                          // months that they still take; shape [measures]
  std::vector<std::optional<std::size_t>> cheats_;  // on which measure; shape [parties]
  std::size_t cheating_ = 0;                        // parties
  std::vector<double> rate_;                        // points a month; shape [width]
  std::vector<char> deviates_;                      // shape [parties]
  std::vector<std::size_t> office_;                 // shape [administrations]
  std::vector<int> since_;      // months since the last change; shape [administrations]
  std::vector<double> level_;   // shape [indicators]
  std::vector<double> kept_;    // cases for a belief; shape [parties, parties], or empty
  std::vector<double> broken_;  // cases against it
  std::vector<Event> disputes_;

  bool changed_ = false;  // something that flows
  bool crises_stale_ = true;
  bool alarms_stale_ = true;
  bool pace_stale_ = true;
  Rare changes_;
  Rare crises_;
  Rare alarms_;
  std::vector<char> here_;    // which of the events just drawn come
  std::vector<double> pace_;  // of a month: units of a stock, else a factor; shape [indicators]
  std::vector<double> sums_;  // shape [width]
  std::vector<double> of_benefits_;  // share of each step's benefits that flows; shape [steps]
  std::vector<double> of_burdens_;   // the same of its burdens
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
