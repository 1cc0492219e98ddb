#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "apps/cli/case_argument.h"
#include "apps/cli/json.h"
#include "apps/cli/ledger_event.h"
#include "apps/cli/ledger_run.h"
#include "apps/files/write.h"
#include "tandem/base/findings.h"
#include "tandem/ledger/keys.h"
#include "tandem/ledger/ledger.h"

namespace tandem::cli {
namespace {

using ledger::Event;
using ledger::EventKind;

/// Without the line feeds at its end.
Result<std::string> line_of(const std::string& path, const Streams& io) {
  auto source = read_input(path, io);
  if (!source) return tl::unexpected(std::move(source.error()));
  while (!source->text.empty() && source->text.back() == '\n') source->text.pop_back();
  return std::move(source->text);
}

/// What --kind and the others say, with the text of FILE and the signature of --key.
Result<Event> said_here(const LedgerRun& run, const ledger::Ledger& book) {
  auto event = event_of_args(run.args, run.now);
  if (!event) return event;
  if (run.args.has("FILE")) {
    auto source = read_input(run.args.text("FILE"), run.io);
    if (!source) return tl::unexpected(std::move(source.error()));
    event->text = std::move(source->text);
  }
  if (!run.args.has("key")) return event;
  const auto secret = line_of(run.args.text("key"), run.io);
  if (!secret) return tl::unexpected(secret.error());
  const ledger::Binding binding = book.binding(*event);
  return ledger::sign(*std::move(event), binding, *secret);
}

/// What somebody has signed elsewhere.
Result<Event> said_elsewhere(const LedgerRun& run) {
  const auto statement = line_of(run.args.text("statement"), run.io);
  if (!statement) return tl::unexpected(statement.error());
  const auto at = time_of_args(run.args, run.now);
  if (!at) return tl::unexpected(at.error());
  return ledger::event_of_statement(*statement, *at);
}

/// What would have to be another than what was signed.
Result<void> refuse_beside_statement(const LedgerRun& run) {
  if (!run.args.has("statement")) return {};
  Findings found;
  for (const std::string_view one : {"FILE", "kind", "of", "by", "on", "to", "says", "share",
                                     "finding", "step", "until", "source", "key"})
    if (run.args.typed(one)) {
      const std::string name = one == "FILE" ? "FILE" : fmt::format("--{}", one);
      found.add(
          {}, "useless-field",
          fmt::format("{} is given beside --statement, which is recorded as it was signed", name),
          fmt::format("leave {} out, or let the party sign another statement", name));
    }
  if (found.empty()) return {};
  return tl::unexpected(Error{Errc::invalid_input, "what is signed can't be said otherwise",
                              std::move(found).in_file_order()});
}

/// What the record as it is known here would refuse of it; a party that signs it for nothing would
/// learn so from the keeper.
Result<void> refuse_in_vain(ledger::Ledger& book, Event event) {
  event.at = std::max(event.at, book.last_at());
  auto broken = book.refusals(event);
  if (broken.empty()) return {};
  return tl::unexpected(Error{Errc::invalid_input, "the ledger, as it is here, would not take this",
                              std::move(broken)});
}

/// What is now so for good, where `event` was recorded.
/// @param key_before  that its actor had signed with; empty: none
void say_what_is_settled(const LedgerRun& run, const Event& event, const std::string& key_before) {
  if (!event.key.empty() && event.key != key_before)
    say_note(run, fmt::format(
                      "note: from now on '{0}' signs all that it says with the key {1}. What comes "
                      "without it, or with another, is refused. If this is not the key of '{0}', "
                      "record 'corrected' of this entry, by who keeps the ledger.",
                      event.by, event.key));
  if (event.kind == EventKind::acceded)
    say_note(run, fmt::format("note: '{}', which no text names, is a party of this record now.",
                              event.by));
}

/// A new file that nobody else may read, from its first byte on. Errors: conflict (it is there
/// already), io; then there is none.
Result<void> write_secret(const std::string& path, const std::string& secret) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0 && errno == EEXIST)
    return tl::unexpected(Error{Errc::conflict, path + " is there already: name a new file"});
  if (file < 0) return tl::unexpected(files::unwritable(path));
  const std::string line = secret + "\n";
  const bool written = ::write(file, line.data(), line.size()) == std::ssize(line);
  if (::close(file) == 0 && written) return {};
  ::unlink(path.c_str());
  return tl::unexpected(files::unwritable(path));
}

}  // namespace

int ledger_record(const LedgerRun& run) {
  if (const auto plain = refuse_beside_statement(run); !plain) return refused(plain.error(), run);
  const auto expected = head_of(run.args, "expect");
  if (!expected) return refused(expected.error(), run);
  const auto book = opened_to_add(run);
  if (!book) return refused(book.error(), run);
  const auto event = run.args.has("statement") ? said_elsewhere(run) : said_here(run, **book);
  if (!event) return refused(event.error(), run);
  if (auto wrong = ledger::still_to_come(event->at, run.now, (*book)->last_at()))
    return refused({Errc::invalid_input, wrong->message, {*wrong}}, run);
  const std::string key_before = (*book)->key_of(event->by);
  const auto head = (*book)->record(*event, *expected ? &**expected : nullptr);
  if (!head) return refused(head.error(), run);
  say_what_is_settled(run, *event, key_before);
  return told(run, *head);
}

int ledger_sign(const LedgerRun& run) {
  if (!run.args.has("key"))
    return refused({Errc::invalid_input, "sign needs --key: a file that tandem ledger keys wrote"},
                   run);
  const auto book = opened(run);
  if (!book) return refused(book.error(), run);
  const auto event = said_here(run, **book);
  if (!event) return refused(event.error(), run);
  if (auto mistakes = ledger::mistakes_in(*event); !mistakes.empty())
    return refused({Errc::invalid_input, "no ledger would take this", std::move(mistakes)}, run);
  if (const auto good = refuse_in_vain(**book, *event); !good) return refused(good.error(), run);
  run.io.out << ledger::statement_of(*event) << "\n";
  return kFine;
}

int ledger_keys(const LedgerRun& run) {
  const auto made = ledger::make_keys();
  if (!made) return refused(made.error(), run);
  const std::string& path = run.args.text("LEDGER");
  if (const auto written = write_secret(path, made->secret); !written)
    return refused(written.error(), run);
  if (run.args.json())
    write_json(run.io.out, {{"key", made->open}, {"secret_file", path}});
  else
    run.io.out << "The open key, for the others: " << made->open << "\nThe secret one is in "
               << path << ": keep it where only you can read it.\n";
  return kFine;
}

}  // namespace tandem::cli
