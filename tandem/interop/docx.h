#pragma once

#include <string>

#include "tandem/base/result.h"
#include "tandem/interop/agreement_text.h"

namespace tandem::interop {

/// The text as a document of Word (Office Open XML, ECMA-376): headings and tables have real
/// styles, the annex stands on landscape pages. Nothing is compressed, so that the bytes are the
/// same with every version of every library.
[[nodiscard]] Result<std::string> agreement_docx(const AgreementText& text);

}  // namespace tandem::interop
