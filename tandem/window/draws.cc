#include "tandem/window/draws.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "tandem/model/numbers.h"
#include "tandem/plan/feasible.h"
#include "tandem/window/internal/asked.h"

namespace tandem::window {
namespace {

using model::Case;
using model::Limit;

/// The drawn cases one after another, till all are made or the work is ended.
class Drawing {
 public:
  /// @param begun  with no draw made
  Drawing(const model::CaseDraft& draft, const Options& options, const DrawsWanted& wanted,
          Draws begun)
      : draft_(draft), options_(options), wanted_(wanted), made_(std::move(begun)) {}

  /// @param look  takes in what a drawn case says; an error ends the work
  Result<Draws> run(
      const std::function<std::optional<Error>(Draws&, const Case&, const Options&)>& look) {
    for (; made_.made < wanted_.draws && !over(); ++made_.made) {
      const auto drawn = model::drawn_case(draft_, wanted_.seed, made_.made);
      if (!drawn) return tl::unexpected(drawn.error());
      say();
      if (auto failed = look(made_, *drawn, options_of_one()))
        return tl::unexpected(*std::move(failed));
    }
    return std::move(made_);
  }

 private:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }
  [[nodiscard]] bool over() const {
    const plan::Options& search = options_.search;
    return search.stop.stop_requested() ||
           (search.time_limit && seconds() >= search.time_limit->count());
  }

  /// With an equal part of what is left of the time for each draw that is left.
  [[nodiscard]] Options options_of_one() const {
    Options one = options_;
    one.any_month = true;
    one.reasons = false;
    one.movements = false;
    one.search.progress = {};
    if (one.search.time_limit)
      one.search.time_limit =
          std::chrono::duration<double>((one.search.time_limit->count() - seconds()) /
                                        static_cast<double>(wanted_.draws - made_.made));
    return one;
  }

  void say() const {
    if (options_.search.progress)
      options_.search.progress({fmt::format("{} of {} draws", made_.made, wanted_.draws), seconds(),
                                std::nullopt, std::nullopt});
  }

  const model::CaseDraft& draft_;
  const Options& options_;
  const DrawsWanted& wanted_;
  Draws made_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

std::vector<Limit> by_name(const Case& of, const Answer& answer, const Limits& limits) {
  std::vector<Limit> found;
  for (const std::size_t k : limits)
    if (const auto limit = model::find_limit(of, model::name_of(answer.aim.of, answer.limits[k])))
      found.push_back(*limit);
  return found;
}

bool in_a_conflict(const Answer& drawn, const Limit& limit) {
  return std::ranges::any_of(drawn.conflicts, [&](const Block& conflict) {
    return std::ranges::any_of(conflict.limits,
                               [&](std::size_t k) { return drawn.limits[k] == limit; });
  });
}

void count(Often& often, plan::Status status) {
  if (status == plan::Status::unknown)
    ++often.unknown;
  else if (status != plan::Status::infeasible)
    ++often.seen;
}

void count_conflicts(Draws& draws, const Answer& at_modes, const Answer& drawn) {
  const bool unsettled = drawn.conflicts.empty() && !drawn.possible();
  if (drawn.possible()) ++draws.possible.seen;
  if (unsettled) ++draws.possible.unknown;
  if (unsettled) ++draws.hopeless.unknown;
  if (!drawn.conflicts.empty() && drawn.conflicts.front().limits.empty()) ++draws.hopeless.seen;
  for (std::size_t k = 0; k < at_modes.limits.size(); ++k) {
    const auto limit = by_name(drawn.aim.of, at_modes, {k});
    if (!limit.empty() && in_a_conflict(drawn, limit.front()))
      ++draws.in_conflict[k].seen;
    else if (!drawn.all && !drawn.possible())
      ++draws.in_conflict[k].unknown;
  }
}

void count_relaxations(Draws& draws, const Answer& at_modes, const Case& drawn,
                       const plan::Options& search) {
  plan::Feasibility feasible(drawn, search);
  const auto given_up = [&](const Limits& limits) {
    std::vector<model::Easing> easings;
    for (const Limit& limit : by_name(drawn, at_modes, limits))
      easings.push_back({limit, std::nullopt});
    return feasible.attempt(easings).status;
  };
  const plan::Status as_it_is = given_up({});
  count(draws.possible, as_it_is);
  for (std::size_t k = 0; k < at_modes.openings.size(); ++k)
    count(draws.suffices[k],
          as_it_is == plan::Status::feasible ? as_it_is : given_up(at_modes.openings[k].limits));
}

}  // namespace

Result<Draws> conflicts_in_draws(const model::CaseDraft& draft, const Options& options,
                                 const Answer& answer, const DrawsWanted& wanted) {
  Draws begun;
  begun.in_conflict.resize(answer.limits.size());
  return Drawing(draft, options, wanted, std::move(begun))
      .run([&](Draws& draws, const Case& of, const Options& one) -> std::optional<Error> {
        const auto drawn = why(of, one);
        if (!drawn) return drawn.error();
        count_conflicts(draws, answer, *drawn);
        return std::nullopt;
      });
}

Result<Draws> relaxations_in_draws(const model::CaseDraft& draft, const Options& options,
                                   const Answer& answer, const DrawsWanted& wanted) {
  Draws begun;
  begun.suffices.resize(answer.openings.size());
  return Drawing(draft, options, wanted, std::move(begun))
      .run([&](Draws& draws, const Case& of, const Options& one) -> std::optional<Error> {
        const auto asked = internal::asked_of(of, one);
        if (!asked) return asked.error();
        count_relaxations(draws, answer, asked->aim.of, asked->search);
        return std::nullopt;
      });
}

}  // namespace tandem::window
