#include "apps/cli/program.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <ostream>
#include <sstream>

#include "apps/cli/args.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/files/write.h"
#include "tandem/base/findings.h"
#include "tandem/base/width.h"

namespace tandem::cli {
namespace {

constexpr std::size_t kColumns = 80;

constexpr std::string_view kOverview =
    "tandem: step-by-step agreements between adversaries\n"
    "\n"
    "  tandem init border-deal          start a case from a template\n"
    "  tandem check border-deal         every mistake and every doubt at once\n"
    "  tandem cases                     the cases of the library\n"
    "\n";

std::string overview() {
  std::string text(kOverview);
  text += "commands\n";
  for (const Command* command : commands())
    text += fmt::format("  {:<13}{}\n", command->name, command->summary);
  text +=
      "\n  tandem COMMAND --help   examples, arguments and options\n"
      "  tandem --version        the version\n";
  return text;
}

std::string usage_of(const Command& command) {
  std::string text = fmt::format("tandem {}", command.name);
  for (const ArgSpec& spec : command.args)
    if (!spec.name.starts_with('-'))
      text += spec.required ? fmt::format(" {}", spec.name) : fmt::format(" [{}]", spec.name);
  return text + " [OPTIONS]";
}

/// An argument and what it is, on as many lines as that needs, one below the other.
std::string help_line(const ArgSpec& spec) {
  constexpr std::size_t kNames = 26;  // columns, the indentation included
  std::string name = "  " + std::string(spec.name);
  if (spec.name.starts_with('-') && spec.kind != ArgKind::flag)
    name += " " + std::string(spec.value);
  std::string about(spec.help);
  if (!spec.otherwise.empty()) about += fmt::format(" (default {})", spec.otherwise);
  std::string text;
  for (const std::string& line : wrapped(about, kColumns - kNames)) {
    text += fmt::format("{:<{}}{}\n", name, kNames, line);
    name.clear();
  }
  return text;
}

std::string help_of(const Command& command) {
  std::string text = fmt::format("{}: {}\n\nexamples\n", command.name, command.summary);
  for (const std::string_view example : command.examples) text += fmt::format("  {}\n", example);
  text += fmt::format("\nusage\n  {}\n\n", usage_of(command));
  for (const ArgSpec& spec : command.args) text += help_line(spec);
  for (const ArgSpec& spec : common_args()) text += help_line(spec);
  return text;
}

/// Says why the words cannot be answered: on err, or in JSON where they ask for it.
int refuse(std::span<const std::string> words, const Streams& io, const std::string& problem,
           std::string_view speaker = "tandem", const std::string& usage = "") {
  if (std::ranges::find(words, "--json") != words.end())
    write_json(io.out, {{"error", problem}, {"details", Json::array()}});
  else
    io.err << fmt::format("{}: {}\n{}", speaker, problem, usage);
  return kBadInput;
}

int unknown_command(std::span<const std::string> words, const std::string& name,
                    const Streams& io) {
  std::vector<std::string> names;
  for (const Command* command : commands()) names.emplace_back(command->name);
  return refuse(words, io,
                fmt::format("unknown command '{}'; {}", name,
                            did_you_mean(name, names, "'tandem' by itself lists them")));
}

/// Runs the command with its data going to `file`, which is written only as a whole and only where
/// there is an answer: an error in JSON goes where it is seen, and not over what was there.
int run_into_file(const Command& command, const Args& args, const Streams& io,
                  const std::string& file) {
  std::ostringstream data;
  const int status =
      command.run(args, {io.in, data, io.err, io.colour, io.stop, io.outputs, io.peers});
  const bool refused = status == kBadInput || status == kRefused;
  if (refused) io.out << data.view();
  if (refused || data.view().empty() || files::write_file(file, data.view())) return status;
  report_error({Errc::io, fmt::format("{} cannot be written", file)}, args, io);
  return kBadInput;
}

int run_parsed(const Command& command, const Args& args, const Streams& io) {
  const std::vector<Output> outputs = outputs_of(command, args);
  if (const auto refused = refuse_outputs(outputs)) {
    report_error(*refused, args, io);
    return kBadInput;
  }
  const Streams all{io.in, io.out, io.err, io.colour, io.stop, outputs, io.peers};
  const bool to_file = args.has("output") && args.text("output") != "-";
  return to_file ? run_into_file(command, args, all, args.text("output")) : command.run(args, all);
}

int run_command(const Command& command, std::span<const std::string> words, const Streams& io) {
  const ParsedArgs parsed = parse_args(command, words);
  if (parsed.help) {
    io.out << help_of(command);
    return kFine;
  }
  if (!parsed.problem.empty())
    return refuse(words, io, parsed.problem, fmt::format("tandem {}", command.name),
                  fmt::format("usage: {}; more with --help\n", usage_of(command)));
  try {
    return run_parsed(command, parsed.args, io);
  } catch (const std::exception& error) {
    io.err << fmt::format("tandem {}: internal error: {}\n", command.name, error.what());
    return kInternal;
  }
}

/// What the words ask for; the data may still lie in the buffer of `io.out`.
int answer(std::span<const std::string> words, const Streams& io) {
  const bool help = words.empty() || words[0] == "--help" || words[0] == "-h" ||
                    (words[0] == "help" && words.size() == 1);
  if (help) {
    io.out << overview();
    return kFine;
  }
  if (words[0] == "--version") {
    io.out << "tandem " << TANDEM_VERSION << "\n";
    return kFine;
  }
  const bool ask = words[0] == "help";
  const std::string& name = words[ask ? 1 : 0];
  const auto found = std::ranges::find(commands(), name, [](const Command* c) { return c->name; });
  if (found == commands().end()) return unknown_command(words, name, io);
  if (ask) {
    io.out << help_of(**found);
    return kFine;
  }
  return run_command(**found, words.subspan(1), io);
}

}  // namespace

int run_program(std::span<const std::string> words, const Streams& io) {
  const int status = answer(words, io);
  io.out.flush();
  if (io.out || status == kInternal) return status;
  io.err << "tandem: the answer cannot be written to stdout; make room there, or name a file "
            "with -o\n";
  return kBadInput;
}

void suggest_next(const Args& args, const Streams& io, std::string_view command_line) {
  if (!args.json()) io.err << "next: " << command_line << "\n";
}

}  // namespace tandem::cli
