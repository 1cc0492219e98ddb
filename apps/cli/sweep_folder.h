#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "apps/cli/json.h"
#include "tandem/base/result.h"

namespace tandem::cli {

/// Where a sweep keeps its rows as they come, so that it can be stopped and go on: question.json,
/// what was asked; rows.csv, a line for every plan that ended; at the end table.csv.
class SweepFolder {
 public:
  /// Makes the folder, or takes up the rows of the same question in it. A line that was cut off is
  /// dropped. Errors: io; invalid_input where the folder holds something else.
  [[nodiscard]] static Result<SweepFolder> open(const std::string& path, const Json& question);

  /// The lines so far, without their ends, by the number of their run.
  [[nodiscard]] const std::map<std::size_t, std::string>& rows() const noexcept { return rows_; }
  /// Keeps a line. @return whether it could be written
  [[nodiscard]] bool add(std::size_t run, const std::string& line);
  /// Writes the table. @return whether it could be written
  [[nodiscard]] bool finish(const std::string& table) const;

 private:
  explicit SweepFolder(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] bool read_rows();
  [[nodiscard]] std::string file(const char* name) const;

  std::string path_;
  std::map<std::size_t, std::string> rows_;
};

}  // namespace tandem::cli
