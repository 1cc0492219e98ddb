#include <fmt/format.h>

#include <string>
#include <vector>

#include "tandem/base/csv.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/ledger_cells.h"
#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/ledger_report.h"

namespace tandem::report {

std::string ledger_due_csv(const ledger::State& state, int days) {
  const std::vector<std::string> heads{"obligation", "title",        "by",        "for",
                                       "due",        "original_due", "days_late", "reported",
                                       "share",      "verification"};
  std::string table = csv_line(heads) + "\r\n";
  for (const DueRow& row : due_in(state, days).rows) {
    const ledger::ObligationState& one = *row.state;
    const std::vector<std::string> cells{
        one.id,
        one.title,
        list_cell(row.by),
        list_cell(row.to),
        day_cell(one.due),
        day_cell(one.original_due),
        row.late == 0 ? "" : fmt::format("{}", row.late),
        std::string(model::word_of(one.reported, ledger::kReported)),
        fmt::format("{}", one.share),
        std::string(model::word_of(one.verification, ledger::kVerification))};
    table += csv_line(cells) + "\r\n";
  }
  return table;
}

}  // namespace tandem::report
