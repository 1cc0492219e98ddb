#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tandem/ledger/event.h"
#include "tandem/ledger/keys.h"

using namespace tandem;

/// Any bytes are no event, or the only text of one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto event = ledger::event_of(text);
  if (!event) {
    if (event.error().details.empty()) std::abort();
    return 0;
  }
  if (ledger::body_of(*event) != text) std::abort();
  const std::array<ledger::Hash, 3> before{};
  static_cast<void>(ledger::is_signed_well(*event, ledger::binding_of(*event, "fuzz", before)));
  return 0;
}
