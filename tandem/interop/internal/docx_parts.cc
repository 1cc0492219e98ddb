#include "tandem/interop/internal/docx_parts.h"

#include <fmt/format.h>

#include <array>

#include "tandem/interop/internal/word_xml.h"
#include "tandem/interop/internal/zip.h"

namespace tandem::interop {
namespace {

constexpr std::string_view kWordNamespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr std::string_view kXmlHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

// A4, twentieths of a point.
constexpr int kShortSide = 11906;
constexpr int kLongSide = 16838;
constexpr int kMargin = 1418;        // 25 mm
constexpr int kAcrossMargin = 1020;  // 18 mm

/// Fonts by script: one of each kind that every office has, or replaces by one of its kind.
constexpr std::string_view kSerif =
    R"(<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Batang" w:cs="Times New Roman"/>)";
constexpr std::string_view kSans =
    R"(<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Malgun Gothic" w:cs="Arial"/>)";

std::string size(int half_points) {
  return fmt::format("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", half_points);
}

std::string style(std::string_view id, std::string_view name, std::string_view paragraph,
                  std::string_view run, std::string_view next = "Normal") {
  return fmt::format(
      "<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"{}\"/>"
      "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"{}\"/><w:qFormat/><w:pPr>{}</w:pPr>"
      "<w:rPr>{}</w:rPr></w:style>\n",
      id, name, next, paragraph, run);
}

std::string defaults() {
  return fmt::format(
      "<w:docDefaults><w:rPrDefault><w:rPr>{}{}<w:lang w:val=\"en-GB\" w:eastAsia=\"ko-KR\" "
      "w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" "
      "w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n"
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
      "w:val=\"Normal\"/><w:qFormat/></w:style>\n"
      "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal "
      "Table\"/><w:uiPriority w:val=\"99\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
      "<w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/>"
      "</w:tblCellMar></w:tblPr></w:style>\n",
      kSerif, size(22));
}

constexpr std::string_view kTableGrid =
    "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>"
    "<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
    "<w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"8B8778\"/>"
    "<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C9C5BB\"/>"
    "<w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"8B8778\"/>"
    "<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C9C5BB\"/>"
    "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C9C5BB\"/>"
    "<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C9C5BB\"/></w:tblBorders>"
    "</w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>"
    "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F1EC\"/></w:tcPr></w:tblStylePr>"
    "</w:style>\n";

std::string field(std::string_view name) {
  return fmt::format(
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> "
      "{} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t>"
      "</w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
      name);
}

std::string part(std::string_view tag, std::string_view inner) {
  return fmt::format("{}<w:{} {}>\n{}</w:{}>\n", kXmlHead, tag, kWordNamespaces, inner, tag);
}

struct Relation {
  std::string_view type;  ///< the end of its address
  std::string_view target;
};

std::string relations(std::initializer_list<Relation> all) {
  std::string out = std::string(kXmlHead) +
                    "<Relationships "
                    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n";
  int number = 0;
  for (const auto& [type, target] : all)
    out += fmt::format(
        "<Relationship Id=\"rId{}\" Type=\"http://schemas.openxmlformats.org/{}\" "
        "Target=\"{}\"/>\n",
        ++number, type, target);
  return out + "</Relationships>\n";
}

std::string content_types_xml() {
  constexpr std::string_view kWord =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  std::string out =
      std::string(kXmlHead) +
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      "\n<Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
      "<Override PartName=\"/docProps/core.xml\" "
      "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\n";
  for (const auto& [name, kind] :
       std::initializer_list<std::pair<const char*, const char*>>{{"document", "document.main"},
                                                                  {"styles", "styles"},
                                                                  {"settings", "settings"},
                                                                  {"header1", "header"},
                                                                  {"header2", "header"},
                                                                  {"footer1", "footer"}})
    out += fmt::format("<Override PartName=\"/word/{}.xml\" ContentType=\"{}{}+xml\"/>\n", name,
                       kWord, kind);
  return out + "</Types>\n";
}

std::string package_relations_xml() {
  return relations({{"officeDocument/2006/relationships/officeDocument", "word/document.xml"},
                    {"package/2006/relationships/metadata/core-properties", "docProps/core.xml"}});
}

std::string document_relations_xml() {
  return relations({{"officeDocument/2006/relationships/styles", "styles.xml"},
                    {"officeDocument/2006/relationships/settings", "settings.xml"},
                    {"officeDocument/2006/relationships/header", "header1.xml"},
                    {"officeDocument/2006/relationships/header", "header2.xml"},
                    {"officeDocument/2006/relationships/footer", "footer1.xml"}});
}

std::string styles_xml() {
  const std::string sans(kSans);
  const std::string bold = "<w:b/><w:bCs/>";
  std::string all = defaults();
  all +=
      style("Title", "Title", R"(<w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/>)",
            sans + bold + size(36));
  all += style("Subtitle", "Subtitle", R"(<w:spacing w:after="280"/><w:jc w:val="center"/>)",
               sans + R"(<w:color w:val="535B65"/>)" + size(20));
  all += style("Heading1", "heading 1",
               R"(<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/>)",
               sans + bold + size(26));
  all += style("Obligation", "Obligation",
               R"(<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val="left" w:pos="709"/></w:tabs>)"
               R"(<w:spacing w:before="160" w:after="40"/><w:ind w:left="709" w:hanging="709"/>)",
               "", "Clause");
  all += style("Clause", "Clause",
               R"(<w:spacing w:after="20" w:line="240" w:lineRule="auto"/><w:ind w:left="709"/>)",
               size(20), "Clause");
  all += style("Term", "Term", R"(<w:spacing w:after="60"/><w:ind w:left="709"/>)", "", "Term");
  all += style(
      "Signature", "Signature",
      R"(<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="9070"/>)"
      R"(</w:tabs><w:spacing w:before="480" w:after="0"/>)",
      "", "Signature");
  all += style("TableText", "Table Text",
               R"(<w:spacing w:before="20" w:after="20" w:line="228" w:lineRule="auto"/>)",
               sans + size(15), "TableText");
  all += style("TableNumber", "Table Number",
               R"(<w:spacing w:before="20" w:after="20" w:line="228" w:lineRule="auto"/>)"
               R"(<w:jc w:val="right"/>)",
               sans + size(15), "TableNumber");
  all += style(
      "Caption", "caption",
      R"(<w:keepNext/><w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/>)",
      sans + bold + size(18));
  all += style("Message", "Message", R"(<w:spacing w:after="100"/>)", bold);
  all += style("Note", "Note", R"(<w:spacing w:after="80" w:line="240" w:lineRule="auto"/>)",
               R"(<w:color w:val="535B65"/>)" + size(18));
  all += style("Bullet", "Bullet",
               R"(<w:tabs><w:tab w:val="left" w:pos="284"/></w:tabs>)"
               R"(<w:spacing w:after="40" w:line="252" w:lineRule="auto"/>)"
               R"(<w:ind w:left="284" w:hanging="284"/>)",
               size(20), "Bullet");
  all += style("Source", "Source", R"(<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>)",
               size(17), "Source");
  const std::string small = sans + R"(<w:color w:val="535B65"/>)" + size(16);
  all += style("Header", "header", "", small, "Header");
  all += style("Footer", "footer", R"(<w:jc w:val="center"/>)", small, "Footer");
  all += kTableGrid;
  return part("styles", all);
}

std::string settings_xml() {
  return part("settings",
              "<w:updateFields w:val=\"false\"/>\n<w:compat><w:compatSetting "
              "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
              "w:val=\"15\"/></w:compat>\n<w:themeFontLang w:val=\"en-GB\" w:eastAsia=\"ko-KR\" "
              "w:bidi=\"ar-SA\"/>\n");
}

std::string core_properties_xml(const Front& front) {
  const std::string day = format_date(front.date) + "T00:00:00Z";
  return fmt::format(
      "{}<cp:coreProperties "
      "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
      "<dc:title>{}</dc:title>\n<dc:subject>{}</dc:subject>\n<dc:creator>tandem</dc:creator>\n"
      "<cp:keywords>{}</cp:keywords>\n<dc:language>en-GB</dc:language>\n"
      "<dcterms:created xsi:type=\"dcterms:W3CDTF\">{}</dcterms:created>\n"
      "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">{}</dcterms:modified>\n"
      "</cp:coreProperties>\n",
      kXmlHead, xml_text(front.title), xml_text(front.id), xml_text(front.marking), day, day);
}

std::string header_xml(const Front& front, Paper paper) {
  return part("hdr", fmt::format("<w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:tabs><w:tab "
                                 "w:val=\"right\" w:pos=\"{}\"/></w:tabs></w:pPr>{}<w:r><w:tab/>"
                                 "</w:r>{}</w:p>\n",
                                 text_width(paper), runs_xml({{front.title}}),
                                 runs_xml({{front.marking, true}})));
}

std::string footer_xml() {
  return part("ftr", fmt::format("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}{}{}{}</w:p>\n",
                                 runs_xml({{"Page "}}), field("PAGE"), runs_xml({{" of "}}),
                                 field("NUMPAGES")));
}

std::string document_xml(std::string_view body) {
  return fmt::format("{}<w:document {}><w:body>\n{}</w:body></w:document>\n", kXmlHead,
                     kWordNamespaces, body);
}

}  // namespace

int text_width(Paper paper) {
  return paper == Paper::upright ? kShortSide - 2 * kMargin : kLongSide - 2 * kAcrossMargin;
}

std::string section_xml(Paper paper) {
  const bool upright = paper == Paper::upright;
  return fmt::format(
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{}\"/><w:footerReference "
      "w:type=\"default\" r:id=\"rId5\"/><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"{}\" "
      "w:h=\"{}\"{}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" "
      "w:header=\"600\" w:footer=\"600\" w:gutter=\"0\"/></w:sectPr>",
      upright ? "rId3" : "rId4", upright ? kShortSide : kLongSide, upright ? kLongSide : kShortSide,
      upright ? "" : " w:orient=\"landscape\"", upright ? kMargin : kAcrossMargin,
      upright ? kMargin : kAcrossMargin, upright ? kMargin : kAcrossMargin,
      upright ? kMargin : kAcrossMargin);
}

Result<std::string> word_package(const Front& front, std::string_view body) {
  const std::array<ZipEntry, 10> parts{{
      {"[Content_Types].xml", content_types_xml()},
      {"_rels/.rels", package_relations_xml()},
      {"docProps/core.xml", core_properties_xml(front)},
      {"word/document.xml", document_xml(body)},
      {"word/_rels/document.xml.rels", document_relations_xml()},
      {"word/styles.xml", styles_xml()},
      {"word/settings.xml", settings_xml()},
      {"word/header1.xml", header_xml(front, Paper::upright)},
      {"word/header2.xml", header_xml(front, Paper::across)},
      {"word/footer1.xml", footer_xml()},
  }};
  return zipped(parts);
}

}  // namespace tandem::interop
