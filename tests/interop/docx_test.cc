#include "tandem/interop/docx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tandem/interop/internal/word_xml.h"
#include "tests/interop/sample.h"

namespace tandem::interop {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string docx_of(const View& view) { return agreement_docx(agreement_text(view)).value(); }

/// Opens the archive, reads every part as XML, and prints what is asked of the text.
std::string python_on(const std::string& docx, const std::string& more) {
  const std::string python = test::python_with("xml.dom.minidom");
  if (python.empty()) return "no python";
  return test::printed_by(
      python,
      "import sys, zipfile\nfrom xml.dom import minidom\nz = zipfile.ZipFile(sys.argv[1])\n"
      "assert z.testzip() is None\n"
      "parts = {n: minidom.parseString(z.read(n)) for n in z.namelist()}\n"
      "d = parts['word/document.xml']\nof = d.getElementsByTagName\n" +
          more,
      docx);
}

TEST(Docx, IsAnArchiveOfWellFormedPartsWithNoDayOfItsMaking) {
  const auto sample = test::two_bridges();
  const std::string said =
      python_on(docx_of(sample.view()),
                "print(z.namelist()[0], len(parts), {i.date_time for i in z.infolist()})\n");
  if (said == "no python") GTEST_SKIP() << "python3 is not installed";
  EXPECT_EQ(said, "[Content_Types].xml 10 {(1980, 1, 1, 0, 0, 0)}\n");
}

TEST(Docx, NamesInItsTypesAndRelationsOnlyPartsThatItHas) {
  const auto sample = test::two_bridges();
  const std::string said = python_on(
      docx_of(sample.view()),
      "named = [o.getAttribute('PartName')[1:] for o in\n"
      "         parts['[Content_Types].xml'].getElementsByTagName('Override')]\n"
      "named += ['word/' + r.getAttribute('Target') for r in\n"
      "          parts['word/_rels/document.xml.rels'].getElementsByTagName('Relationship')]\n"
      "print([n for n in named if n not in parts])\n"
      "used = {s.getAttribute('w:val') for s in of('w:pStyle')}\n"
      "known = {s.getAttribute('w:styleId') for s in\n"
      "         parts['word/styles.xml'].getElementsByTagName('w:style')}\n"
      "print(used - known, 'Title' in used, 'Heading1' in used)\n");
  if (said == "no python") GTEST_SKIP() << "python3 is not installed";
  EXPECT_EQ(said, "[]\nset() True True\n");
}

TEST(Docx, HasItsAnnexAcrossThePageWithAHeadThatRepeats) {
  const auto sample = test::two_bridges();
  const std::string said = python_on(
      docx_of(sample.view()),
      "print([s.getAttribute('w:orient') for s in of('w:pgSz')], len(of('w:tblHeader')),\n"
      "      len(of('w:tr')), [len(r.getElementsByTagName('w:tc')) for r in of('w:tr')][-1])\n"
      "marks = {b.getAttribute('w:name') for b in of('w:bookmarkStart')}\n"
      "print(len(marks), {h.getAttribute('w:anchor') for h in of('w:hyperlink')} == marks)\n");
  if (said == "no python") GTEST_SKIP() << "python3 is not installed";
  EXPECT_EQ(said, "['', 'landscape'] 1 9 9\n8 True\n");
}

TEST(Docx, IsTheSameBytesEachTimeAndDatedBySignature) {
  const auto sample = test::two_bridges();
  const std::string docx = docx_of(sample.view());
  EXPECT_EQ(docx, docx_of(test::two_bridges().view()));
  EXPECT_THAT(docx, HasSubstr(">2026-03-01T00:00:00Z</dcterms:created>"));  // it is stored as it is
}

TEST(Docx, CarriesItsMarkingAndNothingThatIsNotShown) {
  const auto sample = test::two_bridges();
  EXPECT_THAT(docx_of(sample.view()), HasSubstr("TLP:RED"));
  const std::string green = docx_of(sample.view(model::Tlp::green));
  EXPECT_THAT(green, HasSubstr("2 obligations above TLP:GREEN are left out."));
  for (const char* hidden : {"TLP:RED", "X1", "ferryman", "commissioner", "sealed"})
    EXPECT_THAT(green, Not(HasSubstr(hidden)));
}

TEST(Docx, KeepsKoreanAndArabicAndSaysWhichWayTheyAreWritten) {
  const auto sample = test::two_bridges_and(
      "  L1:\n    title: 무기를 철수한다\n    actors: [north]\n"
      "  L2:\n    title: Z\n    text: سحب المدافع\n    actors: [south]\n");
  const std::string docx = docx_of(sample.view());
  EXPECT_THAT(docx, HasSubstr("무기를 철수한다"));
  EXPECT_THAT(docx, HasSubstr("<w:rtl/></w:rPr><w:t xml:space=\"preserve\">سحب المدافع"));
}

TEST(WordXml, EscapesMarkupAndDropsWhatXmlCannotHold) {
  EXPECT_EQ(xml_text("a<b>&\"c\"\x01z\xEF\xBF\xBF"), "a&lt;b&gt;&amp;&quot;c&quot; z ");
}

TEST(WordXml, SplitsARunWhereItsDirectionChanges) {
  EXPECT_EQ(runs_xml({{"a אב c"}}),
            "<w:r><w:t xml:space=\"preserve\">a </w:t></w:r>"
            "<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space=\"preserve\">אב </w:t></w:r>"
            "<w:r><w:t xml:space=\"preserve\">c</w:t></w:r>");
}

TEST(WordXml, WritesAParagraphTheWayItsFirstLetterIsWritten) {
  EXPECT_TRUE(from_right("1. سحب guns"));
  EXPECT_FALSE(from_right("guns سحب"));
  EXPECT_FALSE(from_right("12 – 3"));
  EXPECT_THAT(paragraph_xml({"Normal"}, {{"سحب"}}), HasSubstr("<w:bidi/>"));
}

}  // namespace
}  // namespace tandem::interop
