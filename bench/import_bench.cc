#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "tandem/casefile/obligations_table.h"
#include "tandem/lint/lint.h"
#include "tandem/model/timetable.h"

namespace tandem::bench {
namespace {

/// A table as others make them, each row waiting for two rows before it.
std::string foreign_table(std::int64_t rows) {
  std::string csv = "row_id,actor,measure,trigger,depends_on,verification\n";
  csv += "Q0,North; South,Step 0,2026-01-01,,IAEA photographs\n";
  for (std::int64_t r = 1; r < rows; ++r)
    csv += fmt::format("Q{},North; South,Step {},start:Q0 finish_by:Q{}+30d,Q{},IAEA photographs\n",
                       r, r, r - 1, r / 2);
  return csv;
}

void BM_Import_Obligations(benchmark::State& state) {
  const std::string csv = foreign_table(state.range(0));
  for (auto _ : state) {
    const auto made = casefile::import_obligations(csv, "table.csv");
    if (!made) state.SkipWithError("the table has mistakes");
    benchmark::DoNotOptimize(made);
  }
  state.counters["bytes"] = static_cast<double>(csv.size());
}
BENCHMARK(BM_Import_Obligations)->Arg(50)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);

/// What an analyst does with a table: read it, date it, lint it.
void BM_Import_Schedule_Lint(benchmark::State& state) {
  const std::string csv = foreign_table(state.range(0));
  for (auto _ : state) {
    const auto made = casefile::import_obligations(csv, "table.csv");
    const auto agreement = made ? model::Agreement::from(made->draft) : tl::unexpected(Error{});
    if (!agreement) {
      state.SkipWithError("the table is no agreement");
      break;
    }
    benchmark::DoNotOptimize(model::timetable(*agreement));
    benchmark::DoNotOptimize(lint::lint(*agreement));
  }
  state.counters["bytes"] = static_cast<double>(csv.size());
}
BENCHMARK(BM_Import_Schedule_Lint)->Arg(50)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tandem::bench
