#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/casefile/casefile.h"
#include "tandem/model/agreement.h"
#include "tandem/model/roadmap.h"

/// The library of cases on this machine: what is in it, and what a name means.
namespace tandem::files {

/// The folders in which cases are looked for: $TANDEM_CASES (several with ':'), ./cases, and those
/// that came with the program. Only those that exist, none twice.
[[nodiscard]] std::vector<std::string> library_folders();

struct LibraryCase {
  std::string path;  ///< of the folder that holds the case.yaml
  casefile::CaseHead head;
  bool readable = true;  ///< else the head is empty
};

struct LibraryAgreement {
  std::string path;  ///< of the agreement.yaml
  casefile::AgreementHead head;
};

/// The files of that name in `folder` and the folders below it, by path.
[[nodiscard]] std::vector<std::string> library_files(const std::string& folder,
                                                     std::string_view name);
/// The same of those that are wanted.
[[nodiscard]] std::vector<std::string> library_files(
    const std::string& folder, const std::function<bool(const std::filesystem::path&)>& wanted);

/// Whether there is a file, and no folder, of that path.
[[nodiscard]] bool is_file(const std::filesystem::path& path);

/// The cases below `folder`, by path.
[[nodiscard]] std::vector<LibraryCase> list_cases(const std::string& folder);
/// The agreements below `folder` that can be read, by path.
[[nodiscard]] std::vector<LibraryAgreement> list_agreements(const std::string& folder);

/// The path of a case that is given as a path, as a path within the library, or as an id.
/// Errors: not_found, with what was probably meant; invalid_input where the id is that of several.
[[nodiscard]] Result<std::string> resolve_case(const std::string& argument);

/// The path of an agreement that is given as a path, as a path within the library, as its own id or
/// as the id of the case beside it. Errors: as resolve_case.
[[nodiscard]] Result<std::string> resolve_agreement(const std::string& argument);

/// The file that a roadmap's name means: a file, an alternative of the case, or a roadmap or an
/// agreement beside it; empty for an alternative that is no agreement. Errors: not_found.
[[nodiscard]] Result<std::string> resolve_roadmap(const std::string& argument,
                                                  const casefile::CaseFile& of);

/// The case of a text, the one that an agreement with worths stands for by itself, or the one
/// beside a scenario as that changes it.
/// @param from_folder  the text is that of a file: the roadmaps that it names must lie beside it
[[nodiscard]] Result<casefile::CaseFile> case_of(const casefile::SourceText& source,
                                                 bool from_folder);

/// A roadmap, and the agreement that it was read from where it was one.
struct GivenRoadmap {
  model::Roadmap roadmap;
  std::optional<model::Agreement> text = {};
  std::vector<Diagnostic> left_out = {};  ///< of the agreement
};

/// The roadmap of a text; an agreement is the roadmap that its obligations amount to.
[[nodiscard]] Result<GivenRoadmap> roadmap_of(const casefile::SourceText& source,
                                              const casefile::CaseFile& of);

/// The roadmap of that name. Errors: as resolve_roadmap, read_source and roadmap_of.
[[nodiscard]] Result<GivenRoadmap> load_roadmap(const std::string& name,
                                                const casefile::CaseFile& of);

/// The roadmaps that go with the alternatives of a case; of one without a file, no agreement.
/// Shape [alternatives].
[[nodiscard]] Result<std::vector<model::Roadmap>> load_alternatives(const casefile::CaseFile& of);

/// What can be asked for by name beside a case.
struct Beside {
  std::string name;
  std::string title;
  enum class Kind { alternative, roadmap, agreement } kind = Kind::roadmap;
  bool none = false;  ///< an alternative that is no agreement
};
/// Its alternatives, then the roadmaps and agreements in its folder, by name.
[[nodiscard]] std::vector<Beside> roadmaps_beside(const casefile::CaseFile& of);

}  // namespace tandem::files
