#include "tandem/outlook/base_rates.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tandem::outlook {
namespace {

constexpr std::string_view kSource =
    "Peace Accords Matrix v1.5 (Joshi, Quinn and Regan 2015), 34 comprehensive accords of civil "
    "wars, 1989-2012; shares computed from its yearly scores";

constexpr std::array<BaseRate, 6> kRates{{
    {RateKind::all,
     "provisions of any kind",
     724,
     {{{1, .166, {.1406, .1948}},
       {3, .3548, {.3202, .391}},
       {5, .4657, {.429, .5028}},
       {10, .5813, {.5421, .6195}}}},
     kSource},
    {RateKind::security,
     "security provisions",
     192,
     {{{1, .1562, {.1117, .2143}},
       {3, .3261, {.2625, .3968}},
       {5, .4239, {.3548, .4962}},
       {10, .6296, {.5531, .7002}}}},
     kSource},
    {RateKind::verification,
     "provisions on verification and joint institutions",
     101,
     {{{1, .3465, {.2609, .4434}},
       {3, .6837, {.5862, .7673}},
       {5, .7755, {.6834, .8468}},
       {10, .8256, {.732, .8914}}}},
     kSource},
    {RateKind::political,
     "political provisions",
     166,
     {{{1, .1566, {.1092, .2196}},
       {3, .3497, {.2807, .4256}},
       {5, .5153, {.4391, .5908}},
       {10, .6014, {.5195, .678}}}},
     kSource},
    {RateKind::economic,
     "economic provisions",
     61,
     {{{1, .0328, {.009, .1119}},
       {3, .1897, {.1093, .3085}},
       {5, .3103, {.2062, .438}},
       {10, .4182, {.2974, .5497}}}},
     kSource},
    {RateKind::humanitarian,
     "humanitarian and rights provisions",
     204,
     {{{1, .133, {.093, .1866}},
       {3, .2704, {.2131, .3366}},
       {5, .3553, {.2918, .4243}},
       {10, .4514, {.3795, .5254}}}},
     kSource},
}};

constexpr std::array<std::pair<std::string_view, RateKind>, 14> kTracks{
    {{"verification", RateKind::verification},
     {"political", RateKind::political},
     {"peace", RateKind::political},
     {"security", RateKind::security},
     {"military", RateKind::security},
     {"denuclearization", RateKind::security},
     {"nuclear", RateKind::security},
     {"inspection", RateKind::verification},
     {"relations", RateKind::political},
     {"energy", RateKind::economic},
     {"finance", RateKind::economic},
     {"humanitarian", RateKind::humanitarian},
     {"economic", RateKind::economic},
     {"economy", RateKind::economic}}};

}  // namespace

const BaseRate& base_rate(RateKind kind) { return kRates[static_cast<std::size_t>(kind)]; }

RatePoint rate_at(const BaseRate& of, double years) {
  RatePoint before{0, 0, {0, 0}};
  for (const RatePoint& point : of.points) {
    if (years <= point.years) {
      const double part = std::max(0.0, years - before.years) / (point.years - before.years);
      const auto between = [&](double a, double b) { return a + part * (b - a); };
      return {years,
              between(before.share, point.share),
              {between(before.range.low, point.range.low),
               between(before.range.high, point.range.high)}};
    }
    before = point;
  }
  before.years = years;
  return before;
}

RateKind rate_of_track(std::string_view track) {
  const auto found =
      std::ranges::find(kTracks, track, &std::pair<std::string_view, RateKind>::first);
  return found == kTracks.end() ? RateKind::all : found->second;
}

}  // namespace tandem::outlook
