#pragma once

#include <memory>
#include <optional>
#include <string>

#include "apps/desk/lru.h"
#include "apps/desk/schema.h"

namespace tandem::desk {

/// An answer that was computed, as it was sent.
struct Kept {
  std::string kind;                         ///< "assess", "plan", "stress", ...
  std::shared_ptr<const std::string> body;  ///< JSON
};

/// Answers under names of their own: the same question about the same text has the same name.
class Results {
 public:
  /// Puts the name into the answer, as its first key "result", and keeps it.
  /// @return  what was kept
  std::shared_ptr<const std::string> keep(const std::string& id, const std::string& kind,
                                          const Json& answer);
  [[nodiscard]] std::optional<Kept> find(const std::string& id) { return kept_.get(id); }

 private:
  static constexpr std::size_t kMost = 512;
  static constexpr std::size_t kBytes = std::size_t{128} * 1024 * 1024;
  Lru<Kept> kept_{kMost, kBytes};
};

/// The answer with its name as its first key.
[[nodiscard]] Json named(const std::string& id, const Json& answer);

}  // namespace tandem::desk
