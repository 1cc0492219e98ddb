#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/lint/reading.h"

/// A clean text, and what each rule says when one detail of it is missing.
namespace tandem::lint::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Mutation {
  std::string rule;
  std::string from;
  std::string to;
  std::vector<std::string> obligations;
};

const std::vector<Mutation>& mutations() {
  static const std::vector<Mutation> kAll{
      {"ambiguous-trigger", "start at T0, done by T0 + 60d", "by T0 + 60d", {"P1"}},
      {"contradictory-order",
       "between T0 + 70d and T0 + 120d",
       "between T0 + 120d and T0 + 70d",
       {"F1"}},
      {"circular-wait", "upon verified(D2)", "by T0 + 90d", {"D2", "S2"}},
      {"start-only", "start at T0 + 10d, done by T0 + 90d", "start by T0 + 10d", {"K1"}},
      {"side-agreement", "off_text: false", "off_text: true", {"B1", "D2"}},
      {"unverified-claim", "means: soundings along the whole bed", "means: none agreed", {"N1"}},
      {"unpaired-parallel", "    for: [G1]\n", "", {"F1"}},
      {"unanchored-duration", "between T0 and T0 + 15y", "standing", {"L1"}},
      {"weak-legal-form", "legal_form: law", "legal_form: executive", {"R1"}},
      {"arbiterless-termination",
       "arms\n    phase: Rules\n    kind: rule\n    actors: [north]\n    trigger: standing\n    "
       "decided_by: mission\n",
       "arms\n    phase: Rules\n    kind: rule\n    actors: [north]\n    trigger: standing\n",
       {"Z1"}},
      {"threshold-without-cure", "    cure: 30d\n", "", {"M1"}},
      {"effort-as-result",
       "counterparts: [north]\n    trigger: from T0\n    decided_by: mission\n",
       "counterparts: [north]\n    trigger: from T0\n",
       {"U1"}},
      {"undisclosed-verification",
       "      disclosure: charts to both sides on the day of each sounding\n",
       "",
       {"N1"}},
      {"verifier-without-fallback",
       "      fallback: a survey by a firm that both sides name\n",
       "",
       {"N1"}},
      {"leverage-exhausted",
       "    kind: dispute\n    actors: [north, south, donor]",
       "    kind: dispute\n    actors: [north, donor]",
       {"G1", "A1"}},
      {"unfinanced", "    financing: The Donor, at prices of the day\n", "", {"K2"}},
      {"costless-escape", " upon 14 days' notice", "", {"W1"}},
      {"silent-actor", "actors: [cities]", "actors: [donor]", {}},
  };
  return kAll;
}

TEST(CleanAgreement, HasNoFinding) {
  for (const Finding& finding : found_in(clean_text()))
    ADD_FAILURE() << finding.rule->id << ": " << finding.message;
}

TEST(CleanAgreement, HasAMutationForEveryRule) {
  ASSERT_EQ(mutations().size(), rules().size());
  for (std::size_t r = 0; r < rules().size(); ++r) EXPECT_EQ(mutations()[r].rule, rules()[r].id);
}

class OneDetailMissing : public testing::TestWithParam<Mutation> {};

TEST_P(OneDetailMissing, IsFoundByItsRuleAlone) {
  const std::string text = replaced(clean_text(), GetParam().from, GetParam().to);
  EXPECT_THAT(rules_found(text), ElementsAre(GetParam().rule));
  const auto found = found_in(text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(ids_of(found.front(), text), GetParam().obligations);
}

TEST_P(OneDetailMissing, NamesWordsPlaceRepairAndLines) {
  const auto found = found_in(replaced(clean_text(), GetParam().from, GetParam().to));
  ASSERT_FALSE(found.empty());
  const Finding& finding = found.front();
  EXPECT_FALSE(finding.words.empty());
  EXPECT_FALSE(finding.message.empty());
  EXPECT_FALSE(finding.repair.empty());
  EXPECT_FALSE(finding.paste.empty());
  EXPECT_EQ(finding.at.file, "agreement.yaml");
  EXPECT_GT(finding.at.line, 0);
}

TEST_P(OneDetailMissing, IsMendedByTheLinesOfThePaste) {
  const std::string text = replaced(clean_text(), GetParam().from, GetParam().to);
  const auto found = found_in(text);
  ASSERT_FALSE(found.empty());
  const std::string mended = pasted(text, found.front().paste);
  EXPECT_THAT(rules_found(mended), IsEmpty()) << found.front().paste;
}

TEST_P(OneDetailMissing, IsAllowedWithAReason) {
  const std::string text = replaced(clean_text(), GetParam().from, GetParam().to);
  const std::string allowed =
      replaced(text, "signed: 2026-03-01\n",
               "signed: 2026-03-01\nallow: {" + GetParam().rule + ": meant}\n");
  EXPECT_THAT(rules_found(allowed), IsEmpty());
  const auto found = found_in(allowed);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found.front().allowed);
  EXPECT_EQ(found.front().reason, "meant");
}

std::string name_of(const testing::TestParamInfo<Mutation>& info) {
  std::string name = info.param.rule;
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Rules, OneDetailMissing, testing::ValuesIn(mutations()), name_of);

}  // namespace
}  // namespace tandem::lint::test
