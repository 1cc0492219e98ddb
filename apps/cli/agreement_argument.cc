#include "apps/cli/agreement_argument.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "apps/cli/case_argument.h"
#include "tandem/base/findings.h"
#include "tandem/base/text.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;

/// The agreement beside the case of that id, if there is one.
std::optional<std::string> beside_case(const std::string& argument) {
  const auto path = resolve_case(argument);
  if (!path) return std::nullopt;
  const fs::path beside = fs::path(*path) / "agreement.yaml";
  return is_file(beside) ? std::optional(beside.string()) : std::nullopt;
}

}  // namespace

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

std::optional<casefile::AgreementFile> load_agreement_argument(const Args& args, const Streams& io,
                                                               std::string_view name) {
  return load_agreement_named(args.text(name), args, io);
}

std::optional<casefile::AgreementFile> load_agreement_named(const std::string& word,
                                                            const Args& args, const Streams& io) {
  const auto path = resolve_agreement(word);
  const auto source = path ? read_input(*path, io) : tl::unexpected(path.error());
  if (!source) {
    report_error(source.error(), args, io);
    return std::nullopt;
  }
  auto loaded = casefile::load_agreement_text(source->text, source->file);
  if (loaded) return std::move(*loaded);
  report_error(loaded.error(), args, io, *source);
  return std::nullopt;
}

}  // namespace tandem::cli
