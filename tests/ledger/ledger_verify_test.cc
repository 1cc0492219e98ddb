#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tandem/ledger/keys.h"
#include "tandem/ledger/store.h"
#include "tandem/ledger/verify.h"
#include "tests/ledger/events.h"

namespace tandem::ledger {
namespace {

/// Shows entries as a test has made them, whether or not they hang together.
class Shown : public Store {
 public:
  explicit Shown(std::vector<Entry> entries) : entries_(std::move(entries)) {}
  Result<Head> head() override { return Head{entries_.back().seq, entries_.back().hash}; }
  Result<Head> append(std::span<const std::string> /*bodies*/, const Head& /*last*/) override {
    return tl::unexpected(Error{Errc::io, "it can only be read"});
  }
  Result<std::vector<Entry>> read(std::uint64_t after, std::size_t most) override {
    std::vector<Entry> some;
    for (const Entry& entry : entries_)
      if (entry.seq > after && some.size() < most) some.push_back(entry);
    return some;
  }
  Result<Head> backup(const std::string& /*path*/) override {
    return tl::unexpected(Error{Errc::io, "it can only be read"});
  }
  Result<std::vector<std::string>> faults() override { return known_faults; }

  Result<std::vector<std::string>> known_faults;

 private:
  std::vector<Entry> entries_;
};

std::vector<Entry> linked(const std::vector<std::string>& bodies) {
  std::vector<Entry> entries;
  Hash before{};
  for (const std::string& body : bodies) {
    const std::uint64_t seq = entries.size() + 1;
    entries.push_back({seq, body, link(before, seq, body)});
    before = entries.back().hash;
  }
  return entries;
}

const KeyPair& keys() {
  static const KeyPair kKeys = make_keys().value();
  return kKeys;
}

std::vector<Event> events() {
  Event report = event(EventKind::reported, "2027-02-01", "north", "A1");
  const auto before =
      linked({body_of(opened("2027-01-01")), body_of(signed_text("2027-01-01", small_text()))});
  report = sign(std::move(report), {"", before[1].hash, {}}, keys().secret).value();
  Event found = event(EventKind::verified, "2027-02-02", "board", "A1");
  found.finding = Finding::met;
  return {opened("2027-01-01"), signed_text("2027-01-01", small_text()), report, found};
}

std::vector<std::string> bodies() {
  std::vector<std::string> all;
  for (const Event& event : events()) all.push_back(body_of(event));
  return all;
}

/// "3:chain 4:chain"
std::string found(std::vector<Entry> entries, const std::optional<Head>& receipt = {}) {
  Shown store(std::move(entries));
  std::string text;
  const auto examined = examine(store, receipt);
  for (const EntryFinding& one : examined->findings)
    text += (text.empty() ? "" : " ") + std::to_string(one.seq) + ":" + one.what.rule;
  return text;
}

TEST(LedgerExamination, OfAGoodRecordFindsNothing) {
  Shown store(linked(bodies()));
  const auto examined = examine(store);
  ASSERT_TRUE(examined.has_value());
  EXPECT_TRUE(examined->good());
  EXPECT_EQ(examined->head, store.head().value());
  EXPECT_EQ(examined->signed_entries, 1U);
}

TEST(LedgerExamination, NamesTheEntryWhoseLinkIsBroken) {
  auto entries = linked(bodies());
  entries[2].body[20] ^= 1;
  EXPECT_NE(found(entries).find("3:chain"), std::string::npos);
  entries = linked(bodies());
  entries[2].hash[5] ^= 1;
  EXPECT_EQ(found(entries), "3:chain 4:chain");
}

TEST(LedgerExamination, NamesWhatIsMissingOrTwice) {
  auto entries = linked(bodies());
  entries.erase(entries.begin() + 2);
  EXPECT_EQ(found(entries), "3:number 4:chain");
}

TEST(LedgerExamination, HoldsARewrittenRecordToItsReceipt) {
  const auto entries = linked(bodies());
  const Head receipt{3, entries[2].hash};
  EXPECT_EQ(found(entries, receipt), "");
  auto shorter = entries;
  shorter.resize(2);
  EXPECT_EQ(found(shorter, receipt), "0:truncated");
  auto others = bodies();
  others[2] = body_of(event(EventKind::reported, "2027-02-01", "north", "A1"));
  EXPECT_EQ(found(linked(others), receipt), "3:rewritten");
  EXPECT_EQ(found(linked(others)), "");
}

TEST(LedgerExamination, NamesBadSignaturesFormsAndRules) {
  auto some = events();
  some[2].says = "and more";
  some[3].by = "north";
  std::vector<std::string> texts;
  for (const Event& event : some) texts.push_back(body_of(event));
  texts.emplace_back("{}");
  EXPECT_EQ(found(linked(texts)), "3:bad-signature 4:unsigned 5:canonical-body");
}

/// Whoever keeps a ledger can link it anew, with other texts beneath what was signed.
TEST(LedgerExamination, FindsWhatIsSignedUnderAnotherTextOrAsAnAnswerToAnother) {
  Event amended = event(EventKind::amended, "2027-01-02", "north");
  amended.text = with(small_text(), "by A1 + 31d", "by A1 + 32d");
  std::vector<std::string> texts{body_of(opened("2027-01-01")),
                                 body_of(signed_text("2027-01-01", small_text())),
                                 body_of(amended)};
  const auto before = linked(texts);
  Event consent = event(EventKind::consented, "2027-01-03", "south");
  consent.to = 3;
  consent = sign(consent, {"", before[1].hash, before[2].hash}, keys().secret).value();
  texts.push_back(body_of(consent));
  EXPECT_EQ(found(linked(texts)), "");
  auto others = texts;
  amended.text = with(small_text(), "by A1 + 31d", "by A1");
  others[2] = body_of(amended);
  EXPECT_EQ(found(linked(others)), "4:bad-signature");
  others = texts;
  others[1] = body_of(signed_text("2027-01-01", with(small_text(), "sends grain", "sends oil")));
  EXPECT_EQ(found(linked(others)), "4:bad-signature");
  others = texts;
  consent.key = "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  others[3] = body_of(consent);
  EXPECT_EQ(found(linked(others)), "4:bad-key");
}

TEST(LedgerExamination, TellsWhatTheStoreKnowsOfItself) {
  Shown store(linked(bodies()));
  store.known_faults = std::vector<std::string>{"a page is in no list"};
  const auto examined = examine(store);
  ASSERT_EQ(examined->findings.size(), 1U);
  EXPECT_EQ(examined->findings[0].what.message, "a page is in no list");
  store.known_faults = tl::unexpected(Error{Errc::io, "the disk can't be read"});
  EXPECT_EQ(examine(store).error().code, Errc::io);
}

TEST(LedgerExamination, CountsWhatItDoesNotList) {
  auto some = bodies();
  while (some.size() < kMostFindings + 7) some.emplace_back("{}");
  Shown store(linked(some));
  const auto examined = examine(store);
  EXPECT_EQ(examined->findings.size(), kMostFindings);
  EXPECT_EQ(examined->left_out, 3U);
}

}  // namespace
}  // namespace tandem::ledger
