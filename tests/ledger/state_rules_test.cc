#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tandem/ledger/keys.h"
#include "tandem/ledger/state.h"
#include "tests/ledger/events.h"

/// Which events the record takes when.
namespace tandem::ledger {
namespace {

class LedgerRules : public testing::Test {
 protected:
  LedgerRules() {
    EXPECT_EQ(add(opened("2027-01-01")), "");
    EXPECT_EQ(add(signed_text("2027-01-01", small_text())), "");
  }

  /// The rules that it breaks; nothing, and the record has it.
  std::string add(Event event) {
    if (event.at < projection_.last_at()) event.at = projection_.last_at();
    EXPECT_EQ(rules_of(mistakes_in(event)), "");
    const auto before = projection_.entries();
    const auto done = projection_.apply(event);
    EXPECT_EQ(projection_.entries(), before + (done ? 1 : 0));
    if (!done) repair_ = done.error().details.front().repair;
    return rules_of(done);
  }
  std::string add(EventKind kind, std::string by, std::string of, std::uint64_t to = 0,
                  std::string_view on = "2027-02-01") {
    Event one = event(kind, on, std::move(by), std::move(of));
    one.to = to;
    if (kind == EventKind::verified) one.finding = Finding::met;
    if (kind == EventKind::corrected || kind == EventKind::incident) one.says = "why";
    if (kind == EventKind::administration) one.says = "a new one";
    return add(one);
  }
  [[nodiscard]] std::uint64_t last() const { return projection_.entries(); }

  Projection projection_;
  std::string repair_;
};

TEST_F(LedgerRules, BeginWithOpenedThenSigned) {
  Projection empty;
  EXPECT_EQ(rules_of(empty.apply(signed_text("2027-01-01", small_text()))), "not-opened");
  ASSERT_TRUE(empty.apply(opened("2027-01-01")));
  EXPECT_EQ(rules_of(empty.apply(event(EventKind::acceded, "2027-01-01", "north"))), "not-signed");
  EXPECT_EQ(add(opened("2027-01-02")), "opened-twice");
  EXPECT_EQ(add(signed_text("2027-01-02", small_text())), "signed-twice");
}

TEST_F(LedgerRules, AskForAnAgreementThatLoads) {
  Projection empty;
  ASSERT_TRUE(empty.apply(opened("2027-01-01")));
  const auto broken = empty.apply(
      signed_text("2027-01-01", with(small_text(), "actors: [north]", "actors: [nrth]")));
  ASSERT_FALSE(broken.has_value());
  EXPECT_GT(broken.error().details.at(0).at.line, 0);
  Event early = signed_text("2027-01-01", small_text());
  early.on = date("2026-12-31");
  EXPECT_EQ(rules_of(empty.apply(early)), "before-signed");
  EXPECT_TRUE(empty.apply(signed_text("2027-01-01", small_text())));
}

TEST_F(LedgerRules, KnowTheNamesAndSuggestThem) {
  EXPECT_EQ(add(EventKind::reported, "nort", "A1"), "unknown-actor");
  EXPECT_EQ(repair_, "did you mean 'north'?");
  EXPECT_EQ(add(EventKind::reported, "north", "A11"), "unknown-obligation");
  EXPECT_EQ(repair_, "did you mean 'A1'?");
  EXPECT_EQ(add(EventKind::reported, "nobody", "nothing"), "unknown-actor unknown-obligation");
}

TEST_F(LedgerRules, LetNoClockGoBackAndNothingHappenTomorrow) {
  Event early = event(EventKind::reported, "2026-12-01", "north", "A1");
  early.at = projection_.last_at() - std::chrono::seconds{1};
  EXPECT_EQ(rules_of(projection_.apply(early)), "clock-back");
  Event ahead = event(EventKind::reported, "2027-02-03", "north", "A1");
  ahead.at = second("2027-02-01T23:00:00Z");
  EXPECT_EQ(add(ahead), "not-yet");
  ahead.on = date("2027-02-02");  // it is, in the east
  EXPECT_EQ(add(ahead), "");
}

TEST_F(LedgerRules, OnlyItsActorsReportAnObligation) {
  EXPECT_EQ(add(EventKind::reported, "south", "A1"), "not-its-actor");
  EXPECT_EQ(add(EventKind::started, "board", "A1"), "not-its-actor");
  EXPECT_EQ(add(EventKind::reported, "south", "R1"), "");  // a member of its group
  EXPECT_EQ(add(EventKind::reported, "both", "R1"), "");
  EXPECT_EQ(add(EventKind::reported, "keeper", "A1"), "");
  EXPECT_EQ(add(EventKind::suspended, "south", "A1"), "not-its-actor");
}

TEST_F(LedgerRules, NobodyVerifiesItself) {
  EXPECT_EQ(add(EventKind::verified, "north", "A1"), "own-verifier");
  EXPECT_EQ(add(EventKind::verified, "south", "A1"), "");
  EXPECT_EQ(add(EventKind::reported, "north", "R1"), "");
  const auto report = last();
  EXPECT_EQ(add(EventKind::verified, "north", "R1"), "own-verifier");
  EXPECT_EQ(add(EventKind::verified, "south", "R1"), "");
  EXPECT_EQ(add(EventKind::corrected, "north", "", report), "");
  EXPECT_EQ(add(EventKind::verified, "south", "R1"), "own-verifier");
  EXPECT_EQ(add(EventKind::verified, "board", "R1", report), "corrected-entry");
  EXPECT_EQ(add(EventKind::reported, "north", "A1"), "");
  EXPECT_EQ(add(EventKind::verified, "board", "R1", last()), "not-a-report");
  EXPECT_EQ(add(EventKind::verified, "board", "A1", last()), "");
}

TEST_F(LedgerRules, NobodyVerifiesWhatTheKeeperHasReportedForIt) {
  EXPECT_EQ(add(EventKind::reported, "keeper", "A1"), "");
  EXPECT_EQ(add(EventKind::verified, "north", "A1"), "own-verifier");
  EXPECT_EQ(add(EventKind::verified, "keeper", "A1"), "own-verifier");
  EXPECT_EQ(add(EventKind::verified, "board", "A1"), "");
  // Nor by taking back its own report beside that.
  EXPECT_EQ(add(EventKind::reported, "north", "A1"), "");
  EXPECT_EQ(add(EventKind::corrected, "north", "", last()), "");
  EXPECT_EQ(add(EventKind::verified, "north", "A1"), "own-verifier");
}

TEST_F(LedgerRules, AContestDeniesAReportOrAFindingOfAnother) {
  EXPECT_EQ(add(EventKind::reported, "north", "A1"), "");
  const auto report = last();
  EXPECT_EQ(add(EventKind::contested, "south", "", 2), "not-a-report");
  EXPECT_EQ(add(EventKind::contested, "south", "", 99), "no-such-entry");
  EXPECT_EQ(add(EventKind::contested, "north", "", report), "own-report");
  EXPECT_EQ(add(EventKind::contested, "south", "B1", report), "other-obligation");
  EXPECT_EQ(add(EventKind::contested, "south", "A1", report, "2027-01-31"), "before-its-cause");
  EXPECT_EQ(add(EventKind::contested, "south", "A1", report), "");
  EXPECT_EQ(add(EventKind::contested, "south", "", report), "contested-twice");
  EXPECT_EQ(add(EventKind::corrected, "south", "", last()), "");
  EXPECT_EQ(add(EventKind::contested, "south", "", report), "");
}

TEST_F(LedgerRules, ADisputeGoesOnFromWhereItWasRaised) {
  Event step = event(EventKind::dispute, "2027-02-01", "south", "A1");
  step.step = DisputeStep::referred;
  EXPECT_EQ(add(step), "no-dispute");
  step.step = DisputeStep::raised;
  EXPECT_EQ(add(step), "");
  step.to = last();
  step.step = DisputeStep::unsettled;
  step.of = "B1";
  EXPECT_EQ(add(step), "other-obligation");
  step.of.clear();
  step.on = date("2027-01-31");
  EXPECT_EQ(add(step), "before-its-cause");
  step.on = date("2027-02-02");
  EXPECT_EQ(add(step), "");
  step.step = DisputeStep::settled;
  EXPECT_EQ(add(step), "dispute-closed");
  EXPECT_EQ(add(EventKind::corrected, "south", "", last()), "");
  EXPECT_EQ(add(step), "");
}

TEST_F(LedgerRules, ConsentIsAskedOfThoseTouchedAndOnce) {
  Event amended = event(EventKind::amended, "2027-02-01", "board");
  amended.text = with(small_text(), "by 2027-03-01", "by 2027-05-01");
  EXPECT_EQ(add(EventKind::consented, "north", "", 1), "not-pending");
  EXPECT_EQ(add(amended), "");
  const auto proposed = last();
  EXPECT_EQ(add(amended), "amendment-pending");
  EXPECT_EQ(add(EventKind::consented, "keeper", "", proposed), "not-asked");
  EXPECT_EQ(add(EventKind::refused, "keeper", "", proposed), "not-asked");
  EXPECT_EQ(add(EventKind::consented, "north", "", proposed, "2027-01-31"), "before-its-cause");
  EXPECT_EQ(add(EventKind::consented, "north", "", proposed), "");
  EXPECT_EQ(add(EventKind::consented, "north", "", proposed), "consented-twice");
  EXPECT_EQ(add(EventKind::corrected, "north", "", last()), "not-correctable");
  EXPECT_EQ(add(EventKind::refused, "board", "", proposed), "");  // takes its proposal back
  EXPECT_EQ(add(EventKind::consented, "south", "", proposed), "not-pending");
  EXPECT_EQ(add(amended), "");
}

TEST_F(LedgerRules, AnAmendmentMayBringNewPartiesThatConsent) {
  Event amended = event(EventKind::amended, "2027-02-01", "south");
  amended.text = with(with(small_text(), "  board:", "  east: {name: East}\n  board:"),
                      "actors: [south], counterparts: [north]",
                      "actors: [south, east], counterparts: [north]");
  EXPECT_EQ(add(amended), "");
  const auto proposed = last();
  EXPECT_EQ(add(EventKind::reported, "east", "B1"), "unknown-actor");
  EXPECT_EQ(add(EventKind::consented, "east", "", proposed), "");
  EXPECT_EQ(add(EventKind::consented, "north", "", proposed), "");
  EXPECT_EQ(add(EventKind::reported, "east", "B1"), "");
}

TEST_F(LedgerRules, OnlyItsAuthorOrTheKeeperCorrectsAnEntry) {
  EXPECT_EQ(add(EventKind::reported, "north", "A1"), "");
  EXPECT_EQ(add(EventKind::corrected, "south", "", last()), "not-its-author");
  EXPECT_EQ(add(EventKind::corrected, "keeper", "", last()), "");
  EXPECT_EQ(add(EventKind::corrected, "keeper", "", last()), "not-correctable");
  EXPECT_EQ(add(EventKind::corrected, "keeper", "", 2), "not-correctable");
}

TEST_F(LedgerRules, WhoIsAPartyDoesNotAccede) {
  EXPECT_EQ(add(EventKind::acceded, "north", ""), "already-party");
  EXPECT_EQ(add(EventKind::incident, "east", ""), "unknown-actor");
  EXPECT_EQ(add(EventKind::acceded, "east", ""), "");
  EXPECT_EQ(add(EventKind::acceded, "east", ""), "already-party");
  EXPECT_EQ(add(EventKind::incident, "east", ""), "");
}

TEST_F(LedgerRules, WhoHasSignedOnceSignsWithTheSameKey) {
  const auto first = make_keys();
  const auto other = make_keys();
  ASSERT_TRUE(first && other);
  const auto signed_by = [](Event one, const KeyPair& keys) {
    return sign(std::move(one), {"test-ledger"}, keys.secret).value();
  };
  const Event report = event(EventKind::reported, "2027-02-01", "north", "A1");
  EXPECT_EQ(add(report), "");
  EXPECT_EQ(add(signed_by(report, *first)), "");
  EXPECT_EQ(projection_.key_of("north"), first->open);
  EXPECT_EQ(projection_.key_of("south"), "");
  EXPECT_EQ(add(report), "unsigned");
  EXPECT_EQ(add(signed_by(report, *other)), "other-key");
  Event cabinet = event(EventKind::administration, "2027-02-02", "north");
  cabinet.says = "A new cabinet";
  EXPECT_EQ(add(cabinet), "unsigned");
  EXPECT_EQ(add(signed_by(cabinet, *other)), "");
  EXPECT_EQ(add(signed_by(report, *first)), "said-already other-key");
  EXPECT_EQ(add(signed_by(report, *other)), "");
  EXPECT_EQ(add(signed_by(report, *other)), "said-already");
}

/// A key comes in with whoever signs first; where that was a wrong hand, the keeper takes it out.
class LedgerKeys : public LedgerRules {
 protected:
  static Event report(std::string_view on) { return event(EventKind::reported, on, "north", "A1"); }
  static Event signed_by(Event one, const KeyPair& keys) {
    return sign(std::move(one), {"test-ledger"}, keys.secret).value();
  }
  /// The number of the entry.
  std::uint64_t record(const Event& one) {
    EXPECT_EQ(add(one), "");
    return last();
  }
  const KeyPair wrong_ = make_keys().value();
  const KeyPair right_ = make_keys().value();
};

TEST_F(LedgerKeys, AreFreeAgainOnceTheKeeperHasCorrectedWhatAWrongHandSigned) {
  const auto entry = record(signed_by(report("2027-02-01"), wrong_));
  EXPECT_EQ(add(EventKind::corrected, "south", "", entry), "not-its-author");
  EXPECT_EQ(add(signed_by(report("2027-02-02"), right_)), "other-key");
  EXPECT_EQ(add(EventKind::corrected, "keeper", "", entry), "");
  EXPECT_EQ(projection_.key_of("north"), "");
  EXPECT_EQ(projection_.key_of("nobody"), "");
  EXPECT_EQ(add(report("2027-02-02")), "");
  EXPECT_EQ(add(signed_by(report("2027-02-03"), right_)), "");
  EXPECT_EQ(projection_.key_of("north"), right_.open);
  EXPECT_EQ(add(signed_by(report("2027-02-04"), wrong_)), "other-key");
}

TEST_F(LedgerKeys, AreTakenOutFromTheirFirstEntryOn) {
  const auto first = record(signed_by(report("2027-02-01"), wrong_));
  const auto second = record(signed_by(report("2027-02-02"), wrong_));
  EXPECT_EQ(add(EventKind::corrected, "keeper", "", second), "other-key");
  EXPECT_NE(repair_.find("correct entry " + std::to_string(first) + " first"), std::string::npos)
      << repair_;
  EXPECT_EQ(add(EventKind::corrected, "keeper", "", first), "");
  EXPECT_EQ(projection_.key_of("north"), wrong_.open) << "the second still stands";
  EXPECT_EQ(add(EventKind::corrected, "keeper", "", second), "");
  EXPECT_EQ(add(signed_by(report("2027-02-03"), right_)), "");
}

TEST_F(LedgerKeys, StayWhereThePartyCorrectsItselfOrWhatItAgreedTo) {
  const auto entry = record(signed_by(report("2027-02-01"), right_));
  Event corrected = event(EventKind::corrected, "2027-02-02", "north");
  corrected.to = entry;
  corrected.says = "It was not";
  EXPECT_EQ(add(corrected), "unsigned");
  const auto correction = record(signed_by(corrected, right_));
  EXPECT_EQ(projection_.key_of("north"), right_.open);
  EXPECT_EQ(add(report("2027-02-03")), "unsigned");
  EXPECT_EQ(add(EventKind::corrected, "keeper", "", correction), "not-correctable other-key");
}

TEST_F(LedgerKeys, GoBackToTheOneBeforeWhereTheNewOneWasOfAWrongHand) {
  EXPECT_EQ(add(signed_by(report("2027-02-01"), right_)), "");
  Event cabinet = event(EventKind::administration, "2027-02-02", "north");
  cabinet.says = "A new cabinet";
  const auto entry = record(signed_by(cabinet, wrong_));
  EXPECT_EQ(projection_.key_of("north"), wrong_.open);
  projection_.attempt();
  EXPECT_EQ(add(EventKind::corrected, "keeper", "", entry), "");
  EXPECT_EQ(projection_.key_of("north"), right_.open);
  EXPECT_EQ(add(signed_by(report("2027-02-03"), right_)), "");
  projection_.take_back();
  EXPECT_EQ(projection_.key_of("north"), wrong_.open);
}

TEST_F(LedgerKeys, AreDisownedByAnotherHandAlone) {
  const auto entry = record(signed_by(report("2027-02-01"), wrong_));
  Event corrected = event(EventKind::corrected, "2027-02-02", "keeper");
  corrected.to = entry;
  corrected.says = "A wrong hand";
  projection_.attempt();
  EXPECT_EQ(add(signed_by(corrected, right_)), "");
  EXPECT_EQ(projection_.key_of("north"), "");
  projection_.take_back();
  EXPECT_EQ(add(signed_by(corrected, wrong_)), "");
  EXPECT_EQ(projection_.key_of("north"), wrong_.open) << "who has the key has corrected it";
}

TEST_F(LedgerKeys, OfAnEntryCorrectItThoughAnotherCameInSince) {
  const auto entry = record(signed_by(report("2027-02-01"), right_));
  Event cabinet = event(EventKind::administration, "2027-02-02", "north");
  cabinet.says = "A new cabinet";
  record(signed_by(cabinet, wrong_));
  Event corrected = event(EventKind::corrected, "2027-02-03", "north");
  corrected.to = entry;
  corrected.says = "It was not";
  EXPECT_EQ(add(signed_by(corrected, wrong_)), "other-key");
  EXPECT_EQ(repair_, "sign the correction with the key of the entry");
}

TEST_F(LedgerRules, AStepOfADisputeNamesWhatRaisedIt) {
  const auto step = [&](DisputeStep what, std::string of) {
    Event one = event(EventKind::dispute, "2027-02-01", "north", std::move(of));
    one.step = what;
    return add(one);
  };
  EXPECT_EQ(step(DisputeStep::answered, "A1"), "no-dispute");
  EXPECT_EQ(repair_, "none is open: raise one first");
  EXPECT_EQ(step(DisputeStep::raised, "A1"), "");
  const std::string raised = std::to_string(last());
  EXPECT_EQ(step(DisputeStep::answered, "A1"), "no-dispute");
  EXPECT_EQ(repair_, "name in 'to' the entry that raised it (" + raised + ")");
  EXPECT_EQ(step(DisputeStep::answered, "B1"), "no-dispute");
  EXPECT_EQ(repair_,
            "none about 'B1' is open: raise one first, or name the entry of another in 'to' (" +
                raised + ")");
}

TEST_F(LedgerRules, ResumeWhatWasSuspended) {
  EXPECT_EQ(add(EventKind::resumed, "north", ""), "nothing-to-resume");
  EXPECT_EQ(add(EventKind::resumed, "north", "A1"), "nothing-to-resume");
  EXPECT_EQ(add(EventKind::suspended, "north", ""), "");
  EXPECT_EQ(add(EventKind::resumed, "north", "A1", 0, "2027-01-31"), "nothing-to-resume");
  EXPECT_EQ(add(EventKind::resumed, "north", "A1"), "");
  EXPECT_EQ(add(EventKind::resumed, "north", "A1"), "nothing-to-resume");
  EXPECT_EQ(add(EventKind::resumed, "north", ""), "");
}

TEST_F(LedgerRules, WhatIsTakenBackWasNever) {
  EXPECT_EQ(add(EventKind::reported, "north", "A1"), "");
  const auto report = last();
  projection_.attempt();
  EXPECT_EQ(add(EventKind::contested, "south", "", report), "");
  EXPECT_EQ(add(EventKind::corrected, "north", "", report), "");
  EXPECT_EQ(add(EventKind::withdrawn, "south", ""), "");
  EXPECT_EQ(add(EventKind::acceded, "east", ""), "");
  projection_.take_back();
  EXPECT_EQ(last(), report);
  EXPECT_EQ(add(EventKind::incident, "east", ""), "unknown-actor");
  EXPECT_EQ(add(EventKind::resumed, "south", ""), "nothing-to-resume");
  EXPECT_EQ(add(EventKind::contested, "south", "", report), "");
}

}  // namespace
}  // namespace tandem::ledger
