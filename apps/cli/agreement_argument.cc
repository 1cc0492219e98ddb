#include "apps/cli/agreement_argument.h"

#include <utility>

#include "apps/cli/case_argument.h"
#include "apps/files/library.h"

namespace tandem::cli {

std::optional<casefile::AgreementFile> load_agreement_argument(const Args& args, const Streams& io,
                                                               std::string_view name) {
  return load_agreement_named(args.text(name), args, io);
}

std::optional<casefile::AgreementFile> load_agreement_named(const std::string& word,
                                                            const Args& args, const Streams& io) {
  const auto path = files::resolve_agreement(word);
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
