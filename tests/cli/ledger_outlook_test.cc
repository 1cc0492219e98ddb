#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "apps/cli/command.h"
#include "tests/cli/session.h"
#include "tests/support/scratch_folder.h"

/// What the shipped records come to.
namespace tandem::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kKorea = TANDEM_SOURCE_DIR "/cases/korea/six-party-2007/ledger/record.jsonl";
constexpr const char* kIran = TANDEM_SOURCE_DIR "/cases/iran/jcpoa-2015/ledger/record.jsonl";

class LedgerOutlook : public testing::Test {
 protected:
  void take(const char* record) const { ASSERT_EQ(ask({"import", record}).status, kFine); }
  [[nodiscard]] test::Answer ask(std::vector<std::string> words) const {
    words.insert(words.begin(), "ledger");
    words.insert(words.begin() + 2, folder_.path("a.ledger"));
    return test::tandem(words);
  }
  [[nodiscard]] json outlook_on(const std::string& day) const {
    return json::parse(ask({"outlook", "--on", day, "--json"}).out);
  }
  test::ScratchFolder folder_;
};

json with(const json& list, const std::string& key, const std::string& value) {
  const auto found = std::ranges::find_if(list, [&](const json& one) { return one[key] == value; });
  return found == list.end() ? json() : *found;
}

/// In August 2008 the delisting was begun and not done, and the North stopped the disablement for
/// it; in October it was done.
TEST_F(LedgerOutlook, WhatTheUnitedStatesHeldBackInAugust2008WasGivenInOctober) {
  take(kKorea);
  const json made = outlook_on("2008-08-26");
  EXPECT_EQ(made["standing"]["month"], 18);
  EXPECT_EQ(made["standing"]["suspended"], nullptr);
  ASSERT_EQ(made["standing"]["breaches"].size(), 1U);
  EXPECT_EQ(made["standing"]["breaches"][0]["party"], "dprk");
  EXPECT_EQ(made["standing"]["breaches"][0]["obligation"], "S18");
  const json us = with(made["leverage"], "holds", "us");
  EXPECT_GT(us["at_first"], .4);
  EXPECT_EQ(with(us["left"], "id", "lists-lifted")["id"], "lists-lifted");
  EXPECT_GT(with(made["leverage"], "holds", "dprk")["now"], .1);
  EXPECT_FALSE(made["breakdown"]["recorded"]);
  const json october = outlook_on("2008-11-30");
  const json after = with(october["leverage"], "holds", "us");
  EXPECT_TRUE(with(after["left"], "id", "lists-lifted").is_null()) << after;
  EXPECT_LT(after["now"], us["now"]);
}

TEST_F(LedgerOutlook, OnceTheNorthHasLeftTheBreakdownIsThatOfItsDay) {
  take(kKorea);
  const json made = outlook_on("2009-05-01");
  EXPECT_EQ(made["standing"]["suspended"], "2009-04-14");
  EXPECT_EQ(made["standing"]["suspended_by"], json::array({"dprk"}));
  EXPECT_TRUE(made["breakdown"]["recorded"]);
  const json funds = with(made["breakdown"]["measures"], "measure", "frozen-funds");
  EXPECT_EQ(funds["taken_back"], 0);  // what was released stays released
  const json shutdown = with(made["breakdown"]["measures"], "measure", "yongbyon-shutdown");
  EXPECT_GT(shutdown["taken_back"], .9);
}

TEST_F(LedgerOutlook, TheAgreementWithIranWasAheadOfOthersUntilTheUnitedStatesLeft) {
  take(kIran);
  const json before = outlook_on("2018-05-07");
  EXPECT_EQ(before["standing"]["suspended"], nullptr);
  const json security = with(before["rates"], "compared_with", "security provisions");
  EXPECT_EQ(security["reported"], security["verified"]);
  EXPECT_GT(security["chance_of_so_few"]["middle"], .9);
  EXPECT_TRUE(with(before["warnings"], "kind", "breach").is_null());
  const json after = outlook_on("2018-05-09");
  EXPECT_EQ(after["standing"]["suspended"], "2018-05-08");
  EXPECT_FALSE(with(after["warnings"], "kind", "breach").is_null());
}

TEST_F(LedgerOutlook, NoLineIsWiderThan80Columns) {
  take(kKorea);
  const test::Answer answer = ask({"outlook", "--on", "2009-05-01"});
  EXPECT_EQ(answer.status, kFindings);
  std::istringstream lines(answer.out);
  for (std::string line; std::getline(lines, line);) {
    const auto wide = std::ranges::count_if(
        line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    EXPECT_LE(wide, 80) << line;
  }
}

TEST_F(LedgerOutlook, StressSaysThatItPlaysWholeWorlds) {
  take(kKorea);
  const auto played = [&](const std::string& histories) {
    return ask({"stress", "--on", "2008-06-30", "--histories", histories, "--quiet"});
  };
  EXPECT_THAT(played("50").err, HasSubstr("100 histories are played: whole worlds of 100 each"));
  EXPECT_EQ(played("100").err, "");
}

TEST_F(LedgerOutlook, StressGoesOnFromTheRecord) {
  take(kKorea);
  const auto share_alive = [&](const std::string& day) {
    json made =
        json::parse(ask({"stress", "--on", day, "--histories", "1000", "--quiet", "--json"}).out);
    EXPECT_EQ(made["standing"]["case"], "six-party-2007");
    return made;
  };
  const json running = share_alive("2008-06-30");
  const json suspended = share_alive("2009-05-01");
  EXPECT_EQ(running["standing"]["suspended"], nullptr);
  EXPECT_NE(suspended["standing"]["suspended"], nullptr);
  // At the end of month 24 the record has it run on the one day, and chance on the other.
  const auto running_after = [](const json& made, std::size_t year) {
    return made["marks"][year - 1]["running"]["share"].get<double>();
  };
  EXPECT_EQ(running_after(suspended, 2), 1);
  EXPECT_LT(running_after(running, 2), 1);
  EXPECT_LT(running_after(suspended, 3), running_after(running, 3));
}

TEST_F(LedgerOutlook, ReplanSaysWhoPrefersWhichWayOn) {
  take(kKorea);
  const std::string next = folder_.path("next.yaml");
  const test::Answer answer = ask({"replan", "--on", "2008-08-26", "--time-limit", "20",
                                   "--histories", "500", "--quiet", "--json", "--save", next});
  ASSERT_EQ(answer.status, kFine) << answer.err;
  const json made = json::parse(answer.out);
  EXPECT_EQ(made["plan"]["from_phase"], 7);
  ASSERT_EQ(made["ways"].size(), 4U);
  EXPECT_EQ(made["ways"][0]["way"], "none");
  EXPECT_EQ(made["ways"][0]["better_than_none"]["dprk"]["mean"], 0);
  EXPECT_FALSE(made["ways"][3]["preferred_by"].empty());
  EXPECT_EQ(test::tandem({"assess", "six-party-2007", next, "--json"}).out.substr(0, 1), "{");
}

TEST_F(LedgerOutlook, ACaseThatCannotBeReadIsNoReasonToGoOnWithoutOne) {
  take(kKorea);
  folder_.write("case.yaml", "tandem: 1\ncase: broken\n");
  const test::Answer answer =
      ask({"outlook", "--on", "2008-08-26", "--case", folder_.path("case.yaml"), "--json"});
  EXPECT_EQ(answer.status, kBadInput);
  EXPECT_TRUE(json::parse(answer.out).contains("error"));
}

TEST_F(LedgerOutlook, NeitherIsOneOfTheLibraryThatTheTextNames) {
  folder_.write("a.yaml", R"(tandem: 1
agreement: a
title: A text of a broken case
signed: 2020-01-01
case: broken
actors: {north: {name: North}, south: {name: South}}
obligations:
  A: {title: Something, actors: [north], counterparts: [south], trigger: by 2020-06-01}
)");
  folder_.write("case.yaml", "tandem: 1\ncase: broken\n");
  ASSERT_EQ(ask({"init", folder_.path("a.yaml"), "--at", "2020-01-01T12:00:00Z"}).status, kFine);
  setenv("TANDEM_CASES", folder_.path("").c_str(), 1);
  const test::Answer answer = ask({"outlook", "--on", "2020-05-01", "--json"});
  unsetenv("TANDEM_CASES");
  EXPECT_EQ(answer.status, kBadInput);
  EXPECT_TRUE(json::parse(answer.out).contains("error"));
}

TEST_F(LedgerOutlook, SaysWhatIsMissing) {
  folder_.write("bare.yaml", R"(tandem: 1
agreement: bare
title: A text without a case
signed: 2020-01-01
actors: {north: {name: North}, south: {name: South}}
obligations:
  A: {title: Something, actors: [north], counterparts: [south], trigger: by 2020-06-01}
)");
  ASSERT_EQ(ask({"init", folder_.path("bare.yaml"), "--at", "2020-01-01T12:00:00Z"}).status, kFine);
  const test::Answer alone = ask({"outlook", "--on", "2020-05-01"});
  EXPECT_EQ(alone.status, kFine) << alone.out;
  EXPECT_THAT(alone.err, HasSubstr("by the text alone"));
  EXPECT_THAT(ask({"replan", "--on", "2020-05-01"}).err, HasSubstr("--case"));
  EXPECT_THAT(ask({"outlook", "--on", "2020-05-01", "--case", "tutorial"}).err,
              HasSubstr("linked to a measure"));
  EXPECT_THAT(ask({"stress", "--on", "2019-05-01", "--case", "tutorial"}).err,
              HasSubstr("no text is in force"));
  EXPECT_THAT(
      ask({"stress", "--on", "2020-05-01", "--case", "korea-2026", "--in-office", "us=nobody"}).err,
      HasSubstr("it has no such government"));
}

}  // namespace
}  // namespace tandem::cli
