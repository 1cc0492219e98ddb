#include "tandem/ledger/transfer.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/ledger/keys.h"
#include "tandem/ledger/ledger.h"
#include "tandem/ledger/verify.h"
#include "tests/ledger/events.h"

namespace tandem::ledger {
namespace {

std::unique_ptr<Store> filled() {
  auto store = memory_store();
  Event report = event(EventKind::reported, "2027-02-01", "north", "A1");
  report.says = "Open \"at last\"";
  std::vector<std::string> bodies{body_of(opened("2027-01-01")),
                                  body_of(signed_text("2027-01-01", small_text())),
                                  body_of(report)};
  EXPECT_TRUE(store->append(bodies, Head{}));
  return store;
}

std::string exported(Store& store) {
  std::string text;
  EXPECT_TRUE(export_ledger(store, [&](std::string_view piece) {
    text += piece;
    return true;
  }));
  return text;
}

TEST(LedgerExport, IsALineForEachEntryBetweenNameAndHead) {
  const auto store = filled();
  const std::string text = exported(*store);
  const auto entries = store->read(0, 9).value();
  std::string wanted = "{\"tandem-ledger\":1,\"name\":\"test-ledger\"}\n";
  for (const Entry& one : entries)
    wanted += "{\"hash\":\"" + hex(one.hash) + "\",\"seq\":" + std::to_string(one.seq) +
              ",\"body\":" + one.body + "}\n";
  wanted += "{\"head\":\"3:" + hex(entries[2].hash) + "\"}\n";
  EXPECT_EQ(text, wanted);
}

TEST(LedgerExport, ComesBackAsTheSameLedger) {
  const auto store = filled();
  const std::string text = exported(*store);
  const auto other = memory_store();
  const auto head = import_ledger(text, "l.jsonl", *other);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(*head, store->head().value());
  EXPECT_EQ(exported(*other), text);
  const auto again = import_ledger(text, "l.jsonl", *other);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, Errc::invalid_input);
}

TEST(LedgerExport, SaysWhereItCannotWriteOrHasNothing) {
  const auto store = filled();
  const auto full = export_ledger(*store, [](std::string_view) { return false; });
  ASSERT_FALSE(full.has_value());
  EXPECT_EQ(full.error().code, Errc::io);
  const auto empty = memory_store();
  EXPECT_EQ(export_ledger(*empty, [](std::string_view) { return true; }).error().code,
            Errc::invalid_input);
}

TEST(LedgerExport, IsTheSameOfWhateverReadsTheEntries) {
  const auto store = filled();
  std::string text;
  const auto head =
      export_ledger([&](std::uint64_t after, std::size_t most) { return store->read(after, most); },
                    [&](std::string_view piece) {
                      text += piece;
                      return true;
                    });
  EXPECT_EQ(head.value(), store->head().value());
  EXPECT_EQ(text, exported(*store));
}

/// The numbers of the entries that are given until `last` is.
Result<std::vector<std::uint64_t>> given_until(Store& store, std::uint64_t last) {
  std::vector<std::uint64_t> given;
  const auto read =
      each_event([&](std::uint64_t after, std::size_t most) { return store.read(after, most); },
                 [&](std::uint64_t seq, const Event& event) {
                   EXPECT_EQ(body_of(event), store.read(seq - 1, 1).value().front().body);
                   given.push_back(seq);
                   return seq < last;
                 });
  if (!read) return tl::unexpected(read.error());
  return given;
}

TEST(EachEvent, GivesThemInOrderUntilItIsEnough) {
  const auto store = filled();
  EXPECT_EQ(given_until(*store, 9).value(), (std::vector<std::uint64_t>{1, 2, 3}));
  EXPECT_EQ(given_until(*store, 2).value(), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(given_until(*memory_store(), 9).value(), std::vector<std::uint64_t>{});
}

TEST(EachEvent, SaysWhereAnEntryIsNone) {
  const auto store = filled();
  ASSERT_TRUE(store->append(std::vector<std::string>{"{}"}, store->head().value()));
  EXPECT_EQ(given_until(*store, 3).value(), (std::vector<std::uint64_t>{1, 2, 3}));
  EXPECT_EQ(given_until(*store, 9).error().code, Errc::invalid_input);
}

TEST(LedgerImport, FindsEveryByteThatWasChanged) {
  const auto store = filled();
  const std::string text = exported(*store);
  const auto other = memory_store();
  for (std::size_t k = 0; k < text.size(); ++k)
    for (const unsigned bit : {0U, 5U, 7U}) {
      std::string changed = text;
      changed[k] = static_cast<char>(static_cast<unsigned char>(changed[k]) ^ (1U << bit));
      EXPECT_FALSE(import_ledger(changed, "l.jsonl", *other)) << k << " " << bit;
    }
  EXPECT_EQ(other->head().value(), Head{});
}

TEST(LedgerImport, FindsWhatWasCutOffOrAdded) {
  const auto store = filled();
  const std::string text = exported(*store);
  const auto other = memory_store();
  for (std::size_t k = 0; k < text.size(); ++k)
    EXPECT_FALSE(import_ledger(text.substr(0, k), "l.jsonl", *other)) << k;
  EXPECT_FALSE(import_ledger(text + "\n", "l.jsonl", *other));
  EXPECT_FALSE(import_ledger(text + text, "l.jsonl", *other));
  EXPECT_EQ(other->head().value(), Head{});
}

TEST(LedgerImport, NamesTheLine) {
  const auto store = filled();
  const auto other = memory_store();
  const auto line_of = [&](const std::string& text) {
    const auto read = import_ledger(text, "l.jsonl", *other);
    return read ? 0 : read.error().details.at(0).at.line;
  };
  EXPECT_EQ(line_of(with(exported(*store), "at last", "at once")), 4);
  EXPECT_EQ(line_of(with(exported(*store), "\"seq\":2", "\"seq\":3")), 3);
  EXPECT_EQ(line_of("{}\n"), 1);
  const std::string text = exported(*store);
  EXPECT_EQ(line_of(text.substr(0, text.rfind("{\"head"))), 5);
}

TEST(LedgerImport, LooksAtSignatures) {
  const auto store = filled();
  const KeyPair keys = make_keys().value();
  const auto entries = store->read(0, 9).value();
  Event contest = event(EventKind::contested, "2027-02-02", "south", "A1");
  contest.to = 3;
  contest = sign(contest, {"", entries[1].hash, entries[2].hash}, keys.secret).value();
  const Head before = store->head().value();
  ASSERT_TRUE(store->append(std::vector<std::string>{body_of(contest)}, before));
  EXPECT_TRUE(import_ledger(exported(*store), "l.jsonl", *memory_store()));
  const auto forged = filled();
  contest.says = "and more";
  ASSERT_TRUE(forged->append(std::vector<std::string>{body_of(contest)}, before));
  const auto refused = import_ledger(exported(*forged), "l.jsonl", *memory_store());
  ASSERT_EQ(rules_of(refused), "bad-signature");
  EXPECT_EQ(refused.error().details[0].at.line, 5);
  EXPECT_NE(refused.error().details[0].message.find("entry 4"), std::string::npos);
}

TEST(LedgerImport, RefusesARecordThatBreaksARule) {
  auto store = memory_store();
  ASSERT_TRUE(store->append(
      std::vector<std::string>{body_of(opened("2027-01-01")), body_of(opened("2027-01-02"))},
      Head{}));
  const auto other = memory_store();
  EXPECT_EQ(rules_of(import_ledger(exported(*store), "l.jsonl", *other)),
            "opened-twice not-signed");
}

/// A store that says what it is told to.
class Told : public Store {
 public:
  Result<Head> head() override { return head_answer; }
  Result<Head> append(std::span<const std::string> /*bodies*/, const Head& /*last*/) override {
    return append_answer;
  }
  Result<std::vector<Entry>> read(std::uint64_t /*after*/, std::size_t /*most*/) override {
    return tl::unexpected(unwell);
  }
  Result<Head> backup(const std::string& /*path*/) override { return tl::unexpected(unwell); }

  Error unwell{Errc::io, "the disk can't be read"};
  Result<Head> head_answer = Head{};
  Result<Head> append_answer = Head{};
};

TEST(LedgerExport, OfAStoreThatCannotBeReadIsAnError) {
  Told store;
  EXPECT_EQ(export_ledger(store, [](std::string_view) { return true; }).error().code, Errc::io);
  EXPECT_EQ(examine(store).error().code, Errc::io);
  EXPECT_EQ(given_until(store, 9).error().code, Errc::io);
}

TEST(LedgerExport, IsWrittenInPiecesAndStopsWhereOneCannotBe) {
  auto store = memory_store();
  Event long_one = event(EventKind::incident, "2027-02-01", "north", "A1");
  long_one.says = std::string(300'000, 'x');
  std::vector<std::string> bodies(9, body_of(long_one));
  bodies.resize(5'000, "{}");  // more than are read at once, and no events
  ASSERT_TRUE(store->append(bodies, Head{}));
  std::size_t pieces = 0;
  const auto head = export_ledger(*store, [&](std::string_view) { return ++pieces > 0; });
  EXPECT_EQ(head.value(), store->head().value());
  EXPECT_EQ(pieces, 3U) << "of a mebibyte each";
  for (std::size_t left = 0; left < pieces; ++left) {
    std::size_t written = 0;
    EXPECT_FALSE(export_ledger(*store, [&](std::string_view) { return written++ < left; }));
  }
}

TEST(LedgerExport, WhoseLastLineFillsAPieceHasNothingAfterIt) {
  constexpr std::size_t kPiece = std::size_t{1} << 20U;
  const auto of_length = [](std::size_t length) {
    auto store = memory_store();
    Event one = opened("2027-01-01");
    one.says = std::string(length, 'x');
    EXPECT_TRUE(store->append(std::vector<std::string>{body_of(one)}, Head{}));
    return store;
  };
  const std::size_t rest = exported(*of_length(1)).size() - 1;
  const auto store = of_length(kPiece - rest);
  std::vector<std::size_t> pieces;
  EXPECT_TRUE(export_ledger(*store, [&](std::string_view piece) {
    pieces.push_back(piece.size());
    return true;
  }));
  EXPECT_EQ(pieces, (std::vector<std::size_t>{kPiece}));
}

TEST(LedgerImport, IntoAStoreThatFailsIsAnError) {
  const std::string text = exported(*filled());
  Told store;
  store.head_answer = tl::unexpected(store.unwell);
  EXPECT_EQ(import_ledger(text, "l.jsonl", store).error().code, Errc::io);
  store.head_answer = Head{};
  EXPECT_EQ(import_ledger(text, "l.jsonl", store).error().code, Errc::internal);
  store.append_answer = tl::unexpected(store.unwell);
  EXPECT_EQ(import_ledger(text, "l.jsonl", store).error().code, Errc::io);
}

TEST(LedgerImport, RefusesWhatHasNoEntriesOrNoEvents) {
  const auto other = memory_store();
  const std::string first = "{\"tandem-ledger\":1,\"name\":\"test-ledger\"}\n";
  EXPECT_EQ(rules_of(import_ledger(first + "{\"head\":\"" + receipt(Head{}) + "\"}\n", "l.jsonl",
                                   *other)),
            "no-ledger");
  auto store = memory_store();
  ASSERT_TRUE(store->append(std::vector<std::string>{"{}"}, Head{}));
  EXPECT_EQ(rules_of(import_ledger(exported(*store), "l.jsonl", *other)), "canonical-body");
}

class LedgerSheet : public testing::Test {
 protected:
  LedgerSheet() {
    EXPECT_TRUE(record_.apply(opened("2027-01-01")));
    EXPECT_TRUE(record_.apply(signed_text("2027-01-01", small_text())));
  }
  Result<std::vector<Event>> read(std::string_view text) {
    return events_of_sheet(text, "q1.csv", second("2027-04-02T08:00:00Z"), record_);
  }
  Projection record_;
};

TEST_F(LedgerSheet, BecomesEvents) {
  const auto events = read(
      "event,obligation,on,by,says,source,url\n"
      "started,A1,2027-01-15,north,,,\n"
      "50%,A1,2027-02-01,north,\"half, as the board saw\",Report 1,https://example.org/1\n"
      "done,A1,2027-03-01,north,,,https://example.org/2\n"
      "met,A1,2027-03-02,board,,,\n"
      "suspended,,2027-03-03,south,,,\n");
  ASSERT_TRUE(events.has_value()) << rules_of(events);
  ASSERT_EQ(events->size(), 5U);
  EXPECT_EQ(events->at(0).kind, EventKind::started);
  EXPECT_EQ(events->at(1).share, 0.5);
  EXPECT_EQ(events->at(1).says, "half, as the board saw");
  EXPECT_EQ(events->at(1).sources,
            (std::vector<Source>{{"Report 1", "https://example.org/1", ""}}));
  EXPECT_EQ(events->at(2).kind, EventKind::reported);
  EXPECT_EQ(events->at(2).share, 1);
  EXPECT_EQ(events->at(2).sources.at(0).title, "https://example.org/2");
  EXPECT_EQ(events->at(3).kind, EventKind::verified);
  EXPECT_EQ(events->at(3).finding, Finding::met);
  EXPECT_EQ(events->at(3).at, second("2027-04-02T08:00:00Z"));
  EXPECT_EQ(events->at(4).of, "");
  EXPECT_EQ(record_.entries(), 2U);
  for (const Event& one : *events) EXPECT_TRUE(record_.apply(one));
}

TEST_F(LedgerSheet, FindsWhatARowAnswers) {
  const auto events = read(
      "obligation,event,on,by,says\n"
      "A1,done,2027-02-01,north,\n"
      "A1,verified:unknown,2027-02-02,board,\n"
      "A1,contested,2027-02-03,south,\n"
      "A1,dispute:raised,2027-02-04,south,\n"
      "A1,dispute:referred,2027-02-05,south,\n"
      "A1,dispute:settled,2027-02-09,board,\n"
      ",administration,2027-03-01,north,A new one\n");
  ASSERT_TRUE(events.has_value()) << rules_of(events);
  ASSERT_EQ(events->size(), 7U);
  EXPECT_EQ(events->at(2).to, 4U) << "the finding, which is entry 4";
  EXPECT_EQ(events->at(3).to, 0U);
  EXPECT_EQ(events->at(4).to, 6U);
  EXPECT_EQ(events->at(5).to, 6U);
  EXPECT_EQ(rules_of(read("obligation,event,on,by\nA1,dispute:settled,2027-02-09,board\n")),
            "no-dispute");
}

TEST_F(LedgerSheet, TellsAllItsMistakesWithTheirLines) {
  const auto events = read(
      "obligation,event,on,by\n"
      "A1,doen,2027-02-01,north\n"
      "A1,done,1 February,north\n"
      "A2,done,2027-02-01,north\n"
      "A1,101%,2027-02-01,north\n"
      "A1,met,2027-02-01,north\n"
      "A1,done,2027-02-01,north,extra\n");
  ASSERT_FALSE(events.has_value());
  EXPECT_EQ(rules_of(events),
            "unknown-event bad-date unknown-obligation unknown-event own-verifier too-many-cells");
  const auto& found = events.error().details;
  int line = 2;
  for (const Diagnostic& one : found) EXPECT_EQ(one.at.line, line++);
  EXPECT_EQ(found.at(0).repair, "did you mean 'done'?");
  EXPECT_EQ(record_.entries(), 2U);
}

TEST_F(LedgerSheet, ContestsWhatIsNotThereInWords) {
  EXPECT_EQ(rules_of(read("obligation,event,on,by\nA1,contested,2027-02-03,south\n")),
            "missing-field");
  EXPECT_EQ(rules_of(read("obligation,event,on,by\nA9,contested,2027-02-03,south\n")),
            "missing-field");
}

TEST_F(LedgerSheet, GoesOnWithTheDisputeThatIsOpenAndAboutTheSame) {
  const auto events = read(
      "obligation,event,on,by\n"
      "A1,dispute:raised,2027-02-01,south\n"
      "A1,dispute:settled,2027-02-02,south\n"
      "B1,dispute:raised,2027-02-03,north\n"
      "A1,dispute:raised,2027-02-04,south\n"
      "A1,dispute:referred,2027-02-05,south\n");
  ASSERT_TRUE(events) << rules_of(events);
  EXPECT_EQ(events->back().to, 6U) << "not the one that is closed, nor that about B1";
}

TEST_F(LedgerSheet, SaysWhatToDoWithARowOfOneThatSigns) {
  const KeyPair keys = make_keys().value();
  Event one = event(EventKind::reported, "2027-02-01", "north", "A1");
  ASSERT_TRUE(record_.apply(sign(one, {.ledger = "test-ledger"}, keys.secret).value()));
  const auto refused = read("obligation,event,on,by\nA1,done,2027-02-09,north\n");
  EXPECT_EQ(rules_of(refused), "unsigned");
  EXPECT_NE(refused.error().details.at(0).repair.find("leave the row out"), std::string::npos);
}

TEST_F(LedgerSheet, ReadsSharesAndRowsThatAreCutShort) {
  EXPECT_EQ(rules_of(read("obligation,event,on,by\nA1,0%,2027-02-01,north\nA1,x%,2027-02-01,north\n"
                          "A1,dispute,2027-02-01,north\n")),
            "unknown-event unknown-event unknown-event");
  const auto events = read("obligation,event,on,by,says,source\nA1,done,2027-02-01,north\n");
  ASSERT_TRUE(events) << rules_of(events);
  EXPECT_EQ(events->front().says, "");
  EXPECT_EQ(rules_of(read("obligation,event,on,by\nA1,done,2027-02-01,the north\n")), "bad-name");
}

TEST_F(LedgerSheet, SaysWhichColumnsItLacksAndDoesNotKnow) {
  EXPECT_EQ(rules_of(read("obligation,event,on,form,event\n")),
            "missing-column unknown-column column-twice");
  EXPECT_EQ(rules_of(read("")), "no-rows");
  EXPECT_TRUE(read("obligation,event,on,by\n")->empty());
}

}  // namespace
}  // namespace tandem::ledger
