#pragma once

#include <string>

#include "apps/desk/refusal.h"
#include "tandem/casefile/agreement_file.h"

namespace tandem::desk {

/// The agreement as a file to be saved.
/// @param format      docx, html, ics, dot or csv
/// @param visible_to  the highest label that is shown
/// Errors: a table holds every row, whatever its label.
[[nodiscard]] Answer<http::Response> exported(const casefile::AgreementFile& of,
                                              const std::string& format,
                                              const std::string& visible_to);

}  // namespace tandem::desk
