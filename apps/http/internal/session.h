#pragma once

#include "apps/http/internal/asio.h"
//
#include <array>
#include <atomic>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "apps/http/event_log.h"
#include "apps/http/internal/answer.h"
#include "apps/http/internal/refusals.h"
#include "apps/http/internal/request_reader.h"
#include "apps/http/internal/site.h"
#include "apps/http/message.h"

namespace tandem::http::internal {

using TlsStream = asio::ssl::stream<Socket>;

/// Reading what a peer that was refused still sends, so that the refusal reaches it.
inline constexpr std::chrono::seconds kLinger{1};
/// The end of TLS, which the peer may keep us waiting for.
inline constexpr std::chrono::seconds kGoodbye{1};

/// Wakes a stream from another thread, once for any number of events until it looks again.
class Bell {
 public:
  Bell(asio::io_context& io, std::weak_ptr<Wake> wake) : io_(io), wake_(std::move(wake)) {}

  void ring() {
    if (rung_.exchange(true)) return;
    asio::post(io_, [wake = wake_] {
      if (const auto there = wake.lock()) there->set();
    });
  }
  /// Before looking: what comes afterwards rings again.
  void still() { rung_.store(false); }

 private:
  asio::io_context& io_;
  std::weak_ptr<Wake> wake_;
  std::atomic<bool> rung_{false};
};

class Subscription {
 public:
  Subscription(EventLog& log, std::function<void()> wake)
      : log_(log), id_(log.subscribe(std::move(wake))) {}
  ~Subscription() { log_.unsubscribe(id_); }
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;
  Subscription(Subscription&&) = delete;
  Subscription& operator=(Subscription&&) = delete;

 private:
  EventLog& log_;
  std::uint64_t id_;
};

/// A request on its way to a thread of the pool and back.
struct Exchange {
  Received received;
  Response response;
  bool done = false;  // set on the network's thread
};

/// One connection. Stream: Socket or TlsStream.
template <class Stream>
class Session final : public Peer, public std::enable_shared_from_this<Session<Stream>> {
 public:
  template <class... More>
  explicit Session(Site& site, Socket socket, More&... more)
      : Peer(site),
        reader_(site.options.limits.header_bytes, site.options.limits.body_bytes),
        stream_(std::move(socket), more...) {}

  /// Serves the connection to its end. A named function: it keeps the session alive.
  static Awaitable<> serve(std::shared_ptr<Session> session) {
    try {
      co_await session->talk();
    } catch (const std::exception& thrown) {
      if (session->site().options.failed) session->site().options.failed(thrown.what());
    }
  }

 private:
  static constexpr bool kTls = std::is_same_v<Stream, TlsStream>;

  Socket& socket() {
    if constexpr (kTls) {
      return stream_.next_layer();
    } else {
      return stream_;
    }
  }

  void cancel() override {
    error_code ignored;
    socket().cancel(ignored);
  }

  const Limits& limits() const { return this->site().options.limits; }

  Awaitable<> talk() {
    if constexpr (kTls) {
      error_code ec;
      this->enter(Stage::reading, limits().read);
      co_await stream_.async_handshake(Stream::server, asio::redirect_error(kAwait, ec));
      if (ec) co_return;
    }
    bool more = true;
    while (more) more = co_await exchange();
    error_code ignored;
    if constexpr (kTls) {
      this->enter(Stage::writing, kGoodbye);
      co_await stream_.async_shutdown(asio::redirect_error(kAwait, ignored));
    }
    socket().shutdown(Socket::shutdown_both, ignored);
  }

  /// One request and its answer. Returns whether there may be another.
  Awaitable<bool> exchange() {
    const RequestReader::State state = co_await read();
    if (state == RequestReader::State::more) co_return false;
    if (state == RequestReader::State::refused) {
      const Response why = late_ ? late() : reader_.refusal();
      co_await refuse(why);
      co_return false;
    }
    Exchange exchange{reader_.take(), {}};
    if (!answer_at_once(exchange)) co_await answer_by_pool(exchange);
    if (!sendable(exchange.response)) exchange.response = failed();
    if (nothing_comes(exchange.received.request, exchange.response))
      exchange.response = {.status = 204};
    if (exchange.response.events) {
      co_await stream(exchange);
      co_return false;
    }
    co_return co_await send(exchange);
  }

  /// Until a request is there. State::more: there will be none.
  Awaitable<RequestReader::State> read() {
    bool begun = false;
    this->enter(Stage::reading, first_ ? limits().read : limits().idle);
    while (!this->site().stopping) {
      const RequestReader::State state = reader_.parse();
      if (state == RequestReader::State::expects) {
        const bool written = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
        if (!written) break;
        this->enter(Stage::reading, limits().read);
        continue;
      }
      if (state != RequestReader::State::more) {
        first_ = false;
        co_return state;
      }
      if (reader_.begun() && !std::exchange(begun, true))
        this->enter(Stage::reading, limits().read);
      const std::span<char> space = reader_.space();
      error_code ec;
      const std::size_t bytes = co_await stream_.async_read_some(
          asio::buffer(space.data(), space.size()), asio::redirect_error(kAwait, ec));
      if (ec) {
        late_ = begun && this->expired();
        co_return late_ ? RequestReader::State::refused : RequestReader::State::more;
      }
      reader_.filled(bytes);
    }
    co_return RequestReader::State::more;
  }

  bool answer_at_once(Exchange& exchange) {
    const Request& request = exchange.received.request;
    std::optional<Response> answer = this->site().hosts.has(request.header("host"))
                                         ? this->site().answer_at_once(request)
                                         : misdirected();
    if (answer) exchange.response = std::move(*answer);
    return answer.has_value();
  }

  Awaitable<> answer_by_pool(Exchange& exchange) {
    this->enter(Stage::answering);
    const auto away = std::make_shared<Exchange>(std::move(exchange));
    const bool taken = offer(away);
    while (taken && !away->done) co_await this->wake().wait(std::chrono::hours(1));
    exchange = std::move(*away);
    if (!taken) exchange.response = overloaded();
  }

  bool offer(std::shared_ptr<Exchange> away) {
    return this->site().pool->offer(
        [away = std::move(away), session = this->shared_from_this()]() mutable {
          answer_away(std::move(away), std::move(session));
        });
  }

  /// On a thread of the pool, which keeps nothing: a session ends on the network's thread.
  static void answer_away(std::shared_ptr<Exchange> away, std::shared_ptr<Session> session) {
    away->response = session->site().answer(away->received.request);
    asio::io_context& io = session->site().io;
    asio::post(io, [away = std::move(away), session = std::move(session)] {
      away->done = true;
      session->wake().set();
    });
  }

  Awaitable<bool> write(std::string_view bytes) {
    error_code ec;
    this->enter(Stage::writing, limits().write);
    co_await asio::async_write(stream_, asio::buffer(bytes.data(), bytes.size()),
                               asio::redirect_error(kAwait, ec));
    co_return !ec;
  }

  std::string head_of(const Response& response, bool keep_alive) {
    return answer_head(response, {.usual = this->site().options.headers,
                                  .date = this->site().date(),
                                  .keep_alive = keep_alive});
  }

  Awaitable<bool> send(Exchange& exchange) {
    Response& response = exchange.response;
    if (not_modified(exchange.received.request, response)) response.status = 304;
    const bool keep_alive = exchange.received.keep_alive && !this->site().stopping;
    const std::string head = head_of(response, keep_alive);
    std::array<asio::const_buffer, 2> parts = {asio::buffer(head), {}};
    if (response.body && has_body(response.status) && !exchange.received.head)
      parts[1] = asio::buffer(*response.body);
    error_code ec;
    this->enter(Stage::writing, limits().write);
    co_await asio::async_write(stream_, parts, asio::redirect_error(kAwait, ec));
    co_return !ec && keep_alive;
  }

  /// Answers what cannot be answered, and takes what is still on its way: a connection closed with
  /// bytes unread is reset, and the peer may then never see the answer.
  Awaitable<> refuse(const Response& why) {
    const std::string text = head_of(why, false) + *why.body;
    const bool written = co_await write(text);
    if (!written) co_return;
    error_code ec;
    socket().shutdown(Socket::shutdown_send, ec);
    this->enter(Stage::reading, kLinger);
    std::array<char, 4096> scrap;
    while (!ec && !this->expired()) {
      co_await socket().async_read_some(asio::buffer(scrap), asio::redirect_error(kAwait, ec));
    }
  }

  Awaitable<> stream(Exchange& exchange) {
    const Response& response = exchange.response;
    EventLog& log = *response.events;
    const std::uint64_t last = last_event_id(exchange.received.request);
    const std::string head = head_of(response, false);
    const bool written = co_await write(head);
    if (!written || exchange.received.head) co_return;
    reader_.release();
    const auto wake = std::shared_ptr<Wake>(this->shared_from_this(), &this->wake());
    const auto bell = std::make_shared<Bell>(this->site().io, wake);
    const Subscription subscription(log, [bell] { bell->ring(); });
    watching_ = true;
    asio::co_spawn(this->site().io.get_executor(), watch(this->shared_from_this()), asio::detached);
    co_await events(log, *bell, last);
    this->leave();
    while (watching_) {
      cancel();
      co_await this->wake().wait(std::chrono::milliseconds(100));
    }
  }

  /// Until the log or the connection is closed.
  Awaitable<> events(EventLog& log, Bell& bell, std::uint64_t last) {
    while (!this->gone() && !this->site().stopping) {
      bell.still();
      const EventLog::Batch batch = log.after(last);
      last = batch.last;
      const bool written = co_await write_all(batch.events);
      if (!written || batch.closed) co_return;
      if (!batch.events.empty()) continue;
      this->enter(Stage::streaming);
      const bool woken = co_await this->wake().wait(limits().heartbeat);
      if (woken) continue;
      const bool alive = co_await write(":\n\n");
      if (!alive) co_return;
    }
  }

  Awaitable<bool> write_all(const std::vector<std::shared_ptr<const std::string>>& texts) {
    if (texts.empty()) co_return true;
    std::vector<asio::const_buffer> parts;
    parts.reserve(texts.size());
    for (const auto& text : texts) parts.push_back(asio::buffer(*text));
    error_code ec;
    this->enter(Stage::writing, limits().write);
    co_await asio::async_write(stream_, parts, asio::redirect_error(kAwait, ec));
    co_return !ec && !this->gone();
  }

  /// Notices that the peer of a stream is gone. What it sends is not looked at.
  static Awaitable<> watch(std::shared_ptr<Session> session) {
    std::array<char, 64> scrap;
    error_code ec;
    while (!ec && !session->gone()) {
      co_await session->stream_.async_read_some(asio::buffer(scrap),
                                                asio::redirect_error(kAwait, ec));
    }
    session->leave();
    session->watching_ = false;
    session->wake().set();
  }

  RequestReader reader_;
  bool first_ = true;      // no request was read yet
  bool late_ = false;      // a request took too long to come
  bool watching_ = false;  // watch() runs
  Stream stream_;
};

}  // namespace tandem::http::internal
