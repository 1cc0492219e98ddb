#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>
#include <utility>

#include "tandem/model/internal/builder.h"

namespace tandem::model::internal {
namespace {

/// The structure of the measures, read for contradictions.
class Structure {
 public:
  explicit Structure(Builder& b) : b_(b), measures_(b.made.measures), drafts_(b.draft.measures) {}

  void check() {
    for (std::size_t m = 0; m < measures_.size(); ++m) {
      check_self(m);
      check_with(m);
      check_prerequisites(m);
      check_mandatory(m);
    }
    check_cycles();
    check_levels();
  }

 private:
  using Ids = std::vector<MeasureId>;

  [[nodiscard]] std::string name(std::size_t m) const { return "'" + measures_[m].id + "'"; }
  static bool holds(const Ids& ids, std::size_t m) {
    return std::ranges::find(ids, MeasureId(m)) != ids.end();
  }
  [[nodiscard]] bool exclude(std::size_t a, std::size_t b) const {
    return holds(measures_[a].excludes, b) || holds(measures_[b].excludes, a);
  }
  [[nodiscard]] bool same_level(std::size_t a, std::size_t b) const {
    return !measures_[a].one_of.empty() && measures_[a].one_of == measures_[b].one_of;
  }
  void add(std::size_t m, const Word& at, std::string_view rule, std::string message,
           std::string repair) {
    b_.found.add(place(at, drafts_[m].at), rule, std::move(message), std::move(repair));
  }

  void check_self(std::size_t m);
  void check_with(std::size_t m);
  void check_prerequisites(std::size_t m);
  void check_mandatory(std::size_t m);
  void check_cycles();
  void check_levels();
  /// Whether `m` waits, directly or through others, for `first`, and that takes time.
  [[nodiscard]] bool waits_for(std::size_t m, std::size_t first) const;
  void report_cycle(const std::vector<std::size_t>& path, std::size_t again);

  Builder& b_;
  const std::vector<Measure>& measures_;
  const std::vector<MeasureDraft>& drafts_;
};

void Structure::check_self(std::size_t m) {
  const auto check = [&](const Ids& ids, std::string_view key) {
    if (holds(ids, m))
      add(m, drafts_[m].id, "names-itself",
          fmt::format("measure {} stands in its own '{}'", name(m), key), "remove it there");
  };
  check(measures_[m].with, "with");
  check(measures_[m].excludes, "excludes");
}

void Structure::check_with(std::size_t m) {
  for (const MeasureId id : measures_[m].with) {
    const std::size_t other = id.index();
    if (other == m) continue;
    const auto contradiction = [&](std::string_view why, std::string repair) {
      add(m, drafts_[m].id, "contradiction",
          fmt::format("measures {} and {} start in the same phase ('with'), and {}", name(m),
                      name(other), why),
          std::move(repair));
    };
    if (exclude(m, other)) contradiction("exclude each other", "keep 'with' or 'excludes'");
    if (waits_for(m, other) || waits_for(other, m))
      contradiction("one waits till the other is in force ('after')", "keep 'with' or 'after'");
    if (same_level(m, other) && !measures_[m].divisible && !measures_[other].divisible)
      contradiction(fmt::format("both are whole levels of '{}'", measures_[m].one_of),
                    "keep 'with' or 'one_of'");
  }
}

void Structure::check_prerequisites(std::size_t m) {
  for (const After& after : measures_[m].after) {
    const std::size_t first = after.measure.index();
    if (first == m) continue;  // a cycle of one
    const bool alternatives = same_level(m, first) && after.share >= 1;
    if (!alternatives && !exclude(m, first)) continue;
    add(m, drafts_[m].id, "contradiction",
        fmt::format("measure {} starts only after {}, and the two {}", name(m), name(first),
                    alternatives ? "are alternatives of one group" : "exclude each other"),
        alternatives ? "keep 'after' or 'one_of'" : "keep 'after' or 'excludes'");
  }
}

void Structure::check_mandatory(std::size_t m) {
  if (!measures_[m].mandatory) return;
  for (const PartyId actor : measures_[m].actors) {
    const Party& party = b_.made.parties[actor.index()];
    if (party.role == Role::partner && party.accession.never)
      add(m, drafts_[m].id, "mandatory-actor",
          fmt::format("measure {} is mandatory and its actor '{}' never accedes", name(m),
                      party.id),
          "give the partner an accession window, or drop 'mandatory'");
  }
  for (const MeasureId other : measures_[m].excludes)
    if (other.index() != m && measures_[other.index()].mandatory)
      add(m, drafts_[m].id, "mandatory-excluded",
          fmt::format("measures {} and {} are both mandatory and exclude each other", name(m),
                      name(other.index())),
          "drop 'mandatory' from one of them");
}

bool Structure::waits_for(std::size_t m, std::size_t first) const {
  std::vector<std::array<bool, 2>> seen(measures_.size());  // reached at once, after some months
  const std::function<bool(std::size_t, bool)> search = [&](std::size_t at, bool later) {
    if (at == first && later) return true;
    bool& here = seen[at][later ? 1U : 0U];
    if (std::exchange(here, true)) return false;
    return std::ranges::any_of(measures_[at].after, [&](const After& after) {
      const std::size_t next = after.measure.index();
      return search(next, later || measures_[next].months > 0);
    });
  };
  return search(m, false);
}

void Structure::report_cycle(const std::vector<std::size_t>& path, std::size_t again) {
  const auto start = std::ranges::find(path, again);
  std::string words = name(again);
  for (auto at = start + 1; at < path.end(); ++at) words += " after " + name(*at);
  words += " after " + name(again);
  add(again, drafts_[again].id, "after-cycle",
      fmt::format("measures wait for each other, so none can start: {}", words),
      "remove one 'after' of the cycle");
}

void Structure::check_cycles() {
  enum class Mark { unseen, open, done };
  std::vector<Mark> marks(measures_.size(), Mark::unseen);
  std::vector<std::size_t> path;
  const std::function<void(std::size_t)> visit = [&](std::size_t m) {
    marks[m] = Mark::open;
    path.push_back(m);
    for (const After& after : measures_[m].after) {
      const std::size_t next = after.measure.index();
      if (marks[next] == Mark::open) report_cycle(path, next);
      if (marks[next] == Mark::unseen) visit(next);
    }
    path.pop_back();
    marks[m] = Mark::done;
  };
  for (std::size_t m = 0; m < measures_.size(); ++m)
    if (marks[m] == Mark::unseen) visit(m);
}

void Structure::check_levels() {
  std::unordered_map<std::string, std::size_t> mandatory_of;
  for (std::size_t m = 0; m < measures_.size(); ++m) {
    if (!measures_[m].mandatory || measures_[m].one_of.empty()) continue;
    const auto [other, first] = mandatory_of.emplace(measures_[m].one_of, m);
    if (first) continue;
    add(m, drafts_[m].one_of, "mandatory-levels",
        fmt::format("measures {} and {} are both mandatory and alternatives of '{}'",
                    name(other->second), name(m), measures_[m].one_of),
        "drop 'mandatory' from one of them");
  }
}

}  // namespace

void check_structure(Builder& b) { Structure(b).check(); }

}  // namespace tandem::model::internal
