#include "apps/desk/ledger_shelf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "apps/cli/program.h"
#include "apps/desk/ledger_kept.h"
#include "apps/desk/ledger_place.h"
#include "apps/desk/shelf.h"
#include "tandem/base/calendar.h"
#include "tandem/ledger/event.h"
#include "tests/desk/ledger_case.h"
#include "tests/desk/visitor.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/shutdown_text.h"

namespace tandem::desk {
namespace {

namespace fs = std::filesystem;

using test::Json;
using test::LedgerVisitor;
using test::Visitor;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kDeal = "/api/v1/ledgers/deal";

std::vector<std::string> keys_of(Visitor& visitor) {
  std::vector<std::string> keys;
  const Json listed = visitor.get("/api/v1/ledgers").json["ledgers"];
  for (const Json& one : listed) keys.push_back(one["key"].get<std::string>());
  return keys;
}

/// A ledger of the shutdown that the program makes.
void make(Visitor& visitor, const std::string& name) {
  visitor.folder().write("shutdown.yaml", test::kShutdown);
  const std::string path = visitor.folder().path(name);
  fs::create_directories(fs::path(path).parent_path());
  const Json made = test::told_by_program(
      {"ledger", "init", path, visitor.folder().path("shutdown.yaml"), "--of", "shutdown"});
  EXPECT_EQ(made.value("entry", 0), 2) << made;
}

void export_to(Visitor& visitor, const std::string& ledger, const std::string& file) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const std::vector<std::string> words{"ledger", "export", visitor.folder().path(ledger), "-o",
                                       visitor.folder().path(file)};
  EXPECT_EQ(cli::run_program(words, {in, out, err}), 0) << err.str();
}

TEST(LedgerShelf, FindsFilesAndExportsWhereCasesAreLookedFor) {
  Visitor visitor;
  EXPECT_THAT(keys_of(visitor), ElementsAre());
  make(visitor, "library/tutorial/ledger/deal.ledger");
  make(visitor, "library/elsewhere/other.ledger");
  make(visitor, "outside/secret.ledger");
  EXPECT_THAT(keys_of(visitor), ElementsAre("other", "deal"));
  const Json listed = visitor.get("/api/v1/ledgers").json["ledgers"];
  EXPECT_EQ(listed[1]["case"], "tutorial");
  EXPECT_TRUE(listed[0]["case"].is_null());
  EXPECT_EQ(listed[1]["kind"], "file");
  EXPECT_EQ(listed[1]["writable"], true);
  EXPECT_TRUE(listed[1]["why_not"].is_null());
  EXPECT_EQ(listed[1]["title"], "Shutdown against funds");
}

TEST(LedgerShelf, OfACaseThatIsGivenAsAFileOnlyItsOwnFoldersAreSearched) {
  Visitor visitor;
  make(visitor, "library/tutorial/ledger/deal.ledger");
  make(visitor, "library/tutorial/ledger/deeper/far.ledger");
  make(visitor, "library/other.ledger");
  Desk desk({visitor.folder().path("library/tutorial/case.yaml")},
            {.token = test::kToken, .port = 8437});
  std::vector<std::string> keys;
  for (const auto& one : desk.bench().ledgers.list()) keys.push_back(one->key());
  EXPECT_THAT(keys, ElementsAre("deal"));
}

TEST(LedgerShelf, GivenStoresComeFirstAndNoneTwice) {
  Visitor first;
  make(first, "outside/deal.ledger");
  Visitor visitor({"tutorial"}, {first.folder().path("outside/deal.ledger"),
                                 first.folder().path("outside/../outside/deal.ledger")});
  make(visitor, "library/tutorial/deal.ledger");
  EXPECT_THAT(keys_of(visitor), ElementsAre("deal", "deal-2"));
  EXPECT_EQ(visitor.get(kDeal + "/status").json["case"], nullptr);
  EXPECT_EQ(visitor.get(kDeal + "-2/status").json["case"], "tutorial");
}

/// Who has sent the address of a view to somebody means the same ledger tomorrow.
TEST(LedgerShelf, KeyStaysWithItsLedgerWhateverComesBesideIt) {
  LedgerVisitor visitor;
  EXPECT_THAT(keys_of(visitor), ElementsAre("deal"));
  make(visitor, "library/a/deal.ledger");
  export_to(visitor, "library/tutorial/deal.ledger", "library/a/record.jsonl");
  EXPECT_EQ(visitor.listed("deal")["case"], "tutorial");
  EXPECT_EQ(visitor.listed("deal")["address"], visitor.path());
  EXPECT_EQ(visitor.listed("deal-2")["address"], visitor.folder().path("library/a/deal.ledger"));
  EXPECT_EQ(visitor.listed("deal-3")["kind"], "export");
}

TEST(LedgerShelf, KeyIsGoodForAnAddress) {
  Visitor visitor;
  make(visitor, "library/The deal; 2007.ledger");
  make(visitor, "library/\xed\x95\xa9\xec\x9d\x98.ledger");
  EXPECT_THAT(keys_of(visitor), ElementsAre("The-deal-2007", "ledger"));
  EXPECT_EQ(visitor.get("/api/v1/ledgers/The-deal-2007/status").status, 200U);
}

TEST(LedgerShelf, DeletedFileIsGoneAndFoundAgainWhenItIsBack) {
  LedgerVisitor visitor;
  ASSERT_EQ(visitor.report().status, 200U);
  export_to(visitor, "library/tutorial/deal.ledger", "away.jsonl");
  fs::remove(visitor.path());
  for (const char* suffix : {"-wal", "-shm"}) fs::remove(visitor.path() + suffix);
  for (const std::string part : {"/status", "/due", "/timeline", "/verify", "/entries"}) {
    const auto reply = visitor.get(kDeal + part);
    EXPECT_EQ(reply.status, 404U) << part;
    EXPECT_EQ(reply.code(), "gone") << part;
  }
  EXPECT_EQ(visitor.report().code(), "gone") << "never into a file that nobody has";
  EXPECT_THAT(keys_of(visitor), ElementsAre());
  (void)visitor.program("import", {visitor.folder().path("away.jsonl")});
  EXPECT_EQ(visitor.get(kDeal + "/status").json["entries"], 3);
  EXPECT_EQ(visitor.report().json["entry"], 4);
}

/// The file goes between the look at it and the entry, which SQLite then writes into a file that
/// has no name any more.
TEST(LedgerShelf, EntryIntoAFileThatIsTakenAwayMeanwhileIsNotAcknowledged) {
  LedgerVisitor visitor;
  const auto kept = visitor.desk().bench().ledgers.find("deal");
  ASSERT_TRUE(kept.has_value());
  const auto now = (*kept)->current();
  ASSERT_TRUE(now.has_value());
  fs::rename(visitor.path(), visitor.folder().path("away.ledger"));
  ledger::Event event;
  event.kind = ledger::EventKind::incident;
  event.at = clock_now();
  event.on = *parse_date("2007-03-01");
  event.by = "north";
  event.says = "A bridge is closed";
  const auto gone = (*kept)->record(*now, event, nullptr);
  ASSERT_FALSE(gone.has_value());
  EXPECT_EQ(gone.error().code, "gone");
  visitor.folder().write("library/tutorial/deal.ledger", "another file");
  const auto replaced = (*kept)->record(*now, event, nullptr);
  ASSERT_FALSE(replaced.has_value());
  EXPECT_EQ(replaced.error().code, "gone");
  EXPECT_THAT(replaced.error().message,
              HasSubstr("was taken away or replaced while entry 3 was recorded"));
}

TEST(LedgerShelf, AnotherLedgerInItsPlaceIsNotTakenForIt) {
  LedgerVisitor visitor;
  ASSERT_EQ(visitor.report().status, 200U);
  const std::string head = visitor.get(kDeal + "/status").json["head"];
  make(visitor, "another.ledger");
  for (const char* suffix : {"-wal", "-shm"}) fs::remove(visitor.path() + suffix);
  fs::rename(visitor.folder().path("another.ledger"), visitor.path());
  const auto reply = visitor.get(kDeal + "/status");
  EXPECT_EQ(reply.status, 409U);
  EXPECT_EQ(reply.code(), "rewritten");
  EXPECT_THAT(reply.json["error"]["repair"].get<std::string>(), HasSubstr(head));
  EXPECT_EQ(visitor.report().code(), "rewritten");
  EXPECT_EQ(visitor.listed()["readable"], false);
  const Json found = visitor.get(kDeal + "/verify").json;
  ASSERT_EQ(found["findings"].size(), 1U) << found;
  EXPECT_EQ(visitor.get(kDeal + "/status").code(), "rewritten") << "until the desk is started anew";
}

TEST(LedgerShelf, LedgerThatWasSetBackIsNotTakenForIt) {
  LedgerVisitor visitor;
  ASSERT_EQ(visitor.get(kDeal + "/status").status, 200U);
  export_to(visitor, "library/tutorial/deal.ledger", "before.jsonl");
  ASSERT_EQ(visitor.report().status, 200U);
  fs::remove(visitor.path());
  for (const char* suffix : {"-wal", "-shm"}) fs::remove(visitor.path() + suffix);
  (void)visitor.program("import", {visitor.folder().path("before.jsonl")});
  const auto reply = visitor.get(kDeal + "/status");
  EXPECT_EQ(reply.code(), "rewritten");
  EXPECT_THAT(reply.body, HasSubstr("its entry 3 was another"));
}

TEST(LedgerShelf, ExportIsReadAnewWhenItIsWrittenAnew) {
  LedgerVisitor visitor;
  export_to(visitor, "library/tutorial/deal.ledger", "library/tutorial/record.jsonl");
  EXPECT_EQ(visitor.get(kDeal + "-2/status").json["head"], visitor.head());
  ASSERT_EQ(visitor.report().status, 200U);
  EXPECT_EQ(visitor.get(kDeal + "-2/entries").json["total"], 2);
  export_to(visitor, "library/tutorial/deal.ledger", "library/tutorial/record.jsonl");
  EXPECT_EQ(visitor.get(kDeal + "-2/entries").json["total"], 3);
}

TEST(LedgerShelf, DamagedExportIsNamedWithItsLine) {
  LedgerVisitor visitor;
  ASSERT_EQ(visitor.report().status, 200U);
  export_to(visitor, "library/tutorial/deal.ledger", "library/tutorial/record.jsonl");
  ASSERT_EQ(visitor.get(kDeal + "-2/status").status, 200U);
  std::string text = visitor.file("tutorial/record.jsonl");
  text.replace(text.rfind("2007-06-25"), 10, "2007-06-24");
  visitor.folder().write("library/tutorial/record.jsonl", text);
  for (const std::string part : {"/status", "/verify"}) {
    const auto reply = visitor.get(kDeal + "-2" + part);
    EXPECT_EQ(reply.status, 422U) << part;
    EXPECT_EQ(reply.json["error"]["details"][0]["rule"], "chain");
    EXPECT_EQ(reply.json["error"]["details"][0]["line"], 4);
  }
  EXPECT_EQ(visitor.listed("deal-2")["readable"], false);
}

TEST(LedgerShelf, FileThatIsNoLedgerIsListedAsUnreadable) {
  Visitor visitor;
  visitor.folder().write("library/notes.ledger", std::string(4096, 'x'));
  visitor.folder().write("library/empty.ledger", "");
  const Json listed = visitor.get("/api/v1/ledgers").json["ledgers"];
  ASSERT_EQ(listed.size(), 2U);
  for (const Json& one : listed) {
    EXPECT_EQ(one["readable"], false) << one;
    EXPECT_EQ(one["error"], one["why_not"]);
  }
  EXPECT_EQ(visitor.get("/api/v1/ledgers/notes/status").status, 422U);
}

const std::string kAddress =
    "postgresql://ann:s3%63ret@127.0.0.1:1/book?ledger=deal%201&password=hunter2&connect_timeout=2";

TEST(LedgerPlace, ShowsNothingSecretOfAServer) {
  const auto place = place_of(kAddress);
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(place->kind, LedgerPlace::Kind::server);
  EXPECT_EQ(place->shown, "postgresql://127.0.0.1:1/book?ledger=deal 1");
  EXPECT_EQ(place->name, "deal 1");
  EXPECT_EQ(place->address, kAddress);
  EXPECT_EQ(without_secrets("a s3cret, s3%63ret or hunter2 at book", *place),
            "a ***, *** or *** at book");
  EXPECT_EQ(without_secrets("at " + kAddress, *place), "at ***");
}

/// Who forgets to encode a passphrase has it shown nowhere, neither whole nor in part.
TEST(LedgerPlace, ShowsNothingOfAPassphraseThatIsNotEncoded) {
  for (const std::string passphrase : {"s3c/ret", "s3c@ret", "s3c?ret", "s3c/r?et", "s3c?r/et",
                                       "s3c/r@et", "s3c@r/et", "s3c#ret"}) {
    const auto place = place_of("postgresql://ann:" + passphrase + "@host/book?ledger=deal");
    const std::string said =
        place ? place->shown : place.error().message + " " + place.error().repair;
    EXPECT_THAT(said, Not(HasSubstr("s3c"))) << passphrase;
    EXPECT_THAT(said, Not(HasSubstr("et@"))) << passphrase;
    if (!place) continue;
    EXPECT_EQ(without_secrets("it is " + passphrase, *place), "it is ***") << passphrase;
  }
}

TEST(LedgerPlace, AddressesThatAreNoneAreNamedWithoutTheirSecrets) {
  const auto unnamed = place_of("postgresql://ann:s3cret@host/book");
  ASSERT_FALSE(unnamed.has_value());
  EXPECT_THAT(unnamed.error().message, Not(HasSubstr("s3cret")));
  EXPECT_THAT(unnamed.error().repair, HasSubstr("?ledger=NAME"));
  EXPECT_FALSE(place_of("postgresql://").has_value());
  EXPECT_FALSE(place_of("postgresql://host/book?ledger=").has_value());
  const auto missing = place_of("nothing.ledger");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().status, 404U);
}

TEST(LedgerShelf, ServerThatDoesNotAnswerIsListedWithoutItsSecrets) {
  Visitor visitor({"tutorial"}, {kAddress});
  std::vector<std::string> bodies{
      visitor.get("/api/v1/ledgers").body, visitor.get("/api/v1/ledgers/deal-1/status").body,
      visitor.get("/api/v1/ledgers/deal-1/verify").body,
      visitor.get("/api/v1/ledgers/dea/status").body, visitor.get("/api/v1/about").body};
  for (const std::string& body : bodies) {
    EXPECT_THAT(body, Not(HasSubstr("s3cret")));
    EXPECT_THAT(body, Not(HasSubstr("s3%63ret")));
    EXPECT_THAT(body, Not(HasSubstr("hunter2")));
  }
  const Json listed = visitor.get("/api/v1/ledgers").json["ledgers"];
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0]["kind"], "server");
  EXPECT_EQ(listed[0]["readable"], false);
  EXPECT_EQ(visitor.get("/api/v1/ledgers/deal-1/status").status, 503U);
}

/// libpq takes a host and a port among the options too.
TEST(LedgerShelf, ServersThatDifferInTheirOptionsAloneAreTwo) {
  const std::string first = "postgresql:///book?ledger=deal&host=127.0.0.1&port=1";
  const std::string second = "postgresql:///book?ledger=deal&host=127.0.0.1&port=2";
  Visitor visitor({"tutorial"}, {first, second, first});
  EXPECT_THAT(keys_of(visitor), ElementsAre("deal", "deal-2"));
}

/// Its agreement has no case, so that the key of the text is all there is to find.
TEST(LedgerShelf, LedgerMayBeBesideAnAgreementWithoutACase) {
  Visitor visitor(std::vector<std::string>{});
  make(visitor, "library/pact/deal.ledger");
  visitor.folder().write("library/pact/agreement.yaml", test::kShutdown);
  EXPECT_EQ(visitor.get(kDeal + "/status").json["case"], "shutdown");
  const Json outlook = visitor.get(kDeal + "/outlook").json;
  EXPECT_TRUE(outlook["standing"].is_null());
  EXPECT_EQ(outlook["why_no_case"],
            "its agreement names no case that is here, and it is beside none");
}

/// What the list has looked at serves every status and outlook until somebody lists anew.
TEST(Shelf, KnowsWhatItHasLookedAtLast) {
  const test::ScratchFolder folder;
  Shelf shelf({folder.path().string()});
  EXPECT_TRUE(shelf.known().empty());
  folder.write("first/agreement.yaml", test::kShutdown);
  EXPECT_EQ(shelf.known().size(), 1U) << "nothing was known";
  folder.write("second/agreement.yaml", test::kShutdown);
  EXPECT_EQ(shelf.known().size(), 1U);
  EXPECT_EQ(shelf.list().size(), 2U);
  EXPECT_EQ(shelf.known().size(), 2U);
}

}  // namespace
}  // namespace tandem::desk
