#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/search_args.h"
#include "tandem/base/findings.h"
#include "tandem/plan/plan.h"
#include "tandem/report/report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "ROADMAP", .help = kRoadmapHelp, .required = true},
    {.name = "--from",
     .kind = ArgKind::whole,
     .help = "the first phase that is still open; what lies before is a fact",
     .value = "PHASE",
     .required = true,
     .least = 1,
     .most = 1000},
    {.name = "--done",
     .help = "a roadmap file of what was really started before and holds; absent: all that was "
             "agreed by then",
     .value = "FILE"},
    {.name = "--not-done",
     .help = "a measure that was agreed by then but not started, or was withdrawn for good; it may "
             "be started anew",
     .value = "MEASURE",
     .repeats = true},
    {.name = "--keep",
     .kind = ArgKind::real,
     .help = "least part of the agreed steps that are still open to keep their phase, %; does not "
             "bind tranches that have no smallest size",
     .value = "PERCENT",
     .otherwise = "0",
     .least = 0,
     .most = 100},
    kSaveArg,
    kGapArg,
    kLevelArg,
    kDeviationArg,
    kSeedArg,
    kThreadsArg,
    kTimeLimitArg,
    kQuietArg,
};

constexpr std::string_view kExamples[] = {
    "tandem replan tutorial step-by-step --from 2 --not-done road --keep 50",
    "tandem replan korea-2026 freeze-for-freeze --from 4 --time-limit 20",
};

Error no_measure(const model::Case& of, const std::string& id) {
  std::vector<std::string> known;
  for (const model::Measure& measure : of.measures()) known.push_back(measure.id);
  return {Errc::not_found, fmt::format("--not-done: the case has no measure '{}'; {}", id,
                                       did_you_mean(id, known, "name one by its id"))};
}

/// What was agreed before the phase, less what is said not to be done.
Result<model::Roadmap> done_of(const Args& args, const model::Case& of,
                               const model::Roadmap& agreed) {
  const auto from = static_cast<int>(args.whole("from"));
  model::Roadmap done = model::before(of, agreed, from);
  for (const std::string& id : args.list("not-done")) {
    const auto measure = of.find_measure(id);
    if (!measure) return tl::unexpected(no_measure(of, id));
    const auto taken = std::erase_if(
        done.increments, [&](const model::Increment& step) { return step.measure == *measure; });
    if (taken == 0)
      return tl::unexpected(
          Error{Errc::invalid_input,
                fmt::format("--not-done {}: nothing of it was agreed before phase {}; leave it out",
                            id, from)});
  }
  return done;
}

/// Says how much of what --done holds begins too late to be done.
void note_later_steps(const Streams& io, const model::Case& of, const model::Roadmap& really,
                      int from) {
  const auto later = std::ranges::count_if(really.increments, [&](const model::Increment& step) {
    return step.start_month >= of.phase_start(from);
  });
  if (later > 0)
    io.err << fmt::format(
        "--done: {} that begin{} in phase {} or later {} not done yet, left out\n",
        later == 1 ? "a step" : std::to_string(later) + " steps", later == 1 ? "s" : "", from,
        later == 1 ? "is" : "are");
}

/// Nothing where something is wrong; it has said so.
std::optional<plan::Continuation> continuation_of(const Args& args, const Streams& io,
                                                  const casefile::CaseFile& file) {
  const model::Case& of = file.valid;
  auto agreed = load_roadmap_argument(args, io, file);
  if (!agreed) return std::nullopt;
  plan::Continuation made{.from = static_cast<int>(args.whole("from")),
                          .done = {},
                          .agreed = *std::move(agreed),
                          .keep = args.real("keep") / 100};
  if (made.from > of.time().phases) {
    report_error({Errc::invalid_input,
                  fmt::format("--from {}: the case has {} phases; nothing is open after them",
                              made.from, of.time().phases)},
                 args, io);
    return std::nullopt;
  }
  if (args.has("done")) {
    auto really = load_roadmap_argument(args, io, file, "done");
    if (!really) return std::nullopt;
    made.done = *std::move(really);
    if (!args.flag("quiet")) note_later_steps(io, of, made.done, made.from);
  }
  auto done = done_of(args, of, args.has("done") ? made.done : made.agreed);
  if (!done) {
    report_error(done.error(), args, io);
    return std::nullopt;
  }
  made.done = *std::move(done);
  return made;
}

int run(const Args& args, const Streams& io) {
  auto options = search_options(args, io);
  if (!options) return kBadInput;
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const model::Case& of = loaded->valid;
  options->continuation = continuation_of(args, io, *loaded);
  if (!options->continuation) return kBadInput;
  const plan::Answer answer = plan::plan(of, *options);
  if (args.json())
    write_json(io.out, report::replan_json(of, *options->continuation, answer));
  else
    io.out << report::replan_text(of, *options->continuation, answer, {io.colour});
  if (!answer.roadmap) return kFindings;
  return hand_over(args, io, of, args.text("CASE"), *answer.roadmap);
}

}  // namespace

const Command& replan_command() {
  static constexpr Command kCommand{"replan", "the best way on from what was really done",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
