#include <fmt/format.h>

#include <filesystem>
#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "--measures",
     .help = "a measure table as tandem export writes it, - for stdin",
     .value = "FILE",
     .required = true},
};

constexpr std::string_view kExamples[] = {
    "tandem import korea-2026 --measures measures.csv",
    "tandem import korea-2026 --measures measures.csv -o measures.yaml",
};

/// The mistakes of the case as it would be with these measures, as far as the table is to blame.
std::optional<Error> check_with(model::CaseDraft draft,
                                const std::vector<model::MeasureDraft>& measures,
                                const std::string& file) {
  draft.measures = measures;
  auto valid = model::Case::from(draft);
  if (valid) return std::nullopt;
  return Error{valid.error().code, fmt::format("the case would have mistakes with {}", file),
               std::move(valid.error().details)};
}

/// A folder holds no table of its own; read_input would look for a case in it.
Result<casefile::SourceText> read_table(const std::string& path, const Streams& io) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) return read_input(path, io);
  return tl::unexpected(
      Error{Errc::io, fmt::format("{} is a folder; name the file of the table", path)});
}

int run(const Args& args, const Streams& io) {
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const auto source = read_table(args.text("measures"), io);
  if (!source) {
    report_error(source.error(), args, io);
    return kBadInput;
  }
  const auto measures = casefile::read_measures_csv(source->text, source->file);
  const auto wrong = measures ? check_with(loaded->draft, *measures, source->file)
                              : std::optional<Error>(measures.error());
  if (wrong) {
    report_error(*wrong, args, io, *source);
    return kBadInput;
  }
  const std::string yaml = casefile::write_measures_yaml(*measures, loaded->draft.provenances);
  if (args.json())
    write_json(io.out, {{"yaml", yaml}, {"measures", measures->size()}});
  else
    io.out << yaml;
  if (!args.json())
    io.err << fmt::format("{} measures; {} is as it was: paste them there\n", measures->size(),
                          loaded->file);
  return kFine;
}

}  // namespace

const Command& import_command() {
  static constexpr Command kCommand{"import", "read a measure table and print it as part of a case",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
