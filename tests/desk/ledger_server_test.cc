#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "apps/desk/ledger_event.h"
#include "apps/desk/ledger_kept.h"
#include "tests/desk/ledger_case.h"
#include "tests/desk/visitor.h"
#include "tests/support/cluster.h"

namespace tandem::desk {
namespace {

using test::Cluster;
using test::Json;
using test::Visitor;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kDeal = "/api/v1/ledgers/deal";

/// Two desks, as on two machines, that share one ledger of a database.
class SharedLedger : public testing::Test {
 protected:
  void SetUp() override {
    if (!Cluster::is_possible()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
    cluster_ = std::make_unique<Cluster>();
    const std::string address = cluster_->address("deal");
    const test::ScratchFolder folder;
    folder.write("shutdown.yaml", test::kShutdown);
    const Json made = test::told_by_program(
        {"ledger", "init", address, folder.path("shutdown.yaml"), "--of", "deal"});
    ASSERT_EQ(made.value("entry", 0), 2) << made;
    north_ = std::make_unique<Visitor>(std::vector<std::string>{"tutorial"},
                                       std::vector<std::string>{address});
    south_ = std::make_unique<Visitor>(std::vector<std::string>{"tutorial"},
                                       std::vector<std::string>{address});
  }
  static Json incident(const std::string& says) {
    return {{"kind", "incident"}, {"by", "north"}, {"says", says}};
  }

  std::unique_ptr<Cluster> cluster_;
  std::unique_ptr<Visitor> north_;
  std::unique_ptr<Visitor> south_;
};

TEST_F(SharedLedger, WhatOneDeskRecordsTheOtherHasAtOnce) {
  const Json listed = south_->get("/api/v1/ledgers").json["ledgers"];
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0]["kind"], "server");
  EXPECT_EQ(listed[0]["name"], "deal");
  EXPECT_EQ(listed[0]["writable"], true);
  EXPECT_THAT(listed[0]["address"].get<std::string>(), Not(HasSubstr("tandem@")));
  const Json made = north_->post(kDeal + "/entries", incident("a bridge is closed")).json;
  EXPECT_EQ(made["entry"], 3);
  EXPECT_EQ(south_->get(kDeal + "/status").json["head"], made["head"]);
  const auto late = south_->post(kDeal + "/sheet",
                                 {{"csv", "obligation,event,on,by\nS17,done,2007-06-25,south\n"},
                                  {"expect", listed[0]["head"]}});
  EXPECT_EQ(late.status, 409U);
  EXPECT_EQ(late.json["error"]["head"], made["head"]);
  EXPECT_TRUE(south_->get(kDeal + "/verify").json["findings"].empty());
}

TEST_F(SharedLedger, TwoDesksAtATimeLoseNothing) {
  constexpr int kEach = 10;
  const auto write = [](Visitor& desk, const std::string& who) {
    for (int k = 0; k < kEach; ++k) {
      const auto response =
          desk.raw(test::request("POST", kDeal + "/entries", incident(who + std::to_string(k))));
      EXPECT_EQ(response.status, 200U) << *response.body;
    }
  };
  {
    std::jthread north([&] { write(*north_, "north"); });
    std::jthread south([&] { write(*south_, "south"); });
  }
  const Json all = north_->get(kDeal + "/entries?after=2").json["entries"];
  ASSERT_EQ(all.size(), 2U * kEach);
  int of_north = 0;
  for (const Json& one : all)
    if (one["says"] == "north" + std::to_string(of_north)) ++of_north;
  EXPECT_EQ(of_north, kEach) << "each one's are in its own order";
}

/// The server falls between the look at the ledger and the entry.
TEST_F(SharedLedger, EntryOfWhichNothingIsKnownIsNotAcknowledged) {
  const auto kept = north_->desk().bench().ledgers.find("deal");
  ASSERT_TRUE(kept.has_value());
  const auto now = (*kept)->current();
  ASSERT_TRUE(now.has_value());
  cluster_->kill();
  const auto asked = entry_of(incident("a bridge is closed"), clock_now());
  const auto head = (*kept)->record(*now, asked.event, nullptr);
  ASSERT_FALSE(head.has_value());
  EXPECT_EQ(head.error().status, 503U);
  EXPECT_THAT(head.error().message, HasSubstr("whether it is recorded is not known"));
  EXPECT_THAT(head.error().repair, HasSubstr("look at the last entries"));
  const auto sheet = (*kept)->record_sheet("obligation,event,on,by\nS17,done,2007-06-25,south\n",
                                           "a.csv", std::nullopt, false);
  ASSERT_FALSE(sheet.has_value());
  EXPECT_EQ(sheet.error().status, 503U);
}

TEST_F(SharedLedger, IsThereAgainWhenItsServerIs) {
  ASSERT_EQ(north_->post(kDeal + "/entries", incident("before")).status, 200U);
  cluster_->kill();
  const auto down = north_->post(kDeal + "/entries", incident("while it is down"));
  EXPECT_EQ(down.status, 503U);
  EXPECT_FALSE(down.json["error"]["repair"].get<std::string>().empty());
  cluster_->start();
  // South was not told of the fall, so it may ask at once.
  const Json all = south_->get(kDeal + "/entries?after=2").json["entries"];
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0]["says"], "before");
  EXPECT_EQ(south_->post(kDeal + "/entries", incident("after")).json["entry"], 4);
}

}  // namespace
}  // namespace tandem::desk
