#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/store.h"

namespace tandem::ledger {

/// Something that is wrong with an entry, or, with number 0, with the ledger as a whole.
struct EntryFinding {
  std::uint64_t seq = 0;
  Diagnostic what;
};

/// What a look at every entry has found.
struct Examination {
  Head head;  ///< as it was read: the number of the last entry, and its hash as kept
  std::uint64_t signed_entries = 0;  ///< whose signature is good
  std::vector<EntryFinding>
      findings;                ///< by number, those of the whole last; at most kMostFindings
  std::uint64_t left_out = 0;  ///< findings beyond those
  [[nodiscard]] bool good() const { return findings.empty(); }
};
inline constexpr std::size_t kMostFindings = 1000;

/// Every link of the chain, the canonical form of every entry, every signature and every rule of
/// the record. An entry that is none, or that breaks a rule, is left out of what later ones are
/// held to.
/// @param receipt  a head that someone kept: the ledger must still have all that it had then
/// Errors: io.
[[nodiscard]] Result<Examination> examine(Store& store, const std::optional<Head>& receipt = {});

}  // namespace tandem::ledger
