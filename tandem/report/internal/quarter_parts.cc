#include "tandem/report/internal/quarter_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tandem/base/text.h"
#include "tandem/interop/words.h"
#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/internal/schedule_words.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {

using ledger::EventKind;
using ledger::ObligationState;
using ledger::Reported;

namespace {

std::string days_counted(int days) {
  return counted(static_cast<std::size_t>(days), "day", "days");
}

/// When, or how often, it was reported as done.
std::string done_words(const ObligationState& one, bool repeated) {
  const bool done = one.reported == Reported::done;
  if (repeated) return one.times > 0 ? "; " + times_words(one) : std::string();
  if (!one.done) return {};
  std::string words = (done ? " " : "; done ") + format_date(*one.done);
  if (done && one.days_late) words += fmt::format(", {} late", days_counted(*one.days_late));
  return words;
}

}  // namespace

std::string reported_words(const ObligationState& one, bool repeated, const Called& called) {
  std::string words = words_of(one.reported);
  if (one.reported == Reported::rebaselined) words = "not due, re-baselined";
  if (one.removed_by != 0) words = "taken out";
  if (one.reported == Reported::late && one.days_late) words += ", " + days_counted(*one.days_late);
  if (!one.paused_by.empty()) words += " by " + called_words(one.paused_by, called);
  words += done_words(one, repeated);
  if (one.share > 0 && one.share < 1) words += fmt::format("; {} reported", percent(one.share));
  return words;
}

std::string found_words(const ObligationState& one, const Called& called) {
  if (one.verification == ledger::Verification::none) return "–";
  std::string words = words_of(one.verification);
  if (!one.contested_by.empty()) words += " by " + called_words(one.contested_by, called);
  if (one.verification == ledger::Verification::verified && one.found_on)
    words += " " + format_date(*one.found_on);
  return words;
}

std::string due_days(const ObligationState& one) {
  if (!one.rebaselined || !one.original_due) return day_words(one.due);
  return fmt::format("first {}, now {}", day_words(one.original_due),
                     one.due && one.removed_by == 0 ? day_words(one.due) : "none");
}

void add_heading(QuarterParts::Blocks& to, std::string text, std::string anchor) {
  to.emplace_back(interop::DocHeading{std::move(text), std::move(anchor)});
}

void add_paragraph(QuarterParts::Blocks& to, std::string words, interop::DocLook look) {
  to.emplace_back(interop::DocParagraph{interop::line_of(std::move(words)), look});
}

QuarterParts::QuarterParts(const LedgerQuarter& of) : of_(of), begin_(of.begin), end_(of.end) {}

bool QuarterParts::within(Date day) const { return day >= of_.period.from && day <= of_.period.on; }

std::string QuarterParts::actor(const std::string& id) const {
  return interop::actor_or_words(*end_.agreement, id);
}

std::string QuarterParts::owes(const ObligationState& one) const {
  const auto id = end_.agreement->find_obligation(one.id);
  if (!id) return "";
  const model::Obligation& of = end_.agreement->obligation(*id);
  std::string by = interop::actor_words(*end_.agreement, of.actors);
  if (of.counterparts.empty()) return by;
  if (of.counterparts == of.actors) return by + ", to each other";
  return by + " to " + interop::actor_words(*end_.agreement, of.counterparts);
}

interop::Line QuarterParts::id_line(const std::string& obligation) const {
  for (std::size_t k = 0; k < end_.obligations.size(); ++k)
    if (end_.obligations[k].id == obligation)
      return {{obligation, false, fmt::format("#o{}", k + 1)}};
  return interop::line_of(obligation);
}

interop::Line QuarterParts::id_line(const ObligationState& one) const { return id_line(one.id); }

interop::Line QuarterParts::refs(const std::vector<std::uint64_t>& numbers) {
  interop::Line line;
  for (const std::uint64_t number : numbers) {
    if (number == 0) continue;
    named_.insert(number);
    line.push_back({line.empty() ? "[" : ", "});
    line.push_back({fmt::format("{}", number), false, fmt::format("#e{}", number)});
  }
  if (!line.empty()) line.push_back({"]"});
  return line;
}

interop::Line QuarterParts::with_refs(std::string words,
                                      const std::vector<std::uint64_t>& numbers) {
  interop::Line line = interop::line_of(std::move(words));
  interop::Line more = refs(numbers);
  if (!more.empty() && !line.front().text.empty()) line.front().text += " ";
  line.insert(line.end(), more.begin(), more.end());
  return line;
}

std::vector<const ledger::Recorded*> QuarterParts::of_kind(EventKind kind) const {
  std::vector<const ledger::Recorded*> all;
  for (const ledger::Recorded& one : of_.entries)
    if (one.event.kind == kind && within(one.event.on)) all.push_back(&one);
  return all;
}

const ledger::Recorded* QuarterParts::entry(std::uint64_t seq) const {
  const auto found = std::ranges::find(of_.entries, seq, &ledger::Recorded::seq);
  return found == of_.entries.end() ? nullptr : &*found;
}

bool QuarterParts::takes_back(const ledger::Event& correction) const {
  const ledger::Recorded* const wrong = entry(correction.to);
  if (wrong == nullptr) return true;
  const ledger::Event& event = wrong->event;
  switch (event.kind) {
    case EventKind::reported:
    case EventKind::consented:
    case EventKind::resumed:
      return true;
    case EventKind::started: {
      // Of what is only to begin, that was all there is to do.
      const auto id = end_.agreement->find_obligation(event.of);
      return id && goes_by_start(end_.agreement->obligation(*id));
    }
    default:
      return event.finding == ledger::Finding::met || event.step == ledger::DisputeStep::settled;
  }
}

std::vector<std::uint64_t> QuarterParts::mere_corrections() const {
  std::vector<std::uint64_t> all;
  for (const ledger::Recorded* one : of_kind(EventKind::corrected))
    if (!takes_back(one->event)) all.push_back(one->seq);
  return all;
}

std::vector<QuarterParts::BackStep> QuarterParts::steps_back() const {
  std::map<std::string, double> share;
  for (const ObligationState& one : begin_.obligations) share[one.id] = one.share;
  std::vector<BackStep> all;
  for (const ledger::Recorded& one : of_.entries) {
    const ledger::Event& event = one.event;
    if (!within(event.on)) continue;
    const bool found_bad = event.finding && *event.finding != ledger::Finding::met;
    const bool taken_back = event.kind == EventKind::suspended ||
                            event.kind == EventKind::withdrawn ||
                            event.kind == EventKind::contested || event.kind == EventKind::refused;
    if (taken_back || found_bad) all.push_back({&one, what_of(event), event.of});
    if (event.kind == EventKind::corrected && takes_back(event)) {
      const ledger::Recorded* const wrong = entry(event.to);
      all.push_back({&one, wrong == nullptr ? "corrected" : "corrected: " + what_of(wrong->event),
                     wrong == nullptr ? event.of : wrong->event.of});
    }
    if (event.kind != EventKind::reported || !one.counts()) continue;
    const double before = std::exchange(share[event.of], event.share);
    if (event.share < before)
      all.push_back({&one,
                     fmt::format("reported {} after {}", percent(event.share), percent(before)),
                     event.of});
  }
  return all;
}

std::string QuarterParts::end_words(const BackStep& step) const {
  const ledger::Event& event = step.entry->event;
  if (event.of.empty() &&
      (event.kind == EventKind::suspended || event.kind == EventKind::withdrawn)) {
    const auto paused = std::ranges::count_if(end_.obligations, [&](const ObligationState& one) {
      return std::ranges::count(one.paused_by, event.by) > 0;
    });
    const std::string what =
        words_of(event.kind == EventKind::suspended ? Reported::suspended : Reported::withdrawn);
    if (paused == 0) return fmt::format("no obligation is {}", what);
    return counted(static_cast<std::size_t>(paused), "obligation is", "obligations are") + " " +
           what;
  }
  const ObligationState* const at_end = end_.find(step.of);
  if (at_end == nullptr) return "";
  if (at_end->verification == ledger::Verification::none) return reported(*at_end);
  return reported(*at_end) + "; " + found(*at_end);
}

std::string QuarterParts::reported(const ObligationState& one) const {
  return reported_words(one, is_repeated(end_, one.id), called_in(end_));
}

std::string QuarterParts::found(const ObligationState& one) const {
  return found_words(one, called_in(end_));
}

void QuarterParts::event_table(Blocks& to, std::string caption,
                               const std::vector<const ledger::Recorded*>& events) {
  interop::DocTable table{
      std::move(caption),
      {{"Day", 11}, {"What", 14}, {"Of", 8}, {"By", 17}, {"In words", 42}, {"Entry", 8}},
      {}};
  for (const ledger::Recorded* one : events)
    table.rows.push_back(
        {{interop::line_of(format_date(one->event.on)),
          interop::line_of(what_of(one->event) + (one->counts() ? "" : " (corrected)")),
          id_line(one->event.of), interop::line_of(actor(one->event.by)),
          interop::line_of(one->event.says), refs({one->seq})}});
  to.emplace_back(std::move(table));
}

}  // namespace tandem::report
