#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/cli/program.h"
#include "apps/cli/search_args.h"
#include "apps/cli/stress_args.h"
#include "apps/cli/stress_run.h"
#include "apps/files/write.h"
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
    {.name = "--save",
     .help = "a folder that keeps what is played; the same command goes on where it was stopped, "
             "also to more histories",
     .value = "FOLDER"},
    {.name = "--part",
     .help = "K/N: of every N worlds only the K-th, for N processes that share the folder of "
             "--save; the answer is of all that is in it",
     .value = "K/N"},
    {.name = "--drawings",
     .help = "a new folder: how long it lasts, what it reaches, what it is worth and why it breaks "
             "down, as survival.svg, fans.svg, values.svg and causes.svg",
     .value = "FOLDER"},
    kHistorySeedArg,
    kWorkersArg,
    kQuietArg,
};

constexpr std::string_view kExamples[] = {
    "tandem stress tutorial step-by-step",
    "tandem stress korea-2026 my-roadmap.yaml --histories 1000000 --save played",
    "tandem stress korea-2026 my-roadmap.yaml --histories 100000 --drawings it",
};

bool draw(const Args& args, const Streams& io, const std::vector<report::Drawing>& drawings) {
  const std::filesystem::path folder = args.text("drawings");
  const bool written = std::ranges::all_of(drawings, [&](const report::Drawing& one) {
    return files::write_file((folder / one.file).string(), one.svg);
  });
  if (!written) say_unwritable(folder.string(), io);
  return written;
}

int run(const Args& args, const Streams& io) {
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const model::Case& of = loaded->valid;
  const auto options = stress_options(args, io, of);
  if (!options) return kBadInput;
  const auto roadmap = load_roadmap_argument(args, io, *loaded);
  if (!roadmap) return kBadInput;
  if (args.has("drawings")) {
    if (const auto refused = make_new_folder(args.text("drawings"))) {
      report_error(*refused, args, io);
      return kBadInput;
    }
  }
  const auto played = run_stress(args, io, *loaded, *roadmap, *options);
  if (!played) {
    report_error(played.error(), args, io);
    return kBadInput;
  }
  const auto& results = played->results;
  if (!results) return kFine;
  const report::StressAsked asked{options->seed, options->per_world, options->draw};
  if (args.json())
    write_json(io.out, report::stress_json(of, *roadmap, asked, *results));
  else
    io.out << report::stress_text(of, *roadmap, asked, *results, {io.colour});
  if (args.has("drawings") && !draw(args, io, report::stress_drawings(of, *roadmap, *results)))
    return kBadInput;
  if (played->lost) {
    say_unwritable(args.text("save"), io);
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
