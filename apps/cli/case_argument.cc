#include "apps/cli/case_argument.h"

#include <filesystem>
#include <istream>
#include <iterator>
#include <ostream>

#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "tandem/base/width.h"

namespace tandem::cli {

namespace fs = std::filesystem;

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
  return load_case(args.text(name), args, io);
}

std::optional<casefile::CaseFile> load_case(const std::string& word, const Args& args,
                                            const Streams& io) {
  const auto path = files::resolve_case(word);
  if (!path) {
    report_error(path.error(), args, io);
    return std::nullopt;
  }
  const auto source = read_input(*path, io);
  auto loaded = source ? files::case_of(*source, *path != "-") : tl::unexpected(source.error());
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

std::optional<files::GivenRoadmap> load_given_roadmap(const std::string& word, const Args& args,
                                                      const Streams& io,
                                                      const casefile::CaseFile& of) {
  const auto path = word == "-" ? Result<std::string>(word) : files::resolve_roadmap(word, of);
  if (path && path->empty()) return files::GivenRoadmap{model::no_agreement(of.valid)};
  const auto source = path ? read_input(*path, io) : tl::unexpected(path.error());
  auto loaded = source ? files::roadmap_of(*source, of) : tl::unexpected(source.error());
  if (!loaded) {
    report_error(loaded.error(), args, io, source.value_or(casefile::SourceText{}));
    return std::nullopt;
  }
  if (!args.json())
    for (const Diagnostic& d : loaded->left_out)
      io.err << casefile::render(d, source->text, io.colour);
  return std::move(*loaded);
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
