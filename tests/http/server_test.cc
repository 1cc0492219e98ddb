#include "apps/http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "tests/http/client.h"

namespace tandem::http {
namespace {

using std::chrono::milliseconds;
using test::Answer;
using test::Client;
using test::Running;
using testing::HasSubstr;
using testing::StartsWith;

Response text(std::string body) {
  Response response{.type = "text/plain"};
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

/// Says the request again.
Response echo(const Request& request, const std::stop_token& /*stop*/) {
  return text(request.method + " " + request.path + " " + request.body);
}

std::string code_of(const Answer& answer) {
  const auto body = nlohmann::json::parse(answer.body, nullptr, false);
  return body.is_discarded() ? answer.body : body["error"]["code"].get<std::string>();
}

/// A handler that holds its requests until it is let go.
class Gate {
 public:
  Response answer(const Request& request, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    ++inside_;
    changed_.notify_all();
    changed_.wait(lock, stop, [this] { return open_; });
    return text(request.path + (stop.stop_requested() ? " stopped" : " let go"));
  }
  void wait_for(int inside) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return inside_ >= inside; });
  }
  void open() {
    const std::scoped_lock lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  int inside_ = 0;
  bool open_ = false;
};

TEST(Server, AnswersOneRequestAfterTheOtherOnAConnection) {
  Running server({}, echo);
  Client client(server.port());
  for (int i = 0; i < 3; ++i) {
    client.send(server.get("/a" + std::to_string(i)));
    const Answer answer = client.answer();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "GET /a" + std::to_string(i) + " ");
    EXPECT_EQ(answer.headers.at("content-type"), "text/plain");
    EXPECT_TRUE(answer.headers.at("date").ends_with(" GMT"));
  }
  client.send(server.get("/last", "Connection: close\r\n"));
  EXPECT_EQ(client.answer().headers.at("connection"), "close");
  EXPECT_TRUE(client.ended());
}

TEST(Server, AnswersInTheOrderOfTheQuestions) {
  // The first ones take longest.
  std::atomic<int> asked{0};
  Running server({.workers = 4}, [&](const Request& request, const std::stop_token& stop) {
    std::this_thread::sleep_for(milliseconds(std::max(0, 20 - 5 * asked++)));
    return echo(request, stop);
  });
  Client client(server.port());
  std::string all;
  for (int i = 0; i < 8; ++i) all += server.get("/" + std::to_string(i));
  all += "POST /p HTTP/1.1\r\nHost: " + server.host() + "\r\nContent-Length: 2\r\n\r\nhi";
  client.send(all);
  for (int i = 0; i < 8; ++i) EXPECT_EQ(client.answer().body, "GET /" + std::to_string(i) + " ");
  EXPECT_EQ(client.answer().body, "POST /p hi");
}

TEST(Server, AnswersManyAtATime) {
  Running server({.workers = 2}, echo);
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      Client client(server.port());
      for (int i = 0; i < 50; ++i) {
        const std::string path = "/" + std::to_string(t) + "/" + std::to_string(i);
        client.send(server.get(path));
        right += client.answer().body == "GET " + path + " " ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 400);
}

TEST(Server, AsksTheQuickFunctionFirst) {
  Running server({}, echo, [](const Request& request) -> std::optional<Response> {
    if (request.path == "/throw") throw std::runtime_error("secret");
    if (request.path == "/quick") return text("at once");
    return std::nullopt;
  });
  Client client(server.port());
  client.send(server.get("/quick") + server.get("/slow") + server.get("/throw"));
  EXPECT_EQ(client.answer().body, "at once");
  EXPECT_EQ(client.answer().body, "GET /slow ");
  EXPECT_EQ(client.answer().status, 500);
}

TEST(Server, TellsAThrowToItsOwnerAndNotToThePeer) {
  std::mutex mutex;
  std::string told;
  Running server({.failed =
                      [&](const std::string& what) {
                        const std::scoped_lock lock(mutex);
                        told = what;
                      }},
                 [](const Request&, const std::stop_token&) -> Response {
                   throw std::runtime_error("secret 42");
                 });
  Client client(server.port());
  client.send(server.get("/"));
  const Answer answer = client.answer();
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(code_of(answer), "internal");
  EXPECT_EQ(answer.body.find("42"), std::string::npos);
  {
    const std::scoped_lock lock(mutex);
    EXPECT_EQ(told, "secret 42");
  }
  client.send(server.get("/"));
  EXPECT_EQ(client.answer().status, 500);  // the connection goes on
}

TEST(Server, AnswersAHeadWithoutTheBody) {
  Running server({}, echo);
  Client client(server.port());
  client.send("HEAD /x HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n" + server.get("/y"));
  const Answer head = client.answer(false);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), "7");
  EXPECT_EQ(client.answer().body, "GET /y ");
}

TEST(Server, SaysThatNothingChanged) {
  Running server({}, [](const Request&, const std::stop_token&) {
    Response response = text("large");
    response.headers = {{"ETag", "\"v1\""}, {"Cache-Control", "no-cache"}};
    return response;
  });
  Client client(server.port());
  client.send(server.get("/", "If-None-Match: \"v1\"\r\n") +
              server.get("/", "If-None-Match: \"v0\"\r\n"));
  const Answer same = client.answer();
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.headers.at("etag"), "\"v1\"");
  EXPECT_FALSE(same.headers.contains("content-length"));
  const Answer other = client.answer();
  EXPECT_EQ(other.status, 200);
  EXPECT_EQ(other.body, "large");
}

TEST(Server, AddsTheUsualHeadersToEveryAnswerEvenToRefusals) {
  Running server({.headers = {{"X-Content-Type-Options", "nosniff"}, {"X-Own", "usual"}}},
                 [](const Request&, const std::stop_token&) {
                   Response response = text("");
                   response.headers = {{"x-own", "own"}};
                   return response;
                 });
  Client client(server.port());
  client.send(server.get("/") + "GET / HTTP/1.1\r\nHost: evil\r\n\r\n" + "nonsense\r\n\r\n");
  const Answer own = client.answer();
  EXPECT_EQ(own.headers.at("x-own"), "own");
  EXPECT_EQ(own.headers.at("x-content-type-options"), "nosniff");
  for (const int status : {421, 400}) {
    const Answer refusal = client.answer();
    EXPECT_EQ(refusal.status, status);
    EXPECT_EQ(refusal.headers.at("x-own"), "usual");
    EXPECT_EQ(refusal.headers.at("content-type"), "application/json");
  }
}

TEST(Server, RefusesNamesThatAreNotItsOwn) {
  Running server({.hosts = {"localhost", "desk.example"}}, echo);
  Client client(server.port());
  const std::string port = ":" + std::to_string(server.port());
  const auto status_of = [&](const std::string& host) {
    client.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    return client.answer().status;
  };
  EXPECT_EQ(status_of("127.0.0.1" + port), 200);
  EXPECT_EQ(status_of("localhost" + port), 200);
  EXPECT_EQ(status_of("desk.example" + port), 200);
  EXPECT_EQ(status_of("evil.example" + port), 421);
  EXPECT_EQ(status_of("evil.example"), 421);
  EXPECT_EQ(status_of("localhost"), 421);
  EXPECT_EQ(status_of("localhost:1"), 421);
  EXPECT_EQ(status_of("localhost" + port + ".evil.example"), 421);
}

TEST(Server, RefusesTraversalAndSmugglingAndThenEnds) {
  Running server({}, echo);
  const std::string host = "Host: " + server.host() + "\r\n";
  for (const std::string& bytes :
       {server.get("/../etc/passwd"), server.get("/a/%2e%2e/b"), server.get("/%00"),
        server.get("/%ff"), server.get("/%zz"), "GET / HTTP/1.1\r\n\r\n" + host,
        "POST / HTTP/1.1\r\n" + host +
            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\n" + host + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"}) {
    Client client(server.port());
    client.send(bytes + server.get("/smuggled"));
    const Answer answer = client.answer();
    EXPECT_EQ(answer.status, 400) << bytes;
    EXPECT_EQ(code_of(answer), "bad-request") << bytes;
    EXPECT_EQ(client.rest(), "") << bytes;
  }
}

TEST(Server, RefusesHeadersAndBodiesOverItsLimits) {
  Running server({.limits = {.header_bytes = 1024, .body_bytes = 2048}}, echo);
  const std::string start = "POST / HTTP/1.1\r\nHost: " + server.host() + "\r\n";
  Client header(server.port());
  header.send(start + "X: " + std::string(100'000, 'x') + "\r\n\r\n");
  const Answer too_large_header = header.answer();
  EXPECT_EQ(too_large_header.status, 431);
  EXPECT_EQ(code_of(too_large_header), "header-too-large");
  EXPECT_TRUE(header.ended());

  // Even one who sends everything before he looks gets to read why.
  Client body(server.port());
  EXPECT_TRUE(body.send(start + "Content-Length: 1000000\r\n\r\n" + std::string(1'000'000, 'b')));
  const Answer too_large_body = body.answer();
  EXPECT_EQ(too_large_body.status, 413);
  EXPECT_EQ(code_of(too_large_body), "too-large");
  EXPECT_EQ(too_large_body.headers.at("connection"), "close");

  Client fits(server.port());
  fits.send(start + "Content-Length: 2048\r\n\r\n" + std::string(2048, 'b'));
  EXPECT_EQ(fits.answer().body, "POST / " + std::string(2048, 'b'));
}

TEST(Server, AsksForTheBodyOfOneWhoWaits) {
  Running server({}, echo);
  Client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: " + server.host() +
              "\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hi");
  EXPECT_EQ(client.answer().body, "POST / hi");
}

TEST(Server, TakesABodyInChunks) {
  Running server({}, echo);
  Client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: " + server.host() +
              "\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n");
  client.send("7\r\n there!\r\n0\r\n\r\n");
  EXPECT_EQ(client.answer().body, "POST / hi there!");
}

TEST(Server, CutsOneWhoseRequestTrickles) {
  Running server({.limits = {.read = milliseconds(150)}}, echo);
  Client client(server.port());
  const std::string request = server.get("/slow");
  std::size_t sent = 0;
  while (sent < request.size() && client.send(request.substr(sent, 1)) && sent < 20) {
    ++sent;
    std::this_thread::sleep_for(milliseconds(20));
  }
  const Answer answer = client.answer();
  EXPECT_EQ(answer.status, 408);
  EXPECT_EQ(code_of(answer), "timeout");
  EXPECT_EQ(client.rest(), "");

  Client body(server.port());
  body.send("POST / HTTP/1.1\r\nHost: " + server.host() + "\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(body.answer().status, 408);
}

TEST(Server, CutsOneWhoSaysNothing) {
  Running server({.limits = {.read = milliseconds(100), .idle = milliseconds(100)}}, echo);
  Client silent(server.port());
  EXPECT_TRUE(silent.ended());
  Client idle(server.port());
  idle.send(server.get("/"));
  EXPECT_EQ(idle.answer().status, 200);
  EXPECT_TRUE(idle.ended());
}

TEST(Server, LetsOneWaitBetweenTwoRequestsLongerThanForOne) {
  Running server({.limits = {.read = milliseconds(100), .idle = milliseconds(5000)}}, echo);
  Client client(server.port());
  client.send(server.get("/1"));
  EXPECT_EQ(client.answer().status, 200);
  std::this_thread::sleep_for(milliseconds(300));
  client.send(server.get("/2"));
  EXPECT_EQ(client.answer().status, 200);
}

TEST(Server, CutsOneWhoDoesNotTakeALargeAnswerAndServesOthersMeanwhile) {
  const auto large = std::make_shared<const std::string>(std::size_t{32} << 20, 'x');
  Running server({.limits = {.write = milliseconds(300)}},
                 [&](const Request& request, const std::stop_token& stop) {
                   if (request.path != "/large") return echo(request, stop);
                   return Response{.body = large};
                 });
  Client slow(server.port(), 4096);
  slow.send(server.get("/large"));
  const auto begin = std::chrono::steady_clock::now();
  while (large.use_count() == 1 &&
         std::chrono::steady_clock::now() - begin < std::chrono::seconds(5)) {
    std::this_thread::sleep_for(milliseconds(5));
  }
  Client other(server.port());
  other.send(server.get("/other"));
  EXPECT_EQ(other.answer().body, "GET /other ");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(250));
  while (large.use_count() > 1 &&
         std::chrono::steady_clock::now() - begin < std::chrono::seconds(5)) {
    std::this_thread::sleep_for(milliseconds(5));
  }
  EXPECT_EQ(large.use_count(), 1);  // the server holds it no longer
  EXPECT_LT(slow.rest().size(), large->size());
}

TEST(Server, SendsALargeAnswerWhole) {
  std::string large;
  for (int i = 0; large.size() < 8'000'000; ++i) large += std::to_string(i) + ",";
  Running server({}, [&](const Request&, const std::stop_token&) { return text(large); });
  Client client(server.port(), 4096);
  client.send(server.get("/"));
  EXPECT_EQ(client.answer().body, large);
}

TEST(Server, OutlivesClientsThatAreKilled) {
  const auto large = std::make_shared<const std::string>(std::size_t{16} << 20, 'x');
  Gate gate;
  Running server({.workers = 3}, [&](const Request& request, const std::stop_token& stop) {
    if (request.path == "/gate") return gate.answer(request, stop);
    return Response{.body = large};
  });
  for (int i = 0; i < 20; ++i) {
    Client client(server.port());
    client.send(server.get("/large"));
    if (i % 2 == 0) client.until("xxxx");
    client.kill();
  }
  Client gone(server.port());
  gone.send(server.get("/gate"));
  gate.wait_for(1);
  gone.kill();
  Client half(server.port());
  half.send("GET / HT");
  half.kill();
  gate.open();
  Client client(server.port());
  client.send(server.get("/large"));
  EXPECT_EQ(client.answer().body.size(), large->size());
}

TEST(Server, TurnsAwayWhatItsThreadsCannotTake) {
  Gate gate;
  Running server(
      {.limits = {.waiting = 1}, .workers = 1},
      [&](const Request& request, const std::stop_token& stop) {
        return gate.answer(request, stop);
      },
      [](const Request& request) -> std::optional<Response> {
        if (request.path == "/quick") return text("quick");
        return std::nullopt;
      });
  Client first(server.port());
  first.send(server.get("/1"));
  gate.wait_for(1);
  Client second(server.port());
  second.send(server.get("/2"));
  // Which of those that ask at the same time may wait is open; one can, the others cannot.
  std::vector<Client> more;
  for (int i = 0; i < 5; ++i) {
    more.emplace_back(server.port());
    more.back().send(server.get("/more"));
  }
  Client quick(server.port());
  quick.send(server.get("/quick"));
  EXPECT_EQ(quick.answer().body, "quick");
  gate.open();
  EXPECT_EQ(first.answer().body, "/1 let go");
  int overloaded = 0;
  std::vector<Answer> answers = {second.answer()};
  for (Client& client : more) answers.push_back(client.answer());
  for (const Answer& answer : answers) {
    if (answer.status == 200) continue;
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(code_of(answer), "overloaded");
    EXPECT_EQ(answer.headers.at("retry-after"), "1");
    ++overloaded;
  }
  EXPECT_GE(overloaded, 1);
  EXPECT_LE(overloaded, 5);
  // They are not cut off: they may ask again.
  more.front().send(server.get("/again"));
  EXPECT_EQ(more.front().answer().body, "/again let go");
}

TEST(Server, TurnsAwayConnectionsOverItsLimit) {
  Running server({.limits = {.connections = 2}}, echo);
  Client first(server.port());
  Client second(server.port());
  for (Client* client : {&first, &second}) {
    client->send(server.get("/"));
    EXPECT_EQ(client->answer().status, 200);
  }
  Client third(server.port());
  third.send(server.get("/"));
  EXPECT_TRUE(third.ended());
  first.send(server.get("/", "Connection: close\r\n"));
  EXPECT_EQ(first.answer().status, 200);
  EXPECT_TRUE(first.ended());
  // There is room again, soon.
  int status = 0;
  for (int i = 0; i < 100 && status != 200; ++i) {
    Client fourth(server.port());
    fourth.send(server.get("/"));
    status = fourth.answer().status;
  }
  EXPECT_EQ(status, 200);
}

TEST(Server, LetsAnswersUnderWayEndWhenItStops) {
  Gate gate;
  Running server({}, [&](const Request& request, const std::stop_token& stop) {
    return gate.answer(request, stop);
  });
  Client waiting(server.port());
  waiting.send(server.get("/under-way"));
  Client idle(server.port());
  gate.wait_for(1);
  EXPECT_LT(server.stop(), std::chrono::seconds(2));
  const Answer answer = waiting.answer();
  EXPECT_EQ(answer.body, "/under-way stopped");
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_TRUE(waiting.ended());
  EXPECT_TRUE(idle.ended());
}

TEST(Server, StopsAlthoughAPeerDoesNotTakeItsAnswer) {
  const auto large = std::make_shared<const std::string>(std::size_t{32} << 20, 'x');
  Running server({},
                 [&](const Request&, const std::stop_token&) { return Response{.body = large}; });
  Client slow(server.port(), 4096);
  slow.send(server.get("/"));
  slow.until("xxxx");
  EXPECT_LT(server.stop(), std::chrono::seconds(4));
}

TEST(Server, CanBeStoppedBeforeItRunsAndTwice) {
  auto server = Server::listen({}, echo);
  ASSERT_TRUE(server.has_value());
  (*server)->stop();
  (*server)->stop();
  (*server)->run();
  // One that never runs ends too.
  EXPECT_TRUE(Server::listen({}, echo).has_value());
}

TEST(Server, SaysWhenThePortIsTaken) {
  const auto first = Server::listen({}, echo);
  ASSERT_TRUE(first.has_value());
  EXPECT_NE((*first)->port(), 0);
  const auto second = Server::listen({.port = (*first)->port()}, echo);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, Errc::io);
  EXPECT_THAT(second.error().what, HasSubstr(std::to_string((*first)->port())));
}

TEST(Server, ListensAgainWhereOneWasJustStopped) {
  std::uint16_t port = 0;
  {
    Running server({}, echo);
    port = server.port();
    Client client(port);
    client.send(server.get("/"));
    EXPECT_EQ(client.answer().status, 200);
  }
  Running again({.port = port}, echo);
  EXPECT_EQ(again.port(), port);
}

TEST(Server, ListensAtTheLoopbackOfEitherKind) {
  for (const std::string address : {"::1", "[::1]", "127.0.0.1", "localhost"})
    EXPECT_TRUE(Server::listen({.address = address}, echo).has_value()) << address;
  for (const std::string address : {"", "desk", "127.0.0", "[127.0.0.1", "1.2.3.4.5"}) {
    const auto server = Server::listen({.address = address}, echo);
    ASSERT_FALSE(server.has_value()) << address;
    EXPECT_EQ(server.error().code, Errc::invalid_input);
    EXPECT_FALSE(server.error().details.at(0).repair.empty());
  }
}

}  // namespace
}  // namespace tandem::http
