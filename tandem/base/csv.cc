#include "tandem/base/csv.h"

#include <algorithm>
#include <utility>

#include "tandem/base/text.h"

namespace tandem {
namespace {

/// Walks over the text and knows the place; columns count characters, not bytes.
class Reader {
 public:
  Reader(std::string_view text, const std::string& file, Findings& found, char separator)
      : text_(text), file_(file), found_(found), separator_(separator) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
  }

  std::vector<std::vector<CsvCell>> rows() {
    std::vector<std::vector<CsvCell>> all;
    while (!text_.empty()) {
      std::vector<CsvCell> cells = row();
      const bool blank = cells.size() == 1 && cells[0].text.empty();
      if (!blank) all.push_back(std::move(cells));
    }
    return all;
  }

 private:
  [[nodiscard]] bool at_end_of_row() const {
    return text_.empty() || text_[0] == '\n' || text_.starts_with("\r\n");
  }

  char take() {
    const char c = text_[0];
    text_.remove_prefix(1);
    const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else if (!continues) {
      ++column_;
    }
    return c;
  }

  std::vector<CsvCell> row() {
    std::vector<CsvCell> cells;
    while (true) {
      cells.push_back(cell());
      if (at_end_of_row()) break;
      take();  // the separator
    }
    while (!text_.empty() && take() != '\n') {
    }
    return cells;
  }

  CsvCell cell() {
    CsvCell cell{{}, {file_, line_, column_}};
    if (text_.starts_with('"')) {
      quoted(cell);
    } else {
      while (!at_end_of_row() && text_[0] != separator_) cell.text += take();
      if (cell.text.find('"') != std::string::npos)
        found_.add(cell.at, "stray-quote", "a quote stands inside a cell that has none around it",
                   "put the whole cell in quotes and double those inside");
    }
    return cell;
  }

  void quoted(CsvCell& cell) {
    take();
    while (!text_.empty()) {
      const char c = take();
      if (c != '"')
        cell.text += c;
      else if (text_.starts_with('"'))
        cell.text += take();
      else
        break;
      if (text_.empty())
        found_.add(cell.at, "open-quote", "the quote of this cell is not closed",
                   "end the cell with a quote; double those inside");
    }
    if (at_end_of_row() || text_[0] == separator_) return;
    found_.add(cell.at, "stray-quote", "text follows the closing quote of this cell",
               "double the quotes inside the cell");
    while (!at_end_of_row() && text_[0] != separator_) take();
  }

  std::string_view text_;
  const std::string& file_;
  Findings& found_;
  char separator_;
  int line_ = 1;
  int column_ = 1;
};

}  // namespace

std::vector<std::vector<CsvCell>> parse_csv(std::string_view text, const std::string& file,
                                            Findings& found, char separator) {
  const std::size_t sound = utf8_prefix(text);
  if (sound < text.size()) {
    const std::string_view before = text.substr(0, sound);
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto column = sound - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
    found.add({file, static_cast<int>(line), static_cast<int>(column)}, "not-utf8",
              "the table is not UTF-8 from here on", "save it as 'CSV UTF-8'");
    return {};
  }
  return Reader(text, file, found, separator).rows();
}

char csv_separator(std::string_view text) {
  bool quoted = false;
  char seen = ',';
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == ',') return c == ',' ? ',' : seen;
    if (seen == ',' && (c == ';' || c == '\t')) seen = c;
  }
  return seen;
}

std::string csv_cell(std::string_view text) {
  const bool edges = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!edges && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string csv_line(std::span<const std::string> cells) {
  std::string line;
  for (std::size_t k = 0; k < cells.size(); ++k) line += (k == 0 ? "" : ",") + csv_cell(cells[k]);
  return line;
}

}  // namespace tandem
