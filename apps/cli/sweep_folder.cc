#include "apps/cli/sweep_folder.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "apps/cli/output.h"
#include "apps/files/write.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;

}  // namespace

SweepFolder::SweepFolder(QuestionFolder folder, const Part& part)
    : folder_(std::move(folder)), own_rows_(name_of("rows", part, ".csv")) {}

Result<SweepFolder> SweepFolder::open(const std::string& path, const Json& question,
                                      const Part& part) {
  auto asked = QuestionFolder::open(path, question, part);
  if (!asked) return tl::unexpected(asked.error());
  SweepFolder folder(*std::move(asked), part);
  if (!folder.read_rows()) return tl::unexpected(files::unwritable(path));
  return folder;
}

bool SweepFolder::read_rows() {
  std::error_code failed;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_.path(), failed)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("rows") || !name.ends_with(".csv")) continue;
    const auto read = text_of_file(entry.path().string());
    if (!read) return false;
    const std::string& text = *read;
    const std::size_t whole = text.rfind('\n') + 1;  // 0 where there is no line
    // The last line of another part may be on its way.
    if (whole < text.size() && name == own_rows_) fs::resize_file(entry.path(), whole, failed);
    std::istringstream lines(text.substr(0, whole));
    for (std::string line; std::getline(lines, line);) {
      std::size_t run = 0;
      const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), run);
      if (error == std::errc{} && end != line.data() + line.size() && *end == ',')
        rows_[run] = line;
    }
  }
  return !failed;
}

bool SweepFolder::add(std::size_t run, const std::string& line) {
  rows_[run] = line;
  std::ofstream file(folder_.file(own_rows_), std::ios::binary | std::ios::app);
  file << line << '\n';
  file.close();
  return file.good();
}

bool SweepFolder::finish(const std::string& table) const {
  return files::write_file(folder_.file("table.csv"), table);
}

}  // namespace tandem::cli
