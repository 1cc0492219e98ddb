#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "apps/desk/bodies.h"
#include "apps/desk/histories.h"
#include "apps/desk/job_kinds.h"
#include "apps/desk/ledger_asked.h"
#include "apps/desk/roadmap_body.h"
#include "apps/desk/search_job.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/history.h"
#include "tandem/outlook/resumption.h"
#include "tandem/outlook/standing.h"
#include "tandem/report/outlook_report.h"

namespace tandem::desk {
namespace {

constexpr double kSeconds = 20;
constexpr std::size_t kHistories = 2'000;

/// As `tandem ledger replan --json`, and the roadmap as requests have it.
struct WaysOn {
  OpenedCase opened;
  outlook::Standing standing;
  stress::Options histories;
  double seconds = 0;

  Answer<Json> operator()(Reporter& job) const {
    const casefile::CaseFile& file = opened->file;
    const auto planned = outlook::replan(file.valid, standing, search_options(job, seconds));
    if (!planned) return tl::unexpected(Refusal(planned.error()));
    const std::optional<model::Roadmap>& roadmap = planned->answer.roadmap;
    const auto ways =
        outlook::resumption_of(file.draft, file.valid, standing, roadmap, told(histories, job));
    if (!ways) return tl::unexpected(Refusal(ways.error()));
    Json json = report::resumption_json(file.valid, standing, *planned, *ways);
    if (roadmap) json.update(steps_json(file.valid, *roadmap));
    return json;
  }
};

/// The record that was looked at: nothing has come in since.
Answer<AskedLedger> as_it_was(Workbench& bench, const Json& body) {
  auto kept = bench.ledgers.find(body["ledger"].get<std::string>());
  if (!kept) return tl::unexpected(std::move(kept.error()));
  auto now = (*kept)->current();
  if (!now) return tl::unexpected(std::move(now.error()));
  if (ledger::receipt(now->head) != body["head"].get<std::string>())
    return tl::unexpected(Refusal(409, "conflict",
                                  fmt::format("the ledger ends in entry {} now", now->head.seq),
                                  "look at what is new, and ask again with its head"));
  return AskedLedger{*std::move(kept), *std::move(now)};
}

Answer<Work> prepare_ledger_replan(Workbench& bench, const Json& body) {
  const auto opened = bench.open(body["key"].get<std::string>(), body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  const model::Case& of = (*opened)->file.valid;
  const auto options = history_options(of, body);
  if (!options) return tl::unexpected(options.error());
  const auto ledger = as_it_was(bench, body);
  if (!ledger) return tl::unexpected(ledger.error());
  const ledger::View view = view_of(body);
  const auto history = ledger::history(*ledger->now.book, view);
  if (!history) return tl::unexpected(ledger->kept->refusal_of(history.error()));
  auto standing = outlook::standing_of(of, ledger->now.book->state(view), *history,
                                       {.verified_only = body["verified"].get<bool>()});
  if (!standing) return tl::unexpected(Refusal(std::move(standing.error())));
  return WaysOn{*opened, *std::move(standing), *options, body["seconds"].get<double>()};
}

}  // namespace

JobKind ledger_replan_kind() {
  using namespace schema;  // NOLINT(google-build-using-namespace): a table of schemas
  std::vector<Member> members = history_members(kHistories);
  members.insert(members.begin(),
                 {{"ledger", about(text(), "its key")},
                  {"head", about(text(), "that it has, SEQ:HEX: the answer is about this record")},
                  maybe("on", about(day(), "as happened until the end of it; absent: today")),
                  maybe("known", about(day(), "as recorded until the end of it; absent: now")),
                  otherwise("verified", about(flag(), "what is only reported is not done"), false),
                  bodies::seconds(kSeconds)});
  return {"ledger-replan", job_body("ledger-replan", std::move(members)), ref("WaysOn"),
          prepare_ledger_replan};
}

}  // namespace tandem::desk
