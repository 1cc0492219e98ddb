#include "apps/cli/sweep_folder.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

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

/// The process that makes the folder writes the question; another may come between.
bool appears(const std::string& path) {
  constexpr int kTries = 50;
  std::error_code ignored;
  for (int n = 0; n < kTries && !fs::exists(path, ignored); ++n)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  return fs::exists(path, ignored);
}

}  // namespace

SweepFolder::SweepFolder(std::string path, const SweepPart& part)
    : path_(std::move(path)),
      part_of_many_(part.of > 1),
      own_rows_(part.of == 1 ? "rows.csv" : fmt::format("rows-{}-of-{}.csv", part.part, part.of)) {}

std::string SweepFolder::file(const std::string& name) const {
  return (fs::path(path_) / name).string();
}

Result<bool> SweepFolder::make(const std::string& question) const {
  std::error_code failed;
  const std::string asked = file("question.json");
  if (fs::exists(asked, failed)) return false;
  if (fs::path(path_).has_parent_path())
    fs::create_directories(fs::path(path_).parent_path(), failed);
  if (!fs::create_directory(path_, failed))
    if (auto refused = make_new_folder(path_)) {
      if (part_of_many_ && fs::is_directory(path_, failed) && appears(asked)) return false;
      return tl::unexpected(*std::move(refused));
    }
  // Whole or not at all, as others may look.
  const std::string draft = file("question-" + own_rows_);
  if (!write_file(draft, question)) return tl::unexpected(unwritable(path_));
  fs::rename(draft, asked, failed);
  if (failed) return tl::unexpected(unwritable(path_));
  return true;
}

Result<SweepFolder> SweepFolder::open(const std::string& path, const Json& question,
                                      const SweepPart& part) {
  SweepFolder folder(path, part);
  const std::string asked = question.dump(2) + '\n';
  const auto made = folder.make(asked);
  if (!made) return tl::unexpected(made.error());
  if (*made) return folder;
  if (text_of(folder.file("question.json")) != asked)
    return tl::unexpected(
        Error{Errc::invalid_input,
              fmt::format("{} holds another sweep: the case or an option differs from its "
                          "question.json; name a new folder",
                          path)});
  if (!folder.read_rows()) return tl::unexpected(unwritable(path));
  return folder;
}

bool SweepFolder::read_rows() {
  std::error_code failed;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_, failed)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("rows") || !name.ends_with(".csv")) continue;
    const std::string text = text_of(entry.path().string());
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
  std::ofstream file(this->file(own_rows_), std::ios::binary | std::ios::app);
  file << line << '\n';
  file.close();
  return file.good();
}

bool SweepFolder::finish(const std::string& table) const {
  return write_file(file("table.csv"), table);
}

}  // namespace tandem::cli
