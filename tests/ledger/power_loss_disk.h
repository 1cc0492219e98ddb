#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tandem/base/random.h"
#include "tandem/base/result.h"
#include "tandem/ledger/internal/sqlite.h"

namespace tandem::ledger::power_loss {

/// Numbers of chance, the same for a seed on every machine.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : numbers_(seed, 0) {}
  /// 0 to `end` - 1. @pre end > 0
  std::uint64_t below(std::uint64_t end) { return numbers_.below(end); }
  bool once_in(std::uint64_t times) { return below(times) == 0; }

 private:
  Rng numbers_;
};

struct Write {
  std::size_t at = 0;  ///< byte
  std::string bytes;
};
struct Resize {
  std::size_t size = 0;  ///< bytes
};
using Change = std::variant<Write, Resize>;

/// A file by what programs see of it, and by what of that the disk has promised to keep.
struct File {
  std::string now;
  std::string durable;
  std::vector<Change> unsynced;  ///< what the next sync writes
  std::vector<std::unique_ptr<char[]>> shared;
};

/// A disk in memory with one folder, as an operating system of SQLite. At the loss of power each
/// change that was not synced is kept, dropped or torn between two sectors of 512 bytes, in any
/// order; where a file has grown, what was not written is zeros or old bytes of something else.
/// Sources: sqlite.org/atomiccommit.html; Pillai et al., OSDI 2014 (what file systems may do).
class Disk {
 public:
  enum class Honesty { honest, lies_about_sync };

  explicit Disk(std::uint64_t seed, Honesty honesty = Honesty::honest);
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  ~Disk();

  /// Under which SQLite knows it.
  [[nodiscard]] const std::string& vfs() const { return name_; }

  /// The power goes in the middle of the change with this number, counted from now; 1: the next; 0:
  /// it stays.
  void lose_power_at(std::uint64_t change) { left_ = change; }
  /// One change, counted alike, is reported as failed. Of a sync, what it was to write is never
  /// written, though it can be read until the power goes, as on Linux.
  void fail_at(std::uint64_t change) { until_fault_ = change; }
  /// Bytes of all its files together, beyond which no file grows. The part of a write that has room
  /// is done, as on Unix.
  void give_room(std::size_t bytes) { room_ = bytes; }
  [[nodiscard]] std::size_t used() const;
  /// One read with this number, counted from now, fails; 0: none.
  void fail_read_at(std::uint64_t read) { until_bad_read_ = read; }
  [[nodiscard]] bool has_power() const { return power_; }
  /// Writes, truncations, syncs, creations and removals since the last start.
  [[nodiscard]] std::uint64_t changes() const { return changes_; }

  /// Power off if it was on, and on again: from now on there is what the disk has kept.
  /// @pre no file is open
  void restart();

  /// Makes names durable, as fsync() of a folder.
  [[nodiscard]] Result<void> sync_folder();

  // What SQLite calls. An int is a result code of SQLite.
  std::shared_ptr<File> open(const std::string& name, bool create);
  int remove(const std::string& name, bool sync);
  [[nodiscard]] bool exists(const std::string& name) const;
  int read(const File& file, char* to, std::size_t count, std::size_t at);
  int change(File& file, Change change);
  int sync(File& file);
  void count_handle(int more) { handles_ += more; }

 private:
  using Names = std::map<std::string, std::shared_ptr<File>>;

  [[nodiscard]] bool fit(const File& file, Change& change) const;
  /// Whether one change more is done, and the power still there after it.
  [[nodiscard]] bool spend();
  [[nodiscard]] Names surviving_names();
  void survive(File& file);

  Chance chance_;
  Honesty honesty_;
  std::string name_;
  sqlite3_vfs raw_{};
  Names now_;
  Names durable_;
  /// A name without a file: removed.
  std::vector<std::pair<std::string, std::shared_ptr<File>>> unsynced_;
  bool power_ = true;
  std::uint64_t left_ = 0;         ///< changes until the power goes; 0: it stays
  std::uint64_t until_fault_ = 0;  ///< as left_
  std::uint64_t until_bad_read_ = 0;
  std::uint64_t changes_ = 0;
  std::size_t room_ = std::numeric_limits<std::size_t>::max();
  int handles_ = 0;
};

}  // namespace tandem::ledger::power_loss
