#include "apps/http/server.h"

#include "apps/http/internal/session.h"
//
#include <fmt/format.h>
#include <openssl/ssl.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "apps/http/internal/site.h"
#include "tandem/base/result.h"

namespace tandem::http {

namespace {

using namespace internal;  // this is their one user
using asio::ip::tcp;

/// Files that the process opens besides connections.
constexpr std::size_t kOtherFiles = 64;
/// After an accept that failed, e.g. for want of files.
constexpr std::chrono::milliseconds kBreath{50};

Error mistake(Errc code, std::string what, std::string repair) {
  Error error{code, std::move(what)};
  error.details.emplace_back();
  Diagnostic& detail = error.details.back();
  detail.rule = "listen";
  detail.message = error.what;
  detail.repair = std::move(repair);
  return error;
}

/// Connections that fit into the files that the process may have open, after asking for as many.
std::size_t room_for(std::size_t connections) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return connections;
  const rlim_t wanted = connections + kOtherFiles;
  if (files.rlim_cur < wanted) {
    const rlimit more{std::min(wanted, files.rlim_max), files.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &more) == 0) files = more;
  }
  const std::size_t open = files.rlim_cur;
  return std::min(connections, open > kOtherFiles ? open - kOtherFiles : std::size_t{1});
}

Result<asio::ip::address> address_of(std::string_view text) {
  std::string plain(text == "localhost" ? "127.0.0.1" : text);
  if (plain.starts_with('[') && plain.ends_with(']')) plain = plain.substr(1, plain.size() - 2);
  error_code ec;
  auto address = asio::ip::make_address(plain, ec);
  if (!ec) return address;
  return tl::unexpected(mistake(Errc::invalid_input,
                                fmt::format("\"{}\" is not an address to listen on", text),
                                "give 127.0.0.1, ::1 or the address of a network card"));
}

std::string host_text(const asio::ip::address& address) {
  return address.is_v6() ? fmt::format("[{}]", address.to_string()) : address.to_string();
}

Result<std::unique_ptr<asio::ssl::context>> tls_of(const Tls& files) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  SSL_CTX* const native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(
      native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  error_code ec;
  // Without this OpenSSL would ask at the terminal.
  context->set_password_callback(
      [](std::size_t, asio::ssl::context::password_purpose) { return std::string(); }, ec);
  context->use_certificate_chain_file(files.certificate, ec);
  if (ec) {
    return tl::unexpected(mistake(
        Errc::invalid_input,
        fmt::format("{}: cannot be read as a certificate ({})", files.certificate, ec.message()),
        "give a file with a PEM certificate, those that signed it after it"));
  }
  context->use_private_key_file(files.key, asio::ssl::context::pem, ec);
  if (!ec && SSL_CTX_check_private_key(native) == 1) return context;
  return tl::unexpected(
      mistake(Errc::invalid_input,
              ec ? fmt::format("{}: cannot be read as a key ({})", files.key, ec.message())
                 : fmt::format("{}: is not the key of {}", files.key, files.certificate),
              "give a file with the certificate's key in PEM, without a password"));
}

class NetworkServer final : public Server {
 public:
  NetworkServer(const ServerOptions& options, Handler handler,
                std::function<std::optional<Response>(const Request&)> quick)
      : site_(options, std::move(handler), std::move(quick)),
        connections_(room_for(options.limits.connections)) {}

  Result<void> open();

  [[nodiscard]] std::uint16_t port() const override { return port_; }
  void run() override;
  void stop() override {
    asio::post(site_.io, [this] { end(); });
  }

 private:
  Result<void> bind(const tcp::endpoint& where);
  Awaitable<> accept();
  Awaitable<> look_after();
  void greet(Socket socket);
  void end();

  Site site_;
  std::size_t connections_;
  std::uint16_t port_ = 0;
  std::unique_ptr<asio::ssl::context> tls_ = {};
  Acceptor acceptor_{site_.io.get_executor()};
  Wake look_now_{site_.io.get_executor()};
};

Result<void> NetworkServer::open() {
  const ServerOptions& options = site_.options;
  const auto address = address_of(options.address);
  if (!address) return tl::unexpected(address.error());
  if (options.tls) {
    auto made = tls_of(*options.tls);
    if (!made) return tl::unexpected(made.error());
    tls_ = std::move(*made);
  }
  if (auto bound = bind({*address, options.port}); !bound) return bound;
  std::vector<std::string> names = options.hosts;
  names.push_back(host_text(*address));
  site_.hosts = HostNames(names, port_, tls_ != nullptr);
  return {};
}

Result<void> NetworkServer::bind(const tcp::endpoint& where) {
  error_code ec;
  acceptor_.open(where.protocol(), ec);
  // On Linux: no waiting for connections of before that are long closed; not a port of another.
  if (!ec) acceptor_.set_option(tcp::acceptor::reuse_address(true), ec);
  if (!ec) acceptor_.bind(where, ec);
  if (!ec) acceptor_.listen(asio::socket_base::max_listen_connections, ec);
  if (!ec) port_ = acceptor_.local_endpoint(ec).port();
  if (!ec) return {};
  return tl::unexpected(mistake(Errc::io,
                                fmt::format("cannot listen on {} port {}: {}",
                                            host_text(where.address()), where.port(), ec.message()),
                                "give another port, or 0 for one that is free"));
}

void NetworkServer::run() {
  site_.pool.emplace(site_.options.workers, site_.options.limits.waiting);
  asio::co_spawn(site_.io.get_executor(), accept(), asio::detached);
  asio::co_spawn(site_.io.get_executor(), look_after(), asio::detached);
  for (bool done = false; !done;) {
    try {
      site_.io.run();
      done = true;
    } catch (const std::exception& thrown) {
      if (site_.options.failed) site_.options.failed(thrown.what());
    }
  }
  site_.pool.reset();
}

Awaitable<> NetworkServer::accept() {
  Wake breath(site_.io.get_executor());
  while (acceptor_.is_open()) {
    Socket socket(site_.io.get_executor());
    error_code ec;
    co_await acceptor_.async_accept(socket, asio::redirect_error(kAwait, ec));
    if (!ec) {
      greet(std::move(socket));
    } else if (ec != asio::error::operation_aborted) {
      co_await breath.wait(kBreath);
    }
  }
}

void NetworkServer::greet(Socket socket) {
  error_code ignored;
  // Beyond the limit a peer is turned away without a word: a word could take as long as a request.
  if (site_.stopping || site_.peers.size() >= connections_) return;
  socket.set_option(tcp::no_delay(true), ignored);
  const Executor executor = site_.io.get_executor();
  if (tls_) {
    const auto session = std::make_shared<Session<TlsStream>>(site_, std::move(socket), *tls_);
    asio::co_spawn(executor, Session<TlsStream>::serve(session), asio::detached);
  } else {
    const auto session = std::make_shared<Session<Socket>>(site_, std::move(socket));
    asio::co_spawn(executor, Session<Socket>::serve(session), asio::detached);
  }
}

Awaitable<> NetworkServer::look_after() {
  const Limits& limits = site_.options.limits;
  using std::chrono::milliseconds;
  const milliseconds often = std::clamp(std::min({limits.read, limits.write, limits.idle}) / 8,
                                        milliseconds(10), milliseconds(1000));
  while (!site_.stopping || !site_.peers.empty()) {
    co_await look_now_.wait(site_.stopping ? milliseconds(10) : often);
    const Clock::time_point now = Clock::now();
    for (Peer* const peer : site_.peers) peer->look(now);
  }
}

void NetworkServer::end() {
  if (std::exchange(site_.stopping, true)) return;
  error_code ignored;
  acceptor_.close(ignored);
  site_.stop.request_stop();
  look_now_.set();
}

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(
    const ServerOptions& options, Handler handler,
    std::function<std::optional<Response>(const Request&)> quick) {
  auto server = std::make_unique<NetworkServer>(options, std::move(handler), std::move(quick));
  if (auto opened = server->open(); !opened) return tl::unexpected(opened.error());
  return server;
}

}  // namespace tandem::http
