#include "tandem/casefile/changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/base/findings.h"
#include "tandem/base/line_diff.h"
#include "tandem/base/number.h"
#include "tandem/base/text.h"
#include "tandem/casefile/internal/yaml_dom.h"

namespace tandem::casefile {
namespace {

using internal::Entry;
using internal::Node;

Error refusal(std::string what) { return {Errc::invalid_input, std::move(what)}; }

/// A text and its tree, with the byte at which a place of the tree lies.
class Document {
 public:
  static Result<Document> of(std::string text, const std::string& file) {
    Findings found;
    Document made(std::move(text));
    auto root = internal::parse_yaml(made.text_, file, found);
    if (!found.empty() || !root)
      return tl::unexpected(Error{Errc::invalid_input,
                                  fmt::format("{} is not YAML as a case is written in", file),
                                  std::move(found).in_file_order()});
    made.root_ = *std::move(root);
    return made;
  }

  [[nodiscard]] const Node& root() const { return root_; }
  [[nodiscard]] const std::string& text() const { return text_; }

  /// Columns count letters, offsets bytes.
  [[nodiscard]] std::size_t offset(int line, int column) const {
    std::size_t at = lines_[static_cast<std::size_t>(line - 1)];
    for (int letter = 1; letter < column && at < text_.size(); ++letter) {
      ++at;
      while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U) ++at;
    }
    return at;
  }
  [[nodiscard]] std::size_t begin_of(const Node& node) const {
    return offset(node.at.line, node.at.column);
  }
  /// Just after what is written of it, without the blanks and comments that follow.
  [[nodiscard]] std::size_t end_of(const Node& node) const {
    if (node.kind == Node::Kind::mapping && !node.flow && !node.entries.empty())
      return end_of(node.entries.back().value);
    if (node.kind == Node::Kind::sequence && !node.flow && !node.items.empty())
      return end_of(node.items.back());
    std::size_t end = offset(node.end_line, node.end_column);
    const std::size_t begin = begin_of(node);
    if (node.kind == Node::Kind::text && begin < end &&
        (text_[begin] == '|' || text_[begin] == '>'))
      while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == ' ')) --end;
    return end;
  }
  /// Of the line that `at` lies on, and of the one after it.
  [[nodiscard]] std::size_t line_begin(std::size_t at) const {
    return *(std::ranges::upper_bound(lines_, at) - 1);
  }
  [[nodiscard]] std::size_t next_line(std::size_t at) const {
    const auto next = std::ranges::upper_bound(lines_, at);
    return next == lines_.end() ? text_.size() : *next;
  }

 private:
  explicit Document(std::string text) : text_(std::move(text)) {
    lines_.push_back(0);
    for (std::size_t at = 0; at < text_.size(); ++at)
      if (text_[at] == '\n') lines_.push_back(at + 1);
  }

  std::string text_;
  std::vector<std::size_t> lines_;
  Node root_;
};

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  while (true) {
    const std::size_t dot = path.find('.');
    segments.emplace_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return segments;
    path.remove_prefix(dot + 1);
  }
}

/// One step of a path: what it leads to, and the entry where it is a key's.
struct Step {
  const Node* node = nullptr;
  const Entry* entry = nullptr;
  const Node* parent = nullptr;
};

Step child(const Node& of, const std::string& segment) {
  if (of.kind == Node::Kind::mapping) {
    const Entry* entry = of.find(segment);
    return {entry == nullptr ? nullptr : &entry->value, entry, &of};
  }
  const auto place = number_of<std::size_t>(segment);
  if (of.kind != Node::Kind::sequence || !place || *place >= of.items.size())
    return {nullptr, nullptr, &of};
  return {&of.items[*place], nullptr, &of};
}

std::string keys_of(const Node& node) {
  std::vector<std::string> keys;
  for (const Entry& entry : node.entries) keys.push_back(entry.key);
  return keys.empty() ? "it has no keys" : "it has " + join_words(keys);
}

/// The steps to `path`, the last of which may be missing.
Result<std::vector<Step>> steps_to(const Node& root, const std::string& path) {
  const auto segments = segments_of(path);
  std::vector<Step> steps;
  const Node* at = &root;
  for (std::size_t k = 0; k < segments.size(); ++k) {
    steps.push_back(child(*at, segments[k]));
    if (steps.back().node == nullptr && k + 1 < segments.size()) {
      std::vector<std::string> known;
      for (const Entry& entry : at->entries) known.push_back(entry.key);
      return tl::unexpected(refusal(
          fmt::format("'{}' is not in the file: '{}' leads nowhere; {}", path, segments[k],
                      did_you_mean(segments[k], known,
                                   at->entries.empty() ? "look at the file" : keys_of(*at)))));
    }
    at = steps.back().node;
  }
  return steps;
}

std::string spliced(const std::string& text, std::size_t begin, std::size_t end,
                    std::string_view with) {
  return text.substr(0, begin) + std::string(with) + text.substr(end);
}

/// With a new last entry `line` in the mapping.
std::string with_entry(const Document& in, const Node& mapping, const std::string& line) {
  const std::size_t end = in.end_of(mapping);
  if (mapping.flow)
    return spliced(in.text(), end - 1, end - 1, mapping.entries.empty() ? line : ", " + line);
  const std::string indent(static_cast<std::size_t>(mapping.entries.front().at.column - 1), ' ');
  const std::size_t next = in.next_line(end);
  const bool broken = next > 0 && in.text()[next - 1] == '\n';
  return spliced(in.text(), next, next, (broken ? "" : "\n") + indent + line + "\n");
}

Result<std::string> set(const Document& in, const Change& change, const std::string& file) {
  const auto steps = steps_to(in.root(), change.path);
  if (!steps) return tl::unexpected(steps.error());
  const Step& last = steps->back();
  const bool nothing = last.node != nullptr && in.begin_of(*last.node) == in.end_of(*last.node);
  std::string made;
  if (last.node != nullptr) {
    made = spliced(in.text(), in.begin_of(*last.node), in.end_of(*last.node),
                   nothing ? " " + change.text : change.text);
  } else if (last.parent->kind == Node::Kind::mapping &&
             (last.parent->flow || !last.parent->entries.empty())) {
    made = with_entry(in, *last.parent,
                      fmt::format("{}: {}", segments_of(change.path).back(), change.text));
  } else {
    return tl::unexpected(refusal(fmt::format(
        "'{}' cannot be added: what it would be in holds no keys; change the file", change.path)));
  }
  const auto after = Document::of(made, file);
  const auto there = after ? steps_to(after->root(), change.path) : tl::unexpected(after.error());
  if (there && there->back().node != nullptr) return made;
  return tl::unexpected(refusal(fmt::format(
      "'{}' cannot become '{}': that is no value of one line of YAML; write a number, a word or "
      "text in quotes",
      change.path, change.text)));
}

/// Whether a block's part stands on lines of its own.
bool own_lines(const Document& in, std::size_t begin) {
  const std::string_view text = in.text();
  const std::size_t line = in.line_begin(begin);
  return text.substr(line, begin - line).find_first_not_of(" -") == std::string_view::npos;
}

std::string without_flow_part(const Document& in, std::size_t begin, std::size_t end) {
  const std::string& text = in.text();
  const std::size_t after = text.find_first_not_of(" \n", end);
  if (text[after] == ',') return spliced(text, begin, text.find_first_not_of(' ', after + 1), "");
  const std::size_t before = text.find_last_not_of(" \n", begin - 1);
  return spliced(text, text[before] == ',' ? before : begin, end, "");
}

std::size_t parts(const Node& node) { return node.entries.size() + node.items.size(); }

Result<std::string> remove(const Document& in, const Change& change) {
  const auto found = steps_to(in.root(), change.path);
  if (!found) return tl::unexpected(found.error());
  auto steps = *found;
  if (steps.back().node == nullptr)
    return tl::unexpected(refusal(fmt::format("'{}' cannot be removed: it is not in the file; {}",
                                              change.path, keys_of(*steps.back().parent))));
  while (steps.size() > 1 && parts(*steps.back().parent) == 1) steps.pop_back();
  const Step& last = steps.back();
  std::size_t begin = last.entry != nullptr ? in.offset(last.entry->at.line, last.entry->at.column)
                                            : in.begin_of(*last.node);
  const std::size_t end = std::max(in.end_of(*last.node), begin);
  if (last.parent->flow) return without_flow_part(in, begin, end);
  if (!own_lines(in, begin) ||
      (last.entry != nullptr &&
       in.text()[in.text().find_first_not_of(' ', in.line_begin(begin))] == '-'))
    return tl::unexpected(refusal(fmt::format(
        "'{}' cannot be removed: it does not stand on lines of its own; change the file",
        change.path)));
  return spliced(in.text(), in.line_begin(begin), in.next_line(end), "");
}

Result<std::string> replace(std::string_view text, const Change& change) {
  const std::size_t at = change.was.empty() ? std::string_view::npos : text.find(change.was);
  if (at == std::string_view::npos)
    return tl::unexpected(
        refusal("what is to be replaced is not in the file as it was; look at both and say anew"));
  if (text.find(change.was, at + 1) != std::string_view::npos)
    return tl::unexpected(
        refusal("what is to be replaced stands in the file more than once; take in more of it"));
  return spliced(std::string(text), at, at + change.was.size(), change.text);
}

Result<std::string> apply_one(std::string text, const Change& change, const std::string& file) {
  if (change.kind == Change::Kind::replace) return replace(text, change);
  const auto document = Document::of(std::move(text), file);
  if (!document) return tl::unexpected(document.error());
  return change.kind == Change::Kind::set ? set(*document, change, file)
                                          : remove(*document, change);
}

bool once(std::string_view text, std::string_view part) {
  const std::size_t at = text.find(part);
  return !part.empty() && at != std::string_view::npos &&
         text.find(part, at + 1) == std::string_view::npos;
}

/// `lines` of [begin, end) as one text.
std::string_view span_of(std::span<const std::string_view> lines, std::size_t begin,
                         std::size_t end) {
  if (begin == end) return {};
  const std::string_view first = lines[begin];
  const std::string_view last = lines[end - 1];
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

/// The changes, each with as many lines around it as it takes to find it in `text` just once; those
/// that meet become one.
std::vector<LineChange> told_apart(std::string_view text, std::span<const std::string_view> lines,
                                   std::vector<LineChange> changes) {
  for (std::size_t k = 0; k < changes.size();) {
    LineChange& one = changes[k];
    const std::size_t above = k == 0 ? 0 : changes[k - 1].end;
    const std::size_t below = k + 1 == changes.size() ? lines.size() : changes[k + 1].begin;
    if (once(text, span_of(lines, one.begin, one.end)) ||
        (one.begin == above && one.end == below && changes.size() == 1)) {
      ++k;
    } else if (one.begin > above) {
      --one.begin;
      --one.new_begin;
    } else if (one.end < below) {
      ++one.end;
      ++one.new_end;
    } else {
      const std::size_t first = k == 0 ? 0 : k - 1;
      changes[first].end = changes[first + 1].end;
      changes[first].new_end = changes[first + 1].new_end;
      changes.erase(changes.begin() + static_cast<std::ptrdiff_t>(first) + 1);
      k = first;
    }
  }
  return changes;
}

}  // namespace

Result<std::string> apply(std::string_view text, std::span<const Change> changes,
                          const std::string& file) {
  std::string made(text);
  for (std::size_t k = 0; k < changes.size(); ++k) {
    auto next = apply_one(std::move(made), changes[k], file);
    if (!next) {
      Error error = next.error();
      error.what = fmt::format("change {}: {}", k + 1, error.what);
      return tl::unexpected(std::move(error));
    }
    made = *std::move(next);
  }
  return made;
}

std::vector<Change> changes_between(std::string_view before, std::string_view after) {
  const auto old_lines = lines_of(before);
  const auto new_lines = lines_of(after);
  std::vector<Change> changes;
  for (const LineChange& one : told_apart(before, old_lines, line_changes(before, after)))
    changes.push_back({Change::Kind::replace,
                       {},
                       std::string(span_of(old_lines, one.begin, one.end)),
                       std::string(span_of(new_lines, one.new_begin, one.new_end))});
  const auto made = apply(before, changes, {});
  if (made && *made == after) return changes;
  // Changes that took in each other's lines, or of a text that says the same often.
  return {{Change::Kind::replace, {}, std::string(before), std::string(after)}};
}

}  // namespace tandem::casefile
