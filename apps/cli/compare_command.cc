#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/program.h"
#include "apps/cli/search_args.h"
#include "apps/cli/stress_args.h"
#include "tandem/plan/plan.h"
#include "tandem/report/report.h"
#include "tandem/stress/openings.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "--roadmap",
     .help = "a file, an alternative or a roadmap beside the case, to be held against the case's "
             "alternatives; several may be given; default: the best that is found",
     .value = "ROADMAP",
     .repeats = true},
    {.name = "--openings",
     .kind = ArgKind::flag,
     .help = "instead of the alternatives: the first roadmap at once, with all its signals at "
             "once, after waiting, after pressure"},
    {.name = "--wait",
     .kind = ArgKind::whole,
     .help = "months of waiting or pressure of --openings",
     .value = "MONTHS",
     .otherwise = "24",
     .least = 1,
     .most = 1200},
    kHistoriesArg,
    {.name = "--family-histories",
     .kind = ArgKind::whole,
     .help = "of each kind of future, and of the wagers; 0 leaves both out",
     .value = "N",
     .otherwise = "2000",
     .least = 0,
     .most = 1e9},
    kPerWorldArg,
    kModesArg,
    kShockArg,
    kHistorySeedArg,
    kWorkersArg,
    kTimeLimitArg,
    kQuietArg,
};

constexpr std::string_view kExamples[] = {
    "tandem compare tutorial --roadmap step-by-step",
    "tandem compare korea-2026 --roadmap my-roadmap.yaml --histories 20000",
    "tandem compare korea-2026 --roadmap my-roadmap.yaml --openings",
};

/// The roadmap that the search finds within its time; where it finds none, says so.
std::optional<model::Roadmap> planned(const Args& args, const Streams& io, const model::Case& of) {
  plan::Options options;
  options.time_limit = std::chrono::duration<double>(args.real("time-limit"));
  options.relative_gap = 0.01;
  options.stop = io.stop;
  const plan::Answer answer = plan::plan(of, options);
  if (answer.roadmap) return answer.roadmap;
  report_error({Errc::invalid_input,
                fmt::format("no roadmap was found to compare; name one with --roadmap, or ask "
                            "tandem window why {}",
                            args.text("CASE"))},
               args, io);
  return std::nullopt;
}

/// What is compared, or nothing where it cannot be had; it has said why.
std::optional<std::vector<stress::Contender>> contenders_of(const Args& args, const Streams& io,
                                                            const casefile::CaseFile& of) {
  std::vector<stress::Contender> all;
  for (const std::string& word : args.list("roadmap")) {
    auto roadmap = load_roadmap(word, args, io, of);
    if (!roadmap) return std::nullopt;
    const std::string title = roadmap->title.empty() ? roadmap->name : roadmap->title;
    all.push_back({roadmap->name, title, *std::move(roadmap)});
  }
  const auto others = load_alternatives(args, io, of);
  if (!others) return std::nullopt;
  if (all.empty()) {
    auto roadmap = planned(args, io, of.valid);
    if (!roadmap) return std::nullopt;
    all.push_back({"planned", "The best roadmap", *std::move(roadmap)});
  }
  if (args.flag("openings"))
    return stress::openings(of.valid, all.front().roadmap, static_cast<int>(args.whole("wait")));
  const auto& alternatives = of.valid.data().alternatives;
  for (std::size_t k = 0; k < alternatives.size(); ++k) {
    const bool there = std::ranges::any_of(
        all, [&](const stress::Contender& one) { return one.id == alternatives[k].id; });
    if (!there) all.push_back({alternatives[k].id, alternatives[k].title, (*others)[k]});
  }
  return all;
}

int run(const Args& args, const Streams& io) {
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const model::Case& of = loaded->valid;
  const auto options = stress_options(args, io, of);
  if (!options) return kBadInput;
  const auto contenders = contenders_of(args, io, *loaded);
  if (!contenders) return kBadInput;
  stress::CompareOptions asked{*options, static_cast<std::size_t>(args.whole("family-histories"))};
  const auto made = stress::compare(loaded->draft, of, *contenders, asked);
  if (!made) {
    report_error(made.error(), args, io);
    return kBadInput;
  }
  const report::StressAsked words{options->seed, options->per_world, options->draw};
  if (args.json())
    write_json(io.out, report::compare_json(of, *contenders, words, *made));
  else
    io.out << report::compare_text(of, *contenders, words, *made, {io.colour});
  return kFine;
}

}  // namespace

const Command& compare_command() {
  static constexpr Command kCommand{"compare", "policies side by side, in the same futures",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
