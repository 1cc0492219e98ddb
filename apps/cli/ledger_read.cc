#include <fmt/format.h>

#include <ostream>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "apps/cli/case_argument.h"
#include "apps/cli/json.h"
#include "apps/cli/ledger_run.h"
#include "apps/cli/output.h"
#include "apps/files/ledgers.h"
#include "tandem/base/findings.h"
#include "tandem/ledger/history.h"
#include "tandem/ledger/verify.h"
#include "tandem/model/timetable.h"
#include "tandem/report/ledger_report.h"

namespace tandem::cli {
namespace {

int show(const LedgerRun& run, auto text, auto json) {
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

/// Of any text that was agreed, whatever the view. Errors: there is none of that name.
Result<void> obligation_of(const ledger::Ledger& book, const std::string& of) {
  const ledger::State all = book.state({book.last_at(), Date{model::kLastDay}});
  if (of.empty() || all.find(of) != nullptr) return {};
  std::vector<std::string> ids;
  for (const ledger::ObligationState& one : all.obligations) ids.push_back(one.id);
  std::vector<Diagnostic> wrong(1);
  wrong[0].rule = "unknown-obligation";
  wrong[0].message = fmt::format("'{}' is no obligation of the agreement", of);
  wrong[0].repair = did_you_mean(of, ids, "write its id as the agreement has it");
  return tl::unexpected(Error{Errc::invalid_input, "cannot tell whose entries", std::move(wrong)});
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

}  // namespace

int ledger_status(const LedgerRun& run) {
  return show(run, report::ledger_status_text, report::ledger_status_json);
}
int ledger_due(const LedgerRun& run) {
  return show(run, report::ledger_due_text, report::ledger_due_json);
}

int ledger_timeline(const LedgerRun& run) {
  const auto view = view_of(run);
  if (!view) return refused(view.error(), run);
  const auto book = opened(run);
  if (!book) return refused(book.error(), run);
  const std::string of = run.args.has("of") ? run.args.text("of") : "";
  if (const auto known = obligation_of(**book, of); !known) return refused(known.error(), run);
  const auto entries = ledger::history(**book, *view, of);
  if (!entries) return refused(entries.error(), run);
  if (run.args.json())
    write_json(run.io.out, report::ledger_timeline_json(*entries));
  else
    run.io.out << report::ledger_timeline_text(*entries, {run.io.colour});
  return kFine;
}

int ledger_verify(const LedgerRun& run) {
  const auto kept = head_of(run.args, "receipt");
  if (!kept) return refused(kept.error(), run);
  auto store = stored(run);
  if (!store) {
    report_error(store.error(), run.args, run.io);
    // Of an export the chain has been looked at by now.
    const bool looked_at = files::is_export(run.args.text("LEDGER"));
    return looked_at && store.error().code == Errc::invalid_input ? kFindings : kBadInput;
  }
  const auto found = ledger::examine(**store, *kept);
  if (!found) return refused(found.error(), run);
  if (run.args.json())
    write_json(run.io.out, examination_json(*found));
  else
    say_examination(*found, run.io.out);
  return found->good() ? kFine : kFindings;
}

}  // namespace tandem::cli
