#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "--measures", .kind = ArgKind::flag, .help = "the measure table, as CSV"},
};

constexpr std::string_view kExamples[] = {
    "tandem export korea-2026 --measures -o measures.csv",
};

int run(const Args& args, const Streams& io) {
  if (!args.flag("measures")) {
    report_error({Errc::invalid_input, "say what to export: --measures"}, args, io);
    return kBadInput;
  }
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const std::string table = casefile::write_measures_csv(loaded->draft);
  if (args.json())
    write_json(io.out, {{"csv", table}});
  else
    io.out << table;
  return kFine;
}

}  // namespace

const Command& export_command() {
  static constexpr Command kCommand{"export", "parts of a case as tables", kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
