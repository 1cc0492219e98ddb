#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Json;
using test::Visitor;

class LedgerReplan : public testing::Test {
 protected:
  [[nodiscard]] Json asked(const Json& more = Json::object()) {
    const Json shown = visitor_.get("/api/v1/ledgers/six-party-2007/status").json;
    Json body{{"kind", "ledger-replan"}, {"key", "six-party-2007"}, {"ledger", "six-party-2007"},
              {"head", shown["head"]},   {"on", "2008-08-26"},      {"seconds", 60},
              {"histories", 300}};
    body.update(more);
    return body;
  }
  Visitor visitor_{{"korea/six-party-2007"}};
};

TEST_F(LedgerReplan, FindsTheBestWayOnAndWhoPrefersIt) {
  const Json job = visitor_.job(asked());
  ASSERT_EQ(job["state"], "done") << job.dump();
  const Json& answer = job["answer"];
  EXPECT_EQ(answer["kind"], "resumption");
  EXPECT_EQ(answer["standing"]["month"], 18);
  EXPECT_EQ(answer["plan"]["from_phase"], 7);
  ASSERT_EQ(answer["ways"].size(), 4U);
  EXPECT_EQ(answer["ways"][3]["way"], "replanned");
  EXPECT_TRUE(answer.contains("steps"));
  const auto table =
      visitor_.get("/api/v1/results/" + answer["result"].get<std::string>() + "/csv");
  EXPECT_EQ(table.body.substr(0, table.body.find('\n') - 1),
            "way,party,better_than_none,low_95,high_95");
}

TEST_F(LedgerReplan, IsAboutTheRecordThatWasLookedAt) {
  const Json other{{"head", "3:" + std::string(64, 'a')}};
  EXPECT_EQ(visitor_.post("/api/v1/jobs", asked(other)).status, 409U);
  EXPECT_EQ(visitor_.post("/api/v1/jobs", asked({{"ledger", "nothing"}})).status, 404U);
  EXPECT_EQ(visitor_.post("/api/v1/jobs", asked({{"on", "2006-01-01"}})).status, 422U);
}

TEST_F(LedgerReplan, NeedsAPhaseThatIsOpen) {
  const Json job = visitor_.job(asked({{"on", "2009-08-01"}}));
  EXPECT_EQ(job["state"], "failed");
  EXPECT_NE(job["error"]["message"].get<std::string>().find("no phase"), std::string::npos);
}

}  // namespace
}  // namespace tandem::desk
