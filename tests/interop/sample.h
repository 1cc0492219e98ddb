#pragma once

#include <string>

#include "tandem/casefile/agreement_file.h"
#include "tandem/interop/view.h"
#include "tandem/model/timetable.h"
#include "tests/support/python.h"

namespace tandem::test {

/// Two sides, observers, one secret obligation, one off the text, a date in each way.
[[nodiscard]] std::string two_bridges_text();

/// An agreement with its dates, kept alive for a view.
struct Bridges {
  casefile::AgreementFile file;
  model::Timetable dates;

  [[nodiscard]] interop::View view(model::Tlp up_to = model::Tlp::red) const {
    return {file.valid, dates, up_to};
  }
  [[nodiscard]] model::ObligationId id(std::string_view name) const;
};
[[nodiscard]] Bridges two_bridges();
/// The same with `lines` after its obligations, indented as they are.
[[nodiscard]] Bridges two_bridges_and(const std::string& lines);
/// Of another text, which must have no mistake.
[[nodiscard]] Bridges bridges_of(const std::string& text);
/// A text that is not signed, in which only a secret obligation, on its first day, names Thirdland,
/// the guarantor and the group of the two.
[[nodiscard]] std::string secret_guarantee_text();

}  // namespace tandem::test
