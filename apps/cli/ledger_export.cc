#include "tandem/report/ledger_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "apps/cli/export_agreement.h"
#include "apps/cli/json.h"
#include "apps/cli/ledger_run.h"
#include "apps/cli/output.h"
#include "tandem/base/findings.h"
#include "tandem/base/text.h"
#include "tandem/interop/words.h"
#include "tandem/ledger/state.h"
#include "tandem/ledger/store.h"
#include "tandem/ledger/transfer.h"
#include "tandem/report/ledger_sheet.h"

namespace tandem::cli {
namespace {

using report::LedgerExportOptions;
using report::LedgerFormat;

/// Reads the options of an export and keeps every mistake.
class ExportOptionsReader {
 public:
  explicit ExportOptionsReader(const LedgerRun& run) : args_(run.args) {}

  Result<LedgerExportOptions> read() && {
    options_.version = "tandem " TANDEM_VERSION;
    format();
    options_.on = day("on");
    options_.from = day("from");
    if (const auto known = day("known")) options_.known = ledger::end_of(*known);
    level();
    alarms();
    if (found_.empty()) return std::move(options_);
    return tl::unexpected(Error{Errc::invalid_input, "cannot tell what to export",
                                std::move(found_).in_file_order()});
  }

 private:
  void format() {
    const std::string& word = args_.text("as");
    const auto at = std::ranges::find(report::kLedgerFormats, word);
    if (at != report::kLedgerFormats.end()) {
      options_.format = static_cast<LedgerFormat>(at - report::kLedgerFormats.begin());
      return;
    }
    const std::vector<std::string> known(report::kLedgerFormats.begin(),
                                         report::kLedgerFormats.end());
    found_.add({}, "unknown-format", fmt::format("--as: '{}' is no format", word),
               did_you_mean(word, known, "give one of: " + join_words(known)));
  }

  std::optional<Date> day(std::string_view name) {
    auto read = day_of(args_, name);
    if (read) return *read;
    found_.add({}, "bad-date", read.error().what, "write a day as 2007-07-14");
    return std::nullopt;
  }

  void level() {
    if (!args_.has("visible-to")) return;
    options_.visible_to = interop::tlp_named(args_.text("visible-to"));
    if (!options_.visible_to)
      found_.add({}, "unknown-level", fmt::format("no level '{}'", args_.text("visible-to")),
                 "give clear, green, amber, amber-strict or red");
  }

  void alarms() {
    if (auto days = alarm_days(args_.text("alarms")))
      options_.calendar.alarms = *std::move(days);
    else
      found_.add({}, "bad-alarms",
                 fmt::format("--alarms '{}' is no list of days", args_.text("alarms")),
                 "write days with commas, such as 30,7, or none");
  }

  const Args& args_;
  LedgerExportOptions options_;
  Findings found_;
};

/// Says it, with the exit status of its kind.
int refused_export(const Error& error, const LedgerRun& run) {
  refused(error, run);
  const bool hidden = !error.details.empty() && error.details.front().rule == report::kAboveLevel;
  return hidden ? kRefused : kBadInput;
}

void say_notes(const std::vector<std::string>& notes, const LedgerRun& run) {
  for (const std::string& note : notes) say_note(run, note);
}

/// Of everything, straight from where it is kept: neither needs to know what the entries come to.
int export_stored(const LedgerRun& run, const LedgerExportOptions& options) {
  auto store = stored(run);
  if (!store) return refused(store.error(), run);
  const auto write = [&](std::string_view piece) { return static_cast<bool>(run.io.out << piece); };
  if (options.format == LedgerFormat::jsonl) {
    const auto head = ledger::export_ledger(**store, write);
    return head ? kFine : refused(head.error(), run);
  }
  const Date last{model::kLastDay};
  const auto losses = report::write_sheet(
      [&](std::uint64_t after, std::size_t most) { return (*store)->read(after, most); },
      {options.known.value_or(ledger::end_of(last)), options.on.value_or(last)}, write);
  if (!losses) return refused(losses.error(), run);
  say_notes(report::sheet_losses(*losses), run);
  return kFine;
}

bool is_json(LedgerFormat format) {
  return format == LedgerFormat::jsonl || format == LedgerFormat::snapshot;
}

int export_viewed(const LedgerRun& run, const LedgerExportOptions& options) {
  const auto book = opened(run);
  if (!book) return refused(book.error(), run);
  const bool wrapped = run.args.json() && !is_json(options.format);
  std::ostringstream text;
  std::ostream& out = wrapped ? text : run.io.out;
  const auto notes = report::export_record(
      **book, options, [&](std::string_view piece) { return static_cast<bool>(out << piece); });
  if (!notes) return refused_export(notes.error(), run);
  if (wrapped)
    write_json(run.io.out,
               {{"format", run.args.text("as")}, {"text", text.str()}, {"notes", *notes}});
  else
    say_notes(*notes, run);
  return kFine;
}

}  // namespace

int ledger_export(const LedgerRun& run) {
  const auto options = ExportOptionsReader(run).read();
  if (!options) return refused(options.error(), run);
  if (run.args.json() && options->format == LedgerFormat::docx)
    return refused({Errc::invalid_input, "a document of Word is no JSON; leave --json out"}, run);
  const bool whole = options->visible_to.value_or(model::Tlp::red) == model::Tlp::red;
  const bool stored = options->format == LedgerFormat::jsonl ||
                      (options->format == LedgerFormat::csv && !run.args.json());
  return whole && stored ? export_stored(run, *options) : export_viewed(run, *options);
}

int ledger_backup(const LedgerRun& run) {
  if (!run.args.has("FILE"))
    return refused({Errc::invalid_input, "backup needs a FILE that does not exist yet"}, run);
  const std::string& path = run.args.text("FILE");
  if (const auto wrong = refuse_overwriting(path, run.io.outputs)) return refused(*wrong, run);
  auto store = stored(run);
  if (!store) return refused(store.error(), run);
  const auto head = (*store)->backup(path);
  return head ? told(run, *head) : refused(head.error(), run);
}

}  // namespace tandem::cli
