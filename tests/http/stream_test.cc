#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "apps/http/event_log.h"
#include "apps/http/server.h"
#include "tests/http/client.h"

namespace tandem::http {
namespace {

using std::chrono::milliseconds;
using test::Client;
using test::Running;
using testing::HasSubstr;

/// A server whose every answer is the one stream.
struct Topic {
  explicit Topic(const Limits& limits = {})
      : server({.limits = limits}, [log = log](const Request&, const std::stop_token&) {
          return Response{.events = log};
        }) {}

  std::shared_ptr<EventLog> log = std::make_shared<EventLog>();
  Running server;
};

Client subscribe(const Topic& topic, std::uint64_t after = 0, int receive_bytes = 0) {
  Client client(topic.server.port(), receive_bytes);
  client.send(topic.server.get(
      "/events", after == 0 ? "" : "Last-Event-ID: " + std::to_string(after) + "\r\n"));
  return client;
}

/// Whether `text` holds events `from`..`to`, each once and in order, and no other.
bool without_gap(const std::string& text, std::uint64_t from, std::uint64_t to) {
  std::uint64_t next = from;
  for (std::size_t at = text.find("id: "); at != std::string::npos;
       at = text.find("id: ", at + 1)) {
    if (std::stoull(text.substr(at + 4)) != next++) return false;
  }
  return next == to + 1;
}

TEST(Stream, SendsWhatWasAndWhatComesAndEndsWhenClosed) {
  Topic topic;
  topic.log->append("progress", "{\"done\":1}");
  Client client = subscribe(topic);
  const auto head = client.answer();
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-type"), "text/event-stream; charset=utf-8");
  EXPECT_EQ(head.headers.at("cache-control"), "no-store");
  EXPECT_EQ(client.until("\n\n"), "id: 1\nevent: progress\ndata: {\"done\":1}\n\n");
  topic.log->append("done", "{}");
  EXPECT_EQ(client.until("\n\n"), "id: 2\nevent: done\ndata: {}\n\n");
  topic.log->close();
  EXPECT_TRUE(client.ended());
}

TEST(Stream, GoesOnAfterTheLastEventThatOneHas) {
  Topic topic;
  for (int i = 0; i < 300; ++i) topic.log->append("n", "0");
  Client client = subscribe(topic, 120);
  std::string text = client.until("id: 300\n");
  EXPECT_THAT(text, testing::Not(HasSubstr("reset")));
  EXPECT_TRUE(without_gap(text, 121, 300));
}

TEST(Stream, SaysResetWhereEventsAreLost) {
  Topic topic;
  for (std::size_t i = 0; i < EventLog::kKept + 5; ++i) topic.log->append("n", "0");
  Client client = subscribe(topic, 3);
  EXPECT_EQ(client.answer().status, 200);
  EXPECT_EQ(client.until("\n\n"), "event: reset\ndata: {\"first\": 6}\n\n");
  EXPECT_TRUE(without_gap(client.until("id: 1029\n"), 6, 1029));
}

TEST(Stream, TellsOneWhoHasAllThatItNeedNotAskAgain) {
  Topic topic;
  topic.log->append("done", "{}");
  topic.log->close();
  Client client = subscribe(topic, 1);
  EXPECT_EQ(client.answer().status, 204);
  Client anew = subscribe(topic);
  EXPECT_EQ(anew.answer().status, 200);
  EXPECT_THAT(anew.rest(), HasSubstr("id: 1\n"));
}

TEST(Stream, AnswersAHeadWithTheHeadAlone) {
  Topic topic;
  topic.log->append("n", "0");
  Client client(topic.server.port());
  client.send("HEAD / HTTP/1.1\r\nHost: " + topic.server.host() + "\r\n\r\n");
  EXPECT_EQ(client.answer(false).status, 200);
  EXPECT_EQ(client.rest(), "");
}

TEST(Stream, ShowsThatItIsAlive) {
  Topic topic({.heartbeat = milliseconds(30)});
  Client client = subscribe(topic);
  EXPECT_EQ(client.answer().status, 200);
  EXPECT_EQ(client.until(":\n\n:\n\n"), ":\n\n:\n\n");
  topic.log->append("n", "0");
  EXPECT_THAT(client.until("data: 0\n\n"), HasSubstr("id: 1\n"));
}

TEST(Stream, ReachesTwoHundredWithoutAGap) {
  Topic topic;
  constexpr int kPeers = 200;
  constexpr std::uint64_t kEvents = 500;
  std::vector<Client> peers;
  peers.reserve(kPeers);
  for (int i = 0; i < kPeers; ++i) peers.push_back(subscribe(topic));
  std::thread first([&] {
    for (std::uint64_t i = 0; i < kEvents / 2; ++i) topic.log->append("n", "0");
  });
  std::thread second([&] {
    for (std::uint64_t i = 0; i < kEvents / 2; ++i) topic.log->append("n", "0");
  });
  first.join();
  second.join();
  topic.log->close();
  for (Client& peer : peers) EXPECT_TRUE(without_gap(peer.rest(), 1, kEvents));
}

TEST(Stream, CutsOneWhoDoesNotReadAndKeepsTheOthers) {
  Topic topic({.write = milliseconds(200)});
  Client slow = subscribe(topic, 0, 4096);
  EXPECT_EQ(slow.answer().status, 200);
  Client good = subscribe(topic);
  EXPECT_EQ(good.answer().status, 200);
  std::thread reader([&] { good.until("event: last\n"); });
  const std::string large(200'000, 'x');
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) {
    topic.log->append("n", large);
    std::this_thread::sleep_for(milliseconds(5));
  }
  topic.log->append("last", "{}");
  reader.join();
  // What the system held for it, and then the end.
  const std::string got = slow.rest();
  EXPECT_LT(got.size(), 100 * large.size());
  EXPECT_EQ(got.find("event: last"), std::string::npos);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(8));
}

TEST(Stream, ForgetsOneWhoIsGone) {
  Topic topic;
  {
    std::vector<Client> peers;
    for (int i = 0; i < 20; ++i) {
      peers.push_back(subscribe(topic));
      EXPECT_EQ(peers.back().answer().status, 200);
    }
    for (Client& peer : peers) peer.kill();
  }
  // Each stream holds the log; the test, the handler's copy inside the server and no more remain.
  const auto begin = std::chrono::steady_clock::now();
  while (topic.log.use_count() > 3 &&
         std::chrono::steady_clock::now() - begin < std::chrono::seconds(5)) {
    std::this_thread::sleep_for(milliseconds(5));
  }
  EXPECT_LE(topic.log.use_count(), 3);
}

TEST(Stream, EndsWhenTheServerStopsWhileEventsCome) {
  Topic topic;
  std::vector<Client> peers;
  for (int i = 0; i < 20; ++i) {
    peers.push_back(subscribe(topic));
    EXPECT_EQ(peers.back().answer().status, 200);
  }
  std::jthread writer([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) topic.log->append("n", "0");
  });
  std::thread reader([&] {
    for (Client& peer : peers) peer.rest();
  });
  std::this_thread::sleep_for(milliseconds(50));
  EXPECT_LT(topic.server.stop(), std::chrono::seconds(4));
  reader.join();
}

}  // namespace
}  // namespace tandem::http
