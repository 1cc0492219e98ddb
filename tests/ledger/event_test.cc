#include "tandem/ledger/event.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/ledger/events.h"

namespace tandem::ledger {
namespace {

Event full_report() {
  Event report = event(EventKind::reported, "2007-07-14", "dprk", "S01");
  report.at = second("2007-07-15T09:30:05Z");
  report.share = 0.625;
  report.says = "Shut \"after\" the oil;\n5 of 8 \x01 — Nyŏngbyŏn\\";
  report.sources = {{"Washington Times", "https://example.org/a", ""},
                    {"Photo", "", std::string(64, 'a')}};
  return report;
}

// Written by hand from the rules in event.h.
constexpr std::string_view kFullBody =
    R"({"at":"2007-07-15T09:30:05Z","by":"dprk","kind":"reported","of":"S01","on":"2007-07-14",)"
    R"("says":"Shut \"after\" the oil;\n5 of 8 \u0001 — Nyŏngbyŏn\\","share":0.625,)"
    R"("sources":[{"title":"Washington Times","url":"https://example.org/a"},)"
    R"({"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","title":"Photo"}],"v":1})";

TEST(EventBody, IsCanonicalJson) { EXPECT_EQ(body_of(full_report()), kFullBody); }

TEST(EventBody, ReadsBackAsTheSameEvent) {
  const auto read = event_of(kFullBody);
  ASSERT_TRUE(read.has_value()) << rules_of(read);
  EXPECT_EQ(*read, full_report());
}

TEST(EventBody, OfEveryKindReadsBack) {
  for (std::size_t k = 0; k < kEventKinds.size(); ++k) {
    Event one = event(static_cast<EventKind>(k), "2027-01-31", "north");
    for (const std::string_view of : {"", "A1"})
      for (const std::uint64_t to : {0U, 7U})
        for (const std::string_view says : {"", "why"})
          for (const std::string_view text : {"", "agreement"}) {
            one.of = of;
            one.to = to;
            one.says = says;
            one.text = text;
            if (one.kind == EventKind::verified) one.finding = Finding::unknown;
            if (one.kind == EventKind::dispute) one.step = DisputeStep::unsettled;
            if (one.kind == EventKind::dispute) one.until = date("2027-02-28");
            if (one.kind == EventKind::evidence) one.sources = {{"a", "", std::string(64, '0')}};
            const auto read = event_of(body_of(one));
            EXPECT_EQ(read.has_value(), mistakes_in(one).empty()) << body_of(one);
            EXPECT_TRUE(!read || *read == one);
          }
  }
}

TEST(EventBody, WithAnyByteChangedIsAnotherEventOrNone) {
  const std::string body(kFullBody);
  for (std::size_t k = 0; k < body.size(); ++k)
    for (const char other : std::string("\0\x01 \",01aB\\}\x80\xFF", 13)) {
      std::string changed = body;
      changed[k] = other;
      if (changed == body) continue;
      const auto read = event_of(changed);
      if (!read) continue;
      EXPECT_EQ(body_of(*read), changed);
      EXPECT_NE(*read, full_report());
    }
}

TEST(EventBody, CutShortOrContinuedIsRefused) {
  const std::string body(kFullBody);
  for (std::size_t k = 0; k < body.size(); ++k) EXPECT_FALSE(event_of(body.substr(0, k))) << k;
  EXPECT_FALSE(event_of(body + " "));
}

struct Wrong {
  std::string_view body;
  std::string_view message;  ///< a part of it
};

class EventWrong : public testing::TestWithParam<Wrong> {};

TEST_P(EventWrong, SaysWhere) {
  const auto read = event_of(GetParam().body);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, Errc::invalid_input);
  ASSERT_EQ(rules_of(read), "canonical-body");
  EXPECT_NE(read.error().details[0].message.find(GetParam().message), std::string::npos)
      << read.error().details[0].message;
}

INSTANTIATE_TEST_SUITE_P(
    All, EventWrong,
    testing::Values(
        Wrong{"", "byte 1:"}, Wrong{"{}", "byte 2: '}'"},
        Wrong{R"({ "at":"2027-01-01T00:00:00Z")", "byte 2:"},
        Wrong{R"({"at":"2027-02-29T00:00:00Z","by":"a","kind":"acceded","on":"2027-01-01","v":1})",
              "byte 7: no value that the key 'at'"},
        Wrong{R"({"at":"2027-01-01T24:00:00Z","by":"a","kind":"acceded","on":"2027-01-01","v":1})",
              "'at'"},
        Wrong{R"({"at":"2027-01-01T00:00:00Z","by":"a","kind":"left","on":"2027-01-01","v":1})",
              "'kind'"},
        Wrong{R"({"at":"2027-01-01T00:00:00Z","by":"a","kind":"acceded","on":"2027-1-01","v":1})",
              "'on'"},
        Wrong{R"({"by":"a","at":"2027-01-01T00:00:00Z","kind":"acceded","on":"2027-01-01","v":1})",
              "\"at\""},
        Wrong{R"({"at":"2027-01-01T00:00:00Z","by":"a","kind":"acceded","on":"2027-01-01","v":2})",
              "\"v\":2"},
        Wrong{
            R"({"at":"2027-01-01T00:00:00Z","by":"a","kind":"acceded","on":"2027-01-01","says":"\u0041","v":1})",
            "'says'"},
        Wrong{
            R"({"at":"2027-01-01T00:00:00Z","by":"a","kind":"acceded","on":"2027-01-01","says":"\u000a","v":1})",
            "byte 83: the same event is written in another way"},
        Wrong{
            R"({"at":"2027-01-01T00:00:00Z","by":"a","kind":"reported","of":"b","on":"2027-01-01","share":0.50,"v":1})",
            "another way"},
        Wrong{
            R"({"at":"2027-01-01T00:00:00Z","by":"a","kind":"reported","of":"b","on":"2027-01-01","share":1,"v":1})",
            "another way"},
        Wrong{
            R"({"at":"2027-01-01T00:00:00Z","by":"a","kind":"reported","of":"b","on":"2027-01-01","share":nan,"v":1})",
            "'share'"},
        Wrong{
            R"({"at":"2027-01-01T00:00:00Z","by":"a","kind":"acceded","on":"2027-01-01","sources":[],"v":1})",
            "'sources'"},
        Wrong{"{\"at\":\"2027-01-01T00:00:00Z\",\"by\":\"\xC3\x28\"", "no UTF-8"}));

TEST(EventMistakes, NameTheFieldThatTheKindNeedsOrHasNoUseFor) {
  Event one = event(EventKind::verified, "2027-01-01", "board");
  one.text = "tandem: 1";
  one.step = DisputeStep::raised;
  one.until = date("2027-01-02");
  one.share = 0.5;
  EXPECT_EQ(rules_of(mistakes_in(one)),
            "missing-field useless-field missing-field useless-field useless-field useless-field");
}

TEST(EventMistakes, NameValuesThatAreNone) {
  Event one = event(EventKind::reported, "2027-01-01", "the north", "S 1");
  one.on = Date{};
  one.share = 0;
  one.key = "abc";
  one.sources = {{"", "", "12"}};
  EXPECT_EQ(rules_of(mistakes_in(one)),
            "bad-name bad-name bad-date bad-share missing-field bad-hash half-signed bad-key");
  one = event(EventKind::reported, "2027-01-01", "north", "A1");
  one.says = "\xFF";
  EXPECT_EQ(rules_of(mistakes_in(one)), "bad-text");
  EXPECT_FALSE(event_of(body_of(one)));
}

TEST(EventMistakes, AClockRunsToALaterDay) {
  Event one = event(EventKind::dispute, "2027-01-10", "north");
  one.step = DisputeStep::raised;
  one.until = date("2027-01-09");
  EXPECT_EQ(rules_of(mistakes_in(one)), "bad-clock missing-field");
  one.of = "A1";
  one.until = date("2027-01-10");
  EXPECT_TRUE(mistakes_in(one).empty());
}

TEST(EventMistakes, EvidenceIsAHash) {
  Event one = event(EventKind::evidence, "2027-01-10", "north", "A1");
  EXPECT_EQ(rules_of(mistakes_in(one)), "missing-field");
  one.sources = {{"Photo", "", ""}};
  EXPECT_EQ(rules_of(mistakes_in(one)), "bad-hash");
  one.sources[0].sha256 = std::string(64, 'G');
  EXPECT_EQ(rules_of(mistakes_in(one)), "bad-hash");
  one.sources[0].sha256 = std::string(64, 'f');
  EXPECT_TRUE(mistakes_in(one).empty());
}

TEST(EventSecond, ReadsWhatItWrites) {
  for (const std::string_view text :
       {"0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z"})
    EXPECT_EQ(format_second(second(text)), text);
  for (const std::string_view text :
       {"", "2027-01-01", "2027-01-01T00:00:60Z", "2027-01-01T0a:00:00Z", "2027-01-01 00:00:00Z",
        "2027-01-01T00:60:00Z", "2027-01-01T00:00:00+"})
    EXPECT_FALSE(parse_second(text)) << text;
}

TEST(EventStatement, IsTheBodyWithoutWhenItIsRecorded) {
  const std::string body = body_of(full_report());
  EXPECT_EQ(body.find("{\"at\":\""), 0U);
  EXPECT_EQ(statement_of(full_report()), "{" + body.substr(body.find("\"by\"")));
}

TEST(EventStatement, BecomesTheEventWithTheTimeThatItIsGiven) {
  const Event one = full_report();
  const auto made = event_of_statement(statement_of(one), one.at);
  ASSERT_TRUE(made);
  EXPECT_EQ(body_of(*made), body_of(one));
}

TEST(EventStatement, ThatIsNoneIsToldByItsOwnBytes) {
  const auto told = [](std::string_view statement) {
    const auto made = event_of_statement(statement, second("2027-01-01T00:00:00Z"));
    EXPECT_EQ(rules_of(made), "canonical-body") << statement;
    return made ? std::string{} : made.error().details.at(0).message;
  };
  EXPECT_EQ(told(""), "byte 1: a '{' is wanted");
  EXPECT_EQ(told("{}"), "byte 2: '}' is no key that can stand here");
  EXPECT_EQ(told(body_of(full_report())),
            "byte 2: what is said has no 'at', which is when it is recorded");
  EXPECT_EQ(told(R"({"by":"a","kind":"left","on":"2027-01-01","v":1})"),
            "byte 24: no value that the key 'kind' can have, and then a comma");
  EXPECT_EQ(told(R"({"by":"a","kind":"acceded","on":"2027-01-01","says":"\u000a","v":1})"),
            "byte 55: the same event is written in another way");
  EXPECT_EQ(told("{\"by\":\"\xC3\x28\""), "byte 8: this is no UTF-8");
}

TEST(EventStatement, WithMistakesIsNone) {
  EXPECT_EQ(rules_of(event_of_statement(
                R"({"by":"a b","kind":"acceded","of":"c","on":"2027-01-01","v":1})", Second{})),
            "useless-field bad-name");
}

}  // namespace
}  // namespace tandem::ledger
