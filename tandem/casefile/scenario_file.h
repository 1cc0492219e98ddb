#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/casefile/changes.h"

/// Scenario files: a named set of changes that is kept beside a case file, so that the file itself
/// stays as it is. The format is described in docs/case-file.md.
namespace tandem::casefile {

struct Scenario {
  std::string name;
  std::string case_id;
  std::string title = {};  ///< empty: the name
  std::vector<Change> changes = {};
  /// The roadmap that goes with it: the name of one beside the case, or the text of a roadmap file;
  /// empty: none.
  std::string roadmap = {};
  bool operator==(const Scenario&) const = default;
};

/// Whether the text is that of a scenario: it has the key.
[[nodiscard]] bool is_scenario(std::string_view text);

/// Errors: invalid_input with every mistake of the file.
[[nodiscard]] Result<Scenario> load_scenario_text(std::string_view text,
                                                  const std::string& file_name);

/// The scenario as a file that loads to the same.
[[nodiscard]] std::string write_scenario(const Scenario& scenario);

/// Where a case keeps the scenario of that name: beside its file, in a folder of its own.
[[nodiscard]] std::string scenario_path(const std::string& case_file, std::string_view name);

/// The case file that the scenario of that path is about.
[[nodiscard]] std::string case_path_of_scenario(const std::string& scenario_file);

}  // namespace tandem::casefile
