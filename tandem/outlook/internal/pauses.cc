#include "tandem/outlook/internal/pauses.h"

#include <algorithm>

namespace tandem::outlook::internal {

using ledger::EventKind;

std::vector<Pause> pauses_in(std::span<const ledger::Recorded> history) {
  std::vector<Pause> all;
  for (const ledger::Recorded& one : history) {
    const ledger::Event& event = one.event;
    const bool withdrawn = event.kind == EventKind::withdrawn;
    const bool begins = withdrawn || event.kind == EventKind::suspended;
    if (!one.counts() || (!begins && event.kind != EventKind::resumed)) continue;
    const auto open = std::ranges::find_if(all, [&](const Pause& pause) {
      return !pause.until && pause.by == event.by && pause.of == event.of;
    });
    if (open == all.end() && begins)
      all.push_back({event.by, event.of, withdrawn, event.on, std::nullopt, one.seq});
    else if (open != all.end() && begins)
      open->withdrawn = open->withdrawn || withdrawn;
    else if (open != all.end())
      open->until = event.on;
  }
  return all;
}

std::vector<std::pair<Date, std::optional<Date>>> joined(const std::vector<Pause>& pauses) {
  std::vector<std::pair<Date, std::optional<Date>>> all;
  for (const Pause& pause : pauses) {
    const bool overlaps = !all.empty() && (!all.back().second || pause.from <= *all.back().second);
    if (!overlaps)
      all.emplace_back(pause.from, pause.until);
    else if (!pause.until)
      all.back().second.reset();
    else if (all.back().second)
      all.back().second = std::max(*all.back().second, *pause.until);
  }
  return all;
}

}  // namespace tandem::outlook::internal
