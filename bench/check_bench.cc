#include <benchmark/benchmark.h>

#ifdef TANDEM_HAVE_YAML_CPP
#include <yaml-cpp/yaml.h>
#endif

#include "bench/support/worlds.h"

namespace tandem::bench {
namespace {

/// Everything that `tandem check` does but the printing.
void BM_Check_Korea(benchmark::State& state) {
  const std::string folder = korean_folder();
  for (auto _ : state) {
    const auto loaded = casefile::load_case(folder);
    if (!loaded) state.SkipWithError("the case has mistakes");
    benchmark::DoNotOptimize(loaded);
  }
  const casefile::CaseFile loaded = korean_case();
  state.counters["bytes"] = static_cast<double>(loaded.text.size());
  state.counters["measures"] = static_cast<double>(loaded.valid.measures().size());
}
BENCHMARK(BM_Check_Korea)->Unit(benchmark::kMillisecond);

#ifdef TANDEM_HAVE_YAML_CPP
/// The same text read into nodes by yaml-cpp, and nothing checked.
void BM_YamlCpp_Korea(benchmark::State& state) {
  const std::string text = korean_case().text;
  for (auto _ : state) {
    YAML::Node root = YAML::Load(text);
    benchmark::DoNotOptimize(root);
  }
}
BENCHMARK(BM_YamlCpp_Korea)->Unit(benchmark::kMillisecond);
#endif

}  // namespace
}  // namespace tandem::bench
