#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "apps/cli/case_argument.h"
#include "apps/cli/ledger_event.h"
#include "apps/cli/ledger_run.h"
#include "apps/cli/program.h"
#include "apps/files/ledgers.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/ledger/ledger.h"
#include "tandem/ledger/said_already.h"
#include "tandem/ledger/transfer.h"
#include "tandem/lint/lint.h"

namespace tandem::cli {
namespace {

using ledger::Event;
using ledger::EventKind;
using ledger::Head;
using ledger::Ledger;

// --- init

std::string name_of(const LedgerRun& run) {
  if (run.args.has("of")) return run.args.text("of");
  return std::filesystem::path(run.args.text("LEDGER")).stem().string();
}

/// The first two entries.
Result<std::vector<Event>> beginning(const LedgerRun& run) {
  const auto at = time_of_args(run.args, run.now);
  if (!at) return tl::unexpected(at.error());
  const Date today{std::chrono::floor<std::chrono::days>(*at)};
  const std::string by = run.args.has("by") ? run.args.text("by") : "keeper";
  const auto source = read_input(run.args.text("FILE"), run.io);
  if (!source) return tl::unexpected(source.error());
  const auto file = casefile::load_agreement_text(source->text, source->file);
  if (!file) return tl::unexpected(file.error());
  for (const Diagnostic& one : lint::misspelt_actors(file->valid))
    say_note(run, fmt::format("warning: {}; {}", one.message, one.repair));
  const auto on = day_of(run.args, "on");
  if (!on) return tl::unexpected(on.error());
  Event signing{.kind = EventKind::signed_text,
                .at = *at,
                .on = on->value_or(file->valid.data().signed_on.value_or(today)),
                .by = by,
                .text = source->text};
  Event opening{.kind = EventKind::opened,
                .at = *at,
                .on = std::min(signing.on, today),
                .by = by,
                .of = name_of(run),
                .says = run.args.has("says") ? run.args.text("says") : file->valid.data().title};
  return std::vector{std::move(opening), std::move(signing)};
}

/// Held against the rules before there is a file.
Result<Head> tried(const std::vector<Event>& events) {
  const auto book = Ledger::open(ledger::memory_store());
  if (!book) return tl::unexpected(book.error());
  return (*book)->record_all(events);
}

/// A new ledger from an export; one that is wrong leaves no file behind.
Result<Head> import_export(const LedgerRun& run, const casefile::SourceText& source) {
  const std::string& address = run.args.text("LEDGER");
  const auto memory = ledger::memory_store();
  if (auto good = ledger::import_ledger(source.text, source.file, *memory); !good) return good;
  const auto store = ledger::open_store(address, ledger::Opening::fresh);
  if (!store) return tl::unexpected(store.error());
  return ledger::import_ledger(source.text, source.file, **store);
}

/// The text of FILE: of an export however long it is, while others have the limit of a text.
Result<casefile::SourceText> import_source(const LedgerRun& run) {
  const std::string& path = run.args.text("FILE");
  if (!files::is_export(path)) return read_input(path, run.io);
  auto text = files::read_export(path);
  if (!text) return tl::unexpected(std::move(text.error()));
  return casefile::SourceText{path, *std::move(text)};
}

/// Of the rows that were recorded though the ledger had them.
void warn_of_said(const LedgerRun& run, const std::vector<std::uint64_t>& there) {
  std::uint64_t first = 0;
  std::size_t rows = 0;
  for (const std::uint64_t entry : there) {
    if (entry == 0) continue;
    first = rows++ == 0 ? entry : std::min(first, entry);
  }
  if (rows == 0) return;
  say_note(
      run,
      fmt::format("note: {} of {} rows {} in the ledger already (the first as entry {}) and {} "
                  "there twice now. Where that is a slip, record 'corrected' of the new one.",
                  rows, there.size(), rows == 1 ? "was" : "were", first, rows == 1 ? "is" : "are"));
}

/// The rows of a sheet after what is recorded, all of them or none.
Result<Head> import_sheet(const LedgerRun& run, const casefile::SourceText& source) {
  const auto at = time_of_args(run.args, run.now);
  if (!at) return tl::unexpected(at.error());
  const auto book = opened_to_add(run);
  if (!book) return tl::unexpected(book.error());
  if (auto wrong = ledger::still_to_come(*at, run.now, (*book)->last_at()))
    return tl::unexpected(Error{Errc::invalid_input, wrong->message, {*wrong}});
  const auto events = (*book)->read_sheet(source.text, source.file, *at);
  if (!events) return tl::unexpected(events.error());
  if (events->empty())
    return tl::unexpected(
        Error{Errc::invalid_input, source.file + " has no rows below its first line"});
  const auto there = ledger::said_already(**book, *events);
  if (!there) return tl::unexpected(there.error());
  if (auto fresh = ledger::refuse_all_said(*there, source.file); !fresh)
    return tl::unexpected(std::move(fresh.error()));
  auto head = (*book)->record_all(*events);
  if (head) warn_of_said(run, *there);
  return head;
}

}  // namespace

int ledger_init(const LedgerRun& run) {
  if (!run.args.has("FILE"))
    return refused({Errc::invalid_input,
                    fmt::format("init needs a FILE: the agreement that was signed, as in `tandem "
                                "ledger init {} agreement.yaml`",
                                run.args.text("LEDGER"))},
                   run);
  const auto events = beginning(run);
  if (!events) return refused(events.error(), run);
  if (const auto good = tried(*events); !good) return refused(good.error(), run);
  auto store = ledger::open_store(run.args.text("LEDGER"), ledger::Opening::fresh);
  if (!store) return refused(store.error(), run);
  auto book = Ledger::open(*std::move(store));
  if (!book) return refused(book.error(), run);
  const auto head = (*book)->record_all(*events);
  if (!head) return refused(head.error(), run);
  const int status = told(run, *head);
  suggest_next(run.args, run.io, "tandem ledger due " + run.args.text("LEDGER"));
  return status;
}

int ledger_import(const LedgerRun& run) {
  if (!run.args.has("FILE"))
    return refused({Errc::invalid_input, "import needs a FILE: an export, or a sheet as CSV"}, run);
  const auto source = import_source(run);
  if (!source) return refused(source.error(), run);
  const bool whole = source->text.starts_with("{\"tandem-ledger\"");
  const auto head = whole ? import_export(run, *source) : import_sheet(run, *source);
  if (head) return told(run, *head);
  report_error(head.error(), run.args, run.io, *source);
  return kBadInput;
}

}  // namespace tandem::cli
