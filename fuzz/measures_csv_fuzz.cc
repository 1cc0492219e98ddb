#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tandem/casefile/casefile.h"

/// Any bytes are answered with mistakes, or are a table that is read back as it is written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto measures = tandem::casefile::read_measures_csv(text, "fuzz.csv");
  if (!measures) return 0;
  tandem::model::CaseDraft draft;
  draft.measures = std::move(*measures);
  const std::string written = tandem::casefile::write_measures_csv(draft);
  const auto again = tandem::casefile::read_measures_csv(written, "written.csv");
  if (!again || again->size() != draft.measures.size()) std::abort();
  if (tandem::casefile::write_measures_csv({.measures = *again}) != written) std::abort();
  return 0;
}
