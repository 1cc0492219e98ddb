#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/program.h"
#include "apps/cli/stress_args.h"
#include "tandem/assess/assessment.h"
#include "tandem/durable/durability.h"
#include "tandem/plan/plan.h"
#include "tandem/report/report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "ROADMAP", .help = kRoadmapHelp, .required = true},
    {.name = "--no-ideals",
     .kind = ArgKind::flag,
     .help = "do not search for the best attainable gain of each principal"},
    {.name = "--seed",
     .kind = ArgKind::whole,
     .help = "of that search, and of --stress",
     .value = "N",
     .otherwise = "1",
     .least = 0},
    {.name = "--no-covert", .kind = ArgKind::flag, .help = "leave out covert cheating"},
    kStressArg,
};

constexpr std::string_view kExamples[] = {
    "tandem assess korea-2026 freeze-for-freeze",
    "tandem assess korea-2026 my-roadmap.yaml --stress 2000",
    "tandem assess korea-2026 my-roadmap.yaml --json",
};

int run(const Args& args, const Streams& io) {
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const auto roadmap = load_roadmap_argument(args, io, *loaded);
  if (!roadmap) return kBadInput;
  const model::Case& of = loaded->valid;
  assess::Options options{.covert = !args.flag("no-covert")};
  if (!args.flag("no-ideals")) {
    auto ideals =
        plan::ideals(of, {.seed = static_cast<std::uint64_t>(args.whole("seed")), .stop = io.stop});
    options.ideal = std::move(ideals.points);
    options.ideal_proven = std::move(ideals.proven);
  }
  if (const auto asked = asked_stress(args, io)) {
    const auto played = stress::run(loaded->draft, of, *roadmap, *asked);
    if (!played) {
      report_error(played.error(), args, io);
      return kBadInput;
    }
    options.durability = durable::durability(*played, asked->seed);
  }
  const assess::Assessment assessment = assess::assess(of, value::Economics(of), *roadmap, options);
  if (args.json())
    write_json(io.out, report::assessment_json(of, *roadmap, assessment));
  else
    io.out << report::assessment_text(of, *roadmap, assessment);
  suggest_next(args, io,
               "tandem brief " + args.text("CASE") + " " + args.text("ROADMAP") + " -o brief.html");
  return assessment.stands() ? kFine : kFindings;
}

}  // namespace

const Command& assess_command() {
  static constexpr Command kCommand{"assess", "the principles, measured on any roadmap", kExamples,
                                    kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
