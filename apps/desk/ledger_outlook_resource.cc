#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/desk/bodies.h"
#include "apps/desk/ledger_asked.h"
#include "apps/desk/resources.h"
#include "tandem/base/calendar.h"
#include "tandem/ledger/history.h"
#include "tandem/outlook/breakdown.h"
#include "tandem/outlook/early_warning.h"
#include "tandem/outlook/standing.h"
#include "tandem/report/outlook_report.h"

namespace tandem::desk {
namespace {

/// A record held against a case, or why it can't be.
struct HeldAgainst {
  OpenedCase file;
  std::optional<outlook::Standing> standing;
  std::string why_not;
};

HeldAgainst held_against(Workbench& bench, const AskedLedger& asked, const ledger::State& state,
                         const std::vector<ledger::Recorded>& history, bool verified_only) {
  HeldAgainst made;
  const std::vector<Shelved> cases = bench.shelf.known();
  const std::string key =
      case_of_ledger(asked.kept->place(), state.agreement->data().case_id, cases);
  const auto of = std::ranges::find(cases, key, &Shelved::key);
  if (of == cases.end() || of->agreement) {
    made.why_not = "its agreement names no case that is here, and it is beside none";
    return made;
  }
  const auto opened = bench.open(key, Json::array());
  if (!opened) {
    made.why_not = fmt::format("the case '{}' can't be used: {}", key, opened.error().message);
    return made;
  }
  auto standing =
      outlook::standing_of((*opened)->file.valid, state, history, {.verified_only = verified_only});
  if (!standing) {
    made.why_not = standing.error().what;
    return made;
  }
  made.file = *opened;
  made.standing = *std::move(standing);
  return made;
}

Answer<http::Response> show_outlook(Workbench& bench, const Call& call) {
  const auto asked = ledger_of(bench, call);
  if (!asked) return tl::unexpected(asked.error());
  const ledger::View view = view_of(call.query);
  const ledger::State state = asked->now.book->state(view);
  if (!state.agreement)
    return tl::unexpected(Refusal(422, "no-text",
                                  fmt::format("no text is in force on {}", format_date(view.on)),
                                  "ask about a later day with ?on"));
  const auto history = ledger::history(*asked->now.book, view);
  if (!history) return tl::unexpected(asked->kept->refusal_of(history.error()));
  const HeldAgainst against =
      held_against(bench, *asked, state, *history, call.query["verified"].get<bool>());
  std::optional<outlook::Held> held;
  if (against.standing)
    held.emplace(
        outlook::Held{against.file->file.draft, against.file->file.valid, *against.standing});
  const auto warning = outlook::early_warning(state, held ? &*held : nullptr,
                                              call.query["seed"].get<std::uint64_t>());
  if (!warning) return tl::unexpected(Refusal(warning.error()));
  report::Outlook made{state, held ? &*held : nullptr, *warning, std::nullopt};
  if (held) made.breakdown = outlook::breakdown_of(held->of, held->standing, view.on);
  Json answer = report::outlook_json(made);
  if (!held) answer["why_no_case"] = against.why_not;
  return json_answer(answer);
}

}  // namespace

std::vector<Route> ledger_outlook_routes() {
  Route route{.method = "GET",
              .path = "/api/v1/ledgers/{key}/outlook",
              .summary = "What the record means: warnings, trust, leverage, what breaks",
              .about = "Held against the case that the agreement names, or that it is beside."};
  route.query = view_query(
      {schema::otherwise("verified",
                         schema::about(schema::flag(), "what is only reported is not done"), false),
       bodies::seed()});
  route.answer = schema::ref("LedgerOutlook");
  route.handle = show_outlook;
  return {std::move(route)};
}

}  // namespace tandem::desk
