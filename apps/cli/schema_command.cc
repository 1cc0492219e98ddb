#include <ostream>

#include "apps/cli/commands.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/casefile/casefile.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "--agreement", .kind = ArgKind::flag, .help = "of the agreement file instead"},
};

constexpr std::string_view kExamples[] = {
    "tandem schema -o case.schema.json    for an editor that checks while you type",
    "tandem schema --agreement -o agreement.schema.json",
};

int run(const Args& args, const Streams& io) {
  io.out << (args.flag("agreement") ? casefile::agreement_json_schema() : casefile::json_schema());
  return kFine;
}

}  // namespace

const Command& schema_command() {
  static constexpr Command kCommand{"schema", "the JSON Schema (draft-07) of the case file",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
