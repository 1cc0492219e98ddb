#include "apps/cli/search_args.h"

#include <fmt/format.h>

#include <cmath>
#include <ostream>
#include <string>

#include "apps/cli/case_argument.h"
#include "apps/cli/output.h"
#include "apps/cli/program.h"
#include "apps/files/write.h"
#include "tandem/casefile/casefile.h"
#include "tandem/model/vocabulary.h"

namespace tandem::cli {
namespace {

/// Prints progress where something changed, but no more than about twice a second.
class ProgressLines {
 public:
  explicit ProgressLines(std::ostream& err, double limit) : err_(err), limit_(limit) {}

  void operator()(const plan::Progress& now) {
    if (now.stage == stage_ && now.seconds < next_) return;
    stage_ = now.stage;
    next_ = now.seconds + kPause;
    err_ << fmt::format("{:6.1f} s of {:g}  {}", now.seconds, limit_, now.stage);
    if (now.objective) err_ << fmt::format("  best {:.4f}", *now.objective);
    if (now.bound) err_ << fmt::format("  bound {:.4f}", *now.bound);
    if (now.objective && now.bound && std::abs(*now.objective) > kNothing)
      err_ << fmt::format("  gap {:.2f} %",
                          100 * (*now.bound - *now.objective) / std::abs(*now.objective));
    err_ << "\n" << std::flush;
  }

 private:
  static constexpr double kPause = 0.5;  // seconds
  static constexpr double kNothing = 1e-9;

  std::ostream& err_;
  double limit_;
  std::string stage_;
  double next_ = 0;
};

}  // namespace

std::optional<plan::Options> search_options(const Args& args, const Streams& io) {
  plan::Options options;
  options.seed = static_cast<std::uint64_t>(args.whole("seed"));
  if (args.has("threads")) options.threads = static_cast<int>(args.whole("threads"));
  if (args.has("time-limit"))
    options.time_limit = std::chrono::duration<double>(args.real("time-limit"));
  if (args.has("gap")) options.relative_gap = args.real("gap") / 100;
  options.stop = io.stop;
  if (args.has("level")) options.min_margin = args.real("level") / 100;
  if (args.has("deviation")) {
    const std::string& which = args.text("deviation");
    options.deviation = model::value_of<model::Deviation>(which, model::kDeviations);
    if (!options.deviation) {
      report_error({Errc::invalid_input,
                    fmt::format("--deviation is withhold or withdraw, not '{}'", which)},
                   args, io);
      return std::nullopt;
    }
  }
  if (options.time_limit && !args.flag("quiet"))
    options.progress = ProgressLines(io.err, options.time_limit->count());
  return options;
}

int hand_over(const Args& args, const Streams& io, const model::Case& of, const std::string& name,
              const model::Roadmap& roadmap) {
  const std::string path = args.has("save") ? args.text("save") : "ROADMAP";
  if (args.has("save") && !files::write_file(path, casefile::write_roadmap(of, roadmap))) {
    say_unwritable(path, io);
    return kBadInput;
  }
  suggest_next(args, io, fmt::format("tandem assess {} {}", name, path));
  return kFine;
}

}  // namespace tandem::cli
