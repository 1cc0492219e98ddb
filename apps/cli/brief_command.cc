#include <fmt/format.h>

#include <chrono>
#include <iterator>
#include <ostream>
#include <utility>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/program.h"
#include "apps/cli/stress_args.h"
#include "tandem/assess/assessment.h"
#include "tandem/durable/durability.h"
#include "tandem/plan/plan.h"
#include "tandem/report/report.h"
#include "tandem/stress/compare.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "ROADMAP", .help = "as for assess; absent: the best one that plan finds"},
    {.name = "--seed",
     .kind = ArgKind::whole,
     .help = "of the search, and of --stress",
     .value = "N",
     .otherwise = "1",
     .least = 0},
    {.name = "--time-limit",
     .kind = ArgKind::real,
     .help = "of the search, seconds",
     .value = "SECONDS",
     .least = 0},
    {.name = "--no-ideals",
     .kind = ArgKind::flag,
     .help = "for a given roadmap, do not search for the best attainable gains"},
    kStressArg,
    {.name = "--window",
     .kind = ArgKind::flag,
     .help = "also explore the policy window, as 'tandem window worth' does, for a page on it"},
    {.name = "--target",
     .help = "of --window: what else is asked for, as for 'tandem window'",
     .value = "TARGET",
     .repeats = true},
    {.name = "--window-limit",
     .kind = ArgKind::real,
     .help = "of --window: seconds for each of its questions",
     .value = "SECONDS",
     .otherwise = "120",
     .least = 0.1,
     .most = 1e6},
    {.name = "--date",
     .help = "printed as the date of the page (default today)",
     .value = "YYYY-MM-DD"},
};

constexpr std::size_t kMostConflicts = 10;
constexpr std::size_t kMostOfCurve = 10;

constexpr std::string_view kExamples[] = {
    "tandem brief korea-2026 -o brief.html",
    "tandem brief korea-2026 --stress 10000 -o brief.html",
    "tandem brief korea-2026 --window -o brief.html",
    "tandem brief korea-2026 freeze-for-freeze --date 2026-11-23 -o brief.html",
};

/// The roadmap of the page and how it came about.
struct Proposal {
  model::Roadmap roadmap;
  plan::Ideals ideal;
  std::string origin;
  std::optional<model::Agreement> text = {};
};

plan::Options options_of(const Args& args, const Streams& io) {
  plan::Options options{.seed = static_cast<std::uint64_t>(args.whole("seed")), .stop = io.stop};
  if (args.has("time-limit"))
    options.time_limit = std::chrono::duration<double>(args.real("time-limit"));
  return options;
}

std::optional<Date> date_of(const Args& args, const Streams& io) {
  if (!args.has("date"))
    return Date{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  const auto date = parse_date(args.text("date"));
  if (!date)
    report_error({Errc::invalid_input, "--date is no date; write it as 2026-11-23"}, args, io);
  return date;
}

/// @param roadmaps  of the alternatives; shape [alternatives]
std::vector<report::Compared> compared(const model::Case& of,
                                       const std::vector<model::Roadmap>& roadmaps,
                                       const Proposal& proposal,
                                       const std::optional<report::Stress>& stress) {
  std::vector<report::Compared> all;
  const value::Economics worth(of);
  for (std::size_t k = 0; k < roadmaps.size(); ++k) {
    const model::Alternative& alternative = of.data().alternatives[k];
    assess::Options options{
        .ideal = proposal.ideal.points, .covert = false, .ideal_proven = proposal.ideal.proven};
    if (stress)
      options.durability = durable::durability(stress->alternatives[k], stress->asked.seed);
    all.push_back({alternative.title, alternative.note,
                   assess::assess(of, worth, roadmaps[k], options),
                   !roadmaps[k].increments.empty()});
  }
  return all;
}

/// What the page says of the agreement that its roadmap was read from.
report::BriefText text_of(const model::Agreement& of) {
  return {of, model::timetable(of), lint::lint(of)};
}

report::Brief brief_of(const Args& args, const casefile::CaseFile& file, Proposal proposal,
                       std::vector<report::Compared> alternatives, Date date,
                       std::optional<report::Stress> stress, std::optional<report::Window> window) {
  const model::Case& of = file.valid;
  assess::Options options{.ideal = proposal.ideal.points, .ideal_proven = proposal.ideal.proven};
  if (stress) options.durability = durable::durability(stress->results, stress->asked.seed);
  assess::Assessment assessment =
      assess::assess(of, value::Economics(of), proposal.roadmap, options);
  return {of,
          file.draft,
          std::move(proposal.roadmap),
          std::move(assessment),
          std::move(alternatives),
          date,
          "tandem " TANDEM_VERSION ", seed " + std::to_string(args.whole("seed")),
          std::move(proposal.origin),
          std::move(window),
          std::move(stress),
          proposal.text ? std::optional(text_of(*proposal.text)) : std::nullopt};
}

void write_brief(const Args& args, const Streams& io, const report::Brief& brief) {
  const std::string html = report::brief_html(brief);
  if (args.json())
    write_json(io.out, {{"kind", "brief"}, {"format", 1}, {"html", html}});
  else
    io.out << html;
}

void suggest_more_time(const Args& args, const Streams& io) {
  constexpr double kMore = 10;
  suggest_next(args, io,
               fmt::format("tandem brief {} --time-limit {:g} -o brief.html", args.text("CASE"),
                           kMore * args.real("time-limit")));
}

/// The roadmap that is given, or the best one that plan finds; nothing where there is none, with
/// `status` saying why.
std::optional<Proposal> proposal_of(const Args& args, const Streams& io,
                                    const casefile::CaseFile& file, int& status) {
  const plan::Options options = options_of(args, io);
  status = kBadInput;
  if (args.has("ROADMAP")) {
    auto given = load_given_roadmap(args.text("ROADMAP"), args, io, file);
    if (!given) return std::nullopt;
    auto ideal = args.flag("no-ideals") ? plan::Ideals{} : plan::ideals(file.valid, options);
    return Proposal{std::move(given->roadmap), std::move(ideal), "", std::move(given->text)};
  }
  const plan::Answer answer = plan::plan(file.valid, options);
  if (answer.roadmap)
    return Proposal{
        *answer.roadmap, {answer.ideal, answer.ideal_proven}, report::plan_sentence(answer)};
  status = kFindings;
  io.err << report::plan_text(file.valid, answer, {.colour = io.colour});
  if (answer.statistics.stopped_by == "time") suggest_more_time(args, io);
  if (args.json()) write_json(io.out, report::plan_json(file.valid, answer));
  return std::nullopt;
}

window::Options window_options(const Args& args, const Streams& io) {
  constexpr double kGap = 0.01;
  window::Options options;
  options.extent = {0, kMostOfCurve};
  options.search = options_of(args, io);
  options.search.relative_gap = kGap;
  options.search.time_limit = std::chrono::duration<double>(args.real("window-limit"));
  return options;
}

/// Nothing where something of it is refused.
std::optional<report::Window> window_of(const Args& args, const Streams& io, const model::Case& of,
                                        const std::vector<model::Roadmap>& alternatives) {
  window::Options options = window_options(args, io);
  auto worth = window::worth(of, options, {alternatives.begin(), alternatives.end()});
  if (!worth) {
    report_error(worth.error(), args, io);
    return std::nullopt;
  }
  report::Window made{*std::move(worth), std::nullopt, std::nullopt};
  options.targets = args.list("target");
  if (options.targets.empty()) return made;
  options.extent = {kMostConflicts, 0};
  auto why = window::why(of, options);
  options.extent = {0, kMostConflicts};
  options.movements = true;
  auto relax = why ? window::relax(of, options, {}) : why;
  if (!relax) {
    report_error(relax.error(), args, io);
    return std::nullopt;
  }
  made.why = *std::move(why);
  made.relax = *std::move(relax);
  return made;
}

/// The roadmap and the alternatives in the same worlds, as --stress asks: nothing where it asks for
/// none. Errors: invalid_input where a draw is no case.
Result<std::optional<report::Stress>> stress_of(const Args& args, const Streams& io,
                                                const casefile::CaseFile& file,
                                                const model::Roadmap& roadmap,
                                                const std::vector<model::Roadmap>& alternatives) {
  const auto asked = asked_stress(args, io);
  if (!asked) return std::nullopt;
  std::vector<stress::Contender> contenders{{"roadmap", roadmap.title, roadmap}};
  for (std::size_t k = 0; k < alternatives.size(); ++k) {
    const model::Alternative& alternative = file.valid.data().alternatives[k];
    contenders.push_back({alternative.id, alternative.title, alternatives[k]});
  }
  auto played = stress::compare(file.draft, file.valid, contenders, {*asked, 0});
  if (!played) return tl::unexpected(played.error());
  auto& results = played->results;
  return report::Stress{
      {asked->seed, asked->per_world, asked->draw},
      std::move(results.front()),
      {std::make_move_iterator(results.begin() + 1), std::make_move_iterator(results.end())}};
}

/// Whether what is asked of the window can be asked, before anything is searched for.
bool window_makes_sense(const Args& args, const Streams& io, const model::Case& of) {
  std::optional<Error> wrong;
  if (args.has("target") && !args.flag("window"))
    wrong = Error{Errc::invalid_input, "--target is an option of --window"};
  else if (const auto aimed = window::aim(of, args.list("target")); !aimed)
    wrong = aimed.error();
  if (wrong) report_error(*wrong, args, io);
  return !wrong;
}

int run(const Args& args, const Streams& io) {
  const auto date = date_of(args, io);
  if (!date) return kBadInput;
  const auto file = load_case_argument(args, io);
  if (!file) return kBadInput;
  const auto alternatives = load_alternatives(args, io, *file);
  if (!alternatives) return kBadInput;
  if (!window_makes_sense(args, io, file->valid)) return kBadInput;
  int status = kFine;
  auto proposal = proposal_of(args, io, *file, status);
  if (!proposal) return status;
  auto stress = stress_of(args, io, *file, proposal->roadmap, *alternatives);
  if (!stress) {
    report_error(stress.error(), args, io);
    return kBadInput;
  }
  auto others = compared(file->valid, *alternatives, *proposal, *stress);
  std::optional<report::Window> window;
  if (args.flag("window")) {
    window = window_of(args, io, file->valid, *alternatives);
    if (!window) return kBadInput;
  }
  write_brief(args, io,
              brief_of(args, *file, std::move(*proposal), std::move(others), *date,
                       *std::move(stress), std::move(window)));
  return kFine;
}

}  // namespace

const Command& brief_command() {
  static constexpr Command kCommand{"brief", "the printable page for a planner", kExamples, kArgs,
                                    run};
  return kCommand;
}

}  // namespace tandem::cli
