// Histories a second on one core: the fast player beside the plain twin of the tests, which looks
// everything up anew in every month, and beside the random words alone that a history of quiet
// months takes. Numbers at their modes, so that working out a world is left out; it is timed apart.
// Seconds are the processor's.
//
//   bench_stress [--histories=N] [CASE ROADMAP]...
//   bench_stress [--histories=N] --export FILE CASE ROADMAP
//
// With --export the world, the times and the means of the histories are written as JSON, for
// bench/stress_beside_numpy.py.

#include "tandem/stress/stress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "bench/support/history_means.h"
#include "bench/support/world_json.h"
#include "tandem/base/philox.h"
#include "tandem/casefile/casefile.h"
#include "tandem/model/numbers.h"
#include "tests/support/reference_history.h"

namespace tandem::bench {
namespace {

double seconds_since(std::clock_t begin) {
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

struct Question {
  std::string case_path;
  std::string roadmap_path;
  std::string export_path;  ///< empty: nothing is written
};

/// Seconds for one history.
struct Times {
  double fast = 0;
  double plain = 0;
  double words = 0;
};

/// @return whether it could be written
bool write(const Question& question, const stress::World& world, std::uint64_t histories,
           const Times& times) {
  HistoryMeans means(world.of);
  stress::Histories playing(world, 1);
  stress::Outcome outcome;
  for (std::uint64_t k = 0; k < histories; ++k) {
    playing.play(k, outcome);
    means.add(outcome);
  }
  std::ofstream file(question.export_path);
  file << nlohmann::json{
      {"world", world_json(world)},
      {"histories", histories},
      {"seconds", {{"fast", times.fast}, {"plain", times.plain}, {"words", times.words}}},
      {"means", means.by_name()}};
  file.close();
  if (!file) fmt::print(stderr, "{}: cannot be written\n", question.export_path);
  return !file.fail();
}

/// @return whether it could be answered
bool ask(const Question& question, std::uint64_t histories) {
  const auto loaded = casefile::load_case(question.case_path);
  if (!loaded) {
    fmt::print(stderr, "{}\n", loaded.error().what);
    return false;
  }
  const auto read = casefile::load_roadmap(question.roadmap_path, loaded->valid);
  if (!read) {
    fmt::print(stderr, "{}\n", read.error().what);
    return false;
  }
  const model::Roadmap* roadmap = &read->valid;
  const stress::World world(loaded->valid, *roadmap);
  const auto n = static_cast<double>(histories);
  double sum = 0;

  auto begin = std::clock();
  stress::Histories playing(world, 1);
  stress::Outcome outcome;
  for (std::uint64_t k = 0; k < histories; ++k) {
    playing.play(k, outcome);
    sum += outcome.value[0];
  }
  const double fast = seconds_since(begin) / n;

  begin = std::clock();
  const std::uint64_t fewer = std::max<std::uint64_t>(histories / 10, 1);
  double plain_sum = 0;
  for (std::uint64_t k = 0; k < fewer; ++k)
    plain_sum += test::reference_history(world, 1, k).value[0];
  const double plain = seconds_since(begin) / static_cast<double>(fewer);

  begin = std::clock();
  const Philox philox(1);
  std::uint32_t words = 0;
  const int months = loaded->valid.dynamics().months;
  for (std::uint64_t k = 0; k < histories; ++k)
    for (int month = 0; month < months; ++month)
      words ^=
          philox.block({static_cast<std::uint32_t>(k), 0, static_cast<std::uint32_t>(month), 0})[1];
  const double random = seconds_since(begin) / n;

  begin = std::clock();
  const model::CaseDraft whole = model::completed(loaded->draft, loaded->valid);
  constexpr std::uint64_t kWorlds = 50;
  for (std::uint64_t draw = 0; draw < kWorlds; ++draw) {
    const auto drawn = model::drawn_case(whole, 1, draw);
    if (drawn) sum += stress::World(*drawn, *roadmap).promised;
  }
  const double of_world = seconds_since(begin) / static_cast<double>(kWorlds);

  fmt::print("{:<40} {:>8.1f} {:>8.1f} {:>6.1f} {:>8.2f} {:>6.2f} {:>9.2f}  {:x}\n",
             question.roadmap_path.substr(question.roadmap_path.rfind('/') + 1), 1e6 * fast,
             1e6 * plain, plain / fast, 1e6 * random, random / fast, 1e3 * of_world,
             words ^ static_cast<std::uint32_t>(static_cast<std::int64_t>(sum + plain_sum)));
  return question.export_path.empty() || write(question, world, histories, {fast, plain, random});
}

int run(int argc, char** argv) {
  std::uint64_t histories = 20'000;
  std::string export_path;
  std::vector<std::string> words;
  for (int k = 1; k < argc; ++k) {
    const std::string_view word = argv[k];
    constexpr std::string_view kHistories = "--histories=";
    if (word.starts_with(kHistories))
      histories = std::strtoull(argv[k] + kHistories.size(), nullptr, 10);
    else if (word == "--export" && k + 1 < argc)
      export_path = argv[++k];
    else
      words.emplace_back(word);
  }
  if (!export_path.empty() && words.size() != 2) {
    fmt::print(stderr, "--export takes one case and one roadmap\n");
    return 1;
  }
  std::vector<Question> questions;
  for (std::size_t k = 0; k + 1 < words.size(); k += 2)
    questions.push_back({words[k], words[k + 1], export_path});
  const std::string korea = TANDEM_SOURCE_DIR "/cases/korea/2026";
  if (questions.empty())
    questions = {{korea, korea + "/roadmaps/freeze-for-freeze.yaml", ""},
                 {korea, korea + "/roadmaps/grand-bargain.yaml", ""}};
  fmt::print("{:<40} {:>8} {:>8} {:>6} {:>8} {:>6} {:>9}\n", "roadmap", "µs", "plain", "ratio",
             "words", "share", "world ms");
  bool answered = true;
  for (const Question& question : questions) answered = ask(question, histories) && answered;
  return answered ? 0 : 1;
}

}  // namespace
}  // namespace tandem::bench

int main(int argc, char** argv) { return tandem::bench::run(argc, argv); }
