#include "tandem/ledger/ledger.h"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <utility>

#include "tandem/ledger/internal/refusal.h"
#include "tandem/ledger/internal/turns.h"
#include "tandem/ledger/keys.h"
#include "tandem/ledger/transfer.h"

namespace tandem::ledger {
namespace {

constexpr std::size_t kReadAtOnce = 4096;
/// Another machine that wins this often writes faster than this one can follow.
constexpr int kTries = 20;
constexpr std::chrono::seconds kRace{60};

Error conflict(std::string what) { return {Errc::conflict, std::move(what)}; }

std::vector<Diagnostic> badly_signed() {
  return {internal::refusal("signature", "bad-signature",
                            "the signature is not that of its key over this event",
                            "sign the event as it is recorded, for this ledger")};
}

/// What of the event is wrong whatever was recorded before.
std::vector<Diagnostic> wrong_alone(const Event& event, std::string_view ledger) {
  auto mistakes = mistakes_in(event);
  const bool is_signed = mistakes.empty() && !event.signature.empty();
  if (is_signed && !is_signed_well(event, event.kind == EventKind::opened ? event.of : ledger))
    return badly_signed();
  return mistakes;
}

/// Threads that read the clock one after another do not come here in that order.
bool lags(const Event& event, Second last) { return event.at < last && event.at >= last - kRace; }

}  // namespace

/// One call of record() that waits for its answer. Its own thread has looked at what of the event
/// can be wrong whatever was recorded before, and written it out.
struct Ledger::Wish {
  const Event& event;
  const Head* expected = nullptr;
  std::string ledger = {};  ///< whose signatures it was held to
  std::vector<Diagnostic> mistakes = {};
  std::string body = {};  ///< empty where there are mistakes, or the name was another
  std::optional<Result<Head>> answer = {};
  bool tried = false;  ///< it is in the batch that is being appended
  Head made = {};      ///< where the ledger ends if that is
};

Ledger::Ledger(std::unique_ptr<Store> store)
    : store_(std::move(store)), turns_(std::make_unique<internal::Turns<Wish>>()) {}
Ledger::~Ledger() = default;

Result<std::unique_ptr<Ledger>> Ledger::open(std::unique_ptr<Store> store) {
  std::unique_ptr<Ledger> ledger(new Ledger(std::move(store)));
  if (const auto read = ledger->take_new(); !read) return tl::unexpected(read.error());
  return ledger;
}

Result<void> Ledger::take_entry(const Entry& entry) {
  const auto bad = [&](std::vector<Diagnostic> details) {
    return tl::unexpected(
        internal::invalid(fmt::format("entry {} of the ledger is not what was recorded", entry.seq),
                          std::move(details)));
  };
  if (entry.seq != head_.seq + 1 || entry.hash != link(head_.hash, entry.seq, entry.body))
    return bad(
        {internal::refusal("chain", "its hash is not that of the entries before and its own text",
                           "take a copy that is whole; `tandem ledger verify` shows where it "
                           "breaks")});
  const auto event = event_of(entry.body);
  if (!event) return bad(event.error().details);
  if (auto applied = projection_.apply(*event); !applied) return bad(applied.error().details);
  keep({entry.seq, entry.hash});
  return {};
}

Result<void> Ledger::take_new() {
  for (;;) {
    const auto entries = store_->read(head_.seq, kReadAtOnce);
    if (!entries) return tl::unexpected(entries.error());
    for (const Entry& entry : *entries)
      if (auto taken = take_entry(entry); !taken) return taken;
    if (entries->size() < kReadAtOnce) return {};
  }
}

/// What was attempted since, so that the ledger ends at `head`.
void Ledger::keep(const Head& head) {
  projection_.keep();
  head_ = head;
  if (!name_.empty()) return;
  const std::lock_guard lock(naming_);
  name_ = projection_.ledger();
}

Ledger::Wish Ledger::wish(const Event& event, const Head* expected) const {
  Wish made{.event = event, .expected = expected, .ledger = name()};
  made.mistakes = wrong_alone(event, made.ledger);
  if (made.mistakes.empty()) made.body = body_of(event);
  return made;
}

Result<Head> Ledger::record(const Event& event, const Head* expected) {
  Wish one = wish(event, expected);
  turns_->take(one, [this](std::vector<Wish*>& wishes) { write(wishes); });
  return *std::move(one.answer);
}

std::size_t Ledger::waiting() const { return turns_->waiting(); }

void Ledger::write(std::vector<Wish*>& wishes) {
  const std::unique_lock lock(reading_);
  for (int tries = 0; tries < kTries; ++tries)
    if (write_once(wishes)) return;
  for (Wish* wish : wishes)
    wish->answer =
        tl::unexpected(conflict("others record faster than this machine can; try again"));
}

/// Whether all are answered. Those that a rule refuses are answered only when it is known that the
/// entries before them were appended.
bool Ledger::write_once(std::vector<Wish*>& wishes) {
  std::vector<std::string> bodies;
  Head head = head_;
  projection_.attempt();
  for (Wish* wish : wishes) admit(*wish, bodies, head);
  if (bodies.empty()) {
    projection_.keep();
    return true;
  }
  const auto appended = store_->append(bodies, head_);
  if (appended) {
    keep(head);
    for (Wish* wish : wishes)
      if (wish->tried) wish->answer = wish->made;
    return true;
  }
  projection_.take_back();
  for (Wish* wish : wishes) wish->answer.reset();
  const bool lost_race = appended.error().code == Errc::conflict;
  auto followed = lost_race ? take_new() : tl::unexpected(appended.error());
  if (followed) return false;
  for (Wish* wish : wishes) wish->answer = tl::unexpected(followed.error());
  return true;
}

void Ledger::admit(Wish& wish, std::vector<std::string>& bodies, Head& head) {
  wish.tried = false;
  if (wish.expected != nullptr && *wish.expected != head) {
    wish.answer = tl::unexpected(conflict(fmt::format(
        "the ledger has {} entries now, not {}: look at what is new, and record again if "
        "it still holds",
        head.seq, wish.expected->seq)));
    return;
  }
  std::optional<Event> later;
  if (lags(wish.event, projection_.last_at())) (later = wish.event)->at = projection_.last_at();
  const Event& event = later ? *later : wish.event;
  auto mistakes = wish.ledger == projection_.ledger() ? wish.mistakes
                                                      : wrong_alone(event, projection_.ledger());
  if (mistakes.empty())
    if (auto applied = projection_.apply(event); !applied)
      mistakes = std::move(applied.error().details);
  if (!mistakes.empty()) {
    wish.answer =
        tl::unexpected(internal::invalid("the ledger can't take this entry", std::move(mistakes)));
    return;
  }
  bodies.push_back(later || wish.body.empty() ? body_of(event) : wish.body);
  head = {head.seq + 1, link(head.hash, head.seq + 1, bodies.back())};
  wish.tried = true;
  wish.made = head;
}

Result<Head> Ledger::record_all(std::span<const Event> events, const Head* expected) {
  const std::unique_lock lock(reading_);
  std::vector<std::string> bodies;
  Head head = head_;
  projection_.attempt();
  for (const Event& event : events) {
    Wish one = wish(event, std::exchange(expected, nullptr));
    admit(one, bodies, head);
    if (!one.answer) continue;
    projection_.take_back();
    return *std::move(one.answer);
  }
  if (!bodies.empty())
    if (auto appended = store_->append(bodies, head_); !appended) {
      projection_.take_back();
      return appended;
    }
  keep(head);
  return head;
}

Result<Head> Ledger::catch_up() {
  const std::unique_lock lock(reading_);
  if (auto taken = take_new(); !taken) return tl::unexpected(taken.error());
  return head_;
}

Head Ledger::head() const {
  const std::shared_lock lock(reading_);
  return head_;
}

std::string Ledger::name() const {
  const std::lock_guard lock(naming_);
  return name_;
}

Second Ledger::last_at() const {
  const std::shared_lock lock(reading_);
  return projection_.last_at();
}

State Ledger::state(const View& view) const {
  const std::shared_lock lock(reading_);
  return projection_.state(view);
}

std::optional<Date> Ledger::last_day() const {
  const std::shared_lock lock(reading_);
  return projection_.last_day();
}

std::vector<Placed> Ledger::order(const View& view, std::string_view of) const {
  const std::shared_lock lock(reading_);
  return projection_.order(view, of);
}

std::vector<Diagnostic> Ledger::refusals(const Event& event) {
  const std::unique_lock lock(reading_);
  auto mistakes = wrong_alone(event, projection_.ledger());
  if (!mistakes.empty()) return mistakes;
  projection_.attempt();
  const auto applied = projection_.apply(event);
  projection_.take_back();
  return applied ? std::vector<Diagnostic>{} : applied.error().details;
}

Result<std::vector<Event>> Ledger::read_sheet(std::string_view text, const std::string& file,
                                              Second at) {
  const std::unique_lock lock(reading_);
  return events_of_sheet(text, file, at, projection_);
}

Result<std::vector<Entry>> Ledger::read(std::uint64_t after, std::size_t most) {
  return store_->read(after, most);
}

Result<Head> Ledger::backup(const std::string& path) { return store_->backup(path); }

}  // namespace tandem::ledger
