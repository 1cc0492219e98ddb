#include "tandem/report/ledger_calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "tandem/base/text.h"
#include "tandem/interop/words.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/internal/schedule_words.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using interop::CalendarItem;
using ledger::ObligationState;
using ledger::Reported;
using ledger::State;

constexpr std::string_view kBegins = "Begins: ";  ///< of a calendar of an agreement

std::string long_day(Day day) { return format_date_long(Date{day}); }

void add_words(std::string& all, const std::string& words, std::string_view between = "; ") {
  if (words.empty()) return;
  if (!all.empty()) all += between;
  all += words;
}

/// Whether something is still to be done about it that has, or could have, a day.
bool to_be_done(const ObligationState& one, const model::Obligation& of) {
  if (one.removed_by != 0 || one.void_by_default) return false;
  if (of.kind == model::ObligationKind::happening) return false;
  if (one.reported == Reported::withdrawn) return false;
  const bool repeats = of.trigger.timing == model::Timing::every;
  if (repeats) return one.due.has_value();
  return one.reported != Reported::done && !(goes_by_start(of) && one.started);
}

class LedgerCalendarMaker {
 public:
  LedgerCalendarMaker(const State& state, const interop::CalendarOptions& options)
      : state_(state),
        options_(options),
        view_(*state.agreement, state.dates),
        today_(model::Day{state.view.on}),
        called_(called_in(state)) {}

  LedgerCalendar make() && {
    for (const ObligationState& one : state_.obligations)
      if (const auto id = state_.agreement->find_obligation(one.id)) obligation(one, *id);
    for (const ledger::DisputeState& one : state_.disputes)
      if (one.open && one.until) dispute(one);
    const model::AgreementData& data = state_.agreement->data();
    made_.text = interop::calendar_text(
        {.product = "ledger",
         .name = (data.title.empty() ? data.id : data.title) + ": what is due",
         .description = about(),
         .stamp = stamp(),
         .sequence = state_.entries},
        items_);
    return std::move(made_);
  }

 private:
  void obligation(const ObligationState& one, model::ObligationId id) {
    const model::Obligation& of = state_.agreement->obligation(id);
    if (!to_be_done(one, of) || interop::is_standing(view_, id)) return;
    CalendarItem item = interop::calendar_item(view_, id, options_);
    item.day = one.due;
    item.last.reset();
    item.description = state_words(one) + "\n" + item.description;
    item.alarms = options_.alarms;
    keep_repeats(one, item);
    const auto next = next_after_late(one, item);
    if (!one.due) {
      item.alarms.clear();
      ++made_.without_day;
    } else if (*one.due < today_) {
      late(one, item);
    } else {
      ++made_.due;
    }
    add(one, std::move(item));
    if (one.cure_until && *one.cure_until >= today_) cure(one);
    if (next) add(one, *next);
  }

  void add(const ObligationState& one, CalendarItem item) {
    if (one.reported == Reported::suspended) item.summary = "Suspended: " + item.summary;
    items_.push_back(std::move(item));
  }

  /// Only the days after the one that is next.
  static void keep_repeats(const ObligationState& one, CalendarItem& item) {
    std::erase_if(item.repeats, [&](Day day) { return !one.due || day <= *one.due; });
  }

  /// The days from today on of one whose next day is past: each day that is repeated takes as long
  /// as the first (RFC 5545, 3.8.5.2), and what is late goes on until today.
  [[nodiscard]] std::optional<CalendarItem> next_after_late(const ObligationState& one,
                                                            CalendarItem item) const {
    std::erase_if(item.repeats, [&](Day day) { return day < today_; });
    if (!one.due || *one.due >= today_ || item.repeats.empty()) return std::nullopt;
    item.uid = uid(one.id + ".next");
    item.day = item.repeats.front();
    item.repeats.erase(item.repeats.begin());
    return item;
  }

  void late(const ObligationState& one, CalendarItem& item) {
    ++made_.late;
    item.last = today_;
    item.repeats.clear();
    item.alarms.clear();
    item.firmness = interop::Firmness::confirmed;
    if (one.reported != Reported::late) return;
    const bool begins = item.summary.starts_with(kBegins);
    item.summary =
        begins ? "Late to begin: " + item.summary.substr(kBegins.size()) : "Late: " + item.summary;
  }

  void cure(const ObligationState& one) {
    CalendarItem item = items_.back();
    item.uid = uid(one.id + ".cure");
    item.waits_for = {items_.back().uid};
    item.summary = fmt::format("Last day to mend {}", titled_words(one));
    item.day = one.cure_until;
    item.last.reset();
    item.repeats.clear();
    item.alarms = options_.alarms;
    ++made_.clocks;
    items_.push_back(std::move(item));
  }

  void dispute(const ledger::DisputeState& one) {
    CalendarItem item;
    item.uid = uid(fmt::format("dispute-{}", one.steps.front().seq));
    item.categories = {"dispute"};
    item.day = one.until;
    item.summary = fmt::format("{} of the dispute {}", one.overdue ? "Ran out: the clock" : "Clock",
                               about_words(one));
    item.description = steps_words(one);
    if (const auto id = state_.agreement->find_obligation(one.of)) {
      item.label = state_.agreement->obligation(*id).tlp;
      item.waits_for = {uid(one.of)};
    }
    if (*one.until < today_)
      item.last = today_;
    else
      item.alarms = options_.alarms;
    ++made_.clocks;
    items_.push_back(std::move(item));
  }

  [[nodiscard]] std::string uid(const std::string& what) const {
    return fmt::format("{}.{}@tandem", state_.agreement->data().id, what);
  }

  [[nodiscard]] std::string titled_words(const ObligationState& one) const {
    return one.title.empty() ? one.id : fmt::format("{}: {}", one.id, one.title);
  }

  [[nodiscard]] std::string about_words(const ledger::DisputeState& one) const {
    if (one.of.empty()) return fmt::format("about entry {}", one.to);
    const ObligationState* const of = state_.find(one.of);
    return "about " + (of == nullptr ? one.of : titled_words(*of));
  }

  [[nodiscard]] std::string steps_words(const ledger::DisputeState& one) const {
    std::vector<std::string> all;
    for (const ledger::DisputeStepState& step : one.steps)
      all.push_back(fmt::format("{} by {} on {} (entry {})",
                                model::word_of(step.step, ledger::kDisputeSteps),
                                interop::actor_or_words(*state_.agreement, step.by),
                                format_date_long(step.on), step.seq));
    return fmt::format("{}", fmt::join(all, "\n"));
  }

  /// What the record says of it now.
  [[nodiscard]] std::string state_words(const ObligationState& one) const {
    std::string now = words_of(one.reported);
    if (one.days_late && one.reported == Reported::late)
      add_words(now, counted(static_cast<std::size_t>(*one.days_late), "day", "days"), ", ");
    if (!one.paused_by.empty()) add_words(now, "by " + called_words(one.paused_by, called_), " ");
    if (one.days_late && one.reported == Reported::suspended)
      add_words(now,
                counted(static_cast<std::size_t>(*one.days_late), "day", "days") + " past its day");
    if (one.share > 0 && one.share < 1) add_words(now, percent(one.share) + " of it reported");
    if (one.verification != ledger::Verification::none) add_words(now, words_of(one.verification));
    if (!one.contested_by.empty())
      add_words(now, "by " + called_words(one.contested_by, called_), " ");
    std::string words = "Now: " + now;
    if (!one.entries.empty())
      words += fmt::format(" ({} {})", one.entries.size() == 1 ? "entry" : "entries",
                           fmt::join(one.entries, ", "));
    if (one.rebaselined && one.original_due)
      words += fmt::format("\nRe-baselined: first due {}{}", long_day(*one.original_due),
                           one.due ? ", now " + long_day(*one.due) : "");
    if (one.cure_until)
      words += fmt::format("\n{} be mended until: {}", *one.cure_until < today_ ? "Could" : "May",
                           long_day(*one.cure_until));
    return words;
  }

  [[nodiscard]] std::string about() const {
    std::string words =
        fmt::format("As of {}, as known on {}, {}: {} late, {} to come.",
                    format_date(state_.view.on), ledger::format_second(state_.view.known),
                    counted(state_.entries, "entry", "entries"), made_.late, made_.due);
    if (made_.without_day > 0)
      words += fmt::format(" {} without a day {} a task.",
                           interop::obligations_counted(made_.without_day),
                           made_.without_day == 1 ? "is" : "are each");
    return words;
  }

  /// When it was known, in the form of a calendar.
  [[nodiscard]] std::string stamp() const {
    std::string words = ledger::format_second(state_.view.known);
    std::erase_if(words, [](char c) { return c == '-' || c == ':'; });
    return words;
  }

  const State& state_;
  const interop::CalendarOptions& options_;
  interop::View view_;
  Day today_;
  Called called_;
  std::vector<CalendarItem> items_;
  LedgerCalendar made_;
};

}  // namespace

LedgerCalendar ledger_calendar(const State& state, const interop::CalendarOptions& options) {
  assert(state.agreement != nullptr);
  return LedgerCalendarMaker(state, options).make();
}

}  // namespace tandem::report
