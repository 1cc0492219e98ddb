#include "tests/ledger/events.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <utility>

namespace tandem::ledger {

Second second(std::string_view text) { return parse_second(text).value(); }

Date date(std::string_view text) { return parse_date(text).value(); }

Event event(EventKind kind, std::string_view on, std::string by, std::string of) {
  Event made;
  made.kind = kind;
  made.on = date(on);
  made.at = std::chrono::sys_days{made.on} + std::chrono::hours{12};
  made.by = std::move(by);
  made.of = std::move(of);
  return made;
}

std::string six_party_text() {
  std::ifstream file(TANDEM_SOURCE_DIR "/cases/korea/six-party-2007/agreement.yaml");
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string small_text() {
  return R"(tandem: 1
agreement: small
title: A small agreement
signed: 2027-01-01
actors:
  north: {name: North}
  south: {name: South}
  both: {name: both of them, members: [north, south]}
  board: {name: Board, role: body}
obligations:
  A1: {title: North opens the road, actors: [north], counterparts: [south], trigger: by 2027-03-01}
  B1: {title: South sends grain, actors: [south], counterparts: [north], trigger: by A1 + 31d}
  R1: {title: They report, actors: [both], counterparts: [board], trigger: every 1m from 2027-02-01 until 2027-06-01}
  V1: {title: South mends the bridge promptly, actors: [south], trigger: promptly}
)";
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

Event opened(std::string_view on) {
  Event made = event(EventKind::opened, on, "keeper", "test-ledger");
  made.says = "A ledger";
  return made;
}

Event signed_text(std::string_view on, std::string text) {
  Event made = event(EventKind::signed_text, on, "keeper");
  made.text = std::move(text);
  return made;
}

std::string rules_of(const std::vector<Diagnostic>& found) {
  std::string rules;
  for (const Diagnostic& one : found) {
    if (!rules.empty()) rules += ' ';
    rules += one.rule;
    EXPECT_FALSE(one.message.empty());
  }
  return rules;
}

}  // namespace tandem::ledger
