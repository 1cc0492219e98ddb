#include "apps/cli/case_argument.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <istream>
#include <iterator>
#include <ostream>

#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "tandem/base/findings.h"
#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/drafting/draft.h"
#include "tandem/model/timetable.h"

namespace tandem::cli {
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

/// The file that a roadmap argument means; empty for an alternative that is no agreement.
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

Result<GivenRoadmap> roadmap_in(const casefile::SourceText& source, const casefile::CaseFile& of) {
  auto loaded = casefile::load_roadmap_text(source.text, source.file, of.valid);
  if (!loaded) return tl::unexpected(std::move(loaded.error()));
  return GivenRoadmap{std::move(loaded->valid)};
}

/// The roadmap that an agreement amounts to; what it leaves out is said on err.
Result<GivenRoadmap> roadmap_of_agreement(const casefile::SourceText& source, const Args& args,
                                          const Streams& io, const casefile::CaseFile& of) {
  auto text = casefile::load_agreement_text(source.text, source.file);
  if (!text) return tl::unexpected(std::move(text.error()));
  auto read = drafting::roadmap_of(text->valid, model::timetable(text->valid), of.valid);
  if (!read) return tl::unexpected(std::move(read.error()));
  if (!args.json())
    for (const Diagnostic& d : read->left_out)
      io.err << casefile::render(d, source.text, io.colour);
  return GivenRoadmap{std::move(read->roadmap), std::move(text->valid)};
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
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (at.depth() >= kLibraryDepth) at.disable_recursion_pending();
    if (at->path().filename() == name) files.push_back(at->path().string());
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

Result<casefile::SourceText> read_input(const std::string& path, const Streams& io) {
  std::error_code ignored;
  const fs::path file =
      fs::is_directory(path, ignored) ? fs::path(path) / "case.yaml" : fs::path(path);
  if (auto refused = refuse_overwriting(file.string(), io.outputs))
    return tl::unexpected(std::move(*refused));
  if (path != "-") return casefile::read_source(path);
  std::string text(std::istreambuf_iterator<char>(io.in), {});
  return casefile::SourceText{"<stdin>", std::move(text)};
}

std::optional<casefile::CaseFile> load_case_argument(const Args& args, const Streams& io,
                                                     std::string_view name) {
  const auto path = resolve_case(args.text(name));
  if (!path) {
    report_error(path.error(), args, io);
    return std::nullopt;
  }
  const bool piped = *path == "-";
  const auto source = read_input(*path, io);
  auto loaded = !source                                ? tl::unexpected(source.error())
                : casefile::is_agreement(source->text) ? case_of_agreement(*source)
                : piped ? casefile::load_case_text(source->text, source->file)
                        : casefile::load_case(*path);
  if (loaded) return std::move(*loaded);
  report_error(loaded.error(), args, io, source.value_or(casefile::SourceText{}));
  return std::nullopt;
}

std::optional<model::Roadmap> load_roadmap_argument(const Args& args, const Streams& io,
                                                    const casefile::CaseFile& of,
                                                    std::string_view name) {
  return load_roadmap(args.text(name), args, io, of);
}

std::optional<model::Roadmap> load_roadmap(const std::string& word, const Args& args,
                                           const Streams& io, const casefile::CaseFile& of) {
  auto given = load_given_roadmap(word, args, io, of);
  if (!given) return std::nullopt;
  return std::move(given->roadmap);
}

std::optional<GivenRoadmap> load_given_roadmap(const std::string& word, const Args& args,
                                               const Streams& io, const casefile::CaseFile& of) {
  const auto path = resolve_roadmap(word, of);
  if (path && path->empty()) return GivenRoadmap{model::no_agreement(of.valid)};
  const auto source = path ? read_input(*path, io) : tl::unexpected(path.error());
  if (!source) {
    report_error(source.error(), args, io);
    return std::nullopt;
  }
  auto loaded = casefile::is_agreement(source->text) ? roadmap_of_agreement(*source, args, io, of)
                                                     : roadmap_in(*source, of);
  if (loaded) return std::move(*loaded);
  report_error(loaded.error(), args, io, *source);
  return std::nullopt;
}

std::optional<std::vector<model::Roadmap>> load_alternatives(const Args& args, const Streams& io,
                                                             const casefile::CaseFile& of) {
  std::vector<model::Roadmap> all;
  for (const model::Alternative& alternative : of.valid.data().alternatives) {
    auto roadmap = load_roadmap(alternative.id, args, io, of);
    if (!roadmap) return std::nullopt;
    all.push_back(*std::move(roadmap));
  }
  return all;
}

void report_error(const Error& error, const Args& args, const Streams& io,
                  const casefile::SourceText& source) {
  if (args.json()) {
    write_json(io.out, {{"error", error.what}, {"details", to_json(error.details)}});
    return;
  }
  for (const Diagnostic& d : error.details)
    io.err << casefile::render(d, d.at.file == source.file ? source.text : "", io.colour);
  io.err << "tandem: " << printable(error.what) << "\n";
}

}  // namespace tandem::cli
