#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tandem/model/internal/builder.h"
#include "tandem/model/internal/defaults.h"
#include "tandem/model/vocabulary.h"

/// How history interferes with a process; and what stands in for what the case leaves open.
namespace tandem::model::internal {
namespace {

constexpr int kMostMonths = 1200;        // played through
constexpr int kMonthsAfterPhases = 120;  // where value is counted forever
constexpr int kMostGovernments = 16;
constexpr double kRowTolerance = 1e-6;
constexpr Bounds kFactor{0, 1e6, false, false, "a factor from 0 to a million"};
constexpr Bounds kNoise{0, 1e6, false, false, "0 or more points"};

class DynamicsBuilder {
 public:
  explicit DynamicsBuilder(Builder& b) : b_(b), draft_(b.draft.dynamics), made_(b.made.dynamics) {}

  void build() {
    made_.described = draft_.at.line > 0 || draft_.months || !draft_.crises.empty() ||
                      !draft_.administrations.empty() || !draft_.indicators.empty();
    months();
    for (const AdministrationDraft& draft : draft_.administrations) administration(draft);
    for (std::size_t k = 0; k < made_.administrations.size(); ++k)
      rows(made_.administrations[k], draft_.administrations[k]);
    for (const CrisisDraft& draft : draft_.crises) crisis(draft);
    if (draft_.crises.empty()) unforeseen();
    choices();
    disputes();
    trust();
    legal_forms();
    for (const IndicatorDraft& draft : draft_.indicators) indicator(draft);
  }

 private:
  // ---- numbers

  [[nodiscard]] const SourceLoc& at(const SourceLoc& own) const {
    return own.line > 0 ? own : draft_.at.line > 0 ? draft_.at : b_.draft.at;
  }
  Quantity number(const Number& n, const Bounds& bounds, const std::string& what,
                  const SourceLoc& where) {
    return b_.quantity(n, bounds, what, at(where));
  }
  Quantity number_or(const std::optional<Number>& n, double otherwise, const Bounds& bounds,
                     const std::string& what, const SourceLoc& where) {
    return number(n.value_or(Number(otherwise)), bounds, what, where);
  }
  static Quantity plain(double value) { return {value, value, value, false, std::nullopt}; }

  Quantity assume(const std::string& name, const Assumed& assumed) {
    const auto drawn = std::ranges::find(draft_.assumed, "dynamics." + name,
                                         [](const NamedNumber& entry) { return entry.name.text; });
    const Number& n = drawn == draft_.assumed.end() ? assumed.value : drawn->number;
    Quantity value{n.low, n.mode, n.high, n.ranged, std::nullopt};
    made_.defaults.push_back(
        {"dynamics." + name, value, assumed.judgement, std::string(assumed.basis)});
    return value;
  }
  Quantity number_or(const std::optional<Number>& n, const Assumed& assumed, const Bounds& bounds,
                     const std::string& name) {
    return n ? number(*n, bounds, "'" + name + "' of 'dynamics'", {}) : assume(name, assumed);
  }

  /// Those of `entries` whose names `names` knows, as positions and numbers.
  std::vector<std::pair<std::size_t, Quantity>> named(const std::vector<NamedNumber>& entries,
                                                      const Names& names, const Bounds& bounds,
                                                      const std::string& user,
                                                      const SourceLoc& where) {
    std::vector<std::pair<std::size_t, Quantity>> all;
    for (const NamedNumber& entry : entries) {
      const auto index = names.resolve(entry.name, user, at(where), b_.found);
      const Quantity value = number(
          entry.number, bounds, fmt::format("{} for '{}'", user, entry.name.text), entry.name.at);
      if (index) all.emplace_back(*index, value);
    }
    return all;
  }
  std::vector<std::pair<MeasureId, Quantity>> by_measure(const std::vector<NamedNumber>& entries,
                                                         const Bounds& bounds,
                                                         const std::string& user,
                                                         const SourceLoc& where) {
    std::vector<std::pair<MeasureId, Quantity>> all;
    for (const auto& [index, value] : named(entries, b_.measures, bounds, user, where))
      all.emplace_back(MeasureId(index), value);
    return all;
  }

  // ---- time and governments

  void months() {
    const CaseDraft& draft = b_.draft;
    const int grid = draft.phases * draft.months_per_phase;
    made_.months = draft_.months.value_or(
        std::min(draft.horizon_months.value_or(grid + kMonthsAfterPhases), kMostMonths));
    if (made_.months >= 1 && made_.months <= kMostMonths) return;
    b_.found.add(at(draft_.months_at), "out-of-range",
                 fmt::format("months of 'dynamics' is {}; it must be from 1 to {}", made_.months,
                             kMostMonths),
                 fmt::format("write a whole number from 1 to {}", kMostMonths));
    made_.months = std::clamp(made_.months, 1, kMostMonths);
  }

  void administration(const AdministrationDraft& draft) {
    const std::string user = fmt::format("the administration of '{}'", draft.id.text);
    Administration made;
    if (const auto party = b_.parties.resolve(draft.id, "'administrations'", draft.at, b_.found))
      made.party = PartyId(*party);
    if (draft.governments.empty() || draft.governments.size() > kMostGovernments)
      b_.found.add(at(draft.at), "governments",
                   fmt::format("{} has {} governments; it must have 1 to {}", user,
                               draft.governments.size(), kMostGovernments),
                   draft.governments.empty() ? "write under 'governments' who may govern it"
                                             : "let some governments stand for several");
    made.first = b_.date(draft.first, "first change of " + user, at(draft.at));
    made.every = draft.every;
    if (draft.every && (*draft.every < 1 || *draft.every > kMonthsLimit))
      b_.found.add(at(draft.at), "out-of-range",
                   fmt::format("{} changes every {} months; it must be 1 to {}", user, *draft.every,
                               kMonthsLimit),
                   "write the months from one election to the next, such as 48");
    if (draft.every && draft.first.empty())
      b_.found.add(at(draft.at), "calendar-without-date",
                   fmt::format("{} changes every {} months, and no date says when first", user,
                               *draft.every),
                   "write 'first' with the date of the next change of office");
    made.hazard = number_or(draft.hazard, 0, kShare, "hazard of " + user, draft.at);
    for (const GovernmentDraft& one : draft.governments) {
      governments_.declare(one.id, at(one.at), b_.found);
      owners_.emplace_back(made.party, made.governments.size());
      made.governments.push_back(government(one));
      if (one.id.text == draft.in_office.text) made.in_office = made.governments.size() - 1;
    }
    const bool known = std::ranges::any_of(draft.governments, [&](const GovernmentDraft& one) {
      return one.id.text == draft.in_office.text;
    });
    if (!known && !draft.in_office.empty() && !draft.governments.empty())
      b_.found.add(
          place(draft.in_office, at(draft.at)), "in-office",
          fmt::format("{} has '{}' in office, which is none of its governments", user,
                      draft.in_office.text),
          did_you_mean(draft.in_office.text, ids_of(draft), "name one of its 'governments'"));
    made_.administrations.push_back(std::move(made));
  }

  Government government(const GovernmentDraft& draft) {
    const std::string user = fmt::format("government '{}'", draft.id.text);
    Government made;
    made.id = draft.id.text;
    made.title = draft.title.empty() ? made.id : draft.title.text;
    made.worth.assign(b_.draft.tracks.size(), plain(1));
    for (const auto& [track, factor] :
         named(draft.worth, b_.tracks, kFactor, "worth of " + user, draft.at))
      made.worth[track] = factor;
    if (draft.discount)
      made.discount = number(*draft.discount, kShareAboveZero, "discount of " + user, draft.at);
    made.resumes = number_or(draft.resumes, 1, kFactor, "'resumes' of " + user, draft.at);
    made.repudiates = number_or(draft.repudiates, 1, kFactor, "'repudiates' of " + user, draft.at);
    return made;
  }

  /// The chances of what follows each government.
  void rows(Administration& made, const AdministrationDraft& draft) {
    for (std::size_t g = 0; g < made.governments.size(); ++g) {
      const GovernmentDraft& from = draft.governments[g];
      std::vector<Quantity>& row = made.governments[g].next;
      row.assign(made.governments.size(), plain(0));
      if (from.next.empty()) {
        row[g] = plain(1);
        continue;
      }
      double sum = 0;
      for (const NamedNumber& entry : from.next) {
        const Quantity chance =
            number(entry.number, kShare,
                   fmt::format("chance that '{}' follows '{}'", entry.name.text, from.id.text),
                   entry.name.at);
        const auto to = std::ranges::find(draft.governments, entry.name.text,
                                          [](const GovernmentDraft& one) { return one.id.text; });
        if (to == draft.governments.end())
          b_.found.add(
              place(entry.name, at(from.at)), "transition-row",
              fmt::format("'{}' is followed by '{}', which is no government of '{}'", from.id.text,
                          entry.name.text, draft.id.text),
              did_you_mean(entry.name.text, ids_of(draft), "name governments of the same party"));
        else
          row[static_cast<std::size_t>(to - draft.governments.begin())] = chance;
        sum += chance.mode;
      }
      if (std::abs(sum - 1) > kRowTolerance)
        b_.found.add(
            place(from.next.front().name, at(from.at)), "transition-row",
            fmt::format("the chances of what follows '{}' sum to {:.6g}", from.id.text, sum),
            "let them sum to 1; the same government may follow itself");
    }
  }

  static std::vector<std::string> ids_of(const AdministrationDraft& draft) {
    std::vector<std::string> ids;
    for (const GovernmentDraft& one : draft.governments) ids.push_back(one.id.text);
    return ids;
  }

  // ---- crises

  void crisis(const CrisisDraft& draft) {
    const std::string user = fmt::format("crisis '{}'", draft.id.text);
    crises_.declare(draft.id, at(draft.at), b_.found);
    Crisis made;
    made.id = draft.id.text;
    made.title = draft.title.empty() ? made.id : draft.title.text;
    made.note = draft.note.text;
    if (!draft.by.empty())
      if (const auto party = b_.parties.resolve(draft.by, user, at(draft.at), b_.found))
        made.by = PartyId(*party);
    made.hazard = number(draft.hazard, kShare, "hazard of " + user, draft.at);
    made.while_suspended =
        number_or(draft.while_suspended, 1, kFactor, "'while_suspended' of " + user, draft.at);
    for (const auto& [index, factor] :
         named(draft.governments, governments_, kFactor, user, draft.at))
      made.governments.push_back({owners_[index].first, owners_[index].second, factor});
    made.measures = by_measure(draft.measures, kFactor, user, draft.at);
    if (draft.settled)
      made.settled = number(*draft.settled, kShare, "'settled' of " + user, draft.at);
    if (draft.opening) made.opening = opening(*draft.opening, user);
    made_.crises.push_back(std::move(made));
  }

  Opening opening(const OpeningDraft& draft, const std::string& user) {
    Opening made;
    for (const Word& word : draft.parties)
      if (const auto party = b_.parties.resolve(word, "opening of " + user, draft.at, b_.found))
        made.parties.emplace_back(*party);
    made.within = draft.within;
    if (draft.within < 1 || draft.within > kMonthsLimit)
      b_.found.add(at(draft.at), "out-of-range",
                   fmt::format("the opening of {} lasts {} months; it must be 1 to {}", user,
                               draft.within, kMonthsLimit),
                   "write the months after a change of government in which it is likelier");
    made.factor = number(draft.factor, kFactor, "factor of the opening of " + user, draft.at);
    return made;
  }

  void unforeseen() {
    Crisis made;
    made.id = "unforeseen";
    made.title = "A breakdown of a kind that the case does not describe";
    made.hazard = assume("crises.unforeseen.hazard", assumed_breakdowns());
    made.while_suspended = plain(0);
    made.settled = plain(0);
    made_.crises.push_back(std::move(made));
  }

  // ---- choices, disputes, trust

  void choices() {
    const std::size_t parties = b_.draft.parties.size();
    std::vector<std::optional<Quantity>> lateness(parties);
    for (const auto& [party, chance] :
         named(draft_.lateness, b_.parties, kShareBelowOne, "'lateness'", {}))
      lateness[party] = chance;
    std::optional<Quantity> usual;
    for (const Measure& measure : b_.made.measures) {
      Quantity slowest = plain(0);
      for (const PartyId actor : measure.actors) {
        if (!lateness[actor.index()] && !usual) usual = assume("lateness", assumed_lateness());
        const Quantity own =
            lateness[actor.index()] ? *lateness[actor.index()] : slower(*usual, slowness(measure));
        if (own.mode >= slowest.mode) slowest = own;
      }
      made_.lateness.push_back(slowest);
    }
    std::vector<std::optional<Quantity>> noise(parties);
    for (const auto& [party, points] : named(draft_.noise, b_.parties, kNoise, "noise", {}))
      noise[party] = points;
    if (std::ranges::any_of(noise, [](const auto& own) { return !own; })) {
      const Quantity usual_noise = assume("compliance.noise", assumed_noise());
      for (auto& own : noise) own = own.value_or(usual_noise);
    }
    for (const auto& own : noise) made_.noise.push_back(*own);
  }

  [[nodiscard]] double slowness(const Measure& measure) const {
    const std::size_t track = measure.track.index();
    return track < b_.made.tracks.size() ? lateness_of_track(b_.made.tracks[track].id) : 1;
  }

  /// A chance of being late, at odds `factor` times as high.
  static Quantity slower(Quantity chance, double factor) {
    for (double* p : {&chance.low, &chance.mode, &chance.high})
      *p = factor * *p / (1 - *p + factor * *p);
    return chance;
  }

  void disputes() {
    made_.distrustful =
        number_or(draft_.distrustful, assumed_distrustful(), kShare, "disputes.distrustful");
    made_.trusting = number_or(draft_.trusting, assumed_trusting(), kShare, "disputes.trusting");
    if (draft_.violations)
      made_.violations = number(*draft_.violations, kShare, "'violations' of 'disputes'", {});
    made_.alarms = number_or(draft_.alarms, assumed_alarms(), kShare, "disputes.alarms");
    made_.forums = by_measure(draft_.forums, kShare, "'forums' of 'disputes'", {});
    for (const auto& [party, chance] :
         named(draft_.guarantors, b_.parties, kShare, "'guarantors' of 'disputes'", {}))
      made_.guarantors.emplace_back(PartyId(party), chance);
    made_.resume = number_or(draft_.resume, assumed_resume(), kShare, "suspension.resume");
    made_.collapse = number_or(draft_.collapse, assumed_collapse(), kShare, "suspension.collapse");
    made_.starts_over = draft_.starts_over;
    const auto number = draft_.collapse ? draft_.collapse : draft_.resume;
    const bool shares = made_.resume.high <= 1 && made_.collapse.high <= 1;
    if (shares && made_.resume.high + made_.collapse.high > 1 + kRowTolerance)
      b_.found.add(at(number->at), "suspension-chances",
                   fmt::format("a suspended process may resume with the chance {}{} a month and "
                               "collapse with {}{}, more than 1 together",
                               made_.resume.high, draft_.resume ? "" : ", the default,",
                               made_.collapse.high, draft_.collapse ? "" : ", the default"),
                   "write chances of one month whose highest values sum to at most 1");
  }

  void trust() {
    if (draft_.beliefs.empty()) {
      for (const auto* number : {&draft_.belief_weight, &draft_.kept, &draft_.broken})
        if (*number)
          b_.found.add(at((*number)->at), "trust-without-beliefs",
                       "'trust' says how beliefs change, and there are none",
                       "write 'beliefs' with what each party holds of the others, or remove it");
      made_.defaults.push_back({"dynamics.trust.beliefs", plain(1), true,
                                "no doubt of the others: beliefs are not described"});
      return;
    }
    made_.beliefs.assign(b_.draft.parties.size(), plain(1));
    for (const auto& [party, belief] :
         named(draft_.beliefs, b_.parties, kShare, "'beliefs' of 'trust'", {}))
      made_.beliefs[party] = belief;
    made_.belief_weight =
        number_or(draft_.belief_weight, assumed_belief_weight(), kPositive, "trust.weight");
    made_.kept = number_or(draft_.kept, assumed_kept(), kNotNegative, "trust.kept");
    made_.broken = number_or(draft_.broken, assumed_broken(), kNotNegative, "trust.broken");
  }

  void legal_forms() {
    made_.legal_forms.assign(kLegalForms.size(), plain(0));
    std::vector<bool> given(kLegalForms.size(), false);
    for (const NamedNumber& entry : draft_.legal_forms) {
      const auto form =
          b_.fixed_word(entry.name, "a name in 'legal_forms'", kLegalForms, at(entry.name.at));
      const Quantity chance =
          number(entry.number, kShare, fmt::format("chance of undoing '{}'", entry.name.text),
                 entry.name.at);
      if (!form) continue;
      made_.legal_forms[*form] = chance;
      given[*form] = true;
    }
    for (std::size_t k = 0; k < kLegalForms.size(); ++k)
      if (!given[k] && undone_in_practice(k))
        made_.legal_forms[k] =
            assume(fmt::format("legal_forms.{}", kLegalForms[k]), assumed_undoing(k));
  }
  /// Whether a party whose government may change takes part in a measure of that form.
  [[nodiscard]] bool undone_in_practice(std::size_t form) const {
    return std::ranges::any_of(b_.made.measures, [&](const Measure& measure) {
      if (measure.legal_form != kLegalForms[form]) return false;
      return std::ranges::any_of(made_.administrations, [&](const Administration& one) {
        return one.governments.size() > 1 && measure.has_actor(one.party);
      });
    });
  }

  // ---- indicators

  void indicator(const IndicatorDraft& draft) {
    const std::string user = fmt::format("indicator '{}'", draft.id.text);
    indicators_.declare(draft.id, at(draft.at), b_.found);
    Indicator made;
    made.id = draft.id.text;
    made.title = draft.title.empty() ? made.id : draft.title.text;
    made.unit = draft.unit.text;
    made.note = draft.note.text;
    made.start = number(draft.start, kAnything, "start of " + user, draft.at);
    if (draft.stock.has_value() == draft.diffusion.has_value())
      b_.found.add(
          at(draft.at), "indicator-kind",
          fmt::format("{} is {}", user,
                      draft.stock ? "a stock and a diffusion" : "neither a stock nor a diffusion"),
          "write 'stock' or 'diffusion', one of the two");
    if (draft.stock) made.stock = stock(*draft.stock, made.start, draft.start.at, user);
    if (draft.diffusion)
      made.diffusion = diffusion(*draft.diffusion, made.start, draft.start.at, user);
    made.measures = by_measure(draft.measures, kAnything, user, draft.at);
    made.while_suspended =
        number_or(draft.while_suspended, 1, kAnything, "'while_suspended' of " + user, draft.at);
    made.while_collapsed =
        number_or(draft.while_collapsed, 1, kAnything, "'while_collapsed' of " + user, draft.at);
    made.final_goals =
        number_or(draft.final_goals, 1, kAnything, "'final_goals' of " + user, draft.at);
    made_.indicators.push_back(std::move(made));
  }

  Stock stock(const StockDraft& draft, const Quantity& start, const SourceLoc& start_at,
              const std::string& user) {
    Stock made;
    made.grows = number(draft.grows, kAnything, "growth of " + user, draft.at);
    const Quantity least = number_or(draft.least, 0, kAnything, "least of " + user, draft.at);
    const Quantity most = number_or(draft.most, kUnbounded, kAnything, "most of " + user, draft.at);
    made.least = least.mode;
    made.most = draft.most ? most.mode : std::numeric_limits<double>::infinity();
    made.removes = by_measure(draft.removes, kNotNegative, user, draft.at);
    if (least.high > most.low)
      b_.found.add(at(draft.least ? draft.least->at : draft.most->at), "indicator-limits",
                   fmt::format("{} may be at least {} and at most {}", user, least.high, most.low),
                   "let 'least' be below 'most', over all of their ranges");
    else if (start.low < least.high || start.high > most.low)
      b_.found.add(at(start_at), "indicator-start",
                   start.low < least.high
                       ? fmt::format("{} may start at {}, below its 'least' of {}", user, start.low,
                                     least.high)
                       : fmt::format("{} may start at {}, above its 'most' of {}", user, start.high,
                                     most.low),
                   "write a start between 'least' and 'most', over all of their ranges");
    return made;
  }

  Diffusion diffusion(const DiffusionDraft& draft, const Quantity& start, const SourceLoc& start_at,
                      const std::string& user) {
    Diffusion made;
    made.market = number(draft.market, kPositive, "market of " + user, draft.at);
    made.innovation = number(draft.innovation, kShare, "innovation of " + user, draft.at);
    made.imitation = number(draft.imitation, kNotNegative, "imitation of " + user, draft.at);
    if (start.low < 0)
      b_.found.add(at(start_at), "indicator-start",
                   fmt::format("{} may start at {}, below 0", user, start.low), "write 0 or more");
    else if (made.market.low > 0 && start.high > made.market.low)
      b_.found.add(at(start_at), "diffusion-above-market",
                   fmt::format("{} may start at {}, above the {} that its market may be", user,
                               start.high, made.market.low),
                   "write a larger market or a smaller start");
    return made;
  }

  Builder& b_;
  const DynamicsDraft& draft_;
  Dynamics& made_;
  Names governments_{"government", "governments"};
  Names crises_{"crisis", "crises"};
  Names indicators_{"indicator", "indicators"};
  std::vector<std::pair<PartyId, std::size_t>> owners_;  // of governments, in order of declaration
};

}  // namespace

void build_dynamics(Builder& b) { DynamicsBuilder(b).build(); }

}  // namespace tandem::model::internal
