#include <gtest/gtest.h>

#include <thread>

#include "tandem/base/random.h"
#include "tests/ledger/store_writer.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/soak.h"

namespace tandem::ledger {
namespace {

constexpr std::chrono::milliseconds kLongest{40};

void kill_writers(int rounds) {
  const test::ScratchFolder folder;
  const std::string path = folder.path("a.ledger");
  ASSERT_TRUE(sqlite_store(path, Opening::fresh));
  const std::uint64_t acknowledged = run_rounds(
      rounds, [&] { return sqlite_store(path, Opening::existing); },
      [](const WriterProcess& writer) { writer.kill(); }, kLongest);
  EXPECT_GT(acknowledged, static_cast<std::uint64_t>(rounds) / 10) << "else nothing was tried";
}

// Two writers each round.

TEST(KillNine, LosesNothingOfAFile) { kill_writers(10); }

TEST(KillNine, SlowLosesNothingOfAFile) { kill_writers(static_cast<int>(test::soaked(500))); }

/// The process that makes the ledger is killed at any moment.
TEST(KillNine, OfAMakerLeavesALedgerOrRoomForOne) {
  constexpr int kRounds = 20;
  Rng chance(1, 0);
  for (int round = 0; round < kRounds; ++round) {
    const test::ScratchFolder folder;
    const std::string path = folder.path("a.ledger");
    WriterProcess maker([&] { return sqlite_store(path, Opening::fresh); }, 0, 1);
    std::this_thread::sleep_for(std::chrono::milliseconds(6) * chance.uniform());
    maker.kill();
    const auto acknowledged = maker.wait();
    auto store = sqlite_store(path, Opening::existing);
    if (!store) {
      ASSERT_TRUE(acknowledged.empty()) << store.error().what;
      store = sqlite_store(path, Opening::fresh);
    }
    ASSERT_TRUE(store) << store.error().what;
    History history;
    history.expect(**store, {{0, acknowledged}});
  }
}

}  // namespace
}  // namespace tandem::ledger
