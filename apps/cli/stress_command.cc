#include <fmt/format.h>

#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/cli/program.h"
#include "apps/cli/search_args.h"
#include "apps/cli/stress_args.h"
#include "tandem/report/report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "ROADMAP", .help = kRoadmapHelp, .required = true},
    kHistoriesArg,
    kPerWorldArg,
    kModesArg,
    kShockArg,
    {.name = "--drawing",
     .help = "also write how long it lasts as a drawing",
     .value = "FILE.svg",
     .writes = true},
    kHistorySeedArg,
    kWorkersArg,
    kQuietArg,
};

constexpr std::string_view kExamples[] = {
    "tandem stress tutorial step-by-step",
    "tandem stress korea-2026 my-roadmap.yaml --histories 100000 --drawing it.svg",
};

int run(const Args& args, const Streams& io) {
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const model::Case& of = loaded->valid;
  const auto options = stress_options(args, io, of);
  if (!options) return kBadInput;
  const auto roadmap = load_roadmap_argument(args, io, *loaded);
  if (!roadmap) return kBadInput;
  const auto results = stress::run(loaded->draft, of, *roadmap, *options);
  if (!results) {
    report_error(results.error(), args, io);
    return kBadInput;
  }
  const report::StressAsked asked{options->seed, options->per_world, options->draw};
  if (args.json())
    write_json(io.out, report::stress_json(of, *roadmap, asked, *results));
  else
    io.out << report::stress_text(of, *roadmap, asked, *results, {io.colour});
  if (args.has("drawing") && !write_file(args.text("drawing"), report::survival_svg(*results))) {
    say_unwritable(args.text("drawing"), io);
    return kBadInput;
  }
  suggest_next(
      args, io,
      fmt::format("tandem replay {} {} --number 0", args.text("CASE"), args.text("ROADMAP")));
  return kFine;
}

}  // namespace

const Command& stress_command() {
  static constexpr Command kCommand{"stress",
                                    "a roadmap through elections, crises, cheating and breakdowns",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
