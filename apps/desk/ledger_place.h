#pragma once

#include <string>
#include <vector>

#include "apps/desk/refusal.h"
#include "apps/files/ledgers.h"

/// Where a ledger is, and what may be told of that.
namespace tandem::desk {

struct LedgerPlace {
  enum class Kind {
    file,    ///< that can be added to
    copy,    ///< an export, which is read
    server,  ///< of a database
  };
  Kind kind = Kind::file;
  std::string address;  ///< as it is opened
  std::string shown;    ///< the same without a user and what is secret
  std::string name;     ///< of the file, or of the ledger, as the address or an export says it
  std::vector<std::string> secrets = {};  ///< of the address, the longest first; none is empty
};

[[nodiscard]] LedgerPlace place_of(const files::LedgerFile& file);
/// Of an address that somebody gave: a file, or postgresql://USER@HOST/DATABASE?ledger=NAME.
/// Errors: not-found (there is no such file), invalid-input (no ledger is named).
[[nodiscard]] Answer<LedgerPlace> place_of(const std::string& address);

/// The text with what is secret in the address of a server left out, also as %-codes.
[[nodiscard]] std::string without_secrets(std::string text, const LedgerPlace& of);

}  // namespace tandem::desk
