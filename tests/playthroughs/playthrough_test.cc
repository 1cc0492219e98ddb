#include <gtest/gtest.h>

#include "tests/cases/shipped.h"
#include "tests/playthroughs/transcript.h"
#include "tests/support/approval.h"

namespace tandem {
namespace {

constexpr long kMostLines = 300;

std::filesystem::path file_of(const files::LibraryCase& shipped) {
  return std::filesystem::path(shipped.path) / "playthrough.txt";
}

class Playthrough : public testing::TestWithParam<files::LibraryCase> {};

TEST_P(Playthrough, IsWhatTheProgramPrints) {
  EXPECT_TRUE(test::matches_approved(file_of(GetParam()), test::playthrough(GetParam().head.id)));
}

std::string name_of(const testing::TestParamInfo<files::LibraryCase>& shipped) {
  const bool slow = shipped.param.head.measures > test::kQuicklyPlanned;
  return test::test_name(shipped.param) + (slow ? "_Slow" : "");
}

INSTANTIATE_TEST_SUITE_P(Library, Playthrough, testing::ValuesIn(test::shipped_cases()), name_of);

TEST(Playthroughs, NoCaseHasNoneAndNoneIsTooLongToRead) {
  const auto shipped = test::shipped_cases();
  EXPECT_GE(shipped.size(), 2U);
  for (const files::LibraryCase& one : shipped) {
    const std::string text = test::text_of_file(file_of(one));
    EXPECT_FALSE(text.empty()) << one.head.id << " has none: run tools/regen_playthroughs";
    EXPECT_LE(std::ranges::count(text, '\n'), kMostLines) << one.head.id;
  }
}

TEST(Playthroughs, RepeatThemselves) {
  EXPECT_EQ(test::playthrough("tutorial"), test::playthrough("tutorial"));
}

}  // namespace
}  // namespace tandem
