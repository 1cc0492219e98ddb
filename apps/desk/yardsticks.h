#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "apps/desk/lru.h"
#include "apps/desk/opened.h"
#include "tandem/plan/plan.h"

namespace tandem::desk {

/// The best that each principal could attain in a case, which takes a second or more to find: found
/// in the background, the case that was asked about last first.
class Yardsticks {
 public:
  using Known = std::shared_ptr<const plan::Ideals>;

  Yardsticks();

  /// Null where it is not known yet; then it soon will be.
  [[nodiscard]] Known of(const OpenedCase& opened);

 private:
  static constexpr std::size_t kKept = 64;
  static constexpr std::size_t kWaiting = 4;  ///< of older questions nobody waits any more

  void work(const std::stop_token& stop);

  Lru<Known> known_{kKept};
  std::mutex mutex_;
  std::condition_variable_any asked_;
  std::deque<OpenedCase> waiting_;  // the last one asked comes first
  std::string under_way_;           // hash
  std::jthread thread_;             // last, so that it ends first
};

}  // namespace tandem::desk
