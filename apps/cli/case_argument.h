#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/command.h"
#include "apps/files/library.h"
#include "tandem/base/result.h"
#include "tandem/casefile/casefile.h"
#include "tandem/model/roadmap.h"

/// The arguments CASE and ROADMAP, read the same way by every command.
namespace tandem::cli {

inline constexpr std::string_view kCaseHelp =
    "a folder or a file, - for stdin, or an id or path of the library";
inline constexpr std::string_view kRoadmapHelp =
    "a file, - for stdin, or the name of an alternative, or of a roadmap or an agreement beside "
    "the case";

/// Loads the case that argument `name` gives. Where it cannot: prints why (every mistake, with line
/// and caret, on err; as {"error", "details"} on out under --json) and returns nothing; the command
/// then returns kBadInput. Warnings are left to the command.
[[nodiscard]] std::optional<casefile::CaseFile> load_case_argument(const Args& args,
                                                                   const Streams& io,
                                                                   std::string_view name = "CASE");
/// The same by the word that names it.
[[nodiscard]] std::optional<casefile::CaseFile> load_case(const std::string& word, const Args& args,
                                                          const Streams& io);

/// The same for a roadmap of `of` by the word that names it. An alternative without a roadmap is no
/// agreement; an agreement is the roadmap that its obligations amount to.
[[nodiscard]] std::optional<files::GivenRoadmap> load_given_roadmap(const std::string& word,
                                                                    const Args& args,
                                                                    const Streams& io,
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
