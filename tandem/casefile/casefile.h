#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/model/case.h"
#include "tandem/model/draft.h"
#include "tandem/model/roadmap.h"

/// Case files, roadmap files and measure tables: text <-> drafts that know their places.
/// The format is described in docs/case-file.md.
namespace tandem::casefile {

inline constexpr std::size_t kFileLimit = std::size_t{8} * 1024 * 1024;  ///< bytes of one file

/// A file as it was read.
struct SourceText {
  std::string file;  ///< as messages name it
  std::string text;
};

struct CaseFile {
  model::CaseDraft draft;
  model::Case valid;
  std::string text;
  std::string file;  ///< the path of case.yaml, or the name that load_case_text was given
  std::vector<Diagnostic> warnings;
};

struct RoadmapFile {
  model::RoadmapDraft draft;
  model::Roadmap valid;
  std::string text;
};

/// What a list of cases shows; also of a case with mistakes, as far as it can be read.
struct CaseHead {
  std::string id;
  std::string title;
  std::size_t measures = 0;
  int phases = 0;
};

/// Reads a file of at most kFileLimit bytes; of a folder the case.yaml in it.
/// Errors: not_found, io, invalid_input (too large).
[[nodiscard]] Result<SourceText> read_source(const std::string& path);

/// Reads a case from a folder or a file; the roadmaps it names must be there.
/// Errors: as read_source; invalid_input with every mistake of the file.
[[nodiscard]] Result<CaseFile> load_case(const std::string& path);
[[nodiscard]] Result<CaseFile> load_case_text(std::string text, const std::string& file_name);

/// Reads the head of a case, from a folder or a file. Errors: as read_source; invalid_input where
/// the file is no YAML or names no case.
[[nodiscard]] Result<CaseHead> read_case_head(const std::string& path);

/// Reads a roadmap of `of`. Errors: as load_case.
[[nodiscard]] Result<RoadmapFile> load_roadmap(const std::string& path, const model::Case& of);
[[nodiscard]] Result<RoadmapFile> load_roadmap_text(std::string text, const std::string& file_name,
                                                    const model::Case& of);

/// The roadmap as a file that loads to the same increments, bit for bit.
[[nodiscard]] std::string write_roadmap(const model::Case& of, const model::Roadmap& roadmap);

/// The measures as a table (RFC 4180), one row a measure; numbers in short form.
[[nodiscard]] std::string write_measures_csv(const model::CaseDraft& draft);
/// Reads such a table; places are the lines and columns of the cells. Columns may be left out.
/// Errors: invalid_input with every mistake.
[[nodiscard]] Result<std::vector<model::MeasureDraft>> read_measures_csv(
    std::string_view text, const std::string& file_name);
/// The `measures:` part of a case file.
/// @param provenances  of the case: judgements that were written in place are written so again
[[nodiscard]] std::string write_measures_yaml(
    std::span<const model::MeasureDraft> measures,
    std::span<const model::ProvenanceDraft> provenances = {});

/// The JSON Schema (draft-07) of the case file, indented by two blanks.
[[nodiscard]] std::string json_schema();

/// "file:line:column: error: message [rule]", the source line, a caret, "repair: ...".
/// @param source_text  the text that the diagnostic is about; empty: no line and no caret
[[nodiscard]] std::string render(const Diagnostic& diagnostic, std::string_view source_text,
                                 bool colour = false);

}  // namespace tandem::casefile
