#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/casefile/internal/foreign_condition.h"
#include "tandem/casefile/internal/foreign_import.h"
#include "tandem/casefile/internal/foreign_words.h"
#include "tandem/model/agreement.h"

/// When things are due in a foreign table, and what waits for what.
namespace tandem::casefile::internal {

using model::Moment;
using model::Timing;
using model::Trigger;
using model::Word;

namespace {

bool covers(const model::Reference& reference, std::string_view id) {
  if (reference.first == id || reference.last == id) return true;
  const auto first = model::numbered(reference.first);
  const auto last = model::numbered(reference.last);
  const auto number = model::numbered(id);
  return first && last && number && number->stem == first->stem &&
         first->number <= number->number && number->number <= last->number;
}

}  // namespace

bool mentions(const Moment& moment, std::string_view id) {
  return std::ranges::any_of(moment.events, [&](const auto& one) { return covers(one, id); }) ||
         std::ranges::any_of(moment.parts, [&](const Moment& part) { return mentions(part, id); });
}

void ForeignImport::read_triggers() {
  for (const Cells& row : rows_) {
    const auto kind = kind_meant(text(row, Meaning::kind));
    TriggerContext context;
    context.milestone = kind && kind->meaning == "milestone";
    context.dated = foreign_date(text(row, Meaning::computed_date)).has_value();
    context.type = folded(text(row, Meaning::trigger_type));
    triggers_.push_back(read_foreign_trigger(text(row, Meaning::trigger), names_, context));
    for (const std::string& id : triggers_.back().outside) add_event(id, row, triggers_.back());
  }
}

/// The day that the table has for a row is that of the event that the row names alone.
void ForeignImport::add_event(const std::string& id, const Cells& row,
                              const ForeignTrigger& trigger) {
  auto& events = into_.draft.events;
  auto event = std::ranges::find(events, id, [](const auto& one) { return one.id.text; });
  const CsvCell& at = *cell(row, Meaning::trigger);
  const std::string& by = ids_[static_cast<std::size_t>(&row - rows_.data())];
  if (event == events.end()) {
    std::string title = id;
    std::ranges::replace(title, '-', ' ');
    events.push_back({.id = Word(id, at.at), .title = Word(title, at.at), .at = at.at});
    event = std::prev(events.end());
    assume("outside-event", by, Meaning::trigger, at, "event " + id,
           fmt::format("no row is called '{}'", id));
  }
  const auto& first = trigger.trigger.first;
  const bool alone = first && first->kind == Moment::Kind::event && trigger.outside.size() == 1;
  const CsvCell* computed = cell(row, Meaning::computed_date);
  const auto day = computed == nullptr ? std::nullopt : foreign_date(computed->text);
  if (!alone || !day || !event->date.empty()) return;
  event->date = Word(format_date(day->date), computed->at);
  dated_events_.insert(static_cast<std::size_t>(&row - rows_.data()));
  const auto actual = foreign_date(text(row, Meaning::done));
  event->happened = actual && actual->date == day->date;
  assume("event-date", by, Meaning::computed_date, *computed,
         fmt::format("{}: {}{}", id, event->date.text, event->happened ? ", happened" : ""),
         "the day of the row is the day of the event that it names");
}

void ForeignImport::fill_trigger(Row& row) {
  Trigger trigger = row.trigger.trigger;
  const CsvCell* written = cell(row.cells, Meaning::trigger);
  if (written != nullptr) {
    const std::string read_as = model::trigger_text(trigger);
    for (const Reading& reading : row.trigger.readings)
      assume(reading.rule, row.made.id.text, Meaning::trigger, *written, read_as, reading.why);
    constexpr std::array<std::string_view, 4> kSame{"respelled", "no-timing-word", "as-written",
                                                    "standing"};
    const bool same = std::ranges::all_of(row.trigger.readings, [&](const Reading& reading) {
      return std::ranges::find(kSame, reading.rule) != kSame.end();
    });
    if (!same) keep(row, Meaning::trigger);
  }
  report_gate(row);
  fill_effort(row, trigger);
  fill_condition(row, trigger);
  const bool silent = written == nullptr && trigger == Trigger{};
  if (!silent)
    row.made.trigger =
        Word(model::trigger_text(trigger), written == nullptr ? row.made.at : written->at);
  into_.triggers.push_back({row.made.id.text, text(row.cells, Meaning::trigger),
                            silent ? "undated" : row.made.trigger.text});
}

/// A precondition of a gate, which is to be done by the day of the gate: each is the other's date.
void ForeignImport::report_gate(const Row& row) {
  const Trigger& trigger = row.trigger.trigger;
  const auto& due = trigger.timing == Timing::span ? trigger.second : trigger.first;
  const bool limit = trigger.timing == Timing::span || trigger.timing == Timing::by;
  if (!limit || due->kind != Moment::Kind::event || due->events.size() != 1) return;
  const auto gate = index_.find(due->events[0].first);
  if (gate == index_.end()) return;
  const auto& opens = triggers_[gate->second].trigger.first;
  if (opens && mentions(*opens, row.made.id.text))
    assume("gate", row.made.id.text, Meaning::trigger, *cell(row.cells, Meaning::trigger),
           model::trigger_text(trigger),
           fmt::format("{} comes once this is done: neither gives the other a day", gate->first));
}

void ForeignImport::fill_effort(Row& row, Trigger& trigger) {
  const CsvCell* title = cell(row.cells, Meaning::title);
  const std::string effort(title == nullptr ? std::string_view{} : effort_in(title->text));
  if (effort.empty() || trigger.effort || row.made.kind.text == "happening") return;
  trigger.effort = true;
  assume("effort", row.made.id.text, Meaning::title, *title, model::trigger_text(trigger),
         fmt::format("it begins with '{}': an effort is owed, not a result", effort));
}

void ForeignImport::fill_condition(Row& row, Trigger& trigger) {
  const CsvCell* written = cell(row.cells, Meaning::condition);
  if (written == nullptr) return;
  const std::string small = condition_words(written->text);
  const auto named = rows_named(written->text, names_);
  const bool one = named.size() == 1 && named[0] != row.made.id.text;
  auto against = one && !trigger.unless ? event_against(small, named[0]) : std::nullopt;
  if (against) {
    assume("condition-unless", row.made.id.text, Meaning::condition, *written,
           "unless " + model::moment_text(*against), "it is void where that comes first");
    trigger.unless = std::move(against);
    return;
  }
  std::vector<std::string> waits;
  if (const auto later = not_before(small); later && one && wait_expression(*later))
    waits = {*later};
  else if (!says_against(small))
    waits = named;
  if (waits.empty()) {
    assume("condition-in-note", row.made.id.text, Meaning::condition, *written, "note",
           "the condition names no row that it waits for");
    return;
  }
  for (const std::string& token : waits) add_wait(row, Meaning::condition, *written, token);
}

void ForeignImport::fill_waits(Row& row) {
  const CsvCell* written = cell(row.cells, Meaning::waits_for);
  if (written == nullptr) return;
  std::string separated = written->text;
  std::ranges::replace_if(
      separated, [](char c) { return c == ',' || c == '\n' || c == '\t'; }, ';');
  if (separated.find('(') == std::string::npos && separated.find('+') == std::string::npos)
    std::ranges::replace(separated, ' ', ';');
  for (const std::string& token : split_outside_brackets(separated, ';'))
    if (folded(token) != "and") add_wait(row, Meaning::waits_for, *written, token);
}

std::optional<std::string> ForeignImport::wait_expression(const std::string& token) const {
  if (const auto row = names_.find(token)) {
    // what goes on, or of which only the start has a day, is waited for to begin
    const Timing timing = triggers_[index_.at(*row)].trigger.timing;
    const bool starts = timing == Timing::from || timing == Timing::start_by;
    return starts ? fmt::format("started({})", *row) : *row;
  }
  const auto pieces = pieces_of(token);
  if (!pieces) return std::nullopt;
  MomentReader reader(*pieces, names_);
  const auto moment = reader.moment();
  if (!moment || !reader.at_end() || !reader.outside().empty()) return std::nullopt;
  const std::string read_as = model::moment_text(*moment);
  if (!model::parse_moment(read_as)) return std::nullopt;
  return read_as;
}

bool ForeignImport::waits_already(const Row& row, const std::string& expression) const {
  return std::ranges::any_of(row.made.waits_for,
                             [&](const Word& wait) { return wait.text == expression; });
}

void ForeignImport::add_wait(Row& row, Meaning meaning, const CsvCell& cell,
                             const std::string& token) {
  const auto report = [&](std::string_view rule, std::string read_as, std::string why) {
    assume(rule, row.made.id.text, meaning, cell, std::move(read_as), std::move(why));
  };
  const auto expression = wait_expression(token);
  const auto named = names_.find(token);
  if (!expression || (named && *named == row.made.id.text)) {
    row.notes.push_back(fmt::format("{}: {}", column_name(meaning), token));
    return report("unread-wait", "note", fmt::format("'{}' is no other row", token));
  }
  const Trigger& trigger = row.trigger.trigger;
  const auto in_trigger = [&](const std::string& id) {
    return (trigger.first && mentions(*trigger.first, id)) ||
           (trigger.second && mentions(*trigger.second, id));
  };
  if (named && in_trigger(*named)) return;
  if (named && triggers_[index_.at(*named)].anchor)
    return report("anchor-left-out", "nothing",
                  fmt::format("{} is only the day that others are counted from", *named));
  if (waits_already(row, *expression)) return;
  row.made.waits_for.emplace_back(*expression, cell.at);
  report("waits-for", "waits_for: " + *expression, "its trigger does not say so");
}

void ForeignImport::fill_exchange(Row& row) {
  const CsvCell* written = cell(row.cells, Meaning::exchanged_for);
  if (written == nullptr) return;
  std::string separated = written->text;
  std::ranges::replace_if(
      separated, [](char c) { return c == ',' || c == ' ' || c == '\n'; }, ';');
  std::vector<Word> made;
  for (const std::string& token : split_outside_brackets(separated, ';')) {
    const auto named = names_.find(token);
    if (!named || *named == row.made.id.text)
      return keep(row, Meaning::exchanged_for, "unread-exchange", "it is no list of other rows");
    made.emplace_back(*named, written->at);
  }
  row.made.exchanged_for = std::move(made);
}

}  // namespace tandem::casefile::internal
