#pragma once

#include <atomic>
#include <cstddef>
#include <ctime>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_set>

#include "apps/http/internal/answer.h"
#include "apps/http/internal/asio.h"
#include "apps/http/internal/host_names.h"
#include "apps/http/internal/pool.h"
#include "apps/http/message.h"
#include "apps/http/server.h"

namespace tandem::http::internal {

class Peer;

/// What all connections of a server share. Only the network's thread touches it, but for what
/// answer() reads, which stays as it is while the server runs.
struct Site {
  Site(ServerOptions chosen, Handler answers,
       std::function<std::optional<Response>(const Request&)> answers_at_once)
      : options(std::move(chosen)),
        handler(std::move(answers)),
        quick(std::move(answers_at_once)) {}

  /// The handler's answer, on a thread of the pool; what it throws is told and becomes a 500.
  [[nodiscard]] Response answer(const Request& request) const;
  /// The quick function's, on the network's thread.
  [[nodiscard]] std::optional<Response> answer_at_once(const Request& request) const;

  [[nodiscard]] std::string_view date();

  const ServerOptions options;
  const Handler handler;
  const std::function<std::optional<Response>(const Request&)> quick;
  HostNames hosts = {};
  bool stopping = false;
  std::stop_source stop = {};
  std::unordered_set<Peer*> peers = {};
  asio::io_context io{1};  // one thread runs it
  /// Last: its threads end before what they use.
  std::optional<Pool> pool = {};

 private:
  std::time_t date_of_ = 0;
  std::string date_ = {};
};

/// Something of one coroutine that others wake.
class Wake {
 public:
  explicit Wake(const Executor& executor) : timer_(executor) {}

  /// Until set() since the last wait, or that time. Returns whether set.
  Awaitable<bool> wait(Clock::duration most);
  void set();

 private:
  Timer timer_;
  bool set_ = false;
};

/// One connection, as the server sees it.
class Peer {
 public:
  explicit Peer(Site& site) : site_(site) { site_.peers.insert(this); }
  virtual ~Peer() { site_.peers.erase(this); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  Peer(Peer&&) = delete;
  Peer& operator=(Peer&&) = delete;

  /// To be called now and then: ends what takes too long, and everything but an answer under way
  /// when the server stops. What was ended too late to be noticed is ended at the next call.
  void look(Clock::time_point now);

 protected:
  enum class Stage { reading, answering, writing, streaming };

  virtual void cancel() = 0;

  void enter(Stage stage, Clock::duration most) {
    stage_ = stage;
    deadline_ = Clock::now() + most;
    expired_ = false;
  }
  void enter(Stage stage) {
    stage_ = stage;
    deadline_ = Clock::time_point::max();
  }
  [[nodiscard]] bool expired() const { return expired_; }
  [[nodiscard]] Site& site() const { return site_; }
  [[nodiscard]] Wake& wake() { return wake_; }
  [[nodiscard]] bool gone() const { return gone_; }
  void leave() { gone_ = true; }

 private:
  Site& site_;
  Stage stage_ = Stage::reading;
  Clock::time_point deadline_ = Clock::time_point::max();
  bool expired_ = false;
  bool gone_ = false;
  Wake wake_{site_.io.get_executor()};
};

}  // namespace tandem::http::internal
