#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/ledger/event.h"
#include "tandem/ledger/state.h"
#include "tandem/ledger/store.h"
#include "tandem/ledger/transfer.h"

using namespace tandem;

namespace {

/// Any bytes are refused, or are what an export of the ledger that they make is.
void import(std::string_view text) {
  const auto store = ledger::memory_store();
  const auto head = ledger::import_ledger(text, "fuzz.jsonl", *store);
  if (!head) {
    if (store->head()->seq != 0) std::abort();
    return;
  }
  std::string written;
  const auto again = ledger::export_ledger(*store, [&](std::string_view piece) {
    written += piece;
    return true;
  });
  if (!again || written != text) std::abort();
}

/// Lines of a record whose links are good: its rules refuse what they must, and a state can be made
/// of whatever they take.
void replay(std::string_view text) {
  ledger::Projection record;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() == text.size() ? line.size() : line.size() + 1);
    const auto event = ledger::event_of(line);
    if (!event) continue;
    const auto before = record.entries();
    const auto taken = record.apply(*event);
    if (record.entries() != before + (taken ? 1 : 0)) std::abort();
    if (taken) static_cast<void>(record.state({record.last_at(), event->on}));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  import(text);
  replay(text);
  return 0;
}
