#include "apps/desk/ledger_asked.h"

#include <chrono>
#include <iterator>
#include <string>
#include <utility>

#include "tandem/base/calendar.h"
#include "tandem/ledger/chain.h"

namespace tandem::desk {
namespace {

constexpr int kMonth = 30;       // days
constexpr int kCentury = 36525;  // the same

}  // namespace

Answer<AskedLedger> ledger_of(Workbench& bench, const Call& call) {
  auto kept = bench.ledgers.find(call.part("key"));
  if (!kept) return tl::unexpected(std::move(kept.error()));
  auto now = (*kept)->current();
  if (!now) return tl::unexpected(std::move(now.error()));
  return AskedLedger{*std::move(kept), *std::move(now)};
}

Json view_query(std::vector<schema::Member> more) {
  std::vector<schema::Member> members{
      schema::maybe("on",
                    schema::about(schema::day(), "as happened until the end of it; absent: today")),
      schema::maybe("known",
                    schema::about(schema::day(), "as recorded until the end of it; absent: now"))};
  std::ranges::move(more, std::back_inserter(members));
  return schema::object(std::move(members));
}

schema::Member days_member() {
  return schema::otherwise(
      "days", schema::about(schema::whole(0, kCentury), "how far ahead is looked"), kMonth);
}

ledger::View view_of(const Json& query) {
  const ledger::Second now = clock_now();
  ledger::View view{now, Date{std::chrono::floor<std::chrono::days>(now)}};
  if (query.contains("on")) view.on = *parse_date(query["on"].get<std::string>());
  if (query.contains("known"))
    view.known = ledger::end_of(*parse_date(query["known"].get<std::string>()));
  return view;
}

Json ledger_json(const AskedLedger& of, const ledger::State& state,
                 const std::vector<Shelved>& cases) {
  const std::string why_not = of.kept->why_read_only();
  Json agreement;
  std::string case_id;
  if (state.agreement) {
    agreement = {{"id", state.agreement->data().id}, {"title", state.agreement->data().title}};
    case_id = state.agreement->data().case_id;
  }
  const std::string beside = case_of_ledger(of.kept->place(), case_id, cases);
  const auto last = of.now.book->last_day();
  return {{"key", of.kept->key()},
          {"title", of.now.title},
          {"kind", kind_name(of.kept->place())},
          {"writable", why_not.empty()},
          {"why_not", why_not.empty() ? Json() : Json(why_not)},
          {"case", beside.empty() ? Json() : Json(beside)},
          {"agreement", std::move(agreement)},
          {"head", ledger::receipt(of.now.head)},
          {"last_day", last ? Json(format_date(*last)) : Json()}};
}

const char* kind_name(const LedgerPlace& place) {
  switch (place.kind) {
    case LedgerPlace::Kind::copy:
      return "export";
    case LedgerPlace::Kind::server:
      return "server";
    case LedgerPlace::Kind::file:
      break;
  }
  return "file";
}

}  // namespace tandem::desk
