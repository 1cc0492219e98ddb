#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "apps/cli/args.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/cli/program.h"
#include "apps/cli/search_args.h"
#include "apps/files/write.h"
#include "tandem/plan/robust.h"
#include "tandem/report/report.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "--sure",
     .help =
         "in how many of the futures, %, a roadmap is to stand; several, joined by commas, show "
         "what each costs",
     .value = "PERCENTS",
     .otherwise = "90"},
    {.name = "--futures",
     .kind = ArgKind::whole,
     .help = "to plan for, each a value for every number that has a range",
     .value = "N",
     .otherwise = "100",
     .least = 1,
     .most = 500},
    {.name = "--fresh",
     .kind = ArgKind::whole,
     .help = "other futures, to try the roadmaps in",
     .value = "N",
     .otherwise = "500",
     .least = 0,
     .most = 10'000},
    {.name = "--beside",
     .help = "a roadmap to try too: a file, an alternative, or a name beside the case",
     .value = "ROADMAP",
     .repeats = true},
    {.name = "--save",
     .help = "a new folder: every roadmap that is found, as a file that assess reads",
     .value = "FOLDER"},
    kGapOfManyArg,
    kLevelArg,
    kDeviationArg,
    kSeedArg,
    kThreadsArg,
    kTimeLimitArg,
    kQuietArg,
};

constexpr std::string_view kExamples[] = {
    "tandem robust tutorial --sure 50,90,100",
    "tandem robust korea-2026 --sure 90 --time-limit 300 --save sure",
};

Result<std::vector<double>> shares_of(const std::string& list) {
  std::vector<double> shares;
  for (const double percent : reals_of(list, ',')) shares.push_back(percent / 100);
  const bool all = std::ranges::all_of(shares, [](double s) { return s > 0 && s <= 1; });
  if (!shares.empty() && all) return shares;
  return tl::unexpected(
      Error{Errc::invalid_input,
            fmt::format("--sure {}: percents above 0 and up to 100, joined by commas, as in 50,90",
                        list)});
}

bool save(const Args& args, const Streams& io, const model::Case& of, const plan::Robust& answer) {
  if (!args.has("save")) return true;
  const fs::path folder = args.text("save");
  const bool written = std::ranges::all_of(answer.plans, [&](const plan::RobustPlan& plan) {
    if (!plan.roadmap || plan.origin == plan::RobustPlan::Origin::beside) return true;
    return files::write_file((folder / (plan.roadmap->name + ".yaml")).string(),
                             casefile::write_roadmap(of, *plan.roadmap));
  });
  if (!written) say_unwritable(folder.string(), io);
  return written;
}

/// The surest roadmap that was asked for, if any was found.
const plan::RobustPlan* surest(const plan::Robust& answer) {
  for (const plan::RobustPlan& plan : answer.plans)
    if (plan.origin == plan::RobustPlan::Origin::sure && plan.roadmap) return &plan;
  return nullptr;
}

/// The question, or nothing where it cannot be asked; it has said why.
std::optional<plan::RobustOptions> asked_by(const Args& args, const Streams& io,
                                            const casefile::CaseFile& of) {
  plan::RobustOptions asked;
  asked.futures = static_cast<std::size_t>(args.whole("futures"));
  asked.fresh = static_cast<std::size_t>(args.whole("fresh"));
  asked.seed = static_cast<std::uint64_t>(args.whole("seed"));
  auto sure = shares_of(args.text("sure"));
  if (!sure) {
    report_error(sure.error(), args, io);
    return std::nullopt;
  }
  asked.sure = *std::move(sure);
  for (const std::string& name : args.list("beside")) {
    auto roadmap = load_roadmap(name, args, io, of);
    if (!roadmap) return std::nullopt;
    asked.beside.push_back(*std::move(roadmap));
  }
  if (!args.has("save")) return asked;
  const auto refused = make_new_folder(args.text("save"));
  if (!refused) return asked;
  report_error(*refused, args, io);
  return std::nullopt;
}

/// What helps where no roadmap was found: more time, or a look at the plan at the modes.
void suggest_without_roadmap(const Args& args, const Streams& io, const plan::Robust& answer) {
  constexpr double kMore = 10;
  const std::string& ended = answer.statistics.stopped_by;
  if (ended == "time" || ended == "signal")
    suggest_next(args, io,
                 fmt::format("tandem robust {} --sure {} --time-limit {:g}", args.text("CASE"),
                             args.text("sure"), kMore * args.real("time-limit")));
  else
    suggest_next(args, io, fmt::format("tandem plan {}", args.text("CASE")));
}

int run(const Args& args, const Streams& io) {
  const auto options = search_options(args, io);
  if (!options) return kBadInput;
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const model::Case& of = loaded->valid;
  const auto asked = asked_by(args, io, *loaded);
  if (!asked) return kBadInput;
  const auto answer = plan::robust(loaded->draft, *asked, *options);
  if (!answer) {
    report_error(answer.error(), args, io);
    return kBadInput;
  }
  if (args.json())
    write_json(io.out, report::robust_json(of, *asked, *answer));
  else
    io.out << report::robust_text(of, *asked, *answer, {io.colour});
  if (!save(args, io, of, *answer)) return kBadInput;
  const plan::RobustPlan* best = surest(*answer);
  if (best == nullptr) {
    suggest_without_roadmap(args, io, *answer);
    return kFindings;
  }
  const std::string folder = args.has("save") ? args.text("save") : "FOLDER";
  suggest_next(args, io,
               fmt::format("tandem assess {} {}", args.text("CASE"),
                           (fs::path(folder) / (best->roadmap->name + ".yaml")).string()));
  return kFine;
}

}  // namespace

const Command& robust_command() {
  static constexpr Command kCommand{
      "robust", "roadmaps that stand in many futures, and what that costs", kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
