#include <algorithm>
#include <cctype>
#include <cmath>

#include "tests/assess/judged.h"
#include "tests/support/random_case.h"

namespace tandem::assess {
namespace {

using model::CaseDraft;
using model::Increment;

constexpr std::uint64_t kSeeds = 150;
constexpr double kClose = 1e-9;

/// A random case in which most rules and all thresholds may bite.
CaseDraft demanding_draft(Rng& rng) {
  CaseDraft draft = test::random_case_draft(rng, {.structure = true});
  const auto maybe = [&](double low, double high) {
    return rng.uniform() < 0.5 ? std::optional<model::Number>(rng.uniform(low, high))
                               : std::nullopt;
  };
  for (model::PartyDraft& party : draft.parties) {
    party.name = "Party " + party.id.text;
    party.capacity = maybe(2, 15);
    party.reserve = rng.uniform(-5, 5);
  }
  const model::MeasureDraft& last = draft.measures.back();
  if (last.after.empty() && last.one_of.empty()) draft.measures.front().with = {last.id};
  draft.boundaries.push_back({.id = "limit",
                              .holder = "p0",
                              .statement = "not this",
                              .kind = "never",
                              .measures = {"m1"}});
  model::PrinciplesDraft& limits = draft.principles;
  limits.parallel_tracks = {"peace", "arms"};
  limits.parallel_max_gap = maybe(0, 1);
  limits.reciprocal_min_index = maybe(0, 1);
  limits.max_exposure = maybe(0, 1);
  limits.by_month_24 = maybe(0, 1);
  limits.first_payoff_months = maybe(0, 40);
  limits.min_detection = maybe(0, 1);
  limits.min_final_share = maybe(0, 1);
  return draft;
}

struct Sample {
  explicit Sample(std::uint64_t seed)
      : rng(seed, 0),
        draft(demanding_draft(rng)),
        of(test::must_case(draft)),
        roadmap(test::random_roadmap(rng, of, seed % 2 == 0 ? test::Grid::on : test::Grid::off)) {}

  [[nodiscard]] Options options() const {
    return {std::vector<std::optional<double>>(of.parties().size(), 40.0), false};
  }
  [[nodiscard]] Assessment assessed() const {
    return assess(of, value::Economics(of), roadmap, options());
  }

  Rng rng;
  CaseDraft draft;
  model::Case of;
  model::Roadmap roadmap;
};

template <class Check>
void for_samples(Check check) {
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    check(Sample(seed));
    if (testing::Test::HasFailure()) return;
  }
}

TEST(Leverage, TableIsWhatTheGameSays) {
  for_samples([](const Sample& sample) {
    const value::Economics worth(sample.of);
    const Assessment found = sample.assessed();
    for (std::size_t i = 0; i < worth.parties(); ++i)
      for (std::size_t j = 0; j < worth.parties(); ++j)
        for (std::size_t k = 0; k < found.game.months.size(); ++k)
          ASSERT_NEAR(found.leverage[i][j][k] * value::kScale,
                      value::leverage(sample.of, worth, sample.roadmap, PartyId(i), PartyId(j),
                                      found.game.months[k]),
                      kClose);
  });
}

TEST(CumulativeGain, IsTheSumOfWhatWasStartedSoFar) {
  for_samples([](const Sample& sample) {
    const value::Economics worth(sample.of);
    const Assessment found = sample.assessed();
    for (std::size_t p = 0; p < worth.parties(); ++p)
      for (int phase = 1; phase <= sample.of.time().phases; ++phase) {
        model::Roadmap so_far = sample.roadmap;
        std::erase_if(so_far.increments, [&](const Increment& step) {
          return step.start_month >= sample.of.phase_start(phase + 1);
        });
        ASSERT_NEAR(found.cumulative[p][static_cast<std::size_t>(phase - 1)],
                    value::net_gain(worth, so_far, PartyId(p)), kClose);
      }
  });
}

TEST(Exchange, GetsLessGivesAreTheGainBarBurdensThatOthersCause) {
  for_samples([](const Sample& sample) {
    const value::Economics worth(sample.of);
    const Assessment found = sample.assessed();
    for (std::size_t p = 0; p < worth.parties(); ++p) {
      double net = 0;
      for (std::size_t t = 0; t < found.gives[p].size(); ++t) {
        ASSERT_GE(found.gives[p][t], 0);
        ASSERT_GE(found.gets[p][t], 0);
        net += found.gets[p][t] - found.gives[p][t];
      }
      for (const Increment& step : sample.roadmap.increments)
        if (!sample.of.measure(step.measure).has_actor(PartyId(p)) &&
            !worth.stream(step.measure, PartyId(p)).benefit)
          net += step.share * worth.carried_out(PartyId(p), step.measure, step.start_month, 0);
      ASSERT_NEAR(net, value::net_gain(worth, sample.roadmap, PartyId(p)), kClose);
    }
  });
}

TEST(TrackProgress, GrowsFromNothingToAtMostAll) {
  for_samples([](const Sample& sample) {
    for (const TrackProgress& track : sample.assessed().tracks) {
      ASSERT_TRUE(std::ranges::is_sorted(track.started));
      ASSERT_TRUE(std::ranges::is_sorted(track.in_force));
      ASSERT_LE(track.started.back(), 1 + kClose);
      for (std::size_t t = 0; t < track.started.size(); ++t)
        ASSERT_LE(track.in_force[t], track.started[t] + kClose);
    }
  });
}

TEST(Security, GrowsAndIsVerifiedNoSoonerThanInForce) {
  for_samples([](const Sample& sample) {
    const Assessment found = sample.assessed();
    for (const auto* curve : {&found.security, &found.security_verified}) {
      ASSERT_TRUE(std::ranges::is_sorted(*curve, {}, &Step::month));
      ASSERT_TRUE(std::ranges::is_sorted(*curve, {}, &Step::value));
    }
    for (const Step& step : found.security_verified)
      ASSERT_LE(step.value, value_at(found.security, step.month) + kClose);
  });
}

/// "" where `text` is a sentence that a reader could be shown.
std::string flaw(const std::string& text) {
  if (text.empty() || text.back() != '.' || text.ends_with("..")) return "no full stop: " + text;
  if (std::islower(static_cast<unsigned char>(text.front())) != 0) return "no capital: " + text;
  for (const char* word : {"nan", "inf ", "inf.", "-0.0 ", "-0 %", "{", "}", "  "})
    if (text.find(word) != std::string::npos) return "no number: " + text;
  return {};
}

TEST(Reasons, AreSentencesWithSoundNumbers) {
  for_samples([](const Sample& sample) {
    const Assessment found = sample.assessed();
    for (const Breach& breach : found.breaches) EXPECT_EQ(flaw(breach.text), "") << breach.rule;
    for (const Principle& principle : found.principles)
      for (const Finding& finding : principle.findings) {
        EXPECT_EQ(flaw(finding.reason), "") << principle.id;
        EXPECT_TRUE(std::isfinite(finding.value.value_or(0))) << principle.id;
      }
  });
}

/// Everything that a reader sees, to the last bit.
std::string transcript(const Assessment& found) {
  std::ostringstream text;
  text << std::hexfloat;
  for (const Breach& breach : found.breaches)
    text << breach.rule << breach.phase << breach.text << '\n';
  for (const Principle& principle : found.principles)
    for (const Finding& finding : principle.findings)
      text << principle.id << static_cast<int>(finding.verdict) << finding.name
           << finding.value.value_or(-1e9) << finding.threshold.value_or(-1e9) << finding.reason
           << '\n';
  for (const auto* table : {&found.game.margin, &found.game.exposure, &found.cumulative})
    for (const auto& row : *table)
      for (const double value : row) text << value << ' ';
  return text.str();
}

TEST(Assess, RepeatsBitForBit) {
  for_samples([](const Sample& sample) {
    ASSERT_EQ(transcript(sample.assessed()), transcript(sample.assessed()));
  });
}

TEST(Assess, StandsIfNothingIsBrokenAndNothingFails) {
  int standing = 0;
  for_samples([&](const Sample& sample) {
    const Assessment found = sample.assessed();
    bool fails = !found.breaches.empty();
    for (const Principle& principle : found.principles)
      for (const Finding& finding : principle.findings)
        fails = fails || finding.verdict == Verdict::fails;
    ASSERT_EQ(found.stands(), !fails);
    standing += found.stands() ? 1 : 0;
  });
  EXPECT_LT(standing, static_cast<int>(kSeeds));
}

void multiply(model::Number& number, double by) {
  number.low *= by;
  number.mode *= by;
  number.high *= by;
}

/// The same case with the points of its first party on a scale `by` times as large.
CaseDraft rescaled(CaseDraft draft, double by) {
  model::PartyDraft& party = draft.parties.front();
  for (model::Number* number : {&party.reserve, &party.breakdown_per_year, &party.breakdown_once})
    multiply(*number, by);
  if (party.capacity) multiply(*party.capacity, by);
  for (model::MeasureDraft& measure : draft.measures)
    for (auto* points : {&measure.worth, &measure.breakdown_shift})
      for (model::WorthDraft& worth : *points)
        if (worth.party.text == party.id.text) multiply(worth.points, by);
  return draft;
}

bool indifferent(const model::Case& of, PartyId i) {
  return std::ranges::all_of(of.measures(),
                             [&](const model::Measure& m) { return m.worth_to(i) == 0; });
}

TEST(Assess, DoesNotDependOnTheScaleOfAPartysPoints) {
  for_samples([](const Sample& sample) {
    if (indifferent(sample.of, PartyId(0))) return;
    const model::Case of = test::must_case(rescaled(sample.draft, 7));
    const Assessment one = sample.assessed();
    const Assessment other = assess(of, value::Economics(of), sample.roadmap, sample.options());
    ASSERT_EQ(one.breaches.size(), other.breaches.size());
    for (std::size_t p = 0; p < one.principles.size(); ++p)
      for (std::size_t k = 0; k < one.principles[p].findings.size(); ++k) {
        const Finding& before = one.principles[p].findings[k];
        const Finding& after = other.principles[p].findings[k];
        ASSERT_EQ(before.verdict, after.verdict) << before.reason << '\n' << after.reason;
        ASSERT_NEAR(before.value.value_or(0), after.value.value_or(0), kClose) << before.reason;
      }
  });
}

}  // namespace
}  // namespace tandem::assess
