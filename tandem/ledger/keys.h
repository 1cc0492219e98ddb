#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tandem/base/result.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/event.h"

/// Ed25519 (RFC 8032), by OpenSSL.
namespace tandem::ledger {

struct KeyPair {
  std::string secret;  ///< 32 bytes, base64
  std::string open;    ///< 32 bytes, base64
};
/// Errors: internal (no randomness).
[[nodiscard]] Result<KeyPair> make_keys();

/// What a signature covers besides its statement, so that under another agreement, or as an answer
/// to another entry, it is none.
struct Binding {
  std::string ledger;             ///< its name, of entries 1 and 2; empty: later ones
  std::optional<Hash> agreement;  ///< of entry 2, which has the text that was signed; of later ones
  std::optional<Hash> answered;   ///< of the entry `to`, where there is one
  bool operator==(const Binding&) const = default;
};
/// Of the event as the next entry. @param ledger  its name  @param before  hashes of all entries
[[nodiscard]] Binding binding_of(const Event& event, std::string_view ledger,
                                 std::span<const Hash> before);

/// What a signature is over: lines, each with its end: "tandem-event-1"; "ledger NAME" or
/// "agreement HEX"; "answers HEX" where the event has `to`. Then the statement without `signature`.
[[nodiscard]] std::string signed_bytes(const Event& event, const Binding& binding);

/// The event with key and signature. Errors: invalid_input (no such key: 32 bytes, base64).
[[nodiscard]] Result<Event> sign(Event event, const Binding& binding, std::string_view secret);

/// Whether the signature is that of its key over this event, bound as it is; of one that is not
/// signed, or whose `to` is bound to nothing, false.
[[nodiscard]] bool is_signed_well(const Event& event, const Binding& binding);
/// What to say where it is not.
[[nodiscard]] Diagnostic bad_signature(const Event& event);

/// Whether the text is base64, written in the one way, of a public key that only who has its secret
/// half can sign with: the point is written in the one way too, and is not of small order (RFC
/// 8032, 5.1.3 and 5.1.7; Chalkias, Garillot and Nikolaenko, "Taming the many EdDSAs", 2020).
[[nodiscard]] bool is_key(std::string_view text);
/// Whether it is base64, written in the one way, of as many bytes as a signature has.
[[nodiscard]] bool is_signature(std::string_view text);

}  // namespace tandem::ledger
