#include "tandem/ledger/postgres_address.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tandem/ledger/store.h"

namespace tandem::ledger {
namespace {

TEST(PostgresAddress, OfNoFormIsRefused) {
  for (const char* text : {"nonsense", "nonsense?ledger=a"})
    EXPECT_EQ(postgres_store(text, Opening::existing).error().details.at(0).rule, "ledger-address");
}

TEST(PostgresAddress, TakesTheLedgerOut) {
  const auto parts = postgres_address(
      "postgresql://ann:secret@host:5433/desk?sslmode=require&ledger=korea%202007&options=-cx%3D1");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->server,
            "postgresql://ann:secret@host:5433/desk?sslmode=require&options=-cx%3D1");
  EXPECT_EQ(parts->ledger, "korea 2007");
  EXPECT_EQ(parts->place, "postgresql://host:5433/desk?ledger=korea 2007");
  EXPECT_EQ(postgres_address("postgres:///d?ledger=a")->server, "postgres:///d");
  EXPECT_EQ(postgres_address("postgres:///d?&ledger=a&")->server, "postgres:///d");
}

TEST(PostgresAddress, IsTakenApartAsLibpqDoes) {
  const auto parts = postgres_address("postgresql://ann:s?cret@host?user=b@c&ledger=a");
  ASSERT_TRUE(parts) << parts.error().what;
  EXPECT_EQ(parts->server, "postgresql://ann:s?cret@host?user=b@c");
  EXPECT_EQ(parts->place, "postgresql://host?ledger=a");
  const auto other = postgres_address("postgresql://host/desk?user=b@c&ledger=a");
  ASSERT_TRUE(other) << other.error().what;
  EXPECT_EQ(other->server, "postgresql://host/desk?user=b@c");
  EXPECT_EQ(postgres_address("postgresql://@host?ledger=a")->place, "postgresql://host?ledger=a");
}

TEST(PostgresAddress, TellsWhatIsSecretInIt) {
  using Words = std::vector<std::string>;
  const std::string text =
      "postgresql://ann:s3%63ret@host/d?sslpassword=hunter2&password=a%20b&x&ledger=a";
  EXPECT_EQ(postgres_address(text)->secrets,
            (Words{text, "s3%63ret", "hunter2", "hunter2", "s3cret", "a%20b", "a b"}));
  EXPECT_EQ(postgres_address("postgres://ann@h?ledger=a")->secrets,
            (Words{"postgres://ann@h?ledger=a"}));
}

TEST(PostgresAddress, WithAPassphraseThatIsNotEncodedShowsNothingOfIt) {
  for (const char* text :
       {"postgresql://ann:p1/p2@host/desk?ledger=a", "postgresql://ann:p1@p2@host/desk?ledger=a",
        "postgresql://ann:p1/p2?p3@host/desk?ledger=a",
        "postgresql://ann:p1/p2?p3@host/desk?x=y&ledger=", "postgresql://ann:p1/p2@p3@host"}) {
    const auto parts = postgres_address(text);
    ASSERT_FALSE(parts) << text;
    for (const char* part : {"p1", "p2", "p3"})
      EXPECT_EQ(parts.error().what.find(part), std::string::npos) << parts.error().what;
  }
  EXPECT_EQ(postgres_address("postgresql://ann:p1/p2?p3@host/desk?x&ledger=a")->place,
            "postgresql://...?ledger=a");
}

TEST(PostgresAddress, WithoutOneLedgerIsRefusedAndShowsNoPassphrase) {
  for (const char* text :
       {"postgresql://ann:secret@host/desk", "postgresql://ann:secret@host/desk?ledger=",
        "postgresql://ann:secret@host/desk?password=secret&ledger=%2",
        "postgresql://ann:secret@host/desk?ledger=%zz", "postgresql://ann:secret@host?ledger=%00",
        "postgresql://ann:secret@host/desk?ledger=a&ledger=b",
        "postgresql://ann:secret@host/desk?ledger=a&ledger=b&x=y",
        "postgresql://ann:secret@host/desk?ledger=a&ledger=b&ledger=c", "postgres://host/desk"}) {
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
