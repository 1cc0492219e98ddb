#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "apps/cli/question_folder.h"

namespace tandem::cli {

/// Where a sweep keeps its rows as they come, so that it can be stopped and go on: question.json,
/// what was asked; rows.csv, a line for every plan that ended, and rows-K-of-N.csv of a part; at
/// the end table.csv. Several processes may have different parts at the same time.
class SweepFolder {
 public:
  /// Makes the folder, or takes up the rows of the same question in it, those of other parts too. A
  /// line that was cut off is dropped. Errors: io; invalid_input where the folder holds something
  /// else.
  [[nodiscard]] static Result<SweepFolder> open(const std::string& path, const Json& question,
                                                const Part& part);

  /// The lines so far, without their ends, by the number of their run.
  [[nodiscard]] const std::map<std::size_t, std::string>& rows() const noexcept { return rows_; }
  /// Keeps a line. @return whether it could be written
  [[nodiscard]] bool add(std::size_t run, const std::string& line);
  /// Writes the table. @return whether it could be written
  [[nodiscard]] bool finish(const std::string& table) const;

 private:
  SweepFolder(QuestionFolder folder, const Part& part);
  [[nodiscard]] bool read_rows();

  QuestionFolder folder_;
  std::string own_rows_;  // its name
  std::map<std::size_t, std::string> rows_;
};

}  // namespace tandem::cli
