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
#include "apps/files/write.h"
#include "tandem/base/findings.h"
#include "tandem/base/text.h"
#include "tandem/model/vocabulary.h"
#include "tandem/plan/tradeoff.h"
#include "tandem/report/report.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "--between",
     .help = "two or three of early_security, fairness, self_enforcement, final_goals, "
             "fewest_phases; default: the first two of the case",
     .value = "LIST"},
    {.name = "--tolerance",
     .kind = ArgKind::real,
     .help = "what the curve may miss, % of the range of each; 0: every point; default: 2 between "
             "two objectives, 10 between three",
     .value = "PERCENT",
     .least = 0,
     .most = 100},
    {.name = "--save",
     .help = "a new folder: every point as a roadmap that assess reads, and curve.svg",
     .value = "FOLDER"},
    kLevelArg,
    kDeviationArg,
    kSeedArg,
    kThreadsArg,
    kTimeLimitArg,
    kQuietArg,
};

constexpr std::string_view kExamples[] = {
    "tandem tradeoff korea-2026 --between early_security,fairness",
    "tandem tradeoff tutorial --tolerance 0 --save curve",
};

using Kinds = std::vector<model::ObjectiveKind>;

Result<Kinds> named_kinds(std::string_view list) {
  Kinds kinds;
  while (!list.empty()) {
    const std::string word(list.substr(0, list.find(',')));
    list.remove_prefix(std::min(list.size(), word.size() + 1));
    const auto kind = model::value_of<model::ObjectiveKind>(word, model::kObjectives);
    if (!kind) {
      const std::vector<std::string> known(model::kObjectives.begin(), model::kObjectives.end());
      return tl::unexpected(
          Error{Errc::invalid_input,
                fmt::format("--between: '{}' is no objective; {}", word,
                            did_you_mean(word, known, "name some of " + join_words(known)))});
    }
    if (std::ranges::count(kinds, *kind) > 0)
      return tl::unexpected(Error{
          Errc::invalid_input, fmt::format("--between: '{}' is named twice; name others", word)});
    kinds.push_back(*kind);
  }
  if (kinds.size() < 2 || kinds.size() > 3)
    return tl::unexpected(Error{
        Errc::invalid_input,
        "--between: two or three objectives, joined by commas, as in early_security,fairness"});
  return kinds;
}

Result<Kinds> kinds_of(const Args& args, const model::Case& of) {
  if (args.has("between")) return named_kinds(args.text("between"));
  Kinds kinds;
  for (const model::Objective& objective : of.data().objectives)
    if (objective.weight > 0 && kinds.size() < 2) kinds.push_back(objective.kind);
  if (kinds.size() == 2) return kinds;
  return tl::unexpected(Error{Errc::invalid_input,
                              "the case does not name two objectives; give --between, as in "
                              "--between early_security,fairness"});
}

/// Between three, the points grow with the square of what a finer tolerance divides a range into.
double tolerance_of(const Args& args, const Kinds& kinds) {
  if (args.has("tolerance")) return args.real("tolerance") / 100;
  return kinds.size() == 2 ? 0.02 : 0.1;
}

bool save(const Args& args, const Streams& io, const model::Case& of, const plan::Tradeoff& curve) {
  if (!args.has("save")) return true;
  const fs::path folder = args.text("save");
  bool written = std::ranges::all_of(curve.points, [&](const plan::TradeoffPoint& point) {
    return files::write_file((folder / (point.roadmap.name + ".yaml")).string(),
                             casefile::write_roadmap(of, point.roadmap));
  });
  const std::string svg = report::tradeoff_svg(of, curve);
  if (!svg.empty()) written = files::write_file((folder / "curve.svg").string(), svg) && written;
  if (!written) say_unwritable(folder.string(), io);
  return written;
}

int report_unmeasured(const Args& args, const Streams& io, model::ObjectiveKind kind) {
  report_error({Errc::invalid_input,
                fmt::format("the case gives nothing to measure {} by; choose other objectives "
                            "with --between",
                            model::word_of(kind, model::kObjectives))},
               args, io);
  return kBadInput;
}

int run(const Args& args, const Streams& io) {
  const auto options = search_options(args, io);
  if (!options) return kBadInput;
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const model::Case& of = loaded->valid;
  const auto kinds = kinds_of(args, of);
  std::optional<Error> refused;
  if (!kinds)
    refused = kinds.error();
  else if (args.has("save"))
    refused = make_new_folder(args.text("save"));
  if (refused) {
    report_error(*refused, args, io);
    return kBadInput;
  }
  const plan::Tradeoff curve =
      plan::tradeoff(of, {.between = *kinds, .tolerance = tolerance_of(args, *kinds)}, *options);
  if (curve.unmeasured) return report_unmeasured(args, io, *curve.unmeasured);
  if (args.json())
    write_json(io.out, report::tradeoff_json(of, curve));
  else
    io.out << report::tradeoff_text(of, curve, {io.colour});
  if (curve.points.empty()) {
    suggest_next(args, io, fmt::format("tandem plan {}", args.text("CASE")));
    return kFindings;
  }
  if (!save(args, io, of, curve)) return kBadInput;
  const std::string folder = args.has("save") ? args.text("save") : "FOLDER";
  suggest_next(args, io,
               fmt::format("tandem assess {} {}", args.text("CASE"),
                           (fs::path(folder) / "point-1.yaml").string()));
  return kFine;
}

}  // namespace

const Command& tradeoff_command() {
  static constexpr Command kCommand{"tradeoff", "what the best in one objective costs in another",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
