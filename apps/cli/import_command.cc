#include <fmt/format.h>

#include <filesystem>
#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/casefile/obligations_table.h"
#include "tandem/report/import_report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = "with --measures: a folder, a file, or an id of the library"},
    {.name = "--measures",
     .help = "a measure table as tandem export writes it, - for stdin",
     .value = "FILE"},
    {.name = "--obligations",
     .help = "any table of obligations with a header, - for stdin: an agreement",
     .value = "FILE"},
    {.name = "--map",
     .help = "what a column of that table means, such as Timing=trigger",
     .value = "COLUMN=KEY",
     .repeats = true},
    {.name = "--id", .help = "of the agreement; default: from the table", .value = "ID"},
    {.name = "--dry-run",
     .kind = ArgKind::flag,
     .help = "print how the table of obligations is read, and make nothing"},
};

constexpr std::string_view kExamples[] = {
    "tandem import korea-2026 --measures measures.csv -o measures.yaml",
    "tandem import --obligations table.csv --map \"Timing=trigger\" --dry-run",
    "tandem import --obligations table.csv -o agreement.yaml",
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

int import_measures(const Args& args, const Streams& io) {
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

/// "Timing=trigger"; a name may hold '=', a key does not.
Result<casefile::ImportOptions> options_of(const Args& args) {
  casefile::ImportOptions options;
  if (args.has("id")) options.id = args.text("id");
  for (const std::string& word : args.list("map")) {
    const std::size_t equals = word.rfind('=');
    if (equals == std::string::npos)
      return tl::unexpected(
          Error{Errc::invalid_input,
                fmt::format("--map {} has no '='; write --map \"COLUMN=KEY\"", word)});
    options.columns.push_back({word.substr(0, equals), word.substr(equals + 1)});
  }
  return options;
}

void print(const casefile::ImportedObligations& made, const Args& args, const Streams& io) {
  const bool dry = args.flag("dry-run");
  if (args.json()) {
    Json answer = report::import_json(made);
    if (!dry) answer["yaml"] = casefile::write_agreement(made.draft);
    write_json(io.out, answer);
  } else if (dry) {
    io.out << report::import_text(made);
  } else {
    io.out << casefile::write_agreement(made.draft);
    io.err << report::assumptions_text(made);
  }
}

int import_obligations(const Args& args, const Streams& io) {
  const auto options = options_of(args);
  if (!options) {
    report_error(options.error(), args, io);
    return kBadInput;
  }
  const auto source = read_table(args.text("obligations"), io);
  if (!source) {
    report_error(source.error(), args, io);
    return kBadInput;
  }
  const auto made = casefile::import_obligations(source->text, source->file, *options);
  if (!made) {
    report_error(made.error(), args, io, *source);
    return kBadInput;
  }
  print(*made, args, io);
  return kFine;
}

/// Why the arguments do not go together; empty where they do.
std::string wrong_use(const Args& args) {
  const bool obligations = args.has("obligations");
  if (obligations == args.has("measures"))
    return obligations ? "import one table at a time: --measures or --obligations"
                       : "say what to import: CASE --measures FILE, or --obligations FILE";
  if (obligations && args.has("CASE"))
    return "--obligations makes an agreement of its own: leave CASE out";
  if (!obligations && !args.has("CASE"))
    return "--measures needs the case that it belongs to: CASE --measures FILE";
  if (!obligations && (!args.list("map").empty() || args.flag("dry-run") || args.has("id")))
    return "--map, --id and --dry-run go with --obligations";
  if (args.flag("dry-run") && args.has("output"))
    return "--dry-run writes nothing: leave out -o, or --dry-run";
  return {};
}

int run(const Args& args, const Streams& io) {
  if (const std::string wrong = wrong_use(args); !wrong.empty()) {
    report_error({Errc::invalid_input, wrong}, args, io);
    return kBadInput;
  }
  return args.has("obligations") ? import_obligations(args, io) : import_measures(args, io);
}

}  // namespace

const Command& import_command() {
  static constexpr Command kCommand{"import", "read a table of measures or of obligations",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
