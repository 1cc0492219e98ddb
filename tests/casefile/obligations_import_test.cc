#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "tandem/base/csv.h"
#include "tandem/base/random.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/casefile/obligations_table.h"
#include "tandem/model/agreement.h"
#include "tests/casefile/border_case.h"

namespace tandem::casefile {
namespace {

using model::ObligationDraft;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

ImportedObligations must_import(const std::string& csv, const ImportOptions& options = {}) {
  auto made = import_obligations(csv, "table.csv", options);
  if (!made) throw std::logic_error(test::shown(made.error(), csv));
  return std::move(*made);
}

ImportedObligations shipped(const std::string& path) {
  const auto source = read_source(std::string(TANDEM_SOURCE_DIR "/cases/") + path);
  if (!source) throw std::logic_error(source.error().what);
  return must_import(source->text);
}
ImportedObligations jcpoa() { return shipped("iran/jcpoa-2015/data/jcpoa.csv"); }
ImportedObligations six_party() { return shipped("korea/six-party-2007/data/six_party_2007.csv"); }

const ObligationDraft& row(const ImportedObligations& from, std::string_view id) {
  const auto at =
      std::ranges::find(from.draft.obligations, id, [](const auto& one) { return one.id.text; });
  if (at == from.draft.obligations.end()) throw std::logic_error("no row " + std::string(id));
  return *at;
}

std::vector<std::string> texts(const std::vector<model::Word>& words) {
  std::vector<std::string> made;
  for (const model::Word& word : words) made.push_back(word.text);
  return made;
}

std::vector<std::string> rules_of(const ImportedObligations& from, std::string_view id) {
  std::vector<std::string> rules;
  for (const Assumption& one : from.assumptions)
    if (one.row == id) rules.push_back(one.rule);
  return rules;
}

/// A table with rows J1 to J30 without a trigger, and one row X.
std::string table_with(const std::string& kind, const std::string& trigger,
                       const std::string& computed = "") {
  std::string csv = "id,title,kind,trigger,computed_date\n";
  for (int j = 1; j <= 30; ++j) csv += "J" + std::to_string(j) + ",step,action,,\n";
  return csv + "X,the row," + kind + "," + csv_cell(trigger) + "," + computed + "\n";
}

struct Spelling {
  std::string kind;
  std::string foreign;
  std::string ours;
};

class ForeignTrigger : public testing::TestWithParam<Spelling> {};

TEST_P(ForeignTrigger, IsReadIntoOurs) {
  const auto& [kind, foreign, ours] = GetParam();
  const auto made = must_import(table_with(kind, foreign));
  EXPECT_EQ(row(made, "X").trigger.text, ours);
  EXPECT_FALSE(rules_of(made, "X").empty());
}

INSTANTIATE_TEST_SUITE_P(
    Spellings, ForeignTrigger,
    testing::Values(
        Spelling{"milestone", "J2+90d OR earlier:mutual_consent",
                 "at earliest(J2 + 90d, mutual-consent)"},
        Spelling{"action", "start:J1 finish_by:J20", "start at J1, done by J20"},
        Spelling{"action", "start:J5 finish_before:J20", "start at J5, done by J20"},
        Spelling{"action", "start:J5", "start by J5"},
        Spelling{"action", "start_by:J1+60d", "start by J1 + 60d"},
        Spelling{"action", "at:J5 effective:J20", "at J5 effective J20"},
        Spelling{"milestone", "on:all_verified(J12..J19,J21..J23)",
                 "upon verified(J12..J19, J21..J23)"},
        Spelling{"milestone", "on:talks_concluded", "upon talks-concluded"},
        Spelling{"dispute", "on:complaint", "upon complaint"},
        Spelling{"action", "on:2007-12-31", "at 2007-12-31"},
        Spelling{"action", "promptly after:J1", "promptly after J1"},
        Spelling{"milestone", "promptly on_complete:J1..J8", "promptly after done(J1..J8)"},
        Spelling{"action", "as soon as possible after J1", "said \"as soon as possible\" after J1"},
        Spelling{"benefit", "simultaneous_with:J20", "with J20"},
        Spelling{"milestone", "earliest(J5+8y, on:IAEA_broader_conclusion)",
                 "at earliest(J5 + 8y, IAEA-broader-conclusion)"},
        Spelling{"action", "from:J5", "from J5"}, Spelling{"action", "after:J20", "after J20"},
        Spelling{"rule", "ANCHOR MISSING", "undated"}, Spelling{"action", "undated", "undated"},
        Spelling{"dispute", "J3+15d", "by J3 + 15d"},
        Spelling{"milestone", "J3+15d", "at J3 + 15d"},
        Spelling{"dispute", "J3+5d then notification+30d",
                 "by latest(J3 + 5d, notification) + 30d"},
        Spelling{"action", "T0+60d", "by T0 + 60d"}, Spelling{"rule", "standing", "standing"},
        Spelling{"action", "next_phase", "said \"next phase\""},
        Spelling{"benefit", "during:J11,J12", "in proportion to J11, J12"},
        Spelling{"benefit", "proportional_to:J18,J22", "in proportion to J18, J22"},
        Spelling{"benefit", "parallel_with:J18,J22", "in parallel with J18, J22"},
        Spelling{"action", "by:2007-12-31", "by 2007-12-31"},
        Spelling{"action", "2007-03-19", "by 2007-03-19"},
        Spelling{"milestone", "2007-03-19", "at 2007-03-19"},
        Spelling{"action", "2007-10-03+14d", "by 2007-10-03 + 14d"},
        Spelling{"action", "by June 2007", "by 2007-06-30"},
        Spelling{"action", "no later than 30 June 2007", "by 2007-06-30"},
        Spelling{"action", "within 60 days of J1", "by J1 + 60d"},
        Spelling{"action", "two weeks before J1", "by J1 - 2w"},
        Spelling{"action", "30 calendar days after J1", "by J1 + 30d"},
        Spelling{"action", "not more than 60 days after J1", "by J1 + 60d"},
        Spelling{"action", "no more than 60 days after J1", "by J1 + 60d"},
        Spelling{"action", "up to 30 days after J1", "by J1 + 30d"},
        Spelling{"action", "in any event not later than 30 days after J1", "by J1 + 30d"},
        Spelling{"action", "in any event, not later than 30 days after J1", "by J1 + 30d"},
        Spelling{"action", "thirty days after J1", "by J1 + 30d"},
        Spelling{"action", "within ninety working days of J1", "by J1 + 90wd"},
        Spelling{"action", "within 2 weeks after J1 or J3", "by earliest(J1, J3) + 2w"},
        Spelling{"action", "within 2 weeks after J1 or 30 days after J3",
                 "by earliest(J1 + 2w, J3 + 30d)"},
        Spelling{"action", "within 2 weeks after J1 or by 2026-06-01",
                 "by earliest(J1 + 2w, 2026-06-01)"},
        Spelling{"action", "within 30 days after J1 and J3", "by done(J1, J3) + 30d"},
        Spelling{"action", "upon J1 and J3", "upon done(J1, J3)"},
        Spelling{"action", "by J1-30d", "by J1 - 30d"}, Spelling{"action", "J1-30d", "by J1 - 30d"},
        Spelling{"action", "T0-30d", "by T0 - 30d"}, Spelling{"milestone", "T0-2w", "at T0 - 2w"},
        Spelling{"action", "J1-J3", "by J1..J3"},
        Spelling{"action", "upon completion of J1 and J2", "upon done(J1, J2)"},
        Spelling{"action", "within 60 days of Adoption Day", "by Adoption-Day + 60d"},
        Spelling{"action", "every 6 months from J1 until J2", "every 6m from J1 until J2"},
        Spelling{"action", "said \"in due course\" after J1", "said \"in due course\" after J1"}));

/// Deeper than our language nests.
std::string deep_chain() {
  std::string chain = "J1";
  for (int link = 0; link < 60; ++link) chain += " then J2 + 1d";
  return chain;
}

/// Triggers that nobody can read, and the words that are kept.
class UnreadTrigger : public testing::TestWithParam<std::string> {};

TEST_P(UnreadTrigger, IsKeptAsWordsAndReported) {
  const auto made = must_import(table_with("action", GetParam()));
  EXPECT_THAT(row(made, "X").trigger.text, testing::StartsWith("said \""));
  EXPECT_THAT(row(made, "X").note.text, HasSubstr("trigger: " + GetParam()));
  EXPECT_THAT(rules_of(made, "X"), Contains("kept-as-words"));
}

INSTANTIATE_TEST_SUITE_P(Texts, UnreadTrigger,
                         testing::Values("when both sides agree that the time is ripe", "J1+",
                                         "earliest(J1", "60 parsecs after J1 at the most",
                                         "the \"first\" phase", "J3..Q9", "up to 30 days before J1",
                                         "not more than J1", "upon J1 and J3 + 30d",
                                         "upon J1 and J3-30d", "남쪽 이후", deep_chain(),
                                         std::string(5000, 'x')));

TEST(ObligationsImport, NamesTheMilestoneOfARowByItsTitle) {
  const auto made = must_import(
      "row_id,title,kind,trigger\nM,\"Adoption Day: it comes into effect\",milestone,\n"
      "A,Act,action,within 90 days of Adoption Day\n");
  EXPECT_EQ(row(made, "A").trigger.text, "by M + 90d");
  EXPECT_TRUE(made.draft.events.empty());
}

TEST(ObligationsImport, MakesTheEventThatARowIs) {
  const auto made = six_party();
  ASSERT_EQ(made.draft.events.size(), 1U);
  EXPECT_EQ(made.draft.events[0].id.text, "T0");
  EXPECT_EQ(made.draft.events[0].date.text, "2007-02-13");
  EXPECT_TRUE(made.draft.events[0].happened);
  EXPECT_EQ(row(made, "S00").trigger.text, "at T0");
  EXPECT_THAT(rules_of(made, "S00"), Contains("anchor"));
}

TEST(ObligationsImport, ReadsEveryRowOfTheSixPartyTable) {
  const auto made = six_party();
  EXPECT_EQ(made.rows, 30U);
  EXPECT_EQ(made.draft.obligations.size(), 30U);
  EXPECT_EQ(made.draft.id.text, "six-party-2007");
  EXPECT_TRUE(model::Agreement::from(made.draft).has_value());
  EXPECT_TRUE(load_agreement_text(write_agreement(made.draft), "a.yaml").has_value());
}

TEST(ObligationsImport, ReadsEveryRowOfTheIranianTable) {
  const auto made = jcpoa();
  EXPECT_EQ(made.rows, 39U);
  EXPECT_EQ(made.draft.obligations.size(), 39U);
  EXPECT_EQ(made.draft.id.text, "jcpoa");
  EXPECT_TRUE(model::Agreement::from(made.draft).has_value());
  EXPECT_TRUE(load_agreement_text(write_agreement(made.draft), "a.yaml").has_value());
  for (const TriggerUse& use : made.triggers)
    EXPECT_THAT(rules_of(made, use.row), testing::Not(Contains("kept-as-words"))) << use.row;
}

TEST(ObligationsImport, ReadsADefaultThatTurnsAround) {
  const auto made = jcpoa();
  EXPECT_EQ(row(made, "J32").trigger.text, "at J05 + 10y unless J37");
  EXPECT_THAT(row(made, "J32").note.text, HasSubstr("condition: NOT reinstated(J37)"));
  EXPECT_EQ(row(made, "J37").trigger.text, "by latest(J36 + 5d, notification) + 30d");
}

/// Row X of a table with rows J1 to J30, due by a day, under a condition.
ImportedObligations under(const std::string& condition) {
  std::string csv = "id,title,trigger,condition\n";
  for (int j = 1; j <= 30; ++j) csv += "J" + std::to_string(j) + ",step,,\n";
  return must_import(csv + "X,the row,by 2026-06-01," + csv_cell(condition) + "\n");
}

TEST(ObligationsImport, WaitsForWhatItMayNotComeBefore) {
  for (const auto& [condition, wait] : std::vector<std::pair<std::string, std::string>>{
           {"not before J1", "J1"},
           {"Not earlier than 30 days after J1.", "J1 + 30d"},
           {"no sooner than J1", "J1"}}) {
    const auto made = under(condition);
    EXPECT_EQ(row(made, "X").trigger.text, "by 2026-06-01") << condition;
    EXPECT_THAT(texts(row(made, "X").waits_for), ElementsAre(wait)) << condition;
    EXPECT_THAT(rules_of(made, "X"), Contains("waits-for")) << condition;
  }
}

TEST(ObligationsImport, TurnsAroundOnlyWhereItIsSaid) {
  for (const auto& [condition, event] : std::vector<std::pair<std::string, std::string>>{
           {"NOT reinstated(J7)", "J7"},
           {"NOT verified(J7)", "verified(J7)"},
           {"not if J7", "J7"},
           {"unless J7 has happened", "J7"},
           {"provided that J7 has not happened", "J7"}}) {
    const auto made = under(condition);
    EXPECT_EQ(row(made, "X").trigger.text, "by 2026-06-01 unless " + event) << condition;
    EXPECT_TRUE(row(made, "X").waits_for.empty()) << condition;
  }
}

TEST(ObligationsImport, KeepsTheWordsOfAConditionThatSaysMore) {
  for (const char* condition :
       {"no later than J1", "not later than 30 days after J1", "before J1", "until J1",
        "unless J1 is late", "unless J1 or J2", "not before J1 or J2", "not before J1 is agreed",
        "provided that J1 has not been delayed", "no J1"}) {
    const auto made = under(condition);
    EXPECT_EQ(row(made, "X").trigger.text, "by 2026-06-01") << condition;
    EXPECT_TRUE(row(made, "X").waits_for.empty()) << condition;
    EXPECT_THAT(row(made, "X").note.text, HasSubstr(std::string("condition: ") + condition));
    EXPECT_THAT(rules_of(made, "X"), Contains("condition-in-note")) << condition;
  }
}

TEST(ObligationsImport, WaitsForWhatTheTriggerDoesNotSay) {
  const auto made = jcpoa();
  EXPECT_THAT(texts(row(made, "J24").waits_for), ElementsAre("J09"));
  EXPECT_TRUE(row(made, "J20").waits_for.empty());
  const auto korea = six_party();
  EXPECT_THAT(texts(row(korea, "S01").waits_for), ElementsAre("S17"));
  EXPECT_THAT(texts(row(korea, "S18").waits_for), ElementsAre("S01", "S02", "S21"));
  EXPECT_THAT(rules_of(korea, "S01"), Contains("anchor-left-out"));
}

TEST(ObligationsImport, SaysWhereTwoRowsGiveEachOtherTheirDay) {
  const auto iran = jcpoa();
  for (const char* id : {"J12", "J19", "J23"}) EXPECT_THAT(rules_of(iran, id), Contains("gate"));
  for (const char* id : {"J04", "J11", "J20", "J27"})
    EXPECT_THAT(rules_of(iran, id), testing::Not(Contains("gate")));
}

TEST(ObligationsImport, WaitsForTheStartOfWhatHasNoOtherDay) {
  EXPECT_THAT(texts(row(six_party(), "S24").waits_for),
              ElementsAre("started(S05)", "started(S06)"));
  EXPECT_THAT(texts(row(six_party(), "S20").waits_for), ElementsAre("started(S19)"));
}

TEST(ObligationsImport, SplitsActorsAndKeepsWhatStandsInBrackets) {
  const auto korea = six_party();
  EXPECT_THAT(texts(row(korea, "S00").actors),
              ElementsAre("china", "dprk", "japan", "rok", "russia", "us"));
  EXPECT_THAT(texts(row(korea, "S04").counterparts), ElementsAre("us", "dprk"));
  EXPECT_THAT(texts(row(korea, "S08").actors), ElementsAre("five-parties"));
  EXPECT_THAT(row(korea, "S08").note.text, HasSubstr("actor: five parties (delivered by ROK)"));
  EXPECT_THAT(texts(row(jcpoa(), "J39").actors), ElementsAre("joint-commission"));
  EXPECT_THAT(texts(row(jcpoa(), "J20").counterparts), ElementsAre("board-of-governors", "unsc"));
}

TEST(ObligationsImport, ReadsDatesOfTheRecord) {
  const auto korea = six_party();
  EXPECT_EQ(row(korea, "S17").done.text, "2007-06-30");
  EXPECT_THAT(rules_of(korea, "S17"), Contains("partial-date"));
  EXPECT_EQ(row(korea, "S08").started.text, "2007-07-14");
  EXPECT_TRUE(row(korea, "S08").done.empty());
  EXPECT_EQ(row(jcpoa(), "J12").verified.text, "2016-01-16");
}

TEST(ObligationsImport, ReadsKindsFormsAndVerification) {
  const auto korea = six_party();
  EXPECT_EQ(row(korea, "S17").kind.text, "side_agreement");
  EXPECT_TRUE(row(korea, "S17").off_text);
  EXPECT_EQ(row(korea, "S28").kind.text, "happening");
  EXPECT_FALSE(row(korea, "S22").verification.has_value());
  EXPECT_THAT(row(korea, "S22").note.text,
              HasSubstr("verification: NONE AGREED (verification protocol missing)"));
  EXPECT_EQ(row(korea, "S01").verification->operated_by.text, "iaea");
  EXPECT_EQ(row(korea, "S02").verification->approval.text, "IAEA Board");
  EXPECT_TRUE(row(korea, "S18").verification->operated_by.empty());
  const auto iran = jcpoa();
  EXPECT_EQ(row(iran, "J09").legal_form.text, "regulation");
  EXPECT_EQ(row(iran, "J10").legal_form.text, "waiver");
  EXPECT_EQ(row(iran, "J25").legal_form.text, "executive");
  EXPECT_EQ(row(iran, "J30").legal_form.text, "law");
  EXPECT_EQ(row(iran, "J31").legal_form.text, "treaty");
  EXPECT_EQ(row(iran, "J30").trigger.text, "seek at J28");
}

TEST(ObligationsImport, GivesASourceOfOneTitleOneId) {
  const auto korea = six_party();
  EXPECT_EQ(row(korea, "S03").sources[0].text, row(korea, "S04").sources[0].text);
  const auto& first = korea.draft.provenances[0];
  for (std::size_t s = 1; s < korea.draft.provenances.size(); ++s)
    EXPECT_NE(korea.draft.provenances[s].title.text, first.title.text);
  EXPECT_EQ(row(korea, "S03").provenance.text, "official_summary");
}

/// Every cell of the table is somewhere in the agreement, as it stood or read.
TEST(ObligationsImport, LosesNoWordsOfATable) {
  const auto made = must_import(
      "No,Who,Obligation,Timing,Colour,Status,Condition\n"
      "1,North,Withdraw,soonish,red and blue,half done,if it rains\n");
  const ObligationDraft& one = made.draft.obligations[0];
  for (const char* words : {"Timing: soonish", "Colour: red and blue", "Condition: if it rains"})
    EXPECT_THAT(one.note.text, HasSubstr(words));
  EXPECT_EQ(one.outcome.text, "half done");
  EXPECT_EQ(one.actors[0].text, "north");
  EXPECT_EQ(one.trigger.text, "said \"soonish\"");
}

TEST(ObligationsImport, TakesTheColumnsThatTheUserNames) {
  const auto made =
      must_import("Clause;Doer;Duty;Zeit\n2(a);North;Withdraw;2026-05-01\n",
                  {.columns = {{"Zeit", "trigger"}, {"Duty", "title"}, {"Doer", "actors"}}});
  EXPECT_EQ(made.draft.obligations[0].trigger.text, "by 2026-05-01");
  EXPECT_EQ(made.draft.obligations[0].id.text, "R1");
  EXPECT_EQ(made.draft.obligations[0].article.text, "2(a)");
  EXPECT_TRUE(made.columns[3].asked);
}

TEST(ObligationsImport, SaysOnBothSidesWhatWasMeant) {
  const auto made = import_obligations("Timing,Measure\n2026-05-01,Go\n", "t.csv",
                                       {.columns = {{"Timming", "triger"}}});
  ASSERT_FALSE(made.has_value());
  ASSERT_EQ(made.error().details.size(), 2U);
  EXPECT_EQ(made.error().details[0].repair, "did you mean 'Timing'?");
  EXPECT_EQ(made.error().details[1].repair, "did you mean 'trigger'?");
}

TEST(ObligationsImport, RefusesTablesThatSayNothing) {
  const auto rule = [](std::string_view csv) {
    const auto made = import_obligations(csv, "t.csv");
    return made ? "" : made.error().details.at(0).rule;
  };
  EXPECT_EQ(rule(""), "empty-file");
  EXPECT_EQ(rule("id,title,trigger,Who\n"), "empty-file");
  EXPECT_EQ(rule("colour,size\nred,5\n"), "missing-column");
  EXPECT_EQ(rule("Who,Measure\nNorth\n"), "row-length");
  EXPECT_EQ(rule("Who,Measure\nN\xEE,x\n"), "not-utf8");
}

TEST(ObligationsImport, MakesIdsWhereRowsHaveNone) {
  const auto made = must_import("id,Measure\n1.a,x\n1.a,y\n,z\nby,w\n2007-01-01,v\n");
  EXPECT_EQ(made.draft.obligations[0].id.text, "1-a");
  EXPECT_EQ(made.draft.obligations[1].id.text, "1-a-2");
  EXPECT_EQ(made.draft.obligations[2].id.text, "R3");
  EXPECT_EQ(made.draft.obligations[3].id.text, "R4");
  EXPECT_EQ(made.draft.obligations[4].id.text, "R5");
}

TEST(ObligationsImport, ReadsItsOwnTableAsItStands) {
  const auto first = six_party();
  const auto again = must_import(write_obligations_csv(first.draft));
  EXPECT_TRUE(again.native);
  EXPECT_EQ(write_obligations_csv(again.draft), write_obligations_csv(first.draft));
  EXPECT_EQ(again.draft.events.size(), first.draft.events.size());
}

TEST(ObligationsImport, NamesTheTableAsTheSourceOfItsNumbers) {
  const auto native = must_import("id,title,quantity\nA1,a,3\nA2,b,\n");
  EXPECT_EQ(texts(native.draft.obligations[0].sources).size(), 1U);
  EXPECT_TRUE(native.draft.obligations[1].sources.empty());
  const auto foreign = must_import("Who,Measure,Amount\nNorth,a,\"3,000\"\n");
  EXPECT_EQ(foreign.draft.obligations[0].quantity->mode, 3000);
  EXPECT_EQ(foreign.draft.provenances[0].title.text, "table.csv");
  for (const auto* made : {&native, &foreign})
    EXPECT_TRUE(load_agreement_text(write_agreement(made->draft), "a.yaml").has_value());
}

TEST(ObligationsImport, ReadsCommasOfThousandsAndOfDecimals) {
  struct Written {
    const char* text;
    double number;
    const char* rule;
  };
  for (const auto& [text, number, rule] :
       std::vector<Written>{{"1,500", 1500, "thousands"},
                            {"1,234,567.5", 1234567.5, "thousands"},
                            {"-12,000", -12000, "thousands"},
                            {"1,5", 1.5, "decimal-comma"},
                            {"12,50", 12.5, "decimal-comma"},
                            {"3,1416", 3.1416, "decimal-comma"},
                            {"0,125", 0.125, "decimal-comma"},
                            {"1.000,5", 1000.5, "decimal-comma"}}) {
    const auto made = must_import("id,title,quantity,Who\nX,a," + csv_cell(text) + ",North\n");
    ASSERT_TRUE(row(made, "X").quantity.has_value()) << text;
    EXPECT_DOUBLE_EQ(row(made, "X").quantity->mode, number) << text;
    EXPECT_THAT(rules_of(made, "X"), Contains(rule)) << text;
  }
}

TEST(ObligationsImport, KeepsQuantitiesThatItCannotReadInTheNote) {
  for (const char* text : {"1,5,2", "1500,500", "1,50,000", "1,500,", ",5", "1.5,5", "1,000,5"}) {
    const auto made = must_import("id,title,quantity,Who\nX,a," + csv_cell(text) + ",North\n");
    EXPECT_FALSE(row(made, "X").quantity.has_value()) << text;
    EXPECT_THAT(row(made, "X").note.text, HasSubstr(text));
    EXPECT_THAT(rules_of(made, "X"), Contains("unread-quantity")) << text;
  }
}

TEST(ObligationsImport, DeclaresTheEventsThatANativeTableWaitsFor) {
  const auto made = must_import(
      "id,title,actors,trigger,waits_for\n"
      "A1,a,north,by T1 + 30d effective T2 unless T3,T0; A2; T1\nA2,b,north,,T4 + 30d\n");
  ASSERT_TRUE(made.native);
  std::vector<std::string> events;
  for (const auto& event : made.draft.events) events.push_back(event.id.text);
  EXPECT_THAT(events, testing::UnorderedElementsAre("T0", "T1", "T2", "T3", "T4"));
  EXPECT_TRUE(load_agreement_text(write_agreement(made.draft), "a.yaml").has_value());
}

/// Whatever a table holds: it is refused with mistakes, or its agreement is a file that loads.
TEST(ObligationsImport, MakesAFileThatLoadsOfWhateverItTakes) {
  const auto source =
      read_source(TANDEM_SOURCE_DIR "/cases/korea/six-party-2007/data/six_party_2007.csv");
  ASSERT_TRUE(source.has_value());
  const std::string_view kPieces = ",\"\n;:+-()T0S1.. orthen\\'\t|=@";
  std::size_t taken = 0;
  for (std::uint64_t run = 0; run < 150; ++run) {
    Rng rng(5, run);
    std::string text = source->text.substr(0, 6000);
    text.resize(text.rfind('\n') + 1);
    for (std::size_t k = rng.below(12); k > 0; --k)
      text[240 + rng.below(text.size() - 240)] = kPieces[rng.below(kPieces.size())];
    const auto made = import_obligations(text, "mutant.csv");
    if (!made) {
      EXPECT_FALSE(made.error().details.empty());
      continue;
    }
    ++taken;
    const std::string yaml = write_agreement(made->draft);
    const auto loaded = load_agreement_text(yaml, "a.yaml");
    EXPECT_TRUE(loaded.has_value()) << test::shown(loaded.error(), yaml);
  }
  EXPECT_GT(taken, 10U);
}

TEST(ObligationsImport, TakesFiveThousandRowsInATrice) {
  std::string csv = "row_id,actor,measure,trigger,depends_on,verification\n";
  for (int r = 0; r < 5000; ++r)
    csv += "Q" + std::to_string(r) + ",North; South,Step " + std::to_string(r) +
           (r == 0 ? ",2026-01-01,"
                   : ",start:Q0 finish_by:Q" + std::to_string(r - 1) + "+30d,Q" +
                         std::to_string(r / 2)) +
           ",IAEA photographs\n";
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(must_import(csv).draft.obligations.size(), 5000U);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  RecordProperty("milliseconds", static_cast<int>(took.count() * 1000));
  EXPECT_LT(took.count(), 5);  // a quadratic one would take minutes
}

}  // namespace
}  // namespace tandem::casefile
