#include "tandem/model/trigger.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace tandem::model {
namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

Trigger must_parse(std::string_view text) {
  const auto parsed = parse_trigger(text);
  if (parsed) return *parsed;
  ADD_FAILURE() << text << ": " << parsed.error().message << " at " << parsed.error().at;
  return {};
}

TriggerMistake mistake_in(std::string_view text) {
  const auto parsed = parse_trigger(text);
  if (!parsed) return parsed.error();
  ADD_FAILURE() << text << " was read";
  return {};
}

sys_days day(int y, unsigned m, unsigned d) {
  return std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d};
}

TEST(ParseTrigger, ReadsEveryFormAndPrintsItsUsualSpelling) {
  const std::pair<std::string_view, std::string_view> forms[] = {
      {"2007-12-31", "by 2007-12-31"},
      {"T0+60d", "by T0 + 60d"},
      {"by T0 + 60 days", "by T0 + 60d"},
      {"J05+8y", "by J05 + 8y"},
      {"on 2007-10-03", "at 2007-10-03"},
      {"after S20", "after S20"},
      {"upon verified(J12..J19,J21)", "upon verified(J12..J19, J21)"},
      {"with J20", "with J20"},
      {"with started(J20)", "with started(J20)"},
      {"at earliest(J05 + 8y, broader-conclusion)", "at earliest(J05 + 8y, broader-conclusion)"},
      {"by latest(A1, B1 - 2 weeks)", "by latest(A1, B1 - 2w)"},
      {"window(T0, T0 + 5 working days)", "between T0 and T0 + 5wd"},
      {"between T0 and T0 + 60d", "between T0 and T0 + 60d"},
      {"every 6 months from T0", "every 6m from T0"},
      {"every 6m from T0 until J32", "every 6m from T0 until J32"},
      {"at J05 effective J20", "at J05 effective J20"},
      {"start by T0 + 60d", "start by T0 + 60d"},
      {"start at T0, done by J20", "start at T0, done by J20"},
      {"start at T0", "from T0"},
      {"in proportion to S18, S22", "in proportion to S18, S22"},
      {"in parallel with done(S18, S22)", "in parallel with done(S18, S22)"},
      {"unless J37 within 30d of J36", "at J36 + 30d unless J37"},
      {"at J05 + 10y unless J37", "at J05 + 10y unless J37"},
      {"seek at J28", "seek at J28"},
      {"promptly after J01", "promptly after J01"},
      {"\"in due course\" after J01", "said \"in due course\" after J01"},
      {R"(said "so \"called\" \\ ")", R"(said "so \"called\" \\ ")"},
      {"standing", "standing"},
      {"undated", "undated"},
  };
  for (const auto& [written, usual] : forms) {
    EXPECT_EQ(trigger_text(must_parse(written)), usual);
    EXPECT_EQ(must_parse(usual), must_parse(written)) << usual;
  }
}

TEST(ParseTrigger, SaysWhereAMistakeIs) {
  EXPECT_EQ(mistake_in("by T0 + sixty days").at, 8U);
  EXPECT_EQ(mistake_in("upon verified(J12..)").at, 19U);
  EXPECT_EQ(mistake_in("upon verified(J12").at, 17U);
  EXPECT_EQ(mistake_in("at J05 J20").at, 7U);
  EXPECT_EQ(mistake_in("by 2007-02-30").message, "'2007-02-30' is no date that exists");
  EXPECT_EQ(mistake_in("at \xE4\xB8\x80").at, 3U);
  EXPECT_EQ(mistake_in("said \"soon").message, "these quotes are not closed");
  EXPECT_EQ(mistake_in("").message, "there is nothing more where a moment belongs");
  EXPECT_EQ(mistake_in("start at T0, done").at, 13U);
  EXPECT_EQ(mistake_in("at A unless B unless C").at, 14U);
  EXPECT_EQ(mistake_in("by by").message, "'by' cannot stand here, and is no id");
  EXPECT_EQ(mistake_in("by T0 + 100000d").at, 8U) << "over 200 years";
}

TEST(ParseTrigger, RefusesWhatIsTooDeepOrTooLong) {
  std::string deep = "by ";
  for (int i = 0; i < kTriggerDepth; ++i) deep += "latest(";
  EXPECT_EQ(mistake_in(deep + "A").message, "the moments are nested too deep");
  std::string chain = "by A";
  for (int i = 0; i <= kTriggerDepth; ++i) chain += " + 1d";
  EXPECT_EQ(mistake_in(chain).message, "too many lengths are added");
  EXPECT_EQ(mistake_in(std::string(kTriggerLimit + 1, 'a')).at, 0U);
}

TEST(ParseMoment, ReadsAMomentAndNothingElse) {
  EXPECT_EQ(moment_text(*parse_moment("started(S08)")), "started(S08)");
  EXPECT_EQ(parse_moment("by S08").error().at, 0U);
  EXPECT_EQ(parse_moment("S08 effective S09").error().at, 4U);
}

TEST(ParseLength, ReadsShortAndLongForms) {
  EXPECT_EQ(parse_length("60d"), (Length{60, LengthUnit::days}));
  EXPECT_EQ(parse_length("5 working days"), (Length{5, LengthUnit::working_days}));
  EXPECT_EQ(parse_length("1 year"), (Length{1, LengthUnit::years}));
  EXPECT_EQ(parse_length("201y"), std::nullopt);
  EXPECT_EQ(parse_length("d"), std::nullopt);
  EXPECT_EQ(parse_length("3"), std::nullopt);
  EXPECT_EQ(parse_length("3 fortnights"), std::nullopt);
  EXPECT_EQ(length_words({1, LengthUnit::months}), "1 month");
}

// ---- any trigger

rc::Gen<Length> any_length() {
  return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 200), rc::gen::inRange(0, 5)),
                      [](std::pair<int, int> of) {
                        return Length{of.first, static_cast<LengthUnit>(of.second)};
                      });
}

Reference any_reference(bool range) {
  const int first = *rc::gen::inRange(1, 40);
  if (!range) return {*rc::gen::element<std::string>("T0", "A-b", "x9", "the-end"), {}};
  return {"J" + std::to_string(first), "J" + std::to_string(first + *rc::gen::inRange(1, 9))};
}

Moment any_events(bool listed) {
  Moment made;
  made.aspect = static_cast<Aspect>(*rc::gen::inRange(0, 4));
  const bool several = listed || made.aspect != Aspect::unsaid;
  const int count = several ? *rc::gen::inRange(1, 4) : 1;
  for (int i = 0; i < count; ++i) made.events.push_back(any_reference(*rc::gen::arbitrary<bool>()));
  return made;
}

Moment any_moment(int depth) {
  Moment made;
  made.kind =
      static_cast<Moment::Kind>(depth > 0 ? *rc::gen::inRange(0, 5) : *rc::gen::inRange(0, 2));
  switch (made.kind) {
    case Moment::Kind::date:
      made.date = Date(sys_days(std::chrono::days{*rc::gen::inRange(0, 40000)}));
      break;
    case Moment::Kind::event:
      return any_events(false);
    case Moment::Kind::offset:
      made.length = *any_length();
      if (made.length.count > 0 && *rc::gen::arbitrary<bool>()) made.length.count *= -1;
      made.parts.push_back(any_moment(depth - 1));
      break;
    case Moment::Kind::earliest:
    case Moment::Kind::latest:
      for (int i = *rc::gen::inRange(1, 4); i > 0; --i) made.parts.push_back(any_moment(depth - 1));
      break;
  }
  return made;
}

Trigger any_trigger() {
  Trigger made;
  made.timing = static_cast<Timing>(*rc::gen::inRange(0, 15));
  made.effort = *rc::gen::arbitrary<bool>();
  switch (made.timing) {
    case Timing::span:
    case Timing::between:
      made.second = any_moment(2);
      made.first = any_moment(2);
      break;
    case Timing::every:
      made.period = *any_length();
      made.first = any_moment(2);
      if (*rc::gen::arbitrary<bool>()) made.second = any_moment(2);
      break;
    case Timing::with:
    case Timing::proportion:
    case Timing::parallel:
      made.first = any_events(true);
      break;
    case Timing::vague:
      made.words = *rc::gen::element<std::string>("promptly", "in due \"course\"", "\\", "after");
      if (*rc::gen::arbitrary<bool>()) made.first = any_moment(2);
      break;
    case Timing::standing:
    case Timing::undated:
      break;
    default:
      made.first = any_moment(3);
  }
  if (*rc::gen::arbitrary<bool>()) made.effective = any_moment(2);
  if (*rc::gen::arbitrary<bool>()) made.unless = any_events(true);
  return made;
}

RC_GTEST_PROP(TriggerProperty, WhatIsPrintedIsReadAgain, ()) {
  const Trigger made = any_trigger();
  const auto again = parse_trigger(trigger_text(made));
  RC_LOG() << trigger_text(made) << "\n";
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == made);
}

RC_GTEST_PROP(TriggerProperty, AnyBytesAreReadOrRefusedInPlace, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("by ", "at ", "T0", " + ", "60d", "(", ")", ",", "..", "J12",
                                    "verified", "earliest", "unless ", "start ", "done ", "\"x\"",
                                    "every ", "from ", "-", "\xC3", "effective ", "2007-12-31"));
  std::string text;
  for (const std::string& word : words) text += word;
  const auto read = parse_trigger(text);
  if (!read) {
    RC_ASSERT(read.error().at <= text.size());
    RC_ASSERT(!read.error().message.empty() && !read.error().repair.empty());
  } else {
    const auto again = parse_trigger(trigger_text(*read));
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == *read);
  }
}

// ---- the calendar

TEST(AddLength, CountsFromTheDayAfterTheAnchor) {
  EXPECT_EQ(add(day(2015, 7, 20), {90, LengthUnit::days}), day(2015, 10, 18));
  EXPECT_EQ(add(day(2007, 2, 13), {60, LengthUnit::days}), day(2007, 4, 14));
  EXPECT_EQ(add(day(2015, 10, 18), {8, LengthUnit::years}), day(2023, 10, 18));
}

TEST(AddLength, ClipsMonthsAndYearsToTheEndOfTheMonth) {
  EXPECT_EQ(add(day(2027, 1, 31), {1, LengthUnit::months}), day(2027, 2, 28));
  EXPECT_EQ(add(day(2024, 2, 29), {1, LengthUnit::years}), day(2025, 2, 28));
  EXPECT_EQ(add(day(2027, 3, 31), {-1, LengthUnit::months}), day(2027, 2, 28));
}

TEST(AddLength, SkipsDaysOfRestWhereWorkingDaysAreCounted) {
  DayCount count;
  count.weekend = {std::chrono::Friday, std::chrono::Saturday};
  count.holidays = {2026y / 3 / 3};
  // Sunday 1 March 2026; Tuesday is a holiday, Friday and Saturday are rest.
  EXPECT_EQ(add(day(2026, 3, 1), {1, LengthUnit::working_days}, count), day(2026, 3, 2));
  EXPECT_EQ(add(day(2026, 3, 1), {2, LengthUnit::working_days}, count), day(2026, 3, 4));
  EXPECT_EQ(add(day(2026, 3, 1), {4, LengthUnit::working_days}, count), day(2026, 3, 8));
  EXPECT_EQ(add(day(2026, 3, 8), {-4, LengthUnit::working_days}, count), day(2026, 3, 1));
}

TEST(AddLength, CountsTheFirstDayAndMovesOffRestWhereTheAgreementSaysSo) {
  DayCount count;
  count.first_day_counts = true;
  EXPECT_EQ(add(day(2015, 7, 20), {90, LengthUnit::days}, count), day(2015, 10, 17));
  EXPECT_EQ(add(day(2015, 7, 20), {0, LengthUnit::days}, count), day(2015, 7, 20));
  count.on_rest_day = DayCount::RestDay::next;  // 17 October 2015 was a Saturday
  EXPECT_EQ(add(day(2015, 7, 20), {90, LengthUnit::days}, count), day(2015, 10, 19));
  count.on_rest_day = DayCount::RestDay::previous;
  EXPECT_EQ(add(day(2015, 7, 20), {90, LengthUnit::days}, count), day(2015, 10, 16));
}

RC_GTEST_PROP(AddLengthProperty, ALaterAnchorNeverEndsEarlier, ()) {
  DayCount count;
  count.first_day_counts = *rc::gen::arbitrary<bool>();
  count.on_rest_day = static_cast<DayCount::RestDay>(*rc::gen::inRange(0, 3));
  count.holidays = {2026y / 3 / 3, 2026y / 3 / 4};
  Length length = *any_length();
  if (*rc::gen::arbitrary<bool>()) length.count *= -1;
  const sys_days first = day(2026, 1, 1) + std::chrono::days{*rc::gen::inRange(0, 120)};
  const sys_days later = first + std::chrono::days{*rc::gen::inRange(0, 40)};
  RC_ASSERT(add(first, length, count) <= add(later, length, count));
}

}  // namespace
}  // namespace tandem::model
