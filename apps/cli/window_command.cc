#include <fmt/format.h>

#include <chrono>
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
#include "tandem/report/report.h"
#include "tandem/window/window.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;

constexpr ArgSpec kArgs[] = {
    {.name = "QUESTION",
     .help = "why (what rules an agreement out), relax (what would allow it) or worth (what each "
             "limit takes from the best roadmap)",
     .required = true},
    {.name = "CASE", .help = kCaseHelp, .required = true},
    kPolicyArg,
    {.name = "--target",
     .help = "that the agreement is to reach: a threshold (long-game=80), a measure in force by a "
             "month (freeze@12) or also verified (verified.freeze@12), or a measure",
     .value = "TARGET",
     .repeats = true},
    {.name = "--hold",
     .help = "a limit, or a kind of limits, that is not to be given up",
     .value = "LIMIT",
     .repeats = true},
    {.name = "--free",
     .help = "of relax: a limit without a stated cost, or a kind of them, that may be given up too",
     .value = "LIMIT",
     .repeats = true},
    {.name = "--most",
     .kind = ArgKind::whole,
     .help = "conflicts or relaxations to find; of worth, roadmaps to plan for the curve",
     .value = "N",
     .otherwise = "10",
     .least = 1,
     .most = 1000},
    {.name = "--save",
     .help = "a new folder: the roadmap that each relaxation opens, as a file; of worth, those "
             "of the curve, curve.svg, and policies.svg where the case has policies",
     .value = "FOLDER"},
    {.name = "--pairs",
     .kind = ArgKind::flag,
     .help = "of worth: also plan each pair of limits that could bring more together"},
    {.name = "--draws",
     .kind = ArgKind::whole,
     .help = "of why and relax: how often it is so where the uncertain numbers are drawn anew",
     .value = "N",
     .otherwise = "0",
     .least = 0,
     .most = 10000},
    kGapOfManyArg,
    kSeedArg,
    kThreadsArg,
    kTimeLimitArg,
    kQuietArg,
};

constexpr std::string_view kExamples[] = {
    "tandem window why korea-2026 --target exercises-suspended@6",
    "tandem window relax korea-2026 --target us-dprk-relations@66 --draws 20",
    "tandem window why korea-2026 --policy preconditions-first",
    "tandem window worth korea-2026",
};

enum class Question { why, relax, worth };

std::optional<Question> question_of(const Args& args, const Streams& io) {
  const std::string& word = args.text("QUESTION");
  if (word == "why") return Question::why;
  if (word == "relax") return Question::relax;
  if (word == "worth") return Question::worth;
  report_error({Errc::invalid_input,
                fmt::format("'{}' is no question about a window: why, relax or worth", word)},
               args, io);
  return std::nullopt;
}

/// Why an option does not go with the question; empty where all do.
std::string misplaced(const Args& args, Question question) {
  if (args.has("free") && question != Question::relax) return "--free is an option of relax";
  if (args.whole("draws") > 0 && question == Question::worth)
    return "--draws is an option of why and relax";
  if (args.flag("pairs") && question != Question::worth) return "--pairs is an option of worth";
  return {};
}

std::string file_of(std::size_t k) { return fmt::format("relaxation-{}.yaml", k + 1); }

bool save(const Args& args, const Streams& io, const window::Answer& answer) {
  if (!args.has("save")) return true;
  const fs::path folder = args.text("save");
  for (std::size_t k = 0; k < answer.openings.size(); ++k) {
    const auto& roadmap = answer.openings[k].roadmap;
    if (!roadmap || files::write_file((folder / file_of(k)).string(),
                                      casefile::write_roadmap(answer.aim.of, *roadmap)))
      continue;
    say_unwritable(folder.string(), io);
    return false;
  }
  return true;
}

/// The case as it was asked about.
std::string case_words(const Args& args) {
  return args.text("CASE") + (args.has("policy") ? " --policy " + args.text("policy") : "");
}

void suggest(const Args& args, const Streams& io, bool why, const window::Answer& answer) {
  const std::string of = case_words(args);
  std::string same = of;
  for (const std::string& target : args.list("target")) same += " --target " + target;
  for (const std::string& limit : args.list("hold")) same += " --hold " + limit;
  const auto with = [&](std::string_view question, std::string_view more) {
    suggest_next(args, io, fmt::format("tandem window {} {}{}", question, same, more));
  };
  if (!answer.possible() && why) return with("relax", "");
  if (answer.openings.empty()) return with("why", "");
  if (args.has("save"))
    return suggest_next(args, io,
                        fmt::format("tandem assess {} {}", args.text("CASE"),
                                    (fs::path(args.text("save")) / file_of(0)).string()));
  if (answer.possible() && answer.aim.targets.empty())
    return suggest_next(args, io, "tandem plan " + of);
  with(why ? "why" : "relax", " --save FOLDER");
}

bool save(const Args& args, const Streams& io, const window::Worth& worth) {
  if (!args.has("save")) return true;
  const fs::path folder = args.text("save");
  bool written = true;
  const auto draw = [&](const char* name, const std::string& svg) {
    written = written && (svg.empty() || files::write_file((folder / name).string(), svg));
  };
  draw("curve.svg", report::worth_svg(worth));
  draw("policies.svg", report::policies_svg(worth));
  for (std::size_t k = 0; k < worth.total.roadmaps.size(); ++k)
    written = written &&
              files::write_file((folder / fmt::format("roadmap-{}.yaml", k + 1)).string(),
                                casefile::write_roadmap(worth.aim.of, worth.total.roadmaps[k]));
  if (!written) say_unwritable(folder.string(), io);
  return written;
}

int show_worth(const Args& args, const Streams& io, const casefile::CaseFile& file,
               const window::Options& options) {
  auto alternatives = load_alternatives(args, io, file);
  if (!alternatives) return kBadInput;
  const auto worth =
      window::worth(file.valid, options, {alternatives->begin(), alternatives->end()});
  if (!worth) {
    report_error(worth.error(), args, io);
    return kBadInput;
  }
  if (args.json())
    write_json(io.out, report::worth_json(*worth));
  else
    io.out << report::worth_text(*worth, {io.colour});
  if (!save(args, io, *worth)) return kBadInput;
  if (!args.has("save"))
    suggest_next(args, io, fmt::format("tandem window worth {} --save FOLDER", case_words(args)));
  return worth->all.roadmap ? kFine : kFindings;
}

/// Nothing where it failed; no draws where none were asked for.
std::optional<std::optional<window::Draws>> draws_of(const Args& args, const Streams& io, bool why,
                                                     const model::CaseDraft& draft,
                                                     const window::Options& options,
                                                     const window::Answer& answer) {
  const window::DrawsWanted wanted{static_cast<std::size_t>(args.whole("draws")),
                                   options.search.seed};
  if (wanted.draws == 0) return std::optional<window::Draws>{};
  window::Options rest = options;
  if (auto& limit = rest.search.time_limit)
    *limit -= std::chrono::duration<double>(answer.statistics.seconds);
  auto draws = why ? window::conflicts_in_draws(draft, rest, answer, wanted)
                   : window::relaxations_in_draws(draft, rest, answer, wanted);
  if (draws) return std::optional(*std::move(draws));
  report_error(draws.error(), args, io);
  return std::nullopt;
}

int run(const Args& args, const Streams& io) {
  const auto question = question_of(args, io);
  if (!question) return kBadInput;
  if (const std::string problem = misplaced(args, *question); !problem.empty()) {
    report_error({Errc::invalid_input, problem}, args, io);
    return kBadInput;
  }
  const bool why = *question == Question::why;
  const auto search = search_options(args, io);
  if (!search) return kBadInput;
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  window::Options options;
  if (args.has("policy")) options.policy = args.text("policy");
  options.targets = args.list("target");
  options.firm = args.list("hold");
  options.search = *search;
  const auto most = static_cast<std::size_t>(args.whole("most"));
  options.extent = why ? window::Extent{most, 0} : window::Extent{0, most};
  options.reasons = why;
  options.movements = !why;
  options.pairs = args.flag("pairs");
  if (args.has("save")) {
    if (const auto refused = make_new_folder(args.text("save"))) {
      report_error(*refused, args, io);
      return kBadInput;
    }
  }
  if (*question == Question::worth) return show_worth(args, io, *loaded, options);
  const auto answer = why ? window::why(loaded->valid, options)
                          : window::relax(loaded->valid, options, args.list("free"));
  if (!answer) {
    report_error(answer.error(), args, io);
    return kBadInput;
  }
  const auto draws = draws_of(args, io, why, loaded->draft, options, *answer);
  if (!draws) return kBadInput;
  if (args.json())
    write_json(io.out, report::window_json(*answer, *draws));
  else
    io.out << report::window_text(*answer, why, *draws, {io.colour});
  if (!save(args, io, *answer)) return kBadInput;
  suggest(args, io, why, *answer);
  const bool welcome = why ? answer->possible() : !answer->openings.empty();
  return welcome ? kFine : kFindings;
}

}  // namespace

const Command& window_command() {
  static constexpr Command kCommand{"window",
                                    "which limits rule an agreement out, and what it would take",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
