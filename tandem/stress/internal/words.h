#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tandem/base/philox.h"

/// The random words of a history.
namespace tandem::stress::internal {

/// What a random word decides; with the month and a position in the case, its place. The same
/// decision takes the same word under every roadmap.
enum class Purpose : std::uint32_t {
  month,   ///< what most months do not have, and the first of it: index is a Kind
  change,  ///< which government changes after this one in a month; administration
  next,    ///< government; administration
  undo,    ///< measure
  crisis,  ///< which crisis comes after this one in a month; crisis
  holds,   ///< whether a crisis that could come does; crisis
  choice,  ///< party
  late,    ///< tranche
  alarm,   ///< on which measure it comes after this one in a month; measure
  found,   ///< measure
  settle_crisis,
  settle_undone,
  settle_found
};

/// What few months have. Whether there is any of a kind takes one word.
enum class Kind : std::uint32_t { change, crisis, alarm, pause_ends };

/// The words of all months are made at once; of the others those of the last block are kept, since
/// neighbours ask for them.
class Words {
 public:
  Words(std::uint64_t seed, int months)
      : seed_(seed),
        philox_(seed),
        months_(static_cast<std::size_t>(months)),
        of_months_(4 * months_) {}

  void begin(std::uint64_t number) {
    low_ = static_cast<std::uint32_t>(number);
    high_ = static_cast<std::uint32_t>(number >> 32U);
    philox_blocks(seed_, {low_, high_, 0, 0}, months_, of_months_.data());
    turn_to(0);
  }
  void turn_to(int month) {
    month_ = static_cast<std::uint32_t>(month);
    block_ = kNone;
  }
  /// Word of Purpose::month.
  [[nodiscard]] std::uint32_t of_month(Kind kind) const {
    return of_months_[static_cast<std::size_t>(kind) * months_ + month_];
  }
  [[nodiscard]] std::uint32_t word(Purpose purpose, std::size_t index) {
    const std::uint32_t block =
        (static_cast<std::uint32_t>(purpose) << 16U) | static_cast<std::uint32_t>(index / 4);
    if (block != block_) {
      words_ = philox_.block({low_, high_, month_, block});
      block_ = block;
    }
    return words_[index % 4];
  }
  [[nodiscard]] bool happens(std::uint64_t threshold, Purpose purpose, std::size_t index) {
    return threshold > 0 && (threshold >> 32U != 0 || word(purpose, index) < threshold);
  }

 private:
  static constexpr std::uint32_t kNone = ~0U;

  std::uint64_t seed_;
  Philox philox_;
  std::size_t months_;
  std::vector<std::uint32_t> of_months_;  // shape [kinds][months]
  std::uint32_t low_ = 0;
  std::uint32_t high_ = 0;
  std::uint32_t month_ = 0;
  std::uint32_t block_ = kNone;
  Philox::Block words_{};
};

}  // namespace tandem::stress::internal
