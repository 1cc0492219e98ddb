#include "tandem/ledger/internal/book.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tandem::ledger::internal {
namespace {

template <class List>
void push(Book& book, List& to, typename List::value_type one) {
  to.push_back(std::move(one));
  book.on_take_back([&to] { to.pop_back(); });
}

void add_to(Book& book, Chronicle& chronicle, const Chronicle::Item& item) {
  chronicle.add(item);
  book.on_take_back([&chronicle, item] { chronicle.remove(item); });
}

void count_report(Book& book, Track& track, Name by, int step) {
  auto found = std::ranges::find(track.reporters, by, &std::pair<Name, std::uint32_t>::first);
  if (found == track.reporters.end()) found = track.reporters.insert(found, {by, 0U});
  found->second += static_cast<std::uint32_t>(step);
  book.on_take_back([&track, by, step] {
    std::ranges::find(track.reporters, by, &std::pair<Name, std::uint32_t>::first)->second -=
        static_cast<std::uint32_t>(step);
  });
}

void add_names(Book& book, std::size_t proposal) {
  for (const model::Actor& one : book.proposals[proposal].text->valid.actors())
    static_cast<void>(book.names.number(one.id));
  for (const model::Obligation& one : book.proposals[proposal].text->valid.obligations()) {
    const Name name = book.names.number(one.id);
    if (!book.track_of.emplace(name, book.tracks.size()).second) continue;
    book.tracks.push_back({.name = name, .first_text = proposal, .events = {}, .reporters = {}});
    book.on_take_back([&book, name] {
      book.track_of.erase(name);
      book.tracks.pop_back();
    });
  }
}

void agree(Book& book, std::size_t proposal, Seq seq) {
  const std::size_t before = book.in_force;
  book.proposals[proposal].agreed = seq;
  book.in_force = proposal;
  book.on_take_back([&book, proposal, before] {
    book.proposals[proposal].agreed = 0;
    book.in_force = before;
  });
  add_names(book, proposal);
}

bool all_agree(const Book& book, const Proposal& proposal) {
  const auto agrees = [&](Name party) {
    return party == book.mark(proposal.seq).by ||
           std::ranges::any_of(proposal.consents,
                               [&](Seq seq) { return book.mark(seq).by == party; });
  };
  return std::ranges::all_of(proposal.touched, agrees);
}

void propose(Book& book, Seq seq, const Prepared& prepared) {
  Proposal made{.seq = seq, .text = prepared.text, .touched = {}, .consents = {}};
  for (const std::string& id : prepared.touched) made.touched.push_back(book.names.number(id));
  push(book, book.proposals, std::move(made));
  if (all_agree(book, book.proposals.back())) agree(book, book.proposals.size() - 1, seq);
}

void answer(Book& book, Seq seq, const Mark& mark) {
  Proposal& proposal = book.proposals.back();
  if (mark.kind == EventKind::refused) {
    proposal.refused = seq;
    book.on_take_back([&book] { book.proposals.back().refused = 0; });
    return;
  }
  push(book, proposal.consents, seq);
  if (all_agree(book, proposal)) agree(book, book.proposals.size() - 1, seq);
}

void dispute(Book& book, Seq seq, const Mark& mark) {
  if (mark.step != DisputeStep::raised) {
    push(book, book.disputes[book.dispute_of.at(mark.to)].steps, seq);
    return;
  }
  book.dispute_of.emplace(seq, book.disputes.size());
  push(book, book.disputes, Dispute{{seq}});
  book.on_take_back([&book, seq] { book.dispute_of.erase(seq); });
}

Chronicle::Item item_of(Seq seq, const Mark& mark) {
  return {mark.day, seq, mark.share, mark.by, mark.kind, mark.finding, mark.corrected_by != 0};
}

bool is_pause(EventKind kind) {
  return kind == EventKind::suspended || kind == EventKind::withdrawn || kind == EventKind::resumed;
}

void mark_corrected(Book& book, Seq seq, Seq by) {
  Mark& mark = book.marks[seq - 1];
  mark.corrected_by = by;
  const Chronicle::Item item = item_of(seq, mark);
  if (Track* track = book.track(mark.of)) track->events.correct(item, by != 0);
  if (is_pause(mark.kind)) book.pauses[pause_key(mark.by, mark.of)].correct(item, by != 0);
}

void correct(Book& book, Seq seq, const Mark& mark) {
  mark_corrected(book, mark.to, seq);
  book.on_take_back([&book, to = mark.to] { mark_corrected(book, to, 0); });
  const Mark& wrong = book.mark(mark.to);
  if (wrong.kind == EventKind::reported) count_report(book, *book.track(wrong.of), wrong.by, -1);
  push(book, book.corrections, seq);
}

void sign_in(Book& book, Seq seq, const Event& event, Name by) {
  if (event.key.empty()) return;
  push(book, book.signed_by[by], seq);
  book.signing_keys.emplace(seq, event.key);
  book.on_take_back([&book, seq] { book.signing_keys.erase(seq); });
  const std::string one = Book::beginning_of(event.signature);
  book.signatures.insert(one);
  book.on_take_back([&book, one] { book.signatures.erase(one); });
}

/// What happens to one obligation, or to all of an actor's.
void note(Book& book, Seq seq, const Mark& mark) {
  const Chronicle::Item item = item_of(seq, mark);
  if (Track* track = book.track(mark.of)) add_to(book, track->events, item);
  if (is_pause(mark.kind)) add_to(book, book.pauses[pause_key(mark.by, mark.of)], item);
}

std::vector<Seq>* list_of(Book& book, EventKind kind) {
  switch (kind) {
    case EventKind::incident:
      return &book.incidents;
    case EventKind::acceded:
      return &book.accessions;
    case EventKind::administration:
      return &book.administrations;
    case EventKind::evidence:
      return &book.evidence;
    default:
      return nullptr;
  }
}

void open_book(Book& book, const Event& event, Name by) {
  book.ledger = event.of;
  book.keeper = by;
  book.on_take_back([&book] {
    book.ledger.clear();
    book.keeper = kNoName;
  });
}

void deny(Book& book, Seq seq, const Mark& mark) {
  auto& denials = book.contests[mark.to];
  push(book, denials, seq);
}

void take_kind(Book& book, const Event& event, const Prepared& prepared, Seq seq) {
  const Mark& mark = book.mark(seq);
  switch (mark.kind) {
    case EventKind::opened:
      return open_book(book, event, mark.by);
    case EventKind::signed_text:
    case EventKind::amended:
      return propose(book, seq, prepared);
    case EventKind::consented:
    case EventKind::refused:
      return answer(book, seq, mark);
    case EventKind::reported:
      return count_report(book, *book.track(mark.of), mark.by, 1);
    case EventKind::contested:
      return deny(book, seq, mark);
    case EventKind::dispute:
      return dispute(book, seq, mark);
    case EventKind::corrected:
      return correct(book, seq, mark);
    default:
      if (auto* list = list_of(book, mark.kind)) push(book, *list, seq);
  }
}

Mark mark_of(Book& book, const Event& event) {
  Mark mark{.at = event.at,
            .share = event.share,
            .to = static_cast<Seq>(event.to),
            .by = book.names.number(event.by),
            .day = day_number(event.on),
            .kind = event.kind,
            .finding = event.finding.value_or(Finding::met),
            .step = event.step.value_or(DisputeStep::raised)};
  if (event.of.empty() && event.to != 0)
    mark.of = book.mark(mark.to).of;
  else if (event.kind != EventKind::opened)
    mark.of = book.names.number(event.of);
  if (event.until) mark.until = day_number(*event.until);
  return mark;
}

}  // namespace

Track* Book::track(Name of) {
  const auto found = track_of.find(of);
  return found == track_of.end() ? nullptr : &tracks[found->second];
}

const Track* Book::track(Name of) const {
  const auto found = track_of.find(of);
  return found == track_of.end() ? nullptr : &tracks[found->second];
}

bool Book::has_acceded(Name actor) const {
  return std::ranges::any_of(
      accessions, [&](Seq seq) { return mark(seq).by == actor && mark(seq).corrected_by == 0; });
}

bool Book::is_known(Name actor) const {
  if (actor == keeper) return true;
  const std::string& id = names.text(actor);
  // Who was an actor of an earlier text can still say what happened under it.
  const auto listed = [&](const Proposal& proposal) {
    return proposal.agreed != 0 && proposal.text->valid.find_actor(id);
  };
  return std::ranges::any_of(proposals, listed) || has_acceded(actor);
}

bool Book::is_open(const Dispute& dispute) const {
  if (mark(dispute.steps.front()).corrected_by != 0) return false;
  return std::ranges::none_of(dispute.steps, [&](Seq seq) {
    const Mark& step = mark(seq);
    return step.corrected_by == 0 &&
           (step.step == DisputeStep::settled || step.step == DisputeStep::unsettled);
  });
}

bool Book::is_disowned(Seq seq) const {
  const Seq by = mark(seq).corrected_by;
  if (by == 0) return false;
  const auto correcting = signing_keys.find(by);
  return correcting == signing_keys.end() || correcting->second != signing_keys.at(seq);
}

Seq Book::last_signed(Name actor) const {
  const auto all = signed_by.find(actor);
  if (all == signed_by.end()) return 0;
  const auto found = std::find_if(all->second.rbegin(), all->second.rend(),
                                  [&](Seq seq) { return !is_disowned(seq); });
  return found == all->second.rend() ? 0 : *found;
}

EventKind Book::pause(Name actor, Name of, std::int32_t day) const {
  Chronicle::Item last{.day = std::numeric_limits<std::int32_t>::min(), .kind = EventKind::resumed};
  for (const Name which : {of, kNoName}) {
    const auto found = pauses.find(pause_key(actor, which));
    if (found == pauses.end()) continue;
    found->second.back_from(day, [&](const Chronicle::Item& item) {
      if (item.corrected) return false;
      if (last < item) last = item;
      return true;
    });
  }
  return last.kind;
}

bool Book::has_paused(Name actor, std::int32_t day) const {
  return pause(actor, kNoName, day) != EventKind::resumed ||
         std::ranges::any_of(tracks, [&](const Track& track) {
           return pause(actor, track.name, day) != EventKind::resumed;
         });
}

const Proposal* Book::pending() const {
  if (proposals.empty()) return nullptr;
  const Proposal& newest = proposals.back();
  return newest.agreed == 0 && newest.refused == 0 ? &newest : nullptr;
}

void take(Book& book, const Event& event, const Prepared& prepared) {
  book.marks.push_back(mark_of(book, event));
  book.on_take_back([&book] { book.marks.pop_back(); });
  const Seq seq = book.last();
  note(book, seq, book.mark(seq));
  sign_in(book, seq, event, book.mark(seq).by);
  take_kind(book, event, prepared, seq);
}

}  // namespace tandem::ledger::internal
