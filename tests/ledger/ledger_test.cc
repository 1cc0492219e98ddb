#include "tandem/ledger/ledger.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tandem/ledger/keys.h"
#include "tandem/ledger/said_already.h"
#include "tandem/ledger/verify.h"
#include "tests/ledger/events.h"
#include "tests/support/scratch_folder.h"

namespace tandem::ledger {
namespace {

/// A memory store that others see too, and that can be made to fail.
class SharedStore : public Store {
 public:
  explicit SharedStore(Store& shared) : shared_(shared) {}

  Result<Head> head() override { return shared_.head(); }
  Result<Head> append(std::span<const std::string> bodies, const Head& last) override {
    ++appends;
    if (before_append) std::exchange(before_append, {})();
    if (fails) return tl::unexpected(Error{Errc::io, "the disk is full"});
    auto made = shared_.append(bodies, last);
    if (made && fails_after) return tl::unexpected(Error{Errc::io, "the line went dead"});
    return made;
  }
  Result<std::vector<Entry>> read(std::uint64_t after, std::size_t most) override {
    if (unreadable) return tl::unexpected(Error{Errc::io, "the disk can't be read"});
    return shared_.read(after, most);
  }
  Result<Head> backup(const std::string& path) override { return shared_.backup(path); }

  std::function<void()> before_append;
  bool fails = false;
  bool fails_after = false;
  bool unreadable = false;
  std::atomic<int> appends = 0;

 private:
  Store& shared_;
};

class LedgerTest : public testing::Test {
 protected:
  LedgerTest() : kept_(memory_store()) {
    auto store = std::make_unique<SharedStore>(*kept_);
    store_ = store.get();
    ledger_ = Ledger::open(std::move(store)).value();
  }
  void begin() {
    ASSERT_TRUE(ledger_->record(opened("2027-01-01")));
    ASSERT_TRUE(ledger_->record(signed_text("2027-01-01", small_text())));
  }
  [[nodiscard]] Event report(std::string_view on = "2027-02-01") const {
    return event(EventKind::reported, on, "north", "A1");
  }
  [[nodiscard]] std::unique_ptr<Ledger> another() const {
    return Ledger::open(std::make_unique<SharedStore>(*kept_)).value();
  }
  [[nodiscard]] std::vector<Entry> entries() const { return kept_->read(0, 10000).value(); }

  std::unique_ptr<Store> kept_;
  SharedStore* store_ = nullptr;
  std::unique_ptr<Ledger> ledger_;
};

TEST_F(LedgerTest, RecordsAllOfSeveralOrNone) {
  begin();
  const Head before = ledger_->head();
  const std::vector<Event> good{report("2027-02-01"), report("2027-02-02")};
  std::vector<Event> bad = good;
  bad.back().of = "A9";
  const auto known = [&] {
    return ledger_->state({ledger_->last_at(), date("2027-03-01")}).entries;
  };
  EXPECT_EQ(rules_of(ledger_->record_all(bad)), "unknown-obligation");
  EXPECT_EQ(known(), 2U) << "nor is the good one before it";
  store_->fails = true;
  EXPECT_EQ(ledger_->record_all(good).error().code, Errc::io);
  EXPECT_EQ(known(), 2U);
  store_->fails = false;
  ASSERT_TRUE(another()->record(report()));
  EXPECT_EQ(ledger_->record_all(good).error().code, Errc::conflict);
  EXPECT_EQ(ledger_->head(), before) << "nothing of the three is kept";
  ASSERT_TRUE(ledger_->catch_up());
  store_->appends = 0;
  const auto head = ledger_->record_all(good);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->seq, 5U);
  EXPECT_EQ(store_->appends, 1);
  EXPECT_EQ(another()->head(), *head);
}

TEST_F(LedgerTest, RecordsAndGivesTheHead) {
  begin();
  EXPECT_EQ(ledger_->name(), "test-ledger");
  const auto head = ledger_->record(report());
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->seq, 3U);
  EXPECT_EQ(*head, ledger_->head());
  EXPECT_EQ(*head, kept_->head().value());
  EXPECT_EQ(event_of(entries().at(2).body).value(), report());
  EXPECT_EQ(
      ledger_->state({second("2027-02-01T12:00:00Z"), date("2027-02-01")}).find("A1")->reported,
      Reported::done);
  EXPECT_EQ(ledger_->last_at(), second("2027-02-01T12:00:00Z"));
}

TEST_F(LedgerTest, RefusesAndAppendsNothing) {
  begin();
  const Head before = ledger_->head();
  const auto refused = ledger_->record(event(EventKind::reported, "2027-02-01", "nort", "A1"));
  EXPECT_EQ(rules_of(refused), "unknown-actor");
  EXPECT_EQ(rules_of(ledger_->record(event(EventKind::verified, "2027-02-01", "north", "A1"))),
            "missing-field");
  EXPECT_EQ(kept_->head().value(), before);
  EXPECT_EQ(rules_of(ledger_->refusals(event(EventKind::reported, "2027-02-01", "nort", "A1"))),
            "unknown-actor");
  EXPECT_TRUE(ledger_->refusals(report()).empty());
  EXPECT_EQ(ledger_->head(), before);
  EXPECT_TRUE(ledger_->record(report()));
}

TEST_F(LedgerTest, OpensAsItWasLeft) {
  begin();
  ASSERT_TRUE(ledger_->record(report()));
  const auto again = another();
  EXPECT_EQ(again->head(), ledger_->head());
  EXPECT_EQ(again->name(), "test-ledger");
  EXPECT_EQ(again->record(report("2027-01-02")).error().details.at(0).rule, "clock-back");
}

TEST_F(LedgerTest, RefusesWhoseHeadIsNotTheLast) {
  begin();
  const Head head = ledger_->head();
  ASSERT_TRUE(ledger_->record(report(), &head));
  const auto late = ledger_->record(report(), &head);
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().code, Errc::conflict);
  const Head newest = ledger_->head();
  EXPECT_TRUE(ledger_->record(report(), &newest));
}

TEST_F(LedgerTest, RefusesSeveralWhoseHeadIsNotTheLast) {
  begin();
  const Head head = ledger_->head();
  const std::vector<Event> two{report("2027-02-01"), report("2027-02-02")};
  EXPECT_EQ(ledger_->record_all(two, &head)->seq, 4U);
  EXPECT_EQ(ledger_->record_all(two, &head).error().code, Errc::conflict);
  EXPECT_EQ(ledger_->head().seq, 4U) << "nothing of the two is kept";
  const Head newest = ledger_->head();
  EXPECT_EQ(ledger_->record_all(std::span(two).last(1), &newest)->seq, 5U);
}

TEST_F(LedgerTest, CannotTellWhatIsThereWhereItCannotBeRead) {
  begin();
  ASSERT_TRUE(ledger_->record(report()));
  store_->unreadable = true;
  EXPECT_EQ(said_already(*ledger_, std::vector{report()}).error().code, Errc::io);
}

TEST(StillToCome, IsWhatIsRecordedMoreThanAMinuteAheadButInAnExercise) {
  const Second now = second("2027-01-01T12:00:00Z");
  const Second last = second("2026-12-31T00:00:00Z");
  EXPECT_FALSE(still_to_come(second("2027-01-01T12:01:00Z"), now, last));
  EXPECT_EQ(still_to_come(second("2027-01-01T12:01:01Z"), now, last)->rule, "clock-ahead");
  EXPECT_FALSE(still_to_come(last, now, last));
  EXPECT_EQ(
      still_to_come(second("2028-01-01T00:00:00Z"), now, second("2027-01-01T12:01:00Z"))->rule,
      "clock-ahead");
  EXPECT_FALSE(still_to_come(second("2028-01-01T00:00:00Z"), now, second("2027-01-01T12:01:01Z")));
}

TEST_F(LedgerTest, FollowsAnotherMachineAndTriesAgain) {
  begin();
  const auto other = another();
  store_->before_append = [&] { ASSERT_TRUE(other->record(report("2027-01-20"))); };
  const auto head = ledger_->record(report());
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->seq, 4U);
  EXPECT_EQ(store_->appends, 4);
  EXPECT_EQ(other->catch_up().value(), *head);
}

TEST_F(LedgerTest, HoldsWhatItTriesAgainToWhatTheOtherHasRecorded) {
  begin();
  const Head head = ledger_->head();
  const auto other = another();
  const auto meanwhile = [&](const Event& one) {
    store_->before_append = [&other, one] { ASSERT_TRUE(other->record(one)); };
  };
  meanwhile(report("2027-01-20"));
  EXPECT_EQ(ledger_->record(report(), &head).error().code, Errc::conflict);
  meanwhile(event(EventKind::acceded, "2027-01-21", "east"));
  EXPECT_EQ(rules_of(ledger_->record(event(EventKind::acceded, "2027-01-21", "east"))),
            "already-party");
  EXPECT_EQ(ledger_->head().seq, 4U);
}

TEST_F(LedgerTest, GivesUpWhereOthersAreAlwaysQuicker) {
  begin();
  const auto other = another();
  std::function<void()> always = [&] {
    ASSERT_TRUE(other->record(report()));
    store_->before_append = always;
  };
  store_->before_append = always;
  const auto lost = ledger_->record(report());
  ASSERT_FALSE(lost.has_value());
  EXPECT_EQ(lost.error().code, Errc::conflict);
}

TEST_F(LedgerTest, SaysWhatItCouldNotWriteAndGoesOn) {
  begin();
  const Head before = ledger_->head();
  store_->fails = true;
  const auto failed = ledger_->record(report());
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().code, Errc::io);
  EXPECT_EQ(ledger_->head(), before);
  store_->fails = false;
  EXPECT_EQ(ledger_->record(report())->seq, 3U);
}

TEST_F(LedgerTest, FindsOutWhatWasWrittenThoughTheStoreFailed) {
  begin();
  store_->fails_after = true;
  EXPECT_EQ(ledger_->record(report()).error().code, Errc::io);
  EXPECT_EQ(ledger_->head().seq, 2U);
  EXPECT_EQ(ledger_->catch_up()->seq, 3U);
  store_->fails_after = false;
  EXPECT_EQ(ledger_->record(report())->seq, 4U);
  store_->unreadable = true;
  EXPECT_EQ(ledger_->catch_up().error().code, Errc::io);
  EXPECT_EQ(ledger_->read(0, 1).error().code, Errc::io);
}

TEST_F(LedgerTest, SaysWhatItCouldNotFollow) {
  begin();
  const auto other = another();
  store_->before_append = [&] {
    ASSERT_TRUE(other->record(report("2027-01-20")));
    store_->unreadable = true;
  };
  EXPECT_EQ(ledger_->record(report()).error().code, Errc::io);
}

TEST_F(LedgerTest, LetsAClockLagForAMinuteThoughTheEventIsSigned) {
  begin();
  ASSERT_TRUE(ledger_->record(report()));
  Event lagging = report();
  lagging.at -= std::chrono::seconds{60};
  ASSERT_TRUE(ledger_->record(lagging));
  EXPECT_EQ(event_of(entries().at(3).body)->at, report().at);
  lagging.at -= std::chrono::seconds{1};
  EXPECT_EQ(rules_of(ledger_->record(lagging)), "clock-back");
  // When it is recorded is no part of what is signed.
  const KeyPair keys = make_keys().value();
  lagging.at = report().at - std::chrono::seconds{1};
  ASSERT_TRUE(ledger_->record(sign(lagging, ledger_->binding(lagging), keys.secret).value()));
  EXPECT_EQ(event_of(entries().at(4).body)->at, report().at);
  EXPECT_TRUE(examine(*kept_).value().good());
}

/// The ledger has its name only with the first of the two.
TEST_F(LedgerTest, TakesWhatIsSignedForTheLedgerThatIsOpenedWithIt) {
  const KeyPair keys = make_keys().value();
  const std::vector<Event> both{
      opened("2027-01-01"),
      sign(signed_text("2027-01-01", small_text()), {"test-ledger"}, keys.secret).value()};
  ASSERT_TRUE(ledger_->record_all(both));
  EXPECT_EQ(entries().at(1).body, body_of(both[1]));
  EXPECT_TRUE(examine(*kept_).value().good());
}

TEST_F(LedgerTest, TakesOnlyGoodSignatures) {
  const KeyPair keys = make_keys().value();
  ASSERT_TRUE(ledger_->record(sign(opened("2027-01-01"), {"test-ledger"}, keys.secret).value()));
  Event text = signed_text("2027-01-01", small_text());
  text.by = "north";
  ASSERT_TRUE(ledger_->record(text));
  const Binding binding = ledger_->binding(report());
  const Event once = sign(report(), binding, keys.secret).value();
  EXPECT_TRUE(ledger_->record(once));
  Event again = once;
  again.at += std::chrono::hours{1};
  EXPECT_EQ(rules_of(ledger_->record(again)), "said-already");
  Event forged = sign(report(), binding, keys.secret).value();
  forged.says = "more";
  EXPECT_EQ(rules_of(ledger_->record(forged)), "bad-signature");
  EXPECT_EQ(rules_of(ledger_->record(sign(report(), {"test-ledger"}, keys.secret).value())),
            "bad-signature")
      << "the name of a ledger is free";
}

/// A ledger of that text, and perhaps of an amendment of it by north.
std::unique_ptr<Ledger> kept_of(const std::string& text, const std::string& amended = {}) {
  auto made = Ledger::open(memory_store()).value();
  std::vector<Event> events{opened("2027-01-01"), signed_text("2027-01-01", text)};
  Event amendment = event(EventKind::amended, "2027-01-02", "north");
  amendment.text = amended;
  if (!amended.empty()) events.push_back(amendment);
  EXPECT_TRUE(made->record_all(events));
  return made;
}

TEST(LedgerSignature, IsForTheTextThatWasSigned) {
  const KeyPair keys = make_keys().value();
  const auto one = kept_of(small_text());
  const auto other = kept_of(with(small_text(), "South sends grain", "South cedes the island"));
  const Event report = event(EventKind::started, "2027-02-01", "south", "B1");
  const Event said = sign(report, one->binding(report), keys.secret).value();
  const auto refused = other->record(said);
  EXPECT_EQ(rules_of(refused), "bad-signature");
  EXPECT_EQ(refused.error().details.at(0).at.file, "signature");
  EXPECT_EQ(rules_of(other->refusals(said)), "bad-signature");
  EXPECT_TRUE(one->refusals(said).empty());
  EXPECT_TRUE(one->record(said));
}

TEST(LedgerSignature, IsForTheEntryThatItAnswers) {
  const KeyPair keys = make_keys().value();
  const auto one = kept_of(small_text(), with(small_text(), "by A1 + 31d", "by A1 + 32d"));
  const auto other = kept_of(small_text(), with(small_text(), "by A1 + 31d", "by A1"));
  Event consent = event(EventKind::consented, "2027-01-03", "south");
  consent.to = 3;
  const Event said = sign(consent, one->binding(consent), keys.secret).value();
  const auto refused = other->record(said);
  EXPECT_EQ(rules_of(refused), "bad-signature");
  EXPECT_NE(refused.error().details.at(0).message.find("entry 3"), std::string::npos);
  EXPECT_TRUE(one->record(said));
}

TEST(LedgerSignature, OfAnAnswerToNothingIsNotWhatIsWrong) {
  const KeyPair keys = make_keys().value();
  const auto ledger = kept_of(small_text());
  Event consent = event(EventKind::consented, "2027-01-03", "south");
  consent.to = 9;
  const Event said = sign(consent, ledger->binding(consent), keys.secret).value();
  EXPECT_EQ(rules_of(ledger->record(said)).find("no-such-entry"), 0U);
}

/// What was refused, or could not be appended, is answered by nobody.
TEST_F(LedgerTest, BindsAnswersToTheEntriesThatItHas) {
  begin();
  Event amended = event(EventKind::amended, "2027-01-02", "north");
  amended.text = with(small_text(), "by A1 + 31d", "by A1");
  Event bad = report();
  bad.of = "A9";
  EXPECT_FALSE(ledger_->record_all(std::vector{amended, bad}));
  store_->fails = true;
  EXPECT_FALSE(ledger_->record_all(std::vector{amended}));
  EXPECT_FALSE(ledger_->record(amended));
  store_->fails = false;
  Event consent = event(EventKind::consented, "2027-01-03", "south");
  consent.to = 3;
  EXPECT_EQ(ledger_->binding(consent).answered, std::nullopt);
  amended.text = with(small_text(), "by A1 + 31d", "by A1 + 32d");
  store_->before_append = [&] { ASSERT_TRUE(another()->record(amended)); };
  EXPECT_FALSE(ledger_->record(amended));
  const Binding binding = ledger_->binding(consent);
  EXPECT_EQ(binding, (Binding{"", entries().at(1).hash, entries().at(2).hash}));
  const KeyPair keys = make_keys().value();
  EXPECT_TRUE(ledger_->record(sign(consent, binding, keys.secret).value()));
  EXPECT_TRUE(examine(*kept_).value().good());
}

TEST_F(LedgerTest, DoesNotOpenWhatIsNotLinkedOrNoRecord) {
  begin();
  struct Broken : SharedStore {
    Broken(Store& shared, std::function<void(std::vector<Entry>&)> change)
        : SharedStore(shared), change_(std::move(change)) {}
    Result<std::vector<Entry>> read(std::uint64_t after, std::size_t most) override {
      auto entries = SharedStore::read(after, most);
      change_(*entries);
      return entries;
    }
    std::function<void(std::vector<Entry>&)> change_;
  };
  const auto open = [&](std::function<void(std::vector<Entry>&)> change) {
    const auto opened = Ledger::open(std::make_unique<Broken>(*kept_, std::move(change)));
    return opened ? std::string{} : rules_of(opened.error().details);
  };
  EXPECT_EQ(open([](auto&) {}), "");
  EXPECT_EQ(open([](auto& entries) { entries[1].body[40] ^= 1; }), "chain");
  EXPECT_EQ(open([](auto& entries) { entries.erase(entries.begin()); }), "chain");
  EXPECT_EQ(open([](auto& entries) { entries[0].hash[0] ^= 1; }), "chain");
  EXPECT_EQ(open([](auto& entries) {
              entries[1].body += ' ';
              entries[1].hash = link(entries[0].hash, 2, entries[1].body);
            }),
            "canonical-body");
  EXPECT_EQ(open([](auto& entries) {
              entries[1].body = entries[0].body;
              entries[1].hash = link(entries[0].hash, 2, entries[1].body);
            }),
            "opened-twice not-signed");
}

TEST_F(LedgerTest, TakesBackEvenItsOpeningWhereAllIsRefused) {
  Event bad = report();
  bad.of = "A9";
  const std::vector<Event> all{opened("2027-01-01"), signed_text("2027-01-01", small_text()), bad};
  EXPECT_EQ(rules_of(ledger_->record_all(all)), "unknown-obligation");
  EXPECT_EQ(ledger_->name(), "");
  EXPECT_EQ(ledger_->head(), Head{});
  EXPECT_EQ(rules_of(ledger_->record(report())), "not-opened");
  begin();
  EXPECT_EQ(ledger_->name(), "test-ledger");
  EXPECT_EQ(ledger_->record(report())->seq, 3U);
}

TEST_F(LedgerTest, RecordsNothingOfNothing) {
  begin();
  store_->appends = 0;
  EXPECT_EQ(ledger_->record_all({}).value(), ledger_->head());
  EXPECT_EQ(store_->appends, 0);
}

TEST_F(LedgerTest, SaysNothingOfAnEventThatIsWrongByItself) {
  begin();
  Event nobody = report();
  nobody.by.clear();
  EXPECT_EQ(rules_of(ledger_->refusals(nobody)), rules_of(mistakes_in(nobody)));
}

TEST_F(LedgerTest, ReadsASheetForItsRecordAndIsCopied) {
  begin();
  const Second now = second("2027-02-02T12:00:00Z");
  const auto events = ledger_->read_sheet(
      "obligation,event,on,by,says\nA1,reported,2027-02-01,north,open\n", "q.csv", now);
  ASSERT_TRUE(events) << events.error().what;
  ASSERT_TRUE(ledger_->record_all(*events));
  EXPECT_EQ(ledger_->head().seq, 3U);
  const test::ScratchFolder folder;
  EXPECT_EQ(ledger_->backup(folder.path("copy")).value(), ledger_->head());
  const auto copy = Ledger::open(sqlite_store(folder.path("copy"), Opening::existing).value());
  EXPECT_EQ((*copy)->head(), ledger_->head());
}

TEST_F(LedgerTest, ReadsMoreThanAtOnce) {
  begin();
  const std::vector<Event> many(5000, report());
  ASSERT_TRUE(ledger_->record_all(many));
  EXPECT_EQ(another()->head(), ledger_->head());
  EXPECT_TRUE(examine(*kept_).value().good());
  EXPECT_EQ(examine(*kept_)->head, ledger_->head());
}

TEST_F(LedgerTest, OfManyThreadsEachGetsItsOwnNumberAndManyShareAWrite) {
  begin();
  constexpr std::size_t kThreads = 8;
  constexpr int kEach = 40;
  store_->appends = 0;
  std::vector<std::set<std::uint64_t>> numbers(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t k = 0; k < kThreads; ++k)
    threads.emplace_back([&, k] {
      for (int n = 0; n < kEach; ++n) {
        Event one = report();
        one.says = std::to_string(k) + " " + std::to_string(n);
        if (n % 10 == 9) one.by = "nobody";
        if (const auto head = ledger_->record(one)) numbers[k].insert(head->seq);
        static_cast<void>(ledger_->state({second("2027-03-01T00:00:00Z"), date("2027-03-01")}));
      }
    });
  for (std::thread& one : threads) one.join();
  std::set<std::uint64_t> all;
  for (const auto& some : numbers) {
    EXPECT_EQ(some.size(), 36U);
    all.insert(some.begin(), some.end());
  }
  EXPECT_EQ(all.size(), 36U * kThreads);
  EXPECT_EQ(*all.begin(), 3U);
  EXPECT_EQ(*all.rbegin(), 2U + 36U * kThreads);
  EXPECT_LE(store_->appends, 36 * static_cast<int>(kThreads));
  // Each thread's own are in the order in which it recorded them.
  const auto kept = entries();
  for (std::size_t k = 0; k < kThreads; ++k) {
    int next = 0;
    for (const std::uint64_t seq : numbers[k]) {
      EXPECT_EQ(event_of(kept.at(seq - 1).body)->says,
                std::to_string(k) + " " + std::to_string(next));
      next += next % 10 == 8 ? 2 : 1;
    }
  }
}

TEST_F(LedgerTest, WritesTogetherWhatComesWhileItWrites) {
  begin();
  store_->appends = 0;
  std::vector<std::thread> threads;
  // While the first is being written, four others come.
  store_->before_append = [&] {
    for (int k = 0; k < 4; ++k)
      threads.emplace_back([&] { EXPECT_TRUE(ledger_->record(report())); });
    while (ledger_->waiting() < 5) std::this_thread::yield();
  };
  EXPECT_TRUE(ledger_->record(report()));
  for (std::thread& one : threads) one.join();
  EXPECT_EQ(ledger_->head().seq, 7U);
  EXPECT_EQ(store_->appends, 2);
}

}  // namespace
}  // namespace tandem::ledger
