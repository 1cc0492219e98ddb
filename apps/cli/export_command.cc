#include <optional>
#include <ostream>

#include "apps/cli/agreement_argument.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/export_agreement.h"
#include "apps/cli/json.h"
#include "tandem/casefile/obligations_table.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE",
     .help = "with --measures a case, else an agreement: a folder, a file, - for stdin, or an id "
             "of the library",
     .required = true},
    {.name = "--measures", .kind = ArgKind::flag, .help = "the measure table of a case, as CSV"},
    {.name = "--obligations",
     .kind = ArgKind::flag,
     .help = "the obligations of an agreement, as CSV"},
    kCalendarArg,
    kDocxArg,
    kHtmlArg,
    kDotArg,
    kVisibleArg,
    kAlarmsArg,
    kClusterArg,
};

constexpr std::string_view kExamples[] = {
    "tandem export korea-2026 --measures -o measures.csv",
    "tandem export six-party-2007 --obligations -o obligations.csv",
    "tandem export six-party-2007 --calendar -o dates.ics",
    "tandem export six-party-2007 --docx text.docx --visible-to green",
    "tandem export six-party-2007 --dot -o graph.dot",
};

/// The table that the arguments ask for; nothing where it cannot be, which has then been said.
std::optional<std::string> table(const Args& args, const Streams& io) {
  if (args.flag("obligations")) {
    const auto loaded = load_agreement_argument(args, io, "CASE");
    if (!loaded) return std::nullopt;
    return casefile::write_obligations_csv(loaded->draft);
  }
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return std::nullopt;
  return casefile::write_measures_csv(loaded->draft);
}

int run(const Args& args, const Streams& io) {
  const bool measures = args.flag("measures");
  const bool obligations = args.flag("obligations");
  if (asks_for_agreement(args) && !measures && !obligations)
    return export_agreement(args, io, "CASE");
  if (asks_for_agreement(args) || measures == obligations) {
    report_error({Errc::invalid_input,
                  "say what to export, one thing at a time: --measures of a case; --obligations, "
                  "--calendar, --docx, --html or --dot of an agreement"},
                 args, io);
    return kBadInput;
  }
  if (const auto misplaced = refuse_format_options(args)) {
    report_error(*misplaced, args, io);
    return kBadInput;
  }
  const auto csv = table(args, io);
  if (!csv) return kBadInput;
  if (args.json())
    write_json(io.out, {{"csv", *csv}});
  else
    io.out << *csv;
  return kFine;
}

}  // namespace

const Command& export_command() {
  static constexpr Command kCommand{"export", "parts of a case or an agreement for other tools",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
