#include "apps/cli/program.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <fstream>
#include <ostream>
#include <sstream>

#include "apps/cli/args.h"
#include "apps/cli/commands.h"
#include "tandem/base/findings.h"

namespace tandem::cli {
namespace {

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
    text += fmt::format("  {:<10}{}\n", command->name, command->summary);
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

std::string help_line(const ArgSpec& spec) {
  std::string name(spec.name);
  if (spec.name.starts_with('-') && spec.kind != ArgKind::flag)
    name += " " + std::string(spec.value);
  std::string line = fmt::format("  {:<24}{}", name, spec.help);
  if (!spec.otherwise.empty()) line += fmt::format(" (default {})", spec.otherwise);
  return line + "\n";
}

std::string help_of(const Command& command) {
  std::string text = fmt::format("{}: {}\n\nexamples\n", command.name, command.summary);
  for (const std::string_view example : command.examples) text += fmt::format("  {}\n", example);
  text += fmt::format("\nusage\n  {}\n\n", usage_of(command));
  for (const ArgSpec& spec : command.args) text += help_line(spec);
  for (const ArgSpec& spec : common_args()) text += help_line(spec);
  return text;
}

int unknown_command(const std::string& word, const Streams& io) {
  std::vector<std::string> names;
  for (const Command* command : commands()) names.emplace_back(command->name);
  io.err << fmt::format("tandem: unknown command '{}'; {}\n", word,
                        did_you_mean(word, names, "'tandem' by itself lists them"));
  return kBadInput;
}

/// Runs the command with its data going to `file`, which is written only as a whole.
int run_into_file(const Command& command, const Args& args, const Streams& io,
                  const std::string& file) {
  std::ostringstream data;
  const int status = command.run(args, {io.in, data, io.err, io.colour, io.stop});
  std::ofstream out(file, std::ios::binary);
  out << data.str();
  out.close();
  if (out) return status;
  io.err << fmt::format("tandem {}: {} cannot be written\n", command.name, file);
  return kBadInput;
}

int run_command(const Command& command, std::span<const std::string> words, const Streams& io) {
  const ParsedArgs parsed = parse_args(command, words);
  if (parsed.help) {
    io.out << help_of(command);
    return kFine;
  }
  if (!parsed.problem.empty()) {
    io.err << fmt::format("tandem {}: {}\nusage: {}; more with --help\n", command.name,
                          parsed.problem, usage_of(command));
    return kBadInput;
  }
  try {
    const bool to_file = parsed.args.has("output") && parsed.args.text("output") != "-";
    if (to_file) return run_into_file(command, parsed.args, io, parsed.args.text("output"));
    return command.run(parsed.args, io);
  } catch (const std::exception& error) {
    io.err << fmt::format("tandem {}: internal error: {}\n", command.name, error.what());
    return kInternal;
  }
}

}  // namespace

int run_program(std::span<const std::string> words, const Streams& io) {
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
  if (found == commands().end()) return unknown_command(name, io);
  if (ask) {
    io.out << help_of(**found);
    return kFine;
  }
  return run_command(**found, words.subspan(1), io);
}

void suggest_next(const Args& args, const Streams& io, std::string_view command_line) {
  if (!args.json()) io.err << "next: " << command_line << "\n";
}

}  // namespace tandem::cli
