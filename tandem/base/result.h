#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace tandem {

/// A place in a user's file; line and column count from 1, 0 where unknown.
struct SourceLoc {
  std::string file;
  int line = 0;
  int column = 0;
  auto operator<=>(const SourceLoc&) const = default;
};

enum class Severity { error, warning };

/// One mistake or doubt: where it is, which rule it breaks, what is wrong and how to mend it.
struct Diagnostic {
  SourceLoc at;
  Severity severity = Severity::error;
  std::string rule;     ///< stable kebab-case name of the rule, e.g. "unknown-key"
  std::string message;  ///< what is wrong, in one sentence
  std::string repair;   ///< what to do about it; empty where the message says it
};

enum class Errc { invalid_input, not_found, infeasible, conflict, cancelled, io, internal };

/// Why a function could not answer. `details` holds every mistake found, in file order.
struct Error {
  Errc code = Errc::internal;
  std::string what;
  std::vector<Diagnostic> details = {};
};

template <class T>
using Result = tl::expected<T, Error>;

}  // namespace tandem
