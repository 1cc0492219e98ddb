#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "tandem/casefile/casefile.h"

namespace {

/// A case with a divisible and a whole measure and a partner.
tandem::model::Case small_case() {
  tandem::model::CaseDraft draft;
  draft.id = "border";
  draft.phases = 4;
  draft.months_per_phase = 6;
  draft.horizon_months = 120;
  draft.parties = {{.id = "north"}, {.id = "league", .role = "partner"}};
  draft.tracks = {{"security", "Security"}};
  draft.measures = {{.id = "guns", .actors = {"north"}, .track = "security", .divisible = true},
                    {.id = "monitors", .actors = {"league"}, .track = "security"}};
  auto made = tandem::model::Case::from(draft);
  if (!made) std::abort();
  return std::move(*made);
}

}  // namespace

/// Any bytes are answered with mistakes, or are a roadmap that is read back as it is written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const tandem::model::Case kCase = small_case();
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto loaded = tandem::casefile::load_roadmap_text(text, "fuzz.yaml", kCase);
  if (!loaded) return 0;
  const std::string written = tandem::casefile::write_roadmap(kCase, loaded->valid);
  const auto again = tandem::casefile::load_roadmap_text(written, "written.yaml", kCase);
  if (!again || again->valid.increments.size() != loaded->valid.increments.size()) std::abort();
  return 0;
}
