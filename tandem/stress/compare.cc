#include "tandem/stress/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "tandem/model/numbers.h"
#include "tandem/stress/internal/over_worlds.h"
#include "tandem/stress/internal/tally.h"

namespace tandem::stress {
namespace {

using model::Case;
using model::CaseDraft;

/// In the order of metrics().
std::vector<double> read(const Outcome& outcome) {
  std::vector<double> all = outcome.value;
  double security = 0;
  for (const double at_mark : outcome.security) security += at_mark;
  all.push_back(security / static_cast<double>(outcome.security.size()));
  all.push_back(outcome.goals.back());
  const std::size_t indicators = outcome.indicators.size() / outcome.goals.size();
  all.insert(all.end(), outcome.indicators.end() - static_cast<std::ptrdiff_t>(indicators),
             outcome.indicators.end());
  all.push_back(outcome.crises);
  all.push_back(outcome.running);
  return all;
}

/// Mean values in a world, by its number; shape [contenders][metrics].
using ByWorld = std::vector<std::pair<std::uint64_t, std::vector<std::vector<double>>>>;

/// What the worlds of all contenders have come to.
struct Tally {
  std::vector<Results> results;                 ///< shape [contenders]
  std::vector<std::vector<Moments>> means;      ///< shape [contenders][metrics]
  std::vector<std::vector<Moments>> differing;  ///< from the first; the same shape
  ByWorld by_world;                             ///< where it is asked for
};

Tally empty_tally(const Case& of, std::size_t contenders) {
  const std::vector<Moments> none(metrics(of).size());
  return {std::vector<Results>(contenders, internal::empty_results(of)),
          {contenders, none},
          {contenders, none},
          {}};
}

void merge(Tally& into, const Tally& from) {
  const auto add = [](std::vector<std::vector<Moments>>& all,
                      const std::vector<std::vector<Moments>>& more) {
    for (std::size_t c = 0; c < all.size(); ++c)
      for (std::size_t k = 0; k < all[c].size(); ++k) all[c][k].merge(more[c][k]);
  };
  for (std::size_t c = 0; c < into.results.size(); ++c)
    stress::merge(into.results[c], from.results[c]);
  add(into.means, from.means);
  add(into.differing, from.differing);
  into.by_world.insert(into.by_world.end(), from.by_world.begin(), from.by_world.end());
}

Setting with(Setting setting, const Setting& more) {
  setting.shocks.insert(setting.shocks.end(), more.shocks.begin(), more.shocks.end());
  if (!more.insincere.empty()) setting.insincere = more.insincere;
  if (!more.newly.empty()) setting.newly = more.newly;
  if (more.begins > 0) setting.begins = more.begins;
  if (!more.until_then.empty()) setting.until_then = more.until_then;
  if (more.past.months > 0) setting.past = more.past;
  return setting;
}

/// All contenders in all worlds. @param each  whether what each world comes to is kept
Result<Tally> play_all(const CaseDraft& draft, const Case& of,
                       const std::vector<Contender>& contenders, const Options& options,
                       bool each = false) {
  const Worlds worlds(draft, of, options.draw, options.seed);
  const auto histories = static_cast<double>(options.per_world);
  const auto play = [&](std::uint64_t number, Tally& into) -> std::optional<Error> {
    const auto drawn = worlds.drawn(number);
    if (!drawn) return drawn.error();
    std::vector<double> first;
    if (each) into.by_world.push_back({number, {}});
    for (std::size_t c = 0; c < contenders.size(); ++c) {
      const World world(*drawn, contenders[c].roadmap);
      Histories playing(world, options.seed, with(options.setting, contenders[c].setting));
      internal::WorldTally tally(into.results[c]);
      std::vector<double> sums(into.means[c].size(), 0);
      Outcome outcome;
      for (std::size_t k = 0; k < options.per_world; ++k) {
        playing.play(number * options.per_world + k, outcome);
        tally.take(outcome);
        const std::vector<double> values = read(outcome);
        for (std::size_t m = 0; m < sums.size(); ++m) sums[m] += values[m];
      }
      tally.close();
      if (c == 0) first = sums;
      for (std::size_t m = 0; m < sums.size(); ++m) {
        into.means[c][m].add(sums[m] / histories);
        into.differing[c][m].add((sums[m] - first[m]) / histories);
      }
      for (double& sum : sums) sum /= histories;
      if (each) into.by_world.back().second.push_back(std::move(sums));
    }
    return std::nullopt;
  };
  auto tally = internal::over_worlds(options, internal::all_worlds(options),
                                     empty_tally(of, contenders.size()), play, merge);
  if (tally) std::ranges::sort(tally->by_world, {}, &ByWorld::value_type::first);
  return tally;
}

std::vector<double> mean_values(const Tally& tally, const Case& of, std::size_t contender) {
  std::vector<double> values;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    values.push_back(tally.means[contender][p].mean());
  return values;
}

bool fits(std::string_view name, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return name == pattern;
  return name.size() + 1 >= pattern.size() && name.starts_with(pattern.substr(0, star)) &&
         name.ends_with(pattern.substr(star + 1));
}

/// Whether the name fits one of the patterns of that end.
bool fits_one_of(std::string_view name, const Family& family, bool other_end) {
  return std::ranges::any_of(family.numbers, [&](std::string_view pattern) {
    const bool other = pattern.starts_with('-');
    return other == other_end && fits(name, pattern.substr(other ? 1 : 0));
  });
}

/// The draft with the family's numbers where it has them.
CaseDraft in_family(const CaseDraft& draft, const Family& family) {
  return model::at_ends(draft, [&](const std::string& name) -> std::optional<bool> {
    if (fits_one_of(name, family, false)) return family.high;
    if (fits_one_of(name, family, true)) return !family.high;
    return std::nullopt;
  });
}

const std::vector<Family>& all_families() {
  static const std::vector<Family> kAll = {
      {"calm", "few crises", {"dynamics.crises.*.hazard"}, false},
      {"stormy", "many crises", {"dynamics.crises.*.hazard"}, true},
      {"mending",
       "disputes are settled, processes resume",
       {"dynamics.disputes.*", "dynamics.suspension.resume", "-dynamics.suspension.collapse"},
       true},
      {"brittle",
       "disputes are not settled, processes end",
       {"dynamics.disputes.*", "dynamics.suspension.resume", "-dynamics.suspension.collapse"},
       false},
      {"trusting", "parties believe each other", {"dynamics.trust.beliefs.*"}, true},
      {"wary", "parties doubt each other", {"dynamics.trust.beliefs.*"}, false},
      {"steady",
       "parties keep their interest in view and are on time",
       {"dynamics.compliance.noise*", "dynamics.lateness*"},
       false},
      {"erratic",
       "parties miss their interest and are late",
       {"dynamics.compliance.noise*", "dynamics.lateness*"},
       true}};
  return kAll;
}

InFamily entry(const Tally& tally, const Case& of, std::size_t contender) {
  InFamily made{mean_values(tally, of, contender), {}};
  for (std::size_t p = 0; p < made.values.size(); ++p) {
    double best = made.values[p];
    for (std::size_t c = 0; c < tally.results.size(); ++c)
      best = std::max(best, tally.means[c][p].mean());
    made.regret.push_back(best - made.values[p]);
  }
  return made;
}

std::vector<PartyId> principals(const Case& of) {
  std::vector<PartyId> all;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::principal) all.emplace_back(p);
  return all;
}

/// Everybody but `i` among the principals.
Setting others_insincere(const Case& of, PartyId i) {
  Setting setting;
  setting.insincere.assign(of.parties().size(), false);
  for (const PartyId j : principals(of)) setting.insincere[j.index()] = j != i;
  return setting;
}

/// Where a mixture of the two is as good as `other`.
std::optional<double> break_even(double sincere, double insincere, double other) {
  const double chance = (other - insincere) / (sincere - insincere);
  const bool is_one = chance >= 0 && chance <= 1;
  if (!is_one || sincere <= insincere) return std::nullopt;
  return chance;
}

/// 95 % interval of the chance at which a contender is worth nothing to a party, by the spread over
/// worlds of what it is worth at that chance.
Interval range_of(double chance, const Tally& sincere, const Tally& insincere,
                  std::size_t contender, PartyId i) {
  const std::size_t worlds = std::min(sincere.by_world.size(), insincere.by_world.size());
  if (worlds < 2) return {0, 1};
  Moments values;  // whose mean is 0
  Moments slopes;
  for (std::size_t w = 0; w < worlds; ++w) {
    const double meant = sincere.by_world[w].second[contender][i.index()];
    const double not_meant = insincere.by_world[w].second[contender][i.index()];
    values.add(chance * meant + (1 - chance) * not_meant);
    slopes.add(meant - not_meant);
  }
  const Estimate value = values.estimate();
  const double half = (value.high - value.low) / 2 / std::abs(slopes.mean());
  return {std::max(0.0, chance - half), std::min(1.0, chance + half)};
}

}  // namespace

std::vector<Metric> metrics(const Case& of) {
  std::vector<Metric> all;
  for (const model::Party& party : of.parties())
    all.push_back({"value." + party.id, "value to " + party.name});
  all.push_back({"risk_reduction", "risk reduction in force, mean over time", 100});
  all.push_back({"final_goals", "final goals in force at the end", 100});
  for (const model::Indicator& one : of.dynamics().indicators)
    all.push_back({"indicator." + one.id, fmt::format("{} at the end, {}", one.title, one.unit)});
  all.push_back({"crises", "crises"});
  all.push_back({"running", "months in which it runs"});
  return all;
}

std::vector<Family> families(const CaseDraft& draft, const Case& of) {
  std::vector<Family> some{{"case", "as the case has it", {}, false}};
  const CaseDraft whole = model::completed(draft, of);
  for (const Family& family : all_families()) {
    bool told = false;
    model::for_each_number(whole, [&](const std::string& name, const model::Number& number) {
      told = told || (number.ranged &&
                      (fits_one_of(name, family, false) || fits_one_of(name, family, true)));
    });
    if (told) some.push_back(family);
  }
  return some;
}

Result<Comparison> compare(const CaseDraft& draft, const Case& of,
                           const std::vector<Contender>& contenders, const CompareOptions& asked) {
  auto tally = play_all(draft, of, contenders, asked.options);
  if (!tally) return tl::unexpected(tally.error());
  Comparison made;
  for (const auto& differing : tally->differing) {
    Difference& difference = made.differences.emplace_back();
    for (const Moments& moments : differing) difference.metrics.push_back(moments.estimate());
  }
  made.results = tally->results;
  for (Results& results : made.results) results.stopped = results.worlds < worlds_of(asked.options);
  if (asked.family_histories == 0 || asked.options.stop.stop_requested()) return made;

  Options fewer = asked.options;
  fewer.histories = asked.family_histories;
  fewer.progress = {};
  const CaseDraft whole = model::completed(draft, of);
  made.families = families(draft, of);
  std::optional<Tally> sincere;  // in the case as it is
  for (const Family& family : made.families) {
    auto there = play_all(in_family(whole, family), of, contenders, fewer, !sincere);
    if (!there) return tl::unexpected(there.error());
    auto& row = made.in_family.emplace_back();
    for (std::size_t c = 0; c < contenders.size(); ++c) row.push_back(entry(*there, of, c));
    if (!sincere) sincere = *std::move(there);
  }
  made.wagers.resize(contenders.size());
  for (const PartyId i : principals(of)) {
    Options doubtful = fewer;
    doubtful.setting = with(doubtful.setting, others_insincere(of, i));
    const auto there = play_all(draft, of, contenders, doubtful, true);
    if (!there) return tl::unexpected(there.error());
    for (std::size_t c = 0; c < contenders.size(); ++c) {
      Wager wager;
      wager.party = i;
      wager.sincere = made.in_family[0][c].values[i.index()];
      wager.insincere = mean_values(*there, of, c)[i.index()];
      wager.worth_it = break_even(wager.sincere, wager.insincere, 0);
      if (wager.worth_it) wager.worth_it_range = range_of(*wager.worth_it, *sincere, *there, c, i);
      for (std::size_t other = 0; other < contenders.size(); ++other)
        wager.break_even.push_back(other == c
                                       ? std::nullopt
                                       : break_even(wager.sincere, wager.insincere,
                                                    made.in_family[0][other].values[i.index()]));
      made.wagers[c].push_back(std::move(wager));
    }
  }
  return made;
}

}  // namespace tandem::stress
