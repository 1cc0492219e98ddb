#include "tandem/report/internal/html.h"

#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/width.h"

namespace tandem::report {
namespace {

/// A number keeps its percent sign on its line: the blank before it becomes one that does not
/// break.
std::string escaped(std::string_view user) {
  const std::string words = printable(user);
  std::string out;
  for (std::size_t k = 0; k < words.size(); ++k) {
    const char c = words[k];
    if (c == ' ' && k + 1 < words.size() && words[k + 1] == '%') {
      out += "\u00a0";
      continue;
    }
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string classes(const std::string& first, const std::string& second) {
  const std::string all = first + (first.empty() || second.empty() ? "" : " ") + second;
  return all.empty() ? "" : attribute("class", all);
}

Html row_html(const std::vector<Column>& columns, const TableRow& row) {
  Html cells;
  std::size_t at = 0;
  for (const Cell& cell : row.cells) {
    const bool wide = cell.columns > 1;
    std::string attributes = classes(wide ? "" : columns[at].css, cell.css);
    if (cell.rows > 1) attributes += fmt::format(" rowspan=\"{}\"", cell.rows);
    if (wide) attributes += fmt::format(" colspan=\"{}\"", cell.columns);
    if (cell.head) attributes += " scope=\"row\"";
    if (cell.rows > 0) cells += element(cell.head ? "th" : "td", attributes, cell.inner);
    at = std::min(at + static_cast<std::size_t>(cell.columns), columns.size() - 1);
  }
  return element("tr", classes(row.css, ""), cells) + Html("\n");
}

}  // namespace

Html text(std::string_view user) { return Html(escaped(user)); }

std::string attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, escaped(value));
}

Html element(std::string_view tag, std::string_view attributes, const Html& inner) {
  return Html(fmt::format("<{}{}>{}</{}>", tag, attributes, inner.str(), tag));
}

std::string css_string(std::string_view user) {
  std::string out = "\"";
  for (const char c : printable(user)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == ' ' || byte >= 0x80;
    out += plain ? std::string(1, c) : fmt::format("\\{:x} ", byte);
  }
  return out + '"';
}

Html link(std::string_view url, std::string_view words) {
  const bool web = url.starts_with("https://") || url.starts_with("http://");
  return web ? element("a", attribute("href", url), text(words)) : text(words);
}

Html para(std::string_view css, const Html& inner) {
  return element("p", css.empty() ? "" : attribute("class", css), inner) + Html("\n");
}

Html bullets(const std::vector<Html>& items) {
  Html inner;
  for (const Html& item : items) inner += element("li", "", item) + Html("\n");
  return element("ul", "", inner) + Html("\n");
}

void merge_runs(std::vector<TableRow>& rows, std::size_t column) {
  Cell* top = nullptr;
  for (TableRow& row : rows) {
    if (column >= row.cells.size()) {
      top = nullptr;
      continue;
    }
    Cell& cell = row.cells[column];
    if (top != nullptr && top->inner.str() == cell.inner.str()) {
      ++top->rows;
      cell.rows = 0;
    } else {
      top = &cell;
    }
  }
}

Html Table::html() const {
  Html widths;
  Html heads;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Column& column = columns[c];
    const std::string style =
        column.width.empty() ? "" : attribute("style", "width:" + column.width);
    widths += Html("<col" + style + ">");
    const bool drawn = c + 1 == columns.size() && !last_head.empty();
    heads += element("th", classes(column.css, "") + " scope=\"col\"",
                     drawn ? last_head : text(column.head));
  }
  Html body;
  for (const TableRow& row : rows) body += row_html(columns, row);
  return element("table", classes(css, ""),
                 element("caption", "", text(caption)) + element("colgroup", "", widths) +
                     element("thead", "", element("tr", "", heads)) + Html("\n") +
                     element("tbody", "", body)) +
         Html("\n");
}

}  // namespace tandem::report
