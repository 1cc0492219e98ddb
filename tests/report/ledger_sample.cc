#include "tests/report/ledger_sample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "tandem/base/calendar.h"
#include "tandem/ledger/store.h"
#include "tandem/model/timetable.h"

namespace tandem::test {

using ledger::Event;
using ledger::EventKind;

std::string crossing_text() {
  return R"(tandem: 1
agreement: crossing
title: The crossing
summary: Guns against an open crossing.
signed: 2027-01-01
actors:
  north: {name: The North}
  south: {name: The South}
  third: {name: Thirdland}
  board: {name: The board, role: body}
sources:
  S-TEXT: {title: The text as signed, url: "https://example.org/text"}
  S-SEALED: {title: The sealed letter}
events:
  T0: {title: Entry into force, date: 2027-01-01, happened: true}
  VOTE: {title: The closed vote, date: 2027-02-01}
obligations:
  A1:
    title: Withdraw the guns
    actors: [north]
    counterparts: [south]
    trigger: by T0 + 59d
    waits_for: [X1]
    for: [B1, X1]
    cure: 30d
    source: [S-TEXT]
  B1:
    title: Open the crossing
    kind: benefit
    actors: [south]
    counterparts: [north]
    trigger: by A1 + 30d
    for: [A1]
  C1:
    title: Hand over the maps
    actors: [north]
    counterparts: [south]
    trigger: by X1 + 10d
  D1:
    title: Print the maps
    actors: [south]
    trigger: by C1 + 5d
  R1:
    title: Meet at the board
    actors: [north, south]
    trigger: every 1 month from 2027-02-01 until 2027-06-01
    verification: {operator: board}
  K1:
    title: No guns near the crossing
    kind: rule
    actors: [north, south]
    trigger: standing
  X1:
    title: Pay the toll
    kind: side_agreement
    actors: [third]
    counterparts: [north]
    trigger: by VOTE + 10d
    visibility: {tlp: red}
    source: [S-SEALED]
)";
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("not in the text: " + std::string(from));
  return text.replace(at, from.size(), to);
}

Date date_of(std::string_view text) { return parse_date(text).value(); }

Record::Record(const std::string& text) {
  Event first{.kind = EventKind::opened, .on = date_of("2027-01-01"), .by = "keeper"};
  first.of = "crossing";
  first.says = "The crossing";
  add(first);
  Event agreed{.kind = EventKind::signed_text, .on = date_of("2027-01-01"), .by = "keeper"};
  agreed.text = text;
  add(agreed);
}

std::uint64_t Record::add(Event event) {
  if (event.at == ledger::Second{}) {
    event.at = std::chrono::sys_days(event.on) + std::chrono::days(1);
    if (!events_.empty()) event.at = std::max(event.at, events_.back().at);
  }
  for (const Diagnostic& one : ledger::mistakes_in(event)) throw std::logic_error(one.message);
  if (const auto applied = projection_.apply(event); !applied)
    throw std::logic_error(applied.error().details.front().message);
  events_.push_back(std::move(event));
  return events_.size();
}

std::uint64_t Record::add(EventKind kind, std::string_view on, std::string by, std::string of,
                          std::string says) {
  Event event{.kind = kind, .on = date_of(on), .by = std::move(by)};
  event.of = std::move(of);
  event.says = std::move(says);
  return add(event);
}

std::uint64_t Record::finding(ledger::Finding finding, std::string_view on, std::string by,
                              std::string of) {
  Event event{.kind = EventKind::verified, .on = date_of(on), .by = std::move(by)};
  event.of = std::move(of);
  event.finding = finding;
  return add(event);
}

std::uint64_t Record::answer(EventKind kind, std::string_view on, std::string by,
                             std::uint64_t to) {
  Event event{.kind = kind, .on = date_of(on), .by = std::move(by)};
  event.to = to;
  if (kind == EventKind::corrected) event.says = "a mistake";
  return add(event);
}

std::uint64_t Record::share(double share, std::string_view on, std::string by, std::string of) {
  Event event{.kind = EventKind::reported, .on = date_of(on), .by = std::move(by)};
  event.of = std::move(of);
  event.share = share;
  return add(event);
}

std::uint64_t Record::dispute(ledger::DisputeStep step, std::string_view on, std::string by,
                              std::string of, std::uint64_t to, std::string_view until) {
  Event event{.kind = EventKind::dispute, .on = date_of(on), .by = std::move(by)};
  event.of = std::move(of);
  event.to = to;
  event.step = step;
  if (!until.empty()) event.until = date_of(until);
  return add(event);
}

std::uint64_t Record::amend(std::string_view on, std::string by, std::string text) {
  Event event{.kind = EventKind::amended, .on = date_of(on), .by = std::move(by)};
  event.text = std::move(text);
  return add(event);
}

ledger::State Record::state(std::string_view on) const {
  return projection_.state({projection_.last_at(), date_of(on)});
}

std::vector<ledger::Recorded> Record::history() const {
  std::vector<ledger::Recorded> all;
  for (const ledger::Placed& place :
       projection_.order({projection_.last_at(), Date{model::kLastDay}}))
    all.push_back({place.seq, events_[place.seq - 1], place.corrected_by});
  return all;
}

std::unique_ptr<ledger::Ledger> Record::ledger() const {
  auto book = ledger::Ledger::open(ledger::memory_store());
  const auto recorded = (*book)->record_all(events_);
  if (!recorded) throw std::logic_error(recorded.error().what);
  return *std::move(book);
}

}  // namespace tandem::test
