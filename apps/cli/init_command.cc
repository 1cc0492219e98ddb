#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/cli/program.h"
#include "apps/cli/template.h"
#include "apps/files/write.h"
#include "tandem/base/calendar.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;

constexpr ArgSpec kArgs[] = {
    {.name = "NAME",
     .help = "the folder to make; its last part is the case's id",
     .required = true},
    {.name = "--dry-run",
     .kind = ArgKind::flag,
     .help = "say what would be written, and write nothing"},
};

constexpr std::string_view kExamples[] = {
    "tandem init border-deal",
    "tandem init cases/europe/border-deal --dry-run",
};

struct NewFile {
  fs::path path;
  std::string text;
};

/// A first case starts next January, so that its dates lie ahead.
std::vector<NewFile> files_of(const fs::path& folder, const std::string& id) {
  const Date today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const Date start = (today.year() + std::chrono::years{1}) / std::chrono::January / 1;
  const std::string start_text = format_date(start);
  const std::string today_text = format_date(today);
  const TemplateValues values{id, start_text, today_text};
  return {{folder / "case.yaml", case_template(values)},
          {folder / "NOTES.md", notes_template(values)}};
}

/// Why the files cannot be made; empty where they can.
std::string refusal(const fs::path& folder, const std::vector<NewFile>& files,
                    std::span<const Output> outputs) {
  std::error_code ignored;
  for (const NewFile& file : files) {
    if (fs::exists(file.path, ignored))
      return fmt::format("{} exists and is not overwritten; choose another name",
                         file.path.string());
    if (const auto refused = refuse_overwriting(file.path.string(), outputs)) return refused->what;
  }
  const auto made = casefile::load_case_text(files[0].text, files[0].path.string());
  if (made) return {};
  return fmt::format("'{}' cannot be the id of a case: use letters, digits and dashes",
                     folder.filename().string());
}

bool write_all(const fs::path& folder, const std::vector<NewFile>& files) {
  std::error_code error;
  fs::create_directories(folder, error);
  return std::ranges::all_of(
      files, [](const NewFile& file) { return files::write_file(file.path.string(), file.text); });
}

int run(const Args& args, const Streams& io) {
  fs::path folder = fs::path(args.text("NAME")).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  const auto files = files_of(folder, folder.filename().string());
  std::string problem = refusal(folder, files, io.outputs);
  const bool dry = args.flag("dry-run");
  if (problem.empty() && !dry && !write_all(folder, files))
    problem = fmt::format("{} cannot be written", folder.string());
  if (!problem.empty()) {
    report_error({Errc::invalid_input, problem}, args, io);
    return kBadInput;
  }
  Json written = Json::array();
  for (const NewFile& file : files) written.push_back(file.path.string());
  if (args.json())
    write_json(io.out, {{"dry_run", dry}, {"files", written}});
  else
    for (const NewFile& file : files)
      io.out << (dry ? "would write " : "wrote ") << file.path.string() << "\n";
  suggest_next(args, io, fmt::format("tandem check {}", folder.string()));
  return kFine;
}

}  // namespace

const Command& init_command() {
  static constexpr Command kCommand{"init", "start a case from a template", kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
