#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Pieces of a document of Word. Source: ECMA-376, part 1, chapter 17.
namespace tandem::interop {

/// `text` with what means something to XML escaped; what XML cannot hold becomes a blank.
[[nodiscard]] std::string xml_text(std::string_view text);

/// Whether its first letter is of a script that is written from right to left.
[[nodiscard]] bool from_right(std::string_view text);

struct Run {
  std::string text;  ///< a tab at its end is one of Word's
  bool bold = false;
  bool italic = false;
};

/// Runs of one direction each: what is written from right to left says so.
[[nodiscard]] std::string runs_xml(const std::vector<Run>& runs);

struct ParagraphLook {
  std::string_view style;     ///< id of a style
  std::string bookmark = {};  ///< name of the place; empty: none
  int bookmark_id = 0;
  std::string section = {};  ///< properties of the section that ends with it
};
[[nodiscard]] std::string paragraph_xml(const ParagraphLook& look, const std::vector<Run>& runs);

/// `inner`, XML already, as the place that links to `anchor` lead to. @param id  of no other one
[[nodiscard]] std::string bookmark_xml(std::string_view anchor, int id, std::string_view inner);

/// Runs that lead to the bookmark `anchor`.
[[nodiscard]] std::string link_xml(std::string_view anchor, std::string_view words);
/// A paragraph around what is XML already. `words` says which way it is written.
[[nodiscard]] std::string paragraph_around(std::string_view style, std::string_view words,
                                           std::string_view inner);

struct TableLook {
  std::vector<int> widths;  ///< twips, shape [columns]
};
/// A table in the style Table Grid; its first row stands on every page.
/// @param rows  paragraphs; shape [rows][columns]
[[nodiscard]] std::string table_xml(const TableLook& look,
                                    const std::vector<std::vector<std::string>>& rows);

}  // namespace tandem::interop
