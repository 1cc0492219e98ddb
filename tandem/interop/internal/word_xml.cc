#include "tandem/interop/internal/word_xml.h"

#include <fmt/format.h>

#include <cstdint>

namespace tandem::interop {
namespace {

enum class Way { neutral, left, right };

struct Letter {
  std::size_t bytes = 1;
  Way way = Way::neutral;
};

std::size_t length_of(unsigned char first) {
  return first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
}

/// Blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko and their extensions.
/// Source: Unicode 15, DerivedBidiClass, blocks whose default is R or AL.
bool is_right(std::uint32_t c) {
  return (c >= 0x590U && c <= 0x8FFU) || (c >= 0xFB1DU && c <= 0xFDFFU) ||
         (c >= 0xFE70U && c <= 0xFEFEU) || (c >= 0x10800U && c <= 0x10FFFU) ||
         (c >= 0x1E800U && c <= 0x1EFFFU);
}

bool is_left(std::uint32_t c) {
  const bool ascii = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  const bool punctuation = c >= 0x2000U && c <= 0x2BFFU;
  return ascii || (c >= 0xC0U && !punctuation);
}

Letter letter_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t bytes = std::min(length_of(first), text.size() - at);
  std::uint32_t c = bytes == 1 ? first : first & (0xFFU >> (bytes + 1));
  for (std::size_t k = 1; k < bytes; ++k)
    c = (c << 6U) | (static_cast<unsigned char>(text[at + k]) & 0x3FU);
  return {bytes, is_right(c) ? Way::right : is_left(c) ? Way::left : Way::neutral};
}

std::string run_xml(const Run& run, std::string_view text, bool right) {
  std::string looks;
  if (run.bold) looks += "<w:b/><w:bCs/>";
  if (run.italic) looks += "<w:i/><w:iCs/>";
  if (right) looks += "<w:rtl/>";
  if (!looks.empty()) looks = "<w:rPr>" + looks + "</w:rPr>";
  const bool tab = text.ends_with('\t');
  if (tab) text.remove_suffix(1);
  return fmt::format("<w:r>{}<w:t xml:space=\"preserve\">{}</w:t>{}</w:r>", looks, xml_text(text),
                     tab ? "<w:tab/>" : "");
}

/// A run in parts of one direction; what has none goes with what is before it.
std::string run_parts(const Run& run) {
  std::string out;
  std::size_t begin = 0;
  Way way = Way::neutral;
  for (std::size_t at = 0; at < run.text.size();) {
    const Letter letter = letter_at(run.text, at);
    if (letter.way != Way::neutral && way != Way::neutral && letter.way != way) {
      out += run_xml(run, std::string_view(run.text).substr(begin, at - begin), way == Way::right);
      begin = at;
    }
    if (letter.way != Way::neutral) way = letter.way;
    at += letter.bytes;
  }
  return out + run_xml(run, std::string_view(run.text).substr(begin), way == Way::right);
}

std::string properties(std::string_view style, bool right, std::string_view section = "") {
  return fmt::format("<w:pPr><w:pStyle w:val=\"{}\"/>{}{}</w:pPr>", style, right ? "<w:bidi/>" : "",
                     section);
}

std::string cell_xml(int width, const std::string& paragraph) {
  return fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", width,
                     paragraph);
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
  }
  for (const std::string_view no_character : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
    for (std::size_t at = 0; (at = out.find(no_character, at)) != std::string::npos;)
      out.replace(at, no_character.size(), " ");
  return out;
}

bool from_right(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Letter letter = letter_at(text, at);
    if (letter.way != Way::neutral) return letter.way == Way::right;
    at += letter.bytes;
  }
  return false;
}

std::string runs_xml(const std::vector<Run>& runs) {
  std::string out;
  for (const Run& run : runs)
    if (!run.text.empty()) out += run_parts(run);
  return out;
}

std::string paragraph_xml(const ParagraphLook& look, const std::vector<Run>& runs) {
  std::string words;
  for (const Run& run : runs) words += run.text;
  std::string inner = runs_xml(runs);
  if (!look.bookmark.empty()) inner = bookmark_xml(look.bookmark, look.bookmark_id, inner);
  return fmt::format("<w:p>{}{}</w:p>\n", properties(look.style, from_right(words), look.section),
                     inner);
}

std::string bookmark_xml(std::string_view anchor, int id, std::string_view inner) {
  return fmt::format(
      "<w:bookmarkStart w:id=\"{0}\" w:name=\"{1}\"/>{2}<w:bookmarkEnd w:id=\"{0}\"/>", id,
      xml_text(anchor), inner);
}

std::string link_xml(std::string_view anchor, std::string_view words) {
  return fmt::format("<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{}</w:hyperlink>",
                     xml_text(anchor), runs_xml({{std::string(words)}}));
}

std::string paragraph_around(std::string_view style, std::string_view words,
                             std::string_view inner) {
  return fmt::format("<w:p>{}{}</w:p>", properties(style, from_right(words)), inner);
}

std::string table_xml(const TableLook& look, const std::vector<std::vector<std::string>>& rows) {
  int total = 0;
  std::string grid;
  for (const int width : look.widths) {
    total += width;
    grid += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
  }
  std::string out = fmt::format(
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/>"
      "<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0420\" w:firstRow=\"1\" "
      "w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" "
      "w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>\n",
      total, grid);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    out += r == 0 ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
                  : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (std::size_t k = 0; k < rows[r].size(); ++k) out += cell_xml(look.widths[k], rows[r][k]);
    out += "</w:tr>\n";
  }
  return out + "</w:tbl>\n";
}

}  // namespace tandem::interop
