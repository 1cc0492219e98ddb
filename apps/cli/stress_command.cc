#include <fmt/format.h>

#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/cli/program.h"
#include "apps/cli/search_args.h"
#include "apps/cli/stress_args.h"
#include "apps/cli/stress_run.h"
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
    {.name = "--save",
     .help = "a folder that keeps what is played; the same command goes on where it was stopped, "
             "also to more histories",
     .value = "FOLDER"},
    {.name = "--part",
     .help = "K/N: of every N worlds only the K-th, for N processes that share the folder of "
             "--save; the answer is of all that is in it",
     .value = "K/N"},
    kHistorySeedArg,
    kWorkersArg,
    kQuietArg,
};

constexpr std::string_view kExamples[] = {
    "tandem stress tutorial step-by-step",
    "tandem stress korea-2026 my-roadmap.yaml --histories 100000 --drawing it.svg",
    "tandem stress korea-2026 my-roadmap.yaml --histories 1000000 --save played",
};

int run(const Args& args, const Streams& io) {
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const model::Case& of = loaded->valid;
  const auto options = stress_options(args, io, of);
  if (!options) return kBadInput;
  const auto roadmap = load_roadmap_argument(args, io, *loaded);
  if (!roadmap) return kBadInput;
  const auto played = run_stress(args, io, *loaded, *roadmap, *options);
  if (!played) {
    report_error(played.error(), args, io);
    return kBadInput;
  }
  const auto& results = *played;
  if (!results) return kFine;
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
