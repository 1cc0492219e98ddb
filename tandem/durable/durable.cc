#include "tandem/durable/durable.h"

#include <fmt/format.h>

#include <algorithm>

namespace tandem::durable {
namespace {

using model::Case;
using model::CaseDraft;
using model::Roadmap;

/// So far from the seed of the choice that no world is met again.
constexpr std::uint64_t kOtherSeed = 0x9e3779b97f4a7c15U;

bool same(const Roadmap& a, const Roadmap& b) {
  return a.accession == b.accession &&
         std::ranges::equal(a.increments, b.increments, [](const auto& x, const auto& y) {
           return x.measure == y.measure && x.start_month == y.start_month && x.share == y.share;
         });
}

double margin_of(const Case& of) {
  const auto& margin = of.principles().min_margin;
  return margin ? margin->mode : 0;
}

std::vector<stress::Contender> contenders_of(const std::vector<Candidate>& candidates) {
  std::vector<stress::Contender> all;
  for (const Candidate& one : candidates)
    all.push_back({fmt::format("level-{:g}", 100 * one.level),
                   fmt::format("With margins larger by {:g} %", 100 * one.level), one.roadmap});
  return all;
}

}  // namespace

Result<Answer> durable(const CaseDraft& draft, const Case& of, const plan::Options& search,
                       const Wanted& wanted) {
  plan::Options options = search.ideals ? search : plan::measured_by(of, search);
  if (options.time_limit) *options.time_limit /= static_cast<double>(wanted.levels.size() + 1);
  Answer made;
  made.best = plan::plan(of, options);
  if (!made.best.roadmap) return made;
  made.candidates.push_back({0, *made.best.roadmap, made.best.objective});
  const double least = made.best.objective - wanted.loss * std::abs(made.best.objective);
  for (const double level : wanted.levels) {
    if (options.stop.stop_requested()) break;
    plan::Options asked = options;
    asked.min_margin = search.min_margin.value_or(margin_of(of)) + level;
    const plan::Answer answer = plan::plan(of, asked);
    if (!answer.roadmap || answer.objective < least) continue;
    const bool known = std::ranges::any_of(
        made.candidates, [&](const Candidate& one) { return same(one.roadmap, *answer.roadmap); });
    if (!known) made.candidates.push_back({level, *answer.roadmap, answer.objective});
  }
  const auto played =
      stress::compare(draft, of, contenders_of(made.candidates), {wanted.stress, 0});
  if (!played) return tl::unexpected(played.error());
  for (std::size_t c = 0; c < made.candidates.size(); ++c) {
    made.candidates[c].running = played->results[c].running.mean();
    if (made.candidates[c].running > made.candidates[made.chosen].running) made.chosen = c;
  }
  if (made.chosen == 0) return made;
  stress::Options fresh = wanted.stress;
  fresh.seed ^= kOtherSeed;
  const auto all = contenders_of(made.candidates);
  auto other = stress::compare(draft, of, {all.front(), all[made.chosen]}, {fresh, 0});
  if (!other) return tl::unexpected(other.error());
  made.fresh = *std::move(other);
  return made;
}

}  // namespace tandem::durable
