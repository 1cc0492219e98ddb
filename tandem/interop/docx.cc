#include "tandem/interop/docx.h"

#include <fmt/format.h>

#include <array>

#include "tandem/interop/internal/docx_parts.h"
#include "tandem/interop/internal/word_xml.h"

namespace tandem::interop {
namespace {

constexpr std::array kAnnexWidths{700, 1500, 1400, 3300, 2900, 2500, 950, 900, 648};

std::string plain(std::string_view style, std::string_view words) {
  return paragraph_xml({style}, {{std::string(words)}});
}

/// Names of bookmarks may hold letters and digits only, whatever an id holds.
std::string anchor(model::ObligationId id) { return fmt::format("o{}", id.index() + 1); }

std::string labelled(std::string_view style, const Clause& clause) {
  return paragraph_xml({style}, {{clause.label + ": ", false, true}, {clause.words}});
}

std::string opening_xml(const AgreementText& text) {
  std::string out = plain("Title", text.title) + plain("Subtitle", text.status);
  for (const std::string& paragraph : text.preamble) out += plain("Normal", paragraph);
  out += plain("Heading1", "Terms");
  for (const Clause& term : text.terms)
    out += paragraph_xml({"Term"}, {{term.label, true}, {": " + term.words + "."}});
  return out;
}

std::string obligation_xml(const TextParagraph& paragraph) {
  const std::string number = paragraph.number.empty() ? paragraph.name : paragraph.number;
  const std::string name = paragraph.number.empty() ? "" : " (" + paragraph.name + ")";
  const ParagraphLook look{"Obligation", anchor(paragraph.id),
                           static_cast<int>(paragraph.id.index()) + 1};
  std::string out = paragraph_xml(look, {{number + "\t", true}, {paragraph.words + name}});
  if (!paragraph.when.empty()) out += plain("Clause", paragraph.when);
  for (const Clause& clause : paragraph.clauses) out += labelled("Clause", clause);
  if (!paragraph.marking.empty()) out += labelled("Clause", {"Marking", paragraph.marking});
  return out;
}

std::string articles_xml(const AgreementText& text) {
  std::string out;
  for (const TextArticle& article : text.articles) {
    out += plain("Heading1", article.heading);
    for (const TextParagraph& paragraph : article.paragraphs) out += obligation_xml(paragraph);
  }
  return out;
}

std::string signatures_xml(const AgreementText& text) {
  std::string out;
  for (const std::string& name : text.signatories)
    out += paragraph_xml({"Signature"}, {{"For " + name + "\t"}});
  // The section of the text ends with this paragraph.
  return out + paragraph_xml({"Normal", "", 0, section_xml(Paper::upright)}, {});
}

std::string annex_xml(const AgreementText& text) {
  std::vector<std::vector<std::string>> rows(1);
  for (const std::string_view head : kAnnexHeads) rows[0].push_back(plain("TableText", head));
  for (const AnnexRow& row : text.annex) {
    auto& cells = rows.emplace_back();
    for (const std::string& cell : row.cells) cells.push_back(plain("TableText", cell));
    cells[0] = paragraph_around("TableText", row.cells[0], link_xml(anchor(row.id), row.cells[0]));
  }
  std::string out = plain("Heading1", "Annex. Table of obligations");
  if (!text.left_out.empty()) out += plain("Normal", text.left_out);
  return out + table_xml({{kAnnexWidths.begin(), kAnnexWidths.end()}}, rows);
}

std::string sources_xml(const AgreementText& text) {
  if (text.sources.empty()) return plain("Normal", "");
  std::string out = plain("Heading1", "Sources");
  for (std::size_t k = 0; k < text.sources.size(); ++k) {
    const TextSource& source = text.sources[k];
    out += plain("Source", fmt::format("{}. {}{}{}", k + 1, source.title,
                                       source.url.empty() ? "" : ". ", source.url));
  }
  return out;
}

}  // namespace

Result<std::string> agreement_docx(const AgreementText& text) {
  return word_package({text.id, text.title, text.marking, text.date},
                      opening_xml(text) + articles_xml(text) + signatures_xml(text) +
                          annex_xml(text) + sources_xml(text) + section_xml(Paper::across));
}

}  // namespace tandem::interop
