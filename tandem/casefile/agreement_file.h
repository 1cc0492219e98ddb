#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/casefile/casefile.h"
#include "tandem/model/agreement.h"

/// Agreement files: text <-> drafts that know their places. The format is described in
/// docs/agreement-file.md.
namespace tandem::casefile {

struct AgreementFile {
  model::AgreementDraft draft;
  model::Agreement valid;
  std::string text;
  std::string file;  ///< as messages name it
};

/// Reads an agreement from a file, or the agreement.yaml of a folder.
/// Errors: as read_source; invalid_input with every mistake of the file.
[[nodiscard]] Result<AgreementFile> load_agreement(const std::string& path);
[[nodiscard]] Result<AgreementFile> load_agreement_text(std::string text,
                                                        const std::string& file_name);

/// The file that `path` means: itself, or the agreement.yaml of a folder.
[[nodiscard]] std::string agreement_path(const std::string& path);

/// Whether the text is that of an agreement rather than of a case or a roadmap: it has the key.
[[nodiscard]] bool is_agreement(std::string_view text);

/// What a list of agreements shows; also of one with mistakes, as far as it can be read.
struct AgreementHead {
  std::string id;
  std::string title;
  std::size_t obligations = 0;
};

/// Reads the head of an agreement. Errors: as read_source; invalid_input where it is none.
[[nodiscard]] Result<AgreementHead> read_agreement_head(const std::string& path);

/// The agreement as a file that loads to the same draft, places aside.
[[nodiscard]] std::string write_agreement(const model::AgreementDraft& draft);

/// The JSON Schema (draft-07) of the agreement file, indented by two blanks.
[[nodiscard]] std::string agreement_json_schema();

}  // namespace tandem::casefile
