#pragma once

#include <string>
#include <vector>

#include "tests/desk/visitor.h"

namespace tandem::test {

/// The shutdown of 2007: S01 of north for south in 60 days, S17 of south for north in 30.
inline constexpr const char* kShutdown = R"(tandem: 1
agreement: shutdown
title: Shutdown against funds
signed: 2007-02-13
actors:
  north: {name: The North}
  south: {name: The South}
  iaea: {name: The agency, role: body}
events:
  T0: {title: Adoption, date: 2007-02-13, happened: true}
obligations:
  S01:
    title: Shut down the reactor
    actors: [north]
    counterparts: [south]
    trigger: by T0 + 60d
  S17:
    title: Give back the funds
    actors: [south]
    counterparts: [north]
    trigger: by T0 + 30d
)";

/// A desk that has the tutorial and a ledger of the shutdown, "deal", beside it.
class LedgerVisitor : public Visitor {
 public:
  explicit LedgerVisitor(const std::vector<std::string>& cases = {"tutorial"});

  /// What `tandem ledger ACTION deal.ledger WORDS... --json` says.
  [[nodiscard]] Json program(const std::string& action,
                             const std::vector<std::string>& words = {}) const;
  [[nodiscard]] std::string path() const { return folder().path("library/tutorial/deal.ledger"); }
  /// SEQ:HASH of its last entry, as the program has it.
  [[nodiscard]] std::string head() const;
  /// Its listing.
  [[nodiscard]] Json listed(const std::string& key = "deal");
  /// S17 reported by south on 2007-06-25.
  Reply report(const Json& more = Json::object());
};

/// Where an answer lists mistakes, "place rule" of each.
[[nodiscard]] std::vector<std::string> places_of(const Json& details);

}  // namespace tandem::test
