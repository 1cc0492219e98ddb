#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "apps/desk/ledger_asked.h"
#include "apps/desk/resources.h"
#include "apps/http/json.h"
#include "tandem/base/calendar.h"
#include "tandem/base/number.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/history.h"
#include "tandem/ledger/state.h"
#include "tandem/ledger/verify.h"
#include "tandem/model/timetable.h"
#include "tandem/report/ledger_report.h"

namespace tandem::desk {
namespace {

using ledger::Placed;

constexpr std::size_t kPage = 200;  // entries
constexpr std::size_t kLongestPage = 1000;
constexpr std::ptrdiff_t kLongestList = 1000;  // numbers of entries in a status

// --- the list

Json listed_ledger(const LedgerShelf::Kept& kept, const std::vector<Shelved>& cases) {
  Json made;
  std::string why;
  if (auto now = kept->current()) {
    const AskedLedger asked{kept, *std::move(now)};
    made = ledger_json(asked, asked.now.book->state(view_of(Json::object())), cases);
    made["entries"] = asked.now.head.seq;
    made["recorded"] =
        asked.now.head.seq == 0 ? Json() : Json(ledger::format_second(asked.now.book->last_at()));
  } else {
    why = now.error().message + "; " + now.error().repair;
    made = {{"key", kept->key()},   {"title", ""},        {"kind", kind_name(kept->place())},
            {"writable", false},    {"why_not", why},     {"case", nullptr},
            {"agreement", nullptr}, {"head", ""},         {"last_day", nullptr},
            {"entries", 0},         {"recorded", nullptr}};
  }
  made["name"] = kept->place().name;
  made["address"] = kept->place().shown;
  made["readable"] = why.empty();
  if (!why.empty()) made["error"] = why;
  return made;
}

Answer<http::Response> list_ledgers(Workbench& bench, const Call& /*call*/) {
  const std::vector<Shelved> cases = bench.shelf.list();
  Json all = Json::array();
  for (const LedgerShelf::Kept& one : bench.ledgers.list())
    all.push_back(listed_ledger(one, cases));
  return json_answer({{"ledgers", std::move(all)}});
}

// --- status, due

/// Leaves the last of each list of entries; {"incidents": how many are left out} of those that are
/// longer.
Json shortened(Json& status) {
  Json left_out = Json::object();
  for (const char* name : {"incidents", "administrations", "evidence", "corrected"}) {
    Json& list = status[name];
    if (list.size() <= static_cast<std::size_t>(kLongestList)) continue;
    left_out[name] = list.size() - static_cast<std::size_t>(kLongestList);
    list.erase(list.begin(), list.end() - kLongestList);
  }
  return left_out;
}

Answer<http::Response> show_status(Workbench& bench, const Call& call) {
  const auto asked = ledger_of(bench, call);
  if (!asked) return tl::unexpected(asked.error());
  const ledger::State state = asked->now.book->state(view_of(call.query));
  Json answer = ledger_json(*asked, state, bench.shelf.known());
  answer.update(report::ledger_status_json(state, call.query["days"].get<int>()));
  if (Json left_out = shortened(answer); !left_out.empty())
    answer["left_out"] = std::move(left_out);
  return json_answer(answer);
}

Answer<http::Response> show_due(Workbench& bench, const Call& call) {
  const auto asked = ledger_of(bench, call);
  if (!asked) return tl::unexpected(asked.error());
  const ledger::State state = asked->now.book->state(view_of(call.query));
  return json_answer(report::ledger_due_json(state, call.query["days"].get<int>()));
}

Answer<http::Response> show_due_csv(Workbench& bench, const Call& call) {
  const auto asked = ledger_of(bench, call);
  if (!asked) return tl::unexpected(asked.error());
  const ledger::State state = asked->now.book->state(view_of(call.query));
  return download(report::ledger_due_csv(state, call.query["days"].get<int>()),
                  "text/csv; charset=utf-8", fmt::format("{}-due.csv", asked->kept->key()));
}

// --- entries

/// Those behind the one numbered `after`, at most `limit`; all where it is 0.
/// Errors: query (it is not among them).
Answer<std::span<const Placed>> page_of(const std::vector<Placed>& all, const Json& query) {
  std::span<const Placed> page(all);
  const auto after = query.value("after", std::uint64_t{0});
  if (after != 0) {
    const auto at = std::ranges::find(all, after, &Placed::seq);
    if (at == all.end())
      return tl::unexpected(Refusal(422, "query",
                                    fmt::format("?after: entry {} is not among them", after),
                                    "send `next` of the page before, of the same view"));
    page = page.subspan(static_cast<std::size_t>(at - all.begin()) + 1);
  }
  return page.first(std::min(page.size(), query["limit"].get<std::size_t>()));
}

/// {"total", "entries", "next"}.
Answer<Json> entries_json(const AskedLedger& of, const std::vector<Placed>& all,
                          std::span<const Placed> page) {
  const auto entries = ledger::entries_at(*of.now.book, page);
  if (!entries) return tl::unexpected(of.kept->refusal_of(entries.error()));
  const bool last = page.empty() || page.back().seq == all.back().seq;
  return Json{{"total", all.size()},
              {"entries", report::ledger_timeline_json(*entries)["entries"]},
              {"next", last ? Json() : Json(page.back().seq)}};
}

Answer<http::Response> show_timeline(Workbench& bench, const Call& call) {
  const auto asked = ledger_of(bench, call);
  if (!asked) return tl::unexpected(asked.error());
  const ledger::View view = view_of(call.query);
  auto places = asked->now.book->order(view, call.query.value("of", ""));
  if (call.query["newest"].get<bool>()) std::ranges::reverse(places);
  const auto page = page_of(places, call.query);
  if (!page) return tl::unexpected(page.error());
  const auto entries = entries_json(*asked, places, *page);
  if (!entries) return tl::unexpected(entries.error());
  Json answer{{"ledger", asked->now.book->name()},
              {"on", format_date(view.on)},
              {"known", ledger::format_second(view.known)}};
  answer.update(*entries);
  return json_answer(answer);
}

/// Every entry, by its number.
std::vector<Placed> all_places(const AskedLedger& of) {
  const Date last{model::kLastDay};
  auto places = of.now.book->order({ledger::end_of(last), last});
  std::ranges::sort(places, {}, &Placed::seq);
  return places;
}

Answer<http::Response> show_entries(Workbench& bench, const Call& call) {
  const auto asked = ledger_of(bench, call);
  if (!asked) return tl::unexpected(asked.error());
  const auto places = all_places(*asked);
  const auto page = page_of(places, call.query);
  if (!page) return tl::unexpected(page.error());
  const auto entries = entries_json(*asked, places, *page);
  if (!entries) return tl::unexpected(entries.error());
  Json answer{{"ledger", asked->now.book->name()}, {"head", ledger::receipt(asked->now.head)}};
  answer.update(*entries);
  return json_answer(answer);
}

Answer<http::Response> show_entry(Workbench& bench, const Call& call) {
  const auto asked = ledger_of(bench, call);
  if (!asked) return tl::unexpected(asked.error());
  auto places = all_places(*asked);
  const auto number = number_of<std::uint64_t>(call.part("number")).value_or(0);
  if (number == 0 || number > places.size())
    return tl::unexpected(Refusal(404, "not-found",
                                  fmt::format("there is no entry '{}'", call.part("number")),
                                  fmt::format("the last one is {}", places.size())));
  const auto kept = asked->now.book->read(number - 1, 1);
  if (!kept) return tl::unexpected(asked->kept->refusal_of(kept.error()));
  std::vector<Placed> chosen{places[number - 1]};
  std::ranges::copy_if(places, std::back_inserter(chosen),
                       [&](const Placed& one) { return one.to == number; });
  const auto entries = ledger::entries_at(*asked->now.book, chosen);
  if (!entries) return tl::unexpected(asked->kept->refusal_of(entries.error()));
  Json answers = report::ledger_timeline_json(*entries)["entries"];
  Json entry = answers[0];
  answers.erase(0);
  return json_answer({{"ledger", asked->now.book->name()},
                      {"head", ledger::receipt(asked->now.head)},
                      {"entry", std::move(entry)},
                      {"hash", ledger::hex(kept->front().hash)},
                      {"receipt", ledger::receipt({number, kept->front().hash})},
                      {"answers", std::move(answers)}});
}

// --- verify, export

Answer<http::Response> verify(Workbench& bench, const Call& call) {
  const auto kept = bench.ledgers.find(call.part("key"));
  if (!kept) return tl::unexpected(kept.error());
  std::optional<ledger::Head> receipt;
  if (call.query.contains("receipt")) {
    const std::string text = call.query["receipt"].get<std::string>();
    receipt = ledger::head_of_receipt(text);
    if (!receipt)
      return tl::unexpected(Refusal(422, "query", fmt::format("?receipt: '{}' is none", text),
                                    "write it as it was given, SEQ:HASH"));
  }
  const auto found = (*kept)->examine(receipt);
  if (!found) return tl::unexpected(found.error());
  Json findings = Json::array();
  for (const ledger::EntryFinding& one : found->findings) {
    Json made = http::details_json({one.what})[0];
    made["entry"] = one.seq;
    findings.push_back(std::move(made));
  }
  return json_answer({{"head", ledger::receipt(found->head)},
                      {"signed", found->signed_entries},
                      {"findings", std::move(findings)},
                      {"left_out", found->left_out}});
}

// --- the table

Route of_ledger(std::string path, std::string summary) {
  return {.method = "GET",
          .path = "/api/v1/ledgers/{key}" + std::move(path),
          .summary = std::move(summary)};
}

std::vector<schema::Member> paging() {
  return {schema::maybe("after", schema::about(schema::whole(1, ledger::kMostEntries),
                                               "go on behind this entry: `next` of a page")),
          schema::otherwise("limit", schema::whole(1, kLongestPage), kPage)};
}

Route timeline_route() {
  Route route = of_ledger("/timeline", "What happened, in that order");
  std::vector<schema::Member> more = paging();
  more.push_back(schema::maybe("of", schema::about(schema::text(), "only about this obligation")));
  more.push_back(
      schema::otherwise("newest", schema::about(schema::flag(), "the last first"), false));
  route.query = view_query(std::move(more));
  route.answer = schema::ref("LedgerTimeline");
  route.handle = show_timeline;
  return route;
}

Route entries_route() {
  Route route = of_ledger("/entries", "The entries by their numbers");
  route.query = schema::object(paging());
  route.answer = schema::object({{"ledger", schema::text()},
                                 {"head", schema::text()},
                                 {"total", schema::whole(0)},
                                 {"entries", schema::list_of(schema::ref("LedgerEntry"))},
                                 {"next", schema::or_null(schema::whole(1))}});
  route.handle = show_entries;
  return route;
}

Route entry_route() {
  Route route = of_ledger("/entries/{number}", "An entry, its hash, and those that answer it");
  route.answer = schema::object({{"ledger", schema::text()},
                                 {"head", schema::text()},
                                 {"entry", schema::ref("LedgerEntry")},
                                 {"hash", schema::text()},
                                 {"receipt", schema::text()},
                                 {"answers", schema::list_of(schema::ref("LedgerEntry"))}});
  route.handle = show_entry;
  return route;
}

Route verify_route() {
  Route route = of_ledger("/verify", "Whether chain, form, signatures and rules hold");
  route.about = "Without a receipt it is held to the first head that this desk has seen.";
  route.query = schema::object(
      {schema::maybe("receipt", schema::about(schema::text(), "a head that was kept, SEQ:HASH"))});
  route.answer = schema::ref("LedgerExamination");
  route.handle = verify;
  return route;
}

}  // namespace

std::vector<Route> ledger_routes() {
  Route list{.method = "GET",
             .path = "/api/v1/ledgers",
             .summary = "The ledgers beside the cases, and those that the desk was given"};
  list.answer = schema::object({{"ledgers", schema::list_of(schema::ref("Ledger"))}});
  list.handle = list_ledgers;
  Route status = of_ledger("/status", "Where the agreement stands, and what needs attention");
  status.query = view_query({days_member()});
  status.answer = schema::ref("LedgerStatus");
  status.handle = show_status;
  Route due = of_ledger("/due", "What is late and what is due, and who owes whom");
  due.query = view_query({days_member()});
  due.answer = schema::ref("LedgerDue");
  due.handle = show_due;
  Route table = of_ledger("/due/csv", "The same as comma-separated values (RFC 4180)");
  table.query = view_query({days_member()});
  table.type = "text/csv";
  table.handle = show_due_csv;
  return {std::move(list),  std::move(status), std::move(due), std::move(table),
          timeline_route(), entries_route(),   entry_route(),  verify_route()};
}

}  // namespace tandem::desk
