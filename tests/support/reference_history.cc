#include "tests/support/reference_history.h"

#include <algorithm>
#include <cmath>

#include "tandem/base/exponential.h"
#include "tandem/base/philox.h"
#include "tandem/model/vocabulary.h"
#include "tandem/stress/internal/process.h"
#include "tandem/stress/internal/words.h"

namespace tandem::test {
namespace {

using namespace stress;

using internal::Flow;
using internal::Kind;
using internal::Mode;
using internal::Purpose;
using internal::Stage;
using model::Case;
using model::Crisis;
using model::Dynamics;
using model::Measure;

/// Points by which a best response must be better than carrying on: assess's tolerance.
constexpr double kTie = 1e-5;

/// The words of one block of four are kept, since neighbours ask for them.
class Words {
 public:
  Words(std::uint64_t seed, std::uint64_t number)
      : philox_(seed),
        low_(static_cast<std::uint32_t>(number)),
        high_(static_cast<std::uint32_t>(number >> 32U)) {}

  [[nodiscard]] std::uint32_t word(Purpose purpose, int month, std::size_t index) {
    const std::uint32_t block =
        (static_cast<std::uint32_t>(purpose) << 16U) | static_cast<std::uint32_t>(index / 4);
    if (block != block_ || month != month_) {
      words_ = philox_.block({low_, high_, static_cast<std::uint32_t>(month), block});
      block_ = block;
      month_ = month;
    }
    return words_[index % 4];
  }

 private:
  Philox philox_;
  std::uint32_t low_;
  std::uint32_t high_;
  std::uint32_t block_ = ~0U;
  int month_ = -1;
  Philox::Block words_{};
};

class Playing {
 public:
  Playing(const World& world, std::uint64_t seed, std::uint64_t number, const Setting& setting,
          std::vector<Event>* story)
      : world_(world),
        of_(world.of),
        dynamics_(world.of.dynamics()),
        setting_(setting),
        story_(story),
        words_(seed, number),
        stage_(world.steps.size(), Stage::due),
        begun_(world.steps.size(), false),
        ended_(world.steps.size(), false),
        left_(world.steps.size(), 0),
        flow_(of_.measures().size(), Flow::standing),
        timer_(of_.measures().size(), 0),
        cheats_(of_.parties().size()),
        rate_(of_.parties().size(), 0),
        deviates_(of_.parties().size(), false) {
    outcome_.value.assign(of_.parties().size(), 0);
    for (const model::Administration& one : dynamics_.administrations)
      office_.push_back(one.in_office);
    since_.assign(office_.size(), kLongAgo);
    for (const model::Indicator& one : dynamics_.indicators) level_.push_back(one.start.mode);
    start_beliefs();
    if (setting.begins > 0) mode_ = Mode::before;
    if (world.steps.empty()) mode_ = Mode::collapsed;  // there is no process
    for (std::size_t a = 0; a < office_.size(); ++a) {
      if (a < setting.newly.size() && setting.newly[a]) since_[a] = -1;  // the month makes it 0
      if (held(a)) office_[a] = *setting.until_then[a];
    }
  }

  Outcome play() {
    const std::vector<int> marks = stress::marks(of_);
    std::size_t mark = 0;
    for (month_ = 0; month_ < dynamics_.months; ++month_) {
      if (month_ < setting_.past.months) {
        follow();
      } else {
        if (setting_.past.months > 0 && month_ == setting_.past.months) take_over();
        pass();
      }
      account(month_ + 1);
      accrue_indicators();
      if (month_ + 1 != marks[mark]) continue;
      read_mark();
      ++mark;
    }
    return std::move(outcome_);
  }

 private:
  static constexpr int kLongAgo = 1 << 20;

  // ---- a month

  void pass() {
    disputes_.clear();
    governments();
    crises();
    if (mode_ == Mode::before && month_ >= setting_.begins) begin_process();
    if (mode_ == Mode::running) {
      run();
      see_completion();
    } else if (mode_ == Mode::suspended) {
      wait();
    } else if (mode_ == Mode::collapsed) {
      tick();
    }
  }

  // ---- 0. what is recorded

  void follow() {
    clock_ = month_;
    for (int& since : since_)
      if (since < kLongAgo) ++since;
    for (const Past::Change& one : setting_.past.changes)
      if (one.month == month_) change(one);
    for (const Round& round : world_.rounds)
      for (std::size_t p = 0; p < deviates_.size(); ++p)
        if (round.month == month_ && acceded(p)) keeps(PartyId(p), round.kept[p]);
    for (std::size_t k = 0; k < setting_.past.in_force.size(); ++k)
      if (world_.steps[k].start == month_) begin_recorded(k);
    account(month_);
    for (std::size_t k = 0; k < setting_.past.in_force.size(); ++k)
      if (stage_[k] == Stage::under_way && setting_.past.in_force[k] == month_ + 1)
        enters_force(k, month_ + 1);
  }
  void begin_recorded(std::size_t k) {
    stage_[k] = Stage::under_way;
    begun_[k] = changed_ = true;
    note({month_, EventKind::started, 0, k});
    pay_once(world_.steps[k], false, month_);
    if (setting_.past.in_force[k] == month_) enters_force(k, month_);
  }
  void change(const Past::Change& one) {
    changed_ = true;
    if (one.kind == Past::Kind::withdrawn) flow_[one.thing] = Flow::withdrawn;
    if (one.kind == Past::Kind::restored) flow_[one.thing] = Flow::standing;
    if (one.kind == Past::Kind::government) {
      const auto a = world_.administration[one.party];
      if (!a) return;
      office_[*a] = one.thing;
      since_[*a] = 0;
      note({month_, EventKind::government, one.party, one.thing});
    }
    const auto becomes = [&](Past::Kind kind, Mode mode, EventKind event) {
      if (one.kind != kind || world_.steps.empty()) return;
      mode_ = mode;
      note({month_, event, 0, 0});
    };
    becomes(Past::Kind::suspended, Mode::suspended, EventKind::suspended);
    becomes(Past::Kind::resumed, Mode::running, EventKind::resumed);
    becomes(Past::Kind::collapsed, Mode::collapsed, EventKind::collapsed);
    if (mode_ == Mode::collapsed && !world_.steps.empty() && one.kind == Past::Kind::collapsed)
      outcome_.collapse = month_;
  }
  void take_over() {
    clock_ = month_;
    // The month that follows counts one more for every government.
    for (const Past::Change& one : setting_.past.changes) {
      if (one.month == month_) {
        change(one);
        if (one.kind == Past::Kind::government && world_.administration[one.party])
          since_[*world_.administration[one.party]] = -1;
      }
      if (one.month <= month_) continue;
      const bool leaves = one.kind == Past::Kind::withdrawn;
      Flow& flow = flow_[one.thing];
      if (flow != (leaves ? Flow::standing : Flow::withdrawn)) continue;
      flow = leaves ? Flow::leaving : Flow::returning;
      timer_[one.thing] = one.month - month_;
      changed_ = true;
    }
    while (round_ < world_.rounds.size() && world_.rounds[round_].month < month_) ++round_;
    again_ = month_;
    for (std::size_t p = 0; p < setting_.past.broken.size(); ++p)
      for (int times = 0; times < setting_.past.broken[p]; ++times) violates(PartyId(p));
    for (std::size_t k = 0; k < stage_.size(); ++k)
      if (stage_[k] == Stage::under_way)
        left_[k] = std::max(1, world_.steps[k].start + world_.steps[k].months - month_) +
                   months_late(world_.steps[k]);
  }

  void run() {
    ++outcome_.running;
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
    changed_ = true;
  }

  void wait() {
    ++outcome_.suspended;
    wait_for_resumption();
    if (mode_ == Mode::suspended) tick();
  }

  // ---- 1. governments

  void governments() {
    std::vector<double> hazards;
    for (const auto& one : dynamics_.administrations) hazards.push_back(one.hazard.mode);
    const std::vector<char> changes = come(hazards, Kind::change, Purpose::change);
    for (std::size_t a = 0; a < office_.size(); ++a) {
      if (since_[a] < kLongAgo) ++since_[a];
      const bool calendar = world_.calendar[a][static_cast<std::size_t>(month_)] != 0;
      if (!calendar && !changes[a]) continue;
      if (held(a)) continue;
      const std::uint32_t word = words_.word(Purpose::next, month_, a);
      const auto& row = world_.next[a][office_[a]];
      std::size_t to = 0;
      while (word >= row[to]) ++to;
      if (to == office_[a]) continue;
      office_[a] = to;
      since_[a] = 0;
      const PartyId party = dynamics_.administrations[a].party;
      note({month_, EventKind::government, party.index(), to});
      if (!outcome_.first_breakdown)
        outcome_.government = Event{month_, EventKind::government, party.index(), to};
      if (mode_ == Mode::running) undo(a, party);
    }
  }

  /// Whether an administration is what the setting says it is till the process begins.
  [[nodiscard]] bool held(std::size_t a) const {
    return month_ < setting_.begins && a < setting_.until_then.size() && setting_.until_then[a];
  }

  void undo(std::size_t a, PartyId party) {
    const double repudiates = dynamics_.administrations[a].governments[office_[a]].repudiates.mode;
    for (std::size_t m = 0; m < flow_.size(); ++m) {
      const Measure& measure = of_.measures()[m];
      if (flow_[m] != Flow::standing || !measure.has_actor(party) || !any_in_force(m)) continue;
      const auto form = std::ranges::find(model::kLegalForms, measure.legal_form);
      if (form == model::kLegalForms.end()) continue;
      const double chance =
          dynamics_.legal_forms[static_cast<std::size_t>(form - model::kLegalForms.begin())].mode *
          repudiates;
      if (!happens(threshold_of(chance), Purpose::undo, m)) continue;
      flow_[m] = Flow::withdrawn;
      changed_ = true;
      violates(party);
      open({month_, EventKind::undone, party.index(), m});
    }
  }

  // ---- 2. crises

  void crises() {
    std::vector<double> most;
    for (const Crisis& crisis : dynamics_.crises)
      most.push_back(outside(crisis) * world_.raised[most.size()]);
    const std::vector<char> could = come(most, Kind::crisis, Purpose::crisis);
    for (std::size_t c = 0; c < dynamics_.crises.size(); ++c) {
      const bool shock = std::ranges::any_of(setting_.shocks, [&](const Shock& one) {
        return one.crisis == c && one.month == month_;
      });
      const double share = could[c] ? hazard(dynamics_.crises[c]) / std::min(most[c], 1.0) : 0;
      if (!shock && !happens(threshold_of(share), Purpose::holds, c)) continue;
      ++outcome_.crises;
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
    double chance = outside(crisis);
    for (const auto& [measure, factor] : crisis.measures)
      chance *= 1 - share_standing(measure) * (1 - factor.mode);
    return std::min(chance, 1.0);
  }
  /// Its chance by all but measures.
  [[nodiscard]] double outside(const Crisis& crisis) const {
    double chance = crisis.hazard.mode;
    if (mode_ != Mode::running) chance *= crisis.while_suspended.mode;
    for (const model::GovernmentFactor& one : crisis.governments)
      if (office_[*world_.administration[one.party.index()]] == one.government)
        chance *= one.factor.mode;
    if (crisis.opening && opens(*crisis.opening)) chance *= crisis.opening->factor.mode;
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
        changed_ = true;
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
        std::ranges::all_of(world_.of_measure[weighed.covertly->index()],
                            [&](std::size_t k) { return stage_[k] == Stage::in_force; });
    const double noise = dynamics_.noise[p].mode;
    if (noise == 0) {
      if (may_cheat && weighed.cheating > kTie && comply + weighed.cheating > defect)
        return Choice::cheat;
      return comply < defect - kTie ? Choice::defect : Choice::comply;
    }
    const double cheat = comply + weighed.cheating;
    const double best = std::max({comply, defect, may_cheat ? cheat : comply});
    const double of_comply = exp_of((comply - best) / noise);
    const double of_defect = exp_of((defect - best) / noise);
    const double of_cheat = may_cheat ? exp_of((cheat - best) / noise) : 0;
    const double all = of_comply + of_defect + of_cheat;
    const std::uint32_t word = words_.word(Purpose::choice, month_, p);
    if (word < threshold_of(of_defect / all)) return Choice::defect;
    return word < threshold_of((of_defect + of_cheat) / all) ? Choice::cheat : Choice::comply;
  }

  /// Starts what is due and may start; one may allow the next at once.
  void start_due() {
    waits_ = false;
    for (std::size_t k = 0; k < stage_.size() && world_.steps[k].start <= clock_;) {
      const bool starts = stage_[k] == Stage::due && may_start(world_.steps[k]);
      if (starts) start(k);
      k = starts && stage_[k] == Stage::in_force ? 0 : k + 1;
    }
    for (std::size_t k = 0; k < stage_.size() && world_.steps[k].start <= clock_; ++k)
      waits_ = waits_ || (stage_[k] == Stage::due && actors_start(world_.steps[k].measure));
  }
  void start(std::size_t k) {
    const Step& step = world_.steps[k];
    stage_[k] = Stage::under_way;
    left_[k] = step.months + months_late(step);
    changed_ = true;
    note({month_, EventKind::started, 0, k});
    if (!begun_[k]) pay_once(step, false, month_);
    begun_[k] = true;
    if (left_[k] == 0) enters_force(k, month_);
  }
  /// Geometric: one more with the same chance each time.
  [[nodiscard]] int months_late(const Step& step) {
    const double again = world_.late[step.measure.index()];
    const double reached =
        0x1p-32 * words_.word(Purpose::late, month_,
                              step.tranche * of_.measures().size() + step.measure.index());
    int late = 0;
    for (double chance = again; reached < chance && late < dynamics_.months; chance *= again)
      ++late;
    return late;
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
    for (std::size_t m = 0; m < flow_.size(); ++m) {
      if (flow_[m] != Flow::standing || !any_in_force(m)) continue;
      const auto& actors = of_.measures()[m].actors;
      if (std::ranges::any_of(actors, [&](PartyId actor) { return deviates_[actor.index()]; }))
        leave(m);
    }
  }

  // ---- 4. verification

  void inspect() {
    std::vector<double> could = world_.alarm;
    for (std::size_t m = 0; m < flow_.size(); ++m)
      if (world_.of_measure[m].empty()) could[m] = 0;
    std::vector<char> alarmed = come(could, Kind::alarm, Purpose::alarm);
    for (std::size_t m = 0; m < flow_.size(); ++m)
      if (flow_[m] != Flow::standing || !any_in_force(m) || cheated(m)) alarmed[m] = false;
    for (std::size_t p = 0; p < cheats_.size(); ++p) {
      if (!cheats_[p]) continue;
      const std::size_t m = *cheats_[p];
      if (!happens(world_.found[m], Purpose::found, m)) continue;
      cheats_[p].reset();
      changed_ = true;
      violates(PartyId(p));
      open({month_, EventKind::found, p, m});
    }
    for (std::size_t m = 0; m < flow_.size(); ++m)
      if (alarmed[m]) open({month_, EventKind::alarm, 0, m});
  }

  // ---- 5. disputes

  void open(const Event& event) {
    note(event);
    disputes_.push_back(event);
  }

  /// Whether all disputes of the month are settled.
  bool settle_all() {
    for (const Event& dispute : disputes_) {
      ++outcome_.disputes;
      const bool settled =
          happens(threshold_of(settlement(dispute)), purpose_of(dispute), dispute.thing);
      if (!settled) {
        note_breakdown(dispute);
        if (dispute.kind == EventKind::found || dispute.kind == EventKind::undone)
          at_fault(dispute.party);
        if (dispute.kind == EventKind::crisis) blame(dispute.thing);
        return false;
      }
      ++outcome_.settled;
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
    ++outcome_.breakdowns;
    if (outcome_.first_breakdown) return;
    outcome_.first_breakdown = month_ + 1;
    outcome_.cause = cause;
    outcome_.phase = of_.phase_of(std::min(clock_, of_.phase_start(of_.time().phases + 1)));
  }

  void at_fault(std::size_t p) {
    const PartyId i(p);
    outcome_.value[p] +=
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
    changed_ = true;
    for (std::size_t m = 0; m < flow_.size(); ++m)
      if ((flow_[m] == Flow::standing || flow_[m] == Flow::returning) && any_in_force(m)) leave(m);
  }

  void leave(std::size_t m) {
    const bool away = flow_[m] == Flow::returning;
    timer_[m] = of_.measures()[m].restore;
    flow_[m] = away || timer_[m] == 0 ? Flow::withdrawn : Flow::leaving;
    changed_ = true;
  }
  void restore(std::size_t m) {
    timer_[m] = of_.measures()[m].restore;
    flow_[m] = timer_[m] == 0 ? Flow::standing : Flow::returning;
    changed_ = true;
  }

  void wait_for_resumption() {
    double resume = dynamics_.resume.mode;
    for (std::size_t a = 0; a < office_.size(); ++a)
      resume *= dynamics_.administrations[a].governments[office_[a]].resumes.mode;
    const double collapse = dynamics_.collapse.mode;
    resume = std::min(resume, 1 - collapse);
    const std::uint32_t word =
        words_.word(Purpose::month, month_, static_cast<std::size_t>(Kind::pause_ends));
    if (word < threshold_of(collapse)) {
      note({month_, EventKind::collapsed, 0, 0});
      outcome_.collapse = month_ + 1;
      mode_ = Mode::collapsed;
      changed_ = true;
    } else if (word < threshold_of(collapse + resume)) {
      note({month_, EventKind::resumed, 0, 0});
      resume_now();
    }
  }

  void resume_now() {
    mode_ = Mode::running;
    changed_ = true;
    for (std::size_t m = 0; m < flow_.size(); ++m) {
      if (flow_[m] == Flow::leaving) flow_[m] = Flow::standing;
      if (flow_[m] == Flow::withdrawn) restore(m);
    }
    if (!dynamics_.starts_over) return;
    std::ranges::fill(stage_, Stage::due);
    std::ranges::fill(flow_, Flow::standing);
    clock_ = 0;
    round_ = 0;
  }

  /// Withdrawing and restoring take their months.
  void tick() {
    for (std::size_t m = 0; m < flow_.size(); ++m) {
      if (flow_[m] != Flow::leaving && flow_[m] != Flow::returning) continue;
      if (timer_[m] > 0 && --timer_[m] > 0) continue;
      flow_[m] = flow_[m] == Flow::leaving ? Flow::withdrawn : Flow::standing;
      changed_ = true;
    }
  }

  // ---- 7. trust

  void start_beliefs() {
    if (dynamics_.beliefs.empty()) return;
    const std::size_t parties = of_.parties().size();
    for (std::size_t i = 0; i < parties; ++i)
      for (std::size_t j = 0; j < parties; ++j) {
        const double weight = dynamics_.belief_weight.mode;
        kept_.push_back(dynamics_.beliefs[i].mode * weight);
        broken_.push_back(weight - kept_.back());
      }
  }
  [[nodiscard]] bool principal(std::size_t p) const {
    return of_.parties()[p].role == model::Role::principal;
  }
  [[nodiscard]] double belief(std::size_t i, std::size_t j) const {
    const std::size_t k = i * of_.parties().size() + j;
    return kept_[k] / (kept_[k] + broken_[k]);
  }
  /// How likely `p` holds the principal that it trusts least to carry out its part.
  [[nodiscard]] double least_belief(std::size_t p) const {
    double least = 1;
    if (!kept_.empty())
      for (std::size_t j = 0; j < deviates_.size(); ++j)
        if (j != p && principal(j)) least = std::min(least, belief(p, j));
    return least;
  }
  /// Mean belief between principals.
  [[nodiscard]] double trust() const {
    if (kept_.empty()) return 1;
    double sum = 0;
    int pairs = 0;
    for (std::size_t i = 0; i < deviates_.size(); ++i)
      for (std::size_t j = 0; j < deviates_.size(); ++j)
        if (i != j && principal(i) && principal(j)) {
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

  void work() {
    for (std::size_t k = 0; k < stage_.size(); ++k)
      if (stage_[k] == Stage::under_way && --left_[k] == 0) enters_force(k, month_ + 1);
  }
  void see_completion() {
    if (outcome_.completed ||
        !std::ranges::all_of(stage_, [](Stage stage) { return stage == Stage::in_force; }))
      return;
    outcome_.completed = month_ + 1;
    note({month_, EventKind::completed, 0, 0});
  }

  void enters_force(std::size_t k, int month) {
    const Step& step = world_.steps[k];
    stage_[k] = Stage::in_force;
    changed_ = true;
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
    for (std::size_t p = 0; p < rate_.size(); ++p) {
      const value::Stream& stream = world_.worth.stream(step.measure, PartyId(p));
      if (stream.benefit == benefit && stream.once != 0)
        outcome_.value[p] +=
            step.share * stream.once * world_.worth.discount(PartyId(p)).weight(when);
    }
  }

  /// What flows to party `p` in a month as things stand.
  [[nodiscard]] Quanta rate(std::size_t p) const {
    const PartyId i(p);
    Quanta sum = 0;
    for (std::size_t k = 0; k < stage_.size(); ++k) {
      if (stage_[k] == Stage::due) continue;
      const Step& step = world_.steps[k];
      const value::Stream& stream = world_.worth.stream(step.measure, i);
      const bool flows =
          stage_[k] == Stage::in_force || (!stream.benefit && mode_ == Mode::running);
      if (!flows || cheats_[p] == step.measure.index()) continue;
      sum += world_.tables.quanta_of(step.share * standing(step.measure) * stream.rate);
    }
    if (mode_ == Mode::running || mode_ == Mode::before || stage_.empty()) return sum;
    for (std::size_t k = 0; k < stage_.size(); ++k)
      if (stage_[k] == Stage::in_force)
        sum += world_.tables.quanta_of(world_.steps[k].share *
                                       world_.worth.shift_rate(i, world_.steps[k].measure));
    return sum + world_.tables.quanta_of(world_.worth.breakdown_rate(i));
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
    for (std::size_t p = 0; p < rate_.size(); ++p) {
      const Quanta now = rate(p);
      if (now == rate_[p]) continue;
      outcome_.value[p] += world_.tables.of_quanta(now - rate_[p]) *
                           world_.worth.discount(PartyId(p)).annuity_from(from);
      rate_[p] = now;
    }
  }

  void accrue_indicators() {
    for (std::size_t k = 0; k < level_.size(); ++k) {
      const model::Indicator& one = dynamics_.indicators[k];
      double pace = 1;
      for (const auto& [measure, factor] : one.measures)
        pace *= 1 - share_standing(measure) * (1 - factor.mode);
      if (mode_ == Mode::suspended) pace *= one.while_suspended.mode;
      if (mode_ == Mode::collapsed || mode_ == Mode::before) pace *= one.while_collapsed.mode;
      if (mode_ == Mode::running || mode_ == Mode::suspended)
        pace *= 1 - world_.promised * (1 - one.final_goals.mode);
      double& level = level_[k];
      if (one.stock) {
        level += pace * one.stock->grows.mode / 12;
        level = std::clamp(level, one.stock->least, one.stock->most);
      } else {
        const model::Diffusion& d = *one.diffusion;
        const double without = d.market.mode - level;
        level +=
            pace / 12 * without * (d.innovation.mode + d.imitation.mode * level / d.market.mode);
        level = std::clamp(level, 0.0, d.market.mode);
      }
    }
  }
  void remove(std::size_t k, const Step& step) {
    const auto& stock = dynamics_.indicators[k].stock;
    if (!stock) return;
    for (const auto& [measure, amount] : stock->removes)
      if (measure == step.measure)
        level_[k] = std::max(level_[k] - step.share * amount.mode, stock->least);
  }

  void read_mark() {
    Quanta risk = 0;
    Quanta goals = 0;
    for (std::size_t k = 0; k < stage_.size(); ++k) {
      if (stage_[k] != Stage::in_force) continue;
      const Step& step = world_.steps[k];
      const Measure& measure = of_.measure(step.measure);
      const double counts = step.share * standing(step.measure);
      risk += world_.tables.quanta_of(counts * measure.risk_reduction.mode);
      goals += world_.tables.quanta_of(counts * measure.final_goal.mode);
    }
    outcome_.runs.push_back(mode_ == Mode::running ? 1 : 0);
    outcome_.security.push_back(world_.risk > 0 ? world_.tables.of_quanta(risk) / world_.risk : 0);
    outcome_.goals.push_back(
        world_.final_goals > 0 ? world_.tables.of_quanta(goals) / world_.final_goals : 0);
    outcome_.indicators.insert(outcome_.indicators.end(), level_.begin(), level_.end());
  }

  // ---- readings

  /// Which of some independent events come this month. The word of the month says which is the
  /// first of them, and the word of each which is the next, if any.
  [[nodiscard]] std::vector<char> come(const std::vector<double>& chances, Kind kind,
                                       Purpose each) {
    std::vector<char> here(chances.size(), 0);
    double reached = 0x1p-32 * words_.word(Purpose::month, month_, static_cast<std::size_t>(kind));
    double none = 1;
    for (std::size_t k = 0; k < chances.size(); ++k) {
      none *= 1 - std::min(chances[k], 1.0);
      if (!(1 - none > reached)) continue;
      here[k] = true;
      reached = 0x1p-32 * words_.word(each, month_, k);
      none = 1;
    }
    return here;
  }
  [[nodiscard]] bool cheated(std::size_t m) const {
    return std::ranges::find(cheats_, std::optional<std::size_t>(m)) != cheats_.end();
  }

  [[nodiscard]] bool happens(Threshold chance, Purpose purpose, std::size_t index) {
    return chance > 0 && words_.word(purpose, month_, index) < chance;
  }
  void note(const Event& event) {
    if (story_ != nullptr) story_->push_back(event);
  }
  [[nodiscard]] bool stands(MeasureId m) const {
    return flow_[m.index()] == Flow::standing || flow_[m.index()] == Flow::leaving;
  }
  [[nodiscard]] bool any_in_force(std::size_t m) const {
    return std::ranges::any_of(world_.of_measure[m],
                               [&](std::size_t k) { return stage_[k] == Stage::in_force; });
  }
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
  const Setting& setting_;
  std::vector<Event>* story_;
  Words words_;

  int month_ = 0;
  Mode mode_ = Mode::running;
  int clock_ = 0;          // months of the roadmap that are done
  bool waits_ = false;     // the clock, for a step that is due and may not start
  std::size_t round_ = 0;  // the next; past the last once all was decided
  int again_ = 0;          // clock at which all choose again after the last round
  int pending_ = -1;       // months to the breakdown that a defection brings; -1: none
  int pending_end_ = 0;    // clock at which the round of the defection ends
  Event defection_{};
  std::size_t broken_round_ = 0;  // of the defection
  std::vector<Stage> stage_;      // shape [steps]
  std::vector<char> begun_;       // ever; shape [steps]
  std::vector<char> ended_;       // its work, ever; shape [steps]
  std::vector<int> left_;         // months of work; shape [steps]
  std::vector<Flow> flow_;        // shape [measures]
  std::vector<int> timer_;        // months of leaving or returning; shape [measures]
  std::vector<std::optional<std::size_t>> cheats_;  // on which measure; shape [parties]
  std::vector<Quanta> rate_;                        // a month; shape [parties]
  std::vector<char> deviates_;                      // shape [parties]
  std::vector<std::size_t> office_;                 // shape [administrations]
  std::vector<int> since_;      // months since the last change; shape [administrations]
  std::vector<double> level_;   // shape [indicators]
  std::vector<double> kept_;    // cases for a belief; shape [parties, parties], or empty
  std::vector<double> broken_;  // cases against it
  std::vector<Event> disputes_;
  bool changed_ = false;  // something that flows
  Outcome outcome_;
};

}  // namespace

Outcome reference_history(const World& world, std::uint64_t seed, std::uint64_t number,
                          const Setting& setting, std::vector<Event>* story) {
  return Playing(world, seed, number, setting, story).play();
}

}  // namespace tandem::test
