#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "apps/http/message.h"
#include "apps/http/server.h"

namespace tandem::test {

/// A server of its own that answers while the object lives.
class Running {
 public:
  explicit Running(const http::ServerOptions& options, http::Handler handler,
                   std::function<std::optional<http::Response>(const http::Request&)> quick = {});
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  Running(Running&&) = delete;
  Running& operator=(Running&&) = delete;

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  /// "127.0.0.1:PORT"
  [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
  /// A GET of that target, with more header lines (each with its line end) and an end.
  [[nodiscard]] std::string get(std::string_view target, std::string_view more = "") const;
  /// Returns how long the server took to end.
  std::chrono::milliseconds stop();

 private:
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

struct Answer {
  int status = 0;                              ///< 0: none came
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

/// A peer that sends what it is told to, byte for byte. Waits ten seconds for anything at most.
class Client {
 public:
  /// @param receive_bytes  that the system takes from the network before somebody reads; 0: usual
  explicit Client(std::uint16_t port, int receive_bytes = 0);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  Client(Client&& other) noexcept;
  Client& operator=(Client&&) = delete;

  /// False where the peer is gone.
  bool send(std::string_view bytes) const;
  /// The next whole answer. @param body  false: of a HEAD
  [[nodiscard]] Answer answer(bool body = true);
  /// Up to and with `mark`; what came where it does not come.
  std::string until(std::string_view mark);
  /// Everything until the peer ends.
  std::string rest();
  /// Whether the peer ends the connection without another byte.
  [[nodiscard]] bool ended();
  /// Ends the connection as one does whose process was killed.
  void kill();

 private:
  bool fill();

  int socket_;
  std::string held_;
};

}  // namespace tandem::test
