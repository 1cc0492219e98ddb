#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/interop/clauses.h"

/// An agreement as a text that is read and signed, before it has a format.
namespace tandem::interop {

/// One obligation in the text.
struct TextParagraph {
  model::ObligationId id;
  std::string name;    ///< its id in the file
  std::string number;  ///< "2.3"; empty where it is not part of the text
  std::string words;   ///< what is undertaken
  std::string when;    ///< a sentence
  std::vector<Clause> clauses;
  std::string marking;  ///< "TLP:AMBER"; empty where it may go to anybody
};

struct TextArticle {
  std::string heading;  ///< "Article 2. Second phase"
  std::vector<TextParagraph> paragraphs;
};

inline constexpr std::array<std::string_view, 9> kAnnexHeads{
    "Id",           "Who",        "To whom",         "What",  "When",
    "Verification", "Legal form", "In exchange for", "Source"};

/// A row of the annex, in the order of kAnnexHeads.
struct AnnexRow {
  model::ObligationId id;
  std::array<std::string, kAnnexHeads.size()> cells;
};

struct TextSource {
  std::string title;
  std::string url;
};

struct AgreementText {
  std::string id;
  std::string title;
  std::string status;  ///< "Signed on 1 March 2026."
  std::vector<std::string> preamble;
  std::vector<Clause> terms;          ///< what words and counts of days mean
  std::vector<TextArticle> articles;  ///< by phase; then what is beside the text, and the record
  std::vector<std::string> signatories;
  std::vector<AnnexRow> annex;
  std::vector<TextSource> sources;  ///< the annex names them by their numbers, from 1
  std::string marking;              ///< the highest label of what is shown, "TLP:CLEAR"
  std::string left_out;             ///< a sentence; empty where nothing is
  Date date{};                      ///< of signature; of its first day where it is not signed
};

[[nodiscard]] AgreementText agreement_text(const View& view);

}  // namespace tandem::interop
