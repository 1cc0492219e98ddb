#include "tandem/ledger/internal/postgres.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tandem/ledger/internal/postgres_store.h"
#include "tandem/ledger/postgres_address.h"
#include "tests/ledger/cut_line.h"
#include "tests/ledger/events.h"
#include "tests/ledger/store_rules.h"
#include "tests/ledger/store_writer.h"
#include "tests/support/cluster.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/soak.h"

namespace tandem::ledger {
namespace {

using test::Cluster;

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

/// "RULE: REPAIR" of the one thing that is wrong with the ledger. Empty where nothing is.
template <class T>
std::string told(const Result<T>& result) {
  if (result) return "";
  const Diagnostic& one = result.error().details.at(0);
  EXPECT_EQ(result.error().code, Errc::io);
  EXPECT_TRUE(one.at.file.starts_with("postgresql:///postgres?ledger=")) << one.at.file;
  EXPECT_EQ(result.error().what, one.at.file + ": " + one.message);
  return one.rule + ": " + one.repair;
}

TEST_F(PostgresServer, WhereAnotherHoldsTheLedgerIsWaitedForAsLongAsTheAddressSays) {
  const auto store = opened(Opening::fresh);
  const auto head = store->append(std::vector<std::string>{"a"}, {});
  ASSERT_TRUE(head);
  const auto hurried = open_store(address_ + "&options=-clock_timeout%3D50ms", Opening::existing);
  ASSERT_TRUE(hurried) << hurried.error().what;
  const std::vector<std::string> next{"b"};
  const auto other =
      internal::Connection::open(postgres_address(address_).value().server, "another program");
  ASSERT_TRUE(other && other->run("BEGIN; LOCK TABLE tandem_entry"));
  EXPECT_EQ(told((*hurried)->append(next, *head)), "ledger-busy: try again when it is done");
  EXPECT_EQ(told((*hurried)->read(0, 9)), "ledger-busy: try again when it is done");
  ASSERT_TRUE(other->run("ROLLBACK"));
  EXPECT_TRUE((*hurried)->append(next, *head));
  EXPECT_EQ(checked_entries(*store).size(), 2U);
}

TEST_F(PostgresServer, ThatCutsAConnectionOffIsAskedAgain) {
  const auto store = opened(Opening::fresh);
  const auto head = store->append(std::vector<std::string>{"a"}, {});
  ASSERT_TRUE(head);
  const std::string cut =
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
      "WHERE application_name = 'tandem'";
  cluster_->run(cut);
  EXPECT_EQ(told(store->append(std::vector<std::string>{"b"}, *head)),
            "ledger-server: look whether the server runs and takes you in");
  EXPECT_EQ(store->head().value(), *head);
  EXPECT_TRUE(store->append(std::vector<std::string>{"b"}, *head));
  cluster_->run(cut);
  EXPECT_FALSE(store->read(0, 9));
  EXPECT_EQ(checked_entries(*store).size(), 2U);
}

TEST_F(PostgresServer, WhoMayOnlyReadIsRefusedInWordsAndReads) {
  const auto store = opened(Opening::fresh);
  const auto head = store->append(std::vector<std::string>{"a"}, {});
  ASSERT_TRUE(head);
  const std::string reader = with(address_, "tandem@", "reader@");
  cluster_->run("CREATE ROLE reader LOGIN");
  const std::string access = "ledger-access: ask who keeps the database for the right to use it";
  EXPECT_EQ(told(open_store(reader, Opening::existing)), access);
  cluster_->run("GRANT SELECT ON tandem_version, tandem_ledger, tandem_entry TO reader");
  const auto read = open_store(reader, Opening::existing);
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(checked_entries(**read).size(), 1U);
  const std::vector<std::string> next{"b"};
  EXPECT_EQ(told((*read)->append(next, *head)), access);
  EXPECT_EQ(told(open_store(with(reader, "ledger=a", "ledger=b"), Opening::fresh)), access);
  cluster_->run("GRANT INSERT ON tandem_entry TO reader");
  EXPECT_TRUE((*read)->append(next, *head));
  EXPECT_EQ(checked_entries(*store).size(), 2U);
}

TEST_F(PostgresServer, ThatTakesNothingNewIsRefusedInWords) {
  static_cast<void>(opened(Opening::fresh));
  cluster_->run("ALTER ROLE tandem SET default_transaction_read_only = on");
  EXPECT_EQ(told(open_store(with(address_, "ledger=a", "ledger=b"), Opening::fresh)),
            "ledger-access: ask who keeps the database for the right to use it");
}

/// What a server says, as a trigger can say it too.
TEST_F(PostgresServer, SaysWhyItCannotWriteAndGoesOnWhenItCan) {
  const auto store = opened(Opening::fresh);
  Head head = store->append(std::vector<std::string>{"a"}, {}).value();
  const std::vector<std::pair<std::string, std::string>> states{
      {"53100", "ledger-disk: make room on the server"},
      {"53300", "ledger-disk: make room on the server"},
      {"57014", "ledger-busy: try again when it is done"},
      {"55P03", "ledger-busy: try again when it is done"},
      {"57P03", "ledger-server: look whether the server runs and takes you in"},
      {"08006", "ledger-server: look whether the server runs and takes you in"},
      {"25006", "ledger-access: ask who keeps the database for the right to use it"},
      {"42501", "ledger-access: ask who keeps the database for the right to use it"},
      {"XX001", "ledger-store: look whether the server is well"}};
  for (const auto& [state, wanted] : states) {
    cluster_->run(
        "CREATE FUNCTION unable() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''unable'' "
        "USING ERRCODE = ''" +
        state + "''; END'");
    cluster_->run(
        "CREATE TRIGGER unable BEFORE INSERT ON tandem_entry FOR EACH ROW EXECUTE FUNCTION "
        "unable()");
    const std::vector<std::string> next{"b"};
    EXPECT_EQ(told(store->append(next, head)), wanted);
    EXPECT_EQ(store->head().value(), head);
    cluster_->run("DROP FUNCTION unable CASCADE");
    const auto made = store->append(next, head);
    ASSERT_TRUE(made);
    head = *made;
  }
  EXPECT_EQ(checked_entries(*store).size(), states.size() + 1);
}

/// Everything that is done with a ledger, by a line that breaks after so many messages.
/// @param kept  what was acknowledged. @return whether nothing failed
bool work(const CutLine& line, std::vector<std::string>& kept) {
  const auto well = [](const auto& result) {
    EXPECT_TRUE(result || result.error().code == Errc::io);
    return result.has_value();
  };
  const auto store = open_store(line.address("a"), Opening::existing);
  if (!well(store)) return false;
  const auto head = (*store)->head();
  bool good = well(head);
  const std::vector<std::string> next{std::to_string(kept.size())};
  if (good) good = well((*store)->append(next, *head));
  if (good) kept.push_back(next[0]);
  good = well((*store)->read(0, 1)) && good;
  const test::ScratchFolder folder;
  return well((*store)->backup(folder.path("copy"))) && good;
}

TEST_F(PostgresServer, WhoseLineBreaksAfterAnyMessageLosesNothing) {
  const auto store = opened(Opening::fresh);
  std::vector<std::string> kept;
  int messages = 0;
  for (bool good = false; !good && messages < 100; ++messages) {
    const CutLine line(cluster_->folder(), messages);
    good = work(line, kept);
    // What was not acknowledged can be there all the same.
    const auto entries = checked_entries(*store);
    ASSERT_TRUE(entries.size() == kept.size() || entries.size() == kept.size() + 1);
    for (std::size_t k = 0; k < kept.size(); ++k) EXPECT_EQ(entries[k].body, kept[k]);
    if (entries.size() > kept.size()) kept.push_back(entries.back().body);
  }
  EXPECT_GT(messages, 10) << "as many are needed";
  EXPECT_LT(messages, 100);
}

TEST_F(PostgresServer, WhoseLineBreaksAgainIsAskedAgain) {
  static_cast<void>(opened(Opening::fresh));
  CutLine line(cluster_->folder(), 100);
  const auto store = open_store(line.address("a"), Opening::existing).value();
  const std::string away = "ledger-server: look whether the server runs and takes you in";
  for (const int messages : {0, 1, 2}) {
    line.let_pass(messages);
    EXPECT_EQ(told(store->head()), away) << messages;
  }
  line.let_pass(100);
  EXPECT_EQ(store->head().value(), Head{});
}

/// The first time, its tables too.
TEST_F(PostgresServer, WhoseLineBreaksWhileALedgerIsMadeHasItWholeOrNot) {
  int messages = 0;
  for (bool there = false; !there && messages < 100; ++messages) {
    const CutLine line(cluster_->folder(), messages);
    const bool told_so = open_store(line.address("b"), Opening::fresh).has_value();
    const auto store = open_store(cluster_->address("b"), Opening::existing);
    there = store.has_value();
    EXPECT_TRUE(there || !told_so);
    EXPECT_TRUE(there || store.error().code == Errc::not_found);
  }
  EXPECT_GT(messages, 3) << "as many are needed";
  EXPECT_LT(messages, 100);
}

TEST_F(PostgresServer, SaysWhatIsDamaged) {
  const auto store = opened(Opening::fresh);
  const auto head = store->append(std::vector<std::string>{"a"}, {});
  ASSERT_TRUE(head);
  const std::string damaged = "ledger-damaged: restore a backup, or import an export";
  cluster_->run(
      "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
  cluster_->run(
      "CREATE TRIGGER nothing BEFORE INSERT ON tandem_entry FOR EACH ROW EXECUTE FUNCTION "
      "nothing()");
  EXPECT_EQ(told(store->append(std::vector<std::string>{"b"}, *head)), damaged)
      << "what was written is not there";
  cluster_->run("DROP TRIGGER nothing ON tandem_entry");
  cluster_->run("ALTER TABLE tandem_entry DROP CONSTRAINT tandem_entry_hash_check");
  cluster_->run("INSERT INTO tandem_entry VALUES (1, 2, 'b', 'short')");
  EXPECT_EQ(told(store->head()), damaged);
  EXPECT_EQ(told(store->read(0, 9)), damaged);
  EXPECT_EQ(told(store->append(std::vector<std::string>{"c"}, *head)), damaged);
  EXPECT_TRUE(store->read(0, 1));
}

TEST_F(PostgresServer, WarnsNobodyOnTheErrorStream) {
  const auto server = postgres_address(address_).value().server;
  const auto connection = internal::Connection::open(server, "here");
  ASSERT_TRUE(connection);
  testing::internal::CaptureStderr();
  EXPECT_TRUE(connection->run("ROLLBACK")) << "of no transaction, which the server remarks";
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
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
  EXPECT_GT(acknowledged, static_cast<std::uint64_t>(rounds) / 10) << "else nothing was tried";
}

TEST_F(PostgresServer, KilledLosesNothing) { kill_server(*cluster_, 3); }

TEST_F(PostgresServer, SlowKilledLosesNothing) {
  kill_server(*cluster_, static_cast<int>(test::soaked(40)));
}

TEST_F(PostgresServer, WithoutTablesHasNoLedger) {
  const auto store = open_store(address_, Opening::existing);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, Errc::not_found);
}

TEST_F(PostgresServer, WithAVersionThatCannotBeIsRefused) {
  static_cast<void>(opened(Opening::fresh));
  cluster_->run("UPDATE tandem_version SET version = -1");
  EXPECT_EQ(refused(), "ledger-version");
}

TEST_F(PostgresServer, ThatMayTearAPageIsRefused) {
  static_cast<void>(opened(Opening::fresh));
  cluster_->restart_with("full_page_writes = off");
  EXPECT_EQ(refused(), "ledger-durable");
}

TEST_F(PostgresServer, TakesMoreThanItIsSentAtOnce) {
  const auto store = opened(Opening::fresh);
  const std::vector<std::string> bodies(3, std::string(8'000'000, 'x'));
  ASSERT_TRUE(store->append(bodies, {}));
  EXPECT_EQ(checked_entries(*store).size(), 3U);
}

}  // namespace
}  // namespace tandem::ledger
