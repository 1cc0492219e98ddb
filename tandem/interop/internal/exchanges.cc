#include "tandem/interop/internal/exchanges.h"

#include <map>
#include <set>

namespace tandem::interop {
namespace {

using Partners = std::map<std::size_t, std::set<std::size_t>>;

Partners partners(const View& view) {
  Partners of;
  for (const model::ObligationId id : view.shown())
    for (const model::ObligationId other : view.of().obligation(id).exchanged_for) {
      if (other == id || !view.shows(other)) continue;
      of[id.index()].insert(other.index());
      of[other.index()].insert(id.index());
    }
  return of;
}

/// Those that are exchanged for all of `with`.
std::vector<std::size_t> sharing(const Partners& of, const std::set<std::size_t>& with) {
  std::vector<std::size_t> all;
  for (const auto& [id, others] : of)
    if (others == with) all.push_back(id);
  return all;
}

void remove(Partners& of, const Package& package) {
  for (const std::size_t one : package.one)
    for (const std::size_t other : package.other) {
      of[one].erase(other);
      of[other].erase(one);
    }
}

}  // namespace

std::vector<Package> packages(const View& view) {
  Partners of = partners(view);
  std::vector<Package> all;
  for (const auto& entry : partners(view)) {
    const std::set<std::size_t> with = of[entry.first];
    // A hub needs fewer lines than pairs do only from two on either side on.
    if (with.size() < 2) continue;
    const auto one = sharing(of, with);
    if (one.size() < 2) continue;
    all.push_back({one, {with.begin(), with.end()}});
    remove(of, all.back());
  }
  for (const auto& [one, others] : of)
    for (const std::size_t other : others)
      if (one < other) all.push_back({{one}, {other}});
  return all;
}

}  // namespace tandem::interop
