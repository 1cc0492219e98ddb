#include "tandem/ledger/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace tandem::ledger {
namespace {

constexpr std::uint64_t kAtATime = 4096;
/// As many that are not asked for are read along rather than a store asked again.
constexpr std::uint64_t kGap = 64;

Error missing(std::uint64_t seq) {
  return {Errc::io, fmt::format("entry {} is not there any more; look what became of the ledger "
                                "with `tandem ledger verify`",
                                seq)};
}

}  // namespace

Result<std::vector<Recorded>> entries_at(Ledger& book, std::span<const Placed> places) {
  std::vector<std::size_t> by_number(places.size());
  std::iota(by_number.begin(), by_number.end(), std::size_t{0});
  const auto seq_of = [&](std::size_t place) { return places[place].seq; };
  std::ranges::sort(by_number, {}, seq_of);
  std::vector<Recorded> all(places.size());
  for (std::size_t begin = 0; begin < by_number.size();) {
    const std::uint64_t first = seq_of(by_number[begin]);
    std::size_t end = begin + 1;
    while (end < by_number.size() && seq_of(by_number[end]) - first < kAtATime &&
           seq_of(by_number[end]) - seq_of(by_number[end - 1]) <= kGap)
      ++end;
    const auto entries = book.read(first - 1, seq_of(by_number[end - 1]) - first + 1);
    if (!entries) return tl::unexpected(entries.error());
    for (; begin < end; ++begin) {
      const Placed& place = places[by_number[begin]];
      if (place.seq - first >= entries->size()) return tl::unexpected(missing(place.seq));
      auto event = event_of((*entries)[place.seq - first].body);
      if (!event) return tl::unexpected(event.error());
      all[by_number[begin]] = {place.seq, *std::move(event), place.corrected_by};
    }
  }
  return all;
}

Result<std::vector<Recorded>> history(Ledger& book, const View& view, std::string_view of) {
  return entries_at(book, book.order(view, of));
}

}  // namespace tandem::ledger
