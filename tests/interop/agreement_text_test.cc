#include "tandem/interop/agreement_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/interop/sample.h"

namespace tandem::interop {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> headings(const AgreementText& text) {
  std::vector<std::string> all;
  for (const TextArticle& article : text.articles) all.push_back(article.heading);
  return all;
}

std::string all_words(const AgreementText& text) {
  std::string all = text.title;
  for (const std::string& words : text.preamble) all += "\n" + words;
  for (const Clause& term : text.terms) all += "\n" + term.label + term.words;
  for (const TextArticle& article : text.articles)
    for (const TextParagraph& paragraph : article.paragraphs) {
      all += "\n" + paragraph.name + paragraph.words + paragraph.when;
      for (const Clause& clause : paragraph.clauses) all += "\n" + clause.label + clause.words;
    }
  for (const AnnexRow& row : text.annex)
    for (const std::string& cell : row.cells) all += "\n" + cell;
  for (const TextSource& source : text.sources) all += "\n" + source.title;
  return all;
}

TEST(AgreementText, HasAnArticleForEachPhaseThenWhatIsBesideTheTextThenTheRecord) {
  const auto sample = test::two_bridges_and(
      "  W1:\n    title: Fires on the bridge\n    kind: happening\n    actors: [south]\n"
      "    done: 2026-07-01\n    outcome: one killed\n");
  const AgreementText text = agreement_text(sample.view());
  EXPECT_THAT(headings(text), ElementsAre("Article 1. First step", "Article 2. Second step",
                                          "Agreed beside the text", "For the record"));
  EXPECT_EQ(text.articles[1].paragraphs[1].number, "2.2");
  EXPECT_EQ(text.articles[2].paragraphs[0].number, "");
  EXPECT_EQ(text.articles[3].paragraphs[0].when, "This happened on 1 July 2026.");
}

TEST(AgreementText, NamesPartiesAndNotBodiesInItsPreamble) {
  const AgreementText text = agreement_text(test::two_bridges().view());
  EXPECT_EQ(text.preamble.front(), "This agreement is made between The North and The South.");
  EXPECT_THAT(text.signatories, ElementsAre("The North", "The South"));
  EXPECT_EQ(text.status, "Signed on 1 March 2026.");
}

TEST(AgreementText, SaysWhatAnObligationIsMadeOf) {
  const auto sample = test::two_bridges();
  const TextParagraph a1 = agreement_text(sample.view()).articles[0].paragraphs[0];
  EXPECT_EQ(a1.words, "The North shall withdraw the guns from the east bank.");
  std::string clauses;
  for (const Clause& clause : a1.clauses) clauses += clause.label + ": " + clause.words + "\n";
  EXPECT_EQ(clauses,
            "Owed to: The South\n"
            "Quantity: 1,200 guns\n"
            "In exchange for: B1\n"
            "Simultaneous with: B1\n"
            "Verification: photographs from the air, by Joint observer mission; failing that, "
            "visits on the ground; the result is shown to both parties\n");
}

TEST(AgreementText, KeepsTheExactWording) {
  const auto sample = test::two_bridges_and(
      "  T1:\n    title: Short\n    text: The Parties shall, in good faith, meet.\n"
      "    actors: [north]\n");
  const AgreementText text = agreement_text(sample.view());
  EXPECT_THAT(all_words(text), HasSubstr("The Parties shall, in good faith, meet."));
  EXPECT_THAT(all_words(text), HasSubstr("No time is set for this."));
}

TEST(AgreementText, HasARowForEachObligationWithItsSourcesByNumber) {
  const auto sample = test::two_bridges();
  const AgreementText text = agreement_text(sample.view());
  ASSERT_EQ(text.annex.size(), 8U);
  EXPECT_THAT(
      text.annex[1].cells,
      ElementsAre("B1", "The South", "The North", "Lift the quota on grain",
                  "upon verification of A1 (30 April 2026)", "", "regulation", "A1 and X1", "1"));
  EXPECT_EQ(text.annex[6].cells[8], "2");
  EXPECT_EQ(text.sources[1].title, "The sealed letter");
  EXPECT_EQ(text.marking, "TLP:RED");
}

TEST(AgreementText, NamesNothingThatIsNotShown) {
  const auto sample = test::two_bridges();
  const AgreementText text = agreement_text(sample.view(model::Tlp::green));
  const std::string words = all_words(text);
  EXPECT_THAT(words, HasSubstr("2 obligations above TLP:GREEN are left out."));
  EXPECT_THAT(words, HasSubstr("A1; 1 obligation not shown here"));
  EXPECT_EQ(text.marking, "TLP:GREEN");
  for (const char* hidden : {"X1", "ferry", "U1", "sealed", "hearing"})
    EXPECT_THAT(words, Not(HasSubstr(hidden)));
}

TEST(AgreementText, NamesNoPartyGroupOrDayThatOnlyWhatIsNotShownNames) {
  const auto sample = test::bridges_of(test::secret_guarantee_text());
  const AgreementText text = agreement_text(sample.view(model::Tlp::green));
  EXPECT_EQ(text.preamble.front(), "This agreement is made between The North and The South.");
  EXPECT_THAT(text.signatories, ElementsAre("The North", "The South"));
  EXPECT_EQ(format_date(text.date), "2026-05-01");
  for (const char* hidden : {"Thirdland", "Guarantors"})
    EXPECT_THAT(all_words(text), Not(HasSubstr(hidden)));
}

TEST(AgreementText, NamesEveryPartyWhereNothingIsLeftOut) {
  const auto sample = test::bridges_of(test::secret_guarantee_text());
  const AgreementText text = agreement_text(sample.view());
  EXPECT_THAT(text.signatories, ElementsAre("The North", "The South", "Thirdland"));
  EXPECT_THAT(all_words(text), HasSubstr("The GuarantorsThe South and Thirdland"));
  EXPECT_EQ(format_date(text.date), "2026-02-01");
}

}  // namespace
}  // namespace tandem::interop
