#pragma once

#include <memory>
#include <string>

#include "tandem/casefile/casefile.h"
#include "tandem/value/economics.h"

namespace tandem::desk {

/// A case as it is worked on: the text of its file with some changes, and what was made of it.
struct Opened {
  casefile::CaseFile file;
  value::Economics worth;
  std::string hash;  ///< of the text
};
using OpenedCase = std::shared_ptr<const Opened>;

}  // namespace tandem::desk
