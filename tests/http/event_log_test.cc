#include "apps/http/event_log.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace tandem::http {
namespace {

TEST(EventLog, GivesEventsInTheirOrderWithTheirIds) {
  EventLog log;
  EXPECT_EQ(log.append("progress", "{\"done\": 1}"), 1U);
  EXPECT_EQ(log.append("done", "{}"), 2U);
  const auto all = log.after(0);
  ASSERT_EQ(all.events.size(), 2U);
  EXPECT_EQ(*all.events[0], "id: 1\nevent: progress\ndata: {\"done\": 1}\n\n");
  EXPECT_EQ(*all.events[1], "id: 2\nevent: done\ndata: {}\n\n");
  EXPECT_EQ(all.last, 2U);
  EXPECT_FALSE(all.lost);
  EXPECT_FALSE(all.closed);
  const auto later = log.after(1);
  ASSERT_EQ(later.events.size(), 1U);
  EXPECT_EQ(later.events[0], all.events[1]);  // the very same bytes
  EXPECT_TRUE(log.after(2).events.empty());
  EXPECT_EQ(log.after(2).last, 2U);
}

TEST(EventLog, IsClosedForWhoHasTheLastEvent) {
  EventLog log;
  log.append("a", "1");
  log.close();
  log.close();
  EXPECT_TRUE(log.closed());
  EXPECT_TRUE(log.after(0).closed);
  EXPECT_TRUE(log.after(1).closed);
  EXPECT_TRUE(EventLog().after(0).events.empty());
}

TEST(EventLog, HandsOutBatchesThatJoinWithoutAGap) {
  EventLog log;
  const std::uint64_t count = 3 * EventLog::kMost + 5;
  for (std::uint64_t i = 0; i < count; ++i) log.append("n", std::to_string(i));
  log.close();
  std::uint64_t seen = 0;
  for (bool closed = false; !closed;) {
    const auto batch = log.after(seen);
    ASSERT_LE(batch.events.size(), EventLog::kMost);
    for (const auto& event : batch.events)
      ASSERT_TRUE(event->starts_with("id: " + std::to_string(++seen) + "\n")) << *event;
    ASSERT_EQ(batch.last, seen);
    closed = batch.closed;
    ASSERT_EQ(closed, seen == count);
  }
}

TEST(EventLog, SaysWhenEventsWereLost) {
  EventLog log;
  for (std::size_t i = 0; i < EventLog::kKept + 10; ++i) log.append("n", "0");
  EXPECT_FALSE(log.after(10).lost);
  const auto batch = log.after(9);
  EXPECT_TRUE(batch.lost);
  EXPECT_EQ(*batch.events.at(0), "event: reset\ndata: {\"first\": 11}\n\n");
  EXPECT_TRUE(batch.events.at(1)->starts_with("id: 11\n"));
  EXPECT_EQ(batch.last, 10 + EventLog::kMost);
}

TEST(EventLog, TakesAnIdThatItNeverGaveForLost) {
  EventLog log;
  log.append("n", "0");
  const auto batch = log.after(7);  // of a log that was here before
  EXPECT_TRUE(batch.lost);
  ASSERT_EQ(batch.events.size(), 2U);
  EXPECT_EQ(batch.last, 1U);
}

TEST(EventLog, KeepsAFewMegabytesAtMostButAlwaysTheLast) {
  EventLog log;
  const std::string large(EventLog::kKeptBytes / 4, 'x');
  for (int i = 0; i < 6; ++i) log.append("n", large);
  EXPECT_TRUE(log.after(2).lost);
  EXPECT_FALSE(log.after(3).lost);
  log.append("n", std::string(2 * EventLog::kKeptBytes, 'y'));
  EXPECT_FALSE(log.after(6).lost);
  EXPECT_EQ(log.after(6).events.size(), 1U);
}

TEST(EventLog, WakesSubscribersAtAppendAndCloseUntilTheyLeave) {
  EventLog log;
  int woken = 0;
  int other = 0;
  const auto subscription = log.subscribe([&] { ++woken; });
  log.subscribe([&] { ++other; });
  log.append("n", "0");
  log.unsubscribe(subscription);
  log.append("n", "0");
  log.close();
  EXPECT_EQ(woken, 1);
  EXPECT_EQ(other, 3);
}

TEST(EventLog, IsReadWhileItIsWritten) {
  EventLog log;
  std::atomic<int> woken{0};
  log.subscribe([&] { ++woken; });
  std::thread writer([&] {
    for (int i = 0; i < 2000; ++i) log.append("n", std::to_string(i));
    log.close();
  });
  std::uint64_t seen = 0;
  for (bool closed = false; !closed;) {
    const auto batch = log.after(seen);
    ASSERT_TRUE(batch.lost || batch.last == seen + batch.events.size());
    seen = batch.last;
    closed = batch.closed;
  }
  writer.join();
  EXPECT_EQ(seen, 2000U);
  EXPECT_EQ(woken, 2001);
}

}  // namespace
}  // namespace tandem::http
