#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <utility>

#include "tandem/casefile/casefile.h"
#include "tandem/casefile/internal/case_keys.h"
#include "tandem/casefile/internal/gather.h"
#include "tandem/casefile/internal/yaml_dom.h"

namespace tandem::casefile {
namespace {

using internal::Entry;
using internal::mistakes;
using internal::Node;

namespace fs = std::filesystem;

Error too_large(const std::string& file) {
  return {Errc::invalid_input, fmt::format("{} has more than {} bytes, which is the limit; name a "
                                           "file of text, or split it",
                                           file, kFileLimit)};
}

/// Whether the grid and the sections are there, so that it makes sense to hold the rules against
/// what was read: without them nearly everything would be reported as a consequence.
bool has_frame(const Node& root, const std::vector<Diagnostic>& found) {
  for (const auto& info : internal::infos(internal::case_keys()))
    if (info.required && root.find(info.name) == nullptr) return false;
  const auto time = std::ranges::find(root.entries, "time", &Entry::key);
  const auto next = std::next(time);
  const int last = next == root.entries.end() ? std::numeric_limits<int>::max() : next->at.line;
  return std::ranges::none_of(
      found, [&](const Diagnostic& d) { return d.at.line >= time->at.line && d.at.line < last; });
}

/// The roadmaps of the alternatives that are not beside the case.
std::vector<Diagnostic> missing_roadmaps(const CaseFile& loaded) {
  Findings found;
  const fs::path folder = fs::path(loaded.file).parent_path();
  std::error_code ignored;
  for (const model::AlternativeDraft& alternative : loaded.draft.alternatives)
    if (!alternative.roadmap.empty() &&
        !fs::is_regular_file(folder / alternative.roadmap.text, ignored))
      found.add(alternative.roadmap.at, "missing-roadmap",
                fmt::format("alternative '{}' names the roadmap '{}', which is not there",
                            alternative.id.text, alternative.roadmap.text),
                "write the path from the case's folder, or remove it: no roadmap is no agreement");
  return std::move(found).in_file_order();
}

}  // namespace

Result<SourceText> read_source(const std::string& path) {
  std::error_code error;
  fs::path file = path;
  if (fs::is_directory(file, error)) file /= "case.yaml";
  const std::string name = file.string();
  if (!fs::exists(file, error))
    return tl::unexpected(Error{Errc::not_found, fmt::format("there is no file {}", name)});
  if (fs::is_directory(file, error))
    return tl::unexpected(Error{Errc::io, fmt::format("{} is a folder", name)});
  std::ifstream in(file, std::ios::binary);
  std::string text;
  text.resize(kFileLimit + 1);
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in.eof() && !in)
    return tl::unexpected(Error{Errc::io, fmt::format("{} cannot be read", name)});
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kFileLimit) return tl::unexpected(too_large(name));
  return SourceText{name, std::move(text)};
}

Result<CaseFile> load_case_text(std::string text, const std::string& file_name) {
  if (text.size() > kFileLimit) return tl::unexpected(too_large(file_name));
  Findings found;
  const auto root = internal::parse_yaml(text, file_name, found);
  if (!root) return tl::unexpected(mistakes(file_name, std::move(found).in_file_order()));
  model::CaseDraft draft = internal::decode_case(*root, found);
  std::vector<Diagnostic> of_text = std::move(found).in_file_order();
  if (!of_text.empty() && !has_frame(*root, of_text))
    return tl::unexpected(mistakes(file_name, internal::gather(std::move(of_text), {})));
  auto valid = model::Case::from(draft);
  const std::vector<Diagnostic> of_rules =
      valid ? std::vector<Diagnostic>{} : std::move(valid.error().details);
  if (!of_text.empty() || !valid)
    return tl::unexpected(mistakes(file_name, internal::gather(std::move(of_text), of_rules)));
  std::vector<Diagnostic> doubts = model::warnings(draft, *valid);
  return CaseFile{std::move(draft), std::move(*valid), std::move(text), file_name,
                  std::move(doubts)};
}

Result<CaseFile> load_case(const std::string& path) {
  auto source = read_source(path);
  if (!source) return tl::unexpected(std::move(source.error()));
  auto loaded = load_case_text(std::move(source->text), source->file);
  if (!loaded) return loaded;
  auto missing = missing_roadmaps(*loaded);
  if (!missing.empty()) return tl::unexpected(mistakes(source->file, std::move(missing)));
  return loaded;
}

Result<CaseHead> read_case_head(const std::string& path) {
  const auto source = read_source(path);
  if (!source) return tl::unexpected(source.error());
  Findings ignored;
  const auto root = internal::parse_yaml(source->text, source->file, ignored);
  if (!root || root->find("case") == nullptr)
    return tl::unexpected(Error{Errc::invalid_input, source->file + " is no case file"});
  const model::CaseDraft draft = internal::decode_case(*root, ignored);
  return CaseHead{draft.id.text, draft.title.text, draft.measures.size(), draft.phases};
}

}  // namespace tandem::casefile
