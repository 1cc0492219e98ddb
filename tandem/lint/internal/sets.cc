#include <map>
#include <string>
#include <utility>

#include "tandem/lint/internal/families.h"

namespace tandem::lint {

Sets in_sets(const Rule& rule, const Context& c, const std::vector<std::size_t>& all,
             const std::vector<std::string>& keys) {
  Sets sets;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> known;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const model::Allow* allow = c.allowance(all[k], rule.id);
    const std::string_view reason = allow == nullptr ? std::string_view("\n") : allow->reason;
    const auto [entry, fresh] = known.try_emplace({keys[k], reason}, sets.size());
    if (fresh) sets.emplace_back();
    sets[entry->second].push_back(all[k]);
  }
  return sets;
}

}  // namespace tandem::lint
