#include "tandem/ledger/internal/story.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace tandem::ledger::internal {
namespace {

using Item = Chronicle::Item;

void start(Story& story, const Item& item) {
  if (story.started) return;
  story.started = item.day;
  story.first_start = item.seq;
}

void report(Story& story, const Item& item) {
  start(story, item);
  story.report = item.seq;
  story.share = item.share;
  if (item.share < 1) {
    story.done.reset();
  } else {
    if (!story.done) story.done = item.day;
    ++story.times;
  }
  // Nothing is claimed anew by who reports what was already found to be so.
  story.claims = story.finding == 0 || item.share > story.verified_share;
}

void find(Story& story, const Item& item) {
  story.finding = item.seq;
  story.claims = false;
  story.denials.clear();
  const double reported = story.report == 0 ? 1 : story.share;
  story.verified_share = item.finding == Finding::met ? reported : 0;
}

void pause(Story& story, const Item& item) {
  auto found = std::ranges::find(story.pauses, item.by, &Pause::by);
  if (found == story.pauses.end()) found = story.pauses.insert(found, Pause{});
  *found = {item.by, item.kind, item.day, item.seq};
}

/// Whether something is still to be said to who denies it: no finding came after it. What is
/// reported next, of the same or of the next time, answers nothing.
bool is_open(const Book& book, const Story& story, Seq said) {
  if (said == story.report || said == story.finding || story.finding == 0) return true;
  const auto when = [&](Seq seq) { return std::pair(book.mark(seq).day, seq); };
  return book.mark(said).kind == EventKind::reported && when(said) > when(story.finding);
}

/// Whether that is an actor of the obligation, by any text that was agreed.
bool has_actor(const Book& book, const Track& track, Name by) {
  return std::ranges::any_of(book.proposals, [&](const Proposal& proposal) {
    if (proposal.agreed == 0) return false;
    const auto of = proposal.text->valid.find_obligation(book.names.text(track.name));
    return of && proposal.text->acts(of->index(), book.names.text(by));
  });
}

/// Whether it was settled with somebody else than those whose word is denied, after it was denied.
bool is_settled(const Book& book, const Track& track, Seq denial,
                const std::vector<Settlement>& settled) {
  const Seq to = book.mark(denial).to;
  const Mark& denied = book.mark(to);
  const auto answers = [&](const Settlement& one) {
    const Mark& step = book.mark(one.step);
    if (std::pair(step.day, one.step) < std::pair(book.mark(denial).day, denial)) return false;
    if (step.by == book.mark(denial).by) return true;
    return step.by != denied.by && !has_actor(book, track, step.by);
  };
  return std::ranges::any_of(std::array{denial, to}, [&](Seq about) {
    return std::ranges::any_of(std::ranges::equal_range(settled, about, {}, &Settlement::to),
                               answers);
  });
}

void deny(const Book& book, Story& story, const Track& track, const Cut& cut, Seq seq,
          const std::vector<Settlement>& settled) {
  const Seq to = book.mark(seq).to;
  const bool counts = cut.sees(book, to);
  if (counts && is_open(book, story, to) && !is_settled(book, track, seq, settled))
    story.denials.push_back({seq, to});
}

void tell(const Book& book, Story& story, const Track& track, const Cut& cut, const Item& item,
          const std::vector<Settlement>& settled) {
  switch (item.kind) {
    case EventKind::due:
      if (story.said_due == 0) story.said_due = item.seq;
      return;
    case EventKind::started:
      return start(story, item);
    case EventKind::reported:
      return report(story, item);
    case EventKind::verified:
      return find(story, item);
    case EventKind::contested:
      return deny(book, story, track, cut, item.seq, settled);
    case EventKind::suspended:
    case EventKind::withdrawn:
    case EventKind::resumed:
      return pause(story, item);
    case EventKind::incident:
      ++story.incidents;
      return;
    default:
      return;
  }
}

bool is_settlement(const Mark& step) { return step.step == DisputeStep::settled; }

/// The steps that are seen, in order of happening.
std::vector<Seq> seen_steps(const Book& book, const Dispute& dispute, const Cut& cut) {
  std::vector<Seq> steps;
  if (!cut.sees(book, dispute.steps.front())) return steps;
  for (const Seq seq : dispute.steps)
    if (cut.sees(book, seq)) steps.push_back(seq);
  std::ranges::stable_sort(steps, {}, [&](Seq seq) { return book.mark(seq).day; });
  return steps;
}

DisputeState dispute_state(const Book& book, const std::vector<Seq>& steps, const Cut& cut) {
  const Mark& raised = book.mark(steps.front());
  DisputeState state{.of = book.names.text(raised.of), .to = raised.to, .steps = {}, .until = {}};
  for (const Seq seq : steps) {
    const Mark& mark = book.mark(seq);
    const auto until = mark.until == kNoDay ? std::nullopt : std::optional(date_of(mark.until));
    state.steps.push_back({mark.step, book.names.text(mark.by), date_of(mark.day), until, seq});
    state.until = until;
    const bool closes = is_settlement(mark) || mark.step == DisputeStep::unsettled;
    state.open = state.open && !closes;
  }
  if (!state.open) state.until.reset();
  state.overdue = state.until && day_number(*state.until) < cut.day;
  return state;
}

Consent consent_of(const Book& book, Seq seq) {
  const Mark& mark = book.mark(seq);
  return {book.names.text(mark.by), date_of(mark.day), seq};
}

/// The day from which a text is in force; absent where it is not agreed, as known.
std::optional<std::int32_t> since(const Book& book, const Proposal& proposal, const Cut& cut) {
  if (proposal.agreed == 0 || proposal.agreed > cut.last) return std::nullopt;
  std::int32_t day = book.mark(proposal.seq).day;
  for (const Seq seq : proposal.consents) day = std::max(day, book.mark(seq).day);
  return day;
}

VersionState version_of(const Book& book, const Proposal& proposal, const Cut& cut) {
  const Mark& mark = book.mark(proposal.seq);
  VersionState state{.seq = proposal.seq, .by = book.names.text(mark.by), .on = date_of(mark.day)};
  for (const Name name : proposal.touched) state.touched.push_back(book.names.text(name));
  if (std::ranges::count(proposal.touched, mark.by) > 0)
    state.consents.push_back(consent_of(book, proposal.seq));
  for (const Seq seq : proposal.consents)
    if (cut.sees(book, seq)) state.consents.push_back(consent_of(book, seq));
  if (proposal.refused != 0 && cut.sees(book, proposal.refused)) {
    state.refused = consent_of(book, proposal.refused);
    state.status = VersionState::Status::refused;
  }
  if (const auto day = since(book, proposal, cut)) {
    state.since = date_of(*day);
    // Agreed is what all have said by then; what they say later is not yet said on that day.
    state.status = *day <= cut.day ? VersionState::Status::in_force : VersionState::Status::not_yet;
  }
  return state;
}

}  // namespace

Cut cut_of(const Book& book, const View& view) {
  const auto after = std::ranges::upper_bound(book.marks, view.known, {}, &Mark::at);
  return {static_cast<Seq>(after - book.marks.begin()), day_number(view.on)};
}

Story story_of(const Book& book, const Track& track, const Cut& cut,
               const std::vector<Settlement>& settled) {
  Story story;
  track.events.each_until(cut.day, [&](const Item& item) {
    if (cut.knows(book, item)) tell(book, story, track, cut, item, settled);
  });
  return story;
}

Verification verification_of(const Book& book, const Story& story) {
  if (!story.denials.empty()) return Verification::contested;
  if (story.claims) return Verification::claimed;
  if (story.finding == 0) return Verification::none;
  switch (book.mark(story.finding).finding) {
    case Finding::met:
      return Verification::verified;
    case Finding::not_met:
      return Verification::not_met;
    default:
      return Verification::unknown;
  }
}

std::vector<Pause> blanket_pauses(const Book& book, const Cut& cut) {
  std::vector<Pause> last;
  for (const auto& [key, chronicle] : book.pauses) {
    if (key != pause_key(who_paused(key), kNoName)) continue;
    chronicle.back_from(cut.day, [&](const Item& item) {
      if (!cut.knows(book, item)) return false;
      last.push_back({item.by, item.kind, item.day, item.seq});
      return true;
    });
  }
  std::ranges::sort(last, {}, &Pause::seq);
  return last;
}

std::vector<DisputeState> disputes_of(const Book& book, const Cut& cut) {
  std::vector<DisputeState> states;
  for (const Dispute& dispute : book.disputes)
    if (const auto steps = seen_steps(book, dispute, cut); !steps.empty())
      states.push_back(dispute_state(book, steps, cut));
  return states;
}

std::vector<Settlement> settlements(const Book& book, const Cut& cut) {
  std::vector<Settlement> all;
  for (const Dispute& dispute : book.disputes) {
    const Seq about = book.mark(dispute.steps.front()).to;
    if (about == 0) continue;
    for (const Seq seq : seen_steps(book, dispute, cut))
      if (is_settlement(book.mark(seq))) all.push_back({about, seq});
  }
  std::ranges::sort(all, {}, &Settlement::to);
  return all;
}

std::optional<std::size_t> text_in_force(const Book& book, const Cut& cut) {
  std::optional<std::size_t> last;
  for (std::size_t k = 0; k < book.proposals.size(); ++k) {
    const auto day = since(book, book.proposals[k], cut);
    if (day && *day <= cut.day) last = k;
  }
  return last;
}

std::vector<VersionState> versions_of(const Book& book, const Cut& cut) {
  std::vector<VersionState> states;
  std::optional<std::size_t> in_force;
  for (const Proposal& proposal : book.proposals) {
    const Mark& mark = book.mark(proposal.seq);
    // One that is to be in force later is told of from the day on which it was recorded.
    const std::int32_t recorded = day_number(std::chrono::floor<std::chrono::days>(mark.at));
    if (proposal.seq > cut.last || std::min(mark.day, recorded) > cut.day) continue;
    states.push_back(version_of(book, proposal, cut));
    if (states.back().status != VersionState::Status::in_force) continue;
    if (in_force) states[*in_force].status = VersionState::Status::replaced;
    in_force = states.size() - 1;
  }
  return states;
}

}  // namespace tandem::ledger::internal
