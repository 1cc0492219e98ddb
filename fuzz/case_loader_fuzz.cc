#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "tandem/casefile/casefile.h"

/// Any bytes are a case or are answered with mistakes that show themselves.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  const auto loaded = tandem::casefile::load_case_text(text, "fuzz.yaml");
  if (loaded) return 0;
  if (loaded.error().details.empty()) std::abort();
  for (const auto& diagnostic : loaded.error().details)
    if (tandem::casefile::render(diagnostic, text).empty()) std::abort();
  return 0;
}
