#pragma once

#include <string>
#include <string_view>

#include "tandem/base/calendar.h"
#include "tandem/base/result.h"

/// The parts of a document of Word beside its text.
namespace tandem::interop {

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
