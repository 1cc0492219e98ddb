#pragma once

#include <string>
#include <string_view>

#include "tandem/base/calendar.h"
#include "tandem/base/result.h"

/// The parts of a document of Word beside its text.
namespace tandem::interop {

inline constexpr std::string_view kWordNamespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
inline constexpr std::string_view kXmlHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What every page and the properties of a file say of it.
struct Front {
  std::string id;
  std::string title;
  std::string marking;
  Date date{};
};

/// A4, on its short or on its long side.
enum class Paper { upright, across };
/// Of the text, in twips.
[[nodiscard]] int text_width(Paper paper);
/// The properties of a section of such pages, with the title, the marking and "Page 2 of 7".
[[nodiscard]] std::string section_xml(Paper paper);

/// The whole file. @param body  of the document: its paragraphs, and the properties of its last
///        section
[[nodiscard]] Result<std::string> word_package(const Front& front, std::string_view body);

}  // namespace tandem::interop
