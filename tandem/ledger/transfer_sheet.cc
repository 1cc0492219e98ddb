#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tandem/base/csv.h"
#include "tandem/base/findings.h"
#include "tandem/base/number.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/internal/refusal.h"
#include "tandem/ledger/transfer.h"
#include "tandem/model/vocabulary.h"

namespace tandem::ledger {
namespace {

enum class Column { obligation, event, on, by, says, source, url };
constexpr std::array<std::string_view, 7> kColumns{"obligation", "event",  "on", "by",
                                                   "says",       "source", "url"};
constexpr std::size_t kNeeded = 4;  ///< the first of these
constexpr double kPercent = 100;
/// Kinds that a row can have, beside the findings of `verified` and the steps of `dispute`.
constexpr std::array<EventKind, 10> kKinds{
    EventKind::started,   EventKind::reported,      EventKind::due,     EventKind::incident,
    EventKind::suspended, EventKind::withdrawn,     EventKind::resumed, EventKind::contested,
    EventKind::acceded,   EventKind::administration};
constexpr std::string_view kVerified = "verified:";
constexpr std::string_view kDispute = "dispute:";

/// "50%" as a half.
std::optional<double> share_of(std::string_view word) {
  if (!word.ends_with('%')) return std::nullopt;
  word.remove_suffix(1);
  const auto percent = number_of<double>(word);
  const bool good = percent && *percent > 0 && *percent <= kPercent;
  return good ? std::optional(*percent / kPercent) : std::nullopt;
}

std::vector<std::string> event_words() {
  std::vector<std::string> words{"done"};
  for (const EventKind kind : kKinds) words.emplace_back(model::word_of(kind, kEventKinds));
  for (const std::string_view word : kFindings)
    words.push_back(fmt::format("{}{}", kVerified, word));
  for (const std::string_view word : kDisputeSteps)
    words.push_back(fmt::format("{}{}", kDispute, word));
  return words;
}

/// What stands after `head`; the word itself where that does not begin it.
std::string_view after(std::string_view head, std::string_view word) {
  return word.starts_with(head) ? word.substr(head.size()) : word;
}

class Sheet {
 public:
  Sheet(std::string_view text, std::string file, Second at, Projection& so_far)
      : file_(std::move(file)), at_(at), so_far_(so_far) {
    rows_ = parse_csv(text, file_, found_, csv_separator(text));
  }

  Result<std::vector<Event>> events() && {
    if (rows_.empty())
      found_.add({file_, 1, 1}, "no-rows", "the table is empty",
                 fmt::format("begin with a row of columns: {}", fmt::join(kColumns, ",")));
    else
      read();
    if (found_.empty()) return std::move(events_);
    return tl::unexpected(internal::invalid(fmt::format("{} has mistakes", file_),
                                            std::move(found_).in_file_order()));
  }

 private:
  void read() {
    header(rows_[0]);
    if (!found_.empty()) return;
    so_far_.attempt();
    for (std::size_t k = 1; k < rows_.size(); ++k) row(rows_[k]);
    so_far_.take_back();
  }

  void header(const std::vector<CsvCell>& cells) {
    const std::vector<std::string> known(kColumns.begin(), kColumns.end());
    for (std::size_t k = 0; k < cells.size(); ++k) {
      const auto column = model::value_of<Column>(cells[k].text, kColumns);
      if (!column)
        found_.add(
            cells[k].at, "unknown-column",
            fmt::format("'{}' is no column of this table", cells[k].text),
            did_you_mean(cells[k].text, known, fmt::format("use {}", fmt::join(kColumns, ", "))));
      else if (!place_.emplace(*column, k).second)
        found_.add(cells[k].at, "column-twice", fmt::format("'{}' is there twice", cells[k].text),
                   "leave one of the two");
    }
    for (std::size_t k = 0; k < kNeeded; ++k)
      if (!place_.contains(static_cast<Column>(k)))
        found_.add({file_, 1, 1}, "missing-column", fmt::format("there is no '{}'", kColumns[k]),
                   "add the column");
  }

  [[nodiscard]] CsvCell cell(const std::vector<CsvCell>& cells, Column column) const {
    const auto found = place_.find(column);
    if (found == place_.end() || found->second >= cells.size()) return {"", cells.front().at};
    return cells[found->second];
  }

  void row(const std::vector<CsvCell>& cells) {
    const std::size_t before = found_.size();
    if (cells.size() > rows_[0].size())
      found_.add(cells.back().at, "too-many-cells",
                 fmt::format("the row has {} cells, and there are {} columns", cells.size(),
                             rows_[0].size()),
                 "put a cell that has a comma in it in quotes");
    Event event;
    event.at = at_;
    event.of = cell(cells, Column::obligation).text;
    event.by = cell(cells, Column::by).text;
    event.says = cell(cells, Column::says).text;
    kind(cell(cells, Column::event), event);
    day(cell(cells, Column::on), event);
    source(cells, event);
    if (found_.size() == before) event.to = answered(event);
    if (found_.size() == before) admit(cells.front().at, event);
    events_.push_back(std::move(event));
  }

  void kind(const CsvCell& cell, Event& event) {
    const auto plain = model::value_of<EventKind>(cell.text, kEventKinds);
    const auto finding = model::value_of<Finding>(after(kVerified, cell.text), kFindings);
    const auto step = cell.text.starts_with(kDispute)
                          ? model::value_of<DisputeStep>(after(kDispute, cell.text), kDisputeSteps)
                          : std::nullopt;
    const auto share = share_of(cell.text);
    if (plain && std::ranges::count(kKinds, *plain) > 0) {
      event.kind = *plain;
    } else if (finding) {
      event.kind = EventKind::verified;
      event.finding = finding;
    } else if (step) {
      event.kind = EventKind::dispute;
      event.step = step;
    } else if (share || cell.text == "done") {
      event.share = share.value_or(1);
    } else {
      const auto words = event_words();
      found_.add(cell.at, "unknown-event", fmt::format("'{}' is no event of a sheet", cell.text),
                 did_you_mean(cell.text, words,
                              fmt::format("use a share as 50%, or {}", fmt::join(words, ", "))));
    }
  }

  /// The number of the entry that a row answers, for which a sheet has no column: what was last
  /// said of the obligation, or what raised the dispute about it that is open. 0: none.
  [[nodiscard]] std::uint64_t answered(const Event& event) const {
    const bool goes_on = event.kind == EventKind::dispute && event.step != DisputeStep::raised;
    if (event.kind != EventKind::contested && !goes_on) return 0;
    const State state = so_far_.state({at_, event.on});
    if (goes_on) {
      for (const DisputeState& one : state.disputes)
        if (one.open && one.of == event.of) return one.steps.front().seq;
      return 0;
    }
    const ObligationState* const about = state.find(event.of);
    return about == nullptr || about->entries.empty() ? 0 : about->entries.back();
  }

  void day(const CsvCell& cell, Event& event) {
    if (const auto date = parse_date(cell.text))
      event.on = *date;
    else
      found_.add(cell.at, "bad-date", fmt::format("'{}' is no day", cell.text),
                 "write it as 2007-07-14");
  }

  void source(const std::vector<CsvCell>& cells, Event& event) {
    Source source;
    source.title = cell(cells, Column::source).text;
    source.url = cell(cells, Column::url).text;
    // An address without a title is its own.
    if (source.title.empty()) source.title = source.url;
    if (!source.title.empty()) event.sources.push_back(std::move(source));
  }

  /// What the record would say to it, after the rows above.
  void admit(const SourceLoc& at, const Event& event) {
    auto mistakes = mistakes_in(event);
    if (mistakes.empty())
      if (auto applied = so_far_.apply(event); !applied)
        mistakes = std::move(applied.error().details);
    for (Diagnostic& one : mistakes) {
      if (one.rule == "unsigned")
        one.repair = fmt::format(
            "leave the row out; let '{}' sign it with `tandem ledger sign`, and record what it "
            "sends with --statement",
            event.by);
      found_.add(at, one.rule, std::move(one.message), std::move(one.repair));
    }
  }

  std::string file_;
  Second at_;
  Projection& so_far_;
  Findings found_;
  std::vector<std::vector<CsvCell>> rows_;
  std::map<Column, std::size_t> place_;
  std::vector<Event> events_;
};

}  // namespace

Result<std::vector<Event>> events_of_sheet(std::string_view text, const std::string& file,
                                           Second at, Projection& so_far) {
  return Sheet(text, file, at, so_far).events();
}

}  // namespace tandem::ledger
