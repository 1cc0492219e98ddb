#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/internal/quarter_parts.h"

/// The annex of a quarterly report: the status of everything, every entry and every source.
namespace tandem::report {
namespace {

using interop::DocTable;
using interop::line_of;
using ledger::ObligationState;
using ledger::Reported;
using ledger::Verification;

/// How far something is: more is better. What is paused, late or withdrawn from is behind all else.
int place_of(Reported one) {
  switch (one) {
    case Reported::done:
      return 3;
    case Reported::started:
      return 2;
    case Reported::not_due:
    case Reported::due:
    case Reported::rebaselined:
      return 1;
    default:
      return 0;
  }
}

int place_of(Verification one) {
  switch (one) {
    case Verification::verified:
      return 2;
    case Verification::claimed:
    case Verification::none:
      return 1;
    default:
      return 0;
  }
}

bool went_back(const ObligationState& before, const ObligationState& now) {
  return place_of(now.reported) < place_of(before.reported) ||
         place_of(now.verification) < place_of(before.verification) || now.share < before.share;
}

std::string change_words(const ObligationState* before, const ObligationState& now) {
  if (before == nullptr) return "new";
  if (went_back(*before, now)) return "back";
  const bool same = before->reported == now.reported && before->verification == now.verification &&
                    before->share == now.share;
  return same ? "" : "changed";
}

}  // namespace

void QuarterParts::status(Blocks& to) {
  add_heading(to, "Annex A. Status at the beginning and at the end", "status");
  DocTable table{fmt::format("Every obligation at the beginning of {} and at the end of {}",
                             format_date(of_.period.from), format_date(of_.period.on)),
                 {{"Id", 6},
                  {"Obligation", 26},
                  {"Day", 11},
                  {"Reported at the beginning", 13},
                  {"Reported at the end", 13},
                  {"Verification at the beginning", 10},
                  {"Verification at the end", 10},
                  {"Change", 8},
                  {"Entries", 8}},
                 {}};
  for (std::size_t k = 0; k < end_.obligations.size(); ++k) {
    const ObligationState& now = end_.obligations[k];
    const ObligationState* const before = begin_.find(now.id);
    const std::string change = change_words(before, now);
    table.rows.push_back(
        {{line_of(now.id), line_of(now.title), line_of(due_days(now)),
          line_of(before == nullptr ? "not in the text" : reported(*before)),
          line_of(reported(now)), line_of(before == nullptr ? "–" : found(*before)),
          line_of(found(now)), line_of(change), refs(now.entries)},
         fmt::format("o{}", k + 1),
         change == "back" ? interop::RowLook::bad : interop::RowLook::plain});
  }
  to.emplace_back(std::move(table));
}

interop::Line QuarterParts::source_line(const ledger::Event& event) {
  interop::Line line;
  for (const ledger::Source& from : event.sources) {
    const auto at = std::ranges::find(sources_, from) - sources_.begin();
    if (at == std::ssize(sources_)) sources_.push_back(from);
    if (!line.empty()) line.push_back({"; "});
    line.push_back(
        {fmt::format("{} [S{}]", from.title, at + 1), false, fmt::format("#s{}", at + 1)});
  }
  return line;
}

void QuarterParts::entries(Blocks& to) {
  add_heading(to, "Annex B. Entries", "entries");
  add_paragraph(to,
                "Those of the period and those that something above rests on, in the order of "
                "their numbers. The words are those of the record.");
  std::vector<const ledger::Recorded*> all;
  for (const ledger::Recorded& one : of_.entries)
    if (within(one.event.on) || named_.contains(one.seq)) all.push_back(&one);
  std::ranges::sort(all, {}, &ledger::Recorded::seq);
  DocTable table{"Entries",
                 {{"No.", 5, true},
                  {"Happened", 9},
                  {"Recorded", 9},
                  {"What", 11},
                  {"Of", 6},
                  {"By", 10},
                  {"In words", 30},
                  {"Sources", 28}},
                 {}};
  for (const ledger::Recorded* one : all) {
    const ledger::Event& event = one->event;
    std::string what = what_of(event);
    if (event.to != 0) what += fmt::format(", to {}", event.to);
    if (!one->counts()) what += " (corrected, counts no more)";
    table.rows.push_back(
        {{line_of(fmt::format("{}", one->seq)), line_of(format_date(event.on)),
          line_of(ledger::format_second(event.at).substr(0, 10)), line_of(std::move(what)),
          event.kind == ledger::EventKind::opened ? line_of("") : id_line(event.of),
          line_of(actor(event.by)), line_of(event.says), source_line(event)},
         fmt::format("e{}", one->seq)});
  }
  to.emplace_back(std::move(table));
}

void QuarterParts::sources(Blocks& to) {
  if (sources_.empty()) return;
  add_heading(to, "Annex C. Sources", "sources");
  DocTable table{
      "Where the entries are from", {{"No.", 5, true}, {"Source", 40}, {"Address", 55}}, {}};
  for (std::size_t k = 0; k < sources_.size(); ++k) {
    const ledger::Source& from = sources_[k];
    interop::Line where = {{from.url, false, from.url}};
    if (!from.sha256.empty())
      where.push_back({(from.url.empty() ? "SHA-256 " : ", SHA-256 ") + from.sha256});
    table.rows.push_back({{line_of(fmt::format("S{}", k + 1)), line_of(from.title), where},
                          fmt::format("s{}", k + 1)});
  }
  to.emplace_back(std::move(table));
}

}  // namespace tandem::report
