#pragma once

#include "apps/desk/opened.h"
#include "apps/desk/refusal.h"
#include "apps/desk/schema.h"
#include "apps/files/library.h"

/// Roadmaps in requests and answers: by name, or as their steps.
namespace tandem::desk {

/// The roadmap that a body means. Errors: not-found with what was probably meant; every mistake of
/// the steps, each with its JSON pointer.
[[nodiscard]] Answer<files::GivenRoadmap> roadmap_of(const Json& body, const Opened& opened);

/// The roadmaps of the alternatives. Shape [alternatives].
[[nodiscard]] Answer<std::vector<model::Roadmap>> alternatives_of(const Opened& opened);

/// The texts of all roadmaps that an answer to the body can come from: those it names or has, as
/// their files are now, and the alternatives. Errors: as roadmap_of.
[[nodiscard]] Answer<std::string> roadmap_texts(const Json& body, const Opened& opened);

/// {"steps": {...}, "accession": {...}}, as a request has them; what starts off the grid of phases
/// has its month instead.
[[nodiscard]] Json steps_json(const model::Case& of, const model::Roadmap& roadmap);

/// What to offer by name: "none" only where no alternative of the case is to have no agreement.
[[nodiscard]] Json names_json(const casefile::CaseFile& of);

}  // namespace tandem::desk
