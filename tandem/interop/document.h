#pragma once

#include <string>
#include <variant>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/base/result.h"

/// A document before it has a format: what it says, in order, with the places that it points to.
namespace tandem::interop {

/// Words of one look.
struct Phrase {
  std::string text;
  bool strong = false;
  std::string target = {};  ///< "#" and an anchor of this document, or an address; empty: none
};
using Line = std::vector<Phrase>;

struct DocHeading {
  std::string text;
  std::string anchor = {};  ///< letters and digits; empty: none
};

enum class DocLook { plain, message, note };
struct DocParagraph {
  Line words;
  DocLook look = DocLook::plain;
};

struct DocList {
  std::vector<Line> items;
};

struct DocColumn {
  std::string head;
  int width = 1;  ///< its part of all widths together
  bool number = false;
};
enum class RowLook {
  plain,
  bad,  ///< something went wrong, or went back: it says so in words too
};
struct DocRow {
  std::vector<Line> cells;  ///< shape [columns]
  std::string anchor = {};  ///< letters and digits; empty: none
  RowLook look = RowLook::plain;
};
struct DocTable {
  std::string caption;
  std::vector<DocColumn> columns;
  std::vector<DocRow> rows;
};

using DocBlock = std::variant<DocHeading, DocParagraph, DocList, DocTable>;

struct Document {
  std::string id;
  std::string title;
  std::string subtitle;
  std::string marking;  ///< "TLP:CLEAR", on every page
  std::string origin;   ///< what it was made of, below the title
  Date date{};
  std::vector<DocBlock> body;
  std::vector<DocBlock> annex;  ///< on pages that lie across; empty: there is none
};

/// A line of plain words.
[[nodiscard]] inline Line line_of(std::string words) { return {{std::move(words)}}; }

/// The document for Word (Office Open XML, ECMA-376). Nothing is compressed, so that the bytes are
/// the same with every version of every library.
[[nodiscard]] Result<std::string> document_docx(const Document& document);

}  // namespace tandem::interop
