#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/ledger_quarter.h"
#include "tandem/report/ledger_report.h"

/// The parts of a quarterly report, and what they share.
namespace tandem::report {

/// Builds the parts and remembers which entries they name.
class QuarterParts {
 public:
  explicit QuarterParts(const LedgerQuarter& of);

  using Blocks = std::vector<interop::DocBlock>;

  /// What it says in a few sentences, then the counts.
  void summary(Blocks& to);
  void due(Blocks& to);
  void back_steps(Blocks& to);
  void late(Blocks& to);
  void findings(Blocks& to);
  void rebaselined(Blocks& to);
  void incidents(Blocks& to);
  void disputes(Blocks& to);
  void amendments(Blocks& to);
  void parties(Blocks& to);
  void learned_late(Blocks& to);
  void due_next(Blocks& to);
  void attention(Blocks& to);
  /// The status of every obligation at the beginning and at the end.
  void status(Blocks& to);
  /// Every entry that the rest names, and those of the period, with the sources' numbers.
  void entries(Blocks& to);
  /// The sources that the entries name, each once.
  void sources(Blocks& to);

 private:
  [[nodiscard]] bool within(Date day) const;
  [[nodiscard]] std::string actor(const std::string& id) const;
  /// Who owes it to whom.
  [[nodiscard]] std::string owes(const ledger::ObligationState& one) const;
  [[nodiscard]] interop::Line id_line(const ledger::ObligationState& one) const;
  [[nodiscard]] interop::Line id_line(const std::string& obligation) const;
  /// "[17, 18]", each a link; the entries are from now on named.
  [[nodiscard]] interop::Line refs(const std::vector<std::uint64_t>& numbers);
  [[nodiscard]] interop::Line with_refs(std::string words,
                                        const std::vector<std::uint64_t>& numbers);
  /// The entries of the period of one kind.
  [[nodiscard]] std::vector<const ledger::Recorded*> of_kind(ledger::EventKind kind) const;
  /// An entry of the period that took something back.
  struct BackStep {
    const ledger::Recorded* entry = nullptr;
    std::string what;  ///< that it did, in words
    std::string of;    ///< the obligation
  };
  [[nodiscard]] std::vector<BackStep> steps_back() const;
  /// Whether a correction takes back something that was attained: a report, a finding that it is
  /// met, a consent. Of an entry that is not at hand that is supposed.
  [[nodiscard]] bool takes_back(const ledger::Event& correction) const;
  /// Corrections of the period that take nothing back.
  [[nodiscard]] std::vector<std::uint64_t> mere_corrections() const;
  [[nodiscard]] const ledger::Recorded* entry(std::uint64_t seq) const;
  void event_table(Blocks& to, std::string caption,
                   const std::vector<const ledger::Recorded*>& events);
  /// How what a step back was about stood at the end of the period.
  [[nodiscard]] std::string end_words(const BackStep& step) const;
  [[nodiscard]] std::string reported(const ledger::ObligationState& one) const;
  [[nodiscard]] std::string found(const ledger::ObligationState& one) const;
  [[nodiscard]] interop::Line source_line(const ledger::Event& event);

  const LedgerQuarter& of_;
  const ledger::State& begin_;
  const ledger::State& end_;
  std::set<std::uint64_t> named_;
  std::vector<ledger::Source> sources_;
};

/// "late, 93 days", "suspended by The North", "started; 40 % reported", "done 2007-07-14"; of what
/// is repeated how often it was reported in the place of a day.
[[nodiscard]] std::string reported_words(const ledger::ObligationState& one, bool repeated,
                                         const Called& called);
/// "contested by The South"; "–" of none.
[[nodiscard]] std::string found_words(const ledger::ObligationState& one, const Called& called);
/// "2007-04-14", and "first 2007-03-01, now 2007-04-14" where it was re-baselined.
[[nodiscard]] std::string due_days(const ledger::ObligationState& one);

/// A heading with what stands below it.
void add_heading(QuarterParts::Blocks& to, std::string text, std::string anchor);
void add_paragraph(QuarterParts::Blocks& to, std::string words,
                   interop::DocLook look = interop::DocLook::plain);

}  // namespace tandem::report
