#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "tandem/model/internal/moments.h"

/// What waits for what, as a graph whose nodes are days: started, done and verified of every
/// obligation.
namespace tandem::model::internal {

/// An obligation as far as dates go.
struct Step {
  Timing timing = Timing::undated;
  std::optional<Term> first = {};
  std::optional<Term> second = {};
  std::optional<Term> effective = {};
  std::optional<Term> unless = {};
  std::vector<Term> waits = {};
  std::optional<Length> takes = {};
  std::optional<Length> to_verify = {};
  /// Its `unless` may take its expected day away; it may not where it waits for this one itself.
  bool turns = false;

  /// Its trigger says when it begins.
  [[nodiscard]] bool begins() const;
  /// Its one day is that on which it begins: what comes after is not said, or goes on.
  [[nodiscard]] bool by_start() const;
  /// It may be done on a day that somebody can name.
  [[nodiscard]] bool ends() const;
  /// The node of its one day, within its obligation.
  [[nodiscard]] Part shown() const { return by_start() ? Part::started : Part::done; }
};

/// Nodes that wait for each other: one, or all of a circle.
struct Component {
  std::vector<std::size_t> nodes;
  bool circle = false;
};

struct Network {
  const Agreement& of;
  std::vector<Step> steps;            ///< shape [obligations]
  std::vector<Component> components;  ///< what is waited for comes first
  std::vector<std::size_t> home;      ///< component of each node
  std::vector<std::vector<ObligationId>> circles;
  std::vector<Component> turned;  ///< as components, where each also waits for its `unless`

  [[nodiscard]] const DayCount& count() const { return of.data().day_count; }
  [[nodiscard]] MaybeDay signed_on() const;
  [[nodiscard]] bool in_circle(std::size_t node) const { return components[home[node]].circle; }
};
[[nodiscard]] Network network(const Agreement& of);

/// Nodes that each node waits for.
using Before = std::vector<std::vector<std::size_t>>;
/// Strongly connected components, what is waited for first.
/// Source: Tarjan, SIAM Journal on Computing 1(2), 1972.
[[nodiscard]] std::vector<Component> components_of(const Before& before);

/// The day of a node, from those of the nodes that it waits for.
using Rule = std::function<MaybeDay(std::size_t obligation, Part part, const DaysOf& days)>;
/// The days of all nodes. In a circle: the latest days that fit each other, from `not known` down;
/// where none fit, or none are found soon, not known.
[[nodiscard]] DaysOf reckoned(const std::vector<Component>& components, std::size_t nodes,
                              std::vector<MaybeDay> events, const Rule& rule);

}  // namespace tandem::model::internal
