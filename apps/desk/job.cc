#include <algorithm>
#include <exception>
#include <utility>

#include "apps/desk/jobs.h"
#include "apps/http/json.h"

namespace tandem::desk {
namespace {

constexpr std::chrono::milliseconds kBetweenProgress{200};
constexpr std::chrono::milliseconds kBetweenPartials{700};
/// The time between partial answers is at least this part of the time so far: a job of an hour
/// tells some four hundred.
constexpr int kPartOfTime = 100;

Json error_of(const Refusal& refusal) {
  return {{"code", refusal.code},
          {"message", refusal.message},
          {"repair", refusal.repair},
          {"details", http::details_json(refusal.details)}};
}

}  // namespace

std::string_view word_of(JobState state) {
  switch (state) {
    case JobState::queued:
      return "queued";
    case JobState::running:
      return "running";
    case JobState::done:
      return "done";
    case JobState::failed:
      return "failed";
    case JobState::cancelled:
      break;
  }
  return "cancelled";
}

Job::Job(std::string id, std::string kind, std::string key, Work work)
    : id_(std::move(id)), kind_(std::move(kind)), key_(std::move(key)), work_(std::move(work)) {}

Json Job::json(bool whole) const {
  const std::scoped_lock lock(mutex_);
  Json made{{"id", id_},
            {"kind", kind_},
            {"key", key_},
            {"state", word_of(state_)},
            {"events", "/api/v1/jobs/" + id_ + "/events"},
            {"progress", progress_json()}};
  if (!whole) return made;
  if (!partial_.is_null()) made["partial"] = partial_;
  if (!answer_.is_null()) made["answer"] = answer_;
  if (!error_.is_null()) made["error"] = error_;
  return made;
}

bool Job::over() const {
  const std::scoped_lock lock(mutex_);
  return state_ != JobState::queued && state_ != JobState::running;
}

void Job::run() {
  {
    const std::scoped_lock lock(mutex_);
    if (state_ != JobState::queued) return;  // it was stopped while it waited
    state_ = JobState::running;
    begin_ = Clock::now();
    tell_progress();
  }
  Reporter reporter(*this);
  Answer<Json> answer = tl::unexpected(
      Refusal(500, "internal", "the work ended without an answer", "report it as a fault of ours"));
  try {
    answer = work_(reporter);
  } catch (const std::exception& error) {
    answer.error().message = std::string("the work broke off: ") + error.what();
  }
  work_ = {};  // and all that it holds
  const std::scoped_lock lock(mutex_);
  if (stop_.stop_requested())
    end(JobState::cancelled, answer ? answer : partial_);
  else
    end(answer ? JobState::done : JobState::failed, answer);
}

void Job::stop() {
  stop_.request_stop();
  const std::scoped_lock lock(mutex_);
  if (state_ != JobState::queued) return;
  end(JobState::cancelled, Json());
  work_ = {};
}

void Job::tell(const std::string& name, const Json& data) {
  events_->append(name, data.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void Job::tell_progress() {
  told_ = true;
  last_progress_ = Clock::now();
  tell("progress", progress_json());
}

void Job::end(JobState state, const Answer<Json>& answer) {
  if (!told_) tell_progress();
  state_ = state;
  end_ = Clock::now();
  if (answer) {
    answer_ = *answer;
    tell(std::string(word_of(state)), {{"answer", answer_}});
  } else {
    error_ = error_of(answer.error());
    tell(std::string(word_of(state)), {{"error", error_}});
  }
  partial_ = Json();
  events_->close();
}

double Job::seconds() const {
  if (begin_ == Clock::time_point{}) return 0;
  return std::chrono::duration<double>(end_.value_or(Clock::now()) - begin_).count();
}

Json Job::progress_json() const {
  return {{"done", progress_.done},
          {"total", progress_.total},
          {"text", progress_.text},
          {"seconds", seconds()}};
}

void Reporter::progress(Progress now) {
  const std::scoped_lock lock(job_.mutex_);
  if (job_.state_ != JobState::running) return;
  job_.progress_ = std::move(now);
  job_.told_ = false;
  if (!job_.last_progress_ || Job::Clock::now() - *job_.last_progress_ >= kBetweenProgress)
    job_.tell_progress();
}

void Reporter::partial(const std::function<Json()>& make) {
  const std::scoped_lock lock(job_.mutex_);
  if (job_.state_ != JobState::running) return;
  const auto now = Job::Clock::now();
  const auto between =
      std::max<Job::Clock::duration>(kBetweenPartials, (now - job_.begin_) / kPartOfTime);
  if (now - job_.last_partial_.value_or(job_.begin_) < between) return;
  job_.last_partial_ = now;
  job_.partial_ = make();
  job_.tell("partial", {{"answer", job_.partial_}});
}

std::stop_token Reporter::stop() const { return job_.stop_.get_token(); }

}  // namespace tandem::desk
