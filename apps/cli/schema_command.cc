#include <ostream>

#include "apps/cli/commands.h"
#include "tandem/casefile/casefile.h"

namespace tandem::cli {
namespace {

constexpr std::string_view kExamples[] = {
    "tandem schema -o case.schema.json    for an editor that checks while you type",
};

int run(const Args& /*args*/, const Streams& io) {
  io.out << casefile::json_schema();
  return kFine;
}

}  // namespace

const Command& schema_command() {
  static constexpr Command kCommand{
      "schema", "the JSON Schema (draft-07) of the case file", kExamples, {}, run};
  return kCommand;
}

}  // namespace tandem::cli
