#pragma once

#include <string>
#include <string_view>

#include "tandem/ledger/event.h"

/// Events as tests write them.
namespace tandem::ledger {

/// @pre the texts are a second and a day
[[nodiscard]] Second second(std::string_view text);
[[nodiscard]] Date date(std::string_view text);

/// Recorded at noon of the day on which it happened.
[[nodiscard]] Event event(EventKind kind, std::string_view on, std::string by, std::string of = {});

/// The Six-Party text as its case has it.
[[nodiscard]] std::string six_party_text();

/// Two parties and a body: A1 of north by 2027-03-01 and B1 of south by 2027-04-01, which waits for
/// it; R1 of both every month from 2027-02-01 to 2027-06-01, checked by the body.
[[nodiscard]] std::string small_text();

/// `text` with the first `from` in it written as `to`. @pre it is there
[[nodiscard]] std::string with(std::string text, std::string_view from, std::string_view to);

[[nodiscard]] Event opened(std::string_view on);
[[nodiscard]] Event signed_text(std::string_view on, std::string text);

/// Rules that a refusal names, joined by blanks; empty where there is none.
[[nodiscard]] std::string rules_of(const std::vector<Diagnostic>& found);
template <class T>
[[nodiscard]] std::string rules_of(const Result<T>& result) {
  return result ? std::string{} : rules_of(result.error().details);
}

}  // namespace tandem::ledger
