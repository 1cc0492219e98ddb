#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/casefile/casefile.h"
#include "tandem/ledger/history.h"
#include "tandem/ledger/ledger.h"
#include "tandem/outlook/early_warning.h"
#include "tandem/outlook/standing.h"

/// Records as the tests of outlooks write them.
namespace tandem::outlook {

/// A record of the tutorial's agreement in memory, and its case.
class Told {
 public:
  Told();
  /// @param text  an agreement file; signed on `on`
  Told(casefile::CaseFile file, std::string text, std::string_view on);

  /// Records an event at noon of the day; a mistake ends the test's program.
  Told& says(ledger::EventKind kind, std::string_view on, std::string by, std::string of = "",
             double share = 1);
  Told& found(std::string_view on, std::string by, std::string of, ledger::Finding finding);
  Told& record(const ledger::Event& event);

  [[nodiscard]] ledger::State state(std::string_view on) const;
  [[nodiscard]] Result<Standing> standing(std::string_view on,
                                          const StandingOptions& options = {}) const;
  [[nodiscard]] const model::Case& of() const { return file_.valid; }
  [[nodiscard]] const model::CaseDraft& draft() const { return file_.draft; }
  [[nodiscard]] MeasureId measure(std::string_view id) const;
  [[nodiscard]] PartyId party(std::string_view id) const;

 private:
  casefile::CaseFile file_;
  std::unique_ptr<ledger::Ledger> book_;
};

}  // namespace tandem::outlook
