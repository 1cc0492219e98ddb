#include "tandem/report/internal/text_table.h"

#include <algorithm>
#include <numeric>

#include "tandem/base/width.h"

namespace tandem::report {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kGap = 2;
constexpr std::size_t kNoteIndent = 6;
constexpr std::size_t kWidestNumber = 24;
constexpr std::size_t kLongestWord = 18;

using Widths = std::vector<std::size_t>;
using Picked = std::vector<std::size_t>;  // positions of columns

std::string_view ansi(Ink ink) {
  switch (ink) {
    case Ink::strong:
      return "\x1b[1m";
    case Ink::good:
      return "\x1b[32m";
    case Ink::bad:
      return "\x1b[1;31m";
    case Ink::faint:
      return "\x1b[2m";
    case Ink::plain:
      break;
  }
  return {};
}

std::size_t total(const Widths& widths, const Picked& picked) {
  std::size_t sum = kIndent;
  for (const std::size_t c : picked) sum += widths[c] + kGap;
  return sum - kGap;
}

/// Each column as wide as its widest cell.
Widths natural_widths(const TextTable& table) {
  Widths widths;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    std::size_t width = std::max<std::size_t>(2, display_width(table.columns[c].head));
    for (const TextRow& row : table.rows)
      if (c < row.cells.size()) width = std::max(width, display_width(row.cells[c].text));
    const bool right = table.columns[c].align == Align::right;
    widths.push_back(std::min(width, right ? kWidestNumber : table.columns[c].most));
  }
  return widths;
}

/// The width below which column `c` is not squeezed: words stay whole where they can.
std::size_t least_width(const TextTable& table, std::size_t c) {
  std::size_t longest = table.columns[c].least;
  const auto count = [&longest](std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      longest = std::max(longest, display_width(text.substr(at, end - at)));
      at = end + 1;
    }
  };
  count(table.columns[c].head);
  for (const TextRow& row : table.rows)
    if (c < row.cells.size()) count(row.cells[c].text);
  return std::min(longest, kLongestWord);
}

/// Takes columns from the widest one that may be wrapped until all fit or none is left.
void squeeze(const TextTable& table, Widths& widths, const Picked& all) {
  Widths least;
  for (std::size_t c = 0; c < widths.size(); ++c) least.push_back(least_width(table, c));
  while (total(widths, all) > kTextColumns) {
    std::size_t widest = widths.size();
    for (std::size_t c = 0; c < widths.size(); ++c) {
      if (table.columns[c].align == Align::right || widths[c] <= least[c]) continue;
      if (widest == widths.size() || widths[c] > widths[widest]) widest = c;
    }
    if (widest == widths.size()) return;
    --widths[widest];
  }
}

/// Groups of columns that fit one below the other, each led by the first column.
std::vector<Picked> blocks(const Widths& widths) {
  std::vector<Picked> made{{0}};
  for (std::size_t c = 1; c < widths.size(); ++c) {
    Picked longer = made.back();
    longer.push_back(c);
    if (total(widths, longer) <= kTextColumns || made.back().size() == 1)
      made.back() = std::move(longer);
    else
      made.push_back({0, c});
  }
  return made;
}

/// One row of cells on as many lines as the tallest cell needs.
std::string lines_of(const TextTable& table, const std::vector<TextCell>& cells,
                     const Widths& widths, const Picked& picked, TextStyle style) {
  std::vector<std::vector<std::string>> parts;
  std::size_t height = 1;
  for (const std::size_t c : picked) {
    parts.push_back(wrapped(c < cells.size() ? cells[c].text : "", widths[c]));
    height = std::max(height, parts.back().size());
  }
  std::string out;
  for (std::size_t line = 0; line < height; ++line) {
    std::size_t pending = kIndent;
    for (std::size_t k = 0; k < picked.size(); ++k) {
      const std::string text = line < parts[k].size() ? parts[k][line] : "";
      const std::size_t rest = widths[picked[k]] - display_width(text);
      const bool right = table.columns[picked[k]].align == Align::right;
      if (!text.empty()) {
        out += std::string(pending + (right ? rest : 0), ' ');
        out += inked(text, cells[picked[k]].ink, style);
        pending = 0;
      }
      pending += text.empty() ? widths[picked[k]] : (right ? 0 : rest);
      pending += kGap;
    }
    out += '\n';
  }
  return out;
}

std::string block_text(const TextTable& table, const Widths& widths, const Picked& picked,
                       TextStyle style) {
  std::vector<TextCell> head;
  for (const TextColumn& column : table.columns) head.push_back({column.head, Ink::faint});
  std::string out = lines_of(table, head, widths, picked, style);
  for (const TextRow& row : table.rows) {
    if (!row.cells.empty()) out += lines_of(table, row.cells, widths, picked, style);
    if (!row.note.empty()) out += paragraph(row.note, kNoteIndent, kTextColumns);
  }
  return out;
}

}  // namespace

std::string inked(std::string_view text, Ink ink, TextStyle style) {
  if (!style.colour || ink == Ink::plain) return std::string(text);
  return std::string(ansi(ink)) + std::string(text) + "\x1b[0m";
}

std::string heading(std::string_view text, TextStyle style) {
  std::string out = "\n";
  for (const std::string& line : wrapped(text, kTextColumns))
    out += inked(line, Ink::strong, style) + '\n';
  return out;
}

std::string TextTable::text(TextStyle style) const {
  Widths widths = natural_widths(*this);
  Picked all(columns.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  squeeze(*this, widths, all);
  std::string out;
  for (const Picked& picked : blocks(widths)) {
    if (!out.empty()) out += '\n';
    out += block_text(*this, widths, picked, style);
  }
  return out;
}

}  // namespace tandem::report
