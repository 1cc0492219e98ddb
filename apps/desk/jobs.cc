#include "apps/desk/jobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <random>
#include <ranges>
#include <utility>

namespace tandem::desk {
namespace {

/// Of one run of the desk.
std::string run_name() {
  std::random_device device;
  return fmt::format("{:08x}", device());
}

}  // namespace

Jobs::Jobs() : run_(run_name()) {
  for (std::size_t k = 0; k < kRunning; ++k)
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

Jobs::~Jobs() { stop(); }

Answer<std::shared_ptr<Job>> Jobs::add(const std::string& kind, const std::string& key, Work work) {
  const std::scoped_lock lock(mutex_);
  if (waiting_.size() >= kWaiting)
    return tl::unexpected(Refusal(503, "too-many-jobs",
                                  fmt::format("{} jobs wait already", waiting_.size()),
                                  "stop some of them, or wait until they are done"));
  auto job =
      std::make_shared<Job>(fmt::format("{}-{}", run_, ++count_), kind, key, std::move(work));
  jobs_.push_back(job);
  waiting_.push_back(job);
  forget_old();
  added_.notify_one();
  return job;
}

std::shared_ptr<Job> Jobs::find(const std::string& id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find_if(jobs_, [&](const auto& job) { return job->id() == id; });
  return found == jobs_.end() ? nullptr : *found;
}

std::vector<std::shared_ptr<Job>> Jobs::all() const {
  const std::scoped_lock lock(mutex_);
  return {jobs_.rbegin(), jobs_.rend()};
}

void Jobs::stop() {
  for (std::jthread& thread : threads_) thread.request_stop();
  for (const auto& job : all()) job->stop();
}

void Jobs::work(const std::stop_token& stop) {
  while (const auto job = next(stop)) job->run();
}

std::shared_ptr<Job> Jobs::next(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!added_.wait(lock, stop, [this] { return !waiting_.empty(); })) return nullptr;
  if (stop.stop_requested()) return nullptr;
  auto job = waiting_.front();
  waiting_.pop_front();
  return job;
}

void Jobs::forget_old() {
  for (auto at = jobs_.begin(); jobs_.size() > kKept && at != jobs_.end();)
    at = (*at)->over() ? jobs_.erase(at) : std::next(at);
}

}  // namespace tandem::desk
