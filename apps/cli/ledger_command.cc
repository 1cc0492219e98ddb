#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/ledger_event.h"
#include "apps/cli/program.h"
#include "tandem/base/findings.h"
#include "tandem/base/text.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/ledger/keys.h"
#include "tandem/ledger/ledger.h"
#include "tandem/ledger/transfer.h"
#include "tandem/ledger/verify.h"
#include "tandem/report/ledger_report.h"

namespace tandem::cli {
namespace {

using ledger::Event;
using ledger::EventKind;
using ledger::Head;
using ledger::Ledger;

constexpr ArgSpec kArgs[] = {
    {.name = "ACTION",
     .help = "init, record, status, due, timeline, verify, export or import",
     .required = true},
    {.name = "LEDGER",
     .help = "a file, or postgresql://USER@HOST/DATABASE?ledger=NAME",
     .required = true},
    {.name = "FILE",
     .help = "of init, the agreement that was signed; of record, the text of an amendment; of "
             "import, an export or a sheet of events as CSV"},
    {.name = "--on",
     .help = "of status, due and timeline: as it was on that day; of init and record: when it "
             "happened; without it, today",
     .value = "DAY"},
    {.name = "--known",
     .help = "of status, due and timeline: as it was known at the end of that day",
     .value = "DAY"},
    {.name = "--days",
     .kind = ArgKind::whole,
     .help = "how far ahead status and due look",
     .value = "N",
     .otherwise = "30",
     .least = 0,
     .most = 36525},
    {.name = "--kind", .help = "of record: what it is, e.g. reported", .value = "KIND"},
    {.name = "--of",
     .help = "the obligation that it is about; of timeline, whose entries; of init, the ledger's "
             "name",
     .value = "ID"},
    {.name = "--by",
     .help = "who did it, or says so: an actor, or who keeps the ledger",
     .value = "ID"},
    {.name = "--to",
     .kind = ArgKind::whole,
     .help = "of record: the number of the entry that it answers",
     .value = "N",
     .least = 1},
    {.name = "--says", .help = "it in words", .value = "TEXT"},
    {.name = "--share",
     .kind = ArgKind::real,
     .help = "of record: how much of the obligation is done in all",
     .value = "X",
     .least = 0,
     .most = 1},
    {.name = "--finding", .help = "of verified: met, not_met or unknown", .value = "WORD"},
    {.name = "--step",
     .help = "of dispute: raised, referred, answered, settled or unsettled",
     .value = "WORD"},
    {.name = "--until", .help = "of dispute: the day on which its clock runs out", .value = "DAY"},
    {.name = "--source",
     .help = "where it is from: 'title | address | SHA-256', the last two if there are some",
     .value = "SOURCE",
     .repeats = true},
    {.name = "--key",
     .help = "of record: a file with the Ed25519 key (32 bytes, base64) to sign it with",
     .value = "FILE"},
    {.name = "--expect",
     .help = "of record: only if the ledger still ends in this head, as SEQ:HASH",
     .value = "HEAD"},
    {.name = "--receipt",
     .help = "of verify: a head that was kept, as SEQ:HASH; the ledger must still have it",
     .value = "HEAD"},
    {.name = "--at",
     .help = "when it is recorded, e.g. 2026-11-29T09:30:00Z; without it, now; never before the "
             "last entry",
     .value = "TIME"},
};

constexpr std::string_view kExamples[] = {
    "tandem ledger init a.ledger agreement.yaml --by keeper",
    "tandem ledger record a.ledger --kind reported --of S01 --by dprk",
    "tandem ledger record a.ledger --kind verified --of S01 --by iaea --finding met",
    "tandem ledger status a.ledger --on 2007-07-16",
    "tandem ledger due a.ledger --days 90",
    "tandem ledger import a.ledger quarter.csv",
    "tandem ledger verify a.ledger --receipt 31:9f2c...",
    "tandem ledger export a.ledger -o deal.jsonl",
};

/// What a run works with.
struct Run {
  const Args& args;
  const Streams& io;
  ledger::Second now;
};

int refused(const Error& error, const Run& run) {
  report_error(error, run.args, run.io);
  return kBadInput;
}

ledger::Second clock_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Result<std::unique_ptr<Ledger>> opened(const Run& run) {
  auto store = ledger::open_store(run.args.text("LEDGER"), ledger::Opening::existing);
  if (!store) return tl::unexpected(std::move(store.error()));
  return Ledger::open(*std::move(store));
}

int told(const Run& run, const Head& head) {
  if (run.args.json())
    write_json(run.io.out, {{"entry", head.seq}, {"head", ledger::receipt(head)}});
  else
    run.io.out << fmt::format("Entry {}.\nKeep this receipt: {}\n", head.seq,
                              ledger::receipt(head));
  return kFine;
}

// --- init

std::string name_of(const Run& run) {
  if (run.args.has("of")) return run.args.text("of");
  return std::filesystem::path(run.args.text("LEDGER")).stem().string();
}

/// The first two entries, or the first alone where no agreement is given.
Result<std::vector<Event>> beginning(const Run& run) {
  const auto at = time_of_args(run.args, run.now);
  if (!at) return tl::unexpected(at.error());
  const Date today{std::chrono::floor<std::chrono::days>(*at)};
  const std::string by = run.args.has("by") ? run.args.text("by") : "keeper";
  std::string title = run.args.has("says") ? run.args.text("says") : name_of(run);
  std::vector<Event> all;
  Event signing{.kind = EventKind::signed_text, .at = *at, .on = today, .by = by};
  if (run.args.has("FILE")) {
    const auto source = read_input(run.args.text("FILE"), run.io);
    if (!source) return tl::unexpected(source.error());
    const auto file = casefile::load_agreement_text(source->text, source->file);
    if (!file) return tl::unexpected(file.error());
    if (!run.args.has("says")) title = file->valid.data().title;
    signing.text = source->text;
    signing.on = file->valid.data().signed_on.value_or(today);
  }
  if (run.args.has("on")) {
    const auto on = parse_date(run.args.text("on"));
    if (!on)
      return tl::unexpected(Error{Errc::invalid_input, "--on is no day; write it as 2007-02-13"});
    signing.on = *on;
  }
  all.push_back({.kind = EventKind::opened,
                 .at = *at,
                 .on = std::min(signing.on, today),
                 .by = by,
                 .of = name_of(run),
                 .says = title});
  if (!signing.text.empty()) all.push_back(std::move(signing));
  return all;
}

/// Held against the rules before there is a file.
Result<Head> tried(const std::vector<Event>& events) {
  const auto book = Ledger::open(ledger::memory_store());
  if (!book) return tl::unexpected(book.error());
  return (*book)->record_all(events);
}

int init(const Run& run) {
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

// --- record

Result<std::optional<Head>> expected_head(const Args& args) {
  if (!args.has("expect")) return std::nullopt;
  if (const auto head = ledger::head_of_receipt(args.text("expect"))) return head;
  return tl::unexpected(
      Error{Errc::invalid_input, "--expect is no head; write it as it was printed, SEQ:HASH"});
}

/// With the text of --FILE and the signature of --key.
Result<Event> completed(Event event, const Run& run, const std::string& ledger) {
  if (run.args.has("FILE")) {
    auto source = read_input(run.args.text("FILE"), run.io);
    if (!source) return tl::unexpected(source.error());
    event.text = std::move(source->text);
  }
  if (!run.args.has("key")) return event;
  auto secret = read_input(run.args.text("key"), run.io);
  if (!secret) return tl::unexpected(secret.error());
  while (!secret->text.empty() && secret->text.back() == '\n') secret->text.pop_back();
  return ledger::sign(std::move(event), ledger, secret->text);
}

int record(const Run& run) {
  const auto event = event_of_args(run.args, run.now);
  if (!event) return refused(event.error(), run);
  const auto expected = expected_head(run.args);
  if (!expected) return refused(expected.error(), run);
  const auto book = opened(run);
  if (!book) return refused(book.error(), run);
  const auto whole = completed(*event, run, (*book)->name());
  if (!whole) return refused(whole.error(), run);
  const auto head = (*book)->record(*whole, *expected ? &**expected : nullptr);
  if (!head) return refused(head.error(), run);
  return told(run, *head);
}

// --- status, due, timeline

/// The view of --on and --known; both are taken to the end of the day.
Result<ledger::View> view_of(const Run& run) {
  ledger::View view{run.now, Date{std::chrono::floor<std::chrono::days>(run.now)}};
  for (const char* name : {"on", "known"}) {
    if (!run.args.has(name)) continue;
    const auto day = parse_date(run.args.text(name));
    if (!day)
      return tl::unexpected(
          Error{Errc::invalid_input, fmt::format("--{} is no day; write it as 2007-07-14", name)});
    if (name == std::string_view("on"))
      view.on = *day;
    else
      view.known = std::chrono::sys_days(*day) + std::chrono::days(1) - std::chrono::seconds(1);
  }
  return view;
}

int show(const Run& run, auto text, auto json) {
  const auto view = view_of(run);
  if (!view) return refused(view.error(), run);
  const auto book = opened(run);
  if (!book) return refused(book.error(), run);
  const ledger::State state = (*book)->state(*view);
  const auto days = static_cast<int>(run.args.whole("days"));
  if (run.args.json())
    write_json(run.io.out, json(state, days));
  else
    run.io.out << text(state, days, report::TextStyle{run.io.colour});
  return kFine;
}

int status(const Run& run) {
  return show(run, report::ledger_status_text, report::ledger_status_json);
}
int due(const Run& run) { return show(run, report::ledger_due_text, report::ledger_due_json); }

/// The entries in the view, those about one obligation where one is named, as they happened.
Result<std::vector<report::Recorded>> entries_of(const Run& run, Ledger& book,
                                                 const ledger::View& view) {
  constexpr std::size_t kAtATime = 4096;
  const std::string of = run.args.has("of") ? run.args.text("of") : "";
  std::vector<report::Recorded> all;
  std::vector<std::uint64_t> corrected;
  for (std::uint64_t after = 0;;) {
    const auto entries = book.read(after, kAtATime);
    if (!entries) return tl::unexpected(entries.error());
    if (entries->empty()) break;
    after = entries->back().seq;
    for (const ledger::Entry& entry : *entries) {
      auto event = ledger::event_of(entry.body);
      if (!event) return tl::unexpected(event.error());
      if (event->at > view.known || event->on > view.on) continue;
      if (event->kind == EventKind::corrected) corrected.push_back(event->to);
      if (of.empty() || event->of == of) all.push_back({entry.seq, *std::move(event)});
    }
  }
  for (report::Recorded& one : all)
    one.counts = std::ranges::find(corrected, one.seq) == corrected.end();
  std::ranges::stable_sort(all, {}, [](const report::Recorded& one) { return one.event.on; });
  return all;
}

int timeline(const Run& run) {
  const auto view = view_of(run);
  if (!view) return refused(view.error(), run);
  const auto book = opened(run);
  if (!book) return refused(book.error(), run);
  const auto entries = entries_of(run, **book, *view);
  if (!entries) return refused(entries.error(), run);
  if (run.args.json())
    write_json(run.io.out, report::ledger_timeline_json(*entries));
  else
    run.io.out << report::ledger_timeline_text(*entries, {run.io.colour});
  return kFine;
}

// --- verify, export, import

Result<std::optional<Head>> kept_head(const Args& args) {
  if (!args.has("receipt")) return std::nullopt;
  if (const auto head = ledger::head_of_receipt(args.text("receipt"))) return head;
  return tl::unexpected(
      Error{Errc::invalid_input, "--receipt is none; write it as it was printed, SEQ:HASH"});
}

Json examination_json(const ledger::Examination& found) {
  Json findings = Json::array();
  for (const ledger::EntryFinding& one : found.findings) {
    Json made = to_json(std::span(&one.what, 1))[0];
    made["entry"] = one.seq;
    findings.push_back(std::move(made));
  }
  return {{"head", ledger::receipt(found.head)},
          {"signed", found.signed_entries},
          {"findings", std::move(findings)},
          {"left_out", found.left_out}};
}

void say_examination(const ledger::Examination& found, std::ostream& out) {
  for (const ledger::EntryFinding& one : found.findings)
    out << fmt::format("{}{} [{}]\n", one.seq == 0 ? "" : fmt::format("entry {}: ", one.seq),
                       one.what.message, one.what.rule);
  if (found.left_out > 0) out << fmt::format("{} more are left out.\n", found.left_out);
  if (found.good())
    out << fmt::format("All {} entries hold: links, form, rules, and {} signatures.\n",
                       found.head.seq, found.signed_entries);
  out << fmt::format("head {}\n", ledger::receipt(found.head));
}

int verify(const Run& run) {
  const auto kept = kept_head(run.args);
  if (!kept) return refused(kept.error(), run);
  auto store = ledger::open_store(run.args.text("LEDGER"), ledger::Opening::existing);
  if (!store) return refused(store.error(), run);
  const auto found = ledger::examine(**store, *kept);
  if (!found) return refused(found.error(), run);
  if (run.args.json())
    write_json(run.io.out, examination_json(*found));
  else
    say_examination(*found, run.io.out);
  return found->good() ? kFine : kFindings;
}

int export_lines(const Run& run) {
  auto store = ledger::open_store(run.args.text("LEDGER"), ledger::Opening::existing);
  if (!store) return refused(store.error(), run);
  const auto head = ledger::export_ledger(
      **store, [&](std::string_view piece) { return static_cast<bool>(run.io.out << piece); });
  return head ? kFine : refused(head.error(), run);
}

/// A new ledger from an export; one that is wrong leaves no file behind.
Result<Head> import_export(const Run& run, const casefile::SourceText& source) {
  const std::string& address = run.args.text("LEDGER");
  const auto memory = ledger::memory_store();
  if (auto good = ledger::import_ledger(source.text, source.file, *memory); !good) return good;
  const auto store = ledger::open_store(address, ledger::Opening::fresh);
  if (!store) return tl::unexpected(store.error());
  return ledger::import_ledger(source.text, source.file, **store);
}

/// The rows of a sheet after what is recorded, all of them or none.
Result<Head> import_sheet(const Run& run, const casefile::SourceText& source) {
  const auto at = time_of_args(run.args, run.now);
  if (!at) return tl::unexpected(at.error());
  const auto book = opened(run);
  if (!book) return tl::unexpected(book.error());
  const auto events = (*book)->read_sheet(source.text, source.file, *at);
  if (!events) return tl::unexpected(events.error());
  if (events->empty())
    return tl::unexpected(
        Error{Errc::invalid_input, source.file + " has no rows below its first line"});
  return (*book)->record_all(*events);
}

int import_file(const Run& run) {
  if (!run.args.has("FILE"))
    return refused({Errc::invalid_input, "import needs a FILE: an export, or a sheet as CSV"}, run);
  const auto source = read_input(run.args.text("FILE"), run.io);
  if (!source) return refused(source.error(), run);
  const bool whole = source->text.starts_with("{\"tandem-ledger\"");
  const auto head = whole ? import_export(run, *source) : import_sheet(run, *source);
  if (head) return told(run, *head);
  report_error(head.error(), run.args, run.io, *source);
  return kBadInput;
}

struct Action {
  std::string_view name;
  int (*run)(const Run&);
};
constexpr std::array<Action, 8> kActions{{{"init", init},
                                          {"record", record},
                                          {"status", status},
                                          {"due", due},
                                          {"timeline", timeline},
                                          {"verify", verify},
                                          {"export", export_lines},
                                          {"import", import_file}}};

int run_ledger(const Args& args, const Streams& io) {
  const Run run{args, io, clock_now()};
  const std::string& word = args.text("ACTION");
  const auto action = std::ranges::find(kActions, word, &Action::name);
  if (action != kActions.end()) return action->run(run);
  std::vector<std::string> names;
  for (const Action& one : kActions) names.emplace_back(one.name);
  return refused({Errc::invalid_input,
                  fmt::format("'{}' is nothing that can be done to a ledger; {}", word,
                              did_you_mean(word, names, "write one of: " + join_words(names)))},
                 run);
}

}  // namespace

const Command& ledger_command() {
  static constexpr Command kCommand{"ledger", "keep the record of an agreement, and read it",
                                    kExamples, kArgs, run_ledger};
  return kCommand;
}

}  // namespace tandem::cli
