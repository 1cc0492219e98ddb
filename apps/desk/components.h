#pragma once

#include "apps/desk/schema.h"

/// The parts of the document that several schemas refer to, one file for each group.
namespace tandem::desk {

void add_common_components(Json& into);
void add_case_components(Json& into);
void add_roadmap_components(Json& into);
void add_search_components(Json& into);
void add_stress_components(Json& into);
void add_agreement_components(Json& into);
void add_job_components(Json& into);
void add_ledger_components(Json& into);
void add_outlook_components(Json& into);

/// One mistake, as every answer has it.
[[nodiscard]] Json diagnostic_schema();

namespace schema {

[[nodiscard]] inline Json text_or_null() { return or_null(text()); }
[[nodiscard]] inline Json number_or_null() { return or_null(number()); }
[[nodiscard]] inline Json texts() { return list_of(text()); }
[[nodiscard]] inline Json numbers() { return list_of(number()); }
[[nodiscard]] inline Json wholes() { return list_of(whole(0)); }

/// The answer of a command: what it is, its case, and more.
[[nodiscard]] Json report(std::string_view kind, std::vector<Member> more);

}  // namespace schema

}  // namespace tandem::desk
