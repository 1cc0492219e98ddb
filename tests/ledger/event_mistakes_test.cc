#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tandem/ledger/event.h"
#include "tests/ledger/events.h"

namespace tandem::ledger {
namespace {

Event report() { return event(EventKind::reported, "2027-02-01", "north", "A1"); }

TEST(EventMistakesOf, ASignatureThatIsNone) {
  Event one = report();
  one.key = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  one.signature = "abc";
  EXPECT_EQ(rules_of(mistakes_in(one)), "bad-signature");
}

TEST(EventMistakesOf, AYearThatIsWrittenWithFourDigits) {
  for (const int year : {0, 10'000}) {
    Event one = report();
    one.on = Date{std::chrono::year{year} / 1 / 1};
    EXPECT_EQ(rules_of(mistakes_in(one)), "bad-date") << year;
  }
}

TEST(EventMistakesOf, TextsThatAreNoUtf8) {
  Event text = signed_text("2027-01-01", "\xFF");
  EXPECT_EQ(rules_of(mistakes_in(text)), "bad-text");
  for (const Source& source : {Source{"\xFF", "", ""}, Source{"a", "\xFF", ""}}) {
    Event one = report();
    one.sources = {source};
    EXPECT_EQ(rules_of(mistakes_in(one)), "bad-text");
  }
}

TEST(EventMistakesOf, AStepThatIsMissing) {
  Event one = event(EventKind::dispute, "2027-01-10", "north", "A1");
  EXPECT_EQ(rules_of(mistakes_in(one)), "missing-field");
}

TEST(EventMistakesOf, ANameThatIsTooLong) {
  Event one = report();
  one.of = std::string(1'000, 'A');
  EXPECT_EQ(rules_of(mistakes_in(one)), "bad-name");
}

TEST(EventBody, OfASourceThatSaysNothingIsNotRead) {
  Event one = report();
  one.sources = {Source{}};
  EXPECT_NE(body_of(one).find("\"sources\":[{}]"), std::string::npos);
  EXPECT_FALSE(event_of(body_of(one)));
}

TEST(EventBody, OfANumberThatIsNoneIsNotRead) {
  EXPECT_FALSE(event_of(R"({"at":"2027-01-01T00:00:00Z","by":"a","kind":"contested",)"
                        R"("on":"2027-01-01","to":x,"v":1})"));
}

}  // namespace
}  // namespace tandem::ledger
