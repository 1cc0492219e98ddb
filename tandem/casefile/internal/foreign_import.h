#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/base/csv.h"
#include "tandem/casefile/internal/foreign_columns.h"
#include "tandem/casefile/internal/foreign_names.h"
#include "tandem/casefile/internal/foreign_trigger.h"
#include "tandem/casefile/obligations_table.h"

namespace tandem::casefile::internal {

/// Turns the rows of a foreign table into an agreement; each of its assumptions is put down.
class ForeignImport {
 public:
  /// @param rows  below the header, each as long as it
  ForeignImport(const Columns& columns, const std::vector<std::vector<CsvCell>>& rows,
                const ImportOptions& options, ImportedObligations& into)
      : columns_(columns), rows_(rows), options_(options), into_(into) {}

  void run(const std::string& file);

 private:
  using Cells = std::vector<CsvCell>;
  using Obligation = model::ObligationDraft;

  /// The row being read, and what becomes of it.
  struct Row {
    const Cells& cells;
    const ForeignTrigger& trigger;
    Obligation& made;
    std::vector<std::string> notes = {};
  };

  // ---- cells
  [[nodiscard]] const CsvCell* cell(const Cells& row, Meaning meaning) const;
  [[nodiscard]] std::string text(const Cells& row, Meaning meaning) const;
  [[nodiscard]] std::string column_name(Meaning meaning) const;
  void assume(std::string_view rule, const std::string& row, Meaning column, const CsvCell& cell,
              std::string read_as, std::string why);
  void keep(Row& row, Meaning meaning);
  void keep(Row& row, Meaning meaning, std::string_view rule, std::string why);

  // ---- the table as a whole
  void head(const std::string& file);
  void name_rows();
  [[nodiscard]] std::string row_id(const Cells& row, std::size_t number);
  void name_milestones();
  [[nodiscard]] Row begin(std::size_t number);
  void fill(Row& row);
  void note_columns(Row& row);
  void finish_notes(Row& row);

  // ---- plain cells
  void fill_words(Row& row);
  void fill_kind(Row& row);
  void fill_quantity(Row& row);
  void fill_legal_form(Row& row);
  void fill_tlp(Row& row);
  void fill_length(Row& row, Meaning meaning, model::Word& into);
  void fill_dates(Row& row);
  [[nodiscard]] model::Word date(Row& row, Meaning meaning);

  // ---- who
  void fill_actors(Row& row);
  [[nodiscard]] std::vector<model::Word> actors_in(Row& row, Meaning meaning);
  [[nodiscard]] model::Word actor_named(Row& row, Meaning meaning, const std::string& written,
                                        const CsvCell& cell);
  [[nodiscard]] std::string new_actor(const Row& row, Meaning meaning, const std::string& name,
                                      const CsvCell& cell);
  void fill_verification(Row& row);
  [[nodiscard]] std::string actor_or_words(std::string_view name) const;
  void fill_operator(Row& row, model::ObligationVerificationDraft& into);

  // ---- from where
  void fill_sources(Row& row);
  [[nodiscard]] model::Word source_of(Row& row, std::string title, std::string url,
                                      const CsvCell& cell);

  // ---- when
  void read_triggers();
  void add_event(const std::string& id, const Cells& row, const ForeignTrigger& trigger);
  void fill_trigger(Row& row);
  void report_gate(const Row& row);
  void fill_effort(Row& row, model::Trigger& trigger);
  void fill_condition(Row& row, model::Trigger& trigger);
  void fill_waits(Row& row);
  void fill_exchange(Row& row);
  void add_wait(Row& row, Meaning meaning, const CsvCell& cell, const std::string& token);
  [[nodiscard]] std::optional<std::string> wait_expression(const std::string& token) const;
  [[nodiscard]] bool waits_already(const Row& row, const std::string& expression) const;

  const Columns& columns_;
  const std::vector<Cells>& rows_;
  const ImportOptions& options_;
  ImportedObligations& into_;
  RowNames names_{};
  std::vector<std::string> ids_{};               ///< shape [rows]
  std::set<std::string> taken_{};                ///< ids, in small letters
  std::map<std::string, std::size_t> index_{};   ///< of a row, by its id
  std::vector<ForeignTrigger> triggers_{};       ///< shape [rows]
  std::map<std::string, std::string> actors_{};  ///< ids by folded name
  std::set<std::string> actor_ids_{};
  std::map<std::string, std::size_t> sources_{};  ///< by title
  bool one_agreement_ = false;            ///< that column names the agreement and is no note
  std::set<std::size_t> dated_events_{};  ///< rows whose computed date is an event's
};

/// Whether `moment` names the row `id`, also within a range.
[[nodiscard]] bool mentions(const model::Moment& moment, std::string_view id);

}  // namespace tandem::casefile::internal
