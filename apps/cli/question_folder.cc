#include "apps/cli/question_folder.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "apps/cli/output.h"
#include "apps/files/write.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;

/// The process that makes the folder writes the question; another may come between.
bool appears(const std::string& path) {
  constexpr int kTries = 50;
  std::error_code ignored;
  for (int n = 0; n < kTries && !fs::exists(path, ignored); ++n)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  return fs::exists(path, ignored);
}

/// What a question is about.
std::string kind_of(const std::string& question) {
  const Json read = Json::parse(question, nullptr, false);
  return read.is_object() && read.contains("kind") && read["kind"].is_string()
             ? read["kind"].get<std::string>()
             : "run";
}

}  // namespace

Result<std::string> text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (file.is_open() && !file.bad()) return text;
  return tl::unexpected(Error{Errc::io, fmt::format("{} cannot be read", path)});
}

std::string QuestionFolder::file(const std::string& name) const {
  return (fs::path(path_) / name).string();
}

Result<bool> QuestionFolder::make(const std::string& question, const Part& part) const {
  std::error_code failed;
  const std::string asked = file("question.json");
  if (fs::exists(asked, failed)) return false;
  if (fs::path(path_).has_parent_path())
    fs::create_directories(fs::path(path_).parent_path(), failed);
  if (!fs::create_directory(path_, failed))
    if (auto refused = make_new_folder(path_)) {
      if (part.of > 1 && fs::is_directory(path_, failed) && appears(asked)) return false;
      return tl::unexpected(*std::move(refused));
    }
  // Whole or not at all, as others may look.
  const std::string draft = file(name_of("question-draft", part, ".json"));
  if (!files::write_file(draft, question)) return tl::unexpected(files::unwritable(path_));
  fs::rename(draft, asked, failed);
  if (failed) return tl::unexpected(files::unwritable(path_));
  return true;
}

Result<QuestionFolder> QuestionFolder::open(const std::string& path, const Json& question,
                                            const Part& part) {
  QuestionFolder folder(path);
  const std::string asked = question.dump(2) + '\n';
  const auto made = folder.make(asked, part);
  if (!made) return tl::unexpected(made.error());
  if (*made) return folder;
  const auto held = text_of_file(folder.file("question.json"));
  if (!held) return tl::unexpected(held.error());
  if (*held != asked)
    return tl::unexpected(
        Error{Errc::invalid_input,
              fmt::format("{} holds another {}: the case or an option differs from its "
                          "question.json; name a new folder",
                          path, kind_of(*held))});
  return folder;
}

}  // namespace tandem::cli
