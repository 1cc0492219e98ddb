#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <iterator>
#include <ostream>
#include <string>
#include <utility>

#include "apps/cli/case_argument.h"
#include "apps/cli/json.h"
#include "apps/cli/ledger_event.h"
#include "apps/cli/ledger_run.h"
#include "apps/files/ledgers.h"
#include "apps/files/write.h"
#include "tandem/ledger/keys.h"
#include "tandem/ledger/ledger.h"

namespace tandem::cli {
namespace {

using ledger::Event;

/// Without the line feeds at its end.
Result<std::string> line_of(const std::string& path, const Streams& io) {
  auto source = read_input(path, io);
  if (!source) return tl::unexpected(std::move(source.error()));
  while (!source->text.empty() && source->text.back() == '\n') source->text.pop_back();
  return std::move(source->text);
}

/// What --kind and the others say, with the text of FILE and the signature of --key.
Result<Event> said_here(const LedgerRun& run, const std::string& ledger) {
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
  return ledger::sign(*std::move(event), ledger, *secret);
}

/// What somebody has signed elsewhere.
Result<Event> said_elsewhere(const LedgerRun& run) {
  const auto statement = line_of(run.args.text("statement"), run.io);
  if (!statement) return tl::unexpected(statement.error());
  const auto at = time_of_args(run.args, run.now);
  if (!at) return tl::unexpected(at.error());
  return ledger::event_of_statement(*statement, *at);
}

/// Of a ledger, or of an export, of which a look at the first line is enough.
Result<std::string> name_of_ledger(const LedgerRun& run) {
  const std::string& path = run.args.text("LEDGER");
  if (auto file = files::ledger_file(path); file && file->exported) return std::move(file->name);
  const auto book = opened(run);
  if (!book) return tl::unexpected(book.error());
  return (*book)->name();
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
  const auto expected = head_of(run.args, "expect");
  if (!expected) return refused(expected.error(), run);
  const auto book = opened_to_add(run);
  if (!book) return refused(book.error(), run);
  const auto event =
      run.args.has("statement") ? said_elsewhere(run) : said_here(run, (*book)->name());
  if (!event) return refused(event.error(), run);
  const auto head = (*book)->record(*event, *expected ? &**expected : nullptr);
  if (!head) return refused(head.error(), run);
  return told(run, *head);
}

int ledger_sign(const LedgerRun& run) {
  if (!run.args.has("key"))
    return refused({Errc::invalid_input, "sign needs --key: a file that tandem ledger keys wrote"},
                   run);
  const auto name = name_of_ledger(run);
  if (!name) return refused(name.error(), run);
  const auto event = said_here(run, *name);
  if (!event) return refused(event.error(), run);
  if (auto mistakes = ledger::mistakes_in(*event); !mistakes.empty())
    return refused({Errc::invalid_input, "no ledger would take this", std::move(mistakes)}, run);
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
