#include "apps/http/internal/pool.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <mutex>
#include <stop_token>
#include <utility>

namespace tandem::http::internal {

Pool::Pool(unsigned threads, std::size_t waiting) : most_(std::max(threads, 1U) + waiting) {
  for (unsigned i = 0; i < std::max(threads, 1U); ++i)
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

Pool::~Pool() {
  for (std::jthread& thread : threads_) thread.request_stop();
}

bool Pool::offer(std::function<void()> task) {
  {
    const std::scoped_lock lock(mutex_);
    if (tasks_.size() + busy_ >= most_) return false;
    tasks_.push_back(std::move(task));
  }
  changed_.notify_one();
  return true;
}

void Pool::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return !tasks_.empty(); })) {
    std::function<void()> task = std::move(tasks_.front());
    tasks_.pop_front();
    ++busy_;
    lock.unlock();
    task();
    task = nullptr;  // what it holds may take its time to end
    lock.lock();
    --busy_;
  }
}

}  // namespace tandem::http::internal
