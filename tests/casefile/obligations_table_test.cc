#include "tandem/casefile/obligations_table.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "tandem/base/random.h"
#include "tandem/casefile/agreement_file.h"
#include "tests/casefile/border_case.h"

namespace tandem::casefile {
namespace {

using model::AgreementDraft;
using model::Number;
using model::ObligationDraft;
using model::Word;
using testing::HasSubstr;

/// Everything about an obligation but its places, in one line; worths and allowed findings in
/// alphabetical order, since columns have an order of their own.
class Fingerprint {
 public:
  explicit Fingerprint(const ObligationDraft& o) {
    words({o.id,         o.title,      o.text,      o.article, o.phase,       o.kind,
           o.unit,       o.legal_form, o.trigger,   o.takes,   o.group,       o.tolerance,
           o.cure,       o.decided_by, o.financing, o.tlp,     o.compartment, o.measure,
           o.provenance, o.note,       o.started,   o.done,    o.verified,    o.outcome});
    for (const auto* list :
         {&o.actors, &o.counterparts, &o.waits_for, &o.exchanged_for, &o.sources}) {
      text_ += '/';
      for (const Word& word : *list) words({word});
    }
    for (const auto* n : {&o.quantity, &o.share}) {
      text_ += *n ? "some" : "none";
      if (*n) add(**n);
    }
    add(o.reversibility);
    text_ += o.off_text ? "off" : "on";
    worths(o.worth);
    allowed(o.allow);
    text_ += o.verification ? "verified:" : "unverified";
    if (const auto& v = o.verification)
      words({v->means, v->operated_by, v->approval, v->fallback, v->disclosure, v->takes});
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void words(std::initializer_list<Word> each) {
    for (const Word& word : each) text_ += word.text + "|";
  }
  void add(const Number& n) {
    text_ += testing::PrintToString(std::tuple(n.low, n.mode, n.high, n.ranged)) +
             n.provenance.text + "|";
  }
  void worths(std::vector<model::WorthDraft> entries) {
    std::ranges::sort(entries, {}, [](const auto& entry) { return entry.party.text; });
    for (const auto& entry : entries) {
      words({entry.party});
      add(entry.points);
    }
  }
  void allowed(std::vector<model::AllowDraft> entries) {
    std::ranges::sort(entries, {}, [](const auto& entry) { return entry.rule.text; });
    for (const auto& entry : entries) words({entry.rule, entry.reason});
  }

  std::string text_;
};

void expect_same(const std::vector<ObligationDraft>& a, const std::vector<ObligationDraft>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    EXPECT_EQ(Fingerprint(a[i]).text(), Fingerprint(b[i]).text());
}

std::vector<ObligationDraft> must_read(const std::string& csv) {
  auto read = read_obligations_csv(csv, "o.csv");
  if (!read) throw std::logic_error(test::shown(read.error(), csv));
  return std::move(*read);
}

/// Obligations with any content that their fields can hold.
class RandomObligations {
 public:
  explicit RandomObligations(std::uint64_t run) : rng_(41, run) {}

  ObligationDraft obligation(std::size_t index) {
    ObligationDraft o;
    o.id = "O" + std::to_string(index);
    o.title = prose();
    for (Word* word : {&o.text, &o.article, &o.phase, &o.unit, &o.trigger, &o.takes, &o.group,
                       &o.tolerance, &o.cure, &o.decided_by, &o.financing, &o.compartment,
                       &o.measure, &o.provenance, &o.note, &o.outcome})
      if (maybe()) *word = prose();
    if (maybe()) o.kind = "side_agreement";
    if (maybe()) o.legal_form = "waiver";
    if (maybe()) o.tlp = "amber-strict";
    if (maybe()) o.started = "2026-03-01";
    for (auto* list : {&o.actors, &o.counterparts, &o.waits_for, &o.exchanged_for, &o.sources})
      *list = words();
    if (maybe()) o.quantity = number();
    if (maybe()) o.share = Number(0.25);
    if (maybe()) o.reversibility = number();
    o.off_text = maybe();
    if (maybe()) verification(o);
    for (const char* actor : {"north", "south: inner"})
      if (maybe()) o.worth.push_back({actor, number()});
    if (maybe()) o.allow.push_back({"unfinanced", prose()});
    return o;
  }

 private:
  bool maybe() { return rng_.uniform() < 0.5; }
  Number number() {
    Number n = maybe() ? Number(rng_.uniform(-9, 9))
                       : Number(rng_.uniform(-9, 0), rng_.uniform(0, 1), rng_.uniform(1, 1e6));
    n.provenance = "J-" + std::to_string(rng_.below(9));
    return n;
  }
  std::string prose() {
    static const std::vector<std::string> kPieces = {"word", " ",    ",", "\"", "\n", "\r\n", ";",
                                                     ":",    "=1+1", "'", "-",  "@",  "남쪽", "#",
                                                     "\\",   "null", "~", "\t", "|"};
    std::string text = maybe() ? "x" : kPieces[8 + rng_.below(9)];
    for (std::size_t i = rng_.below(6); i > 0; --i) text += kPieces[rng_.below(kPieces.size())];
    return text;
  }
  std::vector<Word> words() {
    std::vector<Word> made(rng_.below(4));
    for (Word& word : made) word = prose();
    return made;
  }
  void verification(ObligationDraft& o) {
    auto& v = o.verification.emplace();
    v.means = prose();
    for (Word* word : {&v.operated_by, &v.approval, &v.fallback, &v.disclosure, &v.takes})
      if (maybe()) *word = prose();
  }

  Rng rng_;
};

RC_GTEST_PROP(ObligationsCsv, LosesNothing, ()) {
  RandomObligations random(*rc::gen::arbitrary<std::uint64_t>());
  AgreementDraft draft;
  const auto count = *rc::gen::inRange<std::size_t>(1, 6);
  for (std::size_t i = 0; i < count; ++i) draft.obligations.push_back(random.obligation(i));
  const auto read = must_read(write_obligations_csv(draft));
  RC_ASSERT(read.size() == count);
  for (std::size_t i = 0; i < count; ++i)
    RC_ASSERT(Fingerprint(read[i]).text() == Fingerprint(draft.obligations[i]).text());
}

TEST(ObligationsCsv, LosesNothingOfTheShippedAgreements) {
  std::size_t agreements = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(TANDEM_SOURCE_DIR "/cases")) {
    if (entry.path().filename() != "agreement.yaml") continue;
    const auto loaded = load_agreement(entry.path().string());
    ASSERT_TRUE(loaded.has_value()) << entry.path();
    expect_same(must_read(write_obligations_csv(loaded->draft)), loaded->draft.obligations);
    ++agreements;
  }
  EXPECT_GE(agreements, 3U);
}

TEST(ObligationsCsv, EscapesWhatSeparatesTheItemsOfAList) {
  AgreementDraft draft;
  draft.obligations = {{.id = "A1", .title = "a", .actors = {"x; y", " z", "back\\slash"}}};
  const std::string csv = write_obligations_csv(draft);
  EXPECT_THAT(csv, HasSubstr(R"(,x\; y; \ z; back\\slash,)"));
  expect_same(must_read(csv), draft.obligations);
}

TEST(ObligationsCsv, HasAColumnForEachActorWithAWorthAndEachAllowedRule) {
  AgreementDraft draft;
  draft.obligations = {{.id = "A1", .title = "a", .worth = {{"north", Number(-3)}}},
                       {.id = "A2", .title = "b", .allow = {{"unfinanced", "each pays"}}}};
  const std::string csv = write_obligations_csv(draft);
  EXPECT_THAT(csv, HasSubstr(",worth:north,"));
  EXPECT_THAT(csv, HasSubstr(",allow:unfinanced"));
  EXPECT_THAT(csv, HasSubstr(",verification:means,verification:operator,"));
  EXPECT_THAT(csv, HasSubstr(",visibility:tlp,visibility:compartment,"));
  EXPECT_THAT(csv, HasSubstr(",-3,"));
  expect_same(must_read(csv), draft.obligations);
}

TEST(ObligationsCsv, KeepsSpreadsheetsFromRunningText) {
  AgreementDraft draft;
  draft.obligations = {{.id = "A1", .title = "=1+1", .actors = {"@cmd"}}};
  const std::string csv = write_obligations_csv(draft);
  EXPECT_THAT(csv, HasSubstr("A1,'=1+1,"));
  EXPECT_THAT(csv, HasSubstr(",'@cmd,"));
}

TEST(ObligationsCsv, TakesWhatSpreadsheetsWrite) {
  const auto read = must_read(
      "\xEF\xBB\xBFid;title;actors;off_text;quantity\r\nA1;\"Guns; all\";\"north; "
      "south\";TRUE;3\r\n");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].title.text, "Guns; all");
  EXPECT_EQ(read[0].actors.size(), 2U);
  EXPECT_TRUE(read[0].off_text);
  EXPECT_EQ(read[0].quantity->mode, 3);
}

TEST(ObligationsCsv, SaysEveryMistakeWithItsPlace) {
  const auto read = read_obligations_csv("id,title,off_text\nA1,a,perhaps\n,b,\nA3,c\n", "o.csv");
  ASSERT_FALSE(read.has_value());
  const auto& found = read.error().details;
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].rule, "not-boolean");
  EXPECT_EQ(found[0].at, (SourceLoc{"o.csv", 2, 6}));
  EXPECT_EQ(found[1].rule, "missing-id");
  EXPECT_EQ(found[2].rule, "row-length");
}

TEST(ObligationsCsv, SaysWhichColumnWasMeant) {
  const auto read = read_obligations_csv("id,titel,trigger\nA1,a,\n", "o.csv");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().details[0].repair, "did you mean 'title'?");
}

}  // namespace
}  // namespace tandem::casefile
