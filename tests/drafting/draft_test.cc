#include "tandem/drafting/draft.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tandem/lint/lint.h"
#include "tests/support/drafts.h"
#include "tests/support/random_case.h"

namespace tandem::drafting {
namespace {

using model::Agreement;
using model::AgreementDraft;
using model::Case;
using model::ObligationDraft;
using model::Roadmap;

/// North gives guns in two halves, South grain at once and then trade, China joins in phase 2.
Case bridges() {
  auto draft = test::blank_case(3, 6, 120);
  draft.start = "2026-03-01";
  draft.parties = {test::principal("north", 0.9), test::principal("south", 0.9)};
  auto& china = draft.parties.emplace_back(test::principal("china", 0.95));
  china.role = "partner";
  china.name = "China";
  auto guns = test::step("guns", {"north"}, {{"north", -4.0}, {"south", 10.0}});
  guns.title = "Withdraw the guns";
  guns.divisible = true;
  guns.duration = 4.0;
  guns.quantity = 24.0;
  guns.unit = "guns";
  guns.verification.emplace();
  guns.verification->means = "photographs from the air";
  auto grain = test::step("grain", {"south"}, {{"north", 6.0}, {"south", -1.0}});
  grain.legal_form = "regulation";
  auto trade = test::step("trade", {"south"}, {{"north", 9.0}, {"south", -1.0}});
  trade.duration = 6.0;
  auto rail = test::step("rail", {"china"}, {{"north", 2.0}, {"china", 1.0}});
  draft.measures = {guns, grain, trade, rail};
  return test::must_case(draft);
}

Roadmap steps(const Case& of) {
  model::RoadmapDraft draft;
  draft.name = "by-halves";
  draft.accession = {{"china", 2}};
  for (const auto& [measure, phase, share] : {std::tuple{"guns", 1, 0.5},
                                              {"grain", 1, 1.0},
                                              {"guns", 2, 0.5},
                                              {"trade", 2, 1.0},
                                              {"rail", 3, 1.0}}) {
    model::IncrementDraft step;
    step.measure = measure;
    step.phase = phase;
    step.share = model::Number(share);
    draft.increments.push_back(step);
  }
  return test::must_roadmap(of, draft);
}

const ObligationDraft& clause(const AgreementDraft& of, std::string_view id) {
  const auto found = std::ranges::find_if(
      of.obligations, [&](const ObligationDraft& one) { return one.id.text == id; });
  if (found == of.obligations.end()) test::give_up({Errc::not_found, std::string(id)});
  return *found;
}

std::vector<std::string> ids(const std::vector<model::Word>& words) {
  std::vector<std::string> all;
  for (const model::Word& word : words) all.push_back(word.text);
  return all;
}

TEST(Draft, WritesAnObligationForEveryStepInThePhaseOfItsStart) {
  const Case of = bridges();
  const AgreementDraft text = draft(of, steps(of));
  const ObligationDraft& first = clause(text, "A1-1");
  EXPECT_EQ(first.measure.text, "guns");
  EXPECT_EQ(first.share->mode, 0.5);
  EXPECT_EQ(first.quantity->mode, 12);
  EXPECT_EQ(first.trigger.text, "start at P1, done by P1 + 4m");
  EXPECT_EQ(
      first.text.text,
      "north shall carry out, to the extent of 50 per cent, the following: Withdraw the guns. "
      "It shall begin on the day on which the phase opens and be complete no later than 4 "
      "months after the phase opens. Verification is by Joint Commission (photographs from "
      "the air); where that fails: the Joint Commission decides on what the parties' own "
      "means of observation show. The result goes to all parties, within 14 days of the "
      "report.");
  EXPECT_EQ(clause(text, "A1-2").trigger.text, "at P1") << "grain takes no time";
  EXPECT_EQ(clause(text, "A1-2").legal_form.text, "regulation");
  EXPECT_NE(clause(text, "A2-1").text.text.find("a further 50 per cent and so of 100 per cent"),
            std::string::npos);
}

TEST(Draft, OpensAPhaseOnceWhatWasDueIsVerified) {
  const Case of = bridges();
  const AgreementDraft text = draft(of, steps(of));
  EXPECT_EQ(clause(text, "P1").trigger.text, "at T0");
  EXPECT_EQ(clause(text, "P2").trigger.text, "at latest(T0 + 6m, verified(A1-1, A1-2))");
  EXPECT_EQ(clause(text, "P3").trigger.text, "at latest(T0 + 12m, verified(A2-1, A2-2))");
  EXPECT_EQ(clause(text, "L2").trigger.text, "at T0 + 9m unless P2");
  EXPECT_EQ(clause(text, "E1").trigger.text, "upon verified(A1-1, A1-2, A2-1, A2-2, A3-1)");
}

TEST(Draft, PairsWhatIsExchangedAndLetsPartnersAccede) {
  const Case of = bridges();
  const AgreementDraft text = draft(of, steps(of));
  EXPECT_EQ(ids(clause(text, "A1-1").exchanged_for), std::vector<std::string>{"A1-2"});
  EXPECT_EQ(ids(clause(text, "A1-2").exchanged_for), std::vector<std::string>{"A1-1"});
  EXPECT_TRUE(clause(text, "A3-1").exchanged_for.empty()) << "nothing else starts with the railway";
  EXPECT_EQ(clause(text, "C-china").trigger.text, "at P2");
  EXPECT_EQ(clause(text, "C-china").legal_form.text, "treaty");
}

TEST(Draft, PutsItsTermsInTheClockOfDisputes) {
  const Case of = bridges();
  Terms terms;
  terms.longstop_months = 1;
  terms.commission_days = 20;
  terms.notice_days = 45;
  terms.cure_days = 10;
  const AgreementDraft text = draft(of, steps(of), terms);
  EXPECT_EQ(clause(text, "L3").trigger.text, "at T0 + 13m unless P3");
  EXPECT_EQ(clause(text, "D1").trigger.text, "by complaint + 20d");
  EXPECT_EQ(clause(text, "D4").trigger.text, "at D3 + 45d unless settlement");
  EXPECT_EQ(clause(text, "A1-1").cure.text, "10d");
}

TEST(Draft, NamesWhoDecidesAtEachStepOfADispute) {
  const Case of = bridges();
  const AgreementDraft text = draft(of, steps(of));
  EXPECT_EQ(ids(clause(text, "D1").actors), std::vector<std::string>{"joint-commission"});
  EXPECT_EQ(ids(clause(text, "D2").actors), (std::vector<std::string>{"north", "south", "china"}));
  EXPECT_EQ(ids(clause(text, "D3").actors), std::vector<std::string>{"arbiters"});
  EXPECT_EQ(ids(clause(text, "G1").actors), (std::vector<std::string>{"north", "south"}));
}

TEST(Draft, OfNoAgreementHasAClockAndNoStep) {
  const Case of = bridges();
  const AgreementDraft text = draft(of, model::no_agreement(of));
  EXPECT_TRUE(Agreement::from(text).has_value());
  EXPECT_TRUE(std::ranges::none_of(text.obligations, [](const ObligationDraft& one) {
    return !one.measure.empty() || one.id.text == "E1";
  }));
}

/// Whether no partner does anything before its accession, as far as the roadmap says.
bool accedes_in_time(const Case& of, const Roadmap& roadmap) {
  return std::ranges::all_of(roadmap.increments, [&](const model::Increment& step) {
    return std::ranges::all_of(of.measure(step.measure).actors, [&](PartyId party) {
      const auto& phase = roadmap.accession[party.index()];
      return phase && *phase <= of.phase_of(step.start_month);
    });
  });
}

RC_GTEST_PROP(DraftProperty, ReadBackItIsTheRoadmapThatItWasDrawnUpFrom, ()) {
  Rng rng(*rc::gen::inRange<std::uint64_t>(0, 1'000'000), 1);
  const Case of = test::random_case(rng);
  const Roadmap roadmap =
      test::random_roadmap(rng, of, *rc::gen::arbitrary<bool>() ? test::Grid::on : test::Grid::off);
  RC_PRE(accedes_in_time(of, roadmap));
  const auto text = Agreement::from(draft(of, roadmap));
  RC_ASSERT(text.has_value());
  const auto read = roadmap_of(*text, model::timetable(*text), of);
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->left_out.empty());
  RC_ASSERT(read->roadmap.increments.size() == roadmap.increments.size());
  for (std::size_t i = 0; i < roadmap.increments.size(); ++i) {
    const model::Increment& made = read->roadmap.increments[i];
    RC_ASSERT(made.measure == roadmap.increments[i].measure);
    RC_ASSERT(made.start_month == roadmap.increments[i].start_month);
    RC_ASSERT(made.share == roadmap.increments[i].share);
  }
  RC_ASSERT(read->roadmap.accession == roadmap.accession);
}

RC_GTEST_PROP(DraftProperty, LintFindsNothingThatItDoesNotAllow, ()) {
  Rng rng(*rc::gen::inRange<std::uint64_t>(0, 1'000'000), 1);
  const Case of = test::random_case(rng);
  const auto text = Agreement::from(draft(of, test::random_roadmap(rng, of, test::Grid::on)));
  RC_ASSERT(text.has_value());
  for (const lint::Finding& one : lint::lint(*text)) {
    RC_LOG() << one.rule->id << ": " << one.message << "\n";
    RC_ASSERT(one.allowed);
  }
}

RC_GTEST_PROP(DraftProperty, ExchangesAreMutualAndBetweenSides, ()) {
  Rng rng(*rc::gen::inRange<std::uint64_t>(0, 1'000'000), 1);
  const Case of = test::random_case(rng);
  const auto text = Agreement::from(draft(of, test::random_roadmap(rng, of, test::Grid::on)));
  RC_ASSERT(text.has_value());
  for (std::size_t o = 0; o < text->obligations().size(); ++o)
    for (const model::ObligationId other : text->obligations()[o].exchanged_for) {
      const auto& back = text->obligation(other).exchanged_for;
      RC_ASSERT(std::ranges::count(back, model::ObligationId(o)) == 1);
      for (const model::ActorId actor : text->obligations()[o].actors)
        RC_ASSERT(std::ranges::count(text->obligation(other).actors, actor) == 0);
    }
}

}  // namespace
}  // namespace tandem::drafting
