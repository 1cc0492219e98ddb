#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/stress_args.h"
#include "tandem/report/report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "ROADMAP", .help = kRoadmapHelp, .required = true},
    {.name = "--number",
     .kind = ArgKind::whole,
     .help = "of the history, as stress counts them, from 0",
     .value = "N",
     .otherwise = "0",
     .least = 0},
    kPerWorldArg,
    kModesArg,
    kShockArg,
    kHistorySeedArg,
};

constexpr std::string_view kExamples[] = {
    "tandem replay tutorial step-by-step --number 7",
    "tandem replay korea-2026 my-roadmap.yaml --seed 3 --number 41",
};

int run(const Args& args, const Streams& io) {
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const model::Case& of = loaded->valid;
  const auto options = stress_options(args, io, of);
  if (!options) return kBadInput;
  const auto roadmap = load_roadmap_argument(args, io, *loaded);
  if (!roadmap) return kBadInput;
  const auto number = static_cast<std::uint64_t>(args.whole("number"));
  const auto drawn = stress::Worlds(loaded->draft, of, options->draw, options->seed)
                         .drawn(number / options->per_world);
  if (!drawn) {
    report_error(drawn.error(), args, io);
    return kBadInput;
  }
  const stress::World world(*drawn, *roadmap);
  std::vector<stress::Event> story;
  stress::Outcome ignored;
  stress::Histories(world, options->seed, options->setting).play(number, ignored, &story);
  if (args.json())
    write_json(io.out, report::story_json(of, *roadmap, story));
  else
    io.out << report::story_text(of, *roadmap, story);
  return kFine;
}

}  // namespace

const Command& replay_command() {
  static constexpr Command kCommand{"replay", "one history of stress, told month by month",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
