#include "apps/http/event_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace tandem::http {

std::uint64_t EventLog::append(std::string name, std::string data) {
  assert(name.find_first_of("\r\n") == std::string::npos);
  assert(data.find_first_of("\r\n") == std::string::npos);
  const std::scoped_lock lock(mutex_);
  assert(!closed_);
  ++last_;
  kept_.push_back(std::make_shared<const std::string>(
      fmt::format("id: {}\nevent: {}\ndata: {}\n\n", last_, name, data)));
  kept_bytes_ += kept_.back()->size();
  while (kept_.size() > 1 && (kept_.size() > kKept || kept_bytes_ > kKeptBytes)) {
    kept_bytes_ -= kept_.front()->size();
    kept_.pop_front();
  }
  for (const auto& [subscription, wake] : wakes_) wake();
  return last_;
}

void EventLog::close() {
  const std::scoped_lock lock(mutex_);
  if (std::exchange(closed_, true)) return;
  for (const auto& [subscription, wake] : wakes_) wake();
}

bool EventLog::closed() const {
  const std::scoped_lock lock(mutex_);
  return closed_;
}

EventLog::Batch EventLog::after(std::uint64_t after) const {
  const std::scoped_lock lock(mutex_);
  Batch batch;
  const std::uint64_t before = last_ - kept_.size();  // id of the last that is not kept
  batch.lost = after < before || after > last_;
  batch.last = batch.lost ? before : after;
  if (batch.lost) {
    batch.events.push_back(std::make_shared<const std::string>(
        fmt::format("event: reset\ndata: {{\"first\": {}}}\n\n", before + 1)));
  }
  const std::size_t from = batch.last - before;
  const std::size_t most = std::min(kMost, kept_.size() - from);
  for (std::size_t i = from; i < from + most; ++i) batch.events.push_back(kept_[i]);
  batch.last += most;
  batch.closed = closed_ && batch.last == last_;
  return batch;
}

std::uint64_t EventLog::subscribe(std::function<void()> wake) {
  const std::scoped_lock lock(mutex_);
  wakes_.emplace(++subscriptions_, std::move(wake));
  return subscriptions_;
}

void EventLog::unsubscribe(std::uint64_t subscription) {
  const std::scoped_lock lock(mutex_);
  wakes_.erase(subscription);
}

}  // namespace tandem::http
