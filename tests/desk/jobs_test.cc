#include "apps/desk/jobs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Visitor;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Told {
  std::string name;
  Json data;
};

/// All events of a job, from the beginning.
std::vector<Told> events_of(const Job& job) {
  std::vector<Told> all;
  std::uint64_t last = 0;
  for (bool more = true; more;) {
    const auto batch = job.events()->after(last);
    for (const auto& event : batch.events) {
      const std::size_t name = event->find("event: ") + 7;
      const std::size_t data = event->find("data: ") + 6;
      all.push_back({event->substr(name, event->find('\n', name) - name),
                     Json::parse(event->substr(data, event->find('\n', data) - data))});
    }
    more = batch.last != last;
    last = batch.last;
  }
  return all;
}

std::vector<std::string> names(const std::vector<Told>& events) {
  std::vector<std::string> all;
  for (const Told& one : events) all.push_back(one.name);
  return all;
}

void wait_for(const std::shared_ptr<Job>& job) {
  for (int tries = 0; tries < 1000 && !job->over(); ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  ASSERT_TRUE(job->over());
}

std::shared_ptr<Job> added(Jobs& jobs, Work work) {
  auto job = jobs.add("test", "none", std::move(work));
  EXPECT_TRUE(job.has_value());
  return *job;
}

/// Works until it is stopped.
Work endless(std::atomic<int>* running = nullptr) {
  return [running](Reporter& job) -> Answer<Json> {
    if (running != nullptr) ++*running;
    while (!job.stop().stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return Json{{"so_far", 1}};
  };
}

TEST(Jobs, TellTheirBeginningTheirLastProgressAndTheirAnswer) {
  Jobs jobs;
  const auto job = added(jobs, [](Reporter& reporter) -> Answer<Json> {
    for (int k = 1; k <= 100; ++k) reporter.progress({double(k), 100, std::to_string(k)});
    return Json{{"found", 7}};
  });
  wait_for(job);
  const auto events = events_of(*job);
  ASSERT_THAT(names(events), ElementsAre("progress", "progress", "done"))
      << "no more than five a second, but the last";
  EXPECT_EQ(events[1].data["done"], 100);
  EXPECT_EQ(events[1].data["text"], "100");
  EXPECT_EQ(events[2].data["answer"]["found"], 7);
  EXPECT_TRUE(job->events()->closed());
  EXPECT_EQ(job->json(true)["state"], "done");
  EXPECT_EQ(job->json(true)["answer"]["found"], 7);
  EXPECT_FALSE(job->json(false).contains("answer"));
}

TEST(Jobs, FailWithARefusalAndWithWhatIsThrown) {
  Jobs jobs;
  const auto refused = added(jobs, [](Reporter&) -> Answer<Json> {
    return tl::unexpected(Refusal(422, "no-way", "it cannot be", "do otherwise"));
  });
  const auto thrown =
      added(jobs, [](Reporter&) -> Answer<Json> { throw std::runtime_error("boom"); });
  wait_for(refused);
  wait_for(thrown);
  EXPECT_EQ(refused->json(true)["state"], "failed");
  EXPECT_EQ(events_of(*refused).back().name, "failed");
  EXPECT_EQ(events_of(*refused).back().data["error"]["code"], "no-way");
  EXPECT_EQ(thrown->json(true)["error"]["code"], "internal");
}

TEST(Jobs, WorkTwoAtATimeInTurn) {
  std::atomic<int> running = 0;
  Jobs jobs;
  std::vector<std::shared_ptr<Job>> all;
  for (int k = 0; k < 4; ++k) all.push_back(added(jobs, endless(&running)));
  for (int tries = 0; tries < 500 && running < 2; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  EXPECT_EQ(running, 2);
  EXPECT_EQ(all[2]->json(false)["state"], "queued");
  all[0]->stop();
  wait_for(all[0]);
  for (int tries = 0; tries < 500 && running < 3; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  EXPECT_EQ(all[2]->json(false)["state"], "running");
  EXPECT_EQ(all[3]->json(false)["state"], "queued");
}

TEST(Jobs, StoppedOneKeepsWhatItFound) {
  Jobs jobs;
  const auto job = added(jobs, endless());
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  job->stop();
  wait_for(job);
  EXPECT_EQ(job->json(true)["state"], "cancelled");
  EXPECT_EQ(job->json(true)["answer"]["so_far"], 1);
  EXPECT_EQ(events_of(*job).back().name, "cancelled");
}

TEST(Jobs, StoppedWithoutAnAnswerKeepsTheLastPartialOne) {
  Jobs jobs;
  std::promise<void> told;
  const auto job = added(jobs, [&](Reporter& reporter) -> Answer<Json> {
    std::this_thread::sleep_for(std::chrono::milliseconds(720));
    reporter.partial([] { return Json{{"half", true}}; });
    reporter.partial([]() -> Json { throw std::logic_error("too soon to be made"); });
    told.set_value();
    while (!reporter.stop().stop_requested())
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    return tl::unexpected(Refusal(500, "x", "y", "z"));
  });
  told.get_future().wait();
  EXPECT_EQ(job->json(true)["partial"]["half"], true);
  job->stop();
  wait_for(job);
  EXPECT_EQ(job->json(true)["answer"]["half"], true);
  EXPECT_FALSE(job->json(true).contains("partial"));
}

TEST(Jobs, OneThatWaitsIsStoppedAtOnce) {
  Jobs jobs;
  const auto first = added(jobs, endless());
  const auto second = added(jobs, endless());
  std::atomic<int> began = 0;
  const auto third = added(jobs, endless(&began));
  third->stop();
  EXPECT_EQ(third->json(true)["state"], "cancelled");
  first->stop();
  wait_for(first);
  second->stop();
  wait_for(second);
  EXPECT_EQ(began, 0);
}

TEST(Jobs, TooManyThatWaitAreRefused) {
  Jobs jobs;
  std::vector<std::shared_ptr<Job>> all;
  std::size_t refused = 0;
  for (std::size_t k = 0; k < Jobs::kWaiting + Jobs::kRunning + 8; ++k) {
    auto job = jobs.add("test", "none", endless());
    if (job)
      all.push_back(*job);
    else
      EXPECT_EQ(job.error().code, "too-many-jobs");
    refused += job ? 0 : 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_GE(refused, 1U);
  jobs.stop();
}

TEST(Jobs, OnlyTheLastAreRemembered) {
  Jobs jobs;
  const auto quick = [](Reporter&) -> Answer<Json> { return Json(1); };
  const auto first = added(jobs, quick);
  wait_for(first);
  for (std::size_t k = 0; k < Jobs::kKept; ++k) wait_for(added(jobs, quick));
  EXPECT_THAT(jobs.all(), SizeIs(Jobs::kKept));
  EXPECT_EQ(jobs.find(first->id()), nullptr);
}

TEST(Jobs, EndWithTheDesk) {
  std::shared_ptr<Job> job;
  {
    Jobs jobs;
    job = added(jobs, endless());
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_TRUE(job->over());
}

const std::string kJobs = "/api/v1/jobs";
const Json kStepByStep{{"name", "step-by-step"}};

/// The job's answer against the program's, but for what the clock decides.
void expect_as_told(const Json& job, const std::vector<std::string>& words,
                    const std::vector<std::string>& without = {}) {
  ASSERT_EQ(job["state"], "done") << job;
  Json answer = test::timeless(job["answer"]);
  for (const std::string& key : without) answer.erase(key);
  EXPECT_EQ(answer, test::timeless(test::told_by_program(words)));
}

TEST(PlanJob, AnswersAsTheProgramWithTheStepsOfItsRoadmap) {
  Visitor visitor;
  const std::string path = visitor.folder().path("library/tutorial");
  const Json job = visitor.job({{"kind", "plan"}, {"key", "tutorial"}});
  expect_as_told(job, {"plan", path, "--quiet"}, {"steps", "accession"});
  const Json assessed =
      visitor
          .post("/api/v1/cases/tutorial/assess",
                {{"roadmap",
                  {{"steps", job["answer"]["steps"]}, {"accession", job["answer"]["accession"]}}}})
          .json;
  EXPECT_EQ(assessed["roadmap"]["steps"], job["answer"]["roadmap"]["steps"]);
  EXPECT_EQ(visitor.get("/api/v1/results/" + job["answer"]["result"].get<std::string>()).json,
            job["answer"]);
}

TEST(PlanJob, FollowsAPolicyAndWantsFewPhasesAsTheProgramDoes) {
  Visitor visitor;
  const std::string path = visitor.folder().path("library/tutorial");
  expect_as_told(visitor.job({{"kind", "plan"}, {"key", "tutorial"}, {"policy", "north-first"}}),
                 {"plan", path, "--quiet", "--policy", "north-first"}, {"steps", "accession"});
  expect_as_told(visitor.job({{"kind", "plan"}, {"key", "tutorial"}, {"fewest_phases", true}}),
                 {"plan", path, "--quiet", "--fewest-phases"}, {"steps", "accession"});
  EXPECT_EQ(visitor.post(kJobs, {{"kind", "plan"}, {"key", "tutorial"}, {"policy", "nort"}}).status,
            422U);
}

TEST(TradeoffJob, AnswersAsTheProgram) {
  Visitor visitor;
  expect_as_told(visitor.job({{"kind", "tradeoff"},
                              {"key", "tutorial"},
                              {"between", {"fairness", "early_security"}},
                              {"tolerance", 10}}),
                 {"tradeoff", visitor.folder().path("library/tutorial"), "--quiet", "--between",
                  "fairness,early_security", "--tolerance", "10"});
}

TEST(TradeoffJob, RefusesAnObjectiveTwice) {
  Visitor visitor;
  EXPECT_EQ(
      visitor
          .post(kJobs,
                {{"kind", "tradeoff"}, {"key", "tutorial"}, {"between", {"fairness", "fairness"}}})
          .code(),
      "named-twice");
}

TEST(WindowJobs, AnswerAsTheProgram) {
  Visitor visitor;
  const std::string path = visitor.folder().path("library/tutorial");
  expect_as_told(
      visitor.job({{"kind", "window-why"}, {"key", "tutorial"}, {"targets", {"scrapping@14"}}}),
      {"window", "why", path, "--quiet", "--target", "scrapping@14"});
  expect_as_told(visitor.job({{"kind", "window-relax"},
                              {"key", "tutorial"},
                              {"policy", "north-first"},
                              {"free", {"self-enforcing"}},
                              {"draws", 4}}),
                 {"window", "relax", path, "--quiet", "--policy", "north-first", "--free",
                  "self-enforcing", "--draws", "4"});
  expect_as_told(visitor.job({{"kind", "window-worth"}, {"key", "tutorial"}}),
                 {"window", "worth", path, "--quiet"});
}

TEST(WindowJobs, RefuseATargetThatIsNoneAtOnce) {
  Visitor visitor;
  const auto reply = visitor.post(
      kJobs, {{"kind", "window-why"}, {"key", "tutorial"}, {"targets", {"scraping@14"}}});
  EXPECT_EQ(reply.status, 422U);
  EXPECT_THAT(reply.body, HasSubstr("scrapping"));
  EXPECT_THAT(visitor.get(kJobs).json["jobs"], IsEmpty());
}

TEST(StressJob, AnswersAsTheProgramWhateverItToldOnTheWay) {
  Visitor visitor;
  const std::string path = visitor.folder().path("library/tutorial");
  const Json job = visitor.job({{"kind", "stress"},
                                {"key", "tutorial"},
                                {"roadmap", kStepByStep},
                                {"histories", 30000},
                                {"seed", 5}});
  expect_as_told(
      job, {"stress", path, "step-by-step", "--quiet", "--histories", "30000", "--seed", "5"});
  EXPECT_EQ(job["progress"]["done"], 30000);
}

TEST(StressJob, GivesItsResultAnotherNameWhereTheFileOfTheRoadmapIsAnother) {
  Visitor visitor;
  const Json body{
      {"kind", "stress"}, {"key", "tutorial"}, {"roadmap", kStepByStep}, {"histories", 100}};
  const Json first = visitor.job(body)["answer"]["result"];
  EXPECT_EQ(visitor.job(body)["answer"]["result"], first);
  visitor.folder().write("library/tutorial/roadmaps/step-by-step.yaml",
                         visitor.file("tutorial/roadmaps/all-at-once.yaml"));
  EXPECT_NE(visitor.job(body)["answer"]["result"], first);
}

TEST(StressJob, RefusesACrisisThatTheCaseDoesNotHave) {
  Visitor visitor;
  const auto reply = visitor.post(
      kJobs,
      {{"kind", "stress"}, {"key", "tutorial"}, {"roadmap", kStepByStep}, {"shocks", {"flood@3"}}});
  EXPECT_EQ(reply.status, 422U);
  EXPECT_EQ(reply.json["error"]["details"][0]["file"], "/shocks/0");
}

TEST(CompareJob, AnswersAsTheProgram) {
  Visitor visitor;
  expect_as_told(visitor.job({{"kind", "compare"},
                              {"key", "tutorial"},
                              {"roadmaps", {kStepByStep}},
                              {"histories", 500},
                              {"family_histories", 200}}),
                 {"compare", visitor.folder().path("library/tutorial"), "--quiet", "--roadmap",
                  "step-by-step", "--histories", "500", "--family-histories", "200"});
}

TEST(CompareJob, TellsTwoUnsavedRoadmapsApart) {
  Visitor visitor;
  const Json steps{{"steps", {{"road", 1}}}};
  const Json job = visitor.job({{"kind", "compare"},
                                {"key", "tutorial"},
                                {"roadmaps", {steps, steps}},
                                {"histories", 100},
                                {"family_histories", 0}});
  EXPECT_EQ(job["answer"]["policies"][0]["id"], "edited");
  EXPECT_EQ(job["answer"]["policies"][1]["id"], "edited-2");
}

TEST(SensitivityJob, AnswersAsTheProgram) {
  Visitor visitor;
  expect_as_told(visitor.job({{"kind", "sensitivity"},
                              {"key", "tutorial"},
                              {"roadmap", kStepByStep},
                              {"of", "value.north"},
                              {"numbers", 3},
                              {"histories", 4000}}),
                 {"sensitivity", visitor.folder().path("library/tutorial"), "step-by-step",
                  "--quiet", "--of", "value.north", "--numbers", "3", "--histories", "4000"});
}

TEST(JobResource, StopsAJobAndKeepsTheBestSoFar) {
  Visitor visitor;
  const std::string id = visitor
                             .post(kJobs, {{"kind", "stress"},
                                           {"key", "tutorial"},
                                           {"roadmap", kStepByStep},
                                           {"histories", 500000000}})
                             .json["id"];
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(visitor.ask("DELETE", kJobs + "/" + id, std::nullopt).status, 202U);
  const Json job = visitor.over(id);
  EXPECT_EQ(job["state"], "cancelled");
  EXPECT_EQ(job["answer"]["stopped"], true);
  EXPECT_GT(job["answer"]["histories"], 0);
  EXPECT_EQ(visitor.ask("DELETE", kJobs + "/" + id, std::nullopt).status, 202U) << "again";
  EXPECT_EQ(visitor.over(id), job);
}

TEST(JobResource, StreamsTheEventsOfAJob) {
  Visitor visitor;
  const Json job = visitor.job({{"kind", "plan"}, {"key", "tutorial"}});
  const auto response = visitor.raw(test::request("GET", job["events"].get<std::string>()));
  ASSERT_NE(response.events, nullptr);
  EXPECT_EQ(response.type, "text/event-stream");
  EXPECT_TRUE(response.events->closed());
  const auto at_once = visitor.desk().quick(test::request("GET", job["events"].get<std::string>()));
  ASSERT_TRUE(at_once.has_value()) << "a thousand listeners must not wait for threads";
  EXPECT_EQ(at_once->events, response.events);
  EXPECT_EQ(visitor.get("/api/v1/jobs/none").status, 404U);
  EXPECT_EQ(visitor.get("/api/v1/jobs/none/events").status, 404U);
}

TEST(JobResource, KnowsNoOtherKind) {
  Visitor visitor;
  const auto reply = visitor.post(kJobs, {{"kind", "plam"}, {"key", "tutorial"}});
  EXPECT_EQ(reply.status, 400U);
  EXPECT_THAT(reply.body, HasSubstr("did you mean 'plan'?"));
}

}  // namespace
}  // namespace tandem::desk
