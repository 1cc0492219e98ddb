#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace tandem::test {

/// A PostgreSQL server of the test's own, reached by a socket in its own folder only. Needs the
/// programs of PostgreSQL 15 and, where the test runs as root, the user postgres.
class Cluster {
 public:
  /// Whether this machine has what it needs.
  [[nodiscard]] static bool is_possible();

  /// Made and started. Throws where that fails.
  Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;
  ~Cluster();

  void start() const;
  /// kill -9 of every process of the server.
  void kill() const;
  /// Stopped in order, and started with another line of postgresql.conf.
  void restart_with(const std::string& setting) const;

  /// Of a ledger of this name.
  [[nodiscard]] std::string address(const std::string& ledger) const;
  /// Of its socket.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  /// By psql. Throws where the server refuses it.
  void run(const std::string& sql) const;

 private:
  [[nodiscard]] std::string data() const { return folder_ / "data"; }
  [[nodiscard]] std::string log() const { return folder_ / "log"; }
  [[nodiscard]] std::vector<pid_t> processes() const;

  std::filesystem::path folder_;
};

}  // namespace tandem::test
