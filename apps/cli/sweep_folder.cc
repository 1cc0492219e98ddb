#include "apps/cli/sweep_folder.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "apps/cli/output.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

std::string SweepFolder::file(const char* name) const { return (fs::path(path_) / name).string(); }

Result<SweepFolder> SweepFolder::open(const std::string& path, const Json& question) {
  SweepFolder folder(path);
  std::error_code ignored;
  const std::string asked = question.dump(2) + '\n';
  if (fs::exists(folder.file("question.json"), ignored)) {
    if (text_of(folder.file("question.json")) != asked)
      return tl::unexpected(
          Error{Errc::invalid_input,
                fmt::format("{} holds another sweep: the case or an option differs from its "
                            "question.json; name a new folder",
                            path)});
    if (!folder.read_rows()) return tl::unexpected(unwritable(path));
    return folder;
  }
  if (auto refused = make_new_folder(path)) return tl::unexpected(*std::move(refused));
  if (!write_file(folder.file("question.json"), asked)) return tl::unexpected(unwritable(path));
  return folder;
}

bool SweepFolder::read_rows() {
  const std::string text = text_of(file("rows.csv"));
  const std::size_t whole = text.rfind('\n') + 1;  // 0 where there is no line
  std::error_code failed;
  if (whole < text.size()) fs::resize_file(file("rows.csv"), whole, failed);
  std::istringstream lines(text.substr(0, whole));
  for (std::string line; std::getline(lines, line);) {
    std::size_t run = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), run);
    if (error == std::errc{} && end != line.data() + line.size() && *end == ',') rows_[run] = line;
  }
  return !failed;
}

bool SweepFolder::add(std::size_t run, const std::string& line) {
  rows_[run] = line;
  std::ofstream file(this->file("rows.csv"), std::ios::binary | std::ios::app);
  file << line << '\n';
  file.close();
  return file.good();
}

bool SweepFolder::finish(const std::string& table) const {
  return write_file(file("table.csv"), table);
}

}  // namespace tandem::cli
