#include <fmt/format.h>

#include <chrono>
#include <ostream>
#include <utility>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/program.h"
#include "apps/cli/stress_args.h"
#include "apps/files/briefing.h"
#include "tandem/plan/plan.h"
#include "tandem/report/report.h"
#include "tandem/window/target.h"

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

constexpr std::string_view kExamples[] = {
    "tandem brief korea-2026 -o brief.html",
    "tandem brief korea-2026 --stress 10000 -o brief.html",
    "tandem brief korea-2026 --window -o brief.html",
    "tandem brief korea-2026 freeze-for-freeze --date 2026-11-23 -o brief.html",
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
std::optional<files::Proposal> proposal_of(const Args& args, const Streams& io,
                                           const casefile::CaseFile& file, int& status) {
  const plan::Options options = options_of(args, io);
  status = kBadInput;
  if (args.has("ROADMAP")) {
    auto given = load_given_roadmap(args.text("ROADMAP"), args, io, file);
    if (!given) return std::nullopt;
    auto ideal = args.flag("no-ideals") ? plan::Ideals{} : plan::ideals(file.valid, options);
    return files::Proposal{std::move(given->roadmap), std::move(ideal), "", std::move(given->text)};
  }
  const plan::Answer answer = plan::plan(file.valid, options);
  if (answer.roadmap)
    return files::Proposal{
        *answer.roadmap, {answer.ideal, answer.ideal_proven}, report::plan_sentence(answer)};
  status = kFindings;
  io.err << report::plan_text(file.valid, answer, {.colour = io.colour});
  if (answer.statistics.stopped_by == "time") suggest_more_time(args, io);
  if (args.json()) write_json(io.out, report::plan_json(file.valid, answer));
  return std::nullopt;
}

/// What the page is to tell besides its roadmap.
files::BriefAsked asked_of(const Args& args, const Streams& io, Date date) {
  files::BriefAsked asked{.stress = asked_stress(args, io),
                          .targets = args.list("target"),
                          .date = date,
                          .seed = static_cast<std::uint64_t>(args.whole("seed"))};
  if (args.flag("window"))
    asked.window = files::window_search(options_of(args, io), args.real("window-limit"));
  return asked;
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
  const auto brief =
      files::brief_of(*file, *alternatives, *std::move(proposal), asked_of(args, io, *date));
  if (!brief) {
    report_error(brief.error(), args, io);
    return kBadInput;
  }
  write_brief(args, io, *brief);
  return kFine;
}

}  // namespace

const Command& brief_command() {
  static constexpr Command kCommand{"brief", "the printable page for a planner", kExamples, kArgs,
                                    run};
  return kCommand;
}

}  // namespace tandem::cli
