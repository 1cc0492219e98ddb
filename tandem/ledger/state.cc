#include "tandem/ledger/state.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstdint>
#include <map>
#include <utility>

#include "tandem/ledger/internal/book.h"
#include "tandem/ledger/internal/refusal.h"
#include "tandem/ledger/internal/story.h"
#include "tandem/model/trigger.h"

namespace tandem::ledger {
namespace {

using internal::AgreedText;
using internal::Book;
using internal::Cut;
using internal::Name;
using internal::Pause;
using internal::Seq;
using internal::Story;
using internal::Track;
using model::Day;

/// A text with what the record has about its obligations.
struct Dated {
  std::shared_ptr<const model::Agreement> agreement;
  model::Timetable dates;
};

bool repeats(const model::Obligation& of) { return of.trigger.timing == model::Timing::every; }
/// Its day is one to begin on; of its end nothing is said.
bool only_starts(const model::Obligation& of) {
  return of.trigger.timing == model::Timing::start_by || of.trigger.timing == model::Timing::from;
}

class Teller {
 public:
  Teller(const Book& book, const View& view)
      : book_(book),
        cut_(internal::cut_of(book, view)),
        today_(std::chrono::days{cut_.day}),
        blanket_(internal::blanket_pauses(book, cut_)) {
    state_.view = view;
    state_.entries = cut_.last;
    if (cut_.last > 0) state_.ledger = book.ledger;
  }

  State tell() && {
    state_.versions = internal::versions_of(book_, cut_);
    state_.disputes = internal::disputes_of(book_, cut_);
    lists();
    if (const auto in_force = internal::text_in_force(book_, cut_)) {
      stories();
      obligations(*in_force);
    }
    parties();
    return std::move(state_);
  }

 private:
  void lists() {
    const auto seen = [&](const std::vector<Seq>& all, std::vector<std::uint64_t>& to) {
      for (const Seq seq : all)
        if (cut_.sees(book_, seq)) to.push_back(seq);
    };
    seen(book_.incidents, state_.incidents);
    seen(book_.administrations, state_.administrations);
    seen(book_.evidence, state_.evidence);
    for (const Seq seq : book_.corrections)
      if (seq <= cut_.last) state_.corrected.push_back(book_.mark(seq).to);
    std::ranges::sort(state_.corrected);
  }

  void stories() {
    const auto settled = internal::settlements(book_, cut_);
    for (const Track& track : book_.tracks)
      stories_.push_back(internal::story_of(book_, track, cut_, settled));
  }

  [[nodiscard]] const Story& story(std::string_view id) const {
    return stories_[book_.track_of.at(*book_.names.find(id))];
  }

  void enter_facts(const model::Obligation& of, model::ObligationDraft& draft) const {
    const Story& story = this->story(of.id);
    const auto write = [](std::int32_t day) { return format_date(internal::date_of(day)); };
    if (story.started)
      draft.started = write(std::min(*story.started, story.done.value_or(*story.started)));
    if (!story.done || repeats(of)) return;
    draft.done = write(*story.done);
    const bool met = story.finding != 0 && book_.mark(story.finding).finding == Finding::met;
    if (met && story.verified_share == 1)
      draft.verified = write(std::max(*story.done, book_.mark(story.finding).day));
  }

  [[nodiscard]] Dated dated(const AgreedText& text) const {
    model::AgreementDraft draft = text.draft;
    for (std::size_t k = 0; k < draft.obligations.size(); ++k)
      enter_facts(text.valid.obligations()[k], draft.obligations[k]);
    auto valid = model::Agreement::from(draft);
    assert(valid.has_value());
    Dated made{std::make_shared<const model::Agreement>(std::move(*valid)), {}};
    made.dates = model::timetable(*made.agreement, {.delays = {}, .today = today_});
    return made;
  }

  const Dated& dated(std::size_t proposal) {
    auto found = dated_.find(proposal);
    if (found == dated_.end())
      found = dated_.emplace(proposal, dated(*book_.proposals[proposal].text)).first;
    return found->second;
  }

  void obligations(std::size_t in_force) {
    const Dated now = dated(in_force);
    state_.agreement = now.agreement;
    state_.dates = now.dates;
    for (std::size_t k = 0; k < now.agreement->obligations().size(); ++k)
      state_.obligations.push_back(obligation(now, k));
    for (const Track& track : book_.tracks)
      if (track.first_text <= in_force && !now.agreement->find_obligation(id(track)))
        state_.obligations.push_back(taken_out(track, in_force));
  }

  [[nodiscard]] const std::string& id(const Track& track) const {
    return book_.names.text(track.name);
  }

  /// As the last text that had it says, if that is all.
  ObligationState taken_out(const Track& track, std::size_t in_force) {
    std::size_t last = in_force;
    Seq removed_by = 0;
    for (std::size_t k = in_force + 1; k-- > track.first_text;) {
      if (book_.proposals[k].agreed == 0) continue;
      last = k;
      if (book_.proposals[k].text->valid.find_obligation(id(track))) break;
      removed_by = book_.proposals[k].seq;
    }
    const Dated& then = dated(last);
    ObligationState state = obligation(then, then.agreement->find_obligation(id(track))->index());
    state.removed_by = removed_by;
    state.rebaselined = true;
    if (state.reported != Reported::done) state.reported = Reported::rebaselined;
    state.days_late.reset();
    state.cure_until.reset();
    return state;
  }

  ObligationState obligation(const Dated& text, std::size_t k) {
    const model::Obligation& of = text.agreement->obligations()[k];
    const Story& story = this->story(of.id);
    ObligationState state;
    state.id = of.id;
    state.title = of.title;
    state.share = story.share;
    state.times = story.times;
    state.incidents = story.incidents;
    if (story.started) state.started = internal::date_of(*story.started);
    if (story.done) state.done = internal::date_of(*story.done);
    enter_finding(story, state);
    enter_dates(*text.agreement, text.dates.of[k], of, story, state);
    state.reported = reported(*text.agreement, of, story, state);
    enter_lateness(*text.agreement, of, state);
    enter_entries(story, state);
    return state;
  }

  void enter_finding(const Story& story, ObligationState& state) const {
    state.verification = internal::verification_of(book_, story);
    state.verified_share = story.verified_share;
    for (const internal::Denial& denial : story.denials) {
      const std::string& by = book_.names.text(book_.mark(denial.seq).by);
      if (std::ranges::count(state.contested_by, by) == 0) state.contested_by.push_back(by);
    }
    if (story.finding == 0) return;
    state.found_on = internal::date_of(book_.mark(story.finding).day);
    state.finding = book_.mark(story.finding).finding;
  }

  /// Of one that repeats, the day of the next time.
  static std::optional<Day> next_of(const model::Dates& dates, const Story& story) {
    const bool more = story.times < dates.repeats.size();
    return more ? std::optional(dates.repeats[story.times]) : std::nullopt;
  }

  static std::optional<Day> written_due(const model::Dates& dates, const model::Obligation& of,
                                        const Story& story) {
    if (repeats(of)) return next_of(dates, story);
    return dates.due ? dates.due : dates.start;
  }

  void enter_dates(const model::Agreement& text, const model::Dates& dates,
                   const model::Obligation& of, const Story& story, ObligationState& state) {
    state.due = repeats(of) ? next_of(dates, story) : dates.owed;
    state.expected = dates.expected;
    state.why = dates.held_up_by.empty() ? dates.why : model::Undated::waits;
    for (const model::Target& one : dates.held_up_by)
      state.waits_for.push_back(text.target_text(one));
    state.void_by_default = dates.void_by_default;
    const std::size_t first = book_.track(*book_.names.find(of.id))->first_text;
    const Dated& original = dated(first);
    const std::size_t then = original.agreement->find_obligation(of.id)->index();
    state.original_due =
        written_due(original.dates.of[then], original.agreement->obligations()[then], story);
    state.rebaselined = written_due(dates, of, story) != state.original_due;
  }

  /// Who has suspended it, or withdrawn from it, and not taken it up again.
  [[nodiscard]] std::vector<Pause> pauses(const model::Agreement& text, const model::Obligation& of,
                                          const Story& story) const {
    std::vector<Pause> last = story.pauses;
    // What is done is not undone by leaving the rest.
    const bool open = !story.done || repeats(of);
    for (const Pause& all : blanket_) {
      const auto own = std::ranges::find(last, all.by, &Pause::by);
      const bool newer =
          own == last.end() || std::pair(own->day, own->seq) < std::pair(all.day, all.seq);
      if (!newer || !acts(text, of, all.by)) continue;
      if (own != last.end())
        *own = all;
      else if (open)
        last.push_back(all);
    }
    std::erase_if(last, [](const Pause& one) { return one.kind == EventKind::resumed; });
    return last;
  }

  [[nodiscard]] bool acts(const model::Agreement& text, const model::Obligation& of,
                          Name by) const {
    return std::ranges::any_of(of.actors, [&](model::ActorId one) {
      const model::Actor& listed = text.actor(one);
      const std::string& id = book_.names.text(by);
      return listed.id == id || std::ranges::any_of(listed.members, [&](model::ActorId member) {
               return text.actor(member).id == id;
             });
    });
  }

  Reported reported(const model::Agreement& text, const model::Obligation& of, const Story& story,
                    ObligationState& state) const {
    const auto paused = pauses(text, of, story);
    for (const Pause& one : paused) {
      state.paused_by.push_back(book_.names.text(one.by));
      state.entries.push_back(one.seq);
    }
    if (std::ranges::count(paused, EventKind::withdrawn, &Pause::kind) > 0)
      return Reported::withdrawn;
    if (!paused.empty()) return Reported::suspended;
    if (repeats(of)) return of_repeated(state);
    if (story.done) return Reported::done;
    if (only_starts(of) && story.started) return Reported::started;
    if (state.void_by_default) return Reported::not_due;
    if (state.due && today_ > *state.due) return Reported::late;
    if (story.started) return Reported::started;
    return of_idle(story, state);
  }

  [[nodiscard]] Reported of_repeated(const ObligationState& state) const {
    if (state.due && today_ > *state.due) return Reported::late;
    if (state.due == today_) return Reported::due;
    return state.times > 0 ? Reported::done : Reported::not_due;
  }

  [[nodiscard]] Reported of_idle(const Story& story, const ObligationState& state) const {
    if (state.due == today_ || (!state.due && story.said_due != 0)) return Reported::due;
    return state.rebaselined ? Reported::rebaselined : Reported::not_due;
  }

  void enter_lateness(const model::Agreement& text, const model::Obligation& of,
                      ObligationState& state) const {
    if (!state.due || state.void_by_default) return;
    Day until = today_;
    if (!repeats(of) && state.done) until = Day{*state.done};
    if (only_starts(of) && state.started) until = Day{*state.started};
    if (until <= *state.due) return;
    state.days_late = static_cast<int>((until - *state.due).count());
    if (of.cure && state.reported == Reported::late)
      state.cure_until = model::add(*state.due, *of.cure, text.data().day_count);
  }

  void enter_entries(const Story& story, ObligationState& state) const {
    for (const Seq seq : {story.first_start, story.report, story.finding, story.said_due})
      if (seq != 0) state.entries.push_back(seq);
    for (const internal::Denial& denial : story.denials) state.entries.push_back(denial.seq);
    std::ranges::sort(state.entries);
    const auto twice = std::ranges::unique(state.entries);
    state.entries.erase(twice.begin(), twice.end());
  }

  void parties() {
    if (state_.agreement)
      for (const model::Actor& actor : state_.agreement->actors())
        state_.parties.push_back(
            {.id = actor.id, .since = {}, .acceded = {}, .administration = {}});
    for (const Seq seq : book_.accessions)
      if (cut_.sees(book_, seq)) party(book_.mark(seq).by).acceded = date(seq);
    for (const Seq seq : book_.administrations)
      if (cut_.sees(book_, seq)) renew(party(book_.mark(seq).by), date(seq));
    for (const Pause& pause : blanket_)
      if (pause.kind != EventKind::resumed) stand(party(pause.by), pause);
  }

  static void renew(PartyState& party, Date on) {
    party.administration = std::max(party.administration.value_or(on), on);
  }

  static void stand(PartyState& party, const Pause& pause) {
    party.standing = pause.kind == EventKind::suspended ? PartyState::Standing::suspended
                                                        : PartyState::Standing::withdrawn;
    party.since = internal::date_of(pause.day);
    party.seq = pause.seq;
  }

  [[nodiscard]] Date date(Seq seq) const { return internal::date_of(book_.mark(seq).day); }

  PartyState& party(Name name) {
    const std::string& id = book_.names.text(name);
    const auto found = std::ranges::find(state_.parties, id, &PartyState::id);
    if (found != state_.parties.end()) return *found;
    return state_.parties.emplace_back(
        PartyState{.id = id, .since = {}, .acceded = {}, .administration = {}});
  }

  const Book& book_;
  Cut cut_;
  Day today_;
  std::vector<Pause> blanket_;
  std::vector<Story> stories_;  // shape [tracks]
  std::map<std::size_t, Dated> dated_;
  State state_;
};

}  // namespace

const ObligationState* State::find(std::string_view obligation) const {
  const auto found = std::ranges::find(obligations, obligation, &ObligationState::id);
  return found == obligations.end() ? nullptr : &*found;
}

Projection::Projection() : book_(std::make_unique<Book>()) {}
Projection::~Projection() = default;
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;

Result<void> Projection::apply(const Event& event) {
  internal::Prepared prepared;
  auto broken = internal::rules(*book_, event, prepared);
  if (!broken.empty())
    return tl::unexpected(internal::invalid("the ledger can't take this entry", std::move(broken)));
  internal::take(*book_, event, prepared);
  return {};
}

void Projection::attempt() {
  keep();
  book_->tentative = true;
}

void Projection::keep() {
  book_->tentative = false;
  book_->undo.clear();
}

void Projection::take_back() {
  while (!book_->undo.empty()) {
    book_->undo.back()();
    book_->undo.pop_back();
  }
  book_->tentative = false;
}

State Projection::state(const View& view) const { return Teller(*book_, view).tell(); }

std::vector<Placed> Projection::order(const View& view, std::string_view of) const {
  const Cut cut = internal::cut_of(*book_, view);
  const auto about = book_->names.find(of);
  if (!of.empty() && !about) return {};
  std::vector<Placed> all;
  for (Seq seq = 1; seq <= cut.last; ++seq) {
    const internal::Mark& mark = book_->mark(seq);
    if (mark.day > cut.day || (!of.empty() && mark.of != *about)) continue;
    const Seq corrected_by = mark.corrected_by <= cut.last ? mark.corrected_by : 0;
    all.push_back({seq, internal::date_of(mark.day), mark.to, corrected_by});
  }
  std::ranges::stable_sort(all, {}, &Placed::on);
  return all;
}

std::uint64_t Projection::entries() const { return book_->marks.size(); }

Second Projection::last_at() const {
  return book_->marks.empty() ? Second{} : book_->marks.back().at;
}

std::optional<Date> Projection::last_day() const {
  std::optional<std::int32_t> last;
  for (const internal::Mark& mark : book_->marks)
    if (mark.corrected_by == 0) last = std::max(last.value_or(mark.day), mark.day);
  return last ? std::optional(internal::date_of(*last)) : std::nullopt;
}

const std::string& Projection::ledger() const { return book_->ledger; }

std::string Projection::key_of(std::string_view actor) const {
  const auto name = book_->names.find(actor);
  const Seq last = name ? book_->last_signed(*name) : 0;
  return last == 0 ? std::string() : book_->signing_keys.at(last);
}

}  // namespace tandem::ledger
