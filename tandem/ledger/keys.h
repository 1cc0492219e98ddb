#pragma once

#include <string>
#include <string_view>

#include "tandem/base/result.h"
#include "tandem/ledger/event.h"

/// Ed25519 (RFC 8032), by OpenSSL.
namespace tandem::ledger {

struct KeyPair {
  std::string secret;  ///< 32 bytes, base64
  std::string open;    ///< 32 bytes, base64
};
/// Errors: internal (no randomness).
[[nodiscard]] Result<KeyPair> make_keys();

/// The event with key and signature. Errors: invalid_input (no such key: 32 bytes, base64).
[[nodiscard]] Result<Event> sign(Event event, std::string_view ledger, std::string_view secret);

/// Whether the signature is that of its key over this event; of one that is not signed, false.
[[nodiscard]] bool is_signed_well(const Event& event, std::string_view ledger);

/// Whether the text is base64, written in the one way, of as many bytes as a key, or a signature,
/// has.
[[nodiscard]] bool is_key(std::string_view text);
[[nodiscard]] bool is_signature(std::string_view text);

}  // namespace tandem::ledger
