#pragma once

#include <string>
#include <vector>

#include "tests/desk/visitor.h"
#include "tests/support/shutdown_text.h"

namespace tandem::test {

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
