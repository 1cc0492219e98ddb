#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "tandem/ledger/event.h"
#include "tandem/ledger/state.h"
#include "tests/ledger/events.h"

namespace tandem::ledger {
namespace {

constexpr std::size_t kMany = 1'000'000;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// A million entries about all thirty obligations; one in ten is recorded out of order.
std::vector<std::string> many_bodies() {
  std::vector<std::string> bodies{body_of(opened("2007-02-13")),
                                  body_of(signed_text("2007-02-13", six_party_text()))};
  std::uint64_t chance = 1;
  const auto draw = [&](std::uint64_t below) {
    chance = chance * 6364136223846793005U + 1442695040888963407U;
    return (chance >> 33U) % below;
  };
  constexpr std::array<EventKind, 8> kKinds{
      EventKind::reported, EventKind::reported, EventKind::verified,  EventKind::incident,
      EventKind::due,      EventKind::started,  EventKind::suspended, EventKind::resumed};
  while (bodies.size() < kMany) {
    Event one = event(kKinds[draw(kKinds.size())], "2007-02-13", "dprk", "S01");
    one.at += std::chrono::seconds{bodies.size() * 100};
    const auto day = std::chrono::floor<std::chrono::days>(one.at);
    one.on = day - std::chrono::days{draw(10) == 0 ? draw(100) : 0};
    // Of the obligations, those that the DPRK carries out.
    constexpr std::array<std::string_view, 6> kOwn{"S01", "S02", "S03", "S04", "S10", "S11"};
    one.of = kOwn[draw(kOwn.size())];
    if (one.kind == EventKind::reported) one.share = 0.5;
    if (one.kind == EventKind::verified) {
      one.by = "iaea";
      one.finding = Finding::met;
    }
    one.says = "As the agency wrote in its report of this month";
    if (one.kind == EventKind::resumed || one.kind == EventKind::suspended) {
      one.kind = EventKind::suspended;
      one.by = "dprk";
    }
    bodies.push_back(body_of(one));
  }
  return bodies;
}

TEST(LedgerSpeed, SlowAMillionEntriesAreReadInFiveSecondsAndAskedInATwentieth) {
  const auto bodies = many_bodies();
  Projection projection;
  const double begin = cpu_seconds();
  for (const std::string& body : bodies) {
    const auto event = event_of(body);
    ASSERT_TRUE(event && projection.apply(*event)) << body;
  }
  const double replay = cpu_seconds() - begin;
  double slowest = 0;
  for (const std::string_view day : {"2007-06-01", "2009-04-14", "2010-12-31"}) {
    const double asked = cpu_seconds();
    const State state = projection.state({projection.last_at(), date(day)});
    slowest = std::max(slowest, cpu_seconds() - asked);
    EXPECT_EQ(state.obligations.size(), 30U);
  }
  RecordProperty("replay_ms", static_cast<int>(replay * 1000));
  RecordProperty("query_ms", static_cast<int>(slowest * 1000));
  EXPECT_LT(replay, 5);
  EXPECT_LT(slowest, 0.050);
}

}  // namespace
}  // namespace tandem::ledger
