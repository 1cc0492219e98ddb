#include "tandem/model/internal/network.h"

#include <algorithm>

namespace tandem::model::internal {
namespace {

/// Rounds of a circle beyond those that settle one whose offsets all point forward.
constexpr std::size_t kMoreRounds = 1000;
// Of a large circle fewer rounds are tried, so that it takes no more than a second.
constexpr std::size_t kMostVisits = 2'000'000;
constexpr std::size_t kFewestRounds = 50;

Step step_of(const Agreement& of, const Obligation& from) {
  const auto term = [&](const std::optional<Moment>& moment) {
    return moment ? std::optional(looked_up(of, *moment)) : std::nullopt;
  };
  Step step{from.trigger.timing, term(from.trigger.first), term(from.trigger.second),
            term(from.trigger.effective), term(from.trigger.unless)};
  for (const Moment& wait : from.waits_for) step.waits.push_back(looked_up(of, wait));
  step.takes = from.takes;
  if (from.verification) step.to_verify = from.verification->takes;
  return step;
}

void add_nodes(const std::optional<Term>& term, std::vector<std::size_t>& to) {
  if (!term) return;
  std::vector<Target> targets;
  add_targets(*term, targets);
  for (const Target& target : targets)
    if (!target.outside) to.push_back(node_of(target));
}

/// @param parallel  also what runs beside it, though it does not wait for that
void add_edges(const Step& step, std::size_t k, bool parallel, Before& before) {
  auto& started = before[node_of(k, Part::started)];
  auto& done = before[node_of(k, Part::done)];
  before[node_of(k, Part::verified)] = {node_of(k, Part::done)};
  auto& opening = step.begins() ? started : done;
  if (step.timing != Timing::parallel) add_nodes(step.first, opening);
  if (step.timing == Timing::parallel && parallel && step.first) {
    std::vector<Target> beside;
    add_targets(*step.first, beside);
    for (const Target& target : beside)
      if (!target.outside) done.push_back(node_of(target.index, Part::started));
  }
  for (const Term& wait : step.waits) {
    if (step.begins()) add_nodes(wait, started);
    if (!step.by_start()) add_nodes(wait, done);
  }
  add_nodes(step.second, done);
  if (step.turns) {
    add_nodes(step.unless, started);
    add_nodes(step.unless, done);
  }
  if (step.begins())
    done.push_back(node_of(k, Part::started));
  else
    started.push_back(node_of(k, Part::done));
}

Before graph(const std::vector<Step>& steps, bool parallel) {
  Before before(steps.size() * kParts);
  for (std::size_t k = 0; k < steps.size(); ++k) add_edges(steps[k], k, parallel, before);
  return before;
}

std::vector<std::vector<ObligationId>> circles_of(const std::vector<Component>& components) {
  std::vector<std::vector<ObligationId>> circles;
  for (const Component& component : components) {
    if (!component.circle) continue;
    std::vector<ObligationId> members;
    for (const std::size_t node : component.nodes) {
      const ObligationId id(node / kParts);
      if (members.empty() || members.back() != id) members.push_back(id);
    }
    circles.push_back(std::move(members));
  }
  std::ranges::sort(circles);
  return circles;
}

std::vector<std::size_t> homes(const std::vector<Component>& components, std::size_t nodes) {
  std::vector<std::size_t> home(nodes);
  for (std::size_t k = 0; k < components.size(); ++k)
    for (const std::size_t node : components[k].nodes) home[node] = k;
  return home;
}

/// What in a circle waits for its own `unless` keeps its day: without it neither might have one.
std::vector<Component> in_turn(std::vector<Step>& steps) {
  for (Step& step : steps) step.turns = step.unless.has_value();
  const auto home = homes(components_of(graph(steps, true)), steps.size() * kParts);
  for (std::size_t k = 0; k < steps.size(); ++k) {
    std::vector<std::size_t> named;
    add_nodes(steps[k].unless, named);
    const auto circular = [&](std::size_t node) {
      return home[node] == home[node_of(k, Part::started)] ||
             home[node] == home[node_of(k, Part::done)];
    };
    if (std::ranges::any_of(named, circular)) steps[k].turns = false;
  }
  return components_of(graph(steps, true));
}

std::size_t most_rounds(std::size_t nodes) {
  return std::min(nodes + kMoreRounds, std::max(kFewestRounds, kMostVisits / nodes));
}

/// Whether a round over the nodes of a circle changed nothing.
bool settled(const std::vector<std::size_t>& nodes, const Rule& rule, DaysOf& days) {
  bool same = true;
  for (const std::size_t node : nodes) {
    const MaybeDay day = rule(node / kParts, static_cast<Part>(node % kParts), days);
    same = same && day == days.nodes[node];
    days.nodes[node] = day;
  }
  return same;
}

/// In turn from either end, so that chains in the order of the text and against it settle alike.
void go_round(std::vector<std::size_t> nodes, const Rule& rule, DaysOf& days) {
  for (std::size_t left = most_rounds(nodes.size()); left > 0; --left) {
    if (settled(nodes, rule, days)) return;
    std::ranges::reverse(nodes);
  }
  for (const std::size_t node : nodes) days.nodes[node].reset();
}

}  // namespace

bool Step::begins() const {
  return timing == Timing::start_by || timing == Timing::span || timing == Timing::from ||
         timing == Timing::every;
}

bool Step::by_start() const { return begins() && timing != Timing::span; }

bool Step::ends() const {
  if (timing == Timing::start_by) return takes.has_value();
  if (timing == Timing::every) return second.has_value();
  return timing != Timing::from;
}

MaybeDay Network::signed_on() const {
  const auto& date = of.data().signed_on;
  return date ? MaybeDay(Day{*date}) : std::nullopt;
}

Network network(const Agreement& of) {
  Network made{of, {}, {}, {}, {}, {}};
  for (const Obligation& obligation : of.obligations())
    made.steps.push_back(step_of(of, obligation));
  made.components = components_of(graph(made.steps, true));
  made.home = homes(made.components, made.steps.size() * kParts);
  made.circles = circles_of(components_of(graph(made.steps, false)));
  made.turned =
      std::ranges::any_of(made.steps, [](const Step& step) { return step.unless.has_value(); })
          ? in_turn(made.steps)
          : made.components;
  return made;
}

DaysOf reckoned(const std::vector<Component>& components, std::size_t nodes,
                std::vector<MaybeDay> events, const Rule& rule) {
  DaysOf days{std::vector<MaybeDay>(nodes), std::move(events)};
  for (const Component& component : components) {
    if (component.circle)
      go_round(component.nodes, rule, days);
    else
      settled(component.nodes, rule, days);
  }
  return days;
}

}  // namespace tandem::model::internal
