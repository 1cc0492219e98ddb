#include "tandem/casefile/paste.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "tandem/base/findings.h"
#include "tandem/base/line_diff.h"
#include "tandem/casefile/changes.h"
#include "tandem/casefile/internal/yaml_dom.h"
#include "tandem/casefile/internal/yaml_write.h"

namespace tandem::casefile {
namespace {

using internal::Entry;
using internal::Node;

constexpr const char* kLinesName = "the lines to paste";

Result<Node> tree_of(std::string_view text, const std::string& file) {
  Findings found;
  auto root = internal::parse_yaml(text, file, found);
  if (root && found.empty()) return *std::move(root);
  return tl::unexpected(Error{Errc::invalid_input, fmt::format("{} cannot be read as YAML", file),
                              std::move(found).in_file_order()});
}

/// Lines that are ids with keys.
Result<Node> entries_of(std::string_view lines) {
  auto root = tree_of(lines, kLinesName);
  if (!root) return root;
  const auto keyed = [](const Entry& one) { return one.value.kind == Node::Kind::mapping; };
  if (root->kind == Node::Kind::mapping && !root->entries.empty() &&
      std::ranges::all_of(root->entries, keyed))
    return root;
  return tl::unexpected(
      Error{Errc::invalid_input, fmt::format("{} are no ids with keys under them", kLinesName)});
}

const Node* mapping_at(const Node& root, std::string_view path) {
  const Entry* const entry = root.find(path);
  return entry != nullptr && entry->value.kind == Node::Kind::mapping ? &entry->value : nullptr;
}

/// The line before which what follows entry `k` of a mapping begins, without the comments that
/// belong to what follows.
std::size_t end_of_entry(const Node& root, const Node& mapping, std::size_t k,
                         std::span<const std::string_view> lines) {
  std::size_t end = lines.size();
  if (k + 1 < mapping.entries.size())
    end = static_cast<std::size_t>(mapping.entries[k + 1].at.line) - 1;
  else
    for (const Entry& next : root.entries)
      if (next.at.line > mapping.entries[k].at.line)
        end = std::min(end, static_cast<std::size_t>(next.at.line) - 1);
  const auto idle = [](std::string_view line) {
    const std::size_t first = line.find_first_not_of(" \n");
    return first == std::string_view::npos || line[first] == '#';
  };
  while (end > 0 && idle(lines[end - 1])) --end;
  return end;
}

/// Of the entry whose name `id` continues; of the last one where there is none.
std::size_t neighbour(const Node& mapping, std::string_view id) {
  std::size_t found = mapping.entries.size() - 1;
  std::size_t longest = 0;
  for (std::size_t k = 0; k < mapping.entries.size(); ++k) {
    const std::string& name = mapping.entries[k].key;
    if (name.size() <= longest || !id.starts_with(name + "-")) continue;
    longest = name.size();
    found = k;
  }
  return found;
}

std::string block_of(const Entry& entry, std::size_t indent) {
  const std::string blanks(indent, ' ');
  std::string made = fmt::format("{}{}:\n", blanks, entry.key);
  for (const Entry& key : entry.value.entries)
    made += fmt::format("{}  {}: {}\n", blanks, key.key, internal::yaml_flow(key.value));
  return made;
}

/// With an entry that is new; the mapping stands on lines of its own.
std::string with_block(const std::string& text, const Node& root, const Node& mapping,
                       const Entry& entry) {
  const auto lines = lines_of(text);
  const std::size_t at = end_of_entry(root, mapping, neighbour(mapping, entry.key), lines);
  std::string made;
  for (std::size_t k = 0; k < at; ++k) made += lines[k];
  if (!made.ends_with('\n')) made += '\n';
  made += block_of(entry, static_cast<std::size_t>(mapping.entries.front().at.column) - 1);
  for (std::size_t k = at; k < lines.size(); ++k) made += lines[k];
  return made;
}

Result<std::string> put(const std::string& text, const Entry& entry, const std::string& path,
                        const std::string& file) {
  const auto root = tree_of(text, file);
  if (!root) return tl::unexpected(root.error());
  const Node* const mapping = mapping_at(*root, path);
  if (mapping == nullptr)
    return tl::unexpected(Error{Errc::invalid_input, fmt::format("{} has no '{}'", file, path)});
  const std::string place = fmt::format("{}.{}", path, entry.key);
  std::vector<Change> changes;
  if (mapping->find(entry.key) == nullptr) {
    if (!mapping->flow && !mapping->entries.empty())
      return with_block(text, *root, *mapping, entry);
    changes.push_back({Change::Kind::set, place, {}, internal::yaml_flow(entry.value)});
  } else {
    for (const Entry& key : entry.value.entries)
      changes.push_back({Change::Kind::set,
                         fmt::format("{}.{}", place, key.key),
                         {},
                         internal::yaml_flow(key.value)});
  }
  return apply(text, changes, file);
}

}  // namespace

Result<std::string> paste(std::string_view text, std::string_view lines, const std::string& path,
                          const std::string& file) {
  const auto entries = entries_of(lines);
  if (!entries) return tl::unexpected(entries.error());
  std::string made(text);
  for (const Entry& entry : entries->entries) {
    auto next = put(made, entry, path, file);
    if (!next) return next;
    made = *std::move(next);
  }
  return made;
}

}  // namespace tandem::casefile
