#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "apps/http/message.h"
#include "tandem/base/result.h"

/// A small HTTP/1.1 server for one machine's own users: one thread for the network, some for the
/// answers. Knows nothing of what it serves.
namespace tandem::http {

struct Limits {
  std::size_t header_bytes = std::size_t{8} * 1024;
  std::size_t body_bytes = std::size_t{1024} * 1024;
  std::chrono::milliseconds read{60'000};   ///< for a request to come in whole
  std::chrono::milliseconds write{60'000};  ///< for an answer, or a piece of a stream, to be taken
  std::chrono::milliseconds idle{75'000};   ///< between two requests
  std::chrono::milliseconds heartbeat{15'000};  ///< of a stream on which nothing happens
  std::size_t connections = 4096;  ///< fewer where the process may not open as many files
  std::size_t waiting = 256;       ///< requests that wait for a thread; more get 503
};

struct Tls {
  std::string certificate;  ///< path of a PEM chain
  std::string key;          ///< path of its PEM key
};

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< of either kind, with or without the brackets of "[::1]"
  std::uint16_t port = 0;             ///< 0: any that is free
  /// Names by which a browser may call it besides the address itself, "localhost" among them; any
  /// other Host header is refused with 421 (DNS rebinding). One without a port stands for the port
  /// listened on.
  std::vector<std::string> hosts = {"localhost"};
  std::optional<Tls> tls = {};
  Limits limits = {};
  unsigned workers = 2;
  /// Added to every answer that does not set them itself.
  std::vector<Header> headers = {};
  /// Told, on any thread, what a handler threw; the answer does not say it.
  std::function<void(const std::string& what)> failed = {};
};

class Server {
 public:
  /// Listens at once; answers from run() on.
  /// @param quick  asked first, on the network's thread, so it must not wait; nothing: the handler
  ///               answers on a thread of the pool
  /// Errors: invalid_input (address, certificate), io (port taken)
  /// The quick function may be asked on one thread while the handler answers on others.
  [[nodiscard]] static Result<std::unique_ptr<Server>> listen(
      const ServerOptions& options, Handler handler,
      std::function<std::optional<Response>(const Request&)> quick = {});
  virtual ~Server() = default;

  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// Serves until stop(); ends open streams and waits for the answers under way.
  virtual void run() = 0;
  /// From any thread, or a signal handler's thread.
  virtual void stop() = 0;
};

}  // namespace tandem::http
