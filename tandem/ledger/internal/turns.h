#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tandem::ledger::internal {

/// Threads that each bring something to be done. What comes while something is being done waits,
/// and is then done at once, in the order in which it came, by the thread that came first.
template <class One>
class Turns {
 public:
  /// @param pause  lets other threads run for a moment
  explicit Turns(std::function<void()> pause = [] { std::this_thread::yield(); })
      : pause_(std::move(pause)) {}

  /// Comes back when `work` was called with all that were done at once, `one` among them.
  /// @param work  void(std::vector<One*>&), which throws nothing; by one thread at a time
  template <class Work>
  void take(One& one, const Work& work) {
    const auto [batch, first] = join(one);
    if (!first) return batch->wait();
    if (const auto before = std::exchange(batch->before, nullptr)) {
      before->wait();
      gather(*batch, before->count);
    }
    close();
    work(batch->all);
    batch->end();
  }

  /// How many wait, or are being done.
  [[nodiscard]] std::size_t waiting() const {
    const std::lock_guard lock(joining_);
    const std::size_t open = open_ ? open_->all.size() : 0;
    return open + (last_ && !last_->is_done() ? last_->all.size() : 0);
  }

 private:
  struct Batch {
    std::vector<One*> all;
    std::atomic<std::size_t> count = 0;  ///< of `all`
    std::shared_ptr<Batch> before;

    std::mutex ending;  // guards done
    std::condition_variable ended;
    bool done = false;

    void wait() {
      std::unique_lock lock(ending);
      ended.wait(lock, [this] { return done; });
    }
    void end() {
      {
        const std::lock_guard lock(ending);
        done = true;
      }
      ended.notify_all();  // after the lock, which all of them want
    }
    [[nodiscard]] bool is_done() {
      const std::lock_guard lock(ending);
      return done;
    }
  };

  /// @return its batch, and whether it is the first there
  std::pair<std::shared_ptr<Batch>, bool> join(One& one) {
    const std::lock_guard lock(joining_);
    const bool first = !open_;
    if (first) {
      open_ = std::make_shared<Batch>();
      open_->before = last_;
    }
    open_->all.push_back(&one);
    open_->count = open_->all.size();
    return {open_, first};
  }

  /// Those who were answered just now are on their way back with their next. To go without them
  /// would be to do one, then all others, then one.
  /// @param usual  so many are waited for, as long as one more comes now and then
  void gather(const Batch& batch, std::size_t usual) const {
    constexpr int kPatience = 50;  // pauses, some 20 microseconds where nobody else wants to run
    std::size_t there = 0;
    for (int idle = 0; idle < kPatience; ++idle) {
      const std::size_t now = batch.count;
      if (now >= usual) return;
      if (now > there) idle = 0;
      there = now;
      pause_();
    }
  }

  void close() {
    const std::lock_guard lock(joining_);
    last_ = std::exchange(open_, nullptr);
  }

  std::function<void()> pause_;
  mutable std::mutex joining_;   // guards the rest, and what is in the open batch
  std::shared_ptr<Batch> open_;  // whoever comes joins it; null: whoever comes opens one
  std::shared_ptr<Batch> last_;  // that was closed; null: there was none
};

}  // namespace tandem::ledger::internal
