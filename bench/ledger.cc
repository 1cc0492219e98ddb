// The ledger beside the disk alone: raw appends with fdatasync of the same bytes, entries recorded
// one by one and by many at once, and a long record read again.
#include "tandem/ledger/ledger.h"

#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
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

/// A file that grows by the bytes of an entry at a time, each synced.
class RawFile {
 public:
  explicit RawFile(const std::string& path)
      : file_(open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600)) {}
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;
  RawFile(RawFile&&) = delete;
  RawFile& operator=(RawFile&&) = delete;
  ~RawFile() { close(file_); }
  [[nodiscard]] bool append(const std::string& bytes) const {
    return write(file_, bytes.data(), bytes.size()) > 0 && fdatasync(file_) == 0;
  }

 private:
  int file_;
};

Event incident() {
  Event one = entry(1);
  one.kind = EventKind::incident;
  return one;
}

/// Microseconds for each of `count` that are written by so many threads, `count / threads` each.
template <class Write>
double each_takes(int threads, int count, const Write& write, bool& good) {
  std::atomic<bool> all_good = true;
  const auto from = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> running;
    for (int k = 0; k < threads; ++k)
      running.emplace_back([&] {
        for (int n = 0; n < count / threads; ++n)
          if (!write()) all_good = false;
      });
  }
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - from;
  good = good && all_good;
  return took.count() / count;
}

double median(std::vector<double> of) {
  std::ranges::nth_element(of, of.begin() + static_cast<std::ptrdiff_t>(of.size() / 2));
  return of[of.size() / 2];
}

/// The disk's speed changes from second to second. So short rounds of the three follow each other,
/// and what is told are the medians, and those of the ratios within a round.
void BM_Record_Beside_The_Disk(benchmark::State& state) {
  constexpr int kOneByOne = 64;
  constexpr int kByMany = 64 * kWriters;
  const Folder folder;
  const RawFile file(folder.file("raw"));
  const auto ledger = begun(folder.file("bench.ledger"));
  const Event event = incident();
  const std::string bytes = ledger::body_of(event);
  std::vector<double> raw;
  std::vector<double> alone;
  std::vector<double> many;
  std::vector<double> alone_rate;
  std::vector<double> many_rate;
  bool good = ledger != nullptr;
  const auto append = [&] { return file.append(bytes); };
  const auto record = [&] { return ledger->record(event).has_value(); };
  for (auto _ : state) {
    if (!good) break;
    raw.push_back(each_takes(1, kOneByOne, append, good));
    alone.push_back(each_takes(1, kOneByOne, record, good));
    many.push_back(each_takes(kWriters, kByMany, record, good));
    alone_rate.push_back(raw.back() / alone.back());
    many_rate.push_back(raw.back() / many.back());
  }
  if (!good) return state.SkipWithError("the disk, or the ledger, refuses");
  state.counters["raw_us"] = median(raw);
  state.counters["alone_us"] = median(alone);
  state.counters["of_32_us"] = median(many);
  state.counters["alone_rate"] = median(alone_rate);
  state.counters["of_32_rate"] = median(many_rate);
}
BENCHMARK(BM_Record_Beside_The_Disk)->Iterations(100)->Unit(benchmark::kMillisecond);

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
