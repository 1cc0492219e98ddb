#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "apps/http/message.h"
#include "tandem/base/result.h"

/// Why a request is not answered as it was meant.
namespace tandem::desk {

struct Refusal {
  Refusal(unsigned http_status, std::string kebab_code, std::string sentence, std::string mend,
          std::vector<Diagnostic> found = {});
  /// Of the library: the code and the status follow from Error::code.
  Refusal(
      Error error);  // NOLINT(google-explicit-constructor): as in `return tl::unexpected(error)`

  unsigned status = 400;
  std::string code;     ///< stable, e.g. "unknown-key"
  std::string message;  ///< what is wrong, in a sentence
  std::string repair;   ///< what to do about it
  std::vector<Diagnostic> details = {};
};

template <class T>
using Answer = tl::expected<T, Refusal>;

/// For mistakes that are named together: it says the first, and that there are more.
/// @pre wrong is not empty
[[nodiscard]] Refusal refused_for(unsigned status, std::string code, std::vector<Diagnostic> wrong);

/// In the one shape of all errors.
[[nodiscard]] http::Response response_of(const Refusal& refusal);

}  // namespace tandem::desk
