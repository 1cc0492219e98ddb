#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tandem/ledger/event.h"
#include "tandem/ledger/state.h"
#include "tandem/ledger/transfer.h"

using namespace tandem;

namespace {

constexpr std::string_view kText = R"(tandem: 1
agreement: fuzz
title: An agreement
actors: {north: {name: North}, south: {name: South}, board: {name: Board, role: body}}
obligations:
  A1: {title: North opens the road, actors: [north], counterparts: [south], trigger: by 2027-03-01}
  B1: {title: South sends grain, actors: [south], trigger: by A1 + 1m}
)";

ledger::Projection record() {
  ledger::Projection made;
  ledger::Event event;
  event.kind = ledger::EventKind::opened;
  event.on = Date{std::chrono::year{2027} / 1 / 1};
  event.at = std::chrono::sys_days{event.on};
  event.by = "keeper";
  event.of = "fuzz";
  event.says = "A ledger";
  if (!made.apply(event)) std::abort();
  event.kind = ledger::EventKind::signed_text;
  event.of.clear();
  event.text = kText;
  if (!made.apply(event)) std::abort();
  return made;
}

}  // namespace

/// Any bytes are refused with mistakes, or are events that the record takes one after the other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ledger::Projection so_far = record();
  const ledger::Second at = so_far.last_at() + std::chrono::days{100};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto events = ledger::events_of_sheet(text, "fuzz.csv", at, so_far);
  if (!events && events.error().details.empty()) std::abort();
  if (so_far.entries() != 2) std::abort();
  if (!events) return 0;
  for (const ledger::Event& one : *events) {
    if (!ledger::event_of(ledger::body_of(one)) || !so_far.apply(one)) std::abort();
  }
  return 0;
}
