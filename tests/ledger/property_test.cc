#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tandem/ledger/event.h"
#include "tandem/ledger/state.h"
#include "tests/ledger/events.h"
#include "tests/ledger/naive_record.h"
#include "tests/support/soak.h"

namespace tandem::ledger {
namespace {

/// What chance says of one event.
using Dice = std::array<std::uint8_t, 9>;

template <std::size_t n>
std::string_view pick(const std::array<std::string_view, n>& from, std::uint8_t die) {
  return from[die % n];
}

/// A few days after the last entry, of something up to a month before; most of it makes sense.
Said event_of_dice(const Dice& dice, std::size_t entries, Second last) {
  constexpr std::array<std::string_view, 8> kActors{"north", "south", "both",   "board",
                                                    "north", "south", "keeper", "east"};
  constexpr std::array<std::string_view, 5> kObligations{"", "A1", "J1", "B1", "A1"};
  Event e;
  e.kind = static_cast<EventKind>(dice[0] % kEventKinds.size());
  e.by = pick(kActors, dice[1]);
  const auto moved = std::chrono::seconds{dice[2] % 8 * 40'000};
  e.at = dice[2] == 255 ? last - std::chrono::seconds{1} : last + moved;
  const auto today = std::chrono::floor<std::chrono::days>(e.at);
  e.on = today - std::chrono::days{dice[3] % 4 == 0 ? dice[3] / 8 : 0} +
         std::chrono::days{dice[3] % 32 == 1 ? 2 : 0};
  e.of = pick(kObligations, dice[4]);
  if (entries > 0) e.to = dice[5] % 3 == 0 ? 0 : 1 + (entries - 1) - dice[5] / 3 % entries;
  e.says = "said";
  // What the kind has no use for is left out, else nothing would ever be taken.
  Days days{date(dice[6] % 2 == 0 ? "2027-02-10" : "2027-03-01"),
            date(dice[7] % 2 == 0 ? "2027-02-15" : "2027-03-15")};
  if (e.kind == EventKind::opened) e.of = "test-ledger";
  if (e.kind == EventKind::opened) e.by = "keeper";
  if (e.kind == EventKind::signed_text || e.kind == EventKind::amended) e.text = naive_text(days);
  if (e.kind == EventKind::reported) e.share = dice[8] % 3 == 0 ? 1 : 0.25 * (1 + dice[8] % 4);
  if (e.kind == EventKind::verified) e.finding = static_cast<Finding>(dice[8] % 3);
  if (e.kind == EventKind::dispute) e.step = static_cast<DisputeStep>(dice[8] % 5);
  if (e.kind == EventKind::evidence) e.sources = {{"Photo", "", std::string(64, 'a')}};
  for (const Diagnostic& one : mistakes_in(e)) {
    if (one.message.find("'of'") != std::string::npos) e.of = e.of.empty() ? "A1" : "";
    if (one.message.find("'to'") != std::string::npos) e.to = e.to == 0 ? entries : 0;
  }
  if (e.kind == EventKind::dispute && e.of.empty() && e.to == 0) e.of = "A1";
  if (e.kind == EventKind::evidence && e.of.empty() && e.to == 0) e.of = "A1";
  return {e, days};
}

Said first(std::size_t k) {
  const Days days{date("2027-03-01"), date("2027-03-15")};
  return {k == 0 ? opened("2027-01-01") : signed_text("2027-01-01", naive_text(days)), days};
}

/// Two records that grow by what the dice say, and must agree.
struct Pair {
  Projection projection;
  NaiveRecord naive;
  std::set<EventKind> taken;
  std::set<EventKind> refused;
  std::string differs;  ///< the first thing that does

  void offer(const Said& next) {
    if (!differs.empty() || !mistakes_in(next.event).empty()) return;
    const bool plainly = naive.takes(next);
    const auto done = projection.apply(next.event);
    if (done.has_value() != plainly)
      differs = fmt::format("taken {}: {} {}", plainly, body_of(next.event), rules_of(done));
    (done ? taken : refused).insert(next.event.kind);
    if (done) naive.add(next);
  }

  void look(const View& view) {
    const auto seen = lines_of(projection.state(view));
    const auto plain = naive.lines(view);
    if (seen != plain && differs.empty())
      differs =
          fmt::format("on {} of {}:\n{}\nplainly:\n{}", format_date(view.on),
                      format_second(view.known), fmt::join(seen, "\n"), fmt::join(plain, "\n"));
  }

  void grow(const std::vector<Dice>& dice) {
    for (const Dice& one : dice) {
      const Second last = naive.size() == 0 ? second("2027-01-01T00:00:00Z") : projection.last_at();
      offer(event_of_dice(one, naive.size(), last));
    }
    for (std::size_t k = 0; k < naive.size(); ++k)
      for (const int back : {0, 9}) {
        const auto at = naive.event(k).at;
        const Date on = std::chrono::floor<std::chrono::days>(at) - std::chrono::days{back};
        look({at, on});
        look({projection.last_at(), on});
      }
  }
};

RC_GTEST_PROP(LedgerProperty, TheProjectionIsWhatAPlainRecordComesTo,
              (const std::vector<Dice>& dice)) {
  Pair pair;
  for (const std::size_t k : {0U, 1U}) pair.offer(first(k));
  pair.grow(dice);
  RC_LOG() << pair.differs;
  RC_ASSERT(pair.differs.empty());
}

RC_GTEST_PROP(LedgerProperty, OfAnEmptyRecordToo, (const std::vector<Dice>& dice)) {
  Pair pair;
  pair.grow(dice);
  RC_LOG() << pair.differs;
  RC_ASSERT(pair.differs.empty());
}

/// Long histories of the same dice on every machine. RapidCheck's own are short.
void agree_in_long_histories(std::uint64_t histories) {
  std::mt19937_64 chance(20070213);
  std::set<EventKind> taken;
  std::set<EventKind> refused;
  for (std::uint64_t k = 0; k < histories; ++k) {
    std::vector<Dice> dice(80);
    for (Dice& one : dice)
      for (std::uint8_t& die : one) die = static_cast<std::uint8_t>(chance());
    Pair pair;
    for (const std::size_t n : {0U, 1U}) pair.offer(first(n));
    pair.grow(dice);
    ASSERT_EQ(pair.differs, "") << k;
    taken.merge(pair.taken);
    refused.merge(pair.refused);
  }
  EXPECT_EQ(taken.size(), kEventKinds.size());
  // Whoever has something to remind of, to show or to tell may do so.
  for (const EventKind free : {EventKind::due, EventKind::incident, EventKind::administration})
    refused.insert(free);
  EXPECT_EQ(refused.size(), kEventKinds.size());
}

TEST(LedgerProperty, LongHistoriesAgreeToo) { agree_in_long_histories(150); }

TEST(LedgerProperty, SlowManyLongHistoriesAgreeToo) { agree_in_long_histories(test::soaked(3000)); }

RC_GTEST_PROP(LedgerProperty, WhatIsTakenBackLeavesNothing,
              (const std::vector<Dice>& kept, const std::vector<Dice>& tried,
               const std::vector<Dice>& after)) {
  Projection one;
  Projection other;
  const auto apply = [](Projection& to, const std::vector<Dice>& all) {
    std::vector<bool> taken;
    for (const Dice& dice : all) {
      const Event event = event_of_dice(dice, to.entries(), to.last_at()).event;
      taken.push_back(mistakes_in(event).empty() && to.apply(event));
    }
    return taken;
  };
  for (Projection* record : {&one, &other}) {
    for (std::size_t k = 0; k < 2; ++k) RC_ASSERT(record->apply(first(k).event).has_value());
    apply(*record, kept);
  }
  one.attempt();
  apply(one, tried);
  one.take_back();
  RC_ASSERT(one.entries() == other.entries());
  RC_ASSERT(apply(one, after) == apply(other, after));
  const View end{one.last_at(), Date{std::chrono::floor<std::chrono::days>(one.last_at())}};
  RC_ASSERT(lines_of(one.state(end)) == lines_of(other.state(end)));
}

RC_GTEST_PROP(LedgerProperty, AnyBytesAreAnEventWrittenInTheOneWayOrNone,
              (const std::string& bytes)) {
  for (const std::string& body : {bytes, "{\"at\":\"2027-01-01T00:00:00Z\"," + bytes}) {
    const auto event = event_of(body);
    if (event) RC_ASSERT(body_of(*event) == body);
  }
}

RC_GTEST_PROP(LedgerProperty, EveryTextComesBackFromABody, (const std::string& words)) {
  Event one = event(EventKind::incident, "2027-01-01", "north");
  one.says = words + ".";
  const auto read = event_of(body_of(one));
  RC_ASSERT(read.has_value() == mistakes_in(one).empty());
  if (read) RC_ASSERT(*read == one);
}

}  // namespace
}  // namespace tandem::ledger
