#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "apps/desk/ledger_asked.h"
#include "apps/desk/resources.h"
#include "tandem/base/calendar.h"
#include "tandem/base/findings.h"
#include "tandem/interop/words.h"
#include "tandem/ledger/state.h"
#include "tandem/model/agreement.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/ledger_export.h"

namespace tandem::desk {
namespace {

using report::LedgerExportOptions;
using report::LedgerFormat;

/// An answer is held whole; `tandem ledger export` has no limit.
constexpr std::size_t kLongestExport = std::size_t{256} * 1024 * 1024;

Answer<LedgerFormat> format_of(const std::string& word) {
  if (const auto format = model::value_of<LedgerFormat>(word, report::kLedgerFormats))
    return *format;
  const std::vector<std::string> known(report::kLedgerFormats.begin(),
                                       report::kLedgerFormats.end());
  return tl::unexpected(
      Refusal(404, "unknown-format", fmt::format("'{}' is no format", word),
              did_you_mean(word, known, fmt::format("there are {}", fmt::join(known, ", ")))));
}

LedgerExportOptions export_options(LedgerFormat format, const Json& query) {
  LedgerExportOptions options;
  options.format = format;
  options.version = "tandem " TANDEM_VERSION;
  const auto day = [&](const char* name) {
    return query.contains(name) ? parse_date(query[name].get<std::string>()) : std::nullopt;
  };
  options.on = day("on");
  options.from = day("from");
  if (const auto known = day("known")) options.known = ledger::end_of(*known);
  if (query.contains("visible_to"))
    options.visible_to = interop::tlp_named(query["visible_to"].get<std::string>());
  return options;
}

Refusal refused_export(const Error& error, bool too_long, const KeptLedger& of) {
  if (too_long)
    return {413, "too-long",
            fmt::format("the export has more than {} MB", kLongestExport / 1024 / 1024),
            "write it with `tandem ledger export`, which has no limit"};
  const bool hidden = !error.details.empty() && error.details.front().rule == report::kAboveLevel;
  if (!hidden) return of.refusal_of(error);
  Refusal made(error);
  made.status = 403;
  made.code = report::kAboveLevel;
  return made;
}

/// Sentences as the value of a header: a line, of letters that one may have.
std::string as_header(const std::vector<std::string>& notes) {
  std::string line = fmt::format("{}", fmt::join(notes, " "));
  for (char& c : line)
    if (c < ' ' || c > '~') c = '?';
  return line;
}

Answer<http::Response> export_ledger_as(Workbench& bench, const Call& call) {
  const auto format = format_of(call.part("format"));
  if (!format) return tl::unexpected(format.error());
  const auto asked = ledger_of(bench, call);
  if (!asked) return tl::unexpected(asked.error());
  std::string text;
  bool too_long = false;
  const auto notes = report::export_record(*asked->now.book, export_options(*format, call.query),
                                           [&](std::string_view piece) {
                                             text += piece;
                                             too_long = text.size() > kLongestExport;
                                             return !too_long;
                                           });
  if (!notes) return tl::unexpected(refused_export(notes.error(), too_long, *asked->kept));
  const std::string name =
      fmt::format("{}-{}.{}", asked->kept->key(), call.part("format"), report::ending_of(*format));
  http::Response response =
      download(std::move(text), std::string(report::media_type_of(*format)), name);
  if (!notes->empty()) response.headers.push_back({"X-Tandem-Notes", as_header(*notes)});
  return response;
}

}  // namespace

std::vector<Route> ledger_export_routes() {
  Route route{.method = "GET",
              .path = "/api/v1/ledgers/{key}/export/{format}",
              .summary = "The record in a format of other tools",
              .about =
                  "jsonl, csv, status-csv, ics, snapshot, snapshot-html, report or docx. The "
                  "header X-Tandem-Notes says what the format could not say, or left out.",
              .type = "*/*"};
  route.query = schema::object(
      {schema::maybe(
           "on", schema::about(schema::day(),
                               "as happened until the end of it; absent: all of it, or the day of "
                               "the last entry; not of jsonl")),
       schema::maybe("known", schema::about(schema::day(),
                                            "as recorded until the end of it; absent: all of it; "
                                            "not of jsonl")),
       schema::maybe("from", schema::about(schema::day(),
                                           "of report and docx: the first day; absent: of the "
                                           "quarter of `on`")),
       schema::maybe(
           "visible_to",
           schema::about(schema::one_of(model::kTlps),
                         "what is above it is left out; absent: of a snapshot clear, else "
                         "red"))});
  route.handle = export_ledger_as;
  return {std::move(route)};
}

}  // namespace tandem::desk
