#include "apps/cli/stress_args.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ostream>
#include <string>

#include "apps/cli/case_argument.h"

namespace tandem::cli {
namespace {

class HistoriesDone {
 public:
  HistoriesDone(std::ostream& err, std::size_t all) : err_(err), all_(all) {}

  void operator()(std::size_t done) {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(500)) return;
    last_ = now;
    err_ << fmt::format("{:>10} of {} histories", std::min(done, all_), all_) << std::endl;
  }

 private:
  std::ostream& err_;
  std::size_t all_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace

std::optional<stress::Options> asked_stress(const Args& args, const Streams& io) {
  if (args.whole("stress") == 0) return std::nullopt;
  stress::Options options;
  options.seed = static_cast<std::uint64_t>(args.whole("seed"));
  options.histories = static_cast<std::size_t>(args.whole("stress"));
  options.stop = io.stop;
  return options;
}

std::function<void(std::size_t done)> histories_done(std::ostream& err, std::size_t all) {
  return HistoriesDone(err, all);
}

std::optional<stress::Options> stress_options(const Args& args, const Streams& io,
                                              const model::Case& of) {
  stress::Options options;
  options.seed = static_cast<std::uint64_t>(args.whole("seed"));
  options.per_world = static_cast<std::size_t>(args.whole("per-world"));
  options.draw = !args.flag("modes");
  if (args.has("histories")) options.histories = static_cast<std::size_t>(args.whole("histories"));
  if (args.has("threads")) options.threads = static_cast<unsigned>(args.whole("threads"));
  options.stop = io.stop;
  for (const std::string& word : args.list("shock")) {
    const auto shock = stress::shock_of(of, word);
    if (!shock) {
      report_error({Errc::invalid_input, fmt::format("--shock {}: {}", word, shock.error().what)},
                   args, io);
      return std::nullopt;
    }
    options.setting.shocks.push_back(*shock);
  }
  if (args.has("histories") && !args.flag("quiet"))
    options.progress = histories_done(io.err, options.histories);
  return options;
}

}  // namespace tandem::cli
