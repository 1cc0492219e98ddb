#include "tandem/casefile/agreement_file.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/drafts.h"

namespace tandem::casefile {
namespace {

using model::Agreement;

constexpr std::string_view kBridges = R"(tandem: 1
agreement: two-bridges
title: Reopening of the two bridges
summary: "A freeze: guns against grain."
signed: 2026-03-01
case: bridges
horizon: 120
day_count: {first_day: included, weekend: [fri, sat], holidays: [2026-03-20], rest_day: next}
sources:
  S-TEXT: {title: Text of the agreement, url: "https://example.org/text", as_of: 2026-03-01}
judgements:
  J-US: {about: worths, by: the authors, as_of: 2026-03-02}
actors:
  north: {name: The North, discount: 0.9 @J-US}
  south: {name: The South, case_party: republic}
  both: {name: Both sides, members: [north, south]}
  observers: {name: Joint observer mission, role: body}
events:
  T0: {title: Entry into force, date: 2026-03-01, happened: true, source: S-TEXT}
  storm: {title: A storm}
allow: {silent-actor: "the neighbours come later"}
obligations:
  A1:
    title: Withdraw the guns, all of them
    text: The North shall withdraw "all" guns.
    article: 2.1
    phase: First step
    actors: [north]
    counterparts: [south]
    quantity: 24
    unit: guns
    trigger: start at T0, done by T0 + 60d
    takes: 30d
    waits_for: [started(B1)]
    for: [B1]
    group: first-step
    verification: {means: photographs, operator: observers, approval: both, fallback: visits, disclosure: both parties, takes: 10d}
    tolerance: guns under repair
    cure: 14d
    decided_by: the commission
    financing: each side
    visibility: {tlp: amber-strict, compartment: military}
    measure: guns
    share: 0.5
    source: [S-TEXT]
    provenance: primary_text
    note: "as the press had it: late"
    started: 2026-03-02
    done: 2026-04-01
    verified: 2026-04-11
    outcome: done
    allow: {start-only: the start is what matters}
  B1:
    title: Lift the quota
    kind: benefit
    actors: [south]
    legal_form: regulation
    trigger: 'at A1 + 1m effective verified(A1) unless storm'
    off_text: true
    worth: {north: 3..5..9 @J-US, south: -2 @J-US}
    reversibility: 0.5 @J-US
)";

AgreementFile bridges() { return test::must(load_agreement_text(std::string(kBridges), "b.yaml")); }

std::vector<Diagnostic> mistakes_with(std::string_view old, std::string_view replaced) {
  std::string text(kBridges);
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  text.replace(at, old.size(), replaced);
  auto loaded = load_agreement_text(text, "b.yaml");
  return loaded ? std::vector<Diagnostic>{} : loaded.error().details;
}

TEST(LoadAgreement, ReadsEveryKey) {
  const Agreement of = bridges().valid;
  EXPECT_EQ(of.data().id, "two-bridges");
  EXPECT_EQ(format_date(*of.data().signed_on), "2026-03-01");
  EXPECT_EQ(bridges().draft.horizon_months, 120);
  EXPECT_TRUE(of.data().day_count.first_day_counts);
  EXPECT_EQ(of.data().day_count.weekend.size(), 2U);
  EXPECT_EQ(of.data().day_count.on_rest_day, model::DayCount::RestDay::next);
  EXPECT_EQ(of.actors()[3].role, model::ActorRole::body);
  EXPECT_EQ(of.actors()[1].case_party, "republic");
  EXPECT_EQ(of.actors()[0].discount.mode, 0.9);
  EXPECT_TRUE(of.events()[0].happened);
  const model::Obligation& a = of.obligations()[0];
  EXPECT_EQ(a.quantity->mode, 24);
  EXPECT_EQ(a.quantity->provenance, ProvenanceId(0)) << "the row's source stands behind it";
  EXPECT_EQ(model::trigger_text(a.trigger), "start at T0, done by T0 + 60d");
  EXPECT_EQ(a.takes, (model::Length{30, model::LengthUnit::days}));
  EXPECT_EQ(model::moment_text(a.waits_for[0]), "started(B1)");
  EXPECT_EQ(a.exchanged_for, std::vector{model::ObligationId(1)});
  EXPECT_EQ(a.verification->approval, "both");
  EXPECT_EQ(a.tlp, model::Tlp::amber_strict);
  EXPECT_EQ(a.share, 0.5);
  EXPECT_EQ(format_date(*a.verified), "2026-04-11");
  EXPECT_EQ(a.allow[0].rule, "start-only");
  const model::Obligation& b = of.obligations()[1];
  EXPECT_TRUE(b.off_text);
  EXPECT_EQ(b.kind, model::ObligationKind::benefit);
  EXPECT_EQ(b.worth[0].points.low, 3);
  EXPECT_EQ(of.data().allow[0].reason, "the neighbours come later");
}

TEST(WriteAgreement, LosesNothing) {
  const std::string once = write_agreement(bridges().draft);
  const AgreementFile again = test::must(load_agreement_text(once, "again.yaml"));
  EXPECT_EQ(write_agreement(again.draft), once);
  const auto plain = [](std::string_view text) {  // flow and block, quotes and places aside
    return test::must(load_agreement_text(std::string(text), "x")).draft;
  };
  EXPECT_EQ(plain(once).obligations[0].text.text, "The North shall withdraw \"all\" guns.");
  EXPECT_EQ(plain(once).obligations[0].allow[0].reason.text, "the start is what matters");
  EXPECT_EQ(plain(once).day_count.holidays[0].text, "2026-03-20");
  // every key that the loader knows stands in the example and in what is written of it
  const auto schema = nlohmann::json::parse(agreement_json_schema());
  const auto obligation = schema["properties"]["obligations"]["additionalProperties"]["properties"];
  for (const auto& [key, value] : obligation.items())
    EXPECT_NE(once.find("    " + key + ":"), std::string::npos) << key << " is not written";
  for (const auto& [key, value] : schema["properties"].items())
    EXPECT_NE(once.find(key + ":"), std::string::npos) << key << " is not written";
}

TEST(LoadAgreement, PointsIntoATrigger) {
  const auto found =
      mistakes_with("start at T0, done by T0 + 60d", "start at T0, done by T9 + 60d");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "unknown-event");
  EXPECT_EQ(found[0].at.column, 14 + 21) << "where T9 stands";
  EXPECT_EQ(found[0].repair, "did you mean 'T0'?");
  const auto quoted = mistakes_with("'at A1 + 1m effective", "'at A1 + 1x effective");
  ASSERT_EQ(quoted.size(), 1U);
  EXPECT_EQ(quoted[0].rule, "bad-trigger");
  EXPECT_EQ(quoted[0].at.column, 15 + 8) << "behind the quote";
}

TEST(LoadAgreement, NamesTheRuleOfEachMistake) {
  const std::pair<std::pair<std::string_view, std::string_view>, std::string_view> wrong[] = {
      {{"agreement: two-bridges", "agreement: two bridges"}, "bad-id"},
      {{"  B1:\n", "  T0:\n"}, "duplicate-id"},
      {{"  storm:", "  done:"}, "reserved-id"},
      {{"members: [north, south]", "members: [both]"}, "nested-group"},
      {{"role: body", "role: mission"}, "unknown-word"},
      {{"weekend: [fri, sat]", "weekend: [sun, mon, tue, wed, thu, fri, sat]"}, "no-working-day"},
      {{"for: [B1]", "for: [A1]"}, "own-exchange"},
      {{"takes: 30d", "takes: a month"}, "bad-length"},
      {{"verified: 2026-04-11", "verified: 2026-03-11"}, "record-order"},
      {{"measure: guns\n", "note2: guns\n"}, "unknown-key"},
      {{"    measure: guns\n", ""}, "share-of-nothing"},
      {{"    off_text: true\n", "    measure: guns\n"}, "two-worths"},
      {{"start-only: the start is what matters", "start-only: ''"}, "allow-without-reason"},
      {{"date: 2026-03-01, happened: true", "happened: true"}, "happened-when"},
      {{"waits_for: [started(B1)]", "waits_for: [B9..B1]"}, "bad-range"},
      {{"share: 0.5", "share: 1.5"}, "out-of-range"},
      {{"actors: [south]", "actors: [suoth]"}, "unknown-actor"},
      {{"    source: [S-TEXT]\n", ""}, "no-provenance"},
  };
  for (const auto& [edit, rule] : wrong) {
    const auto found = mistakes_with(edit.first, edit.second);
    EXPECT_TRUE(std::ranges::any_of(found, [&](const Diagnostic& d) { return d.rule == rule; }))
        << rule << " instead of " << (found.empty() ? "nothing" : found[0].rule);
    for (const Diagnostic& d : found) {
      EXPECT_GT(d.at.line, 0) << d.message;
      EXPECT_FALSE(d.message.empty());
    }
  }
}

TEST(LoadAgreement, TellsAnAgreementFromACase) {
  EXPECT_TRUE(is_agreement(kBridges));
  EXPECT_FALSE(is_agreement("tandem: 1\ncase: x\n"));
  EXPECT_FALSE(load_agreement_text("- a\n- b\n", "list.yaml").has_value());
  EXPECT_FALSE(load_agreement_text("", "empty.yaml").has_value());
}

}  // namespace
}  // namespace tandem::casefile
