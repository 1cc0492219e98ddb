#include <ostream>

#include "apps/cli/agreement_argument.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/cli/program.h"
#include "apps/files/write.h"
#include "tandem/base/findings.h"
#include "tandem/model/delay.h"
#include "tandem/report/timetable_report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "AGREEMENT", .help = kAgreementHelp, .required = true},
    {.name = "--delay",
     .help = "what happens later than the text has it, such as S17=120d or started(S08)=2w; "
             "recorded days stay",
     .value = "WHAT=LENGTH",
     .repeats = true},
    {.name = "--to",
     .help = "the obligation of which to say what sets its day; without it, that which is "
             "expected last",
     .value = "ID"},
    {.name = "--as-written",
     .kind = ArgKind::flag,
     .help = "leave out what is recorded: the days that the text alone makes"},
    {.name = "--timeline",
     .help = "an SVG drawing of every obligation against time",
     .value = "FILE",
     .writes = true},
};

constexpr std::string_view kExamples[] = {
    "tandem schedule six-party-2007",
    "tandem schedule six-party-2007 --as-written --delay S17=120d --to S01",
    "tandem schedule six-party-2007 --timeline timeline.svg",
};

/// What the delays say, or every mistake in them.
Result<std::vector<model::Delay>> read_delays(const Args& args, const model::Agreement& of,
                                              const model::Timetable& without) {
  std::vector<model::Delay> delays;
  Findings wrong;
  for (const std::string& word : args.list("delay")) {
    const auto delay = model::read_delay(of, without, word);
    if (delay)
      delays.push_back(*delay);
    else
      wrong.add(SourceLoc{}, "delay", delay.error().what);
  }
  if (wrong.empty()) return delays;
  return tl::unexpected(
      Error{Errc::invalid_input, "--delay cannot be read", std::move(wrong).in_file_order()});
}

Result<std::optional<model::ObligationId>> read_to(const Args& args, const model::Agreement& of,
                                                   const model::Timetable& dates) {
  if (!args.has("to")) return report::last_expected(dates);
  if (const auto found = of.find_obligation(args.text("to"))) return found;
  std::vector<std::string> names;
  for (const model::Obligation& one : of.obligations()) names.push_back(one.id);
  return tl::unexpected(Error{
      Errc::not_found, "--to: there is no obligation '" + args.text("to") + "'; " +
                           did_you_mean(args.text("to"), names, "name one of the agreement")});
}

Result<report::Schedule> made(const Args& args, const model::Agreement& of) {
  model::TimetableOptions options{.actual = !args.flag("as-written")};
  model::Timetable without = model::timetable(of, options);
  auto delays = read_delays(args, of, without);
  if (!delays) return tl::unexpected(delays.error());
  report::Schedule schedule{of, without, options.actual};
  if (!delays->empty()) {
    options.delays = *delays;
    schedule.dates = model::timetable(of, options);
    schedule.delays = std::move(*delays);
    schedule.without = std::move(without);
  }
  const auto to = read_to(args, of, schedule.dates);
  if (!to) return tl::unexpected(to.error());
  schedule.to = *to;
  return schedule;
}

int run(const Args& args, const Streams& io) {
  const auto loaded = load_agreement_argument(args, io);
  if (!loaded) return kBadInput;
  const auto schedule = made(args, loaded->valid);
  if (!schedule) {
    report_error(schedule.error(), args, io);
    return kBadInput;
  }
  if (args.json())
    write_json(io.out, report::schedule_json(*schedule));
  else
    io.out << report::schedule_text(*schedule, {io.colour});
  if (!args.has("timeline")) {
    suggest_next(args, io, "tandem schedule " + args.text("AGREEMENT") + " --timeline FILE.svg");
    return kFine;
  }
  if (files::write_file(args.text("timeline"), report::timeline_svg(*schedule))) return kFine;
  say_unwritable(args.text("timeline"), io);
  return kBadInput;
}

}  // namespace

const Command& schedule_command() {
  static constexpr Command kCommand{"schedule", "the dates of an agreement, and what sets them",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
