#include "tandem/report/document_html.h"

#include <fmt/format.h>

#include <array>
#include <variant>

#include "tandem/interop/words.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/html.h"
#include "tandem/report/internal/page.h"
#include "tandem/report/internal/whole_page.h"

namespace tandem::report {
namespace {

using interop::DocBlock;
using interop::DocHeading;
using interop::DocList;
using interop::DocParagraph;
using interop::DocRow;
using interop::DocTable;
using interop::RowLook;

/// What a document needs beside the style of the brief.
constexpr std::string_view kDocumentStyle = R"css(
@media screen{body{max-width:66rem}}
main>p:first-child{margin-top:1rem}
.status{color:var(--soft);margin-bottom:.2rem}
.origin{color:var(--soft);font-size:.8rem;max-width:none;overflow-wrap:anywhere}
.mark{display:inline-block;border:1px solid var(--warn);color:var(--warn);padding:0 .3em;
font-size:.75rem;font-weight:600}
.free{border-color:var(--strong);color:var(--soft);font-weight:400}
table{table-layout:fixed}
td,th{padding-right:.9rem}
td.num,th.num{padding-right:1rem}
.bad td:first-child,.bad th:first-child{border-left:3px solid var(--warn);padding-left:.4rem}
:target{background:var(--band)}
@media screen{.across{overflow-x:auto}.across table{min-width:60rem}}
@page across{size:A4 landscape;margin:16mm 12mm 14mm}
@media print{a:not(.bare)[href^="http"]::after{content:" (" attr(href) ")";color:var(--soft)}
.across{page:across;break-before:page}.across table{font-size:7.5pt}
h2{margin-top:7mm}table{font-size:7.5pt}}
)css";

Html marking_html(const std::string& marking) {
  const bool free = marking == interop::tlp_words(model::Tlp::clear);
  return element("span", attribute("class", free ? "mark free" : "mark"), text(marking));
}

Html document_banner(const interop::Document& of) {
  return element("header", "",
                 Html("\n") + element("h1", attribute("dir", "auto"), text(of.title)) + Html("\n") +
                     para("status", text(of.subtitle + " ") + marking_html(of.marking)) +
                     para("origin", text(of.origin))) +
         Html("\n");
}

/// Whether "2007-07-14" stands at a place.
bool is_day_at(std::string_view words, std::size_t at) {
  constexpr std::string_view kForm = "0000-00-00";
  if (words.size() - at < kForm.size()) return false;
  for (std::size_t k = 0; k < kForm.size(); ++k) {
    const char c = words[at + k];
    if (kForm[k] == '-' ? c != '-' : c < '0' || c > '9') return false;
  }
  return true;
}

/// The words with every day in them kept on one line.
Html text_with_days(std::string_view words) {
  constexpr std::size_t kDay = 10;  // letters
  Html out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!is_day_at(words, at)) continue;
    out += text(words.substr(begin, at - begin)) +
           element("span", attribute("class", "date"), text(words.substr(at, kDay)));
    begin = at + kDay;
    at = begin - 1;
  }
  return out + text(words.substr(begin));
}

/// An address that stands for itself.
Html bare_link(const std::string& url) {
  const bool web = url.starts_with("https://") || url.starts_with("http://");
  return web ? element("a", attribute("class", "bare") + attribute("href", url), text(url))
             : text(url);
}

Html phrases_html(const interop::Line& line) {
  Html out;
  for (const interop::Phrase& phrase : line) {
    Html inner = text_with_days(phrase.text);
    if (phrase.target.starts_with('#'))
      inner = element("a", attribute("href", phrase.target), inner);
    else if (phrase.target == phrase.text && !phrase.text.empty())
      inner = element("span", attribute("class", "url"), bare_link(phrase.text));
    else if (!phrase.target.empty())
      inner = link(phrase.target, phrase.text);
    out += phrase.strong ? element("b", "", inner) : inner;
  }
  return out;
}

Html block_html(const DocParagraph& paragraph) {
  static constexpr std::array<std::string_view, 3> kCss{"", "message", "note"};
  const std::string_view css = model::word_of(paragraph.look, kCss);
  return element("p", (css.empty() ? "" : attribute("class", css)) + attribute("dir", "auto"),
                 phrases_html(paragraph.words)) +
         Html("\n");
}

Html block_html(const DocList& list) {
  std::vector<Html> items;
  for (const interop::Line& item : list.items) items.push_back(phrases_html(item));
  return bullets(items);
}

TableRow row_html_of(const DocRow& row) {
  TableRow made{{}, row.look == RowLook::bad ? "bad" : ""};
  for (const interop::Line& cell : row.cells) made.cells.push_back({phrases_html(cell)});
  if (!row.anchor.empty())
    made.cells.front().inner = element("span", attribute("id", row.anchor), made.cells[0].inner);
  return made;
}

Html block_html(const DocTable& of) {
  int parts = 0;
  for (const interop::DocColumn& column : of.columns) parts += column.width;
  Table table;
  table.caption = of.caption;
  for (const interop::DocColumn& column : of.columns)
    table.columns.push_back({column.head, column.number ? "num" : "",
                             fmt::format("{:.1f}%", 100.0 * column.width / parts)});
  for (const DocRow& row : of.rows) table.rows.push_back(row_html_of(row));
  return table.html();
}

/// Sections, each from a heading to the next; what stands before the first has none.
Html sections_html(const std::vector<DocBlock>& blocks) {
  Html all;
  Html inner;
  const DocHeading* head = nullptr;
  const auto close = [&] {
    if (head != nullptr)
      all += section(head->anchor, head->text, inner);
    else
      all += inner;
    inner = Html();
  };
  for (const DocBlock& block : blocks) {
    if (const auto* next = std::get_if<DocHeading>(&block)) {
      close();
      head = next;
    } else if (const auto* paragraph = std::get_if<DocParagraph>(&block)) {
      inner += block_html(*paragraph);
    } else if (const auto* list = std::get_if<DocList>(&block)) {
      inner += block_html(*list);
    } else {
      inner += block_html(std::get<DocTable>(block));
    }
  }
  close();
  return all;
}

}  // namespace

std::string document_html(const interop::Document& of, std::string_view version) {
  const Html main = Html("\n") + sections_html(of.body) +
                    (of.annex.empty() ? Html()
                                      : element("div", attribute("class", "across"),
                                                Html("\n") + sections_html(of.annex)) +
                                            Html("\n"));
  return whole_page({.title = of.title,
                     .left = of.title,
                     .right = of.marking,
                     .below = of.id + ", " + std::string(version),
                     .style = std::string(kDocumentStyle)},
                    document_banner(of) + element("main", "", main) + Html("\n"));
}

}  // namespace tandem::report
