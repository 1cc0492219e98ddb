#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "tandem/base/text.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/internal/quarter_parts.h"
#include "tandem/report/internal/words.h"

/// What a quarterly report tells of: what went wrong, what was disputed, what was agreed anew.
namespace tandem::report {
namespace {

using interop::DocTable;
using interop::line_of;
using interop::RowLook;
using ledger::EventKind;
using ledger::ObligationState;
using ledger::Recorded;
using ledger::Reported;
using ledger::Verification;

std::string dispute_step_words(const ledger::DisputeStepState& step, const std::string& by) {
  std::string words = fmt::format(
      "{} by {} on {}", model::word_of(step.step, ledger::kDisputeSteps), by, format_date(step.on));
  if (step.until) words += ", until " + format_date(*step.until);
  return words;
}

std::string clock_words(const ledger::DisputeState& one, Date on) {
  if (!one.open) return "closed";
  if (!one.until) return "open, no clock runs";
  const auto left = (std::chrono::sys_days{*one.until} - std::chrono::sys_days{on}).count();
  if (left < 0)
    return fmt::format("ran out {}, {} ago", format_date(*one.until),
                       counted(static_cast<std::size_t>(-left), "day", "days"));
  return fmt::format("runs until {}, {} left", format_date(*one.until),
                     counted(static_cast<std::size_t>(left), "day", "days"));
}

/// "until 2019-01-11"; of a day that is past "ended 2019-01-11".
std::string cure_words(Date until, Date on) {
  return (until < on ? "ended " : "until ") + format_date(until);
}

/// Of what is late.
std::string so_far(const ObligationState& one, bool repeated) {
  if (repeated && one.times > 0) return times_words(one);
  if (one.share > 0) return percent(one.share);
  return one.started ? "begun" : "nothing";
}

/// Without the number of its entry at the end, which stands beside it.
std::string unnumbered(const Attention& one) {
  const std::string number = fmt::format(" (entry {})", one.seq);
  std::string why = one.why;
  if (why.ends_with(number)) why.resize(why.size() - number.size());
  return why;
}

}  // namespace

void QuarterParts::back_steps(Blocks& to) {
  add_heading(to, "Steps back in the period", "back");
  const auto all = steps_back();
  const auto mere = mere_corrections();
  if (all.empty())
    add_paragraph(to,
                  "Nothing was suspended, withdrawn, contested, refused, found not to be met or "
                  "reported as less than before, and no report, finding or consent was corrected.");
  if (!mere.empty())
    to.emplace_back(interop::DocParagraph{with_refs(
        "Corrected, and nothing taken back by it: an entry that was no report, consent or finding "
        "that something is met.",
        mere)});
  if (all.empty()) return;
  add_paragraph(to,
                "Each as it was recorded, also where it was mended later: the last column says how "
                "it stood at the end of the period.");
  DocTable table{"Steps back, by day",
                 {{"Day", 11},
                  {"What", 16},
                  {"Of", 8},
                  {"By", 16},
                  {"In words", 26},
                  {"At the end", 17},
                  {"Entry", 7}},
                 {}};
  for (const BackStep& step : all) {
    const ledger::Event& event = step.entry->event;
    table.rows.push_back(
        {{line_of(format_date(event.on)), line_of(step.what), id_line(step.of),
          line_of(actor(event.by)), line_of(event.says),
          line_of(step.entry->counts() ? end_words(step) : "corrected, counts no more"),
          refs({step.entry->seq})},
         "",
         RowLook::bad});
  }
  to.emplace_back(std::move(table));
}

void QuarterParts::late(Blocks& to) {
  add_heading(to, "Late at the end of the period", "late");
  DocTable table{"Late, the longest first",
                 {{"Id", 8},
                  {"Obligation", 32},
                  {"Who owes whom", 25},
                  {"Day", 13},
                  {"Days late", 8, true},
                  {"Time to mend", 12},
                  {"Reported", 15}},
                 {}};
  std::vector<const ObligationState*> all;
  for (const ObligationState& one : end_.obligations)
    if (one.reported == Reported::late) all.push_back(&one);
  std::ranges::stable_sort(all, std::ranges::greater{},
                           [](const ObligationState* one) { return one->days_late.value_or(0); });
  for (const ObligationState* one : all)
    table.rows.push_back(
        {{id_line(*one), line_of(one->title), line_of(owes(*one)), line_of(due_days(*one)),
          line_of(one->days_late ? fmt::format("{}", *one->days_late) : ""),
          line_of(one->cure_until ? cure_words(Date{*one->cure_until}, of_.period.on) : ""),
          line_of(so_far(*one, is_repeated(end_, one->id)))},
         "",
         RowLook::bad});
  if (table.rows.empty()) return add_paragraph(to, "Nothing.");
  to.emplace_back(std::move(table));
}

void QuarterParts::findings(Blocks& to) {
  add_heading(to, "Contested, not met, unknown", "contested");
  DocTable table{
      "What others deny, found not to be so, or could not tell",
      {{"Id", 8}, {"Obligation", 37}, {"Reported", 20}, {"Verification", 22}, {"Entries", 13}},
      {}};
  for (const ObligationState& one : end_.obligations)
    if (one.verification == Verification::contested || one.verification == Verification::not_met ||
        one.verification == Verification::unknown)
      table.rows.push_back({{id_line(one), line_of(one.title), line_of(reported(one)),
                             line_of(found(one)), refs(one.entries)},
                            "",
                            RowLook::bad});
  if (table.rows.empty()) return add_paragraph(to, "Nothing at the end of the period.");
  to.emplace_back(std::move(table));
}

void QuarterParts::rebaselined(Blocks& to) {
  add_heading(to, "Re-baselined", "rebaselined");
  DocTable table{
      "Days that an amendment moved: the first beside the present one",
      {{"Id", 8}, {"Obligation", 42}, {"First day", 14}, {"Day now", 14}, {"Reported", 22}},
      {}};
  for (const ObligationState& one : end_.obligations) {
    if (!one.rebaselined) continue;
    const auto day = [](const std::optional<model::Day>& of) {
      return line_of(of ? format_date(Date{*of}) : "none");
    };
    interop::Line now =
        one.removed_by == 0 ? day(one.due) : with_refs("taken out", {one.removed_by});
    table.rows.push_back({{id_line(one), line_of(one.title), day(one.original_due), std::move(now),
                           line_of(reported(one))}});
  }
  if (table.rows.empty()) return add_paragraph(to, "No day of the text was moved, ever.");
  to.emplace_back(std::move(table));
}

void QuarterParts::incidents(Blocks& to) {
  add_heading(to, "Incidents", "incidents");
  const auto all = of_kind(EventKind::incident);
  if (all.empty()) return add_paragraph(to, "None was recorded in the period.");
  event_table(to, "Incidents of the period", all);
}

void QuarterParts::disputes(Blocks& to) {
  add_heading(to, "Disputes and their clocks", "disputes");
  DocTable table{
      fmt::format("Open on {}, or with a step in the period", format_date(of_.period.on)),
      {{"About", 12}, {"Steps", 50}, {"Clock", 25}, {"Entries", 13}},
      {}};
  for (const ledger::DisputeState& one : end_.disputes) {
    const auto in_period = [&](const ledger::DisputeStepState& step) { return within(step.on); };
    if (!one.open && std::ranges::none_of(one.steps, in_period)) continue;
    std::vector<std::string> steps;
    std::vector<std::uint64_t> numbers{one.to};
    for (const ledger::DisputeStepState& step : one.steps) {
      steps.push_back(dispute_step_words(step, actor(step.by)));
      numbers.push_back(step.seq);
    }
    table.rows.push_back({{one.of.empty() ? with_refs("an entry", {one.to}) : id_line(one.of),
                           line_of(fmt::format("{}", fmt::join(steps, "; "))),
                           line_of(clock_words(one, of_.period.on)), refs(numbers)},
                          "",
                          one.open ? RowLook::bad : RowLook::plain});
  }
  if (table.rows.empty()) return add_paragraph(to, "None.");
  to.emplace_back(std::move(table));
}

void QuarterParts::amendments(Blocks& to) {
  add_heading(to, "Texts, amendments and consents", "texts");
  DocTable table{"Every text that was signed or proposed",
                 {{"Day", 12}, {"By", 17}, {"Status", 22}, {"Consents", 36}, {"Entries", 13}},
                 {}};
  for (std::size_t k = 0; k < end_.versions.size(); ++k) {
    const ledger::VersionState& one = end_.versions[k];
    std::string status = text_words(one.status, one.since, replaced_on(end_.versions, k));
    std::vector<std::string> consents;
    std::vector<std::uint64_t> numbers{one.seq};
    for (const ledger::Consent& given : one.consents) {
      consents.push_back(fmt::format("{} on {}", actor(given.by), format_date(given.on)));
      numbers.push_back(given.seq);
    }
    if (one.refused) {
      consents.push_back(
          fmt::format("refused: {} on {}", actor(one.refused->by), format_date(one.refused->on)));
      numbers.push_back(one.refused->seq);
    }
    std::ranges::sort(numbers);
    numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
    if (one.status == ledger::VersionState::Status::pending)
      consents.push_back("waits for " + awaited_words(one, called_in(end_)));
    table.rows.push_back(
        {{line_of(format_date(one.on)), line_of(actor(one.by)), line_of(std::move(status)),
          line_of(fmt::format("{}", fmt::join(consents, "; "))), refs(numbers)}});
  }
  to.emplace_back(std::move(table));
}

void QuarterParts::parties(Blocks& to) {
  add_heading(to, "Parties", "parties");
  std::vector<const Recorded*> all;
  for (const Recorded& one : of_.entries) {
    const EventKind kind = one.event.kind;
    const bool whole =
        one.event.of.empty() && (kind == EventKind::suspended || kind == EventKind::withdrawn ||
                                 kind == EventKind::resumed);
    const bool changes = kind == EventKind::administration || kind == EventKind::acceded;
    if (within(one.event.on) && (whole || changes)) all.push_back(&one);
  }
  for (const ledger::PartyState& one : end_.parties) {
    if (one.standing == ledger::PartyState::Standing::active) continue;
    const bool left = one.standing == ledger::PartyState::Standing::withdrawn;
    to.emplace_back(interop::DocParagraph{with_refs(
        fmt::format("{} {} since {}.", actor(one.id),
                    left ? "has withdrawn from the agreement" : "has suspended the agreement",
                    one.since ? format_date(*one.since) : "?"),
        {one.seq})});
  }
  if (all.empty())
    return add_paragraph(to,
                         "In the period nobody joined, left or came back, and no new government "
                         "was recorded.");
  event_table(to, "Who joined, left or came back, and new governments", all);
}

void QuarterParts::learned_late(Blocks& to) {
  std::vector<const Recorded*> all;
  for (const Recorded& one : of_.entries) {
    const Date at{std::chrono::floor<std::chrono::days>(one.event.at)};
    if (one.event.on < of_.period.from && within(at)) all.push_back(&one);
  }
  if (all.empty()) return;
  add_heading(to, "Recorded in the period about days before it", "learned");
  add_paragraph(to,
                "These change what was known of the beginning of the period; both columns of the "
                "status have them.");
  event_table(to, "Learned later", all);
}

void QuarterParts::attention(Blocks& to) {
  add_heading(to, "What needs attention", "attention");
  interop::DocList list;
  for (const Attention& one : attention_in(end_, 0)) {
    const bool is_party = end_.agreement->find_actor(one.of).has_value();
    interop::Line item = one.of.empty() ? interop::Line{} : id_line(one.of);
    if (is_party && end_.find(one.of) == nullptr) item = line_of(actor(one.of));
    const interop::Line why = with_refs((one.of.empty() ? "" : ": ") + unnumbered(one), {one.seq});
    item.insert(item.end(), why.begin(), why.end());
    list.items.push_back(std::move(item));
  }
  if (list.items.empty()) return add_paragraph(to, "Nothing.");
  to.emplace_back(std::move(list));
}

}  // namespace tandem::report
