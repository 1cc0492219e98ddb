#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tandem/casefile/agreement_file.h"
#include "tandem/casefile/obligations_table.h"

using namespace tandem;

namespace {

/// A table of tandem's own is read back as it is written.
void read_native(std::string_view text) {
  auto read = casefile::read_obligations_csv(text, "fuzz.csv");
  if (!read) return;
  model::AgreementDraft draft;
  draft.obligations = std::move(*read);
  const std::string written = casefile::write_obligations_csv(draft);
  auto again = casefile::read_obligations_csv(written, "written.csv");
  if (!again || again->size() != draft.obligations.size()) std::abort();
  draft.obligations = std::move(*again);
  if (casefile::write_obligations_csv(draft) != written) std::abort();
}

}  // namespace

/// Any bytes are answered with mistakes, or are an agreement whose file loads.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_native(text);
  const auto made = casefile::import_obligations(text, "fuzz.csv");
  if (!made) return 0;
  if (made->triggers.size() != made->rows || made->draft.obligations.size() != made->rows)
    std::abort();
  const std::string yaml = casefile::write_agreement(made->draft);
  if (!casefile::load_agreement_text(yaml, "written.yaml")) std::abort();
  return 0;
}
