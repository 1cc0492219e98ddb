#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "tandem/base/csv.h"
#include "tandem/base/findings.h"
#include "tandem/ledger/ledger.h"
#include "tandem/ledger/store.h"
#include "tandem/ledger/transfer.h"
#include "tandem/ledger/verify.h"
#include "tests/ledger/events.h"

/// The shipped records: they hold, they are what their sheets say, and any day reads true.
namespace tandem::ledger {
namespace {

std::string text_of(const std::string& name) {
  std::ifstream file(std::string(TANDEM_SOURCE_DIR) + "/cases/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Shipped {
  explicit Shipped(const std::string& folder) : sheet(text_of(folder + "/ledger/record.csv")) {
    auto store = memory_store();
    EXPECT_TRUE(import_ledger(text_of(folder + "/ledger/record.jsonl"), "record.jsonl", *store));
    const auto found = examine(*store);
    EXPECT_TRUE(found && found->good());
    auto opened = Ledger::open(std::move(store));
    EXPECT_TRUE(opened.has_value());
    ledger = *std::move(opened);
  }

  /// "reported, verification" of an obligation, as it happened.
  [[nodiscard]] std::string axes(std::string_view on, std::string_view of) const {
    const State state = ledger->state({ledger->last_at(), date(on)});
    const ObligationState* const one = state.find(of);
    if (one == nullptr) return "not there";
    return std::string(kReported.at(static_cast<std::size_t>(one->reported))) + ", " +
           std::string(kVerification.at(static_cast<std::size_t>(one->verification)));
  }

  std::string sheet;
  std::unique_ptr<Ledger> ledger;
};

/// (of, on, by, says) of a row or an event.
using Row = std::tuple<std::string, std::string, std::string, std::string>;

std::vector<Row> rows_of(const std::string& sheet) {
  Findings wrong;
  const auto cells = parse_csv(sheet, "record.csv", wrong);
  std::vector<Row> rows;
  for (std::size_t k = 1; k < cells.size(); ++k)
    rows.emplace_back(cells[k][0].text, cells[k][2].text, cells[k][3].text, cells[k][4].text);
  return rows;
}

/// Of all entries but those that make or change the text.
std::vector<Row> rows_of(Ledger& ledger) {
  std::vector<Row> rows;
  const auto entries = ledger.read(0, 1000).value();
  for (const Entry& entry : entries) {
    const Event event = event_of(entry.body).value();
    const bool of_text = event.kind == EventKind::opened || event.kind == EventKind::consented ||
                         !event.text.empty();
    if (!of_text) rows.emplace_back(event.of, format_date(event.on), event.by, event.says);
  }
  return rows;
}

TEST(ShippedLedgers, AreWhatTheirSheetsSay) {
  for (const char* folder : {"korea/six-party-2007", "iran/jcpoa-2015"}) {
    const Shipped shipped(folder);
    EXPECT_EQ(rows_of(*shipped.ledger), rows_of(shipped.sheet)) << folder;
    EXPECT_GT(rows_of(shipped.sheet).size(), 30U);
  }
}

TEST(ShippedLedgers, SixPartyReadsTrueOnAnyDay) {
  const Shipped shipped("korea/six-party-2007");
  // The shutdown: due on 14 April, reported three months late, seen by the IAEA four days later.
  EXPECT_EQ(shipped.axes("2007-04-14", "S01"), "due, none");
  EXPECT_EQ(shipped.axes("2007-07-13", "S01"), "late, none");
  EXPECT_EQ(shipped.axes("2007-07-14", "S01"), "done, claimed");
  EXPECT_EQ(shipped.axes("2007-07-18", "S01"), "done, verified");
  // The second phase is there from October on.
  EXPECT_EQ(shipped.axes("2007-10-02", "S18"), "not there");
  EXPECT_EQ(shipped.axes("2008-06-26", "S22"), "done, claimed") << "handed over, never tested";
  EXPECT_EQ(shipped.axes("2008-08-26", "S18"), "suspended, none");
  EXPECT_EQ(shipped.axes("2009-04-14", "S18"), "withdrawn, none");
  EXPECT_EQ(shipped.axes("2009-04-14", "S01"), "done, verified") << "leaving undoes nothing done";
}

TEST(ShippedLedgers, TheNuclearAgreementWithIranReadsTrueOnAnyDay) {
  const Shipped shipped("iran/jcpoa-2015");
  EXPECT_EQ(shipped.axes("2015-10-17", "J05"), "not_due, none");
  EXPECT_EQ(shipped.axes("2015-10-18", "J05"), "done, claimed");
  EXPECT_EQ(shipped.axes("2016-01-15", "J14"), "not_due, none");
  EXPECT_EQ(shipped.axes("2016-01-16", "J14"), "done, verified");
  const auto us = [&](std::string_view on) {
    const State state = shipped.ledger->state({shipped.ledger->last_at(), date(on)});
    const auto found = std::ranges::find(state.parties, "us", &PartyState::id);
    EXPECT_NE(found, state.parties.end());
    return found->standing;
  };
  EXPECT_EQ(us("2018-05-07"), PartyState::Standing::active);
  EXPECT_EQ(us("2018-05-08"), PartyState::Standing::withdrawn);
  EXPECT_EQ(shipped.axes("2018-05-08", "J28"), "withdrawn, none");
}

}  // namespace
}  // namespace tandem::ledger
