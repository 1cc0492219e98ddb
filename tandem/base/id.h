#pragma once

#include <compare>
#include <cstddef>

namespace tandem {

/// Position of one thing inside one Case. Ids of two kinds never mix, and none is an int.
template <class Tag>
class Id {
 public:
  constexpr explicit Id(std::size_t index) noexcept : index_(index) {}
  [[nodiscard]] constexpr std::size_t index() const noexcept { return index_; }
  constexpr auto operator<=>(const Id&) const = default;

 private:
  std::size_t index_;
};

using PartyId = Id<struct PartyTag>;
using TrackId = Id<struct TrackTag>;
using MeasureId = Id<struct MeasureTag>;
using BoundaryId = Id<struct BoundaryTag>;
using ProvenanceId = Id<struct ProvenanceTag>;

}  // namespace tandem
