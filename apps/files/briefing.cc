#include "apps/files/briefing.h"

#include <iterator>
#include <utility>

#include "tandem/assess/assessment.h"
#include "tandem/durable/durability.h"
#include "tandem/lint/lint.h"
#include "tandem/model/timetable.h"
#include "tandem/stress/compare.h"
#include "tandem/window/window.h"
#include "tandem/window/worth.h"

namespace tandem::files {
namespace {

constexpr std::size_t kMostConflicts = 10;
constexpr std::size_t kMostOfCurve = 10;
constexpr double kWindowGap = 0.01;

using Roadmaps = std::vector<model::Roadmap>;

std::vector<report::Compared> compared(const model::Case& of, const Roadmaps& roadmaps,
                                       const Proposal& proposal,
                                       const std::optional<report::Stress>& stress) {
  std::vector<report::Compared> all;
  const value::Economics worth(of);
  for (std::size_t k = 0; k < roadmaps.size(); ++k) {
    const model::Alternative& alternative = of.data().alternatives[k];
    assess::Options options{
        .ideal = proposal.ideal.points, .covert = false, .ideal_proven = proposal.ideal.proven};
    if (stress)
      options.durability = durable::durability(stress->alternatives[k], stress->asked.seed);
    all.push_back({alternative.title, alternative.note,
                   assess::assess(of, worth, roadmaps[k], options),
                   !roadmaps[k].increments.empty()});
  }
  return all;
}

/// What the page says of the agreement that its roadmap was read from.
report::BriefText text_of(const model::Agreement& of) {
  return {of, model::timetable(of), lint::lint(of)};
}

Result<report::Window> window_of(const model::Case& of, const Roadmaps& alternatives,
                                 const BriefAsked& asked) {
  window::Options options;
  options.extent = {0, kMostOfCurve};
  options.search = *asked.window;
  auto worth = window::worth(of, options, {alternatives.begin(), alternatives.end()});
  if (!worth) return tl::unexpected(std::move(worth.error()));
  report::Window made{*std::move(worth), std::nullopt, std::nullopt};
  options.targets = asked.targets;
  if (options.targets.empty()) return made;
  options.extent = {kMostConflicts, 0};
  auto why = window::why(of, options);
  if (!why) return tl::unexpected(std::move(why.error()));
  options.extent = {0, kMostConflicts};
  options.movements = true;
  auto relax = window::relax(of, options, {});
  if (!relax) return tl::unexpected(std::move(relax.error()));
  made.why = *std::move(why);
  made.relax = *std::move(relax);
  return made;
}

/// The roadmap and the alternatives in the same worlds.
Result<report::Stress> stress_of(const casefile::CaseFile& file, const model::Roadmap& roadmap,
                                 const Roadmaps& alternatives, const stress::Options& asked) {
  std::vector<stress::Contender> contenders{{"roadmap", roadmap.title, roadmap}};
  for (std::size_t k = 0; k < alternatives.size(); ++k) {
    const model::Alternative& alternative = file.valid.data().alternatives[k];
    contenders.push_back({alternative.id, alternative.title, alternatives[k]});
  }
  auto played = stress::compare(file.draft, file.valid, contenders, {asked, 0});
  if (!played) return tl::unexpected(std::move(played.error()));
  auto& results = played->results;
  return report::Stress{
      {asked.seed, asked.per_world, asked.draw},
      std::move(results.front()),
      {std::make_move_iterator(results.begin() + 1), std::make_move_iterator(results.end())}};
}

}  // namespace

Result<report::Brief> brief_of(const casefile::CaseFile& file, const Roadmaps& alternatives,
                               Proposal proposal, const BriefAsked& asked) {
  const model::Case& of = file.valid;
  if (const auto aimed = window::aim(of, asked.targets); !aimed)
    return tl::unexpected(aimed.error());
  std::optional<report::Stress> stress;
  if (asked.stress) {
    auto played = stress_of(file, proposal.roadmap, alternatives, *asked.stress);
    if (!played) return tl::unexpected(std::move(played.error()));
    stress = *std::move(played);
  }
  auto others = compared(of, alternatives, proposal, stress);
  std::optional<report::Window> window;
  if (asked.window) {
    auto explored = window_of(of, alternatives, asked);
    if (!explored) return tl::unexpected(std::move(explored.error()));
    window = *std::move(explored);
  }
  assess::Options options{.ideal = proposal.ideal.points, .ideal_proven = proposal.ideal.proven};
  if (stress) options.durability = durable::durability(stress->results, stress->asked.seed);
  assess::Assessment assessment =
      assess::assess(of, value::Economics(of), proposal.roadmap, options);
  return report::Brief{of,
                       file.draft,
                       std::move(proposal.roadmap),
                       std::move(assessment),
                       std::move(others),
                       asked.date,
                       "tandem " TANDEM_VERSION ", seed " + std::to_string(asked.seed),
                       std::move(proposal.origin),
                       std::move(window),
                       std::move(stress),
                       proposal.text ? std::optional(text_of(*proposal.text)) : std::nullopt};
}

plan::Options window_search(plan::Options options, double seconds) {
  options.relative_gap = kWindowGap;
  options.time_limit = std::chrono::duration<double>(seconds);
  return options;
}

}  // namespace tandem::files
