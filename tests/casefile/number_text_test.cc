#include "tandem/casefile/internal/number_text.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "tandem/base/random.h"

namespace tandem::casefile::internal {
namespace {

TEST(ParseNumber, ReadsTheShortForms) {
  const auto single = parse_number("12");
  EXPECT_FALSE(single.problem);
  EXPECT_EQ(single.number.mode, 12);
  EXPECT_FALSE(single.number.ranged);
  const auto full = parse_number("-3.5..0..9e1 @S-38N21");
  EXPECT_FALSE(full.problem);
  EXPECT_EQ(full.number.low, -3.5);
  EXPECT_EQ(full.number.high, 90);
  EXPECT_TRUE(full.number.ranged);
  EXPECT_EQ(full.number.provenance.text, "S-38N21");
  EXPECT_EQ(parse_number(" 1 .. 2 .. 3  @ J ").number.provenance.text, "J");
}

TEST(ParseNumber, RefusesWhatReadersDisagreeAbout) {
  for (const char* wrong :
       {"",           " ",     "010",  "0x1F",     "0o17", "1_000",   "1,000", "+5",
        ".5",         "5.",    "1e",   "--1",      "1 2",  "NaN",     "inf",   "1..2",
        "1..2..3..4", "1...3", "12 @", "12 @A @B", "@A",   "12 @A B", "१२",    "1e999"})
    EXPECT_TRUE(parse_number(wrong).problem) << wrong;
}

TEST(ParseNumber, GuessesWhatWasMeant) {
  EXPECT_EQ(parse_number("80%").problem->repair, "write 0.8");
  EXPECT_EQ(parse_number("1,000,000").problem->repair, "write 1000000");
  EXPECT_EQ(parse_number("+5").problem->repair, "write 5");
  EXPECT_EQ(parse_number(".5").problem->repair, "write 0.5");
  EXPECT_EQ(parse_number("2..6").problem->repair, "write low..likeliest..high, such as 2..4..6");
}

TEST(FormatNumber, IsReadBackToTheSameBits) {
  Rng rng(3, 1);
  const auto any = [&] {
    double value = 0;
    do value = std::bit_cast<double>(rng.bits());
    while (!std::isfinite(value));
    return value;
  };
  for (int run = 0; run < 20000; ++run) {
    model::Number number = run % 2 == 0 ? model::Number(any()) : model::Number(any(), any(), any());
    if (run % 3 == 0) number.provenance = "J-1";
    const auto read = parse_number(format_number(number));
    ASSERT_FALSE(read.problem) << format_number(number);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(read.number.low),
              std::bit_cast<std::uint64_t>(number.low));
    EXPECT_EQ(std::bit_cast<std::uint64_t>(read.number.high),
              std::bit_cast<std::uint64_t>(number.high));
    EXPECT_EQ(read.number.ranged, number.ranged);
    EXPECT_EQ(read.number.provenance.text, number.provenance.text);
  }
}

}  // namespace
}  // namespace tandem::casefile::internal
