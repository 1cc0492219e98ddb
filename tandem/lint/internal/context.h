#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/lint/internal/words.h"
#include "tandem/lint/lint.h"
#include "tandem/model/timetable.h"

/// What the rules share: the text as words, who waits for whom, who is on whose side.
namespace tandem::lint {

/// Words of a topic in an obligation.
struct Said {
  Topic topic = Topic::harmless;
  bool in_title = false;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Obligations that the text puts against each other: a group, or what is exchanged.
struct Bundle {
  std::string name;  ///< of a group; empty for an exchange
  std::vector<std::size_t> members;
};

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

class Context {
 public:
  Context(const model::Agreement& agreement, const model::Timetable& timetable);

  const model::Agreement& of;
  const model::Timetable& dates;

  std::vector<std::vector<Said>> said;               ///< shape [obligations]
  std::vector<std::vector<std::size_t>> refs;        ///< what its trigger names
  std::vector<std::vector<std::size_t>> waits;       ///< what it waits for in fact
  std::vector<std::vector<std::size_t>> dependents;  ///< that name it or wait for it
  std::vector<std::vector<std::size_t>> paired;      ///< exchanged for it, by its words or theirs
  std::vector<std::size_t> side;                     ///< of its actors, into `sides`
  std::vector<std::vector<model::ActorId>> sides;    ///< parties, none a group; none: only bodies
  std::vector<Bundle> groups;                        ///< in the order of the text
  std::vector<std::size_t> group;                    ///< into `groups`, or kNone
  std::vector<std::size_t> phase;                    ///< in the order of the text
  std::vector<std::vector<std::size_t>> in_phase;    ///< obligations by phase
  std::vector<std::vector<model::ActorId>> owed_to;  ///< its counterparts, none a group; sorted

  [[nodiscard]] std::size_t size() const { return of.obligations().size(); }
  [[nodiscard]] const model::Obligation& at(std::size_t o) const { return of.obligations()[o]; }
  [[nodiscard]] bool live(std::size_t o) const;  ///< no mere happening

  [[nodiscard]] const Said* find(std::size_t o, Topic topic) const;
  [[nodiscard]] bool says(std::size_t o, Topic topic) const { return find(o, topic) != nullptr; }
  [[nodiscard]] std::string_view text_of(std::size_t o, const Said& words) const;
  [[nodiscard]] std::string quoted(std::size_t o, const Said& words) const;
  [[nodiscard]] SourceLoc place(std::size_t o, const Said& words) const;
  [[nodiscard]] SourceLoc trigger_place(std::size_t o) const;

  /// Whether no party acts in both, and some in each.
  [[nodiscard]] bool opposed(std::size_t a, std::size_t b) const;
  [[nodiscard]] bool opposed_sides(std::size_t a, std::size_t b) const;
  /// Whether two of them are opposed.
  [[nodiscard]] bool across(std::span<const std::size_t> obligations) const;
  [[nodiscard]] bool by_party(std::size_t o) const { return !sides[side[o]].empty(); }
  /// Acts, benefits and the like: what can be given; not rules, milestones or bodies.
  [[nodiscard]] bool is_step(std::size_t o) const;

  /// What it is exchanged for: the pairs, else the opposed members of its group; opposed only.
  [[nodiscard]] const std::vector<std::size_t>& counterparts_of(std::size_t o) const;
  /// The same; where neither is written, the opposed steps of its phase that are owed to its
  /// actors.
  [[nodiscard]] const std::vector<std::size_t>& answers_to(std::size_t o) const;

  /// The day of a moment if everything is done on its written day.
  [[nodiscard]] std::optional<model::Day> day_of(const model::Moment& moment) const;
  [[nodiscard]] std::optional<model::Day> day_of(const model::Target& target) const;
  /// Whether all of a circle get their days all the same, as in "earliest(B, T0 + 60d)".
  [[nodiscard]] bool has_way_out(std::span<const std::size_t> circle) const;

  /// A body of the agreement, or a panel where there is none: who could verify and decide.
  [[nodiscard]] std::string third_party() const;
  /// A moment that triggers can count from.
  [[nodiscard]] model::Moment anchor() const;
  /// Why the file allows a finding of `rule` on it; none where it does not.
  [[nodiscard]] const model::Allow* allowance(std::size_t o, std::string_view rule) const;

 private:
  void read_words();
  void read_references();
  void read_sides();
  void read_bundles();
  [[nodiscard]] std::vector<std::size_t> opposed_of(std::size_t o,
                                                    const std::vector<std::size_t>& all) const;

  // answers already found, by what they depend on: obligation, or group or phase and side
  using Cache = std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>>;
  mutable Cache by_pairs_;
  mutable Cache by_group_;
  mutable Cache by_phase_;
};

/// A finding of `rule` on `obligations`.
[[nodiscard]] Finding finding(const Rule& rule, const Context& c,
                              std::vector<std::size_t> obligations);

// names and lists in messages

/// "S05", "S05 and S06", "S05, S06 and 9 more".
[[nodiscard]] std::string ids(const Context& c, std::span<const std::size_t> obligations);
/// "S05 (Begin the process of removing ...)".
[[nodiscard]] std::string label(const Context& c, std::size_t o);
/// "The North", "A and B", "A, B and 4 others".
[[nodiscard]] std::string names(const Context& c, std::span<const model::ActorId> actors);
[[nodiscard]] std::string actors(const Context& c, std::size_t o);
/// "is" or "are".
[[nodiscard]] std::string_view is_are(std::size_t count);
[[nodiscard]] std::string short_title(const model::Obligation& o);

}  // namespace tandem::lint
