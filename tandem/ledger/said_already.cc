#include "tandem/ledger/said_already.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <queue>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "tandem/ledger/history.h"
#include "tandem/ledger/internal/refusal.h"
#include "tandem/model/timetable.h"

namespace tandem::ledger {
namespace {

auto words_of(const Event& one) {
  return std::tie(one.kind, one.on, one.by, one.of, one.says, one.share, one.finding, one.step,
                  one.until);
}

}  // namespace

Result<std::vector<std::uint64_t>> said_already(Ledger& book, std::span<const Event> events) {
  std::set<Date> days;
  for (const Event& one : events) days.insert(one.on);
  std::vector<Placed> places = book.order({book.last_at(), Date{model::kLastDay}});
  std::erase_if(places,
                [&](const Placed& one) { return one.corrected_by != 0 || !days.contains(one.on); });
  const auto entries = entries_at(book, places);
  if (!entries) return tl::unexpected(entries.error());
  std::map<decltype(words_of(events[0])), std::queue<std::uint64_t>> there;
  for (const Recorded& one : *entries) there[words_of(one.event)].push(one.seq);
  std::vector<std::uint64_t> found(events.size());
  for (std::size_t k = 0; k < events.size(); ++k) {
    const auto same = there.find(words_of(events[k]));
    if (same == there.end() || same->second.empty()) continue;
    found[k] = same->second.front();
    same->second.pop();
  }
  return found;
}

Result<void> refuse_all_said(std::span<const std::uint64_t> entries, const std::string& file) {
  if (entries.empty() || std::ranges::count(entries, 0U) > 0) return {};
  return tl::unexpected(internal::invalid(
      (entries.size() == 1 ? std::string("the one row")
                           : fmt::format("all {} rows", entries.size())) +
          fmt::format(" of {} {} in the ledger already", file, entries.size() == 1 ? "is" : "are"),
      "said-already", fmt::format("the first of them is entry {}", std::ranges::min(entries)),
      "leave out what is there; what happened once more says so in its words, or is recorded by "
      "itself with `tandem ledger record`"));
}

}  // namespace tandem::ledger
