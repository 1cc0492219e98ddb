#include <fmt/format.h>

#include <map>
#include <string_view>

#include "tandem/interop/document.h"
#include "tandem/interop/internal/docx_parts.h"
#include "tandem/interop/internal/word_xml.h"

namespace tandem::interop {
namespace {

std::string plain_words(const Line& line) {
  std::string words;
  for (const Phrase& phrase : line) words += phrase.text;
  return words;
}

/// Bookmarks are numbered as they come.
class DocumentWriter {
 public:
  std::string blocks(const std::vector<DocBlock>& all, int width) {
    std::string out;
    for (const DocBlock& block : all)
      std::visit([&](const auto& one) { out += xml(one, width); }, block);
    return out;
  }

 private:
  std::string xml(const DocHeading& heading, int) {
    return marked("Heading1", line_of(heading.text), heading.anchor);
  }

  std::string xml(const DocParagraph& paragraph, int) {
    static constexpr std::array<std::string_view, 3> kStyles{"Normal", "Message", "Note"};
    return marked(kStyles.at(static_cast<std::size_t>(paragraph.look)), paragraph.words, "");
  }

  std::string xml(const DocList& list, int) {
    std::string out;
    for (const Line& item : list.items) {
      Line words{{"\u2022\t"}};
      words.insert(words.end(), item.begin(), item.end());
      out += marked("Bullet", words, "");
    }
    return out;
  }

  std::string xml(const DocTable& table, int width) {
    TableLook look;
    int parts = 0;
    for (const DocColumn& column : table.columns) parts += column.width;
    std::vector<std::vector<std::string>> rows(1);
    for (const DocColumn& column : table.columns) {
      look.widths.push_back(width * column.width / parts);
      rows[0].push_back(cell({{column.head}}, column.number, ""));
    }
    for (const DocRow& row : table.rows) rows.push_back(cells(table, row));
    std::string out;
    if (!table.caption.empty()) out += marked("Caption", line_of(table.caption), "");
    return out + table_xml(look, rows) + marked("Note", {}, "");
  }

  std::vector<std::string> cells(const DocTable& table, const DocRow& row) {
    std::vector<std::string> made;
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
      made.push_back(cell(row.cells[k], table.columns[k].number, k == 0 ? row.anchor : ""));
    }
    return made;
  }

  std::string cell(const Line& words, bool number, const std::string& anchor) {
    return marked(number ? "TableNumber" : "TableText", words, anchor);
  }

  std::string marked(std::string_view style, const Line& words, const std::string& anchor) {
    std::string inner;
    for (const Phrase& phrase : words) inner += phrase_xml(phrase);
    if (!anchor.empty()) inner = bookmark_xml(anchor, ++bookmarks_, inner);
    return paragraph_around(style, plain_words(words), inner) + "\n";
  }

  static std::string phrase_xml(const Phrase& phrase) {
    if (phrase.target.starts_with('#'))
      return link_xml(std::string_view(phrase.target).substr(1), phrase.text);
    // On paper an address is read, not followed.
    const bool apart = !phrase.target.empty() && phrase.target != phrase.text;
    const std::string address = apart ? " (" + phrase.target + ")" : "";
    return runs_xml({{phrase.text + address, phrase.strong}});
  }

  int bookmarks_ = 0;
};

std::string opening(const Document& document) {
  const auto styled = [](std::string_view style, const std::string& words) {
    return paragraph_xml({style}, {{words}});
  };
  return styled("Title", document.title) + styled("Subtitle", document.subtitle) +
         styled("Note", document.origin);
}

}  // namespace

Result<std::string> document_docx(const Document& document) {
  DocumentWriter writer;
  std::string body = opening(document) + writer.blocks(document.body, text_width(Paper::upright));
  if (document.annex.empty()) {
    body += section_xml(Paper::upright);
  } else {
    body += paragraph_xml({"Normal", "", 0, section_xml(Paper::upright)}, {});
    body += writer.blocks(document.annex, text_width(Paper::across)) + section_xml(Paper::across);
  }
  return word_package({document.id, document.title, document.marking, document.date}, body);
}

}  // namespace tandem::interop
