#include "apps/files/library.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "tandem/base/findings.h"
#include "tandem/base/text.h"
#include "tandem/casefile/changes.h"
#include "tandem/casefile/scenario_file.h"
#include "tandem/drafting/draft.h"
#include "tandem/model/numbers.h"
#include "tandem/model/timetable.h"

namespace tandem::files {
namespace {

namespace fs = std::filesystem;

constexpr int kLibraryDepth = 4;  ///< folders below the library in which files are looked for

bool exists(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

Error not_found(const std::string& argument, const std::vector<std::string>& ids) {
  const std::string near = did_you_mean(argument, ids, "'tandem cases' lists the library");
  return {Errc::not_found, fmt::format("there is no case '{}', neither here nor in the library; {}",
                                       argument, near)};
}

/// The agreement beside the case of that id, if there is one.
std::optional<std::string> beside_case(const std::string& argument) {
  const auto path = resolve_case(argument);
  if (!path) return std::nullopt;
  const fs::path beside = fs::path(*path) / "agreement.yaml";
  return is_file(beside) ? std::optional(beside.string()) : std::nullopt;
}

/// The case that an agreement stands for by itself.
Result<casefile::CaseFile> case_of_agreement(const casefile::SourceText& source) {
  auto text = casefile::load_agreement_text(source.text, source.file);
  if (!text) return tl::unexpected(std::move(text.error()));
  auto draft = drafting::case_of(text->draft, text->valid, model::timetable(text->valid));
  if (!draft) return tl::unexpected(std::move(draft.error()));
  auto valid = model::Case::from(*draft);
  if (!valid) return tl::unexpected(std::move(valid.error()));
  auto doubts = model::warnings(*draft, *valid);
  return casefile::CaseFile{std::move(*draft), std::move(*valid), std::move(text->text),
                            source.file, std::move(doubts)};
}

/// The case beside a scenario, as the scenario changes it.
Result<casefile::CaseFile> case_of_scenario(const casefile::SourceText& source) {
  auto scenario = casefile::load_scenario_text(source.text, source.file);
  if (!scenario) return tl::unexpected(std::move(scenario.error()));
  const std::string file = casefile::case_path_of_scenario(source.file);
  const auto of = casefile::read_source(file);
  if (!of) return tl::unexpected(of.error());
  auto text = casefile::apply(of->text, scenario->changes, file);
  if (!text) return tl::unexpected(std::move(text.error()));
  return casefile::load_case_text(*std::move(text), file);
}

Result<GivenRoadmap> roadmap_of_agreement(const casefile::SourceText& source,
                                          const casefile::CaseFile& of) {
  auto text = casefile::load_agreement_text(source.text, source.file);
  if (!text) return tl::unexpected(std::move(text.error()));
  auto read = drafting::roadmap_of(text->valid, model::timetable(text->valid), of.valid);
  if (!read) return tl::unexpected(std::move(read.error()));
  return GivenRoadmap{std::move(read->roadmap), std::move(text->valid), std::move(read->left_out)};
}

/// The YAML files of these folders, by path.
std::vector<fs::path> yaml_files(const std::vector<fs::path>& folders) {
  std::vector<fs::path> found;
  for (const fs::path& folder : folders) {
    std::error_code error;
    fs::directory_iterator at(folder, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error))
      if (at->path().extension() == ".yaml" && is_file(at->path())) found.push_back(at->path());
  }
  std::ranges::sort(found);
  return found;
}

/// What a file beside a case is; nothing where it is no roadmap and no agreement.
std::optional<Beside> beside(const fs::path& file, const casefile::CaseFile& of) {
  const std::string name = file.stem().string();
  const auto source = casefile::read_source(file.string());
  if (!source) return std::nullopt;
  if (casefile::is_agreement(source->text)) {
    const auto head = casefile::read_agreement_head(file.string());
    return Beside{name, head ? head->title : name, Beside::Kind::agreement};
  }
  const auto loaded = casefile::load_roadmap_text(source->text, source->file, of.valid);
  if (!loaded) return std::nullopt;
  return Beside{name, loaded->valid.title.empty() ? name : loaded->valid.title};
}

}  // namespace

std::vector<std::string> library_folders() {
  std::vector<std::string> wanted;
  const char* variable = std::getenv("TANDEM_CASES");
  std::string_view rest = variable == nullptr ? "" : variable;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    if (end > 0) wanted.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  wanted.insert(wanted.end(), {"cases", TANDEM_SHARE_DIR, TANDEM_INSTALLED_SHARE_DIR});
  std::vector<std::string> folders;
  for (const std::string& folder : wanted) {
    std::error_code error;
    const bool again = std::ranges::any_of(
        folders, [&](const std::string& other) { return fs::equivalent(other, folder, error); });
    if (!again && fs::is_directory(folder, error)) folders.push_back(folder);
  }
  return folders;
}

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

std::vector<std::string> library_files(const std::string& folder, std::string_view name) {
  return library_files(folder, [&](const fs::path& path) { return path.filename() == name; });
}

std::vector<std::string> library_files(const std::string& folder,
                                       const std::function<bool(const fs::path&)>& wanted) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (at.depth() >= kLibraryDepth) at.disable_recursion_pending();
    if (wanted(at->path())) files.push_back(at->path().string());
  }
  std::ranges::sort(files);
  return files;
}

std::vector<LibraryCase> list_cases(const std::string& folder) {
  std::vector<LibraryCase> cases;
  for (const std::string& file : library_files(folder, "case.yaml")) {
    auto head = casefile::read_case_head(file);
    const bool readable = head.has_value();
    cases.push_back({fs::path(file).parent_path().string(),
                     readable ? std::move(*head) : casefile::CaseHead{}, readable});
  }
  std::ranges::sort(cases, {}, &LibraryCase::path);
  return cases;
}

Result<std::string> resolve_case(const std::string& argument) {
  if (argument == "-" || exists(argument)) return argument;
  std::vector<std::string> ids;
  for (const std::string& folder : library_folders()) {
    const fs::path inside = fs::path(folder) / argument;
    if (is_file(inside) || is_file(inside / "case.yaml")) return inside.string();
    std::vector<std::string> paths;
    for (const LibraryCase& found : list_cases(folder)) {
      if (found.readable && found.head.id == argument) paths.push_back(found.path);
      if (found.readable) ids.push_back(found.head.id);
    }
    if (paths.size() == 1) return paths[0];
    if (!paths.empty())
      return tl::unexpected(
          Error{Errc::invalid_input, fmt::format("the id '{}' is that of {}; name one by its path",
                                                 argument, join_words(paths))});
  }
  return tl::unexpected(not_found(argument, ids));
}

std::vector<LibraryAgreement> list_agreements(const std::string& folder) {
  std::vector<LibraryAgreement> found;
  for (const std::string& file : library_files(folder, "agreement.yaml"))
    if (auto head = casefile::read_agreement_head(file)) found.push_back({file, std::move(*head)});
  return found;
}

Result<std::string> resolve_agreement(const std::string& argument) {
  std::error_code ignored;
  if (argument == "-" || fs::exists(argument, ignored)) return casefile::agreement_path(argument);
  std::vector<std::string> ids;
  for (const std::string& folder : library_folders()) {
    const fs::path inside = fs::path(folder) / argument;
    for (const fs::path& one : {inside, inside / "agreement.yaml"})
      if (is_file(one)) return one.string();
    std::vector<std::string> paths;
    for (const LibraryAgreement& found : list_agreements(folder)) {
      if (found.head.id == argument) paths.push_back(found.path);
      ids.push_back(found.head.id);
    }
    if (paths.size() == 1) return paths[0];
    if (!paths.empty())
      return tl::unexpected(
          Error{Errc::invalid_input, fmt::format("the id '{}' is that of {}; name one by its path",
                                                 argument, join_words(paths))});
  }
  if (auto beside = beside_case(argument)) return *std::move(beside);
  return tl::unexpected(
      Error{Errc::not_found,
            fmt::format("there is no agreement '{}', neither here nor in the library; {}", argument,
                        did_you_mean(argument, ids, "'tandem cases' lists the library"))});
}

Result<std::string> resolve_roadmap(const std::string& argument, const casefile::CaseFile& of) {
  if (argument == "-" || is_file(argument)) return argument;
  const fs::path folder = fs::path(of.file).parent_path();
  std::vector<std::string> names;
  for (const auto& alternative : of.valid.data().alternatives) {
    if (alternative.id == argument)
      return alternative.roadmap.empty() ? "" : (folder / alternative.roadmap).string();
    names.push_back(alternative.id);
  }
  for (const fs::path& candidate :
       {folder / argument, folder / (argument + ".yaml"), folder / "roadmaps" / argument,
        folder / "roadmaps" / (argument + ".yaml")})
    if (is_file(candidate)) return candidate.string();
  return tl::unexpected(Error{
      Errc::not_found,
      fmt::format("there is no roadmap '{}'; {}", argument,
                  did_you_mean(argument, names, "name a file, or an alternative of the case"))});
}

Result<casefile::CaseFile> case_of(const casefile::SourceText& source, bool from_folder) {
  if (from_folder && casefile::is_scenario(source.text)) return case_of_scenario(source);
  if (casefile::is_agreement(source.text)) return case_of_agreement(source);
  return from_folder ? casefile::load_case(source.file)
                     : casefile::load_case_text(source.text, source.file);
}

Result<GivenRoadmap> roadmap_of(const casefile::SourceText& source, const casefile::CaseFile& of) {
  if (casefile::is_agreement(source.text)) return roadmap_of_agreement(source, of);
  auto loaded = casefile::load_roadmap_text(source.text, source.file, of.valid);
  if (!loaded) return tl::unexpected(std::move(loaded.error()));
  return GivenRoadmap{std::move(loaded->valid)};
}

Result<GivenRoadmap> load_roadmap(const std::string& name, const casefile::CaseFile& of) {
  const auto path = resolve_roadmap(name, of);
  if (!path) return tl::unexpected(path.error());
  if (path->empty()) return GivenRoadmap{model::no_agreement(of.valid)};
  const auto source = casefile::read_source(*path);
  if (!source) return tl::unexpected(source.error());
  return roadmap_of(*source, of);
}

Result<std::vector<model::Roadmap>> load_alternatives(const casefile::CaseFile& of) {
  std::vector<model::Roadmap> all;
  for (const model::Alternative& alternative : of.valid.data().alternatives) {
    auto given = load_roadmap(alternative.id, of);
    if (!given) return tl::unexpected(std::move(given.error()));
    all.push_back(std::move(given->roadmap));
  }
  return all;
}

std::vector<Beside> roadmaps_beside(const casefile::CaseFile& of) {
  std::vector<Beside> all;
  std::set<fs::path> named;
  const fs::path folder = fs::path(of.file).parent_path();
  for (const model::Alternative& one : of.valid.data().alternatives) {
    all.push_back({one.id, one.title, Beside::Kind::alternative, one.roadmap.empty()});
    named.insert((folder / one.roadmap).lexically_normal());
  }
  for (const fs::path& file : yaml_files({folder, folder / "roadmaps"}))
    if (!named.contains(file.lexically_normal()))
      if (auto one = beside(file, of)) all.push_back(*std::move(one));
  return all;
}

}  // namespace tandem::files
