#include "apps/cli/output.h"

#include <fmt/format.h>

#include <filesystem>
#include <ostream>

#include "apps/cli/args.h"
#include "apps/files/ledgers.h"
#include "apps/files/write.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;

/// Whether both names are of one file, also of one that does not exist yet. A device holds nothing
/// that could be lost.
bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code ignored;
  if (fs::exists(a, ignored) && fs::exists(b, ignored))
    return fs::is_regular_file(a, ignored) && fs::equivalent(a, b, ignored);
  const auto whole = [&](const fs::path& path) {
    return fs::weakly_canonical(fs::absolute(path, ignored), ignored);
  };
  return whole(a) == whole(b);
}

/// The word that a person types for the option: "-o" of "-o,--output".
std::string typed(const ArgSpec& spec) {
  return std::string(spec.name.substr(0, spec.name.find(',')));
}

std::optional<Error> refuse_output(const Output& output) {
  std::error_code ignored;
  if (output.path == "-")
    return Error{Errc::invalid_input,
                 fmt::format("{} writes a file beside the answer, and '-' is none; name a file",
                             output.option)};
  const fs::path folder = fs::path(output.path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, ignored))
    return Error{Errc::io, fmt::format("{} cannot be written: there is no folder {}; make it first",
                                       output.path, folder.string())};
  if (fs::is_directory(output.path, ignored))
    return Error{Errc::io,
                 fmt::format("{} is a folder; name a file after {}", output.path, output.option)};
  if (const auto kept = files::irreplaceable(output.path); !kept.empty())
    return Error{Errc::invalid_input,
                 fmt::format("{} is {}, which is not written over; give another "
                             "file",
                             output.path, kept)};
  return std::nullopt;
}

}  // namespace

std::vector<Output> outputs_of(const Command& command, const Args& args) {
  std::vector<Output> found;
  const auto collect = [&](std::span<const ArgSpec> specs) {
    for (const ArgSpec& spec : specs) {
      if (!spec.writes || !args.has(key_of(spec))) continue;
      const std::string& path = args.text(key_of(spec));
      if (path != "-" || typed(spec) != "-o") found.push_back({typed(spec), path});
    }
  };
  collect(command.args);
  collect(common_args());
  return found;
}

std::optional<Error> refuse_outputs(std::span<const Output> outputs) {
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    if (auto wrong = refuse_output(outputs[k])) return wrong;
    for (std::size_t other = 0; other < k; ++other)
      if (same_file(outputs[k].path, outputs[other].path))
        return Error{Errc::invalid_input,
                     fmt::format("{} and {} both write {}; give two files", outputs[other].option,
                                 outputs[k].option, outputs[k].path)};
  }
  return std::nullopt;
}

std::optional<Error> refuse_overwriting(const std::string& path, std::span<const Output> outputs) {
  for (const Output& output : outputs)
    if (same_file(path == "-" ? "/dev/stdin" : path, output.path))
      return Error{
          Errc::invalid_input,
          fmt::format("{} would write over {}, which this command needs; give another file",
                      output.option, output.path)};
  return std::nullopt;
}

std::optional<Error> make_new_folder(const std::string& path) {
  std::error_code failed;
  if (fs::exists(path, failed) && !(fs::is_directory(path, failed) && fs::is_empty(path, failed)))
    return Error{Errc::invalid_input,
                 fmt::format("{} exists and is not overwritten; name a new folder", path)};
  fs::create_directories(path, failed);
  if (fs::is_directory(path, failed)) return std::nullopt;
  return files::unwritable(path);
}

void say_unwritable(const std::string& path, const Streams& io) {
  io.err << "tandem: " << files::unwritable(path).what << '\n';
}

}  // namespace tandem::cli
