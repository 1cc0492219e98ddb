#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tandem/casefile/casefile.h"
#include "tandem/stress/history.h"
#include "tests/support/drafts.h"

namespace tandem::stress {
namespace {

using ::testing::HasSubstr;

TEST(ShockOf, ReadsACrisisAndAMonth) {
  const auto of = test::must(casefile::load_case(TANDEM_SOURCE_DIR "/cases/korea/2026")).valid;
  const auto& crises = of.dynamics().crises;
  ASSERT_FALSE(crises.empty());
  const Shock shock = test::must(shock_of(of, crises.back().id + "@20"));
  EXPECT_EQ(shock.crisis, crises.size() - 1);
  EXPECT_EQ(shock.month, 20);
}

TEST(ShockOf, SaysWhatCanBeWritten) {
  const auto of = test::must(casefile::load_case(TANDEM_SOURCE_DIR "/cases/korea/2026")).valid;
  const std::string crisis = of.dynamics().crises.front().id;
  EXPECT_THAT(shock_of(of, crisis).error().what, HasSubstr(crisis + "@20"));
  EXPECT_THAT(shock_of(of, crisis.substr(1) + "@3").error().what,
              HasSubstr("did you mean '" + crisis + "'?"));
  for (const char* month : {"@", "@x", "@-1", "@99999", "@1.5"})
    EXPECT_THAT(shock_of(of, crisis + month).error().what, HasSubstr("a whole number from 0"));
}

}  // namespace
}  // namespace tandem::stress
