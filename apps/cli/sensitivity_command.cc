#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/cli/search_args.h"
#include "apps/cli/stress_args.h"
#include "apps/files/write.h"
#include "tandem/report/report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "ROADMAP", .help = kRoadmapHelp, .required = true},
    {.name = "--of",
     .help = "unbroken@24, alive@96, running@96, completed@96 (by that month), risk_reduction, "
             "final_goals or value.PARTY",
     .value = "WHAT",
     .otherwise = "running@96"},
    {.name = "--numbers",
     .kind = ArgKind::whole,
     .help = "how many of the numbers are measured, after a first look at all of them",
     .value = "N",
     .otherwise = "8",
     .least = 1,
     .most = 100},
    {.name = "--histories",
     .kind = ArgKind::whole,
     .help = "of the sample, rounded up to whole worlds",
     .value = "N",
     .otherwise = "60000",
     .least = 1000,
     .most = 1e9},
    kPerWorldArg,
    kShockArg,
    {.name = "--drawing",
     .help = "also write how far each number decides it as a drawing",
     .value = "FILE.svg",
     .writes = true},
    kHistorySeedArg,
    kWorkersArg,
    kQuietArg,
};

constexpr std::string_view kExamples[] = {
    "tandem sensitivity tutorial step-by-step --of completed@96",
    "tandem sensitivity korea-2026 my-roadmap.yaml --of value.us --drawing it.svg",
};

int run(const Args& args, const Streams& io) {
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const model::Case& of = loaded->valid;
  const auto target = stress::target_of(of, args.text("of"));
  if (!target) {
    report_error(target.error(), args, io);
    return kBadInput;
  }
  const auto options = stress_options(args, io, of);
  if (!options) return kBadInput;
  const auto roadmap = load_roadmap_argument(args, io, *loaded);
  if (!roadmap) return kBadInput;
  stress::SensitivityOptions asked{*options, static_cast<std::size_t>(args.whole("numbers"))};
  asked.worlds = options->histories / options->per_world / 2;
  const auto made = stress::sensitivity(loaded->draft, of, *roadmap, *target, asked);
  if (!made) {
    report_error(made.error(), args, io);
    return kBadInput;
  }
  if (args.json())
    write_json(io.out, report::sensitivity_json(of, *roadmap, *target, *made));
  else
    io.out << report::sensitivity_text(of, *roadmap, *target, *made, {io.colour});
  if (args.has("drawing") &&
      !files::write_file(args.text("drawing"), report::sensitivity_svg(of, *target, *made))) {
    say_unwritable(args.text("drawing"), io);
    return kBadInput;
  }
  return kFine;
}

}  // namespace

const Command& sensitivity_command() {
  static constexpr Command kCommand{"sensitivity",
                                    "which uncertain numbers decide what a roadmap comes to",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
