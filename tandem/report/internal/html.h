#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Pieces of a page. Html is a type of its own, so that a user's text cannot get in unescaped.
namespace tandem::report {

class Html {
 public:
  Html() = default;
  /// Markup of ours, taken as it is.
  explicit Html(std::string markup) : markup_(std::move(markup)) {}

  [[nodiscard]] const std::string& str() const noexcept { return markup_; }
  [[nodiscard]] bool empty() const noexcept { return markup_.empty(); }
  Html& operator+=(const Html& other) {
    markup_ += other.markup_;
    return *this;
  }
  friend Html operator+(Html a, const Html& b) { return a += b; }

 private:
  std::string markup_;
};

/// `user` with every character that means something to HTML escaped, control characters as blanks.
[[nodiscard]] Html text(std::string_view user);

/// ` name="value"`, the value escaped.
[[nodiscard]] std::string attribute(std::string_view name, std::string_view value);

/// <tag attributes>inner</tag>. `attributes` is ours or made by attribute().
[[nodiscard]] Html element(std::string_view tag, std::string_view attributes, const Html& inner);

/// `user` inside a CSS string, quotes included.
[[nodiscard]] std::string css_string(std::string_view user);

/// A link where `url` is an http or https address, else `words` alone.
[[nodiscard]] Html link(std::string_view url, std::string_view words);

[[nodiscard]] Html para(std::string_view css, const Html& inner);
[[nodiscard]] Html bullets(const std::vector<Html>& items);

struct Cell {
  Html inner;
  std::string css = {};
  bool head = false;  ///< names its row
  int columns = 1;
  int rows = 1;  ///< 0: covered by the cell above, which spans it
};

struct Column {
  std::string head;
  std::string css = {};    ///< of the heading and of every cell, e.g. "num"
  std::string width = {};  ///< CSS length; empty: as it comes
};

struct TableRow {
  std::vector<Cell> cells;
  std::string css = {};
};

/// Lets runs of equal cells of column `column` become one cell each; a cell over several columns
/// ends a run.
void merge_runs(std::vector<TableRow>& rows, std::size_t column);

/// One table of the page. A cell over several columns has its own class alone.
struct Table {
  std::string caption;
  std::string css = {};
  std::vector<Column> columns;
  std::vector<TableRow> rows = {};
  Html last_head = {};  ///< instead of the words over the last column; empty: the words

  [[nodiscard]] Html html() const;
};

}  // namespace tandem::report
