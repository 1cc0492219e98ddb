#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "tandem/base/findings.h"
#include "tandem/ledger/internal/book.h"
#include "tandem/ledger/internal/refusal.h"
#include "tandem/model/vocabulary.h"

namespace tandem::ledger::internal {
namespace {

/// An obligation as the newest text that has it says.
struct Terms {
  const AgreedText* text = nullptr;
  std::size_t index = 0;
};

class Gate {
 public:
  Gate(const Book& book, const Event& event, Prepared& prepared)
      : b_(book), e_(event), prepared_(prepared) {}

  void order();
  void names();
  void reference();
  void key();
  void kind();
  [[nodiscard]] bool good() const { return found_.empty(); }
  [[nodiscard]] std::vector<Diagnostic> found() && { return std::move(found_); }

 private:
  void add(std::string_view field, std::string_view rule, std::string message, std::string repair) {
    found_.push_back(refusal(field, rule, std::move(message), std::move(repair)));
  }
  [[nodiscard]] std::string_view what() const { return model::word_of(e_.kind, kEventKinds); }
  [[nodiscard]] const Mark& answered() const { return b_.mark(static_cast<Seq>(e_.to)); }
  [[nodiscard]] Terms terms(std::string_view of) const;
  [[nodiscard]] Seq key_came_with(Name actor, const std::string& key) const;
  [[nodiscard]] bool is_keeper() const { return by_ == b_.keeper; }

  void start();
  void read_text();
  void amend();
  void answer();
  void doing();
  void verify();
  void contest();
  void dispute();
  [[nodiscard]] std::string which_dispute() const;
  void pausing();
  void accede();
  void correct();

  const Book& b_;
  const Event& e_;
  Prepared& prepared_;
  std::optional<Name> by_;
  std::optional<Name> of_;
  std::vector<Diagnostic> found_;
};

std::vector<std::string> actor_ids(const Book& book) {
  std::vector<std::string> ids{book.names.text(book.keeper)};
  for (const Proposal& proposal : book.proposals)
    for (const model::Actor& actor : proposal.text->valid.actors()) ids.push_back(actor.id);
  for (const Seq seq : book.accessions) ids.push_back(book.names.text(book.mark(seq).by));
  return ids;
}

std::vector<std::string> obligation_ids(const Book& book) {
  std::vector<std::string> ids;
  for (const Track& track : book.tracks) ids.push_back(book.names.text(track.name));
  return ids;
}

/// What was agreed can't be unsaid, and a correction is not corrected.
bool is_correctable(EventKind kind) {
  switch (kind) {
    case EventKind::opened:
    case EventKind::signed_text:
    case EventKind::amended:
    case EventKind::consented:
    case EventKind::refused:
    case EventKind::corrected:
      return false;
    default:
      return true;
  }
}

Terms Gate::terms(std::string_view of) const {
  for (std::size_t k = b_.in_force + 1; k-- > 0;) {
    const Proposal& proposal = b_.proposals[k];
    const auto found =
        proposal.agreed == 0 ? std::nullopt : proposal.text->valid.find_obligation(of);
    if (found) return {proposal.text.get(), found->index()};
  }
  return {};
}

void Gate::start() {
  if (b_.marks.empty()) {
    if (e_.kind != EventKind::opened)
      add("kind", "not-opened",
          fmt::format("the ledger is empty, and '{}' can't be its first entry", what()),
          "record 'opened' first, with the ledger's name");
    return;
  }
  if (e_.kind == EventKind::opened)
    add("kind", "opened-twice", fmt::format("the ledger is open since entry 1, as '{}'", b_.ledger),
        "begin another ledger");
  const bool agreed = !b_.proposals.empty();
  if (!agreed && e_.kind != EventKind::signed_text)
    add("kind", "not-signed", fmt::format("nothing is signed yet that '{}' could be about", what()),
        "record 'signed' first, with the agreement");
  if (agreed && e_.kind == EventKind::signed_text)
    add("kind", "signed-twice",
        fmt::format("the agreement was signed in entry {}", b_.proposals[0].seq),
        "record another text as 'amended'");
}

void Gate::order() {
  if (b_.marks.size() >= kMostEntries)
    add("", "full", fmt::format("a ledger holds {} entries", kMostEntries), "begin another ledger");
  start();
  if (!b_.marks.empty() && e_.at < b_.marks.back().at)
    add("at", "clock-back",
        fmt::format("recorded at {}, before the last entry, of {}", format_second(e_.at),
                    format_second(b_.marks.back().at)),
        "set the clock of this machine right; 'on' says when it happened");
  // A day begins up to 14 hours earlier in the east than at Greenwich.
  const auto latest = std::chrono::floor<std::chrono::days>(e_.at) + std::chrono::days{1};
  const bool ahead = e_.kind == EventKind::signed_text || e_.kind == EventKind::amended;
  if (!ahead && std::chrono::sys_days{e_.on} > latest)
    add("on", "not-yet",
        fmt::format("'{}' is to have happened on {}, after it is recorded", what(),
                    format_date(e_.on)),
        "record it when it has happened");
}

void Gate::names() {
  by_ = b_.names.find(e_.by);
  if (!e_.of.empty()) of_ = b_.names.find(e_.of);
  if (e_.kind == EventKind::opened || e_.kind == EventKind::signed_text) return;
  const bool joins = e_.kind == EventKind::acceded;
  const bool newcomer = e_.kind == EventKind::consented || e_.kind == EventKind::refused;
  if (!joins && !newcomer && (!by_ || !b_.is_known(*by_)))
    add("by", "unknown-actor",
        fmt::format("'{}' is neither an actor of the agreement nor who keeps the "
                    "ledger",
                    e_.by),
        did_you_mean(e_.by, actor_ids(b_), "write the id of an actor as the agreement has it"));
  if (!e_.of.empty() && (!of_ || b_.track(*of_) == nullptr))
    add("of", "unknown-obligation", fmt::format("'{}' is no obligation of the agreement", e_.of),
        did_you_mean(e_.of, obligation_ids(b_), "write its id as the agreement has it"));
}

void Gate::reference() {
  if (e_.to == 0) return;
  if (e_.to > b_.marks.size())
    add("to", "no-such-entry", fmt::format("there is no entry {} yet", e_.to),
        fmt::format("the last one is {}", b_.marks.size()));
  else if (answered().corrected_by != 0)
    add("to", "corrected-entry",
        fmt::format("entry {} counts no more: it was corrected by entry {}", e_.to,
                    answered().corrected_by),
        "name an entry that counts");
}

void Gate::key() {
  if (!e_.signature.empty() && b_.signatures.contains(Book::beginning_of(e_.signature)))
    add("signature", "said-already", "what is signed here stands in an earlier entry",
        "a statement is recorded once; if it holds anew, let the party sign it for another day");
  const Seq last = by_ ? b_.last_signed(*by_) : 0;
  if (last == 0 || b_.signing_keys.at(last) == e_.key) return;
  if (e_.key.empty())
    add("key", "unsigned",
        fmt::format("'{0}' signs what it says since entry {1}, and this is not signed", e_.by,
                    key_came_with(*by_, b_.signing_keys.at(last))),
        fmt::format("let '{}' sign it with `tandem ledger sign`, and record what it sends with "
                    "--statement",
                    e_.by));
  else if (e_.kind != EventKind::administration)
    add("key", "other-key",
        fmt::format("'{}' signs with another key since entry {}", e_.by,
                    key_came_with(*by_, b_.signing_keys.at(last))),
        "sign with that key; another comes in with an 'administration' entry that is signed with "
        "the new one, or once who keeps the ledger has corrected the entry that a wrong hand "
        "signed");
}

/// The first entry of the actor that counts, could be corrected, and is signed with that key; where
/// there is none, the first that is signed with it at all.
Seq Gate::key_came_with(Name actor, const std::string& key) const {
  Seq any = 0;
  for (const Seq seq : b_.signed_by.at(actor)) {
    if (b_.signing_keys.at(seq) != key) continue;
    if (b_.mark(seq).corrected_by == 0 && is_correctable(b_.mark(seq).kind)) return seq;
    if (any == 0) any = seq;
  }
  return any;
}

void Gate::read_text() {
  auto text = read_agreed(e_.text);
  if (!text) {
    for (Diagnostic& mistake : text.error().details) found_.push_back(std::move(mistake));
    if (text.error().details.empty())
      add("text", "bad-agreement", text.error().what, "give an agreement file");
    return;
  }
  prepared_.text = std::move(*text);
  const auto& signed_on = prepared_.text->valid.data().signed_on;
  if (signed_on && *signed_on > e_.on)
    add("on", "before-signed",
        fmt::format("the text says that it was signed on {}, and is to be in force from {}",
                    format_date(*signed_on), format_date(e_.on)),
        "let 'on' be that day or a later one");
}

void Gate::amend() {
  if (const Proposal* pending = b_.pending()) {
    add("kind", "amendment-pending",
        fmt::format("the amendment of entry {} still waits for consent", pending->seq),
        "let those whom it touches consent to it or refuse it first");
    return;
  }
  read_text();
  if (!prepared_.text) return;
  for (const std::string& id : touched(b_.text(), *prepared_.text)) {
    // Who has left the agreement is not asked; who had, and is back when it is recorded, is.
    const auto name = b_.names.find(id);
    const auto left = [&](Date day) {
      return b_.pause(*name, kNoName, day_number(day)) == EventKind::withdrawn;
    };
    if (name && left(e_.on) && left(std::chrono::floor<std::chrono::days>(e_.at))) continue;
    prepared_.touched.push_back(id);
  }
}

void Gate::answer() {
  const Proposal* pending = b_.pending();
  if (pending == nullptr || pending->seq != e_.to) {
    add("to", "not-pending", fmt::format("entry {} is no amendment that waits for consent", e_.to),
        pending == nullptr ? "there is none that waits"
                           : fmt::format("the one that waits is entry {}", pending->seq));
    return;
  }
  const bool proposed = by_ == answered().by;
  const bool asked = by_ && std::ranges::count(pending->touched, *by_) > 0;
  if (e_.kind == EventKind::refused && proposed) return;  // takes it back
  if (!asked)
    add("by", "not-asked",
        fmt::format("the amendment of entry {} does not touch '{}'", e_.to, e_.by),
        "only those consent whose obligations it changes");
  const auto has = [&](Seq seq) { return b_.mark(seq).by == by_; };
  if (proposed || std::ranges::any_of(pending->consents, has))
    add("by", "consented-twice",
        fmt::format("'{}' has already consented to entry {}", e_.by, e_.to),
        "nothing more is needed; who thinks otherwise now proposes another amendment");
  if (e_.on < date_of(answered().day))
    add("on", "before-its-cause",
        fmt::format("the answer of {} is before the proposal of {}", format_date(e_.on),
                    format_date(date_of(answered().day))),
        "write the day on which it was answered");
}

void Gate::doing() {
  const Terms terms = this->terms(e_.of);
  const auto& actors = terms.text->valid.obligations()[terms.index].actors;
  if (actors.empty() || is_keeper() || terms.text->acts(terms.index, e_.by)) return;
  add("by", "not-its-actor", fmt::format("'{}' is no actor of '{}'", e_.by, e_.of),
      "what others have seen of it is recorded as 'verified'");
}

void Gate::verify() {
  std::uint32_t by_others = 0;
  std::uint32_t by_it = 0;
  // Who keeps the ledger reports for those who have to do it.
  for (const auto& [reporter, times] : b_.track(*of_)->reporters)
    if (reporter == *by_)
      by_it += times;
    else if (reporter != b_.keeper)
      by_others += times;
  const Terms terms = this->terms(e_.of);
  if (by_it > 0 || (by_others == 0 && terms.text->acts(terms.index, e_.by)))
    add("by", "own-verifier", fmt::format("'{}' can't verify what it has itself to report", e_.by),
        "let someone else record what was found");
  if (e_.to == 0) return;
  if (answered().kind != EventKind::reported || answered().of != *of_)
    add("to", "not-a-report", fmt::format("entry {} is no report about '{}'", e_.to, e_.of),
        "name the report that was verified, or leave 'to' out");
}

void Gate::contest() {
  const Mark& denied = answered();
  if (denied.kind != EventKind::reported && denied.kind != EventKind::verified) {
    add("to", "not-a-report", fmt::format("entry {} is neither a report nor a finding", e_.to),
        "name the entry that reported or verified what is denied");
    return;
  }
  if (of_ && denied.of != *of_)
    add("of", "other-obligation",
        fmt::format("entry {} is about '{}', not '{}'", e_.to, b_.names.text(denied.of), e_.of),
        "leave 'of' out: the entry says it");
  if (denied.by == *by_)
    add("by", "own-report", fmt::format("'{}' can't contest its own entry", e_.by),
        "record 'corrected'");
  if (e_.on < date_of(denied.day))
    add("on", "before-its-cause", fmt::format("entry {} is of a later day", e_.to),
        "write the day on which it was contested");
  const auto found = b_.contests.find(static_cast<Seq>(e_.to));
  const auto again = [&](Seq seq) {
    return b_.mark(seq).by == *by_ && b_.mark(seq).corrected_by == 0;
  };
  if (found != b_.contests.end() && std::ranges::any_of(found->second, again))
    add("to", "contested-twice", fmt::format("'{}' already contests entry {}", e_.by, e_.to),
        "a new ground is a step of a dispute, or evidence");
}

/// What to name in `to`: those that are open, about this obligation where there are such. @pre of_:
/// a step that names no dispute names an obligation
std::string Gate::which_dispute() const {
  std::vector<std::string> about;
  std::vector<std::string> all;
  for (const Dispute& dispute : b_.disputes) {
    if (!b_.is_open(dispute)) continue;
    all.push_back(std::to_string(dispute.steps.front()));
    if (b_.mark(dispute.steps.front()).of == *of_) about.push_back(all.back());
  }
  if (all.empty()) return "none is open: raise one first";
  if (about.empty())
    return fmt::format(
        "none about '{}' is open: raise one first, or name the entry of another in "
        "'to' ({})",
        e_.of, fmt::join(all, ", "));
  return fmt::format("name in 'to' the entry that raised it ({})", fmt::join(about, ", "));
}

void Gate::dispute() {
  if (e_.step == DisputeStep::raised) return;
  if (e_.to == 0) {
    add("to", "no-dispute",
        fmt::format("'{}' does not say of which dispute", model::word_of(*e_.step, kDisputeSteps)),
        which_dispute());
    return;
  }
  const auto found = b_.dispute_of.find(static_cast<Seq>(e_.to));
  if (found == b_.dispute_of.end()) {
    add("to", "no-dispute", fmt::format("entry {} has raised no dispute", e_.to),
        "let 'to' be the number of the entry that raised it");
    return;
  }
  const Dispute& dispute = b_.disputes[found->second];
  if (!b_.is_open(dispute))
    add("to", "dispute-closed", fmt::format("the dispute of entry {} is closed", e_.to),
        "raise another one");
  if (of_ && *of_ != answered().of)
    add("of", "other-obligation",
        fmt::format("the dispute of entry {} is not about '{}'", e_.to, e_.of),
        "leave 'of' out: the entry says it");
  if (e_.on < date_of(answered().day))
    add("on", "before-its-cause", fmt::format("the dispute of entry {} was raised later", e_.to),
        "write the day of this step");
}

void Gate::pausing() {
  if (of_) {
    const Terms terms = this->terms(e_.of);
    if (!terms.text->acts(terms.index, e_.by))
      add("by", "not-its-actor", fmt::format("'{}' is no actor of '{}'", e_.by, e_.of),
          "only who has to do something can suspend it, withdraw from it or resume it");
  }
  if (e_.kind != EventKind::resumed) return;
  const std::int32_t day = day_number(e_.on);
  const bool paused =
      of_ ? b_.pause(*by_, *of_, day) != EventKind::resumed : b_.has_paused(*by_, day);
  if (!paused)
    add("of", "nothing-to-resume",
        of_ ? fmt::format("'{}' had neither suspended nor left '{}' by then", e_.by, e_.of)
            : fmt::format("'{}' had neither suspended nor left anything", e_.by),
        "record what was suspended, and when, first");
}

void Gate::accede() {
  const bool listed = b_.text().valid.find_actor(e_.by).has_value();
  if (listed || (by_ && b_.has_acceded(*by_)))
    add("by", "already-party", fmt::format("'{}' is an actor of the agreement already", e_.by),
        "record 'resumed' for one that comes back");
}

void Gate::correct() {
  const Mark& wrong = answered();
  if (wrong.kind == EventKind::corrected)
    add("to", "not-correctable", fmt::format("entry {} is itself a correction", e_.to),
        "record again what it took out");
  else if (!is_correctable(wrong.kind))
    add("to", "not-correctable", fmt::format("what was agreed in entry {} can't be unsaid", e_.to),
        "record an amendment");
  if (wrong.by != *by_ && !is_keeper())
    add("by", "not-its-author", fmt::format("entry {} is by '{}'", e_.to, b_.names.text(wrong.by)),
        "who recorded an entry corrects it; others contest it");
  const auto signing = b_.signing_keys.find(static_cast<Seq>(e_.to));
  if (signing == b_.signing_keys.end() || signing->second == e_.key) return;
  // One that a wrong hand may have signed: who let the key in takes it out, from its first entry
  // on.
  const Seq first = key_came_with(wrong.by, signing->second);
  if (wrong.by != *by_ && first == e_.to) return;
  add("key", "other-key", fmt::format("entry {} was signed with another key", e_.to),
      wrong.by == *by_
          ? "sign the correction with the key of the entry"
          : fmt::format("let '{}' correct it with that key; if that is not its key, correct entry "
                        "{} first, with which the key came in",
                        b_.names.text(wrong.by), first));
}

void Gate::kind() {
  switch (e_.kind) {
    case EventKind::signed_text:
      return read_text();
    case EventKind::amended:
      return amend();
    case EventKind::consented:
    case EventKind::refused:
      return answer();
    case EventKind::started:
    case EventKind::reported:
      return doing();
    case EventKind::verified:
      return verify();
    case EventKind::contested:
      return contest();
    case EventKind::dispute:
      return dispute();
    case EventKind::suspended:
    case EventKind::withdrawn:
    case EventKind::resumed:
      return pausing();
    case EventKind::acceded:
      return accede();
    case EventKind::corrected:
      return correct();
    default:
      return;
  }
}

}  // namespace

std::vector<Diagnostic> rules(const Book& book, const Event& event, Prepared& prepared) {
  Gate gate(book, event, prepared);
  gate.order();
  // The other rules ask an agreement that is in force.
  if (gate.good()) {
    gate.names();
    gate.reference();
    gate.key();
  }
  if (gate.good()) gate.kind();
  return std::move(gate).found();
}

}  // namespace tandem::ledger::internal
