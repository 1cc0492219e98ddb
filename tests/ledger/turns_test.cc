#include "tandem/ledger/internal/turns.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

namespace tandem::ledger::internal {
namespace {

using Work = std::vector<int*>;

/// Threads that come with numbers, all waited for at the end.
class Comers {
 public:
  explicit Comers(Turns<int>& turns, std::function<void(const Work&)> work)
      : turns_(turns), work_(std::move(work)) {}
  Comers(const Comers&) = delete;
  Comers& operator=(const Comers&) = delete;
  ~Comers() { join(); }

  /// One thread more, which is there when this comes back.
  void come(int number) {
    const std::size_t before = turns_.waiting();
    threads_.emplace_back([this, number] {
      int one = number;
      turns_.take(one, work_);
    });
    while (turns_.waiting() == before) std::this_thread::yield();
  }
  void join() {
    for (std::thread& one : threads_) one.join();
    threads_.clear();
  }

 private:
  Turns<int>& turns_;
  std::function<void(const Work&)> work_;
  std::vector<std::thread> threads_;
};

std::vector<int> numbers(const Work& work) {
  std::vector<int> all;
  for (const int* one : work) all.push_back(*one);
  return all;
}

TEST(Turns, DoesAtOnceWhatComesMeanwhileInTheOrderInWhichItCame) {
  Turns<int> turns;
  EXPECT_EQ(turns.waiting(), 0U);
  std::vector<std::vector<int>> done;
  Comers others(turns, [&](const Work& work) { done.push_back(numbers(work)); });
  int one = 1;
  turns.take(one, [&](const Work& work) {
    done.push_back(numbers(work));
    for (const int number : {5, 3, 4}) others.come(number);
    EXPECT_EQ(turns.waiting(), 4U);
  });
  others.join();
  EXPECT_EQ(done, (std::vector<std::vector<int>>{{1}, {5, 3, 4}}));
  EXPECT_EQ(turns.waiting(), 0U);
}

TEST(Turns, WaitsForThoseWhoWereAnsweredJustNow) {
  std::vector<std::vector<int>> done;
  std::function<void()> come;
  Turns<int> turns([&] {
    if (const auto once = std::exchange(come, nullptr)) once();
  });
  const auto work = [&](const Work& all) { done.push_back(numbers(all)); };
  Comers others(turns, work);
  int one = 1;
  turns.take(one, [&](const Work& all) {
    work(all);
    for (const int number : {2, 3}) others.come(number);
  });
  others.join();
  // Two were done at once, so the next waits for another.
  come = [&] { others.come(5); };
  int next = 4;
  turns.take(next, work);
  others.join();
  EXPECT_EQ(done, (std::vector<std::vector<int>>{{1}, {2, 3}, {4, 5}}));
}

TEST(Turns, DoesNotWaitForEverForWhoDoesNotComeBack) {
  Turns<int> turns;
  std::vector<std::vector<int>> done;
  const auto work = [&](const Work& all) { done.push_back(numbers(all)); };
  Comers others(turns, work);
  int one = 1;
  turns.take(one, [&](const Work& all) {
    work(all);
    for (const int number : {2, 3, 4}) others.come(number);
  });
  others.join();
  turns.take(one, work);
  EXPECT_EQ(done, (std::vector<std::vector<int>>{{1}, {2, 3, 4}, {1}}));
}

TEST(Turns, LetOneWorkAtATimeAndForgetNobody) {
  constexpr int kThreads = 8;
  constexpr int kEach = 300;
  Turns<int> turns;
  std::atomic<bool> busy = false;
  int done = 0;  // guarded by the turns
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread)
    threads.emplace_back([&] {
      for (int n = 0; n < kEach; ++n) {
        int state = 0;
        turns.take(state, [&](const Work& all) {
          EXPECT_FALSE(busy.exchange(true));
          for (int* one : all) ++*one;
          done += static_cast<int>(all.size());
          busy = false;
        });
        EXPECT_EQ(state, 1);
      }
    });
  for (std::thread& one : threads) one.join();
  EXPECT_EQ(done, kThreads * kEach);
}

}  // namespace
}  // namespace tandem::ledger::internal
