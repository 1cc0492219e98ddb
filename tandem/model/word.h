#pragma once

#include <string>
#include <utility>

#include "tandem/base/result.h"

namespace tandem::model {

/// A word of the user's with its place.
struct Word {
  std::string text;
  SourceLoc at = {};

  Word() = default;
  Word(std::string t, SourceLoc where = {}) : text(std::move(t)), at(std::move(where)) {}  // NOLINT
  Word(const char* t) : text(t) {}                                                         // NOLINT
  [[nodiscard]] bool empty() const noexcept { return text.empty(); }
};

/// A number as written: one value, or a range of which `mode` is the likeliest.
struct Number {
  double low = 0;
  double mode = 0;
  double high = 0;
  bool ranged = false;
  Word provenance = {};  ///< id in CaseDraft::provenances; empty where none is given
  SourceLoc at = {};

  Number() = default;
  Number(double value) : low(value), mode(value), high(value) {}  // NOLINT
  Number(double lo, double likeliest, double hi)
      : low(lo), mode(likeliest), high(hi), ranged(true) {}
};

}  // namespace tandem::model
