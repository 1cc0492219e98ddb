#include "tests/ledger/cut_line.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace tandem::ledger {

namespace {

constexpr const char* kSocket = ".s.PGSQL.5432";

sockaddr_un socket_at(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  return address;
}

int listen_at(const std::string& path) {
  const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = socket_at(path);
  if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener, 8) != 0)
    throw std::runtime_error("no socket at " + path);
  return listener;
}

int connect_to(const std::string& path) {
  const int connection = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = socket_at(path);
  if (::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    return connection;
  ::close(connection);
  return -1;
}

/// Whether all that one side has to say now was passed on.
bool copy(int from, int to) {
  std::array<char, 1 << 16> bytes{};
  const ssize_t count = ::read(from, bytes.data(), bytes.size());
  return count > 0 &&
         ::send(to, bytes.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL) == count;
}

}  // namespace

CutLine::CutLine(const std::filesystem::path& server, int messages)
    : left_(messages),
      listener_(listen_at(folder_.path(kSocket))),
      stop_(::eventfd(0, EFD_CLOEXEC)),
      thread_([this, server = server.string()] { serve(server + "/" + kSocket); }) {}

CutLine::~CutLine() {
  const std::uint64_t one = 1;
  static_cast<void>(::write(stop_, &one, sizeof one) == sizeof one);
  thread_.join();
  ::close(listener_);
  ::close(stop_);
}

std::string CutLine::address(const std::string& ledger) const {
  return fmt::format("postgresql://tandem@/postgres?host={}&ledger={}", folder_.path().string(),
                     ledger);
}

void CutLine::serve(const std::string& server) {
  std::array<pollfd, 2> wait{{{listener_, POLLIN, 0}, {stop_, POLLIN, 0}}};
  while (::poll(wait.data(), wait.size(), -1) > 0 && wait[1].revents == 0) {
    const int client = ::accept(listener_, nullptr, nullptr);
    const int to = left_ > 0 ? connect_to(server) : -1;
    if (to >= 0) pass_on(client, to);
    ::close(client);
    ::close(to);
  }
}

void CutLine::pass_on(int client, int server) {
  std::array<pollfd, 3> wait{{{client, POLLIN, 0}, {server, POLLIN, 0}, {stop_, POLLIN, 0}}};
  while (::poll(wait.data(), wait.size(), -1) > 0 && wait[2].revents == 0) {
    if (wait[1].revents != 0 && !copy(server, client)) return;
    if (wait[0].revents == 0) continue;
    if (left_-- <= 0 || !copy(client, server)) return;
  }
}

}  // namespace tandem::ledger
