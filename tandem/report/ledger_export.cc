#include "tandem/report/ledger_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "tandem/casefile/agreement_file.h"
#include "tandem/interop/words.h"
#include "tandem/ledger/history.h"
#include "tandem/ledger/transfer.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/document_html.h"
#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/ledger_calendar.h"
#include "tandem/report/ledger_quarter.h"
#include "tandem/report/ledger_sheet.h"
#include "tandem/report/ledger_snapshot.h"

namespace tandem::report {
namespace {

using ledger::Event;
using ledger::Ledger;
using ledger::State;
using Notes = std::vector<std::string>;
using Write = std::function<bool(std::string_view)>;

constexpr ledger::Second kEver{std::chrono::sys_days{model::kLastDay}};
constexpr Date kLastDate{model::kLastDay};

Result<Notes> handed_over(bool good, Notes notes = {}) {
  if (good) return notes;
  return tl::unexpected(Error{Errc::io, "the export cannot be written: is the disk full?"});
}

ledger::ReadEntries entries_of(Ledger& book) {
  return [&book](std::uint64_t after, std::size_t most) { return book.read(after, most); };
}

/// The last entry that is known. Errors: none is.
Result<ledger::Entry> last_known(Ledger& book, ledger::Second known) {
  const std::uint64_t last = book.state({known, kLastDate}).entries;
  if (last == 0)
    return tl::unexpected(
        unusable("nothing-known", "nothing was recorded by then", "give a later day as known"));
  auto entries = book.read(last - 1, 1);
  if (!entries) return tl::unexpected(std::move(entries.error()));
  if (entries->empty())
    return tl::unexpected(Error{Errc::io, fmt::format("entry {} cannot be read", last)});
  return entries->front();
}

/// Every text that was signed or proposed until `known`.
Result<std::vector<model::Agreement>> texts_of(Ledger& book, ledger::Second known) {
  std::vector<ledger::Placed> places;
  const State state = book.state({known, kLastDate});
  for (const ledger::VersionState& version : state.versions)
    places.push_back({.seq = version.seq, .on = version.on});
  const auto entries = ledger::entries_at(book, places);
  if (!entries) return tl::unexpected(entries.error());
  std::vector<model::Agreement> texts;
  for (const ledger::Recorded& one : *entries) {
    auto text = casefile::load_agreement_text(one.event.text, "agreement.yaml");
    if (!text) return tl::unexpected(std::move(text.error()));
    texts.push_back(std::move(text->valid));
  }
  return texts;
}

/// The highest label that one of them has.
model::Tlp marking_of(const std::vector<model::Agreement>& texts) {
  model::Tlp highest = model::Tlp::clear;
  for (const model::Agreement& text : texts)
    for (const model::Obligation& one : text.obligations()) highest = std::max(highest, one.tlp);
  return highest;
}

/// What a format of a state is made of.
struct Viewed {
  ledger::Head head;
  State state;
  Notes notes;
};

Result<Viewed> viewed(Ledger& book, const LedgerExportOptions& options) {
  const auto last = last_known(book, options.known.value_or(kEver));
  if (!last) return tl::unexpected(last.error());
  const auto event = ledger::event_of(last->body);
  if (!event) return tl::unexpected(event.error());
  const Date recorded{std::chrono::floor<std::chrono::days>(event->at)};
  const ledger::View view{options.known.value_or(event->at), options.on.value_or(recorded)};
  Viewed made{{last->seq, last->hash}, book.state(view), {}};
  if (!made.state.agreement)
    return tl::unexpected(unusable(
        "no-agreement", fmt::format("no agreement is in force on {}", format_date(view.on)),
        "give a later day"));
  if (!options.on)
    made.notes.push_back(
        fmt::format("As of {}, on which the last entry was recorded: no other day is asked for.",
                    format_date(view.on)));
  return made;
}

Result<Notes> export_sheet(Ledger& book, const LedgerExportOptions& options, const Write& write) {
  const ledger::View view{options.known.value_or(kEver), options.on.value_or(kLastDate)};
  const auto losses = write_sheet(entries_of(book), view, write);
  if (!losses) return tl::unexpected(losses.error());
  return sheet_losses(*losses);
}

Result<Notes> export_status(Ledger& book, const LedgerExportOptions& options, const Write& write) {
  auto made = viewed(book, options);
  if (!made) return tl::unexpected(std::move(made.error()));
  return handed_over(write(ledger_status_csv(made->state)), std::move(made->notes));
}

Result<Notes> export_calendar(Ledger& book, const LedgerExportOptions& options,
                              const Write& write) {
  auto made = viewed(book, options);
  if (!made) return tl::unexpected(std::move(made.error()));
  const LedgerCalendar calendar = ledger_calendar(made->state, options.calendar);
  made->notes.push_back(fmt::format(
      "Late: {}. To come: {}. Clocks of disputes and ends of cures: {}. Tasks without a day: {}.",
      calendar.late, calendar.due, calendar.clocks, calendar.without_day));
  return handed_over(write(calendar.text), std::move(made->notes));
}

/// Those that happened or were recorded in the period, and the ones that are named.
Result<std::vector<ledger::Recorded>> entries_of_report(Ledger& book, const Period& period,
                                                        const State& begin, const State& end) {
  const auto named = entries_named(begin, end);
  std::vector<ledger::Recorded> all;
  const auto within = [&](Date day) { return day >= period.from && day <= period.on; };
  const auto read = ledger::each_event(entries_of(book), [&](std::uint64_t seq, Event event) {
    if (event.at > end.view.known) return false;
    if (event.kind == ledger::EventKind::corrected) {
      const auto wrong = std::ranges::lower_bound(all, event.to, {}, &ledger::Recorded::seq);
      if (wrong != all.end() && wrong->seq == event.to) wrong->corrected_by = seq;
    }
    const Date recorded{std::chrono::floor<std::chrono::days>(event.at)};
    if (!within(event.on) && !within(recorded) && !std::ranges::binary_search(named, seq))
      return true;
    event.text.clear();
    all.push_back({seq, std::move(event)});
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  std::ranges::stable_sort(all, {}, [](const ledger::Recorded& one) { return one.event.on; });
  return all;
}

Result<Notes> export_quarter(Ledger& book, const LedgerExportOptions& options, const Write& write) {
  auto made = viewed(book, options);
  if (!made) return tl::unexpected(std::move(made.error()));
  const ledger::View& view = made->state.view;
  Period period = quarter_until(view.on);
  period.from = options.from.value_or(period.from);
  if (period.from > period.on)
    return tl::unexpected(unusable("no-period",
                                   fmt::format("the period from {} to {} has no day",
                                               format_date(period.from), format_date(period.on)),
                                   "let it begin on its last day or before"));
  const Date before{std::chrono::sys_days{period.from} - std::chrono::days(1)};
  const State begin = book.state({view.known, before});
  const auto entries = entries_of_report(book, period, begin, made->state);
  if (!entries) return tl::unexpected(entries.error());
  const auto texts = texts_of(book, view.known);
  if (!texts) return tl::unexpected(texts.error());
  const interop::Document document =
      ledger_quarter({period, begin, made->state, *entries, made->head, marking_of(*texts)});
  if (options.format == LedgerFormat::report)
    return handed_over(write(document_html(document, options.version)), std::move(made->notes));
  const auto docx = interop::document_docx(document);
  if (!docx) return tl::unexpected(docx.error());
  return handed_over(write(*docx), std::move(made->notes));
}

Result<Notes> export_snapshot(Ledger& book, const LedgerExportOptions& options,
                              const Write& write) {
  std::vector<Event> events;
  const auto read = ledger::each_event(entries_of(book), [&](std::uint64_t, Event event) {
    const bool known = !options.known || event.at <= *options.known;
    if (known) events.push_back(std::move(event));
    return known;
  });
  if (!read) return tl::unexpected(read.error());
  const auto snapshot =
      ledger_snapshot(events, options.on, options.visible_to.value_or(model::Tlp::clear));
  if (!snapshot) return tl::unexpected(snapshot.error());
  const bool json = options.format == LedgerFormat::snapshot;
  return handed_over(
      write(json ? snapshot_json(*snapshot)
                 : document_html(snapshot_document(*snapshot), options.version)),
      {left_out_words(*snapshot),
       "The words of what is shown are as they were recorded; that they say nothing of what is "
       "left out is not searched. Read it before it goes out."});
}

bool is_snapshot(LedgerFormat format) {
  return format == LedgerFormat::snapshot || format == LedgerFormat::snapshot_html;
}

/// Why the record cannot be given in this format to a reader of that level; success where it can.
Result<void> may_be_shown(Ledger& book, const LedgerExportOptions& options) {
  const model::Tlp level = options.visible_to.value_or(model::Tlp::red);
  if (level == model::Tlp::red || is_snapshot(options.format)) return {};
  const auto texts = texts_of(book, kEver);
  if (!texts) return tl::unexpected(texts.error());
  std::set<std::string> above;
  for (const model::Agreement& text : *texts)
    for (const model::Obligation& one : text.obligations())
      if (!interop::shows(one, level)) above.insert(one.id);
  if (above.empty()) return {};
  return tl::unexpected(unusable(
      kAboveLevel,
      fmt::format("refused by visibility: {} above {}, and '{}' cannot leave anything out",
                  interop::obligations_counted(above.size()) + (above.size() == 1 ? " is" : " are"),
                  interop::tlp_words(level), model::word_of(options.format, kLedgerFormats)),
      "export a snapshot at that level, or give a higher one"));
}

}  // namespace

std::string_view media_type_of(LedgerFormat format) {
  switch (format) {
    case LedgerFormat::jsonl:
      return "application/x-ndjson";
    case LedgerFormat::csv:
    case LedgerFormat::status_csv:
      return "text/csv; charset=utf-8";
    case LedgerFormat::ics:
      return "text/calendar; charset=utf-8";
    case LedgerFormat::snapshot:
      return "application/json";
    case LedgerFormat::docx:
      return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    default:
      return "text/html; charset=utf-8";
  }
}

std::string_view ending_of(LedgerFormat format) {
  static constexpr std::array<std::string_view, kLedgerFormats.size()> kEndings{
      "jsonl", "csv", "csv", "ics", "json", "html", "html", "docx"};
  return model::word_of(format, kEndings);
}

Result<std::vector<std::string>> export_record(Ledger& book, const LedgerExportOptions& options,
                                               const Write& write) {
  if (const auto may = may_be_shown(book, options); !may) return tl::unexpected(may.error());
  switch (options.format) {
    case LedgerFormat::jsonl: {
      const auto head = ledger::export_ledger(entries_of(book), write);
      if (!head) return tl::unexpected(head.error());
      return Notes{};
    }
    case LedgerFormat::csv:
      return export_sheet(book, options, write);
    case LedgerFormat::status_csv:
      return export_status(book, options, write);
    case LedgerFormat::ics:
      return export_calendar(book, options, write);
    case LedgerFormat::snapshot:
    case LedgerFormat::snapshot_html:
      return export_snapshot(book, options, write);
    default:
      return export_quarter(book, options, write);
  }
}

}  // namespace tandem::report
