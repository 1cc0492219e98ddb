#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/findings.h"

/// The strict part of YAML that case files are written in, as a tree that remembers places.
namespace tandem::casefile::internal {

inline constexpr int kDepthLimit = 32;

struct Entry;

/// A piece of the file. `broken` stands for what was refused: a message has been given, and whoever
/// reads it stays silent.
struct Node {
  enum class Kind { text, sequence, mapping, broken };
  Kind kind = Kind::text;
  bool plain = false;          ///< text without quotes
  std::string text;            ///< of Kind::text
  std::vector<Node> items;     ///< of Kind::sequence
  std::vector<Entry> entries;  ///< of Kind::mapping, in file order, no key twice
  SourceLoc at;
  bool flow = false;  ///< a list or mapping in brackets
  int end_line = 0;   ///< just after it; of a block, where the next thing begins
  int end_column = 0;

  /// Nothing written: `key:`, `~` or `null`.
  [[nodiscard]] bool is_null() const;
  [[nodiscard]] const Entry* find(std::string_view key) const;
};

struct Entry {
  std::string key;
  SourceLoc at;  ///< of the key
  Node value;
};

/// The one document in `text`. Everything refused is added to `found` and the rest is still read;
/// only where the text is no YAML at all does reading stop, with nothing returned.
[[nodiscard]] std::optional<Node> parse_yaml(std::string_view text, const std::string& file,
                                             Findings& found);

/// A number that YAML readers disagree about: 010, 0x1F, 0o17, -007.
[[nodiscard]] bool looks_octal(std::string_view text);

}  // namespace tandem::casefile::internal
