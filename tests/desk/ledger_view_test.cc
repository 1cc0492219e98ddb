#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

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
using ::testing::Not;
using ::testing::StartsWith;

const std::string kSixParty = "/api/v1/ledgers/six-party-2007";

Visitor six_parties() { return Visitor({"korea/six-party-2007"}); }

const Json& obligation(const Json& status, const std::string& id) {
  for (const Json& one : status["obligations"])
    if (one["id"] == id) return one;
  static const Json kNone;
  ADD_FAILURE() << "no obligation " << id;
  return kNone;
}

/// What `tandem ledger ACTION six-party.ledger WORDS... --json` says of the same record.
class SixParty {
 public:
  explicit SixParty(Visitor& visitor) : path_(visitor.folder().path("six-party.ledger")) {
    EXPECT_EQ(test::told_by_program(
                  {"ledger", "import", path_,
                   visitor.folder().path("library/six-party-2007/ledger/record.jsonl")})["entry"],
              45);
  }
  [[nodiscard]] Json told(const std::string& action, std::vector<std::string> words) const {
    words.insert(words.begin(), {"ledger", action, path_});
    return test::told_by_program(words);
  }

 private:
  std::string path_;
};

TEST(LedgerList, HasTheShippedRecordBesideItsCase) {
  Visitor visitor = six_parties();
  const Json all = visitor.get("/api/v1/ledgers").json["ledgers"];
  ASSERT_EQ(all.size(), 1U);
  const Json& one = all[0];
  EXPECT_EQ(one["key"], "six-party-2007");
  EXPECT_EQ(one["kind"], "export");
  EXPECT_EQ(one["writable"], false);
  EXPECT_EQ(one["case"], "six-party-2007");
  EXPECT_EQ(one["agreement"]["id"], "six-party-2007");
  EXPECT_EQ(one["entries"], 45);
  EXPECT_EQ(one["last_day"], "2009-04-16");
  EXPECT_THAT(one["head"].get<std::string>(), StartsWith("45:"));
}

TEST(LedgerStatus, IsThatOfTheProgramWithWhatTheListSays) {
  Visitor visitor = six_parties();
  const Json shown = visitor.get(kSixParty + "/status?on=2008-08-26&known=2027-01-01").json;
  const Json told =
      SixParty(visitor).told("status", {"--on", "2008-08-26", "--known", "2027-01-01"});
  for (const auto& [key, value] : told.items()) EXPECT_EQ(shown[key], value) << key;
  EXPECT_EQ(shown["key"], "six-party-2007");
  EXPECT_THAT(shown["head"].get<std::string>(), StartsWith("45:"));
}

/// The shutdown was due on 14 April 2007 and was found to be met on 18 July.
TEST(LedgerStatus, ReadsTrueOnTheDaysOfTheRecord) {
  Visitor visitor = six_parties();
  const auto on = [&](const std::string& day) {
    const Json status = visitor.get(kSixParty + "/status?on=" + day).json;
    const Json& shutdown = obligation(status, "S01");
    return shutdown["reported"].get<std::string>() + " " +
           shutdown["verification"].get<std::string>();
  };
  EXPECT_EQ(on("2007-04-13"), "not_due none");
  EXPECT_EQ(on("2007-04-15"), "late none");
  EXPECT_EQ(on("2007-07-18"), "done verified");
}

TEST(LedgerStatus, SaysWhoOwesWhomAndWhoTheyAre) {
  Visitor visitor = six_parties();
  const Json status = visitor.get(kSixParty + "/status?on=2007-04-15").json;
  EXPECT_EQ(obligation(status, "S17")["actors"], Json({"us"}));
  EXPECT_EQ(obligation(status, "S17")["counterparts"], Json({"dprk"}));
  EXPECT_EQ(obligation(status, "S17")["days_late"], 31);
  const auto named = [](const Json& one) { return one["id"] == "dprk"; };
  const auto dprk = std::ranges::find_if(status["parties"], named);
  ASSERT_NE(dprk, status["parties"].end());
  EXPECT_EQ((*dprk)["standing"], "active");
  EXPECT_NE((*dprk)["name"], "dprk");
}

/// The export was made in 2026: before that nothing of it was known.
TEST(LedgerStatus, KnowsOnlyWhatWasRecordedByThen) {
  Visitor visitor = six_parties();
  const Json before = visitor.get(kSixParty + "/status?on=2007-07-18&known=2026-11-28").json;
  EXPECT_EQ(before["entries"], 0);
  EXPECT_TRUE(before["obligations"].empty());
  EXPECT_TRUE(before["agreement"].is_null());
  EXPECT_EQ(before["known"], "2026-11-28T23:59:59Z");
  EXPECT_EQ(visitor.get(kSixParty + "/status?known=2026-11-29").json["entries"], 45);
}

TEST(LedgerStatus, OfAVeryLongListOfEntriesOnlyTheLastAreSent) {
  LedgerVisitor visitor;
  std::string csv = "obligation,event,on,by,says\n";
  for (int k = 0; k < 1002; ++k) csv += ",incident,2007-03-01,north,x\n";
  ASSERT_EQ(visitor.post("/api/v1/ledgers/deal/sheet", {{"csv", csv}}).status, 200U);
  const Json status = visitor.get("/api/v1/ledgers/deal/status").json;
  EXPECT_EQ(status["incidents"].size(), 1000U);
  EXPECT_EQ(status["incidents"][0], 5);
  EXPECT_EQ(status["incidents"][999], 1004);
  EXPECT_EQ(status["left_out"], (Json{{"incidents", 2}}));
  EXPECT_FALSE(visitor.get("/api/v1/ledgers/deal/status?on=2007-02-28").json.contains("left_out"));
}

TEST(LedgerStatus, EveryWrongParameterIsNamed) {
  Visitor visitor = six_parties();
  const auto reply = visitor.get(kSixParty + "/status?on=2007-02-30&days=-1&konwn=x&on=2007-01-01");
  EXPECT_EQ(reply.status, 422U);
  EXPECT_EQ(reply.code(), "query");
  EXPECT_THAT(places_of(reply.json["error"]["details"]),
              ElementsAre("?on twice", "?days too-small", "?konwn unknown-key"));
  EXPECT_THAT(reply.body, HasSubstr("did you mean 'known'?"));
  const auto day = visitor.get(kSixParty + "/status?on=2007-02-30");
  EXPECT_THAT(places_of(day.json["error"]["details"]), ElementsAre("?on day"));
  EXPECT_EQ(day.json["error"]["repair"], "write it as 2007-07-14");
}

TEST(LedgerDue, IsThatOfTheProgram) {
  Visitor visitor = six_parties();
  const Json shown = visitor.get(kSixParty + "/due?on=2007-04-15&known=2027-01-01&days=90").json;
  EXPECT_EQ(shown, SixParty(visitor).told(
                       "due", {"--on", "2007-04-15", "--known", "2027-01-01", "--days", "90"}));
  EXPECT_EQ(shown["due"][0]["id"], "S17");
  EXPECT_EQ(shown["due"][0]["by"], Json({"us"}));
  EXPECT_EQ(shown["due"][0]["for"], Json({"dprk"}));
}

TEST(LedgerDue, IsATableToo) {
  LedgerVisitor visitor;
  const auto reply = visitor.get("/api/v1/ledgers/deal/due/csv?on=2007-03-20&days=30");
  EXPECT_EQ(reply.type, "text/csv; charset=utf-8");
  EXPECT_THAT(reply.header("Content-Disposition"), HasSubstr("deal-due.csv"));
  EXPECT_EQ(reply.body,
            "obligation,title,by,for,due,original_due,days_late,reported,share,verification\r\n"
            "S17,Give back the funds,south,north,2007-03-15,2007-03-15,5,late,0,none\r\n"
            "S01,Shut down the reactor,north,south,2007-04-14,2007-04-14,,not_due,0,none\r\n");
}

TEST(LedgerTimeline, IsThatOfTheProgram) {
  Visitor visitor = six_parties();
  const SixParty program(visitor);
  const Json all = visitor.get(kSixParty + "/timeline?known=2027-01-01").json;
  EXPECT_EQ(all["entries"], program.told("timeline", {"--known", "2027-01-01"})["entries"]);
  EXPECT_EQ(all["total"], 45);
  EXPECT_TRUE(all["next"].is_null());
  const Json of = visitor.get(kSixParty + "/timeline?of=S17&known=2027-01-01").json;
  EXPECT_EQ(of["entries"],
            program.told("timeline", {"--of", "S17", "--known", "2027-01-01"})["entries"]);
  EXPECT_GT(of["total"], 0);
}

TEST(LedgerTimeline, ComesInPagesThatMakeUpTheWhole) {
  Visitor visitor = six_parties();
  for (const std::string newest : {"false", "true"}) {
    const std::string asked = kSixParty + "/timeline?newest=" + newest;
    const Json whole = visitor.get(asked).json["entries"];
    Json pages = Json::array();
    std::string after;
    int count = 0;
    do {
      const Json page = visitor.get(asked + "&limit=7" + after).json;
      EXPECT_EQ(page["total"], 45);
      pages.insert(pages.end(), page["entries"].begin(), page["entries"].end());
      after = page["next"].is_null() ? "" : "&after=" + page["next"].dump();
    } while (!after.empty() && ++count < 20);
    EXPECT_EQ(count, 6) << "seven pages of 45 by seven";
    EXPECT_EQ(pages, whole);
    EXPECT_EQ(whole[newest == "true" ? 44 : 0]["entry"], 1);
  }
}

TEST(LedgerTimeline, PageThatGoesOnFromElsewhereIsRefused) {
  Visitor visitor = six_parties();
  const auto reply = visitor.get(kSixParty + "/timeline?on=2007-04-15&after=45");
  EXPECT_EQ(reply.status, 422U);
  EXPECT_THAT(reply.body, HasSubstr("entry 45 is not among them"));
}

TEST(LedgerEntries, ComeByNumberAndSinceANumber) {
  LedgerVisitor visitor;
  EXPECT_EQ(visitor.report().status, 200U);
  const Json all = visitor.get("/api/v1/ledgers/deal/entries").json;
  ASSERT_EQ(all["entries"].size(), 3U);
  EXPECT_EQ(all["head"], visitor.head());
  const Json since = visitor.get("/api/v1/ledgers/deal/entries?after=2").json;
  ASSERT_EQ(since["entries"].size(), 1U);
  EXPECT_EQ(since["entries"][0]["entry"], 3);
  EXPECT_EQ(since["entries"][0]["of"], "S17");
  const Json first = visitor.get("/api/v1/ledgers/deal/entries?limit=2").json;
  EXPECT_EQ(first["next"], 2);
  EXPECT_TRUE(visitor.get("/api/v1/ledgers/deal/entries?after=3").json["entries"].empty());
}

TEST(LedgerEntries, OneHasItsHashItsReceiptAndWhatAnswersIt) {
  LedgerVisitor visitor;
  EXPECT_EQ(visitor.report().status, 200U);
  const std::string receipt = visitor.head();
  EXPECT_EQ(visitor
                .post("/api/v1/ledgers/deal/entries",
                      {{"kind", "contested"}, {"by", "north"}, {"to", 3}, {"on", "2007-06-26"}})
                .status,
            200U);
  const Json one = visitor.get("/api/v1/ledgers/deal/entries/3").json;
  EXPECT_EQ(one["entry"]["kind"], "reported");
  EXPECT_EQ(one["receipt"], receipt);
  EXPECT_EQ("3:" + one["hash"].get<std::string>(), receipt);
  ASSERT_EQ(one["answers"].size(), 1U);
  EXPECT_EQ(one["answers"][0]["kind"], "contested");
  for (const std::string none : {"5", "0", "-1", "x", "3.0"}) {
    const auto reply = visitor.get("/api/v1/ledgers/deal/entries/" + none);
    EXPECT_EQ(reply.status, 404U) << none;
    EXPECT_EQ(reply.json["error"]["repair"], "the last one is 4");
  }
}

TEST(LedgerVerify, IsThatOfTheProgram) {
  LedgerVisitor visitor;
  EXPECT_EQ(visitor.report().status, 200U);
  EXPECT_EQ(visitor.get("/api/v1/ledgers/deal/verify").json, visitor.program("verify"));
  const std::string other = "2:" + std::string(64, 'a');
  const Json found = visitor.get("/api/v1/ledgers/deal/verify?receipt=" + other).json;
  EXPECT_EQ(found, visitor.program("verify", {"--receipt", other}));
  ASSERT_EQ(found["findings"].size(), 1U);
  EXPECT_EQ(found["findings"][0]["rule"], "rewritten");
  EXPECT_EQ(found["findings"][0]["entry"], 2);
  const auto wrong = visitor.get("/api/v1/ledgers/deal/verify?receipt=2");
  EXPECT_EQ(wrong.status, 422U);
  EXPECT_THAT(wrong.body, HasSubstr("SEQ:HASH"));
}

TEST(LedgerVerify, ShippedRecordHolds) {
  Visitor visitor = six_parties();
  const Json found = visitor.get(kSixParty + "/verify").json;
  EXPECT_TRUE(found["findings"].empty());
  EXPECT_THAT(found["head"].get<std::string>(), StartsWith("45:"));
}

TEST(LedgerVerify, FindsAFlippedByteThoughTheRestCannotBeShown) {
  LedgerVisitor visitor;
  EXPECT_EQ(visitor.program("record", {"--kind", "reported", "--by", "south", "--of", "S17", "--on",
                                       "2007-06-25", "--says", "Twenty-five million"})["entry"],
            3);
  std::string bytes;
  {
    std::ifstream in(visitor.path(), std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  const std::size_t at = bytes.find("Twenty-five");
  ASSERT_NE(at, std::string::npos) << "the log is in the file once the last has closed it";
  bytes[at] = 't';
  const std::string damaged = visitor.folder().path("damaged.ledger");
  visitor.folder().write("damaged.ledger", bytes);
  Visitor other({"tutorial"}, {damaged});
  const Json listed = other.get("/api/v1/ledgers").json["ledgers"][0];
  EXPECT_EQ(listed["readable"], false);
  EXPECT_THAT(listed["error"].get<std::string>(), HasSubstr("entry 3 of the ledger is not what"));
  const auto status = other.get("/api/v1/ledgers/damaged/status");
  EXPECT_EQ(status.status, 422U);
  EXPECT_THAT(status.body, HasSubstr("\"rule\":\"chain\""));
  const Json found = other.get("/api/v1/ledgers/damaged/verify").json;
  ASSERT_FALSE(found["findings"].empty());
  EXPECT_EQ(found["findings"][0]["entry"], 3);
}

TEST(Ledger, UnknownOneIsAnsweredWithTheNearest) {
  LedgerVisitor visitor;
  for (const std::string part : {"/status", "/due", "/timeline", "/entries", "/verify"}) {
    const auto reply = visitor.get("/api/v1/ledgers/deaal" + part);
    EXPECT_EQ(reply.status, 404U) << part;
    EXPECT_THAT(reply.body, HasSubstr("did you mean 'deal'?")) << part;
  }
}

TEST(Ledger, KeyIsNoPath) {
  LedgerVisitor visitor;
  visitor.folder().write("secret.ledger", "");
  for (const std::string key : {"..", "../secret", "%2e%2e%2fsecret", "secret", "..\\secret",
                                "/etc/passwd", "deal.ledger", "library/tutorial/deal"}) {
    auto asked = test::request("GET", "/api/v1/ledgers/x/status");
    asked.path = "/api/v1/ledgers/" + key + "/status";
    const auto response = visitor.raw(asked);
    EXPECT_EQ(response.status, 404U) << key;
    EXPECT_THAT(*response.body, Not(HasSubstr("entries"))) << key;
  }
}

}  // namespace
}  // namespace tandem::desk
