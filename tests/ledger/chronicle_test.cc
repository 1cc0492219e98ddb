#include "tandem/ledger/internal/chronicle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "tandem/base/random.h"

namespace tandem::ledger::internal {
namespace {

using Key = std::pair<std::int32_t, Seq>;

std::vector<Key> until(const Chronicle& events, std::int32_t day) {
  std::vector<Key> seen;
  events.each_until(day, [&](const Chronicle::Item& item) { seen.push_back(item.key()); });
  return seen;
}

std::vector<Key> back_from(const Chronicle& events, std::int32_t day, std::size_t most) {
  std::vector<Key> seen;
  events.back_from(day, [&](const Chronicle::Item& item) {
    seen.push_back(item.key());
    return seen.size() == most;
  });
  return seen;
}

/// More than fit into one run, in any order, some taken out again.
TEST(Chronicle, KeepsTheOrderOfDaysThoughTheyComeInAny) {
  constexpr Seq kMany = 5000;
  Rng chance(7, 0);
  Chronicle events;
  std::vector<Key> all;
  for (Seq seq = 1; seq <= kMany; ++seq) {
    const auto day = static_cast<std::int32_t>(chance.below(400));
    events.add({.day = day, .seq = seq});
    all.emplace_back(day, seq);
  }
  for (std::size_t k = 0; k < all.size(); k += 3) {
    events.remove({.day = all[k].first, .seq = all[k].second});
    all[k].second = 0;
  }
  std::erase_if(all, [](const Key& key) { return key.second == 0; });
  std::ranges::sort(all);
  for (const std::int32_t day : {-1, 0, 200, 399}) {
    std::vector<Key> wanted;
    std::ranges::copy_if(all, std::back_inserter(wanted),
                         [&](const Key& key) { return key.first <= day; });
    EXPECT_EQ(until(events, day), wanted);
    std::ranges::reverse(wanted);
    EXPECT_EQ(back_from(events, day, all.size() + 1), wanted);
    wanted.resize(std::min<std::size_t>(wanted.size(), 2));
    EXPECT_EQ(back_from(events, day, 2), wanted);
  }
}

TEST(Chronicle, IsEmptyAgainWhenAllIsTakenOut) {
  Chronicle events;
  for (Seq seq = 1; seq <= 700; ++seq) events.add({.day = 5, .seq = seq});
  for (Seq seq = 1; seq <= 700; ++seq) events.remove({.day = 5, .seq = seq});
  EXPECT_TRUE(until(events, 5).empty());
  EXPECT_TRUE(back_from(events, 5, 1).empty());
  events.add({.day = 4, .seq = 9});
  EXPECT_EQ(until(events, 5), (std::vector<Key>{{4, 9}}));
}

}  // namespace
}  // namespace tandem::ledger::internal
