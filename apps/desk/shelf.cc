#include "apps/desk/shelf.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "apps/files/library.h"
#include "tandem/base/findings.h"
#include "tandem/base/id_text.h"
#include "tandem/base/text.h"

namespace tandem::desk {
namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

Shelved case_at(const files::LibraryCase& found) {
  Shelved made;
  made.folder = found.path;
  made.file = (fs::path(found.path) / "case.yaml").string();
  made.id = found.head.id;
  made.title = found.head.title;
  made.size = found.head.measures;
  made.phases = found.head.phases;
  made.readable = found.readable;
  return made;
}

Shelved case_in_file(const std::string& file) {
  const auto head = casefile::read_case_head(file);
  Shelved made = case_at({fs::path(file).parent_path().string(),
                          head.value_or(casefile::CaseHead{}), head.has_value()});
  made.file = file;
  return made;
}

Shelved agreement_at(const files::LibraryAgreement& found) {
  Shelved made;
  made.agreement = true;
  made.folder = fs::path(found.path).parent_path().string();
  made.file = found.path;
  made.id = found.head.id;
  made.title = found.head.title;
  made.size = found.head.obligations;
  return made;
}

/// The cases below a folder, then the agreements that have no case beside them.
std::vector<Shelved> all_below(const std::string& folder) {
  std::vector<Shelved> all;
  for (const files::LibraryCase& found : files::list_cases(folder)) all.push_back(case_at(found));
  for (const files::LibraryAgreement& found : files::list_agreements(folder))
    if (!files::is_file(fs::path(found.path).parent_path() / "case.yaml"))
      all.push_back(agreement_at(found));
  return all;
}

/// What one place holds: a case, an agreement, or what is below a folder.
std::vector<Shelved> all_at(const std::string& place) {
  if (is_folder(place) && !files::is_file(fs::path(place) / "case.yaml")) return all_below(place);
  if (const auto path = files::resolve_case(place); path && *path != "-") {
    if (is_folder(*path)) return {case_in_file((fs::path(*path) / "case.yaml").string())};
    const auto head = casefile::read_agreement_head(*path);
    return {head ? agreement_at({*path, *head}) : case_in_file(*path)};
  }
  if (const auto path = files::resolve_agreement(place); path && *path != "-")
    if (const auto head = casefile::read_agreement_head(*path))
      return {agreement_at({*path, *head})};
  return {};
}

/// The id where it is free; else the id or the folder's name with a number.
std::string free_key(const Shelved& of, const std::set<std::string>& taken) {
  const std::string folder = as_id(fs::path(of.folder).filename().string());
  const std::string wish = is_id(of.id) ? of.id : folder.empty() ? "case" : folder;
  std::string key = wish;
  for (int n = 2; taken.contains(key); ++n) key = fmt::format("{}-{}", wish, n);
  return key;
}

}  // namespace

Shelf::Shelf(std::vector<std::string> places) : places_(std::move(places)) {}

std::vector<Refusal> Shelf::unknown_places() const {
  std::vector<Refusal> wrong;
  for (const std::string& place : places_) {
    if (is_folder(place) || !all_at(place).empty()) continue;
    const auto path = files::resolve_case(place);
    wrong.emplace_back(path ? Error{Errc::invalid_input,
                                    fmt::format("{} is neither a case nor a folder of cases; name "
                                                "a folder",
                                                place)}
                            : path.error());
  }
  return wrong;
}

std::vector<std::string> Shelf::folders() const {
  if (places_.empty()) return files::library_folders();
  std::vector<std::string> folders;
  std::ranges::copy_if(places_, std::back_inserter(folders), is_folder);
  return folders;
}

std::vector<Shelved> Shelf::list() {
  std::vector<Shelved> all;
  std::set<std::string> keys;
  std::set<fs::path> files;
  for (const std::string& place : places_.empty() ? files::library_folders() : places_)
    for (Shelved& one : all_at(place)) {
      std::error_code ignored;
      if (!files.insert(fs::weakly_canonical(one.file, ignored)).second) continue;
      one.key = free_key(one, keys);
      keys.insert(one.key);
      all.push_back(std::move(one));
    }
  const std::scoped_lock lock(mutex_);
  known_ = all;
  return all;
}

std::vector<Shelved> Shelf::known() {
  {
    const std::scoped_lock lock(mutex_);
    if (!known_.empty()) return known_;
  }
  return list();
}

Answer<Shelved> Shelf::find(const std::string& key) {
  const auto known = [&]() -> std::optional<Shelved> {
    const std::scoped_lock lock(mutex_);
    const auto found = std::ranges::find(known_, key, &Shelved::key);
    return found == known_.end() || !files::is_file(found->file) ? std::nullopt
                                                                 : std::optional(*found);
  };
  if (auto found = known()) return *std::move(found);
  std::vector<std::string> keys;
  for (const Shelved& one : list()) keys.push_back(one.key);
  if (auto found = known()) return *std::move(found);
  return tl::unexpected(Refusal(404, "not-found", fmt::format("there is no case '{}' here", key),
                                did_you_mean(key, keys, "GET /api/v1/cases lists them")));
}

}  // namespace tandem::desk
