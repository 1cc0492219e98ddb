#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/lint/reading.h"

/// What broke the two agreements is found in their texts.
namespace tandem::lint::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class SixParty : public testing::Test {
 protected:
  std::vector<std::vector<std::string>> of(std::string_view rule) {
    std::vector<std::vector<std::string>> all;
    for (const Finding& finding : found_of(rule, text_)) all.push_back(ids_of(finding, text_));
    return all;
  }
  std::string text_ = file_text("tests/lint/six_party.yaml");
};

class Jcpoa : public SixParty {
 protected:
  void SetUp() override { text_ = file_text("tests/lint/jcpoa.yaml"); }
};

using Ids = std::vector<std::string>;

TEST_F(SixParty, OilAndShutdownWaitForEachOther) {
  EXPECT_THAT(of("circular-wait"), ElementsAre(Ids{"S01", "S05", "S06", "S08"}));
  const auto found = found_of("circular-wait", text_);
  EXPECT_THAT(found.front().message, HasSubstr("S08 (Emergency energy assistance"));
  // a tenth of the oil first, the rest upon the verified shutdown
  EXPECT_THAT(found.front().paste, HasSubstr("S08-first:\n"));
  EXPECT_THAT(found.front().paste, HasSubstr("quantity: {value: 5000, source: S-TEXT}"));
  EXPECT_THAT(found.front().paste, HasSubstr("quantity: {value: 45000, source: S-TEXT}"));
  EXPECT_THAT(found.front().paste, HasSubstr("trigger: upon verified(S01)"));
}

TEST_F(SixParty, DelistingIsOnlyToBegin) {
  EXPECT_THAT(of("start-only"), ElementsAre(Ids{"S05", "S06"}, Ids{"S08"}));
}

TEST_F(SixParty, TheBankHoldsUpTheShutdown) {
  EXPECT_THAT(of("side-agreement"), ElementsAre(Ids{"S17", "S01"}));
}

TEST_F(SixParty, TheDeclarationIsNotVerified) {
  EXPECT_THAT(of("unverified-claim"), ElementsAre(Ids{"S22"}));
}

TEST_F(SixParty, InParallelHasNoPairs) {
  EXPECT_THAT(of("unpaired-parallel"), ElementsAre(Ids{"S24"}));
}

TEST_F(SixParty, WhatHappenedIsNoFault) {
  for (const Finding& finding : found_in(text_))
    EXPECT_THAT(ids_of(finding, text_), Not(Contains("S28")));
}

TEST_F(Jcpoa, FifteenYearsHaveNoFirstDay) {
  EXPECT_THAT(of("unanchored-duration"), ElementsAre(Ids{"J33"}));
  EXPECT_EQ(found_of("unanchored-duration", text_).front().words, "limits for 15/20/25 years");
}

TEST_F(Jcpoa, ReliefByOrderAndWaiverPaysForDismantling) {
  EXPECT_THAT(of("weak-legal-form"), ElementsAre(Ids{"J10", "J25"}));
  EXPECT_THAT(found_of("weak-legal-form", text_).front().message, HasSubstr("J12"));
}

TEST_F(Jcpoa, TerminationDayHasTwoReadings) {
  EXPECT_THAT(of("arbiterless-termination"), ElementsAre(Ids{"J32"}));
  EXPECT_EQ(found_of("arbiterless-termination", text_).front().words,
            "provided that earlier resolutions were not reinstated");
}

TEST_F(Jcpoa, HeavyWaterHasALimitAndNoMargin) {
  EXPECT_THAT(of("threshold-without-cure"), ElementsAre(Ids{"J13"}));
}

TEST_F(Jcpoa, OneVerifierIsOneFinding) {
  EXPECT_THAT(of("verifier-without-fallback"), ElementsAre(Ids{"J12", "J13"}));
  EXPECT_THAT(of("undisclosed-verification"), ElementsAre(Ids{"J12", "J13"}));
}

TEST_F(Jcpoa, AnEffortThatNothingHangsOnIsANote) {
  const auto found = found_of("effort-as-result", text_);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().level, Level::note);
}

}  // namespace
}  // namespace tandem::lint::test
