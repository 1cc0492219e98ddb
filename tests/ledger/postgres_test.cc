#include <gtest/gtest.h>

#include <stdexcept>
#include <utility>

#include "tandem/ledger/internal/postgres_address.h"
#include "tandem/ledger/internal/postgres_store.h"
#include "tests/ledger/cluster.h"
#include "tests/ledger/store_rules.h"
#include "tests/ledger/store_writer.h"
#include "tests/support/soak.h"

namespace tandem::ledger {
namespace {

class PostgresShelf : public Shelf {
 public:
  explicit PostgresShelf(const Cluster& cluster) : cluster_(&cluster) {}
  [[nodiscard]] std::string fresh_address() override {
    return cluster_->address("of%20" + std::to_string(++made_));
  }
  [[nodiscard]] Result<std::unique_ptr<Store>> open(const std::string& address,
                                                    Opening opening) override {
    return open_store(address, opening);
  }

 private:
  const Cluster* cluster_;
  int made_ = 0;
};

class PostgresServer : public testing::Test {
 protected:
  void SetUp() override {
    if (!Cluster::is_possible()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
    cluster_ = std::make_unique<Cluster>();
    address_ = cluster_->address("a");
  }

  [[nodiscard]] std::unique_ptr<Store> opened(Opening opening) const {
    auto store = open_store(address_, opening);
    EXPECT_TRUE(store) << store.error().what;
    return store ? *std::move(store) : memory_store();
  }

  /// The rule by which the ledger is refused; empty where it is opened.
  [[nodiscard]] std::string refused() const {
    const auto store = open_store(address_, Opening::existing);
    return store ? "" : store.error().details.at(0).rule;
  }

  std::unique_ptr<Cluster> cluster_;
  std::string address_;
};

TEST_F(PostgresServer, KeepsEveryRuleOfAStore) {
  PostgresShelf shelf(*cluster_);
  for (const StoreRule& rule : rules_of_lasting_stores()) {
    SCOPED_TRACE(rule.name);
    rule.check(shelf);
  }
}

TEST_F(PostgresServer, KeepsLedgersApart) {
  const auto one = opened(Opening::fresh);
  const auto other = open_store(cluster_->address("b"), Opening::fresh);
  ASSERT_TRUE(other);
  ASSERT_TRUE(one->append(std::vector<std::string>{"a", "b"}, {}));
  ASSERT_TRUE((*other)->append(std::vector<std::string>{"c"}, {}));
  EXPECT_EQ(checked_entries(*one).size(), 2U);
  EXPECT_EQ(checked_entries(**other).size(), 1U);
}

TEST_F(PostgresServer, LetsNobodyChangeAnEntry) {
  const auto store = opened(Opening::fresh);
  ASSERT_TRUE(store->append(std::vector<std::string>{"a", "b"}, {}));
  for (const char* sql :
       {"UPDATE tandem_entry SET body = 'x'", "DELETE FROM tandem_entry", "TRUNCATE tandem_entry",
        "DELETE FROM tandem_ledger", "INSERT INTO tandem_entry VALUES (1, 2, 'x', sha256('x'))",
        "INSERT INTO tandem_entry VALUES (1, 3, 'x', 'x')",
        "INSERT INTO tandem_entry VALUES (2, 1, 'x', sha256('x'))"})
    EXPECT_THROW(cluster_->run(sql), std::runtime_error) << sql;
  EXPECT_EQ(checked_entries(*store).size(), 2U);
  cluster_->run("ALTER TABLE tandem_entry DISABLE TRIGGER tandem_entry_stays");
  EXPECT_EQ(refused(), "ledger-schema");
}

TEST_F(PostgresServer, ThatMayLoseWhatItAcknowledgedIsRefused) {
  static_cast<void>(opened(Opening::fresh));
  cluster_->restart_with("synchronous_commit = off");
  EXPECT_EQ(refused(), "");  // that one each session can set for itself
  cluster_->restart_with("fsync = off");
  EXPECT_EQ(refused(), "ledger-durable");
}

TEST_F(PostgresServer, OfAVersionToComeIsRefusedAndAnOlderOneMigrated) {
  static_cast<void>(opened(Opening::fresh));
  std::vector<std::string_view> steps(internal::postgres_steps().begin(),
                                      internal::postgres_steps().end());
  steps.emplace_back("CREATE TABLE tandem_more (x integer)");
  steps.emplace_back("CREATE TABLE tandem_entry (x integer)");
  EXPECT_FALSE(internal::postgres_store(address_, Opening::existing, steps));
  EXPECT_EQ(refused(), "");
  steps.pop_back();
  EXPECT_TRUE(internal::postgres_store(address_, Opening::existing, steps));
  EXPECT_EQ(refused(), "ledger-version");
}

TEST_F(PostgresServer, IsFoundAgainAfterItWasAway) {
  const auto store = opened(Opening::fresh);
  const auto head = store->append(std::vector<std::string>{"a"}, {});
  ASSERT_TRUE(head);
  cluster_->kill();
  const auto away = store->head();
  ASSERT_FALSE(away);
  EXPECT_EQ(away.error().code, Errc::io);
  const auto still_away = store->append(std::vector<std::string>{"b"}, *head);
  ASSERT_FALSE(still_away);
  EXPECT_EQ(still_away.error().details.at(0).rule, "ledger-server");
  cluster_->start();
  EXPECT_TRUE(store->append(std::vector<std::string>{"b"}, *head));
  EXPECT_EQ(checked_entries(*store).size(), 2U);
}

/// Each round the whole server dies under two writers and recovers.
void kill_server(const Cluster& cluster, int rounds) {
  const std::string address = cluster.address("a");
  ASSERT_TRUE(open_store(address, Opening::fresh));
  bool running = true;
  const std::uint64_t acknowledged = run_rounds(
      rounds,
      [&] {
        if (!std::exchange(running, true)) cluster.start();
        return open_store(address, Opening::existing);
      },
      [&](const WriterProcess&) {
        if (std::exchange(running, false)) cluster.kill();
      },
      std::chrono::milliseconds(300));
  EXPECT_GT(acknowledged, static_cast<std::uint64_t>(rounds));
}

TEST_F(PostgresServer, KilledLosesNothing) { kill_server(*cluster_, 3); }

TEST_F(PostgresServer, SlowKilledLosesNothing) {
  kill_server(*cluster_, static_cast<int>(test::soaked(40)));
}

TEST(PostgresAddress, TakesTheLedgerOut) {
  const auto parts = internal::postgres_address(
      "postgresql://ann:secret@host:5433/desk?sslmode=require&ledger=korea%202007&options=-cx%3D1");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->server,
            "postgresql://ann:secret@host:5433/desk?sslmode=require&options=-cx%3D1");
  EXPECT_EQ(parts->ledger, "korea 2007");
  EXPECT_EQ(parts->place, "postgresql://host:5433/desk?ledger=korea 2007");
  EXPECT_EQ(internal::postgres_address("postgres:///d?ledger=a")->server, "postgres:///d");
}

TEST(PostgresAddress, WithoutOneLedgerIsRefusedAndShowsNoPassphrase) {
  for (const char* text :
       {"postgresql://ann:secret@host/desk", "postgresql://ann:secret@host/desk?ledger=",
        "postgresql://ann:secret@host/desk?password=secret&ledger=%2",
        "postgresql://ann:secret@host/desk?ledger=%zz", "postgresql://ann:secret@host?ledger=%00",
        "postgresql://ann:secret@host/desk?ledger=a&ledger=b"}) {
    const auto store = open_store(text, Opening::existing);
    ASSERT_FALSE(store) << text;
    EXPECT_EQ(store.error().code, Errc::invalid_input);
    EXPECT_EQ(store.error().details.at(0).rule, "ledger-address");
    EXPECT_EQ(store.error().what.find("secret"), std::string::npos) << store.error().what;
  }
}

TEST(PostgresAddress, OfNoServerIsAnErrorThatShowsNoPassphrase) {
  const auto store =
      open_store("postgresql://ann:secret@127.0.0.1:1/desk?ledger=a", Opening::existing);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, Errc::io);
  EXPECT_EQ(store.error().details.at(0).rule, "ledger-server");
  EXPECT_EQ(store.error().what.find("secret"), std::string::npos) << store.error().what;
}

}  // namespace
}  // namespace tandem::ledger
