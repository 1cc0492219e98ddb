#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "tandem/ledger/store.h"

namespace tandem::ledger {

using OpenStore = std::function<Result<std::unique_ptr<Store>>()>;

/// What a writer was told to be kept.
struct Acknowledged {
  int number = 0;  ///< of the writer's own entry
  std::uint64_t seq = 0;
};

/// A process of its own that appends "WRITER NUMBER" for ever, again after a conflict, and says
/// what was acknowledged. It ends where the store fails.
class WriterProcess {
 public:
  /// @pre the process has no connection to the store that a child must not share
  WriterProcess(const OpenStore& open, int writer, int first_number);
  WriterProcess(const WriterProcess&) = delete;
  WriterProcess& operator=(const WriterProcess&) = delete;
  ~WriterProcess();

  /// kill -9.
  void kill() const;
  /// All that it was told, once it has ended.
  [[nodiscard]] std::vector<Acknowledged> wait();

 private:
  pid_t process_ = -1;
  int from_ = -1;  ///< end of a pipe
};

/// What a ledger must hold after any number of writers have been killed or cut off.
class History {
 public:
  /// Reads what is new. A failure of the test where an acknowledged entry is lost or elsewhere, an
  /// entry is there twice or out of order, or more is there than what can have been in flight.
  void expect(Store& store, const std::map<int, std::vector<Acknowledged>>& acknowledged);
  [[nodiscard]] int next_number(int writer) { return last_[writer] + 1; }
  [[nodiscard]] const Head& head() const { return head_; }

 private:
  void follow(const Entry& entry);

  Head head_;
  std::map<int, int> last_;                              ///< number of each writer's last entry
  std::map<std::pair<int, int>, std::uint64_t> seq_of_;  ///< of a writer and a number
};

/// Two writers on one store for some time each round, then `stop`, which ends them or the store;
/// then everything is looked at. @return how many entries were acknowledged
[[nodiscard]] std::uint64_t run_rounds(int rounds, const OpenStore& open,
                                       const std::function<void(const WriterProcess&)>& stop,
                                       std::chrono::microseconds longest);

}  // namespace tandem::ledger
