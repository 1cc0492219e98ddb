#include "apps/desk/ledger_kept.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "apps/desk/ledger_event.h"
#include "tandem/ledger/said_already.h"

namespace tandem::desk {
namespace {

using ledger::Head;
using ledger::Ledger;
using ledger::Store;

/// Who asks for a server that did not answer just now is told so at once.
constexpr std::chrono::seconds kPause{5};
/// Others who record at the same time are followed this often before a sheet is given up.
constexpr int kTries = 5;

Result<std::unique_ptr<Store>> store_at(const LedgerPlace& place) {
  return place.kind == LedgerPlace::Kind::copy
             ? files::stored_export(place.address, place.shown)
             : ledger::open_store(place.address, ledger::Opening::existing);
}

Result<std::string> title_of(Ledger& book) {
  const auto first = book.read(0, 1);
  if (!first) return tl::unexpected(first.error());
  if (first->empty()) return book.name();
  const auto opened = ledger::event_of(first->front().body);
  return opened ? opened->says : book.name();
}

Refusal moved_on(std::string message) {
  return {409, "conflict", std::move(message),
          "look at what is new, and record again if it still holds"};
}

Refusal refused_sheet(const Error& error) {
  return {422, "sheet", error.what, "mend what the details name", error.details};
}

}  // namespace

ledger::Second clock_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string KeptLedger::why_read_only() const {
  if (place_.kind == LedgerPlace::Kind::copy)
    return "it is an export, a copy that takes no entries";
  if (place_.kind == LedgerPlace::Kind::file && !files::may_write(place_.address))
    return "its file, or the folder that it is in, may not be written";
  return {};
}

Refusal KeptLedger::refusal_of(Error error) const {
  Refusal made(std::move(error));
  if (made.status == 403) made.status = 503;  // of a store, it may answer again
  if (made.code == "not-found") made.code = "gone";
  if (!made.details.empty()) {
    if (made.code == "io") made.code = made.details.front().rule;
    if (made.repair.empty() || made.repair == "mend what the details name")
      made.repair = made.details.front().repair;
  }
  made.message = without_secrets(std::move(made.message), place_);
  made.repair = without_secrets(std::move(made.repair), place_);
  for (Diagnostic& one : made.details) {
    one.at.file = without_secrets(std::move(one.at.file), place_);
    one.message = without_secrets(std::move(one.message), place_);
    one.repair = without_secrets(std::move(one.repair), place_);
  }
  return made;
}

Refusal KeptLedger::not_known(Error error) const {
  Refusal made = refusal_of(std::move(error));
  made.message += ": whether it is recorded is not known";
  made.repair = "look at the last entries before you record it again; " + made.repair;
  return made;
}

Refusal KeptLedger::gone() const {
  return {404, "gone", fmt::format("the ledger {} is not there any more", place_.shown),
          "put it back; GET /api/v1/ledgers lists what there is"};
}

Answer<std::unique_ptr<Store>> KeptLedger::store() const {
  if (place_.kind != LedgerPlace::Kind::server && !files::stamp_of(place_.address))
    return tl::unexpected(gone());
  auto made = store_at(place_);
  if (!made) return tl::unexpected(refusal_of(std::move(made.error())));
  return *std::move(made);
}

Answer<void> KeptLedger::open() {
  book_.reset();
  // Taken first: what is written while it is read is then read again.
  if (place_.kind != LedgerPlace::Kind::server) stamp_ = files::stamp_of(place_.address);
  auto store = this->store();
  if (!store) return tl::unexpected(std::move(store.error()));
  auto book = Ledger::open(*std::move(store));
  if (!book) return tl::unexpected(refusal_of(std::move(book.error())));
  title_.clear();
  book_ = *std::move(book);
  return {};
}

/// Opens it where it is not open, or is another by now; else takes in what is new.
Answer<void> KeptLedger::follow() {
  if (place_.kind == LedgerPlace::Kind::server) {
    if (book_ && book_->catch_up()) return {};
    const auto now = std::chrono::steady_clock::now();
    if (unreachable_ && now < asked_ + kPause) return tl::unexpected(*unreachable_);
    auto opened = open();
    unreachable_ = opened ? std::nullopt : std::optional(opened.error());
    asked_ = std::chrono::steady_clock::now();
    return opened;
  }
  const auto stamp = files::stamp_of(place_.address);
  if (!stamp) {
    book_.reset();
    return tl::unexpected(gone());
  }
  const bool copy = place_.kind == LedgerPlace::Kind::copy;
  const bool same = stamp_ && (copy ? *stamp == *stamp_ : stamp->same_file(*stamp_));
  if (book_ && same && (copy || book_->catch_up())) return {};
  return open();
}

/// Holds it to what this desk has seen of it.
Answer<void> KeptLedger::compare() {
  const Head now = book_->head();
  if (last_seen_.seq > 0) {
    const auto kept = book_->read(last_seen_.seq - 1, 1);
    if (!kept) return tl::unexpected(refusal_of(kept.error()));
    if (kept->empty() || kept->front().hash != last_seen_.hash) {
      book_.reset();
      return tl::unexpected(Refusal(
          409, "rewritten",
          fmt::format("{} is not the record that this desk has read: its entry {} was another",
                      place_.shown, last_seen_.seq),
          fmt::format("ask who keeps it why; where that is as it should be, start the desk again. "
                      "The receipt of what was there: {}",
                      ledger::receipt(last_seen_))));
    }
  }
  if (first_seen_.seq == 0) first_seen_ = now;
  last_seen_ = now;
  return {};
}

Answer<CurrentLedger> KeptLedger::current() {
  const std::scoped_lock lock(opening_);
  if (auto followed = follow(); !followed) return tl::unexpected(std::move(followed.error()));
  if (auto compared = compare(); !compared) return tl::unexpected(std::move(compared.error()));
  if (title_.empty()) {  // opened just now, or before its first entry was there
    auto title = title_of(*book_);
    if (!title) return tl::unexpected(refusal_of(std::move(title.error())));
    title_ = *std::move(title);
  }
  return CurrentLedger{book_, title_, last_seen_, stamp_};
}

Answer<void> KeptLedger::may_record(const CurrentLedger& to,
                                    const std::optional<Head>& expected) const {
  if (auto may = may_write(); !may) return may;
  if (!expected || *expected == to.head) return {};
  return tl::unexpected(
      moved_on(fmt::format("the ledger has {} entries now, not {}", to.head.seq, expected->seq)));
}

Answer<void> KeptLedger::may_write() const {
  const bool server = place_.kind == LedgerPlace::Kind::server;
  if (!server && !files::stamp_of(place_.address)) return tl::unexpected(gone());
  const std::string why = why_read_only();
  if (why.empty()) return {};
  return tl::unexpected(Refusal(
      403, "read-only", fmt::format("nothing can be recorded in {}: {}", place_.shown, why),
      place_.kind == LedgerPlace::Kind::copy
          ? fmt::format("`tandem ledger import NEW.ledger {}` makes a ledger of it", place_.shown)
          : "ask who keeps it for the right to write"));
}

/// Who has taken the file away while it was written to has taken the entry with it.
Answer<Head> KeptLedger::acknowledged(const CurrentLedger& in, const Head& recorded) {
  {
    const std::scoped_lock lock(opening_);
    if (recorded.seq > last_seen_.seq) last_seen_ = recorded;
  }
  if (!in.stamp) return recorded;
  const auto stamp = files::stamp_of(place_.address);
  if (stamp && stamp->same_file(*in.stamp)) return recorded;
  Refusal made = gone();
  made.message = fmt::format("{} was taken away or replaced while entry {} was recorded in it",
                             place_.shown, recorded.seq);
  made.repair = "put back what was there, and look whether the entry is in it";
  return tl::unexpected(std::move(made));
}

Answer<Head> KeptLedger::record(const CurrentLedger& to, const ledger::Event& event,
                                const Head* expected) {
  if (auto may = may_write(); !may) return tl::unexpected(std::move(may.error()));
  const std::shared_lock lock(adding_);
  auto head = to.book->record(event, expected);
  if (head) return acknowledged(to, *head);
  if (head.error().code == Errc::conflict)
    return tl::unexpected(moved_on(without_secrets(head.error().what, place_)));
  if (head.error().code != Errc::invalid_input)
    return tl::unexpected(not_known(std::move(head.error())));
  return tl::unexpected(Refusal(422, "entry", "the ledger can't take this entry",
                                "mend what the details name",
                                in_body(std::move(head.error().details))));
}

Answer<AddedRows> KeptLedger::record_sheet(const std::string& text, const std::string& name,
                                           const std::optional<Head>& expected, bool dry_run) {
  const std::unique_lock lock(adding_);
  std::string why;
  for (int tries = 0; tries < kTries; ++tries) {
    const auto now = current();
    if (!now) return tl::unexpected(now.error());
    if (const auto may = may_record(*now, expected); !may) return tl::unexpected(may.error());
    const auto events =
        now->book->read_sheet(text, name, std::max(clock_now(), now->book->last_at()));
    if (!events) return tl::unexpected(refused_sheet(events.error()));
    if (events->empty())
      return tl::unexpected(Refusal(422, "sheet", name + " has no rows below its first line",
                                    "write a row for each event"));
    const auto said = ledger::said_already(*now->book, *events);
    if (!said) return tl::unexpected(refusal_of(said.error()));
    if (const auto fresh = ledger::refuse_all_said(*said, name); !fresh)
      return tl::unexpected(refused_sheet(fresh.error()));
    if (dry_run) return AddedRows{events->size(), {}};
    auto head = now->book->record_all(*events, &now->head);
    if (head) {
      const auto there = acknowledged(*now, *head);
      if (!there) return tl::unexpected(there.error());
      return AddedRows{events->size(), *there};
    }
    if (head.error().code == Errc::invalid_input)
      return tl::unexpected(refused_sheet(head.error()));
    if (head.error().code != Errc::conflict)
      return tl::unexpected(not_known(std::move(head.error())));
    why = without_secrets(head.error().what, place_);
  }
  return tl::unexpected(moved_on(std::move(why)));
}

Answer<ledger::Examination> KeptLedger::examine(std::optional<Head> receipt) {
  if (!receipt) {
    const std::scoped_lock lock(opening_);
    if (first_seen_.seq > 0) receipt = first_seen_;
  }
  const auto store = this->store();
  if (!store) return tl::unexpected(store.error());
  auto found = ledger::examine(**store, receipt);
  if (!found) return tl::unexpected(refusal_of(std::move(found.error())));
  return *std::move(found);
}

}  // namespace tandem::desk
