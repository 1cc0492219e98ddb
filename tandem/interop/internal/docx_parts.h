#pragma once

#include <string>
#include <string_view>

#include "tandem/interop/agreement_text.h"

/// The parts of a document of Word beside its text.
namespace tandem::interop {

inline constexpr std::string_view kWordNamespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
inline constexpr std::string_view kXmlHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

[[nodiscard]] std::string content_types_xml();
[[nodiscard]] std::string package_relations_xml();
[[nodiscard]] std::string document_relations_xml();
[[nodiscard]] std::string styles_xml();
[[nodiscard]] std::string settings_xml();
/// Title, subject, language, and as dates the one of the text.
[[nodiscard]] std::string core_properties_xml(const AgreementText& text);
/// The title and the marking on every page. @param width  of the text, twips
[[nodiscard]] std::string header_xml(const AgreementText& text, int width);
/// "Page 2 of 7".
[[nodiscard]] std::string footer_xml();

}  // namespace tandem::interop
