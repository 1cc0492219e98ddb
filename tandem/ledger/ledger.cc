#include "tandem/ledger/ledger.h"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include "tandem/ledger/internal/refusal.h"
#include "tandem/ledger/internal/turns.h"
#include "tandem/ledger/transfer.h"

namespace tandem::ledger {
namespace {

constexpr std::size_t kReadAtOnce = 4096;
/// Another machine that wins this often writes faster than this one can follow.
constexpr int kTries = 20;
constexpr std::chrono::seconds kRace{60};

Error conflict(std::string what) { return {Errc::conflict, std::move(what)}; }

/// What of the event is wrong before the rules are asked, which say what is if it answers nothing.
std::vector<Diagnostic> wrong_alone(const Event& event, const Binding& binding) {
  auto mistakes = mistakes_in(event);
  const bool is_signed = mistakes.empty() && !event.signature.empty();
  const bool answers_nothing = event.to != 0 && !binding.answered;
  if (is_signed && !answers_nothing && !is_signed_well(event, binding))
    mistakes.push_back(bad_signature(event));
  return mistakes;
}

/// Threads that read the clock one after another do not come here in that order.
bool lags(const Event& event, Second last) { return event.at < last && event.at >= last - kRace; }

}  // namespace

std::optional<Diagnostic> still_to_come(Second at, Second now, Second last) {
  if (at <= now + kRace || last > now + kRace) return std::nullopt;
  return internal::refusal(
      "at", "clock-ahead",
      fmt::format("{} is still to come: until then nobody could record anything else",
                  format_second(at)),
      "record it as of now; 'on' says when it happened. An exercise in the future is a ledger of "
      "its own, begun then");
}

/// One call of record() that waits for its answer. Its own thread has looked at wrong_alone(), and
/// written it out.
struct Ledger::Wish {
  const Event& event;
  const Head* expected = nullptr;
  Binding binding = {};  ///< that its signature was held to
  std::vector<Diagnostic> mistakes = {};
  std::string body = {};  ///< empty where there are mistakes
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
  add(entry.hash);
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

/// The next entry's.
void Ledger::add(const Hash& hash) {
  const std::lock_guard lock(naming_);
  hashes_.push_back(hash);
}

/// What was attempted since.
void Ledger::take_back() {
  projection_.take_back();
  const std::lock_guard lock(naming_);
  hashes_.resize(head_.seq);
}

Binding Ledger::bound(const Event& event, std::string_view name) const {
  const std::lock_guard lock(naming_);
  return binding_of(event, name, hashes_);
}

Ledger::Wish Ledger::wish(const Event& event, const Head* expected) const {
  Wish made{.event = event, .expected = expected, .binding = binding(event)};
  made.mistakes = wrong_alone(event, made.binding);
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
  take_back();
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
  const Binding binding = bound(event, projection_.ledger());
  auto mistakes = wish.binding == binding ? wish.mistakes : wrong_alone(event, binding);
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
  add(head.hash);
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
    take_back();
    return *std::move(one.answer);
  }
  if (!bodies.empty())
    if (auto appended = store_->append(bodies, head_); !appended) {
      take_back();
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

Binding Ledger::binding(const Event& event) const { return bound(event, name()); }

State Ledger::state(const View& view) const {
  const std::shared_lock lock(reading_);
  return projection_.state(view);
}

std::string Ledger::key_of(std::string_view actor) const {
  const std::shared_lock lock(reading_);
  return projection_.key_of(actor);
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
  auto mistakes = wrong_alone(event, binding(event));
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
