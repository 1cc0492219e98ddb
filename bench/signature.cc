// One number for all results on fixed cases and seeds: the same in every run. A change of it is a
// change of results, and the commit that makes it says why.

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <string_view>

#include "bench/support/worlds.h"
#include "tandem/assess/assessment.h"
#include "tandem/plan/plan.h"

namespace tandem::bench {
namespace {

/// FNV-1a over text; numbers count to nine digits, so that another compiler may round differently.
class Hash {
 public:
  Hash& add(std::string_view text) {
    constexpr std::uint64_t kPrime = 0x100000001b3;
    for (const char c : text) value_ = (value_ ^ static_cast<unsigned char>(c)) * kPrime;
    return *this;
  }
  Hash& add(double number) {
    constexpr double kNothing = 1e-12;
    return add(fmt::format("{:.9g};", std::abs(number) < kNothing ? 0.0 : number));
  }
  Hash& add(const std::optional<double>& number) { return number ? add(*number) : add("none;"); }
  template <class T>
  Hash& add(const std::vector<T>& all) {
    for (const auto& one : all) add(one);
    return add("|");
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

double number(auto of) { return static_cast<double>(of); }

void add_game(const value::GameValues& game, Hash& hash) {
  for (const int month : game.months) hash.add(number(month));
  hash.add(game.comply).add(game.defect).add(game.exposure).add(game.net);
}

void add_principle(const assess::Principle& principle, Hash& hash) {
  hash.add(principle.id).add(number(principle.verdict));
  for (const assess::Finding& finding : principle.findings)
    hash.add(finding.name).add(finding.value).add(number(finding.verdict)).add(finding.reason);
}

void add_assessment(const assess::Assessment& of, Hash& hash) {
  for (const assess::Breach& breach : of.breaches) hash.add(breach.text);
  for (const assess::Principle& principle : of.principles) add_principle(principle, hash);
  add_game(of.game, hash);
  add_game(of.other_convention, hash);
  hash.add(of.leverage).add(of.cumulative).add(of.gives).add(of.gets);
  for (const assess::TrackProgress& track : of.tracks) hash.add(track.started).add(track.in_force);
  for (const auto* steps : {&of.security, &of.security_verified})
    for (const assess::Step& step : *steps) hash.add(number(step.month)).add(step.value);
  for (const value::CovertThreshold& covert : of.covert)
    hash.add(number(covert.measure.index())).add(covert.needed).add(number(covert.worst_month));
  if (!of.gradualism) return;
  hash.add(of.gradualism->perron).add(of.gradualism->discounted).add(of.gradualism->proportions);
}

void add_answer(const plan::Answer& of, Hash& hash) {
  hash.add(number(of.status)).add(of.objective).add(of.bound).add(of.ideal);
  hash.add(number(of.statistics.moves)).add(number(of.statistics.nodes));
  for (const plan::Obstacle& obstacle : of.obstacles) hash.add(obstacle.text);
  if (!of.roadmap) return;
  for (const model::Increment& step : of.roadmap->increments)
    hash.add(number(step.measure.index())).add(number(step.start_month)).add(step.share);
}

std::uint64_t assessed(const model::Case& of, const model::Roadmap& roadmap) {
  Hash hash;
  add_assessment(assess::assess(of, value::Economics(of), roadmap), hash);
  return hash.value();
}

std::uint64_t planned(const model::Case& of) {
  Hash hash;
  add_answer(plan::plan(of), hash);
  return hash.value();
}

/// Prints one part and takes it into the whole.
void part(const std::string& name, std::uint64_t value, Hash& whole) {
  fmt::print("{:016x}  {}\n", value, name);
  whole.add(fmt::format("{:016x}", value));
}

void made_parts(Hash& whole) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const model::Case large = made_case({}, seed);
    part(fmt::format("assess made 6x100x16, seed {}", seed),
         assessed(large, made_roadmap(large, seed)), whole);
    const model::Case small = made_case({.measures = 12, .phases = 5, .parties = 3}, seed);
    part(fmt::format("plan made 3x12x5, seed {}", seed), planned(small), whole);
  }
}

void korean_parts(Hash& whole) {
  const casefile::CaseFile korea = korean_case();
  for (const model::Alternative& alternative : korea.valid.data().alternatives)
    part("assess korea " + alternative.id,
         assessed(korea.valid, alternative.roadmap.empty()
                                   ? model::no_agreement(korea.valid)
                                   : korean_roadmap(korea.valid, alternative.roadmap)),
         whole);
  part("plan korea", planned(korea.valid), whole);
}

}  // namespace
}  // namespace tandem::bench

int main() {
  tandem::bench::Hash whole;
  tandem::bench::made_parts(whole);
  tandem::bench::korean_parts(whole);
  fmt::print("{:016x}  signature\n", whole.value());
}
