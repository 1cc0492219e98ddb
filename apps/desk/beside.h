#pragma once

#include <string>
#include <vector>

#include "apps/desk/schema.h"
#include "apps/desk/shelf.h"

/// What lies in the folder of a case.
namespace tandem::desk {

struct AgreementBeside {
  std::string name;  ///< of the file, without ".yaml"
  std::string title;
  std::string path;
  std::size_t obligations = 0;
};
/// By name; those in the folder itself come first.
[[nodiscard]] std::vector<AgreementBeside> agreements_beside(const Shelved& shelved);

/// [{"name", "title"}] of the scenarios that can be read, by name.
[[nodiscard]] Json scenarios_beside(const Shelved& shelved);

}  // namespace tandem::desk
