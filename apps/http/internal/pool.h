#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace tandem::http::internal {

/// Threads that run what is offered, first come first served.
class Pool {
 public:
  /// @param waiting  tasks that may wait while every thread has one
  Pool(unsigned threads, std::size_t waiting);
  /// Runs what waits, then ends the threads.
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  Pool(Pool&&) = delete;
  Pool& operator=(Pool&&) = delete;

  /// False where it is full: the task will not run. @param task  throws nothing
  [[nodiscard]] bool offer(std::function<void()> task);

 private:
  void work(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::function<void()>> tasks_;
  std::size_t busy_ = 0;
  std::size_t most_;                   // tasks that run or wait
  std::vector<std::jthread> threads_;  // last: they end before what they use
};

}  // namespace tandem::http::internal
