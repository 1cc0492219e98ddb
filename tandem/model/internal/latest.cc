#include <algorithm>
#include <ranges>

#include "tandem/model/internal/passes.h"

namespace tandem::model::internal {
namespace {

/// The backward pass: every node hands its last day on to what it waits for.
class Backward {
 public:
  Backward(const Network& network, const DaysOf& due, const DaysOf& expected)
      : network_(network), expected_(expected), latest_(network.home.size()) {
    for (std::size_t k = 0; k < network.steps.size(); ++k) {
      latest_[node_of(k, Part::done)] = due.nodes[node_of(k, Part::done)];
      if (network.steps[k].begins())
        latest_[node_of(k, Part::started)] = due.nodes[node_of(k, Part::started)];
    }
  }

  std::vector<MaybeDay> run() {
    for (const Component& component : network_.components | std::views::reverse)
      for (const std::size_t node : component.nodes) hand_on(node);
    return std::move(latest_);
  }

 private:
  void hand_on(std::size_t node) {
    if (!latest_[node]) return;
    const Day limit = *latest_[node];
    home_ = network_.home[node];
    const std::size_t k = node / kParts;
    const Step& step = network_.steps[k];
    switch (static_cast<Part>(node % kParts)) {
      case Part::started:
        return started(step, k, limit);
      case Part::done:
        return done(step, k, limit);
      case Part::verified:
        return keep(node_of(k, Part::done), last_before(limit, step.to_verify, network_.count()));
    }
  }

  void started(const Step& step, std::size_t k, Day limit) {
    if (!step.begins()) {
      auto back = step.takes;
      if (back) back->count = -back->count;
      return keep(node_of(k, Part::done), last_before(limit, back, network_.count()));
    }
    if (step.first) keep(*step.first, limit);
    for (const Term& wait : step.waits) keep(wait, limit);
  }

  void done(const Step& step, std::size_t k, Day limit) {
    const MaybeDay before_work = last_before(limit, step.takes, network_.count());
    if (step.timing == Timing::span || step.timing == Timing::start_by)
      keep(node_of(k, Part::started), before_work);
    else if (!step.begins() && step.first && step.timing != Timing::parallel)
      keep(*step.first, works_after_first(step.timing) ? before_work : MaybeDay(limit));
    if (step.second) keep(*step.second, limit);
    if (step.by_start()) return;
    for (const Term& wait : step.waits) keep(wait, before_work);
  }

  static bool works_after_first(Timing timing) {
    return timing == Timing::between || timing == Timing::after || timing == Timing::vague;
  }

  void keep(std::size_t node, MaybeDay limit) {
    if (!limit || network_.home[node] == home_) return;
    latest_[node] = first_of(latest_[node], limit);
  }

  void keep(const Term& term, MaybeDay limit) {
    if (!limit) return;
    switch (term.kind) {
      case Moment::Kind::date:
        return;
      case Moment::Kind::event:
        for (const Target& target : term.targets)
          if (!target.outside) keep(node_of(target), limit);
        return;
      case Moment::Kind::offset:
        return keep(term.parts.front(), last_before(*limit, term.length, network_.count()));
      case Moment::Kind::latest:
        for (const Term& part : term.parts) keep(part, limit);
        return;
      case Moment::Kind::earliest:
        return keep_first(term, *limit);
    }
  }

  /// A part is free where another alone keeps the limit.
  void keep_first(const Term& term, Day limit) {
    std::vector<bool> keeps;
    for (const Term& part : term.parts) {
      const MaybeDay day = day_of(part, expected_, network_.count());
      keeps.push_back(day && *day <= limit);
    }
    const auto many = std::ranges::count(keeps, true);
    for (std::size_t k = 0; k < keeps.size(); ++k)
      if (many - (keeps[k] ? 1 : 0) == 0) keep(term.parts[k], limit);
  }

  const Network& network_;
  const DaysOf& expected_;
  std::vector<MaybeDay> latest_;
  std::size_t home_ = 0;  // component whose node is handed on
};

}  // namespace

std::vector<MaybeDay> latest_days(const Network& network, const DaysOf& due,
                                  const DaysOf& expected) {
  return Backward(network, due, expected).run();
}

}  // namespace tandem::model::internal
