#pragma once

#include <string>

#include "apps/cli/json.h"
#include "apps/cli/part.h"

namespace tandem::cli {

/// Where a long run keeps what it did, so that it can be stopped and go on: question.json says what
/// was asked. Several processes may do different parts of one run at the same time.
class QuestionFolder {
 public:
  /// Makes the folder, or finds one of the same question. Errors: io; invalid_input where the
  /// folder holds something else.
  /// @param question  its "kind" names the run: "sweep"
  [[nodiscard]] static Result<QuestionFolder> open(const std::string& path, const Json& question,
                                                   const Part& part);

  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] std::string file(const std::string& name) const;

 private:
  explicit QuestionFolder(std::string path) : path_(std::move(path)) {}
  /// @return whether there is a new folder with the question in it
  [[nodiscard]] Result<bool> make(const std::string& question, const Part& part) const;

  std::string path_;
};

/// All that is in a file. Errors: io.
[[nodiscard]] Result<std::string> text_of_file(const std::string& path);

}  // namespace tandem::cli
