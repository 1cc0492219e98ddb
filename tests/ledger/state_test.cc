#include "tandem/ledger/state.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "tandem/ledger/keys.h"
#include "tandem/model/vocabulary.h"
#include "tests/ledger/events.h"

namespace tandem::ledger {
namespace {

using model::Day;

/// A record in the making: entries are numbered from 1.
class Record {
 public:
  Record(std::string_view signed_on, const std::string& text) {
    add(opened(signed_on));
    add(signed_text(signed_on, text));
  }

  /// Its number; 0 where it is refused, and `refused` then has the rules.
  std::uint64_t add(Event event, std::string_view at = {}) {
    if (!at.empty()) event.at = second(at);
    if (event.at < projection.last_at()) event.at = projection.last_at();
    EXPECT_EQ(rules_of(mistakes_in(event)), "");
    const auto done = projection.apply(event);
    refused = rules_of(done);
    if (!done)
      for (const Diagnostic& one : done.error().details) repairs.push_back(one.repair);
    return done ? projection.entries() : 0;
  }
  std::uint64_t report(std::string_view on, std::string by, std::string of, double share = 1) {
    Event made = event(EventKind::reported, on, std::move(by), std::move(of));
    made.share = share;
    return add(made);
  }
  std::uint64_t verify(std::string_view on, std::string by, std::string of, Finding finding) {
    Event made = event(EventKind::verified, on, std::move(by), std::move(of));
    made.finding = finding;
    return add(made);
  }
  std::uint64_t answer(EventKind kind, std::string_view on, std::string by, std::uint64_t to) {
    Event made = event(kind, on, std::move(by));
    made.to = to;
    if (kind == EventKind::corrected) made.says = "a slip of the pen";
    return add(made);
  }
  std::uint64_t dispute(DisputeStep step, std::string_view on, std::string by, std::string of,
                        std::uint64_t to, std::string_view until = {}) {
    Event made = event(EventKind::dispute, on, std::move(by), std::move(of));
    made.to = to;
    made.step = step;
    if (!until.empty()) made.until = date(until);
    return add(made);
  }
  std::uint64_t amend(std::string_view on, std::string by, std::string text) {
    Event made = event(EventKind::amended, on, std::move(by));
    made.text = std::move(text);
    return add(made);
  }

  /// As of the end of that day, as all that is recorded now has it.
  [[nodiscard]] State on(std::string_view day) const {
    return projection.state({projection.last_at(), date(day)});
  }
  [[nodiscard]] ObligationState on(std::string_view day, std::string_view of) const {
    const State state = on(day);
    const ObligationState* found = state.find(of);
    EXPECT_NE(found, nullptr) << of;
    return found == nullptr ? ObligationState{} : *found;
  }
  /// "late, none"
  [[nodiscard]] std::string axes(std::string_view day, std::string_view of) const {
    return both(on(day, of));
  }
  static std::string both(const ObligationState& state) {
    return std::string(model::word_of(state.reported, kReported)) + ", " +
           std::string(model::word_of(state.verification, kVerification));
  }

  Projection projection;
  std::string refused;
  std::vector<std::string> repairs;
};

Record six_party() { return {"2007-02-13", six_party_text()}; }
Record small() { return {"2027-01-01", small_text()}; }

TEST(LedgerState, OfTheShutdownOf2007OnTheDaysBetween) {
  Record record = six_party();
  const auto report = record.report("2007-07-14", "dprk", "S01");
  const auto finding = record.verify("2007-07-18", "iaea", "S01", Finding::met);
  // 13 February and 60 days: 15 days of February, 31 of March, 14 of April.
  EXPECT_EQ(record.axes("2007-02-13", "S01"), "not_due, none");
  EXPECT_EQ(record.axes("2007-04-13", "S01"), "not_due, none");
  EXPECT_EQ(record.axes("2007-04-14", "S01"), "due, none");
  EXPECT_EQ(record.axes("2007-04-15", "S01"), "late, none");
  EXPECT_EQ(record.axes("2007-07-13", "S01"), "late, none");
  EXPECT_EQ(record.axes("2007-07-14", "S01"), "done, claimed");
  EXPECT_EQ(record.axes("2007-07-17", "S01"), "done, claimed");
  EXPECT_EQ(record.axes("2007-07-18", "S01"), "done, verified");
  const ObligationState end = record.on("2007-12-31", "S01");
  EXPECT_EQ(end.due, Day{date("2007-04-14")});
  EXPECT_EQ(end.done, date("2007-07-14"));
  EXPECT_EQ(end.found_on, date("2007-07-18"));
  EXPECT_EQ(end.days_late, 91);  // as NOTES.md of the case has it
  EXPECT_EQ(end.verified_share, 1);
  EXPECT_EQ(end.entries, (std::vector<std::uint64_t>{report, finding}));
  EXPECT_EQ(record.on("2007-04-20", "S01").days_late, 6);
  EXPECT_FALSE(record.on("2007-04-14", "S01").days_late);
}

TEST(LedgerState, TakesNothingOfWhatTheTextSaysBecameOfIt) {
  // The file of the case has the whole history written into it; on signature nothing had happened.
  const Record record = six_party();
  const State state = record.on("2007-02-13");
  ASSERT_EQ(state.obligations.size(), 30U);
  for (const ObligationState& one : state.obligations) {
    EXPECT_NE(one.reported, Reported::done) << one.id;
    EXPECT_EQ(one.verification, Verification::none) << one.id;
  }
}

TEST(LedgerState, IsAsItWasKnown) {
  Record record = small();
  record.add(event(EventKind::reported, "2027-02-20", "north", "A1"), "2027-03-10T08:00:00Z");
  const auto seen = [&](std::string_view known, std::string_view on) {
    return Record::both(*record.projection.state({second(known), date(on)}).find("A1"));
  };
  EXPECT_EQ(seen("2027-03-05T23:59:59Z", "2027-03-05"), "late, none");
  EXPECT_EQ(seen("2027-03-10T07:59:59Z", "2027-03-05"), "late, none");
  EXPECT_EQ(seen("2027-03-10T08:00:00Z", "2027-03-05"), "done, claimed");
  EXPECT_EQ(seen("2027-03-10T08:00:00Z", "2027-02-19"), "not_due, none");
}

TEST(LedgerState, ACorrectedEntryCountsUntilItWasCorrected) {
  Record record = small();
  const auto wrong = record.report("2027-02-20", "north", "A1");
  record.answer(EventKind::corrected, "2027-03-10", "north", wrong);
  const auto seen = [&](std::string_view known) {
    return Record::both(*record.projection.state({second(known), date("2027-03-05")}).find("A1"));
  };
  EXPECT_EQ(seen("2027-03-10T11:59:59Z"), "done, claimed");
  EXPECT_EQ(seen("2027-03-10T12:00:00Z"), "late, none");
  EXPECT_EQ(record.on("2027-03-10").corrected, std::vector<std::uint64_t>{wrong});
  EXPECT_EQ(record.answer(EventKind::corrected, "2027-03-11", "north", wrong), 0U);
  EXPECT_EQ(record.refused, "corrected-entry");
}

TEST(LedgerState, ADueDayMovesWithWhatItIsCountedFrom) {
  Record record = small();
  // B1 is due 31 days after A1, which is written for 1 March, so on 1 April.
  EXPECT_EQ(record.on("2027-01-01", "B1").due, Day{date("2027-04-01")});
  EXPECT_EQ(record.on("2027-03-01", "B1").due, Day{date("2027-04-01")});
  record.report("2027-03-11", "north", "A1");
  EXPECT_EQ(record.on("2027-03-11", "B1").due, Day{date("2027-04-11")});
  EXPECT_EQ(record.on("2027-03-11", "B1").original_due, Day{date("2027-04-01")});
  EXPECT_FALSE(record.on("2027-03-11", "B1").rebaselined) << "nobody has agreed to another text";
  EXPECT_EQ(record.axes("2027-04-11", "B1"), "due, none");
  EXPECT_EQ(record.on("2027-04-13", "B1").days_late, 2);
  Record early = small();
  early.report("2027-01-31", "north", "A1");
  EXPECT_EQ(early.on("2027-01-31", "B1").due, Day{date("2027-03-03")});
}

TEST(LedgerState, WhatWaitsForWhatHasNotComeIsNotLate) {
  const Record record = small();
  EXPECT_EQ(record.axes("2027-05-01", "A1"), "late, none");
  const ObligationState waiting = record.on("2027-05-01", "B1");
  EXPECT_EQ(waiting.reported, Reported::not_due);
  EXPECT_FALSE(waiting.due);
  EXPECT_FALSE(waiting.days_late);
  EXPECT_EQ(waiting.why, model::Undated::waits);
  EXPECT_EQ(waiting.waits_for, std::vector<std::string>{"A1"});
  EXPECT_EQ(waiting.original_due, Day{date("2027-04-01")});
  EXPECT_FALSE(waiting.rebaselined);

  // Done is not verified, and the first of several needs only one of them.
  Record upon("2027-01-01", with(small_text(), "by A1 + 31d", "upon verified(A1)"));
  upon.report("2027-03-01", "north", "A1");
  EXPECT_EQ(upon.axes("2027-03-09", "B1"), "not_due, none");
  EXPECT_EQ(upon.on("2027-03-09", "B1").waits_for, std::vector<std::string>{"verified(A1)"});
  upon.verify("2027-03-10", "board", "A1", Finding::met);
  EXPECT_EQ(upon.axes("2027-03-10", "B1"), "due, none");
  EXPECT_EQ(upon.on("2027-03-12", "B1").days_late, 2);
  const Record first("2027-01-01",
                     with(small_text(), "by A1 + 31d", "\"by earliest(A1 + 31d, 2027-05-01)\""));
  EXPECT_EQ(first.axes("2027-04-30", "B1"), "not_due, none");
  EXPECT_EQ(first.on("2027-05-02", "B1").days_late, 1);
}

TEST(LedgerState, ALateFirstTimeMovesNoneOfTheOthers) {
  // On the first of every month from February to June.
  Record record = small();
  record.report("2027-02-11", "both", "R1");
  EXPECT_EQ(record.on("2027-02-11", "R1").due, Day{date("2027-03-01")});
  record.report("2027-03-01", "both", "R1");
  record.report("2027-04-02", "both", "R1");
  record.report("2027-05-02", "both", "R1");
  EXPECT_EQ(record.on("2027-06-01", "R1").due, Day{date("2027-06-01")});
  EXPECT_EQ(record.on("2027-06-21", "R1").days_late, 20) << "the last is missed, not gone";
  EXPECT_FALSE(record.on("2027-06-21", "R1").rebaselined);
}

TEST(LedgerState, WhatIsDeniedStaysSoThoughTheNextTimeIsReported) {
  Record record = small();
  const auto first = record.report("2027-02-01", "both", "R1");
  const auto denied = record.answer(EventKind::contested, "2027-02-03", "board", first);
  const auto second = record.report("2027-03-01", "both", "R1");
  EXPECT_EQ(record.axes("2027-03-01", "R1"), "done, contested");
  EXPECT_EQ(record.on("2027-03-01", "R1").entries,
            (std::vector<std::uint64_t>{first, denied, second}));
  // It came to light only after the next report.
  const auto late = record.answer(EventKind::contested, "2027-03-05", "south", first);
  EXPECT_EQ(record.on("2027-03-05", "R1").contested_by,
            (std::vector<std::string>{"board", "south"}));
  record.verify("2027-03-09", "board", "R1", Finding::met);
  EXPECT_EQ(record.axes("2027-03-09", "R1"), "done, verified") << "a finding answers all";
  EXPECT_EQ(record.answer(EventKind::contested, "2027-03-09", "south", late), 0U);
}

TEST(LedgerState, WhatIsToBeDoneFromADayOnIsLateOnlyUntilItBegins) {
  Record record("2027-01-01", with(small_text(), "by A1 + 31d", "from 2027-04-01"));
  EXPECT_EQ(record.axes("2027-03-31", "B1"), "not_due, none");
  record.add(event(EventKind::started, "2027-04-06", "south", "B1"));
  EXPECT_EQ(record.axes("2027-04-05", "B1"), "late, none");
  EXPECT_EQ(record.axes("2028-01-01", "B1"), "started, none");
  EXPECT_EQ(record.on("2028-01-01", "B1").days_late, 5);
}

TEST(LedgerState, WhatIsReportedInPartIsStarted) {
  Record record = small();
  record.add(event(EventKind::started, "2027-01-10", "north", "A1"));
  record.report("2027-02-01", "north", "A1", 0.5);
  EXPECT_EQ(record.axes("2027-01-10", "A1"), "started, none");
  EXPECT_EQ(record.axes("2027-02-01", "A1"), "started, claimed");
  EXPECT_EQ(record.axes("2027-03-02", "A1"), "late, claimed");
  EXPECT_EQ(record.on("2027-03-02", "A1").share, 0.5);
  record.verify("2027-03-03", "board", "A1", Finding::met);
  EXPECT_EQ(record.axes("2027-03-03", "A1"), "late, verified");
  EXPECT_EQ(record.on("2027-03-03", "A1").verified_share, 0.5);
  record.report("2027-03-04", "north", "A1");
  EXPECT_EQ(record.axes("2027-03-04", "A1"), "done, claimed");
  EXPECT_EQ(record.on("2027-03-04", "A1").verified_share, 0.5);
  record.report("2027-03-05", "north", "A1", 0.25);  // some was undone
  EXPECT_EQ(record.axes("2027-03-05", "A1"), "late, verified");
  EXPECT_FALSE(record.on("2027-03-05", "A1").done);
}

TEST(LedgerState, AFindingOfEveryKindIsShown) {
  Record record = small();
  record.report("2027-02-01", "north", "A1");
  record.verify("2027-02-02", "board", "A1", Finding::unknown);
  record.verify("2027-02-03", "board", "A1", Finding::not_met);
  record.report("2027-02-04", "north", "A1");
  record.verify("2027-02-05", "south", "A1", Finding::met);
  EXPECT_EQ(record.axes("2027-02-02", "A1"), "done, unknown");
  EXPECT_EQ(record.axes("2027-02-03", "A1"), "done, not_met");
  EXPECT_EQ(record.axes("2027-02-04", "A1"), "done, claimed");
  EXPECT_EQ(record.axes("2027-02-05", "A1"), "done, verified");
  EXPECT_EQ(record.on("2027-02-05", "A1").done, date("2027-02-01"));
}

TEST(LedgerState, IsContestedUntilAnotherFindingAnswers) {
  Record record = small();
  const auto report = record.report("2027-02-01", "north", "A1");
  record.answer(EventKind::contested, "2027-02-02", "south", report);
  const auto finding = record.verify("2027-02-05", "board", "A1", Finding::met);
  record.answer(EventKind::contested, "2027-02-06", "south", finding);
  record.answer(EventKind::contested, "2027-02-07", "north", finding);
  EXPECT_EQ(record.axes("2027-02-02", "A1"), "done, contested");
  EXPECT_EQ(record.axes("2027-02-05", "A1"), "done, verified");
  EXPECT_EQ(record.axes("2027-02-06", "A1"), "done, contested");
  EXPECT_EQ(record.on("2027-02-06", "A1").contested_by, std::vector<std::string>{"south"});
  EXPECT_EQ(record.on("2027-02-07", "A1").contested_by,
            (std::vector<std::string>{"south", "north"}));
}

TEST(LedgerState, IsContestedUntilADisputeAboutItIsSettled) {
  Record record = small();
  const auto report = record.report("2027-02-01", "north", "A1");
  const auto denial = record.answer(EventKind::contested, "2027-02-02", "south", report);
  const auto raised =
      record.dispute(DisputeStep::raised, "2027-02-03", "south", "", denial, "2027-02-17");
  record.dispute(DisputeStep::referred, "2027-02-10", "south", "", raised, "2027-03-12");
  record.dispute(DisputeStep::settled, "2027-03-20", "board", "", raised);
  EXPECT_EQ(record.axes("2027-03-19", "A1"), "done, contested");
  EXPECT_EQ(record.axes("2027-03-20", "A1"), "done, claimed");

  const DisputeState first = record.on("2027-02-09").disputes.at(0);
  EXPECT_EQ(first.of, "A1");
  EXPECT_EQ(first.to, denial);
  EXPECT_EQ(first.until, date("2027-02-17"));
  EXPECT_TRUE(first.open);
  EXPECT_FALSE(first.overdue);
  const DisputeState second_step = record.on("2027-03-13").disputes.at(0);
  EXPECT_EQ(second_step.steps.size(), 2U);
  EXPECT_EQ(second_step.until, date("2027-03-12"));
  EXPECT_TRUE(second_step.overdue);
  EXPECT_FALSE(record.on("2027-03-12").disputes.at(0).overdue);
  const DisputeState end = record.on("2027-03-20").disputes.at(0);
  EXPECT_FALSE(end.open);
  EXPECT_FALSE(end.until);
  EXPECT_FALSE(end.overdue);
  EXPECT_TRUE(record.on("2027-02-02").disputes.empty());
  EXPECT_EQ(record.dispute(DisputeStep::answered, "2027-03-21", "south", "", raised), 0U);
  EXPECT_EQ(record.refused, "dispute-closed");
}

TEST(LedgerState, WhoSuspendsAllSuspendsWhatItHasNotDone) {
  Record record = small();
  record.report("2027-01-20", "north", "A1");
  const auto pause = record.add(event(EventKind::suspended, "2027-01-25", "north"));
  record.add(event(EventKind::suspended, "2027-01-26", "south", "B1"));
  record.add(event(EventKind::resumed, "2027-01-28", "south", "B1"));
  record.add(event(EventKind::resumed, "2027-03-01", "north"));
  EXPECT_EQ(record.axes("2027-01-25", "A1"), "done, claimed");
  EXPECT_EQ(record.axes("2027-01-25", "B1"), "not_due, none");
  EXPECT_EQ(record.axes("2027-01-25", "R1"), "suspended, none");
  EXPECT_EQ(record.on("2027-01-25", "R1").paused_by, std::vector<std::string>{"north"});
  EXPECT_EQ(record.on("2027-01-25", "R1").entries, std::vector<std::uint64_t>{pause});
  EXPECT_EQ(record.axes("2027-01-27", "B1"), "suspended, none");
  EXPECT_EQ(record.axes("2027-01-28", "B1"), "not_due, none");
  EXPECT_EQ(record.axes("2027-03-01", "R1"), "late, none");
  const PartyState north = record.on("2027-01-25").parties.at(0);
  EXPECT_EQ(north.id, "north");
  EXPECT_EQ(north.standing, PartyState::Standing::suspended);
  EXPECT_EQ(north.since, date("2027-01-25"));
  EXPECT_EQ(record.on("2027-03-01").parties.at(0).standing, PartyState::Standing::active);
}

TEST(LedgerState, WhoWithdrawsFromWhatIsDoneTakesItBack) {
  Record record = small();
  record.report("2027-01-20", "north", "A1");
  record.add(event(EventKind::withdrawn, "2027-01-25", "north", "A1"));
  record.add(event(EventKind::withdrawn, "2027-02-25", "south"));
  EXPECT_EQ(record.axes("2027-01-25", "A1"), "withdrawn, claimed");
  EXPECT_EQ(record.axes("2027-02-25", "B1"), "withdrawn, none");
  record.add(event(EventKind::resumed, "2027-03-25", "north"));
  EXPECT_EQ(record.axes("2027-03-25", "A1"), "done, claimed");
  EXPECT_EQ(record.axes("2027-03-25", "B1"), "withdrawn, none");
}

TEST(LedgerState, OrderOfHappeningCountsNotOfRecording) {
  Record record = small();
  record.add(event(EventKind::resumed, "2027-02-10", "south", "B1"));
  EXPECT_EQ(record.refused, "nothing-to-resume");
  record.add(event(EventKind::suspended, "2027-02-01", "south", "B1"), "2027-02-20T00:00:00Z");
  record.add(event(EventKind::resumed, "2027-02-10", "south", "B1"));
  record.add(event(EventKind::suspended, "2027-02-05", "south", "B1"));
  EXPECT_EQ(record.axes("2027-02-09", "B1"), "suspended, none");
  EXPECT_EQ(record.axes("2027-02-10", "B1"), "not_due, none");
}

TEST(LedgerState, OfWhatRepeatsEachReportAnswersOneDay) {
  Record record = small();
  EXPECT_EQ(record.axes("2027-01-31", "R1"), "not_due, none");
  EXPECT_EQ(record.axes("2027-02-01", "R1"), "due, none");
  record.report("2027-02-01", "north", "R1");
  EXPECT_EQ(record.axes("2027-02-01", "R1"), "done, claimed");
  EXPECT_EQ(record.on("2027-02-01", "R1").due, Day{date("2027-03-01")});
  EXPECT_EQ(record.axes("2027-03-02", "R1"), "late, claimed");
  EXPECT_EQ(record.on("2027-03-05", "R1").days_late, 4);
  record.report("2027-03-10", "south", "R1");
  EXPECT_EQ(record.axes("2027-03-10", "R1"), "done, claimed");
  EXPECT_EQ(record.on("2027-03-10", "R1").times, 2U);
}

TEST(LedgerState, WithoutADayItFallsDueWhenSomeoneSaysSo) {
  Record record = small();
  EXPECT_EQ(record.axes("2027-05-01", "V1"), "not_due, none");
  EXPECT_EQ(record.on("2027-05-01", "V1").why, model::Undated::vague);
  record.add(event(EventKind::due, "2027-05-02", "north", "V1"));
  EXPECT_EQ(record.axes("2027-05-01", "V1"), "not_due, none");
  EXPECT_EQ(record.axes("2027-05-02", "V1"), "due, none");
}

TEST(LedgerState, ACureRunsFromTheDayThatWasMissed) {
  Record record("2027-01-01",
                with(small_text(), "trigger: by 2027-03-01", "trigger: by 2027-03-01, cure: 20d"));
  EXPECT_FALSE(record.on("2027-03-01", "A1").cure_until);
  EXPECT_EQ(record.on("2027-03-02", "A1").cure_until, Day{date("2027-03-21")});
}

std::string later_text() { return with(small_text(), "by 2027-03-01", "by 2027-05-01"); }

TEST(LedgerAmendment, IsInForceWhenAllThatItTouchesHaveConsented) {
  Record record = small();
  const auto proposed = record.amend("2027-02-10", "north", later_text());
  const VersionState pending = record.on("2027-02-10").versions.at(1);
  EXPECT_EQ(pending.status, VersionState::Status::pending);
  EXPECT_EQ(pending.touched, (std::vector<std::string>{"north", "south"}));
  ASSERT_EQ(pending.consents.size(), 1U);
  EXPECT_EQ(pending.consents[0].by, "north");
  EXPECT_EQ(record.on("2027-02-10", "A1").due, Day{date("2027-03-01")});

  const auto consent = record.answer(EventKind::consented, "2027-02-20", "south", proposed);
  EXPECT_EQ(record.on("2027-02-19", "A1").due, Day{date("2027-03-01")});
  const State after = record.on("2027-02-20");
  const ObligationState moved = *after.find("A1");
  EXPECT_EQ(moved.due, Day{date("2027-05-01")});
  EXPECT_EQ(moved.original_due, Day{date("2027-03-01")});
  EXPECT_TRUE(moved.rebaselined);
  EXPECT_EQ(moved.reported, Reported::rebaselined);
  EXPECT_EQ(record.axes("2027-05-02", "A1"), "late, none");
  EXPECT_EQ(after.versions.at(0).status, VersionState::Status::replaced);
  EXPECT_EQ(after.versions.at(1).status, VersionState::Status::in_force);
  EXPECT_EQ(after.versions.at(1).since, date("2027-02-20"));
  EXPECT_EQ(after.versions.at(1).consents.at(1).seq, consent);
  // B1 waits for A1, so its day moves too: 1 May and 31 days.
  EXPECT_EQ(record.on("2027-02-20", "B1").due, Day{date("2027-06-01")});
}

TEST(LedgerAmendment, IsAsItWasKnownAndStaysWhenRefused) {
  Record record = small();
  const auto proposed = record.amend("2027-02-10", "north", later_text());
  record.answer(EventKind::refused, "2027-02-20", "south", proposed);
  EXPECT_EQ(record.on("2027-02-19").versions.at(1).status, VersionState::Status::pending);
  const VersionState refused = record.on("2027-02-20").versions.at(1);
  EXPECT_EQ(refused.status, VersionState::Status::refused);
  EXPECT_EQ(refused.refused->by, "south");
  EXPECT_FALSE(record.on("2027-02-20", "A1").rebaselined);
  EXPECT_EQ(record.answer(EventKind::consented, "2027-02-21", "south", proposed), 0U);
  EXPECT_EQ(record.refused, "not-pending");
  const auto again = record.amend("2027-03-10", "south", later_text());
  record.answer(EventKind::consented, "2027-03-15", "north", again);
  EXPECT_EQ(record.axes("2027-03-14", "A1"), "late, none");
  EXPECT_EQ(record.axes("2027-03-15", "A1"), "rebaselined, none");
  EXPECT_EQ(record.on("2027-03-15").versions.size(), 3U);
}

TEST(LedgerAmendment, OfOneThatLeftNobodyAsks) {
  Record record = small();
  record.add(event(EventKind::withdrawn, "2027-02-01", "south"));
  record.amend("2027-02-10", "north", later_text());
  EXPECT_EQ(record.on("2027-02-10").versions.at(1).status, VersionState::Status::in_force);
  EXPECT_EQ(record.on("2027-02-10").versions.at(1).touched, std::vector<std::string>{"north"});
}

TEST(LedgerAmendment, ShowsWhatItTookOut) {
  Record record = small();
  const std::string text = small_text();
  const std::string less = text.substr(0, text.find("  V1:"));
  const auto proposed = record.amend("2027-02-10", "north", less);
  EXPECT_EQ(record.on("2027-02-10").versions.at(1).touched, std::vector<std::string>{"south"});
  record.answer(EventKind::consented, "2027-02-11", "south", proposed);
  EXPECT_EQ(record.on("2027-02-10", "V1").removed_by, 0U);
  const ObligationState gone = record.on("2027-02-11", "V1");
  EXPECT_EQ(gone.removed_by, proposed);
  EXPECT_EQ(gone.reported, Reported::rebaselined);
  EXPECT_EQ(record.on("2027-02-11").agreement->obligations().size(), 3U);
  EXPECT_NE(record.report("2027-02-12", "south", "V1"), 0U);
  EXPECT_EQ(record.axes("2027-02-12", "V1"), "done, claimed");
}

TEST(LedgerAmendment, OfNotesAndSourcesNeedsNobody) {
  Record record = small();
  record.amend("2027-02-10", "keeper",
               with(small_text(), "title: A small agreement", "title: A small agreement, revised"));
  EXPECT_EQ(record.on("2027-02-10").versions.at(1).status, VersionState::Status::in_force);
  EXPECT_EQ(record.on("2027-02-10").agreement->data().title, "A small agreement, revised");
}

TEST(LedgerState, ListsWhatElseHappened) {
  Record record = small();
  Event shots = event(EventKind::incident, "2027-02-01", "board", "A1");
  shots.says = "Shots at the road";
  const auto incident = record.add(shots);
  Event cabinet = event(EventKind::administration, "2027-02-02", "south");
  cabinet.says = "A new cabinet";
  const auto administration = record.add(cabinet);
  const auto joined = record.add(event(EventKind::acceded, "2027-02-03", "east"));
  Event photo = event(EventKind::evidence, "2027-02-04", "east");
  photo.to = incident;
  photo.sources = {{"Photo", "", std::string(64, '1')}};
  const auto evidence = record.add(photo);
  ASSERT_NE(joined, 0U);
  const State state = record.on("2027-02-04");
  EXPECT_EQ(state.incidents, std::vector<std::uint64_t>{incident});
  EXPECT_EQ(state.administrations, std::vector<std::uint64_t>{administration});
  EXPECT_EQ(state.evidence, std::vector<std::uint64_t>{evidence});
  EXPECT_EQ(state.find("A1")->incidents, 1U);
  EXPECT_EQ(state.parties.back().id, "east");
  EXPECT_EQ(state.parties.back().acceded, date("2027-02-03"));
  EXPECT_EQ(state.parties.at(1).administration, date("2027-02-02"));
  EXPECT_TRUE(record.on("2027-01-31").incidents.empty());
}

TEST(LedgerState, BeforeAnythingIsSignedIsEmpty) {
  Projection projection;
  EXPECT_TRUE(
      projection.state({second("2027-01-01T00:00:00Z"), date("2027-01-01")}).ledger.empty());
  ASSERT_TRUE(projection.apply(opened("2027-01-01")));
  const State state = projection.state({projection.last_at(), date("2027-01-01")});
  EXPECT_EQ(state.ledger, "test-ledger");
  EXPECT_EQ(state.entries, 1U);
  EXPECT_EQ(state.agreement, nullptr);
  EXPECT_TRUE(state.obligations.empty());
  const Record later("2027-01-01", small_text());
  EXPECT_TRUE(later.on("2026-12-31").obligations.empty());
  EXPECT_EQ(later.on("2027-01-01").obligations.size(), 4U);
}

TEST(LedgerState, OfWhatRepeatsNothingIsDueAfterTheLastTime) {
  Record record = small();
  for (const std::string_view on : {"2027-02-01", "2027-03-01", "2027-04-01", "2027-05-01"})
    record.report(on, "north", "R1");
  EXPECT_EQ(record.on("2027-06-02", "R1").days_late, 1);
  record.report("2027-06-03", "north", "R1");
  EXPECT_EQ(record.axes("2027-12-01", "R1"), "done, claimed");
  EXPECT_FALSE(record.on("2027-12-01", "R1").due);
  EXPECT_FALSE(record.on("2027-12-01", "R1").days_late);
}

TEST(LedgerState, WhatWasDoneLateHasNoCureAnyMore) {
  Record record("2027-01-01",
                with(small_text(), "trigger: by 2027-03-01", "trigger: by 2027-03-01, cure: 20d"));
  record.report("2027-03-10", "north", "A1");
  const ObligationState done = record.on("2027-03-15", "A1");
  EXPECT_EQ(done.days_late, 9);
  EXPECT_FALSE(done.cure_until);
}

TEST(LedgerState, WhatIsVoidIsNeitherDueNorLate) {
  Record record("2027-01-01",
                with(small_text(), "trigger: by A1 + 31d}", "trigger: at 2027-04-01 unless A1}"));
  record.report("2027-02-01", "north", "A1");
  const ObligationState now = record.on("2027-05-01", "B1");
  EXPECT_EQ(now.reported, Reported::not_due);
  EXPECT_TRUE(now.void_by_default);
  EXPECT_FALSE(now.days_late);
}

TEST(LedgerAmendment, AsksWhoIsBackWhenItIsRecordedWhateverItsDay) {
  Record record = small();
  record.add(event(EventKind::withdrawn, "2027-02-01", "south"));
  record.add(event(EventKind::resumed, "2027-02-03", "south"));
  Event amended = event(EventKind::amended, "2027-02-02", "north");
  amended.text = later_text();
  record.add(amended, "2027-02-04T12:00:00Z");
  EXPECT_EQ(record.on("2027-02-10").versions.back().status, VersionState::Status::pending);
  EXPECT_EQ(std::ranges::count(record.on("2027-02-10").versions.back().touched, "south"), 1);
}

TEST(LedgerState, ADenialOfAFindingStandsAgainstALaterReport) {
  Record record = small();
  record.report("2027-02-01", "north", "A1");
  const auto found = record.verify("2027-02-02", "board", "A1", Finding::met);
  record.answer(EventKind::contested, "2027-02-03", "south", found);
  const auto again = record.report("2027-02-04", "north", "A1");
  EXPECT_EQ(record.axes("2027-02-04", "A1"), "done, contested");
  const auto other = record.answer(EventKind::contested, "2027-02-05", "south", again);
  record.report("2027-02-06", "north", "A1");
  const ObligationState now = record.on("2027-02-06", "A1");
  EXPECT_EQ(now.contested_by, std::vector<std::string>{"south"});
  EXPECT_EQ(std::ranges::count(now.entries, other), 1) << "nobody has answered it";
}

TEST(LedgerState, WhatASettledDisputeWasAboutIsContestedNoMore) {
  Record record = small();
  const auto report = record.report("2027-02-01", "north", "A1");
  const auto raised = record.dispute(DisputeStep::raised, "2027-02-02", "south", "A1", report);
  record.dispute(DisputeStep::settled, "2027-02-03", "board", "", raised);
  record.answer(EventKind::contested, "2027-02-02", "south", report);
  EXPECT_EQ(record.axes("2027-02-10", "A1"), "done, claimed");
}

TEST(LedgerState, WhoIsDeniedDoesNotSettleThatAlone) {
  const auto settled_by = [](std::string settler, std::string reporter) {
    Record record = small();
    const auto report = record.report("2027-02-01", std::move(reporter), "A1");
    record.answer(EventKind::contested, "2027-02-02", "board", report);
    const auto raised = record.dispute(DisputeStep::raised, "2027-02-03", "north", "", report);
    record.dispute(DisputeStep::settled, "2027-02-04", std::move(settler), "", raised);
    return record.axes("2027-02-10", "A1");
  };
  EXPECT_EQ(settled_by("north", "north"), "done, contested");
  EXPECT_EQ(settled_by("north", "keeper"), "done, contested") << "it is North's word";
  EXPECT_EQ(settled_by("keeper", "keeper"), "done, contested");
  EXPECT_EQ(settled_by("board", "north"), "done, claimed") << "it has denied it";
  EXPECT_EQ(settled_by("south", "north"), "done, claimed");
  EXPECT_EQ(settled_by("keeper", "north"), "done, claimed");
}

TEST(LedgerState, ADenialOfWhatAFindingCameAfterIsLate) {
  Record record = small();
  const auto first = record.report("2027-02-01", "north", "A1");
  record.verify("2027-02-02", "board", "A1", Finding::unknown);
  const auto second = record.report("2027-02-03", "north", "A1");
  record.answer(EventKind::contested, "2027-02-04", "south", first);
  EXPECT_EQ(record.axes("2027-02-04", "A1"), "done, claimed") << "a finding has answered that";
  record.report("2027-02-05", "north", "A1");
  record.answer(EventKind::contested, "2027-02-06", "south", second);
  EXPECT_EQ(record.axes("2027-02-06", "A1"), "done, contested");
  const auto found = record.verify("2027-02-07", "board", "A1", Finding::not_met);
  record.verify("2027-02-08", "board", "A1", Finding::met);
  record.answer(EventKind::contested, "2027-02-09", "north", found);
  EXPECT_EQ(record.axes("2027-02-09", "A1"), "done, verified") << "another finding has come since";
}

TEST(LedgerState, ADenialOfWhatWasTakenBackIsNone) {
  Record record = small();
  const auto wrong = record.report("2027-02-01", "north", "A1");
  record.answer(EventKind::contested, "2027-02-02", "south", wrong);
  record.report("2027-02-03", "north", "A1", 0.5);
  EXPECT_EQ(record.axes("2027-02-03", "A1"), "started, contested");
  record.answer(EventKind::corrected, "2027-02-04", "north", wrong);
  EXPECT_EQ(record.axes("2027-02-04", "A1"), "started, claimed");
}

TEST(LedgerState, ASettlementAnswersWhatItIsAboutInWhateverTextItStands) {
  Record record = small();
  const std::string more =
      with(small_text(), "  V1:",
           "  D1: {title: North digs, actors: [north], counterparts: [south], trigger: by "
           "2027-04-01}\n  V1:");
  const auto proposed = record.amend("2027-01-05", "north", more);
  record.answer(EventKind::consented, "2027-01-06", "south", proposed);
  record.amend("2027-01-07", "north", with(more, "by 2027-03-01", "by 2027-05-01"));  // waits
  const auto report = record.report("2027-02-01", "north", "D1");
  const auto other = record.report("2027-02-01", "north", "A1");
  record.answer(EventKind::contested, "2027-02-02", "board", report);
  const auto elsewhere = record.dispute(DisputeStep::raised, "2027-02-03", "south", "", other);
  record.dispute(DisputeStep::settled, "2027-02-04", "south", "", elsewhere);
  EXPECT_EQ(record.axes("2027-02-10", "D1"), "done, contested") << "that was about another";
  const auto raised = record.dispute(DisputeStep::raised, "2027-02-11", "south", "", report);
  record.dispute(DisputeStep::settled, "2027-02-12", "south", "", raised);
  EXPECT_EQ(record.axes("2027-02-12", "D1"), "done, claimed");
}

TEST(LedgerState, WhatIsDeniedAfterItWasSettledIsContested) {
  Record record = small();
  const auto report = record.report("2027-02-01", "north", "A1");
  const auto raised = record.dispute(DisputeStep::raised, "2027-02-02", "south", "A1", report);
  record.dispute(DisputeStep::settled, "2027-02-03", "board", "", raised);
  record.answer(EventKind::contested, "2027-02-04", "south", report);
  EXPECT_EQ(record.axes("2027-02-03", "A1"), "done, claimed");
  EXPECT_EQ(record.axes("2027-02-10", "A1"), "done, contested");
}

TEST(LedgerAmendment, OfATextThatWasRefusedInBetweenIsPassedOver) {
  Record record = small();
  const auto refused = record.amend("2027-01-02", "south", later_text());
  record.answer(EventKind::refused, "2027-01-03", "north", refused);
  const std::string without = with(
      small_text(),
      "  V1: {title: South mends the bridge promptly, actors: [south], trigger: promptly}\n", "");
  const auto agreed = record.amend("2027-01-04", "north", without);
  record.answer(EventKind::consented, "2027-01-05", "south", agreed);
  EXPECT_EQ(record.on("2027-01-06", "V1").removed_by, agreed);
  EXPECT_NE(record.report("2027-01-06", "south", "V1"), 0U) << record.refused;
  EXPECT_EQ(record.report("2027-01-06", "north", "V1"), 0U);
  EXPECT_EQ(record.refused, "not-its-actor");
}

TEST(LedgerCorrection, OfAnAccessionLetsItBeMadeAgain) {
  Record record = small();
  const auto first = record.add(event(EventKind::acceded, "2027-01-10", "east"));
  ASSERT_NE(first, 0U);
  ASSERT_NE(record.answer(EventKind::corrected, "2027-01-11", "east", first), 0U);
  EXPECT_NE(record.add(event(EventKind::acceded, "2027-01-12", "east")), 0U) << record.refused;
}

TEST(LedgerCorrection, OfWhatRaisedADisputeEndsIt) {
  Record record = small();
  const auto report = record.report("2027-02-01", "north", "A1");
  const auto raised = record.dispute(DisputeStep::raised, "2027-02-02", "south", "A1", report);
  ASSERT_NE(record.answer(EventKind::corrected, "2027-02-03", "south", raised), 0U);
  EXPECT_EQ(record.dispute(DisputeStep::referred, "2027-02-04", "south", "", raised), 0U);
  EXPECT_NE(record.refused, "");
  EXPECT_NE(record.dispute(DisputeStep::raised, "2027-02-05", "south", "A1", report), 0U)
      << record.refused;
}

TEST(LedgerCorrection, OfARefusalIsNone) {
  Record record = small();
  const auto proposed = record.amend("2027-01-02", "south", later_text());
  const auto no = record.answer(EventKind::refused, "2027-01-03", "north", proposed);
  EXPECT_EQ(record.answer(EventKind::corrected, "2027-01-04", "north", no), 0U);
  EXPECT_EQ(record.refused, "not-correctable");
}

TEST(LedgerCorrection, IsSignedWithTheKeyOfItsEntry) {
  Record record = small();
  const KeyPair keys = make_keys().value();
  const auto with_key = [&](Event one) {
    return sign(std::move(one), {"test-ledger"}, keys.secret).value();
  };
  const auto report = record.add(with_key(event(EventKind::reported, "2027-02-01", "north", "A1")));
  ASSERT_NE(report, 0U);
  Event corrected = event(EventKind::corrected, "2027-02-02", "north");
  corrected.to = report;
  corrected.says = "It was not";
  EXPECT_NE(record.add(with_key(corrected)), 0U) << record.refused;
}

TEST(LedgerState, AnActorIsNoObligation) {
  Record record = small();
  Event one = event(EventKind::incident, "2027-02-01", "north", "south");
  one.says = "something";
  EXPECT_EQ(record.add(one), 0U);
  EXPECT_EQ(record.refused, "unknown-obligation");
}

TEST(LedgerAmendment, OfATextThatDoesNotLoadIsRefused) {
  Record record = small();
  EXPECT_EQ(
      record.amend("2027-01-02", "north", with(small_text(), "actors: [north]", "actors: [n]")),
      0U);
  EXPECT_NE(record.refused, "");
}

TEST(LedgerState, WhatNobodyIsNamedForAnyoneReports) {
  Record record("2027-01-01",
                with(small_text(), "actors: [south], trigger: promptly", "trigger: promptly"));
  EXPECT_NE(record.report("2027-02-01", "board", "V1"), 0U) << record.refused;
}

}  // namespace
}  // namespace tandem::ledger
