#include "apps/desk/yardsticks.h"

#include <algorithm>
#include <utility>

namespace tandem::desk {

Yardsticks::Yardsticks() : thread_([this](const std::stop_token& stop) { work(stop); }) {}

Yardsticks::Known Yardsticks::of(const OpenedCase& opened) {
  if (auto known = known_.get(opened->hash)) return *std::move(known);
  const std::scoped_lock lock(mutex_);
  if (opened->hash == under_way_) return nullptr;
  std::erase_if(waiting_, [&](const OpenedCase& one) { return one->hash == opened->hash; });
  waiting_.push_front(opened);
  if (waiting_.size() > kWaiting) waiting_.pop_back();
  asked_.notify_one();
  return nullptr;
}

void Yardsticks::work(const std::stop_token& stop) {
  while (true) {
    OpenedCase next;
    {
      std::unique_lock lock(mutex_);
      under_way_.clear();
      if (!asked_.wait(lock, stop, [this] { return !waiting_.empty(); })) return;
      next = std::move(waiting_.front());
      waiting_.pop_front();
      under_way_ = next->hash;
    }
    // One thread: the other processor is for whoever moves a measure in the meantime.
    auto found = plan::ideals(next->file.valid, {.threads = 1, .stop = stop});
    if (stop.stop_requested()) return;
    known_.put(next->hash, std::make_shared<const plan::Ideals>(std::move(found)));
  }
}

}  // namespace tandem::desk
