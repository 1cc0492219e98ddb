#include "tandem/report/ledger_snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "tandem/casefile/agreement_file.h"
#include "tandem/interop/clauses.h"
#include "tandem/interop/words.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/internal/redaction.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/ledger_export.h"

namespace tandem::report {
namespace {

using ledger::Event;
using ledger::EventKind;
using ledger::VersionState;
using Names = std::set<std::string, std::less<>>;

constexpr ledger::View kWhole{ledger::Second{std::chrono::sys_days{model::kLastDay}},
                              Date{model::kLastDay}};

bool is_agreed(const VersionState& version) {
  return version.since.has_value() && version.status != VersionState::Status::refused;
}

bool in_force_by(const VersionState& version, Date on) {
  return is_agreed(version) && *version.since <= on;
}

bool has_text(const Event& event) {
  return event.kind == EventKind::signed_text || event.kind == EventKind::amended;
}

/// The number of the entry with which a text was agreed.
std::uint64_t agreeing_entry(const VersionState& version) {
  std::uint64_t last = version.seq;
  for (const ledger::Consent& given : version.consents) last = std::max(last, given.seq);
  return last;
}

/// One text of the record, whole and as it is shown.
struct Version {
  VersionState state;
  model::Agreement whole;
  RedactedText shown;
  model::Timetable dates;  ///< of `shown`
  bool changes = true;     ///< something that is shown
};

class SnapshotMaker {
 public:
  SnapshotMaker(std::span<const Event> events, std::optional<Date> on, model::Tlp level)
      : events_(events), on_(on), level_(level) {}

  Result<Snapshot> make() && {
    for (const auto step : {&SnapshotMaker::read_record, &SnapshotMaker::read_texts,
                            &SnapshotMaker::sort_entries, &SnapshotMaker::tell})
      if (auto done = (this->*step)(); !done) return tl::unexpected(std::move(done.error()));
    return std::move(made_);
  }

 private:
  [[nodiscard]] bool shows(std::string_view obligation) const {
    return shown_.find(obligation) != shown_.end();
  }

  /// The record as it is: which texts are in force, and since when.
  Result<void> read_record() {
    ledger::Projection whole;
    for (const Event& event : events_)
      if (auto applied = whole.apply(event); !applied) return applied;
    states_ = whole.state(kWhole).versions;
    if (states_.empty())
      return tl::unexpected(unusable("no-agreement", "nothing is signed yet", "sign a text first"));
    return {};
  }

  Result<void> read_texts() {
    std::vector<model::Agreement> whole;
    for (const VersionState& version : states_) {
      auto text = casefile::load_agreement_text(events_[version.seq - 1].text, "agreement.yaml");
      if (!text) return tl::unexpected(std::move(text.error()));
      whole.push_back(std::move(text->valid));
    }
    label(whole);
    if (shown_.empty())
      return tl::unexpected(
          unusable(kAboveLevel,
                   fmt::format("refused by visibility: every obligation is above {}",
                               interop::tlp_words(level_)),
                   "give a higher level"));
    std::string before;
    for (std::size_t k = 0; k < states_.size(); ++k) {
      auto shown = redacted(events_[states_[k].seq - 1].text,
                            [this](std::string_view id) { return shows(id); });
      if (!shown) return tl::unexpected(std::move(shown.error()));
      const bool changes = shown->face != before;
      if (is_agreed(states_[k])) before = shown->face;
      if (shown->hidden > 0) hides_ = true;
      auto dates = model::timetable(shown->agreement, {.actual = false, .delays = {}});
      versions_.push_back(
          {states_[k], std::move(whole[k]), *std::move(shown), std::move(dates), changes});
    }
    return {};
  }

  /// Sorts obligations into those that are shown and those that are not: by the text in force and
  /// those that wait, then by the last that had them.
  void label(const std::vector<model::Agreement>& whole) {
    using Status = VersionState::Status;
    for (std::size_t k = states_.size(); k-- > 0;)
      if (states_[k].status != Status::replaced && states_[k].status != Status::refused)
        label_in(whole[k]);
    for (const Status old : {Status::replaced, Status::refused})
      for (std::size_t k = states_.size(); k-- > 0;)
        if (states_[k].status == old) label_unknown(whole[k]);
    for (const auto& [id, kind] : hidden_) shown_.erase(id);
  }

  void label_unknown(const model::Agreement& text) {
    const Names known = shown_;
    label_in(text, &known);
  }

  void label_in(const model::Agreement& text, const Names* known = nullptr) {
    for (const model::Obligation& one : text.obligations()) {
      if (known != nullptr && known->contains(one.id)) continue;
      shown_.insert(one.id);
      if (!interop::shows(one, level_))
        hidden_.emplace(one.id, model::word_of(one.kind, model::kObligationKinds));
    }
  }

  Result<void> sort_entries() {
    for (const Version& version : versions_)
      for (const std::string& id : named_actors(version.shown.agreement)) named_.insert(id);
    if (!hides_)
      for (const Version& version : versions_)
        for (const model::Actor& actor : version.whole.actors()) named_.insert(actor.id);
    named_.insert(events_.front().by);
    for (const Event& event : events_) shown_entry_.push_back(is_shown(event));
    return {};
  }

  [[nodiscard]] const Version* version_of(std::uint64_t seq) const {
    const auto found =
        std::ranges::find(versions_, seq, [](const Version& version) { return version.state.seq; });
    return found == versions_.end() ? nullptr : &*found;
  }

  [[nodiscard]] bool shows_entry(std::uint64_t seq) const {
    return seq > 0 && seq <= shown_entry_.size() && shown_entry_[seq - 1];
  }

  [[nodiscard]] bool is_shown(const Event& event) const {
    const bool named = named_.contains(event.by);
    switch (event.kind) {
      case EventKind::opened:
      case EventKind::signed_text:
        return true;
      case EventKind::amended: {
        const auto seq = shown_entry_.size() + 1;
        const Version* const version = version_of(seq);
        return version != nullptr && version->changes;
      }
      case EventKind::consented:
      case EventKind::refused:
        return shows_entry(event.to) && named;
      case EventKind::acceded:
      case EventKind::administration:
        return named;
      case EventKind::suspended:
      case EventKind::withdrawn:
      case EventKind::resumed:
        return event.of.empty() ? named : shows(event.of);
      case EventKind::corrected:
        return shows_entry(event.to);
      default:
        break;
    }
    if (event.to != 0 && !shows_entry(event.to)) return false;
    if (!event.of.empty()) return shows(event.of);
    return event.to != 0 || !hides_;
  }

  // --- the record again, of what is shown alone

  /// Applies an event of the shown record. @param number  as it is shown; 0: not at all
  bool apply(const Event& event, std::uint64_t number) {
    if (!mistakes_in(event).empty() || !record_.apply(event)) return false;
    number_.push_back(number);
    return true;
  }

  [[nodiscard]] std::uint64_t shown_number(std::uint64_t seq) const {
    return seq == 0 || seq > number_.size() ? 0 : number_[seq - 1];
  }

  /// What an event is in the shown record; its numbers are those there.
  [[nodiscard]] Event plain(std::size_t k) const {
    Event event = events_[k];
    event.key.clear();
    event.signature.clear();
    if (event.to != 0) event.to = place_[event.to - 1];
    return event;
  }

  Result<void> tell() {
    place_.resize(events_.size());
    for (std::size_t k = 0; k < events_.size(); ++k) {
      if (!replay(k))
        return tl::unexpected(Error{
            Errc::internal, "the record of what is shown does not hold together: no snapshot"});
    }
    made_.level = level_;
    const auto last = std::ranges::max_element(made_.entries, {}, &SnapshotEntry::recorded);
    made_.on = on_.value_or(last->recorded);
    state_ = record_.state({kWhole.known, made_.on});
    if (!state_.agreement)
      return tl::unexpected(unusable(
          "no-agreement", fmt::format("no agreement is in force on {}", format_date(made_.on)),
          "give a later day"));
    fill();
    return {};
  }

  /// Takes one event into the shown record and into the list of entries.
  bool replay(std::size_t k) {
    const Event& event = events_[k];
    const bool answers = event.kind == EventKind::consented || event.kind == EventKind::refused;
    const bool about_hidden = !shown_entry_[k] && event.kind != EventKind::amended && !answers &&
                              !is_about_the_whole(event);
    if (!about_hidden && !answers && !has_text(event)) {
      const bool taken = apply(plain(k), shown_entry_[k] ? made_.entries.size() + 1 : 0);
      // What was said after something hidden and means nothing without it is hidden too.
      if (!taken && event.kind != EventKind::evidence) shown_entry_[k] = false;
      if (taken) place_[k] = record_.entries();
    }
    if (shown_entry_[k]) list(k);
    for (const Version& version : versions_)
      if (is_agreed(version.state) && agreeing_entry(version.state) == k + 1 && version.changes)
        if (!agree(version, k)) return false;
    return true;
  }

  static bool is_about_the_whole(const Event& event) {
    const bool pauses = event.kind == EventKind::suspended || event.kind == EventKind::withdrawn ||
                        event.kind == EventKind::resumed;
    return event.kind == EventKind::opened || event.kind == EventKind::acceded ||
           event.kind == EventKind::administration || (pauses && event.of.empty());
  }

  /// Lets the text be in force from the day on which it is: whoever must consent to what is shown
  /// does.
  bool agree(const Version& version, std::size_t k) {
    Event text = plain(version.state.seq - 1);
    text.at = events_[k].at;
    text.on = *version.state.since;
    text.says.clear();
    text.text = version.shown.text;
    const std::uint64_t number = number_of_entry(version.state.seq);
    if (!apply(text, number)) return false;
    const std::uint64_t seq = record_.entries();
    place_[version.state.seq - 1] = seq;
    const auto proposed = record_.state(kWhole).versions.back();
    for (const std::string& party : proposed.touched) {
      if (party == text.by || text.kind == EventKind::signed_text) continue;
      Event consent;
      consent.kind = EventKind::consented;
      consent.at = text.at;
      consent.on = text.on;
      consent.by = party;
      consent.to = seq;
      if (!apply(consent, number)) return false;
    }
    return true;
  }

  [[nodiscard]] std::uint64_t number_of_entry(std::uint64_t seq) const {
    const auto found = listed_.find(seq);
    return found == listed_.end() ? 0 : found->second;
  }

  void list(std::size_t k) {
    const Event& from = events_[k];
    SnapshotEntry entry;
    entry.number = made_.entries.size() + 1;
    listed_[k + 1] = entry.number;
    entry.recorded = Date{std::chrono::floor<std::chrono::days>(from.at)};
    entry.event = from;
    entry.event.to = number_of_entry(from.to);
    entry.event.text.clear();
    entry.event.key.clear();
    entry.event.signature.clear();
    const bool of_texts =
        has_text(from) || from.kind == EventKind::consented || from.kind == EventKind::refused;
    if (of_texts && hides_) {
      // What is said of a text may be said of what is not shown of it.
      entry.words_withheld = true;
      entry.event.says.clear();
      entry.event.sources.clear();
    }
    if (from.kind == EventKind::corrected) corrected_.insert(from.to);
    made_.entries.push_back(std::move(entry));
  }

  // --- what comes of it

  void fill() {
    const model::AgreementData& data = state_.agreement->data();
    made_.ledger = events_.front().of;
    made_.agreement = data.id;
    made_.title = data.title;
    made_.summary = data.summary;
    for (const std::uint64_t seq : corrected_)
      if (const std::uint64_t number = number_of_entry(seq); number != 0)
        made_.entries[number - 1].counts = false;
    std::erase_if(made_.entries, [&](const SnapshotEntry& one) { return one.event.on > made_.on; });
    obligations();
    texts();
    disputes();
    parties();
    left_out();
  }

  void obligations() {
    for (const ledger::ObligationState& state : state_.obligations) {
      SnapshotObligation one;
      one.id = state.id;
      one.title = state.title;
      one.state = state;
      one.in_force = state.removed_by == 0;
      for (std::uint64_t& seq : one.state.entries) seq = shown_number(seq);
      std::erase(one.state.entries, 0U);
      describe(one);
      if (one.hidden_dependency) drop_days(one.state);
      made_.obligations.push_back(std::move(one));
    }
  }

  /// What would be counted from the days that are shown is not what the text says.
  static void drop_days(ledger::ObligationState& state) {
    state.due.reset();
    state.original_due.reset();
    state.days_late.reset();
    state.rebaselined = state.removed_by != 0;
  }

  /// From the last text that has it.
  void describe(SnapshotObligation& one) {
    for (std::size_t k = versions_.size(); k-- > 0;) {
      if (!in_force_by(versions_[k].state, made_.on)) continue;
      if (const auto id = versions_[k].shown.agreement.find_obligation(one.id))
        return describe(one, versions_[k], *id);
    }
  }

  void describe(SnapshotObligation& one, const Version& version, model::ObligationId id) {
    const model::Agreement& of = version.shown.agreement;
    const model::Obligation& text = of.obligation(id);
    const interop::View view(of, version.dates);
    one.hidden_dependency = version.shown.dependent.contains(one.id);
    one.words = interop::undertaking_words(view, id);
    one.phase = text.phase;
    one.repeated = text.trigger.timing == model::Timing::every;
    one.kind = model::word_of(text.kind, model::kObligationKinds);
    one.label = model::word_of(text.tlp, model::kTlps);
    made_.marking = std::max(made_.marking, text.tlp);
    one.by = actor_ids(of, text.actors);
    one.owed_to = actor_ids(of, text.counterparts);
    if (!version.shown.cut.contains(one.id)) one.when = interop::trigger_words(of, text.trigger);
    for (const model::ObligationId other : text.exchanged_for)
      one.exchanged_for.push_back(of.obligation(other).id);
    for (const ProvenanceId source : text.sources) {
      const model::Provenance& from = of.data().provenances[source.index()];
      one.sources.push_back({from.title.empty() ? from.id : from.title, from.url, ""});
    }
  }

  void texts() {
    const Version* const now = text_of_day();
    for (const Version& version : versions_) {
      const std::uint64_t number = number_of_entry(version.state.seq);
      if (number == 0 || version.state.on > made_.on) continue;
      SnapshotText text{number, VersionState::Status::pending, {}, {}, {}};
      if (in_force_by(version.state, made_.on)) {
        text.since = version.state.since;
        text.status =
            &version == now ? VersionState::Status::in_force : VersionState::Status::replaced;
        if (&version != now) text.replaced = replaced_on_day(version);
      } else if (version.state.refused && version.state.refused->on <= made_.on) {
        text.status = VersionState::Status::refused;
      }
      for (const ledger::Consent& given : version.state.consents)
        if (named_.contains(given.by) && given.on <= made_.on) text.consented.push_back(given.by);
      made_.texts.push_back(std::move(text));
    }
  }

  /// The first day on which a later one of those was in force that change something shown.
  [[nodiscard]] std::optional<Date> replaced_on_day(const Version& version) const {
    std::optional<Date> first;
    for (const Version& later : versions_) {
      if (later.state.seq <= version.state.seq || !later.changes) continue;
      if (!in_force_by(later.state, made_.on)) continue;
      first = std::min(first.value_or(*later.state.since), *later.state.since);
    }
    return first;
  }

  /// Of those that change something which is shown.
  [[nodiscard]] const Version* text_of_day() const {
    const Version* now = nullptr;
    for (const Version& version : versions_)
      if (version.changes && in_force_by(version.state, made_.on)) now = &version;
    return now;
  }

  void disputes() {
    for (ledger::DisputeState one : state_.disputes) {
      one.to = shown_number(one.to);
      for (ledger::DisputeStepState& step : one.steps) step.seq = shown_number(step.seq);
      made_.disputes.push_back(std::move(one));
    }
  }

  void parties() {
    for (const SnapshotEntry& entry : made_.entries) named_.insert(entry.event.by);
    for (const ledger::PartyState& state : state_.parties) {
      if (!named_.contains(state.id)) continue;
      const auto actor = state_.agreement->find_actor(state.id);
      made_.parties.push_back({state.id, actor ? state_.agreement->actor(*actor).name : "", state});
      made_.parties.back().state.seq = shown_number(state.seq);
    }
  }

  void left_out() {
    for (const auto& [id, kind] : hidden_) ++made_.left_out.obligations[std::string(kind)];
    for (std::size_t k = 0; k < events_.size(); ++k)
      if (!shown_entry_[k] && events_[k].on <= made_.on)
        ++made_.left_out.entries[std::string(model::word_of(events_[k].kind, ledger::kEventKinds))];
    for (const SnapshotEntry& entry : made_.entries)
      made_.left_out.words += entry.words_withheld ? 1 : 0;
    const Version* const now = text_of_day();
    for (const model::Actor& actor : now->whole.actors())
      made_.left_out.parties += named_.contains(actor.id) ? 0 : 1;
    made_.left_out.events =
        named_events(now->whole).size() - named_events(now->shown.agreement).size();
  }

  std::span<const Event> events_;
  std::optional<Date> on_;
  model::Tlp level_;

  std::vector<VersionState> states_;
  std::vector<Version> versions_;
  Names shown_;                                                  ///< obligations
  std::map<std::string, std::string_view, std::less<>> hidden_;  ///< obligations and their kinds
  bool hides_ = false;             ///< some text has something that is not shown
  Names named_;                    ///< actors
  std::vector<bool> shown_entry_;  ///< shape [events]

  ledger::Projection record_;
  std::vector<std::uint64_t> number_;              ///< as shown, of the entries of record_
  std::vector<std::uint64_t> place_;               ///< in record_, of events_; 0: not there
  std::map<std::uint64_t, std::uint64_t> listed_;  ///< number as shown, by that of the record
  std::set<std::uint64_t> corrected_;              ///< numbers of the record
  ledger::State state_;
  Snapshot made_;
};

}  // namespace

Result<Snapshot> ledger_snapshot(std::span<const Event> events, std::optional<Date> on,
                                 model::Tlp level) {
  return SnapshotMaker(events, on, level).make();
}

std::string left_out_words(const Snapshot& of) {
  const auto listed = [](const std::map<std::string, std::size_t, std::less<>>& kinds,
                         std::string_view one, std::string_view many) {
    std::size_t all = 0;
    std::string words;
    for (const auto& [kind, n] : kinds) {
      all += n;
      words += fmt::format("{}{} {}", words.empty() ? "" : ", ", n, kind);
    }
    return all == 0 ? std::string() : fmt::format("{} {} ({})", all, all == 1 ? one : many, words);
  };
  std::vector<std::string> parts;
  for (std::string part : {listed(of.left_out.obligations, "obligation", "obligations"),
                           listed(of.left_out.entries, "entry", "entries")})
    if (!part.empty()) parts.push_back(std::move(part));
  const SnapshotLeftOut& left = of.left_out;
  if (left.parties > 0)
    parts.push_back(
        fmt::format("{} that only these name", counted(left.parties, "actor", "actors")));
  if (left.events > 0) parts.push_back(counted(left.events, "outside event", "outside events"));
  if (left.words > 0)
    parts.push_back(
        fmt::format("the words of {} about texts", counted(left.words, "entry", "entries")));
  if (parts.empty()) return fmt::format("Nothing is above {}.", interop::tlp_words(of.level));
  return fmt::format("Left out above {}: {}.", interop::tlp_words(of.level),
                     fmt::join(parts, "; "));
}

}  // namespace tandem::report
