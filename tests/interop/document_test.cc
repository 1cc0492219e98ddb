#include "tandem/interop/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/python.h"

namespace tandem::interop {
namespace {

using testing::HasSubstr;

Document a_document() {
  Document made;
  made.id = "crossing";
  made.title = "The crossing";
  made.subtitle = "A quarter";
  made.marking = "TLP:AMBER";
  made.origin = "Prepared from 12:ab";
  made.date = Date{std::chrono::year{2027}, std::chrono::March, std::chrono::day{31}};
  made.body = {
      DocHeading{"In short", "short"},
      DocParagraph{
          {{"Three ", true}, {"things", false, "#e7"}, {" say", false, "https://example.org/x"}},
          DocLook::message},
      DocList{{line_of("first"), line_of("second")}},
      DocTable{"Counts",
               {{"What", 3}, {"Many", 1, true}},
               {{{line_of("late"), line_of("4")}, "", RowLook::bad}}}};
  made.annex = {DocHeading{"Entries", "entries"},
                DocTable{"Entries", {{"No.", 1}}, {{{line_of("7")}, "e7"}}}};
  return made;
}

/// What python prints of the document's parts, each read as XML.
std::string python_on(const std::string& more) {
  const std::string python = test::python_with("xml.dom.minidom");
  if (python.empty()) return "no python";
  return test::printed_by(
      python,
      "import sys, zipfile\nfrom xml.dom import minidom\nz = zipfile.ZipFile(sys.argv[1])\n"
      "assert z.testzip() is None\n"
      "parts = {n: minidom.parseString(z.read(n)) for n in z.namelist()}\n"
      "d = parts['word/document.xml']\nof = d.getElementsByTagName\n" +
          more,
      document_docx(a_document()).value());
}

TEST(DocumentDocx, IsAnArchiveOfWellFormedPartsWithStylesThatItHas) {
  const std::string said = python_on(
      "used = {s.getAttribute('w:val') for s in of('w:pStyle')}\n"
      "known = {s.getAttribute('w:styleId') for s in\n"
      "         parts['word/styles.xml'].getElementsByTagName('w:style')}\n"
      "print(len(parts), used - known, sorted(used))\n");
  if (said == "no python") GTEST_SKIP() << "python3 is not installed";
  EXPECT_EQ(said,
            "10 set() ['Bullet', 'Caption', 'Heading1', 'Message', 'Normal', 'Note', 'Subtitle', "
            "'TableNumber', 'TableText', 'Title']\n");
}

TEST(DocumentDocx, LeadsFromWhatIsNamedToItsPlace) {
  const std::string said = python_on(
      "print([h.getAttribute('w:anchor') for h in of('w:hyperlink')],\n"
      "      [(b.getAttribute('w:name'), b.getAttribute('w:id')) for b in of('w:bookmarkStart')])\n"
      "print([s.getAttribute('w:orient') for s in of('w:pgSz')], len(of('w:tblHeader')))\n"
      "print([''.join(t.firstChild.data for t in p.getElementsByTagName('w:t'))\n"
      "       for p in of('w:p')][:8])\n");
  if (said == "no python") GTEST_SKIP() << "python3 is not installed";
  EXPECT_EQ(said,
            "['e7'] [('short', '1'), ('entries', '2'), ('e7', '3')]\n"
            "['', 'landscape'] 2\n"
            "['The crossing', 'A quarter', 'Prepared from 12:ab', 'In short', 'Three things say "
            "(https://example.org/x)', "
            "'\u2022first', '\u2022second', 'Counts']\n");
}

TEST(DocumentDocx, OpensInALibraryForSuchDocuments) {
  const std::string python = test::python_with("docx");
  if (python.empty()) GTEST_SKIP() << "python3-docx is not installed";
  EXPECT_EQ(test::printed_by(python,
                             "import sys, docx\nd = docx.Document(sys.argv[1])\n"
                             "print(d.core_properties.title, len(d.tables), len(d.sections),\n"
                             "      [c.text for c in d.tables[0].rows[1].cells])\n",
                             document_docx(a_document()).value()),
            "The crossing 2 2 ['late', '4']\n");
}

TEST(DocumentDocx, IsTheSameBytesEachTimeAndDatedByItsDay) {
  const std::string docx = document_docx(a_document()).value();
  EXPECT_EQ(docx, document_docx(a_document()).value());
  EXPECT_THAT(docx, HasSubstr(">2027-03-31T00:00:00Z</dcterms:created>"));
  EXPECT_THAT(docx, HasSubstr("TLP:AMBER"));
}

}  // namespace
}  // namespace tandem::interop
