#include <fmt/format.h>

#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/program.h"
#include "apps/cli/search_args.h"
#include "tandem/model/limits.h"
#include "tandem/plan/plan.h"
#include "tandem/report/report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    kSaveArg,
    kPolicyArg,
    {.name = "--fewest-phases",
     .kind = ArgKind::flag,
     .help = "before all else use as few phases as possible"},
    {.name = "--against-stress",
     .kind = ArgKind::flag,
     .help =
         "of roadmaps nearly as good as the best choose the one that lasts longest in histories, "
         "and say what it gains in others"},
    {.name = "--loss",
     .kind = ArgKind::real,
     .help = "share of the best objective, %, that --against-stress may give up",
     .value = "PERCENT",
     .otherwise = "5",
     .least = 0,
     .most = 100},
    {.name = "--histories",
     .kind = ArgKind::whole,
     .help = "of --against-stress, for each roadmap",
     .value = "N",
     .otherwise = "4000",
     .least = 100,
     .most = 1e9},
    kLevelArg,
    kDeviationArg,
    kGapArg,
    kSeedArg,
    kThreadsArg,
    kTimeLimitArg,
    kQuietArg,
};

constexpr std::string_view kExamples[] = {
    "tandem plan korea-2026",
    "tandem plan korea-2026 --save roadmap.yaml --time-limit 20",
    "tandem plan tutorial --fewest-phases --level 2",
    "tandem plan korea-2026 --policy freeze-for-freeze",
    "tandem plan tutorial --against-stress --save durable.yaml",
};

/// What helps where no roadmap was found: more time, or another case.
void suggest_without_roadmap(const Args& args, const Streams& io, const plan::Answer& answer) {
  constexpr double kMore = 10;
  const std::string& ended = answer.statistics.stopped_by;
  const std::string policy = args.has("policy") ? " --policy " + args.text("policy") : "";
  if (!policy.empty() && answer.status == plan::Status::infeasible)
    return suggest_next(args, io, fmt::format("tandem window why {}{}", args.text("CASE"), policy));
  if (answer.status == plan::Status::unknown && (ended == "time" || ended == "signal"))
    suggest_next(args, io,
                 fmt::format("tandem plan {}{} --time-limit {:g}", args.text("CASE"), policy,
                             kMore * args.real("time-limit")));
  else
    suggest_next(args, io, fmt::format("tandem check {}", args.text("CASE")));
}

/// The case by the limits of the policy that --policy names; as it stands where it names none.
/// Nothing where there is no such policy.
std::optional<model::Case> case_of_policy(const Args& args, const Streams& io,
                                          const model::Case& of) {
  if (!args.has("policy")) return of;
  auto within = model::under(of, args.text("policy"));
  if (within) return *std::move(within);
  report_error(within.error(), args, io);
  return std::nullopt;
}

int plan_against_stress(const Args& args, const Streams& io, const casefile::CaseFile& loaded,
                        const model::Case& of, const plan::Options& options) {
  durable::Wanted wanted;
  wanted.loss = args.real("loss") / 100;
  wanted.stress.histories = static_cast<std::size_t>(args.whole("histories"));
  wanted.stress.seed = options.seed;
  wanted.stress.threads = static_cast<unsigned>(options.threads);
  wanted.stress.stop = options.stop;
  const auto answer = durable::durable(loaded.draft, of, options, wanted);
  if (!answer) {
    report_error(answer.error(), args, io);
    return kBadInput;
  }
  if (args.json()) {
    auto json = report::plan_json(of, answer->best);
    json["against_stress"] = report::durable_json(of, *answer);
    write_json(io.out, json);
  } else {
    io.out << report::plan_text(of, answer->best, {io.colour});
    if (answer->best.roadmap) io.out << report::durable_text(of, *answer, {io.colour});
  }
  if (!answer->best.roadmap) {
    suggest_without_roadmap(args, io, answer->best);
    return kFindings;
  }
  return hand_over(args, io, of, args.text("CASE"), answer->candidates[answer->chosen].roadmap);
}

int run(const Args& args, const Streams& io) {
  auto options = search_options(args, io);
  if (!options) return kBadInput;
  options->fewest_phases = args.flag("fewest-phases");
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const auto within = case_of_policy(args, io, loaded->valid);
  if (!within) return kBadInput;
  const model::Case& of = *within;
  if (args.has("policy")) options = plan::measured_by(loaded->valid, *std::move(options));
  if (args.flag("against-stress")) return plan_against_stress(args, io, *loaded, of, *options);
  const plan::Answer answer = plan::plan(of, *options);
  if (args.json())
    write_json(io.out, report::plan_json(of, answer));
  else
    io.out << report::plan_text(of, answer, {io.colour});
  if (!answer.roadmap) {
    suggest_without_roadmap(args, io, answer);
    return kFindings;
  }
  return hand_over(args, io, of, args.text("CASE"), *answer.roadmap);
}

}  // namespace

const Command& plan_command() {
  static constexpr Command kCommand{
      "plan", "the best roadmap, with the bound that is proven for it", kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
