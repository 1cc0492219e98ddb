#include "tandem/base/line_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tandem {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;          ///< lines around a change, as patch expects
constexpr std::ptrdiff_t kMostEdits = 2000;  ///< beyond it the texts have nothing in common

/// Furthest x on each diagonal after each number of edits, of the greedy algorithm.
class Edits {
 public:
  Edits(const Lines& before, const Lines& after) : before_(before), after_(after) {}

  /// Lines of the two texts that are the same, in order; nothing where that takes too many edits.
  [[nodiscard]] bool find(std::vector<std::pair<std::size_t, std::size_t>>& same) {
    const std::ptrdiff_t n = size(before_);
    const std::ptrdiff_t m = size(after_);
    const std::ptrdiff_t most = std::min(n + m, kMostEdits);
    offset_ = most + 1;
    std::vector<std::ptrdiff_t> reach(static_cast<std::size_t>(2 * offset_ + 1), 0);
    for (std::ptrdiff_t edits = 0; edits <= most; ++edits) {
      trace_.push_back(reach);
      for (std::ptrdiff_t diagonal = -edits; diagonal <= edits; diagonal += 2) {
        std::ptrdiff_t x = step(reach, diagonal, edits);
        while (x < n && x - diagonal < m && same_line(x, x - diagonal)) ++x;
        at(reach, diagonal) = x;
        if (x < n || x - diagonal < m) continue;
        walk_back(same);
        return true;
      }
    }
    return false;
  }

 private:
  static std::ptrdiff_t size(const Lines& lines) {
    return static_cast<std::ptrdiff_t>(lines.size());
  }
  [[nodiscard]] bool same_line(std::ptrdiff_t x, std::ptrdiff_t y) const {
    return before_[static_cast<std::size_t>(x)] == after_[static_cast<std::size_t>(y)];
  }
  [[nodiscard]] std::ptrdiff_t& at(std::vector<std::ptrdiff_t>& reach,
                                   std::ptrdiff_t diagonal) const {
    return reach[static_cast<std::size_t>(diagonal + offset_)];
  }
  /// Whether the last edit on the way to `diagonal` adds a line rather than removes one.
  [[nodiscard]] bool adds(std::vector<std::ptrdiff_t>& reach, std::ptrdiff_t diagonal,
                          std::ptrdiff_t edits) const {
    return diagonal == -edits ||
           (diagonal != edits && at(reach, diagonal - 1) < at(reach, diagonal + 1));
  }
  [[nodiscard]] std::ptrdiff_t step(std::vector<std::ptrdiff_t>& reach, std::ptrdiff_t diagonal,
                                    std::ptrdiff_t edits) const {
    if (edits == 0) return 0;
    return adds(reach, diagonal, edits) ? at(reach, diagonal + 1) : at(reach, diagonal - 1) + 1;
  }

  void walk_back(std::vector<std::pair<std::size_t, std::size_t>>& same) {
    std::ptrdiff_t x = size(before_);
    std::ptrdiff_t y = size(after_);
    for (auto edits = static_cast<std::ptrdiff_t>(trace_.size()) - 1; edits >= 0; --edits) {
      auto& reach = trace_[static_cast<std::size_t>(edits)];
      const std::ptrdiff_t diagonal = x - y;
      const bool first = edits == 0;
      const std::ptrdiff_t from = first ? 0 : diagonal + (adds(reach, diagonal, edits) ? 1 : -1);
      const std::ptrdiff_t start = step(reach, diagonal, edits);
      while (x > start) {
        --x;
        --y;
        same.emplace_back(static_cast<std::size_t>(x), static_cast<std::size_t>(y));
      }
      if (first) break;
      x = at(reach, from);
      y = x - from;
    }
    std::ranges::reverse(same);
  }

  const Lines& before_;
  const Lines& after_;
  std::ptrdiff_t offset_ = 0;
  std::vector<std::vector<std::ptrdiff_t>> trace_;
};

/// The gaps between the lines that stay.
std::vector<LineChange> gaps(const std::vector<std::pair<std::size_t, std::size_t>>& same,
                             std::size_t before, std::size_t after) {
  std::vector<LineChange> changes;
  LineChange at;
  const auto close = [&](std::size_t end, std::size_t new_end) {
    at.end = end;
    at.new_end = new_end;
    if (at.begin < end || at.new_begin < new_end) changes.push_back(at);
    at.begin = end + 1;
    at.new_begin = new_end + 1;
  };
  for (const auto& [x, y] : same) close(x, y);
  close(before, after);
  return changes;
}

std::string range(std::size_t begin, std::size_t count) {
  return fmt::format("{},{}", count == 0 ? begin : begin + 1, count);
}

void put(std::string& out, char mark, std::string_view line) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

/// The changes [first, last), which share their context, as one piece.
void put_piece(std::string& out, const Lines& before, const Lines& after, const LineChange* first,
               const LineChange* last) {
  const std::size_t begin = first->begin - std::min(first->begin, kContext);
  const std::size_t new_begin = first->new_begin - std::min(first->begin, kContext);
  const std::size_t end = std::min((last - 1)->end + kContext, before.size());
  const std::size_t new_end = (last - 1)->new_end + (end - (last - 1)->end);
  out += fmt::format("@@ -{} +{} @@\n", range(begin, end - begin),
                     range(new_begin, new_end - new_begin));
  std::size_t at = begin;
  for (const LineChange* change = first; change != last; ++change) {
    for (; at < change->begin; ++at) put(out, ' ', before[at]);
    for (; at < change->end; ++at) put(out, '-', before[at]);
    for (std::size_t k = change->new_begin; k < change->new_end; ++k) put(out, '+', after[k]);
  }
  for (; at < end; ++at) put(out, ' ', before[at]);
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::vector<LineChange> line_changes(std::string_view before, std::string_view after) {
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const auto differ = std::ranges::mismatch(old_lines, new_lines);
  const auto head = static_cast<std::size_t>(differ.in1 - old_lines.begin());
  std::size_t tail = 0;
  while (head + tail < std::min(old_lines.size(), new_lines.size()) &&
         old_lines[old_lines.size() - 1 - tail] == new_lines[new_lines.size() - 1 - tail])
    ++tail;
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head),
                 lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  const Lines from = middle(old_lines);
  const Lines to = middle(new_lines);
  std::vector<std::pair<std::size_t, std::size_t>> same;
  if (!Edits(from, to).find(same)) same.clear();
  auto changes = gaps(same, from.size(), to.size());
  for (LineChange& change : changes) {
    change.begin += head;
    change.end += head;
    change.new_begin += head;
    change.new_end += head;
  }
  return changes;
}

std::string unified_diff(std::string_view before, std::string_view after, std::string_view name) {
  const std::vector<LineChange> changes = line_changes(before, after);
  if (changes.empty()) return {};
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  std::string out = fmt::format("--- {0}\n+++ {0}\n", name);
  for (std::size_t k = 0; k < changes.size();) {
    std::size_t next = k + 1;
    while (next < changes.size() && changes[next].begin - changes[next - 1].end <= 2 * kContext)
      ++next;
    put_piece(out, old_lines, new_lines, changes.data() + k, changes.data() + next);
    k = next;
  }
  return out;
}

}  // namespace tandem
