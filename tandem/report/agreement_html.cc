#include "tandem/report/agreement_html.h"

#include <fmt/format.h>

#include "tandem/report/internal/html.h"
#include "tandem/report/internal/page.h"
#include "tandem/report/internal/whole_page.h"

namespace tandem::report {
namespace {

/// What a text needs beside the style of the brief: numbered paragraphs, a wide annex.
constexpr std::string_view kTextStyle = R"css(
.status{color:var(--soft)}
.obligation{display:grid;grid-template-columns:3.2rem 1fr;margin:1rem 0 0;break-inside:avoid}
.obligation>.number{font-weight:600}
.obligation p{margin:0 0 .15rem}
.obligation .clause{font-size:.88rem;color:var(--soft)}
.obligation .clause b{font-weight:400;font-style:italic;color:var(--ink)}
.obligation .name{color:var(--soft);font-size:.85rem;text-decoration:none}
.mark{display:inline-block;border:1px solid var(--warn);color:var(--warn);padding:0 .3em;
font-size:.75rem;font-weight:600}
.free{border-color:var(--strong);color:var(--soft);font-weight:400}
#signatures{break-inside:avoid}
.terms dt{font-weight:600;font-size:.9rem}
.terms dd{margin:0 0 .4rem}
.signature{display:grid;grid-template-columns:16rem 1fr;margin:2.2rem 0 0;max-width:44rem;
break-inside:avoid}
.signature span+span{border-bottom:1px solid var(--ink)}
:target{background:var(--band)}
#annex table{table-layout:fixed;font-size:.72rem}
@media screen{#annex{overflow-x:auto}#annex table{min-width:64rem}}
@page annex{size:A4 landscape;margin:14mm 12mm}
@media print{#annex{page:annex;break-before:page}#annex table{font-size:7pt}
#sources{page:annex}}
)css";

/// @param words  empty: no mark
Html mark(const std::string& words) {
  if (words.empty()) return {};
  const std::string css = words == interop::tlp_words(model::Tlp::clear) ? "mark free" : "mark";
  return Html(" ") + element("span", attribute("class", css), text(words));
}

Html banner(const interop::AgreementText& of) {
  Html inner = element("h1", attribute("dir", "auto"), text(of.title)) + Html("\n");
  inner += para("status", text(of.status) + mark(of.marking));
  for (const std::string& paragraph : of.preamble)
    inner += element("p", attribute("dir", "auto"), text(paragraph)) + Html("\n");
  return element("header", "", Html("\n") + inner) + Html("\n");
}

Html terms(const interop::AgreementText& of) {
  Html list;
  for (const interop::Clause& term : of.terms)
    list += element("dt", attribute("dir", "auto"), text(term.label)) +
            element("dd", "", text(term.words)) + Html("\n");
  return section("terms", "Terms", element("dl", attribute("class", "terms"), list));
}

std::string anchor(const std::string& name) { return attribute("id", name); }

Html obligation(const interop::TextParagraph& of) {
  const Html name = element(
      "a", attribute("class", "name") + attribute("href", "#annex-" + of.name), text(of.name));
  Html inner =
      element("p", attribute("dir", "auto"), text(of.words) + Html(" ") + name + mark(of.marking));
  if (!of.when.empty()) inner += para("when", text(of.when));
  for (const interop::Clause& clause : of.clauses)
    inner += element("p", attribute("class", "clause") + attribute("dir", "auto"),
                     element("b", "", text(clause.label + ": ")) + text(clause.words));
  return element("div", attribute("class", "obligation") + anchor(of.name),
                 element("span", attribute("class", "number"),
                         text(of.number.empty() ? of.name : of.number)) +
                     element("div", "", inner)) +
         Html("\n");
}

Html articles(const interop::AgreementText& of) {
  Html all;
  std::size_t number = 0;
  for (const interop::TextArticle& article : of.articles) {
    Html inner;
    for (const interop::TextParagraph& paragraph : article.paragraphs)
      inner += obligation(paragraph);
    all += section(fmt::format("article-{}", ++number), article.heading, inner);
  }
  return all;
}

Html signatures(const interop::AgreementText& of) {
  Html all;
  for (const std::string& name : of.signatories)
    all += element("div", attribute("class", "signature"),
                   element("span", "", text("For " + name)) + element("span", "", Html())) +
           Html("\n");
  return all.empty() ? all : section("signatures", "Signatures", all);
}

Html annex(const interop::AgreementText& of) {
  static constexpr std::array kWidths{"5%", "11%", "10%", "23%", "20%", "14%", "6%", "6%", "5%"};
  Table table;
  table.caption = of.left_out.empty() ? "Who does what, when and against what" : of.left_out;
  for (std::size_t k = 0; k < kWidths.size(); ++k)
    table.columns.push_back({std::string(interop::kAnnexHeads[k]), "", kWidths[k]});
  for (const interop::AnnexRow& row : of.annex) {
    TableRow cells;
    for (const std::string& cell : row.cells) cells.cells.push_back({text(cell)});
    const std::string& name = row.cells.front();
    cells.cells.front() = {
        element("a", attribute("href", "#" + name) + attribute("id", "annex-" + name), text(name)),
        "", true};
    table.rows.push_back(std::move(cells));
  }
  return section("annex", "Annex. Table of obligations", table.html());
}

Html sources(const interop::AgreementText& of) {
  Html items;
  for (const interop::TextSource& source : of.sources)
    items += element("li", "", link(source.url, source.title)) + Html("\n");
  return items.empty() ? items : section("sources", "Sources", element("ol", "", items));
}

}  // namespace

std::string agreement_html(const interop::AgreementText& of, std::string_view version) {
  const Html body =
      banner(of) +
      element("main", "",
              Html("\n") + terms(of) + articles(of) + signatures(of) + annex(of) + sources(of)) +
      Html("\n");
  return whole_page({.title = of.title,
                     .left = of.title,
                     .right = of.marking,
                     .below = of.id + ", " + std::string(version),
                     .style = std::string(kTextStyle)},
                    body);
}

}  // namespace tandem::report
