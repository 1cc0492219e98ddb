#include <gmock/gmock.h>

#include <algorithm>
#include <stdexcept>

#include "tandem/base/random.h"
#include "tests/casefile/border_case.h"

namespace tandem::casefile {
namespace {

using model::CaseDraft;
using model::MeasureDraft;
using model::Number;
using model::Word;
using testing::HasSubstr;

/// Everything about a measure but its places, in one line; parties in alphabetical order, since
/// columns have an order of their own.
class Fingerprint {
 public:
  explicit Fingerprint(const MeasureDraft& m) {
    words({m.id, m.title, m.note, m.track, m.unit, m.legal_form, m.one_of, m.not_before,
           m.not_after});
    for (const auto* list : {&m.actors, &m.with, &m.excludes}) {
      text_ += '/';
      for (const Word& word : *list) words({word});
    }
    for (const Number* n :
         {&m.duration, &m.upfront, &m.upfront_burden, &m.reversibility, &m.restore_months})
      add(*n);
    for (const auto* n : {&m.smallest_tranche, &m.fastest_pace, &m.quantity, &m.risk_reduction,
                          &m.final_goal, &m.weight})
      add(*n);
    points(m.worth);
    points(m.breakdown_shift);
    for (const auto& after : m.after) {
      words({after.measure});
      add(after.share);
    }
    verification(m);
    text_ += m.divisible ? "divisible" : "whole";
    text_ += m.mandatory ? "mandatory" : "free";
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
  void add(const std::optional<Number>& n) {
    text_ += n ? "some" : "none";
    if (n) add(*n);
  }
  void points(std::vector<model::WorthDraft> entries) {
    std::ranges::sort(entries, {}, [](const auto& entry) { return entry.party.text; });
    for (const auto& entry : entries) {
      words({entry.party});
      add(entry.points);
    }
  }
  void verification(const MeasureDraft& m) {
    if (!m.verification) return;
    words({m.verification->means, m.verification->operated_by, m.verification->fallback});
    add(m.verification->detection);
    add(m.verification->false_alarm);
  }

  std::string text_;
};

void expect_same(const std::vector<MeasureDraft>& a, const std::vector<MeasureDraft>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    EXPECT_EQ(Fingerprint(a[i]).text(), Fingerprint(b[i]).text());
}

std::vector<MeasureDraft> must_read(const std::string& csv) {
  auto read = read_measures_csv(csv, "measures.csv");
  if (!read) throw std::logic_error(test::shown(read.error(), csv));
  return std::move(*read);
}

/// Measures with any content that their fields can hold.
class RandomMeasures {
 public:
  explicit RandomMeasures(std::uint64_t run) : rng_(23, run) {}

  MeasureDraft measure(std::size_t index) {
    MeasureDraft m;
    m.id = "m" + std::to_string(index);
    m.title = prose();
    if (maybe()) m.note = prose();
    m.actors = ids(1);
    m.track = id();
    m.duration = number();
    m.divisible = maybe();
    m.mandatory = maybe();
    for (auto* n : {&m.smallest_tranche, &m.fastest_pace, &m.quantity, &m.risk_reduction,
                    &m.final_goal, &m.weight})
      if (maybe()) *n = number();
    for (auto* n : {&m.upfront, &m.upfront_burden, &m.reversibility, &m.restore_months})
      if (maybe()) *n = number();
    m.worth = points();
    m.breakdown_shift = points();
    if (maybe()) m.unit = prose();
    if (maybe()) m.verification = verification();
    if (maybe()) m.legal_form = "treaty";
    m.with = ids(0);
    m.excludes = ids(0);
    for (const Word& word : ids(0)) {
      m.after.push_back({word, {}});
      if (maybe()) m.after.back().share = number();
    }
    if (maybe()) m.one_of = id();
    if (maybe()) m.not_before = "2028-01-01";
    if (maybe()) m.not_after = "2029-12-31";
    return m;
  }

 private:
  bool maybe() { return rng_.uniform() < 0.5; }
  Number number() {
    Number n = maybe() ? Number(rng_.uniform(-9, 9))
                       : Number(rng_.uniform(-9, 0), rng_.uniform(0, 1), rng_.uniform(1, 1e6));
    if (maybe()) n.provenance = "J-" + std::to_string(rng_.below(9));
    return n;
  }
  std::string id() { return "id-" + std::to_string(rng_.below(20)); }
  std::string prose() {
    static const std::vector<std::string> kPieces = {
        "word", " ", ",", "\"", "\n", "\r\n", ";", ":", "=1+1", "'", "-", "@", "남쪽", "#", "\\"};
    std::string text = "x";
    if (maybe()) text = kPieces[8 + rng_.below(4)];
    for (std::size_t i = rng_.below(6); i > 0; --i) text += kPieces[rng_.below(kPieces.size())];
    return text;
  }
  std::vector<Word> ids(std::size_t least) {
    std::vector<Word> words(least + rng_.below(3));
    for (Word& word : words) word = id();
    return words;
  }
  std::vector<model::WorthDraft> points() {
    std::vector<model::WorthDraft> made;
    for (const char* party : {"north", "south", "league"})
      if (maybe()) made.push_back({party, number()});
    return made;
  }
  model::VerificationDraft verification() {
    model::VerificationDraft v;
    v.means = prose();
    if (maybe()) v.operated_by = prose();
    if (maybe()) v.fallback = prose();
    if (maybe()) v.detection = number();
    if (maybe()) v.false_alarm = number();
    return v;
  }

  Rng rng_;
};

CaseDraft random_draft(std::uint64_t run) {
  RandomMeasures random(run);
  CaseDraft draft;
  for (std::size_t i = 0; i < 1 + run % 5; ++i) draft.measures.push_back(random.measure(i));
  return draft;
}

TEST(MeasuresCsv, LosesNothing) {
  for (std::uint64_t run = 0; run < 300; ++run) {
    const CaseDraft draft = random_draft(run);
    expect_same(must_read(write_measures_csv(draft)), draft.measures);
  }
}

TEST(MeasuresCsv, HasAColumnForThePartOfEachParty) {
  const CaseFile border = test::border_case();
  const std::string csv = write_measures_csv(border.draft);
  EXPECT_THAT(csv, HasSubstr("worth:north,worth:south,worth:league"));
  EXPECT_THAT(csv, HasSubstr("-30..-20..-12 @J-1,30..45..60 @J-1"));
  expect_same(must_read(csv), border.draft.measures);
}

TEST(MeasuresCsv, KeepsSpreadsheetsFromRunningText) {
  CaseDraft draft;
  draft.measures = {{.id = "m", .title = "=1+1", .actors = {"a"}, .track = "t"}};
  EXPECT_THAT(write_measures_csv(draft), HasSubstr(",'=1+1,"));
}

TEST(MeasuresCsv, TakesWhatSpreadsheetsWrite) {
  const auto read = must_read(
      "\xEF\xBB\xBFid,title,actors,track,duration,divisible\n"
      "a,A,north; south,t,2,TRUE\n\nb,B,north,t,2,FALSE\n");
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].actors.size(), 2U);
  EXPECT_TRUE(read[0].divisible);
  EXPECT_FALSE(read[1].divisible);
}

TEST(MeasuresCsv, RefusesWhatIsNoUtf8) {
  const auto read = read_measures_csv("id,title\na,Env\xEEo\n", "measures.csv");
  ASSERT_FALSE(read.has_value());
  ASSERT_EQ(read.error().details.size(), 1U);
  EXPECT_EQ(read.error().details[0].rule, "not-utf8");
  EXPECT_EQ(read.error().details[0].at, (SourceLoc{"measures.csv", 2, 6}));
}

TEST(MeasuresCsv, KnowsThePlaceOfEveryCell) {
  const auto read = must_read("id,title,actors,track,duration\na,\"two\nlines\",\"b\",c,5\n");
  EXPECT_EQ(read[0].title.at, (SourceLoc{"measures.csv", 2, 3}));
  EXPECT_EQ(read[0].duration.at, (SourceLoc{"measures.csv", 3, 14}));
}

TEST(MeasuresYaml, IsReadBackAsPartOfACase) {
  const CaseFile border = test::border_case();
  std::string text = border.text;
  const std::size_t from = text.find("measures:\n");
  const std::size_t to = text.find("boundaries:\n");
  text.replace(from, to - from,
               write_measures_yaml(border.draft.measures, border.draft.provenances));
  const auto loaded = load_case_text(text, "border.yaml");
  ASSERT_TRUE(loaded.has_value()) << test::shown(loaded.error(), text);
  expect_same(loaded->draft.measures, border.draft.measures);
}

TEST(MeasuresYaml, WritesAJudgementInPlaceAsItWas) {
  const auto loaded =
      load_case_text(test::border_with("duration: 6\n",
                                       "duration: {value: 6, judgement: me, as_of: 2026-11-01}\n"),
                     "border.yaml");
  ASSERT_TRUE(loaded.has_value());
  EXPECT_THAT(write_measures_yaml(loaded->draft.measures, loaded->draft.provenances),
              HasSubstr("duration: {value: 6, judgement: me, as_of: 2026-11-01}"));
}

}  // namespace
}  // namespace tandem::casefile
