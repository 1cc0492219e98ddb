#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "apps/desk/refusal.h"
#include "apps/desk/schema.h"
#include "apps/http/event_log.h"

/// Work that takes longer than an answer may: it waits its turn, says how far it is, can be stopped
/// and leaves what it found.
namespace tandem::desk {

/// How far some work is.
struct Progress {
  double done = 0;   ///< in the unit of `total`: histories, seconds, questions
  double total = 0;  ///< 0: not known
  std::string text = {};
};

enum class JobState { queued, running, done, failed, cancelled };
[[nodiscard]] std::string_view word_of(JobState state);

class Job;

/// What the work sees of its job. Any of its threads may call anything.
class Reporter {
 public:
  explicit Reporter(Job& job) : job_(job) {}
  /// Passed on at most five times a second, and the last before the end.
  void progress(Progress now);
  /// Passed on about every second, and less often the longer the work goes on; made only then.
  void partial(const std::function<Json()>& make);
  [[nodiscard]] std::stop_token stop() const;

 private:
  Job& job_;
};

/// The work: its answer, of what is done where it was asked to stop.
using Work = std::function<Answer<Json>(Reporter&)>;

/// One job. Any thread may call anything.
class Job {
 public:
  Job(std::string id, std::string kind, std::string key, Work work);

  /// @param whole  with what it found
  [[nodiscard]] Json json(bool whole) const;
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] bool over() const;
  [[nodiscard]] std::shared_ptr<http::EventLog> events() const { return events_; }

  /// On the thread that works.
  void run();
  /// Ends it soon; one that waits still, at once.
  void stop();

 private:
  friend class Reporter;
  using Clock = std::chrono::steady_clock;

  /// Each with the mutex held.
  void tell(const std::string& name, const Json& data);
  void tell_progress();
  void end(JobState state, const Answer<Json>& answer);
  [[nodiscard]] double seconds() const;
  [[nodiscard]] Json progress_json() const;

  const std::string id_;
  const std::string kind_;
  const std::string key_;
  Work work_;
  std::shared_ptr<http::EventLog> events_ = std::make_shared<http::EventLog>();
  std::stop_source stop_;

  mutable std::mutex mutex_;
  JobState state_ = JobState::queued;
  Progress progress_;
  bool told_ = true;  // whether subscribers know of `progress_`
  Clock::time_point begin_{};
  std::optional<Clock::time_point> end_;
  std::optional<Clock::time_point> last_progress_;
  std::optional<Clock::time_point> last_partial_;
  Json partial_;
  Json answer_;
  Json error_;
};

/// The jobs of a desk: two at a time work, the last ones are remembered.
class Jobs {
 public:
  static constexpr std::size_t kRunning = 2;
  static constexpr std::size_t kKept = 64;
  static constexpr std::size_t kWaiting = 32;

  Jobs();
  ~Jobs();  ///< stops all and waits for them
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;
  Jobs(Jobs&&) = delete;
  Jobs& operator=(Jobs&&) = delete;

  /// Errors: too-many-jobs.
  [[nodiscard]] Answer<std::shared_ptr<Job>> add(const std::string& kind, const std::string& key,
                                                 Work work);
  [[nodiscard]] std::shared_ptr<Job> find(const std::string& id) const;  ///< null: none
  /// The last one first.
  [[nodiscard]] std::vector<std::shared_ptr<Job>> all() const;
  /// Stops all and lets none begin.
  void stop();

 private:
  void work(const std::stop_token& stop);
  [[nodiscard]] std::shared_ptr<Job> next(const std::stop_token& stop);
  void forget_old();

  const std::string run_;  ///< so that no name means another job when the desk starts again
  mutable std::mutex mutex_;
  std::condition_variable_any added_;
  std::list<std::shared_ptr<Job>> jobs_;  // in order of their beginning
  std::deque<std::shared_ptr<Job>> waiting_;
  std::uint64_t count_ = 0;
  std::vector<std::jthread> threads_;
};

}  // namespace tandem::desk
