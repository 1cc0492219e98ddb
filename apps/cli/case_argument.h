#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/command.h"
#include "tandem/base/result.h"
#include "tandem/casefile/casefile.h"
#include "tandem/model/agreement.h"

/// The arguments CASE and ROADMAP, read the same way by every command.
namespace tandem::cli {

inline constexpr std::string_view kCaseHelp =
    "a folder or a file, - for stdin, or an id or path of the library";
inline constexpr std::string_view kRoadmapHelp =
    "a file, - for stdin, or the name of an alternative, or of a roadmap or an agreement beside "
    "the "
    "case";

/// The folders in which cases are looked for: $TANDEM_CASES (several with ':'), ./cases, and those
/// that came with the program. Only those that exist, none twice.
[[nodiscard]] std::vector<std::string> library_folders();

struct LibraryCase {
  std::string path;  ///< of the folder that holds the case.yaml
  casefile::CaseHead head;
  bool readable = true;  ///< else the head is empty
};

/// The files of that name in `folder` and the folders below it, by path.
[[nodiscard]] std::vector<std::string> library_files(const std::string& folder,
                                                     std::string_view name);

/// Whether there is a file, and no folder, of that path.
[[nodiscard]] bool is_file(const std::filesystem::path& path);

/// The cases below `folder`, by path.
[[nodiscard]] std::vector<LibraryCase> list_cases(const std::string& folder);

/// The path of a case that is given as a path, as a path within the library, or as an id.
/// Errors: not_found, with what was probably meant; invalid_input where the id is that of several.
[[nodiscard]] Result<std::string> resolve_case(const std::string& argument);

/// Loads the case that argument `name` gives. Where it cannot: prints why (every mistake, with line
/// and caret, on err; as {"error", "details"} on out under --json) and returns nothing; the command
/// then returns kBadInput. Warnings are left to the command.
[[nodiscard]] std::optional<casefile::CaseFile> load_case_argument(const Args& args,
                                                                   const Streams& io,
                                                                   std::string_view name = "CASE");

/// A roadmap, and the agreement that it was read from where it was one.
struct GivenRoadmap {
  model::Roadmap roadmap;
  std::optional<model::Agreement> text = {};
};

/// The same for a roadmap of `of` by the word that names it. An alternative without a roadmap is no
/// agreement; an agreement is the roadmap that its obligations amount to.
[[nodiscard]] std::optional<GivenRoadmap> load_given_roadmap(const std::string& word,
                                                             const Args& args, const Streams& io,
                                                             const casefile::CaseFile& of);

/// Its roadmap alone.
[[nodiscard]] std::optional<model::Roadmap> load_roadmap(const std::string& word, const Args& args,
                                                         const Streams& io,
                                                         const casefile::CaseFile& of);
[[nodiscard]] std::optional<model::Roadmap> load_roadmap_argument(
    const Args& args, const Streams& io, const casefile::CaseFile& of,
    std::string_view name = "ROADMAP");

/// The roadmaps that go with the alternatives of a case, read before anything is searched for; of
/// one without a file, no agreement. Shape [alternatives]. Nothing where one cannot be read.
[[nodiscard]] std::optional<std::vector<model::Roadmap>> load_alternatives(
    const Args& args, const Streams& io, const casefile::CaseFile& of);

/// Reads a file, of a folder the case.yaml in it, or stdin where `path` is "-". Refuses what the
/// command is going to write over.
[[nodiscard]] Result<casefile::SourceText> read_input(const std::string& path, const Streams& io);

/// Prints an error as load_case_argument does.
/// @param source  the file whose lines are shown with the details that are about it
void report_error(const Error& error, const Args& args, const Streams& io,
                  const casefile::SourceText& source = {});

}  // namespace tandem::cli
