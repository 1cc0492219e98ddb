// The ledger beside the disk alone: raw appends with fdatasync of the same bytes, entries recorded
// one by one and by many at once, and a long record read again.
#include "tandem/ledger/ledger.h"

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tandem::bench {
namespace {

namespace fs = std::filesystem;
using ledger::Event;
using ledger::EventKind;
using ledger::Ledger;
using std::chrono::days;
using std::chrono::sys_days;

constexpr int kWriters = 32;
constexpr std::string_view kAgreement = R"(tandem: 1
agreement: bench
title: North against South
signed: 2027-01-01
actors:
  north: {name: North}
  south: {name: South}
  board: {name: Board, role: body}
obligations:
  A1: {title: North opens the road, actors: [north], counterparts: [south], trigger: by 2027-03-01}
  A2: {title: North clears the mines, actors: [north], counterparts: [south], trigger: by A1 + 60d}
  B1: {title: South sends grain, actors: [south], counterparts: [north], trigger: by A1 + 31d}
)";

/// A folder of its own in the current one, so on the disk that is to be measured.
class Folder {
 public:
  Folder() {
    std::string name = (fs::current_path() / "ledger-bench-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder(Folder&&) = delete;
  Folder& operator=(Folder&&) = delete;
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] std::string file(std::string_view name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

constexpr sys_days kSigned{std::chrono::year{2027} / 1 / 1};

/// Entry `k` of a long record: half is reported or found, the rest happens.
Event entry(std::size_t k) {
  constexpr std::size_t kKinds = 4;
  constexpr std::size_t kADay = 864;  // entries
  Event made{.kind = EventKind::incident,
             .at = kSigned + days(1) + std::chrono::seconds(k * 100),
             .on = Date{kSigned + days(k / kADay)},
             .by = "north",
             .of = k % 3 == 0 ? "A2" : "A1",
             .says = "As the board wrote in its report of this month"};
  if (k % kKinds == 0) made.kind = EventKind::reported;
  if (k % kKinds == 2) {
    made.kind = EventKind::verified;
    made.by = "board";
    made.finding = ledger::Finding::met;
  }
  return made;
}

std::vector<Event> beginning() {
  Event opened{.kind = EventKind::opened, .at = kSigned, .on = Date{kSigned}, .by = "keeper"};
  opened.of = "bench";
  opened.says = "A record";
  Event made{.kind = EventKind::signed_text, .at = kSigned, .on = Date{kSigned}, .by = "keeper"};
  made.text = kAgreement;
  return {std::move(opened), std::move(made)};
}

std::unique_ptr<Ledger> begun(const std::string& file) {
  auto store = ledger::sqlite_store(file, ledger::Opening::fresh);
  if (!store) return nullptr;
  auto made = Ledger::open(*std::move(store));
  if (!made) return nullptr;
  for (const Event& one : beginning())
    if (!(*made)->record(one)) return nullptr;
  return *std::move(made);
}

void BM_Raw_Append_Fdatasync(benchmark::State& state) {
  const Folder folder;
  const int file =
      open(folder.file("raw").c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  const std::string bytes = ledger::body_of(entry(1));
  for (auto _ : state)
    if (write(file, bytes.data(), bytes.size()) < 0 || fdatasync(file) != 0)
      state.SkipWithError("the disk refuses");
  close(file);
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(BM_Raw_Append_Fdatasync)->UseRealTime()->Unit(benchmark::kMicrosecond);

std::unique_ptr<Folder> shared_folder;
std::unique_ptr<Ledger> shared_ledger;

void BM_Record(benchmark::State& state) {
  if (state.thread_index() == 0) {
    shared_folder = std::make_unique<Folder>();
    shared_ledger = begun(shared_folder->file("bench.ledger"));
  }
  for (auto _ : state) {
    Event one = entry(1);
    one.kind = EventKind::incident;
    if (!shared_ledger->record(one)) state.SkipWithError("it is refused");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  if (state.thread_index() == 0) {
    shared_ledger.reset();
    shared_folder.reset();
  }
}
BENCHMARK(BM_Record)->Threads(1)->Threads(kWriters)->UseRealTime()->Unit(benchmark::kMicrosecond);

/// Reading and projecting entries, and the longest of three questions about the state after them.
void BM_Project_And_Ask(benchmark::State& state) {
  std::vector<std::string> bodies;
  for (const Event& one : beginning()) bodies.push_back(ledger::body_of(one));
  for (std::size_t k = 0; bodies.size() < static_cast<std::size_t>(state.range(0)); ++k)
    bodies.push_back(ledger::body_of(entry(k)));
  double slowest = 0;
  for (auto _ : state) {
    ledger::Projection projection;
    for (const std::string& body : bodies) {
      const auto event = ledger::event_of(body);
      if (!event || !projection.apply(*event)) state.SkipWithError("it is refused");
    }
    state.PauseTiming();
    for (const int after : {30, 365, 1000}) {
      const auto from = std::chrono::steady_clock::now();
      const auto seen = projection.state({projection.last_at(), Date{kSigned + days(after)}});
      benchmark::DoNotOptimize(seen);
      const std::chrono::duration<double, std::milli> took =
          std::chrono::steady_clock::now() - from;
      slowest = std::max(slowest, took.count());
    }
    state.ResumeTiming();
  }
  state.counters["ask_ms"] = slowest;
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
}
BENCHMARK(BM_Project_And_Ask)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tandem::bench
