#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "apps/desk/ledger_asked.h"
#include "apps/desk/ledger_event.h"
#include "apps/desk/resources.h"
#include "apps/http/json.h"

namespace tandem::desk {
namespace {

/// A conflict has the head to go on from; any other refusal is as it is.
Answer<http::Response> refused(const Refusal& refusal, const LedgerShelf::Kept& kept) {
  const auto now = refusal.code == "conflict" ? kept->current() : tl::unexpected(refusal);
  if (!now) return tl::unexpected(refusal);
  return json_answer({{"error",
                       {{"code", refusal.code},
                        {"message", refusal.message},
                        {"repair", refusal.repair},
                        {"details", http::details_json(refusal.details)},
                        {"head", ledger::receipt(now->head)}}}},
                     refusal.status);
}

/// {"entry", "head", "receipt", "refusals"}.
Json recorded_json(const ledger::Head& head, bool recorded, const std::vector<Diagnostic>& wrong) {
  return {{"entry", recorded ? Json(head.seq) : Json()},
          {"head", ledger::receipt(head)},
          {"receipt", recorded ? Json(ledger::receipt(head)) : Json()},
          {"refusals", http::details_json(wrong)}};
}

Answer<http::Response> record_entry(Workbench& bench, const Call& call) {
  const auto to = ledger_of(bench, call);
  if (!to) return tl::unexpected(to.error());
  auto asked = entry_of(call.body, std::max(clock_now(), to->now.book->last_at()));
  if (auto ahead = ledger::still_to_come(asked.event.at, clock_now(), to->now.book->last_at()))
    asked.wrong.push_back(in_body({*std::move(ahead)}).front());
  if (!call.body["dry_run"].get<bool>()) {
    if (!asked.wrong.empty())
      return tl::unexpected(refused_for(422, "entry", std::move(asked.wrong)));
    const auto head =
        to->kept->record(to->now, asked.event, asked.expected ? &*asked.expected : nullptr);
    if (!head) return refused(head.error(), to->kept);
    return json_answer(recorded_json(*head, true, {}));
  }
  if (const auto may = to->kept->may_record(to->now, asked.expected); !may)
    return refused(may.error(), to->kept);
  for (Diagnostic& one : in_body(to->now.book->refusals(asked.event)))
    asked.wrong.push_back(std::move(one));
  return json_answer(recorded_json(to->now.head, false, asked.wrong));
}

/// {"rows", "first", "last", "head", "receipt", "refusals"}.
Json rows_json(const AddedRows& added, const ledger::Head& now,
               const std::vector<Diagnostic>& wrong) {
  const bool recorded = added.head.has_value();
  const ledger::Head head = added.head.value_or(now);
  return {{"rows", added.rows},
          {"first", recorded ? Json(head.seq - added.rows + 1) : Json()},
          {"last", recorded ? Json(head.seq) : Json()},
          {"head", ledger::receipt(head)},
          {"receipt", recorded ? Json(ledger::receipt(head)) : Json()},
          {"refusals", http::details_json(wrong)}};
}

Answer<http::Response> record_sheet(Workbench& bench, const Call& call) {
  const auto to = ledger_of(bench, call);
  if (!to) return tl::unexpected(to.error());
  std::vector<Diagnostic> wrong;
  const auto expected = expected_head(call.body, wrong);
  if (!wrong.empty()) return tl::unexpected(refused_for(422, "sheet", std::move(wrong)));
  const bool dry_run = call.body["dry_run"].get<bool>();
  const auto added = to->kept->record_sheet(
      call.body["csv"].get<std::string>(), call.body["name"].get<std::string>(), expected, dry_run);
  if (added) return json_answer(rows_json(*added, to->now.head, {}));
  const Refusal& why = added.error();
  if (dry_run && why.code == "sheet" && !why.details.empty())
    return json_answer(rows_json({}, to->now.head, why.details));
  return refused(why, to->kept);
}

}  // namespace

std::vector<Route> ledger_record_routes() {
  Route entry{.method = "POST",
              .path = "/api/v1/ledgers/{key}/entries",
              .summary = "Record an entry",
              .about = "What is answered with 200, and was no dry run, survives a loss of power.",
              .writes = true};
  entry.body = asked_entry_schema();
  entry.answer = schema::ref("LedgerRecorded");
  entry.handle = record_entry;
  Route sheet{.method = "POST",
              .path = "/api/v1/ledgers/{key}/sheet",
              .summary = "Record the rows of a quarter's sheet, all of them or none",
              .writes = true};
  sheet.body = schema::object(
      {{"csv", schema::about(schema::text(), "obligation,event,on,by,says,source,url")},
       schema::otherwise("name", schema::about(schema::text(), "of the sheet, in messages"),
                         "sheet.csv"),
       expect_member(),
       schema::otherwise("dry_run", schema::about(schema::flag(), "only say what would be refused"),
                         false)});
  sheet.answer = schema::ref("LedgerRecordedRows");
  sheet.handle = record_sheet;
  return {std::move(entry), std::move(sheet)};
}

}  // namespace tandem::desk
