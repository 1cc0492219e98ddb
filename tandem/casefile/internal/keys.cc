#include "tandem/casefile/internal/keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tandem/base/text.h"

namespace tandem::casefile::internal {

void demand_some(Decoder& d, const Entry& entry, std::string_view about) {
  if (entry.value.kind == Node::Kind::sequence && entry.value.items.empty())
    d.refuse(entry.value.at, "empty-list", fmt::format("{} is an empty list", d.name(entry.key)),
             fmt::format("name {}", about));
}

void check_keys(Decoder& d, const Node& node, const SourceLoc& at,
                const std::vector<KeyInfo>& keys) {
  std::vector<std::string> known;
  for (const KeyInfo& key : keys) known.emplace_back(key.name);
  std::set<std::string> meant;
  for (const Entry& entry : node.entries) {
    if (std::ranges::find(known, entry.key) != known.end()) continue;
    refuse_unknown_key(d, entry, known);
    meant.insert(nearest(entry.key, known));
  }
  for (const KeyInfo& key : keys) {
    const std::string name(key.name);
    if (!key.required || meant.contains(name)) continue;
    if (const Entry* entry = node.find(name)) {
      demand_some(d, *entry, key.about);
      continue;
    }
    d.refuse(at, "missing-key",
             fmt::format("{} has no '{}'", d.where.empty() ? "the file" : d.where, name),
             fmt::format("write '{}:' with {}", name, key.about));
  }
}

}  // namespace tandem::casefile::internal
