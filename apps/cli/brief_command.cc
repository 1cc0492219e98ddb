#include <chrono>
#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "tandem/assess/assessment.h"
#include "tandem/plan/plan.h"
#include "tandem/report/report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "ROADMAP", .help = "as for assess; absent: the best one that plan finds"},
    {.name = "--seed",
     .kind = ArgKind::whole,
     .help = "of the search",
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
    {.name = "--date",
     .help = "printed as the date of the page (default today)",
     .value = "YYYY-MM-DD"},
};

constexpr std::string_view kExamples[] = {
    "tandem brief korea-2026 -o brief.html",
    "tandem brief korea-2026 freeze-first --date 2026-11-23 -o brief.html",
};

/// The roadmap of the page and how it came about.
struct Proposal {
  model::Roadmap roadmap;
  std::vector<std::optional<double>> ideal;
  std::string origin;
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

/// Alternatives of the case, each assessed; nothing where one cannot be read.
std::optional<std::vector<report::Compared>> compared(const Args& args, const Streams& io,
                                                      const casefile::CaseFile& file,
                                                      const Proposal& proposal) {
  std::vector<report::Compared> all;
  const value::Economics worth(file.valid);
  for (const model::Alternative& alternative : file.valid.data().alternatives) {
    Args named = args;
    named.set("ROADMAP", alternative.id);
    const auto roadmap = load_roadmap_argument(named, io, file);
    if (!roadmap) return std::nullopt;
    all.push_back(
        {alternative.title, alternative.note,
         assess::assess(file.valid, worth, *roadmap, {.ideal = proposal.ideal, .covert = false})});
  }
  return all;
}

report::Brief brief_of(const Args& args, const casefile::CaseFile& file, Proposal proposal,
                       std::vector<report::Compared> alternatives, Date date) {
  const model::Case& of = file.valid;
  assess::Assessment assessment =
      assess::assess(of, value::Economics(of), proposal.roadmap, {.ideal = proposal.ideal});
  return {of,
          file.draft,
          std::move(proposal.roadmap),
          std::move(assessment),
          std::move(alternatives),
          date,
          "tandem " TANDEM_VERSION ", seed " + std::to_string(args.whole("seed")),
          std::move(proposal.origin)};
}

int write_brief(const Args& args, const Streams& io, const casefile::CaseFile& file,
                Proposal proposal) {
  const auto date = date_of(args, io);
  if (!date) return kBadInput;
  auto alternatives = compared(args, io, file, proposal);
  if (!alternatives) return kBadInput;
  const std::string html = report::brief_html(
      brief_of(args, file, std::move(proposal), std::move(*alternatives), *date));
  if (args.json())
    write_json(io.out, {{"kind", "brief"}, {"format", 1}, {"html", html}});
  else
    io.out << html;
  return kFine;
}

int run(const Args& args, const Streams& io) {
  const auto file = load_case_argument(args, io);
  if (!file) return kBadInput;
  const plan::Options options = options_of(args, io);
  if (args.has("ROADMAP")) {
    auto roadmap = load_roadmap_argument(args, io, *file);
    if (!roadmap) return kBadInput;
    auto ideal = args.flag("no-ideals") ? std::vector<std::optional<double>>{}
                                        : plan::ideals(file->valid, options);
    return write_brief(args, io, *file, {std::move(*roadmap), std::move(ideal), ""});
  }
  const plan::Answer answer = plan::plan(file->valid, options);
  if (!answer.roadmap) {
    io.err << report::plan_text(file->valid, answer, {.colour = io.colour});
    if (args.json()) write_json(io.out, report::plan_json(file->valid, answer));
    return kFindings;
  }
  return write_brief(args, io, *file,
                     {*answer.roadmap, answer.ideal, report::plan_sentence(answer)});
}

}  // namespace

const Command& brief_command() {
  static constexpr Command kCommand{"brief", "the printable page for a planner", kExamples, kArgs,
                                    run};
  return kCommand;
}

}  // namespace tandem::cli
