#include "tandem/drafting/diff.h"

#include <gtest/gtest.h>

#include "tandem/casefile/agreement_file.h"
#include "tandem/value/economics.h"
#include "tests/support/drafts.h"

namespace tandem::drafting {
namespace {

using model::Agreement;
using model::Case;
using Kind = ChangedObligation::Kind;

/// Two phases of 6 months from 1 March 2026, value counted for ten years.
Case bridges() {
  auto draft = test::blank_case(2, 6, 120);
  draft.start = "2026-03-01";
  draft.parties = {test::principal("north", 0.9), test::principal("south", 0.9)};
  draft.measures = {test::step("guns", {"north"}, {{"north", -4.0}, {"south", 10.0}}),
                    test::step("grain", {"south"}, {{"north", 6.0}, {"south", -1.0}})};
  draft.measures[0].divisible = true;
  return test::must_case(draft);
}

Agreement text(const std::string& obligations, const std::string& head = {}) {
  return test::must(casefile::load_agreement_text(
                        "tandem: 1\nagreement: t\ntitle: T\n" + head +
                            "actors:\n  north: {name: North}\n  south: {name: South}\nevents:\n"
                            "  T0: {title: Signature, date: 2026-03-01}\nobligations:\n" +
                            obligations,
                        "t.yaml"))
      .valid;
}

constexpr const char* kFirst =
    "  A1: {title: Guns, actors: [north], counterparts: [south], measure: guns, share: 0.5, "
    "trigger: "
    "at T0}\n"
    "  B1: {title: Grain, actors: [south], measure: grain, trigger: at T0}\n"
    "  C1: {title: Talks, actors: [north, south], trigger: at T0 + 30d}\n";

TEST(Diff, OfATextWithItselfIsEmpty) {
  const Case of = bridges();
  const AgreementDiff found = diff(text(kFirst), text(kFirst), &of);
  EXPECT_TRUE(found.empty());
  EXPECT_EQ(found.same, 3U);
}

TEST(Diff, NamesTheKeysThatChangedAndTheDayThatMoved) {
  const AgreementDiff found = diff(
      text(kFirst),
      text("  A1: {title: Guns, actors: [north], counterparts: [south], measure: guns, share: 0.5, "
           "trigger: at T0 + 10d, cure: 30d}\n"
           "  B1: {title: Grain, actors: [south], measure: grain, trigger: at T0}\n"
           "  C1: {title: Talks, actors: [north, south], trigger: on T0 + 30d}\n"));
  ASSERT_EQ(found.obligations.size(), 1U) << "another spelling of a trigger is no change";
  const ChangedObligation& one = found.obligations[0];
  EXPECT_EQ(one.kind, Kind::changed);
  ASSERT_EQ(one.keys.size(), 2U);
  EXPECT_EQ(one.keys[0].key, "trigger");
  EXPECT_EQ(one.keys[0].before, "at T0");
  EXPECT_EQ(one.keys[0].after, "at T0 + 10d");
  EXPECT_EQ(one.keys[1].key, "cure");
  EXPECT_EQ(one.keys[1].before, "");
  EXPECT_EQ((*one.due_after - *one.due_before).count(), 10);
  EXPECT_EQ(one.actors, std::vector<std::string>{"North"});
  EXPECT_EQ(one.counterparts, std::vector<std::string>{"South"});
}

TEST(Diff, FollowsADayThatMovesBecauseOfAnother) {
  const AgreementDiff found = diff(
      text("  A1: {title: Guns, trigger: at T0}\n  B1: {title: Grain, trigger: upon A1}\n"),
      text("  A1: {title: Guns, trigger: at T0 + 5d}\n  B1: {title: Grain, trigger: upon A1}\n"));
  ASSERT_EQ(found.obligations.size(), 2U);
  EXPECT_TRUE(found.obligations[1].keys.empty()) << "not a word of B1 changed";
  EXPECT_EQ((*found.obligations[1].due_after - *found.obligations[1].due_before).count(), 5);
}

TEST(Diff, WeighsAMeasureThatMovesAPhaseByItsPresentValue) {
  const Case of = bridges();
  const value::Economics economics(of);
  const AgreementDiff found =
      diff(text(kFirst),
           text("  A1: {title: Guns, actors: [north], counterparts: [south], measure: guns, "
                "share: 0.75, trigger: at T0 + 6m}\n"
                "  D1: {title: More, trigger: standing}\n"
                "  C1: {title: Talks, actors: [north, south], trigger: at T0 + 30d}\n"),
           &of);
  ASSERT_EQ(found.obligations.size(), 3U);
  EXPECT_EQ(found.obligations[0].id, "B1");
  EXPECT_EQ(found.obligations[0].kind, Kind::removed);
  EXPECT_EQ(found.obligations[2].kind, Kind::added);
  EXPECT_TRUE(found.obligations[2].worth.empty());
  const auto& worth = found.obligations[1].worth;
  ASSERT_EQ(worth.size(), 2U);
  const PartyId south(1);
  const MeasureId guns(0);
  EXPECT_EQ(worth[1].first, "south");
  EXPECT_NEAR(worth[1].second,
              0.75 * economics.carried_out(south, guns, 6, 0) -
                  0.5 * economics.carried_out(south, guns, 0, 0),
              1e-12);
  EXPECT_LT(worth[0].second, 0) << "more of a burden to the north";
}

TEST(Diff, SeesWhatChangedOfTheAgreementItself) {
  const AgreementDiff found =
      diff(text(kFirst), text(kFirst, "signed: 2026-02-01\nsummary: A freeze\n"));
  ASSERT_EQ(found.head.size(), 2U);
  EXPECT_EQ(found.head[0].key, "summary");
  EXPECT_EQ(found.head[1].after, "2026-02-01");
}

TEST(Diff, SeesActorsEventsSourcesAndTheOrder) {
  const auto load = [](const std::string& actors, const std::string& events,
                       const std::string& obligations) {
    return test::must(casefile::load_agreement_text("tandem: 1\nagreement: t\ntitle: T\nactors: {" +
                                                        actors + "}\nevents: {" + events +
                                                        "}\nobligations: {" + obligations + "}\n",
                                                    "t.yaml"))
        .valid;
  };
  const std::string a = "A: {title: A, actors: [n], trigger: at 2026-01-01}";
  const std::string b = "B: {title: B, trigger: at 2026-01-01}";
  const AgreementDiff found =
      diff(load("n: {name: North}, s: {name: South}", "T0: {title: Entry, date: 2026-01-01}",
                a + ", " + b),
           load("n: {name: The North, role: body}, w: {name: West}",
                "T0: {title: Entry, date: 2026-02-01}, T1: {title: End}", b + ", " + a));
  std::vector<std::string> keys;
  for (const ChangedKey& one : found.head) keys.push_back(one.key);
  EXPECT_EQ(keys, (std::vector<std::string>{"actor n: name", "actor n: role", "event T0: date",
                                            "event T1", "order of obligations"}));
  EXPECT_EQ(found.head[2].after, "2026-02-01");
  EXPECT_EQ(found.actors_added, std::vector<std::string>{"West"});
  EXPECT_EQ(found.actors_removed, std::vector<std::string>{"South"});
  EXPECT_TRUE(found.obligations.empty());
}

TEST(Diff, SaysHowDaysAreCountedOtherwise) {
  const AgreementDiff found =
      diff(text(kFirst), text(kFirst,
                              "day_count: {first_day: included, weekend: [fri, sat], holidays: "
                              "[2026-05-01], rest_day: next}\n"));
  ASSERT_FALSE(found.head.empty());
  EXPECT_EQ(found.head[0].key, "day_count");
  EXPECT_EQ(found.head[0].before, "first_day excluded, rest_day stays, days of rest sat sun");
  EXPECT_EQ(found.head[0].after,
            "first_day included, rest_day next, days of rest fri sat 2026-05-01");
}

TEST(Diff, NamesARenamedActorOnce) {
  const auto load = [](const std::string& name, const std::string& trigger) {
    return test::must(casefile::load_agreement_text(
                          "tandem: 1\nagreement: t\ntitle: T\nactors: {n: {name: " + name +
                              "}}\nobligations: {A: {title: A, actors: [n], trigger: " + trigger +
                              "}}\n",
                          "t.yaml"))
        .valid;
  };
  const AgreementDiff found =
      diff(load("North", "at 2026-01-01"), load("The North", "at 2026-01-02"));
  EXPECT_EQ(found.obligations[0].actors, std::vector<std::string>{"The North"});
}

TEST(Gains, SayWhatIsNotCounted) {
  const Case of = bridges();
  const auto made = test::must(gains(
      text(kFirst),
      text("  A1: {title: Guns, actors: [north], measure: guns, trigger: at T0 + 15y}\n"), of));
  ASSERT_EQ(made.left_out.size(), 1U);
  EXPECT_EQ(made.left_out[0].rule, "outside-the-phases");
}

TEST(Gains, AreThoseOfTheRoadmapsThatTheTextsAmountTo) {
  const Case of = bridges();
  const value::Economics economics(of);
  const auto made = test::must(
      gains(text(kFirst),
            text("  B1: {title: Grain, actors: [south], measure: grain, trigger: at T0}\n"), of));
  const double grain = economics.carried_out(PartyId(1), MeasureId(1), 0, 0);
  const double guns = economics.carried_out(PartyId(1), MeasureId(0), 0, 0);
  EXPECT_NEAR(made.parties[1].after, grain, 1e-9);
  EXPECT_NEAR(made.parties[1].before, grain + 0.5 * guns, 1e-9);
  EXPECT_TRUE(made.left_out.empty());
}

}  // namespace
}  // namespace tandem::drafting
