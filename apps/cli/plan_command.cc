#include <fmt/format.h>

#include <cmath>
#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/cli/program.h"
#include "tandem/plan/plan.h"
#include "tandem/report/report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "--save",
     .help = "also write the roadmap as a file that assess reads",
     .value = "FILE",
     .writes = true},
    {.name = "--fewest-phases",
     .kind = ArgKind::flag,
     .help = "before all else use as few phases as possible"},
    {.name = "--level",
     .kind = ArgKind::real,
     .help = "smallest margin of every party at every step, % of its scale; default: the case's",
     .value = "PERCENT",
     .least = -1000,
     .most = 100},
    {.name = "--deviation",
     .help = "what breaking off means: withhold or withdraw; default: the case's",
     .value = "WHICH"},
    {.name = "--gap",
     .kind = ArgKind::real,
     .help = "proven gap, %, at which the search may end",
     .value = "PERCENT",
     .otherwise = "0.01",
     .least = 0,
     .most = 100},
    {.name = "--seed",
     .kind = ArgKind::whole,
     .help = "of the search; the same seed gives the same answer",
     .value = "N",
     .otherwise = "1",
     .least = 0},
    {.name = "--threads",
     .kind = ArgKind::whole,
     .help = "1 or 2; the answer is the same",
     .value = "N",
     .otherwise = "2",
     .least = 1,
     .most = 2},
    {.name = "--time-limit",
     .kind = ArgKind::real,
     .help = "seconds after which the best roadmap so far is the answer",
     .value = "SECONDS",
     .otherwise = "120",
     .least = 0.1,
     .most = 1e6},
    {.name = "--quiet", .kind = ArgKind::flag, .help = "no progress on stderr"},
};

constexpr std::string_view kExamples[] = {
    "tandem plan korea-2026",
    "tandem plan korea-2026 --save roadmap.yaml --time-limit 20",
    "tandem plan tutorial --fewest-phases --level 2",
};

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

std::optional<plan::Options> options_of(const Args& args, const Streams& io) {
  plan::Options options;
  options.seed = static_cast<std::uint64_t>(args.whole("seed"));
  options.threads = static_cast<int>(args.whole("threads"));
  options.time_limit = std::chrono::duration<double>(args.real("time-limit"));
  options.relative_gap = args.real("gap") / 100;
  options.fewest_phases = args.flag("fewest-phases");
  options.stop = io.stop;
  if (args.has("level")) options.min_margin = args.real("level") / 100;
  if (args.has("deviation")) {
    const std::string& which = args.text("deviation");
    if (which != "withhold" && which != "withdraw") {
      report_error({Errc::invalid_input,
                    fmt::format("--deviation is withhold or withdraw, not '{}'", which)},
                   args, io);
      return std::nullopt;
    }
    options.deviation =
        which == "withhold" ? model::Deviation::withhold : model::Deviation::withdraw;
  }
  if (!args.flag("quiet")) options.progress = ProgressLines(io.err, args.real("time-limit"));
  return options;
}

bool save(const Args& args, const Streams& io, const model::Case& of,
          const model::Roadmap& roadmap) {
  if (!args.has("save")) return true;
  const std::string& path = args.text("save");
  if (write_file(path, casefile::write_roadmap(of, roadmap))) return true;
  io.err << fmt::format("tandem: {} cannot be written; give a place that can be\n", path);
  return false;
}

/// What helps where no roadmap was found: more time, or another case.
void suggest_without_roadmap(const Args& args, const Streams& io, const plan::Answer& answer) {
  constexpr double kMore = 10;
  const std::string& ended = answer.statistics.stopped_by;
  if (answer.status == plan::Status::unknown && (ended == "time" || ended == "signal"))
    suggest_next(args, io,
                 fmt::format("tandem plan {} --time-limit {:g}", args.text("CASE"),
                             kMore * args.real("time-limit")));
  else
    suggest_next(args, io, fmt::format("tandem check {}", args.text("CASE")));
}

int run(const Args& args, const Streams& io) {
  const auto options = options_of(args, io);
  if (!options) return kBadInput;
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const model::Case& of = loaded->valid;
  const plan::Answer answer = plan::plan(of, *options);
  if (args.json())
    write_json(io.out, report::plan_json(of, answer));
  else
    io.out << report::plan_text(of, answer, {io.colour});
  if (!answer.roadmap) {
    suggest_without_roadmap(args, io, answer);
    return kFindings;
  }
  if (!save(args, io, of, *answer.roadmap)) return kBadInput;
  const std::string roadmap = args.has("save") ? args.text("save") : "ROADMAP";
  suggest_next(args, io, fmt::format("tandem assess {} {}", args.text("CASE"), roadmap));
  return kFine;
}

}  // namespace

const Command& plan_command() {
  static constexpr Command kCommand{
      "plan", "the best roadmap, with the bound that is proven for it", kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
