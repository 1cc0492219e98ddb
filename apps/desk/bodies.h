#pragma once

#include "apps/desk/schema.h"

/// What many requests have in common.
namespace tandem::desk::bodies {

/// {"changes"}, and more.
[[nodiscard]] Json work(std::vector<schema::Member> more = {});
/// {"changes", "roadmap"}, and more.
[[nodiscard]] Json work_on_roadmap(std::vector<schema::Member> more = {});
/// Of the text that says it: as a person would type it.
[[nodiscard]] Json name(std::string_view about);
[[nodiscard]] schema::Member seed();
[[nodiscard]] schema::Member seconds(double otherwise);

}  // namespace tandem::desk::bodies
