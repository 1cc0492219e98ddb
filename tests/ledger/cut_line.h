#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

#include "tests/support/scratch_folder.h"

namespace tandem::ledger {

/// A line to a PostgreSQL server of this machine that breaks after so many messages of the client.
class CutLine {
 public:
  /// @param server    folder of the server's socket
  /// @param messages  of all connections together; none is taken after it
  CutLine(const std::filesystem::path& server, int messages);
  CutLine(const CutLine&) = delete;
  CutLine& operator=(const CutLine&) = delete;
  ~CutLine();

  /// From now on.
  void let_pass(int messages) { left_ = messages; }
  /// Of the ledger by way of this line.
  [[nodiscard]] std::string address(const std::string& ledger) const;

 private:
  void serve(const std::string& server);
  /// Until either side has ended, or it has broken.
  void pass_on(int client, int server);

  test::ScratchFolder folder_;
  std::atomic<int> left_;  ///< messages
  int listener_;
  int stop_;  ///< an event that ends the thread
  std::thread thread_;
};

}  // namespace tandem::ledger
