#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tandem/base/random.h"
#include "tandem/model/timetable.h"
#include "tests/support/dated.h"
#include "tests/support/soak.h"

namespace tandem::test {
namespace {

using model::Agreement;
using model::Aspect;
using model::Dates;
using model::Delay;
using model::ObligationId;
using model::Timetable;

/// Agreements of all timings but `unless`, whose obligations X1, X2, ... name each other.
class RandomText {
 public:
  RandomText(std::uint64_t seed, bool circles) : rng_(seed, circles ? 21 : 22), circles_(circles) {}

  model::AgreementDraft draft() {
    count_ = 2 + rng_.below(9);
    std::vector<Dated> all;
    for (std::size_t k = 1; k <= count_; ++k) {
      reach_ = circles_ ? count_ : k - 1;
      Dated one{"X" + std::to_string(k), trigger()};
      if (one_in(3)) one.takes = length();
      // Dates do not say whether a start before a deadline is late, so none waits.
      if (one_in(4) && !one.trigger.starts_with("start at")) one.waits_for.push_back(moment(1));
      if (one_in(4)) one.to_verify = length();
      all.push_back(one);
    }
    return dated_draft(all, {{"E1", date()}, {"E2", date(), true}, {"E3"}});
  }

 private:
  bool one_in(std::size_t n) { return rng_.below(n) == 0; }

  std::string date() {
    return fmt::format("2026-{:02}-{:02}", 1 + rng_.below(12), 1 + rng_.below(28));
  }
  std::string length() {
    constexpr std::array<std::string_view, 5> kUnits{"d", "wd", "w", "m", "y"};
    const std::size_t unit = rng_.below(kUnits.size());
    return fmt::format("{}{}", 1 + rng_.below(unit < 2 ? 60 : unit < 4 ? 8 : 2), kUnits[unit]);
  }
  std::string event() { return "E" + std::to_string(1 + rng_.below(one_in(4) ? 3 : 2)); }
  std::string obligation() {
    if (reach_ == 0) return event();
    const std::string name = "X" + std::to_string(1 + rng_.below(reach_));
    constexpr std::array<std::string_view, 5> kAspects{"{}", "{}", "done({})", "started({})",
                                                       "verified({})"};
    return fmt::format(fmt::runtime(kAspects[rng_.below(kAspects.size())]), name);
  }
  std::string named() {
    if (reach_ > 1 && one_in(6)) return "X1..X" + std::to_string(reach_);
    return one_in(4) ? event() : obligation();
  }
  std::string moment(int depth) {
    switch (rng_.below(depth > 0 ? 7 : 3)) {
      case 0:
        return date();
      case 1:
      case 2:
        return named();
      case 3:
      case 4:
        return moment(depth - 1) + " + " + length();
      case 5:
        return fmt::format("earliest({}, {})", moment(depth - 1), moment(depth - 1));
      default:
        return fmt::format("latest({}, {})", moment(depth - 1), named() + " + " + length());
    }
  }
  std::string trigger() {
    switch (rng_.below(16)) {
      case 0:
        return "at " + moment(2);
      case 1:
        return "upon " + moment(2);
      case 2:
        return "with " + named();
      case 3:
        return "from " + moment(1);
      case 4:
        return "after " + moment(1);
      case 5:
        return "start by " + moment(2);
      case 6:
        return fmt::format("start at {}, done by {}", moment(1), moment(1));
      case 7:
        return fmt::format("between {} and {}", moment(1), moment(1));
      case 8:
        return fmt::format("every {} from {} until {}", length(), moment(1), moment(1));
      case 9:
        return "in proportion to " + named();
      case 10:
        return "in parallel with " + named();
      case 11:
        return one_in(2) ? "standing" : "undated";
      case 12:
        return "promptly after " + moment(1);
      case 13:
        return "by " + event() + " - " + length();
      default:
        return "by " + moment(2);
    }
  }

  Rng rng_;
  bool circles_;
  std::size_t count_ = 0;
  std::size_t reach_ = 0;  ///< how many obligations may be named
};

std::string text_of(const model::AgreementDraft& draft) {
  std::string text;
  for (const auto& one : draft.obligations) {
    text += fmt::format("{}: {}; takes {}", one.id.text, one.trigger.text, one.takes.text);
    for (const auto& wait : one.waits_for) text += "; waits for " + wait.text;
    text += '\n';
  }
  for (const auto& event : draft.events) text += event.id.text + " " + event.date.text + "\n";
  return text;
}

/// What sets the day of a part of a path; its last one goes by its one day.
const std::optional<model::Target>& driver_at(const Timetable& table,
                                              const std::vector<model::Target>& path,
                                              std::size_t at) {
  const Dates& dates = table.of[path[at].index];
  if (at + 1 == path.size()) return dates.driver;
  return path[at].aspect == Aspect::started ? dates.starting.driver : dates.ending.driver;
}

bool no_earlier(const Dates& later, const Dates& before) {
  return !before.expected || (later.expected && *later.expected >= *before.expected);
}

TEST(TimetableProperty, NoDelayBringsAnythingForwardOrTakesItsDayAway) {
  std::size_t moved = 0;
  for (std::uint64_t seed = 0; seed < soaked(1500); ++seed) {
    const auto draft = RandomText(seed, seed % 2 == 0).draft();
    const Agreement of = must_agreement(draft);
    const Timetable before = timetable(of, {.actual = false});
    Rng rng(seed, 23);
    const bool outside = rng.below(3) == 0;
    const std::size_t index = rng.below(outside ? of.events().size() : of.obligations().size());
    constexpr std::array kAll{Aspect::unsaid, Aspect::started, Aspect::done, Aspect::verified};
    const Delay delay{{outside, index, kAll[rng.below(kAll.size())]},
                      static_cast<int>(1 + rng.below(200))};
    const Timetable after = timetable(of, {.actual = false, .delays = {delay}});
    for (std::size_t k = 0; k < before.of.size(); ++k) {
      ASSERT_TRUE(no_earlier(after.of[k], before.of[k]))
          << of.obligations()[k].id << " after a delay of " << of.target_text(delay.of) << "\n"
          << text_of(draft);
      ASSERT_EQ(after.of[k].due, before.of[k].due);
      if (after.of[k].expected != before.of[k].expected) ++moved;
    }
  }
  EXPECT_GT(moved, 500U);
}

TEST(TimetableProperty, TheSoonestIsNotAfterWhatIsExpected) {
  std::size_t seen = 0;
  for (std::uint64_t seed = 0; seed < soaked(1500); ++seed) {
    const auto draft = RandomText(seed, false).draft();
    const Agreement of = must_agreement(draft);
    const Timetable table = timetable(of, {.actual = false});
    for (std::size_t k = 0; k < table.of.size(); ++k) {
      if (!table.of[k].expected) continue;
      ASSERT_TRUE(table.of[k].earliest) << of.obligations()[k].id << "\n" << text_of(draft);
      ASSERT_LE(*table.of[k].earliest, *table.of[k].expected) << of.obligations()[k].id << "\n"
                                                              << text_of(draft);
      ++seen;
    }
  }
  EXPECT_GT(seen, 2000U);
}

/// Nothing that has a day is late, or waits for something without one.
bool feasible(const Timetable& table) {
  return table.circles.empty() && std::ranges::all_of(table.of, [](const Dates& dates) {
           return (!dates.due && !dates.start) || (dates.late && *dates.late <= 0);
         });
}

TEST(TimetableProperty, WhereNothingIsLateNothingHasToBeEarlierThanItCan) {
  std::size_t limited = 0;
  for (std::uint64_t seed = 0; seed < soaked(3000); ++seed) {
    const auto draft = RandomText(seed, false).draft();
    const Agreement of = must_agreement(draft);
    const Timetable table = timetable(of, {.actual = false});
    if (!feasible(table)) continue;
    for (std::size_t k = 0; k < table.of.size(); ++k) {
      const Dates& dates = table.of[k];
      if (!dates.latest) continue;
      ASSERT_GE(dates.slack.value_or(0), 0) << of.obligations()[k].id << "\n" << text_of(draft);
      ASSERT_LE(*dates.earliest, *dates.latest) << of.obligations()[k].id << "\n" << text_of(draft);
      if (dates.latest != dates.due) ++limited;
    }
  }
  EXPECT_GT(limited, 20U);
}

TEST(TimetableProperty, TheOrderOfTheFileChangesNoDay) {
  for (std::uint64_t seed = 0; seed < soaked(800); ++seed) {
    auto draft = RandomText(seed, seed % 2 == 0).draft();
    const Agreement of = must_agreement(draft);
    const Timetable table = timetable(of);
    std::ranges::reverse(draft.obligations);
    Rng rng(seed, 24);
    std::ranges::rotate(draft.obligations,
                        draft.obligations.begin() +
                            static_cast<std::ptrdiff_t>(rng.below(draft.obligations.size())));
    const Agreement other = must_agreement(draft);
    const Timetable again = timetable(other);
    for (std::size_t k = 0; k < table.of.size(); ++k) {
      const std::string& id = of.obligations()[k].id;
      const Dates& a = table.of[k];
      const Dates& b = again.of[other.find_obligation(id)->index()];
      ASSERT_EQ(a.due, b.due) << id << "\n" << text_of(draft);
      ASSERT_EQ(a.expected, b.expected) << id << "\n" << text_of(draft);
      ASSERT_EQ(a.earliest, b.earliest) << id << "\n" << text_of(draft);
      ASSERT_EQ(a.latest, b.latest) << id << "\n" << text_of(draft);
      ASSERT_EQ(a.why, b.why) << id << "\n" << text_of(draft);
    }
    ASSERT_EQ(table.circles.size(), again.circles.size());
  }
}

TEST(TimetableProperty, CriticalPathsGoBackInTime) {
  for (std::uint64_t seed = 0; seed < soaked(800); ++seed) {
    const auto draft = RandomText(seed, false).draft();
    const Agreement of = must_agreement(draft);
    const Timetable table = timetable(of);
    for (std::size_t k = 0; k < table.of.size(); ++k) {
      const auto path = critical_path(of, table, ObligationId(k));
      ASSERT_EQ(path.back().index, k);
      for (std::size_t at = 1; at < path.size(); ++at) {
        const auto& driver = driver_at(table, path, at);
        ASSERT_TRUE(driver && of.target_text(*driver) == of.target_text(path[at - 1]))
            << text_of(draft);
      }
    }
  }
}

}  // namespace
}  // namespace tandem::test
