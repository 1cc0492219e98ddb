#include <optional>
#include <ostream>

#include "apps/cli/agreement_argument.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "tandem/casefile/obligations_table.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE",
     .help = "a case, or with --obligations an agreement: a folder, a file, - for stdin, or an id "
             "of the library",
     .required = true},
    {.name = "--measures", .kind = ArgKind::flag, .help = "the measure table of a case, as CSV"},
    {.name = "--obligations",
     .kind = ArgKind::flag,
     .help = "the obligations of an agreement, as CSV"},
};

constexpr std::string_view kExamples[] = {
    "tandem export korea-2026 --measures -o measures.csv",
    "tandem export agreement.yaml --obligations -o obligations.csv",
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
  if (args.flag("measures") == args.flag("obligations")) {
    report_error({Errc::invalid_input,
                  args.flag("measures") ? "export one table at a time: --measures or --obligations"
                                        : "say what to export: --measures or --obligations"},
                 args, io);
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
  static constexpr Command kCommand{"export", "parts of a case or an agreement as tables",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
