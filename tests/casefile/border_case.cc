#include "tests/casefile/border_case.h"

#include <stdexcept>

#include "tests/support/approval.h"

namespace tandem::test {

std::string border_text() { return text_of_file(TANDEM_SOURCE_DIR "/tests/casefile/border.yaml"); }

std::string border_with(std::string_view from, std::string_view to) {
  std::string text = border_text();
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("border.yaml does not hold what to change");
  return text.replace(at, from.size(), to);
}

casefile::CaseFile border_case() {
  auto loaded = casefile::load_case_text(border_text(), "border.yaml");
  if (!loaded) throw std::logic_error(shown(loaded.error(), border_text()));
  return std::move(*loaded);
}

std::string shown(const Error& error, std::string_view source_text) {
  std::string text;
  for (const Diagnostic& d : error.details) text += casefile::render(d, source_text);
  return text + error.what + "\n";
}

}  // namespace tandem::test
