#include "tests/ledger/power_loss_trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "tandem/ledger/internal/sqlite_store.h"
#include "tandem/ledger/store.h"

namespace tandem::ledger::power_loss {

namespace {

using Bodies = std::vector<std::string>;

constexpr const char* kFile = "/disk/ledger";

/// One ledger from its making through losses of power, beside what it has promised to hold.
class Trial {
 public:
  Trial(const Setting& setting, std::uint64_t day, std::uint64_t point)
      : disk_(day * kDays + point, setting.honesty), chance_(day), faulty_(setting.faulty) {
    options_.vfs = disk_.vfs();
    options_.synchronous = setting.synchronous;
    options_.checkpoint_pages = kCheckpointPages;
    options_.sync_folder = [this](const std::string&) { return disk_.sync_folder(); };
    // SQLite salts its log by numbers of chance.
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, static_cast<int>(day), nullptr);
  }

  /// Until it is done or the power goes.
  void work() {
    for (int shift = 0; shift < kShifts && disk_.has_power(); ++shift) {
      const auto store = opened();
      for (int batch = 0; store && batch < kBatches && disk_.has_power(); ++batch)
        append(**store, 1 + chance_.below(kMostAtOnce));
    }
  }

  /// What is wrong after the power is back, or nothing. One entry is appended then.
  /// @param fault  change to the disk at which the power goes again; 0: it stays
  [[nodiscard]] std::optional<std::string> recover(std::uint64_t fault) {
    disk_.restart();
    disk_.lose_power_at(fault);
    const auto store = opened();
    if (!disk_.has_power()) return std::nullopt;
    if (!store) {
      // Nobody was told that it is a ledger; the file has to be removed by hand.
      if (faulty_ && !made_ && store.error().code == Errc::invalid_input) return std::nullopt;
      return "it can't be opened: " + store.error().what;
    }
    auto wrong = compare(**store);
    if (!wrong && disk_.has_power()) append(**store, 1);
    return wrong;
  }

  [[nodiscard]] Disk& disk() { return disk_; }

 private:
  static constexpr std::uint64_t kDays = 1'000'003;
  static constexpr int kCheckpointPages = 6;
  static constexpr int kShifts = 3;
  static constexpr int kBatches = 6;
  static constexpr std::uint64_t kMostAtOnce = 3;

  /// As a user would: one that was never said to be made is made again where it isn't there.
  [[nodiscard]] Result<std::unique_ptr<Store>> opened() {
    auto store = internal::sqlite_store(kFile, Opening::existing, options_);
    if (store || made_ || !disk_.has_power()) return store;
    store = internal::sqlite_store(kFile, Opening::fresh, options_);
    made_ = store.has_value();
    return store;
  }

  [[nodiscard]] std::string body() {
    constexpr std::uint64_t kPage = 4096;
    const std::uint64_t longest = chance_.once_in(4) ? 3 * kPage : 200;
    return fmt::format("{} {}", ++written_, std::string(chance_.below(longest), 'x'));
  }

  void append(Store& store, std::uint64_t count) {
    Bodies bodies;
    while (bodies.size() < count) bodies.push_back(body());
    const auto last = store.head();
    if (!last) return;
    // What is seen after a failure has been appended.
    for (const Bodies& unknown : in_flight_)
      if (last->seq == promised_.size() + unknown.size()) return promise(Bodies(unknown));
    in_flight_.push_back(bodies);
    if (store.append(bodies, *last)) promise(bodies);
  }

  void promise(const Bodies& bodies) {
    promised_.insert(promised_.end(), bodies.begin(), bodies.end());
    in_flight_.clear();
  }

  [[nodiscard]] std::optional<std::string> compare(Store& store) {
    const auto entries = store.read(0, static_cast<std::size_t>(-1));
    if (!disk_.has_power()) return std::nullopt;
    if (!entries) return "it can't be read: " + entries.error().what;
    Bodies found;
    Hash before{};
    for (const Entry& entry : *entries) {
      found.push_back(entry.body);
      if (entry.seq != found.size() || entry.hash != link(before, entry.seq, entry.body))
        return fmt::format("the link of entry {} is wrong", entry.seq);
      before = entry.hash;
    }
    if (!may_be(found))
      return fmt::format("{} entries are there, {} were promised", found.size(), promised_.size());
    // From now on others may have seen them.
    promised_ = std::move(found);
    in_flight_.clear();
    return std::nullopt;
  }

  /// All that was promised, and after it nothing or one batch that was in flight.
  [[nodiscard]] bool may_be(const Bodies& found) const {
    if (found == promised_) return true;
    return std::ranges::any_of(in_flight_, [&](const Bodies& unknown) {
      Bodies with = promised_;
      with.insert(with.end(), unknown.begin(), unknown.end());
      return found == with;
    });
  }

  Disk disk_;
  Chance chance_;
  bool faulty_;
  internal::SqliteOptions options_;
  Bodies promised_;
  std::vector<Bodies> in_flight_;  ///< since the last promise; any of them may be there
  bool made_ = false;
  std::uint64_t written_ = 0;
};

std::uint64_t changes_of_day(const Setting& setting, std::uint64_t day) {
  Trial trial(setting, day, 0);
  trial.work();
  return trial.disk().changes();
}

/// @param change  of the day's work at which the power goes; 1: the first
void lose_power_once(const Setting& setting, std::uint64_t day, std::uint64_t change,
                     Outcome& outcome) {
  Trial trial(setting, day, change);
  Chance chance(day ^ change << 32U);
  trial.disk().lose_power_at(change);
  if (setting.faulty) trial.disk().fail_at(1 + chance.below(change));
  trial.work();
  ++outcome.points;
  std::optional<std::string> wrong;
  constexpr int kMoreFaults = 2;
  constexpr std::uint64_t kLatest = 16;
  for (int fault = 0; fault < kMoreFaults && chance.once_in(2) && !wrong; ++fault) {
    wrong = trial.recover(1 + chance.below(kLatest));
    if (!trial.disk().has_power()) ++outcome.double_faults;
  }
  if (!wrong) wrong = trial.recover(0);
  if (!wrong) wrong = trial.recover(0);  // what recovery itself has appended
  if (!wrong) return;
  if (outcome.broken++ == 0)
    outcome.first = fmt::format("day {}, change {}: {}", day, change, *wrong);
}

}  // namespace

Outcome lose_power(const Setting& setting, std::uint64_t points, std::uint64_t first_day) {
  Outcome outcome;
  for (std::uint64_t day = first_day; outcome.points < points; ++day) {
    const std::uint64_t changes = changes_of_day(setting, day);
    for (std::uint64_t change = 1; change <= changes && outcome.points < points; ++change)
      lose_power_once(setting, day, change, outcome);
  }
  return outcome;
}

}  // namespace tandem::ledger::power_loss
