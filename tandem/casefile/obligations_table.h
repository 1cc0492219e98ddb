#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/model/agreement_draft.h"

/// Obligations as tables of comma-separated values: tandem's own, which lose nothing, and those of
/// others, which are read with assumptions that are all named. docs/agreement-file.md describes
/// both.
namespace tandem::casefile {

/// The obligations as a table (RFC 4180), one row each, a column for each key that one of them has;
/// numbers in short form.
[[nodiscard]] std::string write_obligations_csv(const model::AgreementDraft& draft);

/// Reads such a table; places are the lines and columns of the cells. Columns may be left out.
/// Errors: invalid_input with every mistake.
[[nodiscard]] Result<std::vector<model::ObligationDraft>> read_obligations_csv(
    std::string_view text, const std::string& file_name);

/// What a column of a foreign table means, as the user says.
struct ColumnChoice {
  std::string column;  ///< as the table calls it
  std::string key;     ///< e.g. "trigger"
};

struct ImportOptions {
  std::vector<ColumnChoice> columns = {};
  std::string id = {};     ///< of the agreement; empty: from the table, or the name of the file
  std::string title = {};  ///< empty: the id's
};

/// What was made of a column.
struct ColumnUse {
  std::string column;
  std::string key;     ///< empty: its cells went into the notes
  bool asked = false;  ///< by ColumnChoice
};

/// Something that the table does not say and the import took for granted.
struct Assumption {
  SourceLoc at;
  std::string rule;     ///< kebab-case, e.g. "before-is-by"
  std::string row;      ///< id of the obligation; empty: of the whole table
  std::string column;   ///< as the table calls it
  std::string written;  ///< what stands there
  std::string read_as;  ///< what was made of it
  std::string why;      ///< in a sentence
};

/// How a trigger was read.
struct TriggerUse {
  std::string row;
  std::string written;
  std::string read_as;
};

struct ImportedObligations {
  model::AgreementDraft draft;
  bool native = false;  ///< the table was tandem's own
  std::vector<ColumnUse> columns = {};
  std::vector<TriggerUse> triggers = {};  ///< shape [rows]
  std::vector<Assumption> assumptions = {};
  std::size_t rows = 0;
};

/// Reads a table of obligations, tandem's own or any other with a header: every row becomes an
/// obligation, and what no key holds goes into its note. The separator is a comma, or a semicolon
/// or tab where the header has no commas. Errors: invalid_input with every mistake of the table or
/// of the choices, or of the agreement that it makes.
[[nodiscard]] Result<ImportedObligations> import_obligations(std::string_view text,
                                                             const std::string& file_name,
                                                             const ImportOptions& options = {});

}  // namespace tandem::casefile
