#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "apps/desk/components.h"
#include "apps/desk/hash.h"
#include "apps/desk/job_kinds.h"
#include "apps/desk/resources.h"
#include "apps/desk/roadmap_body.h"

namespace tandem::desk {
namespace {

Answer<std::shared_ptr<Job>> find(Workbench& bench, const Call& call) {
  if (auto job = bench.jobs.find(call.part("id"))) return job;
  return tl::unexpected(Refusal(404, "not-found",
                                fmt::format("no job '{}' is known", call.part("id")),
                                "GET /api/v1/jobs lists those that are"));
}

Answer<http::Response> post_job(Workbench& bench, const Call& call) {
  const std::string kind = call.body["kind"].get<std::string>();
  const auto found = std::ranges::find(job_kinds(), kind, &JobKind::kind);
  return begin_job(bench, *found, call.body);
}

Answer<http::Response> list_jobs(Workbench& bench, const Call& /*call*/) {
  Json all = Json::array();
  for (const auto& job : bench.jobs.all()) all.push_back(job->json(false));
  return json_answer({{"jobs", std::move(all)}});
}

Answer<http::Response> show_job(Workbench& bench, const Call& call) {
  const auto job = find(bench, call);
  if (!job) return tl::unexpected(job.error());
  return json_answer((*job)->json(true));
}

Answer<http::Response> stop_job(Workbench& bench, const Call& call) {
  const auto job = find(bench, call);
  if (!job) return tl::unexpected(job.error());
  (*job)->stop();
  return json_answer((*job)->json(false), 202);
}

Answer<http::Response> stream_job(Workbench& bench, const Call& call) {
  const auto job = find(bench, call);
  if (!job) return tl::unexpected(job.error());
  return http::Response{.type = "text/event-stream", .events = (*job)->events()};
}

}  // namespace

std::span<const JobKind> job_kinds() {
  static const std::vector<JobKind> kKinds{
      plan_kind(),         tradeoff_kind(),     window_why_kind(), window_relax_kind(),
      window_worth_kind(), stress_kind(),       compare_kind(),    sensitivity_kind(),
      brief_kind(),        ledger_replan_kind()};
  return kKinds;
}

Json job_body(const std::string& kind, std::vector<schema::Member> more) {
  std::vector<schema::Member> members{
      {"kind", schema::constant(kind)},
      {"key", schema::about(schema::text(), "of the case")},
      schema::otherwise("changes", schema::list_of(schema::ref("Change")), Json::array())};
  for (schema::Member& one : more) members.push_back(std::move(one));
  return schema::object(std::move(members));
}

Answer<http::Response> begin_job(Workbench& bench, const JobKind& kind, const Json& body) {
  auto work = kind.prepared(bench, body);
  if (!work) return tl::unexpected(std::move(work.error()));
  const auto opened = bench.open(body["key"].get<std::string>(), body["changes"]);
  if (!opened) return tl::unexpected(opened.error());
  const auto roadmaps = roadmap_texts(body, **opened);
  if (!roadmaps) return tl::unexpected(roadmaps.error());
  const std::string id = hash_of({kind.kind, (*opened)->hash, *roadmaps, canonical(body)});
  const auto job = bench.jobs.add(
      kind.kind, body["key"].get<std::string>(),
      [&bench, id, kind = kind.kind, work = *std::move(work)](Reporter& reporter) -> Answer<Json> {
        auto answer = work(reporter);
        if (!answer) return answer;
        bench.results.keep(id, kind, *answer);
        return named(id, *answer);
      });
  if (!job) return tl::unexpected(job.error());
  return json_answer((*job)->json(false), 202);
}

void add_job_components(Json& into) {
  into["BriefId"] = schema::about(
      schema::text(), "under which GET /api/v1/briefs/{id} has the page while it is kept");
  into["Progress"] =
      schema::object({{"done", schema::number()},
                      {"total", schema::about(schema::number(), "0: not known")},
                      {"text", schema::text()},
                      {"seconds", schema::about(schema::number(), "since it began")}});
  into["Job"] = job_schema();
}

Json job_schema() {
  std::vector<Json> answers;
  for (const JobKind& kind : job_kinds()) answers.push_back(kind.answer);
  return schema::object(
      {{"id", schema::text()},
       {"kind", schema::text()},
       {"key", schema::text()},
       {"state", schema::word_of({"queued", "running", "done", "failed", "cancelled"})},
       {"events", schema::about(schema::text(), "where its events are")},
       {"progress", schema::ref("Progress")},
       schema::maybe("partial", schema::about(schema::anything(), "the answer so far")),
       schema::maybe("answer", schema::any_of(std::move(answers))),
       schema::maybe("error", schema::ref("Problem"))});
}

std::vector<Route> job_routes() {
  std::vector<Json> bodies;
  for (const JobKind& kind : job_kinds()) bodies.push_back(kind.body);
  Route post{.method = "POST",
             .path = "/api/v1/jobs",
             .summary = "Begin work that takes longer",
             .about = "Two jobs at a time work; others wait their turn."};
  post.body = schema::any_of(std::move(bodies));
  post.answer = schema::ref("Job");
  post.status = 202;
  post.handle = post_job;
  Route list{
      .method = "GET", .path = "/api/v1/jobs", .summary = "The last jobs, without what they found"};
  list.answer = schema::object({{"jobs", schema::list_of(schema::ref("Job"))}});
  list.handle = list_jobs;
  Route show{.method = "GET", .path = "/api/v1/jobs/{id}", .summary = "A job, and what it found"};
  show.answer = schema::ref("Job");
  show.handle = show_job;
  Route stop{.method = "DELETE",
             .path = "/api/v1/jobs/{id}",
             .summary = "Stop it soon; the best that it found stays"};
  stop.answer = schema::ref("Job");
  stop.status = 202;
  stop.handle = stop_job;
  Route events{.method = "GET",
               .path = "/api/v1/jobs/{id}/events",
               .summary = "What happens to it, as it happens",
               .about =
                   "Events progress {done, total, text, seconds}, partial {answer}, and at the "
                   "end done or cancelled {answer}, or failed {error}. Last-Event-ID goes on "
                   "after that one.",
               .type = "text/event-stream"};
  events.handle = stream_job;
  return {std::move(post), std::move(list), std::move(show), std::move(stop), std::move(events)};
}

}  // namespace tandem::desk
