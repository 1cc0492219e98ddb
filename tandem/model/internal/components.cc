#include <algorithm>

#include "tandem/model/internal/network.h"

namespace tandem::model::internal {
namespace {

constexpr std::size_t kNever = static_cast<std::size_t>(-1);

/// A search in depth without recursion: chains of obligations are as long as a text.
class Search {
 public:
  explicit Search(const Before& before)
      : before_(before), found_(before.size(), kNever), low_(before.size()), open_(before.size()) {}

  std::vector<Component> run() {
    for (std::size_t node = 0; node < before_.size(); ++node)
      if (found_[node] == kNever) from(node);
    return std::move(components_);
  }

 private:
  struct Visit {
    std::size_t node;
    std::size_t next = 0;  // of before_[node]
  };

  void enter(std::size_t node) {
    found_[node] = low_[node] = count_++;
    stack_.push_back(node);
    open_[node] = true;
    path_.push_back({node});
  }

  void from(std::size_t root) {
    enter(root);
    while (!path_.empty()) {
      Visit& visit = path_.back();
      if (visit.next == before_[visit.node].size()) {
        leave(visit.node);
        continue;
      }
      const std::size_t to = before_[visit.node][visit.next++];
      if (found_[to] == kNever)
        enter(to);
      else if (open_[to])
        low_[visit.node] = std::min(low_[visit.node], found_[to]);
    }
  }

  void leave(std::size_t node) {
    path_.pop_back();
    if (!path_.empty()) low_[path_.back().node] = std::min(low_[path_.back().node], low_[node]);
    if (low_[node] != found_[node]) return;
    Component made;
    for (std::size_t last = kNever; last != node;) {
      last = stack_.back();
      stack_.pop_back();
      open_[last] = false;
      made.nodes.push_back(last);
    }
    std::ranges::sort(made.nodes);
    made.circle = made.nodes.size() > 1 || std::ranges::count(before_[node], node) > 0;
    components_.push_back(std::move(made));
  }

  const Before& before_;
  std::vector<std::size_t> found_;
  std::vector<std::size_t> low_;
  std::vector<bool> open_;
  std::vector<std::size_t> stack_;
  std::vector<Visit> path_;
  std::size_t count_ = 0;
  std::vector<Component> components_;
};

}  // namespace

std::vector<Component> components_of(const Before& before) { return Search(before).run(); }

}  // namespace tandem::model::internal
