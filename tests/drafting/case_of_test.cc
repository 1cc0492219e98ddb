#include <gtest/gtest.h>

#include "tandem/casefile/agreement_file.h"
#include "tandem/drafting/draft.h"
#include "tandem/value/economics.h"
#include "tandem/value/game.h"
#include "tests/support/drafts.h"

namespace tandem::drafting {
namespace {

using model::Case;

constexpr const char* kHead = R"(tandem: 1
agreement: bridges
title: Two bridges
signed: 2026-03-01
horizon: 120
judgements:
  J: {about: worths, by: the authors, as_of: 2026-03-01}
actors:
  north: {name: North, discount: 0.9 @J}
  south: {name: South, case_party: republic, reserve: 1 @J}
  both: {name: Both, members: [north, south]}
  watch: {name: Watch, role: body}
obligations:
)";

constexpr const char* kObligations = R"(
  A: {title: Guns, actors: [north], trigger: "start at 2026-03-01, done by 2026-07-01", worth: {north: -4 @J, south: 10 @J}, reversibility: 0.5 @J}
  B: {title: Grain, actors: [south], trigger: at 2027-02-28, worth: {north: 2..6..7 @J, south: -1 @J}}
  C: {title: Talks, actors: [both], trigger: standing}
  D: {title: Feasts, actors: [both], trigger: promptly, worth: {north: 1 @J, south: 1 @J}}
)";

casefile::AgreementFile text(const std::string& obligations, std::string head = kHead) {
  return test::must(casefile::load_agreement_text(std::move(head) + obligations, "b.yaml"));
}

Result<model::CaseDraft> made(const casefile::AgreementFile& of) {
  return case_of(of.draft, of.valid, model::timetable(of.valid));
}

std::string rule_of(const casefile::AgreementFile& of) {
  const auto draft = made(of);
  return draft ? "" : draft.error().details.at(0).rule;
}

TEST(CaseOf, HasAMeasureForEveryObligationWithAWorth) {
  const Case of = test::must_case(test::must(made(text(kObligations))));
  ASSERT_EQ(of.measures().size(), 3U) << "the talks are worth nothing";
  EXPECT_EQ(of.parties().size(), 2U) << "neither the group nor the body is a party";
  EXPECT_EQ(of.parties()[1].id, "republic");
  EXPECT_EQ(of.parties()[1].reserve.mode, 1);
  EXPECT_EQ(of.parties()[0].discount.mode, 0.9);
  EXPECT_EQ(of.measures()[0].months, 4);
  EXPECT_EQ(of.measures()[0].reversibility.mode, 0.5);
  EXPECT_EQ(of.measures()[1].worth_to(PartyId(0)), 6);
  EXPECT_EQ(of.measures()[1].worth[0].points.high, 7);
  EXPECT_EQ(of.measures()[2].actors.size(), 2U) << "both sides";
  EXPECT_EQ(of.time().phases, 12) << "months from 1 March to 28 February";
  EXPECT_EQ(of.time().horizon, 120);
}

TEST(CaseOf, IsWhatItsOwnRoadmapIsMeasuredBy) {
  const auto file = text(kObligations);
  const Case of = test::must_case(test::must(made(file)));
  const auto read = test::must(roadmap_of(file.valid, model::timetable(file.valid), of));
  ASSERT_EQ(read.left_out.size(), 1U) << "feasts have no day";
  ASSERT_EQ(read.roadmap.increments.size(), 2U);
  EXPECT_EQ(read.roadmap.increments[1].start_month, 11);
  const value::Economics economics(of);
  EXPECT_NEAR(value::net_gain(economics, read.roadmap, PartyId(1)),
              economics.carried_out(PartyId(1), MeasureId(0), 0, 0) +
                  economics.carried_out(PartyId(1), MeasureId(1), 11, 0),
              1e-9);
}

TEST(CaseOf, LengthensItsPhasesWhereThereWouldBeTooMany) {
  const std::string late =
      std::string(kObligations) +
      "  E: {title: Peace, actors: [both], trigger: at 2036-02-28, worth: {north: 1 @J}}\n";
  const Case of = test::must_case(test::must(made(text(late))));
  EXPECT_EQ(of.time().months_per_phase, 2) << "120 months";
  EXPECT_EQ(of.time().phases, 60);
}

TEST(CaseOf, SaysWhatIsMissing) {
  EXPECT_EQ(rule_of(text("  C: {title: Talks, actors: [both], trigger: standing}\n")), "no-worth");
  std::string without(kHead);
  without.erase(without.find("horizon: 120\n"), 13);
  EXPECT_EQ(rule_of(text(kObligations, without)), "no-horizon");
  EXPECT_EQ(rule_of(text("  A: {title: Guns, actors: [watch], trigger: at 2026-03-01, worth: "
                         "{north: 1 @J}}\n")),
            "no-party");
  EXPECT_EQ(rule_of(text("  A: {title: Guns, actors: [north], trigger: at 2026-03-01, worth: "
                         "{both: 1 @J}}\n")),
            "worth-to-no-party");
  EXPECT_EQ(rule_of(text("  A: {title: Guns, actors: [north], worth: {north: 1 @J}}\n")), "no-day");
}

}  // namespace
}  // namespace tandem::drafting
