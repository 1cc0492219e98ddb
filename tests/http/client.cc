#include "tests/http/client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace tandem::test {

Running::Running(const http::ServerOptions& options, http::Handler handler,
                 std::function<std::optional<http::Response>(const http::Request&)> quick) {
  auto made = http::Server::listen(options, std::move(handler), std::move(quick));
  if (!made) throw std::runtime_error(made.error().what);
  server_ = std::move(*made);
  thread_ = std::thread([this] { server_->run(); });
}

Running::~Running() { stop(); }

std::string Running::get(std::string_view target, std::string_view more) const {
  return fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\n{}\r\n", target, host(), more);
}

std::chrono::milliseconds Running::stop() {
  const auto begin = std::chrono::steady_clock::now();
  if (thread_.joinable()) {
    server_->stop();
    thread_.join();
  }
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               begin);
}

Client::Client(std::uint16_t port, int receive_bytes) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const timeval patience{.tv_sec = 10, .tv_usec = 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (receive_bytes > 0)
    setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  sockaddr_in there{};
  there.sin_family = AF_INET;
  there.sin_port = htons(port);
  there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-cstyle-cast): the interface of sockets
  if (::connect(socket_, (const sockaddr*)&there, sizeof there) != 0)
    throw std::runtime_error("cannot connect");
}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

Client::Client(Client&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), held_(std::move(other.held_)) {}

bool Client::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Client::fill() {
  std::array<char, 65536> part;
  const ssize_t got = ::recv(socket_, part.data(), part.size(), 0);
  if (got <= 0) return false;
  held_.append(part.data(), static_cast<std::size_t>(got));
  return true;
}

std::string Client::until(std::string_view mark) {
  std::size_t at = 0;
  while ((at = held_.find(mark)) == std::string::npos) {
    if (!fill()) return std::exchange(held_, {});
  }
  std::string text = held_.substr(0, at + mark.size());
  held_.erase(0, text.size());
  return text;
}

Answer Client::answer(bool body) {
  const std::string head = until("\r\n\r\n");
  Answer answer;
  if (!head.starts_with("HTTP/1.1 ") || !head.ends_with("\r\n\r\n")) return answer;
  answer.status = std::stoi(head.substr(9));
  for (std::size_t at = head.find("\r\n") + 2; at + 2 < head.size();) {
    const std::size_t end = head.find("\r\n", at);
    const std::size_t colon = head.find(": ", at);
    std::string name = head.substr(at, colon - at);
    std::ranges::transform(name, name.begin(),
                           [](unsigned char byte) { return static_cast<char>(tolower(byte)); });
    answer.headers[name] = head.substr(colon + 2, end - colon - 2);
    at = end + 2;
  }
  const auto length = answer.headers.find("content-length");
  const std::size_t size =
      body && length != answer.headers.end() ? std::stoul(length->second) : std::size_t{0};
  while (held_.size() < size && fill()) {
  }
  answer.body = held_.substr(0, size);
  held_.erase(0, size);
  return answer;
}

std::string Client::rest() {
  while (fill()) {
  }
  return std::exchange(held_, {});
}

bool Client::ended() {
  if (!held_.empty()) return false;
  char byte = 0;
  const ssize_t got = ::recv(socket_, &byte, 1, 0);
  return got == 0 || (got < 0 && errno == ECONNRESET);
}

void Client::kill() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(std::exchange(socket_, -1));
}

}  // namespace tandem::test
