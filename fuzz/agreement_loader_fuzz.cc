#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "tandem/casefile/agreement_file.h"
#include "tandem/lint/lint.h"
#include "tandem/model/timetable.h"

using namespace tandem;

/// Any bytes are answered with mistakes, or are an agreement that is read back as it is written,
/// has a timetable and can be linted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto loaded = casefile::load_agreement_text(text, "fuzz.yaml");
  if (!loaded) return 0;
  const std::string written = casefile::write_agreement(loaded->draft);
  const auto again = casefile::load_agreement_text(written, "written.yaml");
  if (!again || casefile::write_agreement(again->draft) != written) std::abort();
  const model::Agreement& of = loaded->valid;
  if (model::timetable(of).of.size() != of.obligations().size()) std::abort();
  for (const lint::Finding& finding : lint::lint(of))
    if (finding.message.empty() || finding.repair.empty() || finding.paste.empty()) std::abort();
  return 0;
}
