#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tandem/ledger/event.h"
#include "tandem/ledger/keys.h"
#include "tests/desk/ledger_case.h"
#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Json;
using test::LedgerVisitor;
using test::places_of;
using test::Visitor;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kEntries = "/api/v1/ledgers/deal/entries";
const std::string kSheet = "/api/v1/ledgers/deal/sheet";

TEST(LedgerRecord, GivesTheReceiptThatTheProgramReads) {
  LedgerVisitor visitor;
  const auto reply = visitor.report({{"says", "Given back"}, {"share", 0.5}});
  ASSERT_EQ(reply.status, 200U) << reply.body;
  EXPECT_EQ(reply.json["entry"], 3);
  EXPECT_EQ(reply.json["receipt"], reply.json["head"]);
  EXPECT_EQ(reply.json["head"], visitor.head());
  const Json entry = visitor.program("timeline", {"--of", "S17"})["entries"][0];
  EXPECT_EQ(entry["says"], "Given back");
  EXPECT_EQ(entry["share"], 0.5);
  EXPECT_EQ(entry["on"], "2007-06-25");
}

TEST(LedgerRecord, TakesEveryFieldOfAnEvent) {
  LedgerVisitor visitor;
  ASSERT_EQ(visitor.report().status, 200U);
  const std::string hash(64, 'a');
  // Clocks of two machines may differ by a minute.
  const std::string soon = ledger::format_second(clock_now() + std::chrono::seconds{30});
  const Json body{{"kind", "dispute"},
                  {"by", "north"},
                  {"to", 3},
                  {"on", "2007-06-26"},
                  {"step", "raised"},
                  {"until", "2007-07-10"},
                  {"says", "It never came"},
                  {"sources", {{{"title", "A letter"}, {"url", ""}, {"sha256", hash}}}},
                  {"at", soon}};
  ASSERT_EQ(visitor.post(kEntries, body).status, 200U);
  const Json entry = visitor.get(kEntries + "/4").json["entry"];
  EXPECT_EQ(entry["step"], "raised");
  EXPECT_EQ(entry["until"], "2007-07-10");
  EXPECT_EQ(entry["at"], soon);
  EXPECT_EQ(entry["sources"], Json({{{"sha256", hash}, {"title", "A letter"}}}));
  Json ahead = body;
  ahead["at"] = "2199-01-01T00:00:00Z";
  EXPECT_THAT(places_of(visitor.post(kEntries, ahead).json["error"]["details"]),
              ElementsAre("/at clock-ahead"));
  const Json verified{{"kind", "verified"}, {"by", "iaea"}, {"of", "S17"}, {"finding", "unknown"}};
  EXPECT_EQ(visitor.post(kEntries, verified).status, 200U);
}

TEST(LedgerRecord, WithoutADayItHappensToday) {
  LedgerVisitor visitor;
  ASSERT_EQ(visitor
                .post(kEntries, {{"kind", "incident"},
                                 {"by", "north"},
                                 {"says", "A wire"},
                                 {"at", "2020-12-01T23:30:00Z"}})
                .status,
            200U);
  EXPECT_EQ(visitor.get(kEntries + "/3").json["entry"]["on"], "2020-12-01");
}

TEST(LedgerRecord, TakesAnAmendmentAndTheConsentToIt) {
  LedgerVisitor visitor;
  std::string text = test::kShutdown;
  text.replace(text.find("T0 + 30d"), 8, "T0 + 90d");
  ASSERT_EQ(visitor
                .post(kEntries,
                      {{"kind", "amended"}, {"by", "south"}, {"on", "2007-03-01"}, {"text", text}})
                .json["entry"],
            3);
  ASSERT_EQ(
      visitor
          .post(kEntries, {{"kind", "consented"}, {"by", "north"}, {"to", 3}, {"on", "2007-03-05"}})
          .json["entry"],
      4);
  const Json status = visitor.get("/api/v1/ledgers/deal/status?on=2007-04-01").json;
  EXPECT_EQ(status["obligations"][1]["due"], "2007-05-14");
  EXPECT_EQ(status["obligations"][1]["original_due"], "2007-03-15");
  EXPECT_EQ(status["obligations"][1]["reported"], "rebaselined");
}

TEST(LedgerRecord, EveryRuleIsNamedAtItsField) {
  LedgerVisitor visitor;
  const auto wrong = [&](const Json& body) {
    const auto reply = visitor.post(kEntries, body);
    EXPECT_EQ(reply.status, 422U) << reply.body;
    EXPECT_EQ(reply.code(), "entry");
    return places_of(reply.json["error"]["details"]);
  };
  EXPECT_THAT(wrong({{"kind", "verified"}, {"by", ""}, {"of", "S 1"}, {"share", 0.5}}),
              ElementsAre("/finding missing-field", "/share useless-field", "/by missing-field",
                          "/of bad-name"));
  EXPECT_THAT(wrong({{"kind", "reported"}, {"by", "nrth"}, {"of", "S1"}}),
              ElementsAre("/by unknown-actor", "/of unknown-obligation"));
  EXPECT_THAT(wrong({{"kind", "reported"}, {"by", "south"}, {"of", "S01"}}),
              ElementsAre("/by not-its-actor"));
  EXPECT_THAT(wrong({{"kind", "contested"}, {"by", "north"}, {"to", 9}}),
              ElementsAre("/to no-such-entry"));
  EXPECT_THAT(wrong({{"kind", "reported"}, {"by", "south"}, {"of", "S17"}, {"on", "2099-01-01"}}),
              ElementsAre("/on not-yet"));
  EXPECT_THAT(wrong({{"kind", "reported"},
                     {"by", "south"},
                     {"of", "S17"},
                     {"at", "2007-02-12T00:00:00Z"},
                     {"on", "2007-02-12"}}),
              ElementsAre("/at clock-back"));
  EXPECT_THAT(wrong({{"kind", "evidence"},
                     {"by", "north"},
                     {"of", "S17"},
                     {"sources", {{{"title", ""}, {"sha256", "x"}}}}}),
              ElementsAre("/sources missing-field", "/sources bad-hash"));
  EXPECT_EQ(visitor.head().substr(0, 2), "2:") << "nothing was kept";
}

TEST(LedgerRecord, MistakesOfAnAgreementHaveTheirLines) {
  LedgerVisitor visitor;
  std::string text = test::kShutdown;
  text.replace(text.find("trigger: by T0 + 30d"), 7, "tigger");
  const auto reply = visitor.post(
      kEntries, {{"kind", "amended"}, {"by", "south"}, {"text", text}, {"on", "2007-03-01"}});
  ASSERT_EQ(reply.status, 422U);
  const Json& detail = reply.json["error"]["details"][0];
  EXPECT_EQ(detail["file"], "/text");
  EXPECT_EQ(detail["rule"], "unknown-key");
  EXPECT_EQ(detail["line"], 21);
}

TEST(LedgerRecord, WhatCannotBeReadIsNamedTogether) {
  LedgerVisitor visitor;
  const auto reply = visitor.report({{"at", "yesterday"}, {"expect", "2"}});
  EXPECT_EQ(reply.status, 422U);
  EXPECT_THAT(places_of(reply.json["error"]["details"]), ElementsAre("/at time", "/expect head"));
  const auto body = visitor.report({{"kind", "reportd"}, {"on", "2007-02-30"}, {"whn", 1}});
  EXPECT_EQ(body.status, 400U);
  EXPECT_THAT(places_of(body.json["error"]["details"]),
              ElementsAre("/kind unknown-word", "/on day", "/whn unknown-key"));
  EXPECT_THAT(body.body, HasSubstr("did you mean 'reported'?"));
  EXPECT_EQ(visitor.post(kEntries, {{"kind", "opened"}, {"by", "north"}}).status, 400U);
}

TEST(LedgerRecord, DryRunSaysWhatWouldBeRefusedAndRecordsNothing) {
  LedgerVisitor visitor;
  const auto good = visitor.report({{"dry_run", true}});
  ASSERT_EQ(good.status, 200U);
  EXPECT_TRUE(good.json["entry"].is_null());
  EXPECT_TRUE(good.json["receipt"].is_null());
  EXPECT_TRUE(good.json["refusals"].empty());
  EXPECT_EQ(good.json["head"], visitor.head());
  const auto bad = visitor.report({{"dry_run", true}, {"by", "north"}, {"at", "x"}});
  ASSERT_EQ(bad.status, 200U);
  EXPECT_THAT(places_of(bad.json["refusals"]), ElementsAre("/at time", "/by not-its-actor"));
  EXPECT_EQ(visitor.head().substr(0, 2), "2:");
}

TEST(LedgerRecord, RefusesWhereSomethingCameInBetweenAndSaysTheNewHead) {
  LedgerVisitor visitor;
  const std::string before = visitor.head();
  ASSERT_EQ(visitor.report({{"expect", before}}).status, 200U);
  const std::string now = visitor.head();
  for (const bool dry_run : {false, true}) {
    const auto late = visitor.report({{"expect", before}, {"dry_run", dry_run}});
    EXPECT_EQ(late.status, 409U);
    EXPECT_EQ(late.code(), "conflict");
    EXPECT_EQ(late.json["error"]["head"], now);
    EXPECT_THAT(late.json["error"]["repair"].get<std::string>(), HasSubstr("look at what is new"));
  }
  EXPECT_EQ(visitor.head(), now);
  EXPECT_EQ(visitor.report({{"expect", now}}).json["entry"], 4);
  EXPECT_EQ(visitor.report({{"expect", nullptr}}).json["entry"], 5);
}

TEST(LedgerRecord, SeesAtOnceWhatAnotherProcessWrites) {
  LedgerVisitor visitor;
  EXPECT_EQ(visitor.listed()["entries"], 2);
  const Json made = visitor.program(
      "record", {"--kind", "reported", "--of", "S17", "--by", "south", "--on", "2007-06-25"});
  EXPECT_EQ(visitor.listed()["head"], made["head"]);
  const Json status = visitor.get("/api/v1/ledgers/deal/status?on=2007-06-25").json;
  EXPECT_EQ(status["head"], made["head"]);
  EXPECT_EQ(status["obligations"][1]["reported"], "done");
}

TEST(LedgerRecord, SignedEntryIsHeldToItsKey) {
  LedgerVisitor visitor;
  const auto keys = ledger::make_keys().value();
  ledger::Event event;
  event.kind = ledger::EventKind::reported;
  event.at = *ledger::parse_second("2020-11-30T10:00:00Z");
  event.on = *parse_date("2007-06-25");
  event.by = "south";
  event.of = "S17";
  const auto hash = visitor.get(kEntries + "/2").json["hash"].get<std::string>();
  const ledger::Binding binding{.agreement = ledger::hash_of_hex(hash)};
  const ledger::Event good = ledger::sign(event, binding, keys.secret).value();
  Json body{{"kind", "reported"},
            {"at", "2020-11-30T10:00:00Z"},
            {"on", "2007-06-25"},
            {"by", "south"},
            {"of", "S17"},
            {"key", good.key},
            {"signature", good.signature}};
  Json other = body;
  other["says"] = "changed";
  EXPECT_THAT(places_of(visitor.post(kEntries, other).json["error"]["details"]),
              ElementsAre("/signature bad-signature"));
  ASSERT_EQ(visitor.post(kEntries, body).status, 200U);
  EXPECT_EQ(visitor.get("/api/v1/ledgers/deal/verify").json["signed"], 1);
  EXPECT_THAT(places_of(visitor.report({{"at", "2020-11-30T10:00:01Z"}}).json["error"]["details"]),
              ElementsAre("/key unsigned"));
}

TEST(LedgerRecord, ExportTakesNothing) {
  Visitor visitor({"korea/six-party-2007"});
  const std::string at = "/api/v1/ledgers/six-party-2007";
  const auto entry =
      visitor.post(at + "/entries", {{"kind", "incident"}, {"by", "us"}, {"says", "x"}});
  EXPECT_EQ(entry.status, 403U);
  EXPECT_EQ(entry.code(), "read-only");
  EXPECT_THAT(entry.json["error"]["repair"].get<std::string>(), HasSubstr("tandem ledger import"));
  const auto dry = visitor.post(
      at + "/entries", {{"kind", "incident"}, {"by", "us"}, {"says", "x"}, {"dry_run", true}});
  EXPECT_EQ(dry.code(), "read-only");
  const auto sheet =
      visitor.post(at + "/sheet", {{"csv", "obligation,event,on,by\nS01,done,2007-07-14,dprk\n"}});
  EXPECT_EQ(sheet.code(), "read-only");
  EXPECT_EQ(visitor.get(at + "/entries").json["total"], 45);
}

/// Each of two writers looks, and records only if it looked at the end: both get all of theirs in,
/// and nothing of the other's is lost.
TEST(LedgerRecord, TwoWritersAtATimeLoseNothing) {
  LedgerVisitor visitor;
  constexpr int kEach = 12;
  const auto write = [&](const std::string& who) {
    int conflicts = 0;
    for (int k = 0; k < kEach;) {
      const auto shown = visitor.raw(test::request("GET", kEntries + "?after=2"));
      const Json head = Json::parse(*shown.body)["head"];
      const auto response = visitor.raw(test::request("POST", kEntries,
                                                      Json{{"kind", "incident"},
                                                           {"by", who},
                                                           {"says", who + std::to_string(k)},
                                                           {"expect", head}}));
      if (response.status == 200)
        ++k;
      else if (response.status == 409 && ++conflicts < 10000)
        continue;
      else
        return ADD_FAILURE() << *response.body;
    }
  };
  {
    std::jthread north([&] { write("north"); });
    std::jthread south([&] { write("south"); });
  }
  std::vector<std::string> said;
  const Json all = visitor.get(kEntries + "?after=2").json["entries"];
  for (const Json& one : all) said.push_back(one["says"].get<std::string>());
  EXPECT_EQ(said.size(), 2U * kEach);
  EXPECT_EQ(std::set<std::string>(said.begin(), said.end()).size(), said.size());
  EXPECT_TRUE(visitor.program("verify")["findings"].empty());
}

TEST(LedgerRecord, ManyThatExpectNothingAllComeIn) {
  LedgerVisitor visitor;
  constexpr int kThreads = 8;
  constexpr int kEach = 8;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t)
      threads.emplace_back([&, t] {
        for (int k = 0; k < kEach; ++k) {
          const auto response = visitor.raw(
              test::request("POST", kEntries,
                            Json{{"kind", "incident"},
                                 {"by", "north"},
                                 {"says", std::to_string(t) + "-" + std::to_string(k)}}));
          EXPECT_EQ(response.status, 200U) << *response.body;
        }
      });
  }
  EXPECT_EQ(visitor.get(kEntries).json["total"], 2 + kThreads * kEach);
  EXPECT_TRUE(visitor.program("verify")["findings"].empty());
}

const std::string kTwoRows =
    "obligation,event,on,by,says\n"
    "S17,done,2007-06-25,south,Given back\n"
    "S17,contested,2007-06-26,north,It never came\n";

TEST(LedgerSheet, RecordsAllRows) {
  LedgerVisitor visitor;
  const std::string before = visitor.head();
  const Json dry = visitor.post(kSheet, {{"csv", kTwoRows}, {"dry_run", true}}).json;
  EXPECT_EQ(dry["rows"], 2);
  EXPECT_TRUE(dry["first"].is_null());
  EXPECT_THAT(dry["refusals"], IsEmpty());
  EXPECT_EQ(dry["head"], before);
  EXPECT_EQ(visitor.head(), before);
  const auto reply = visitor.post(kSheet, {{"csv", kTwoRows}, {"expect", before}});
  ASSERT_EQ(reply.status, 200U) << reply.body;
  EXPECT_EQ(reply.json["rows"], 2);
  EXPECT_EQ(reply.json["first"], 3);
  EXPECT_EQ(reply.json["last"], 4);
  EXPECT_EQ(reply.json["receipt"], visitor.head());
  const Json status = visitor.get("/api/v1/ledgers/deal/status?on=2007-07-01").json;
  EXPECT_EQ(status["obligations"][1]["verification"], "contested");
}

/// As where the first answer was lost on its way.
TEST(LedgerSheet, RefusesOneThatIsThereAlready) {
  LedgerVisitor visitor;
  const std::string rows = "obligation,event,on,by,says\n,incident,2007-06-25,south,A shot\n";
  ASSERT_EQ(visitor.post(kSheet, {{"csv", rows}}).status, 200U);
  for (const bool dry_run : {true, false}) {
    const auto again = visitor.post(kSheet, {{"csv", rows}, {"dry_run", dry_run}});
    EXPECT_THAT(again.body, HasSubstr("said-already")) << dry_run;
    EXPECT_THAT(again.body, HasSubstr("the first of them is entry 3"));
  }
  const auto more = rows + ",incident,2007-06-26,south,A shot\n";
  EXPECT_EQ(visitor.post(kSheet, {{"csv", more}}).status, 200U);
}

TEST(LedgerSheet, NamesEveryMistakeWithItsLineAndRecordsNoRow) {
  LedgerVisitor visitor;
  const std::string csv =
      kTwoRows + "S99,done,2007-02-30,south,\nS01,verified:met,2007-07-01,iaeaa,\n";
  const auto reply = visitor.post(kSheet, {{"csv", csv}, {"name", "quarter.csv"}});
  EXPECT_EQ(reply.status, 422U);
  EXPECT_EQ(reply.code(), "sheet");
  const Json& details = reply.json["error"]["details"];
  EXPECT_THAT(places_of(details), ElementsAre("quarter.csv bad-date", "quarter.csv unknown-actor"));
  EXPECT_EQ(details[0]["line"], 4);
  EXPECT_EQ(details[1]["line"], 5);
  const Json dry =
      visitor.post(kSheet, {{"csv", csv}, {"name", "quarter.csv"}, {"dry_run", true}}).json;
  EXPECT_EQ(dry["refusals"], details);
  EXPECT_EQ(dry["rows"], 0);
  EXPECT_EQ(visitor.head().substr(0, 2), "2:");
}

TEST(LedgerSheet, WithoutRowsOrWithAWrongHeadIsRefused) {
  LedgerVisitor visitor;
  for (const bool dry_run : {false, true}) {
    const auto bare =
        visitor.post(kSheet, {{"csv", "obligation,event,on,by\n"}, {"dry_run", dry_run}});
    EXPECT_EQ(bare.code(), "sheet");
    EXPECT_THAT(bare.body, HasSubstr("sheet.csv has no rows"));
  }
  EXPECT_EQ(visitor.post(kSheet, {{"csv", ""}}).code(), "sheet");
  const auto head = visitor.post(kSheet, {{"csv", kTwoRows}, {"expect", "no"}});
  EXPECT_THAT(places_of(head.json["error"]["details"]), ElementsAre("/expect head"));
}

TEST(LedgerSheet, RefusesWhereSomethingCameInBetween) {
  LedgerVisitor visitor;
  const std::string before = visitor.head();
  ASSERT_EQ(visitor.report().status, 200U);
  for (const bool dry_run : {false, true}) {
    const auto late =
        visitor.post(kSheet, {{"csv", kTwoRows}, {"expect", before}, {"dry_run", dry_run}});
    EXPECT_EQ(late.status, 409U);
    EXPECT_EQ(late.json["error"]["head"], visitor.head());
  }
  EXPECT_EQ(visitor.head().substr(0, 2), "3:");
}

/// Sheets and entries at a time: each sheet stands together.
TEST(LedgerSheet, RowsOfOneStandTogetherAmongOtherEntries) {
  LedgerVisitor visitor;
  constexpr int kEach = 6;
  {
    std::jthread entries([&] {
      for (int k = 0; k < 3 * kEach; ++k)
        EXPECT_EQ(
            visitor
                .raw(test::request("POST", kEntries,
                                   Json{{"kind", "incident"}, {"by", "south"}, {"says", "x"}}))
                .status,
            200U);
    });
    std::jthread sheets([&] {
      for (int k = 0; k < kEach; ++k) {
        const std::string n = std::to_string(k);
        const Json body{{"csv", "obligation,event,on,by,says\n,incident,2007-03-01,north," + n +
                                    "a\n,incident,2007-03-01,north," + n + "b\n"}};
        const auto response = visitor.raw(test::request("POST", kSheet, body));
        EXPECT_EQ(response.status, 200U) << *response.body;
      }
    });
  }
  const Json all = visitor.get(kEntries + "?after=2").json["entries"];
  ASSERT_EQ(all.size(), 5U * kEach);
  for (std::size_t k = 0; k < all.size(); ++k) {
    const std::string says = all[k]["says"];
    if (!says.ends_with('a')) continue;
    ASSERT_LT(k + 1, all.size());
    EXPECT_EQ(all[k + 1]["says"], says.substr(0, says.size() - 1) + "b");
  }
}

}  // namespace
}  // namespace tandem::desk
