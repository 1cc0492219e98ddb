#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/text.h"
#include "tandem/interop/words.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/internal/quarter_parts.h"
#include "tandem/report/internal/snapshot_words.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/ledger_snapshot.h"

namespace tandem::report {
namespace {

using interop::DocTable;
using interop::line_of;
using ledger::Reported;
using Parts = std::vector<interop::DocBlock>;

interop::Line number_links(const std::vector<std::uint64_t>& numbers) {
  interop::Line line;
  for (const std::uint64_t number : numbers) {
    if (number == 0) continue;
    if (!line.empty()) line.push_back({", "});
    line.push_back({fmt::format("{}", number), false, fmt::format("#e{}", number)});
  }
  return line;
}

Called called_of(const Snapshot& of) {
  return [&of](const std::string& id) {
    const auto found = std::ranges::find(of.parties, id, &SnapshotParty::id);
    return found == of.parties.end() || found->name.empty() ? id : found->name;
  };
}

std::string party_names(const Snapshot& of, const std::vector<std::string>& ids) {
  return called_words(ids, called_of(of));
}

std::string shown_as_reported(const Snapshot& of, const SnapshotObligation& one) {
  if (!one.in_force || !one.hidden_dependency)
    return reported_words(one.state, one.repeated, called_of(of));
  std::string words = snapshot_reported(one);
  std::ranges::replace(words, '_', ' ');
  if (!one.state.paused_by.empty()) words += " by " + party_names(of, one.state.paused_by);
  if (one.repeated)
    words += one.state.times > 0 ? "; " + times_words(one.state) : std::string();
  else if (one.state.done)
    words += " " + format_date(*one.state.done);
  if (one.state.share > 0 && one.state.share < 1)
    words += fmt::format("; {} reported", percent(one.state.share));
  return words;
}

std::string when_cell(const SnapshotObligation& one) {
  if (one.hidden_dependency) return "hidden dependency";
  const std::string day = one.state.due || one.state.rebaselined ? due_days(one.state) : "";
  if (one.when.empty()) return day.empty() ? "no time is set" : day;
  return day.empty() ? one.when : fmt::format("{} ({})", one.when, day);
}

void add_obligations(const Snapshot& of, Parts& to) {
  add_heading(to, "Obligations", "obligations");
  DocTable table{"What is agreed, reported and found; the three are never merged",
                 {{"Id", 7},
                  {"Obligation", 30},
                  {"Who owes whom", 20},
                  {"When", 17},
                  {"Reported", 14},
                  {"Verification", 13},
                  {"Entries", 8}},
                 {}};
  for (const SnapshotObligation& one : of.obligations) {
    std::string owes = party_names(of, one.by);
    if (one.owed_to == one.by)
      owes += ", to each other";
    else if (!one.owed_to.empty())
      owes += " to " + party_names(of, one.owed_to);
    const bool bad = snapshot_reported(one) == "late" ||
                     one.state.verification == ledger::Verification::contested ||
                     one.state.verification == ledger::Verification::not_met;
    table.rows.push_back(
        {{line_of(one.id), line_of(one.title.empty() ? one.words : one.title),
          line_of(std::move(owes)), line_of(when_cell(one)), line_of(shown_as_reported(of, one)),
          line_of(found_words(one.state, called_of(of))), number_links(one.state.entries)},
         "",
         bad ? interop::RowLook::bad : interop::RowLook::plain});
  }
  to.emplace_back(std::move(table));
}

void add_disputes(const Snapshot& of, Parts& to) {
  if (of.disputes.empty()) return;
  add_heading(to, "Disputes", "disputes");
  DocTable table{"Disputes and their clocks",
                 {{"About", 15}, {"Steps", 55}, {"State", 20}, {"Entries", 10}},
                 {}};
  for (const ledger::DisputeState& one : of.disputes) {
    std::vector<std::string> steps;
    std::vector<std::uint64_t> numbers;
    for (const ledger::DisputeStepState& step : one.steps) {
      steps.push_back(fmt::format("{} by {} on {}",
                                  model::word_of(step.step, ledger::kDisputeSteps),
                                  party_names(of, {step.by}), format_date(step.on)));
      numbers.push_back(step.seq);
    }
    std::string state = one.open ? "open" : "closed";
    if (one.until)
      state += fmt::format("; its clock {} {}", one.overdue ? "ran out" : "runs until",
                           format_date(*one.until));
    table.rows.push_back({{line_of(one.of.empty() ? fmt::format("entry {}", one.to) : one.of),
                           line_of(fmt::format("{}", fmt::join(steps, "; "))),
                           line_of(std::move(state)), number_links(numbers)}});
  }
  to.emplace_back(std::move(table));
}

void add_texts(const Snapshot& of, Parts& to) {
  add_heading(to, "Texts", "texts");
  DocTable table{"Texts that change something which is shown",
                 {{"Entry", 10}, {"Status", 40}, {"Consented", 50}},
                 {}};
  for (const SnapshotText& one : of.texts)
    table.rows.push_back(
        {{number_links({one.number}), line_of(text_words(one.status, one.since, one.replaced)),
          line_of(party_names(of, one.consented))}});
  to.emplace_back(std::move(table));
}

interop::Line sources_of(const ledger::Event& event) {
  interop::Line line;
  for (const ledger::Source& from : event.sources) {
    if (!line.empty()) line.push_back({"; "});
    line.push_back({from.title, false, from.url});
  }
  return line;
}

void add_entries(const Snapshot& of, Parts& to) {
  add_heading(to, "Entries", "entries");
  DocTable table{"What was recorded about what is shown, numbered anew",
                 {{"No.", 5, true},
                  {"Day", 9},
                  {"What", 12},
                  {"Of", 7},
                  {"By", 13},
                  {"In words", 30},
                  {"Sources", 26}},
                 {}};
  for (const SnapshotEntry& one : of.entries) {
    const bool of_ledger = one.event.kind == ledger::EventKind::opened;
    table.rows.push_back(
        {{line_of(fmt::format("{}", one.number)), line_of(format_date(one.event.on)),
          line_of(what_of(one.event) + (one.counts ? "" : " (corrected)")),
          line_of(of_ledger ? "" : one.event.of), line_of(party_names(of, {one.event.by})),
          line_of(one.words_withheld ? "not shown" : one.event.says), sources_of(one.event)},
         fmt::format("e{}", one.number)});
  }
  to.emplace_back(std::move(table));
}

}  // namespace

std::string snapshot_reported(const SnapshotObligation& of) {
  const bool by_day = of.state.reported == Reported::not_due ||
                      of.state.reported == Reported::due || of.state.reported == Reported::late ||
                      of.state.reported == Reported::rebaselined;
  if (of.hidden_dependency && of.in_force && by_day) return "open";
  return std::string(model::word_of(of.state.reported, ledger::kReported));
}

interop::Document snapshot_document(const Snapshot& of) {
  interop::Document made;
  made.id = of.ledger;
  made.title = of.title.empty() ? of.agreement : of.title;
  made.subtitle = fmt::format("Snapshot of the record on {}.", format_date_long(of.on));
  made.marking = interop::tlp_words(of.marking);
  made.origin = left_out_words(of);
  made.date = of.on;
  if (!of.summary.empty()) add_paragraph(made.body, of.summary);
  add_paragraph(made.body,
                "It has what may be shown at this level and nothing else: entries are numbered "
                "anew, and where the day of an obligation is set by something that is not shown, "
                "'hidden dependency' stands in its place.",
                interop::DocLook::note);
  add_obligations(of, made.body);
  add_disputes(of, made.body);
  add_texts(of, made.body);
  add_entries(of, made.annex);
  return made;
}

}  // namespace tandem::report
