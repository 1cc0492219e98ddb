#include <gmock/gmock.h>

#include <stdexcept>

#include "tests/casefile/border_case.h"
#include "tests/support/drafts.h"
#include "tests/support/random_case.h"

namespace tandem::casefile {
namespace {

using model::Case;
using model::Roadmap;

constexpr std::string_view kRoadmap = R"(tandem: 1
roadmap: guns-first
case: border
title: Guns first, then trade
accession: {league: 2}
steps:
  withdraw-guns: {1: 0.25, 3: 0.75}
  monitors: 2
  lift-embargo: {month: 13}
)";

Roadmap must_load(const std::string& text, const Case& of) {
  auto loaded = load_roadmap_text(text, "roadmap.yaml", of);
  if (!loaded) throw std::logic_error(test::shown(loaded.error(), text));
  return std::move(loaded->valid);
}

void expect_same(const Roadmap& a, const Roadmap& b) {
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.accession, b.accession);
  ASSERT_EQ(a.increments.size(), b.increments.size());
  for (std::size_t i = 0; i < a.increments.size(); ++i) {
    EXPECT_EQ(a.increments[i].measure, b.increments[i].measure);
    EXPECT_EQ(a.increments[i].start_month, b.increments[i].start_month);
    EXPECT_EQ(a.increments[i].share, b.increments[i].share);
  }
}

TEST(LoadRoadmap, ReadsPhasesTranchesAndMonths) {
  const CaseFile border = test::border_case();
  const Roadmap roadmap = must_load(std::string(kRoadmap), border.valid);
  ASSERT_EQ(roadmap.increments.size(), 4U);
  EXPECT_EQ(roadmap.increments[0].share, 0.25);
  EXPECT_EQ(roadmap.increments[1].start_month, 6);
  EXPECT_EQ(roadmap.increments[3].start_month, 13);
  EXPECT_EQ(roadmap.accession[2], 2);
}

TEST(LoadRoadmap, ReadsTranchesByMonth) {
  const CaseFile border = test::border_case();
  const Roadmap roadmap = must_load(
      "{tandem: 1, roadmap: r, case: border, steps: {withdraw-guns: [{month: 3, share: 0.5}, "
      "{month: 9, share: 0.5}]}}",
      border.valid);
  ASSERT_EQ(roadmap.increments.size(), 2U);
  EXPECT_EQ(roadmap.increments[1].start_month, 9);
}

TEST(WriteRoadmap, WritesWhatAPersonWouldWrite) {
  const CaseFile border = test::border_case();
  const Roadmap roadmap = must_load(std::string(kRoadmap), border.valid);
  EXPECT_EQ(write_roadmap(border.valid, roadmap),
            "tandem: 1\nroadmap: guns-first\ncase: border\n"
            "title: \"Guns first, then trade\"\naccession: {league: 2}\nsteps:\n"
            "  withdraw-guns: {1: 0.25, 3: 0.75}\n  monitors: 2\n  lift-embargo: {month: 13}\n");
}

TEST(WriteRoadmap, WritesNoAgreement) {
  const CaseFile border = test::border_case();
  const Roadmap none = no_agreement(border.valid);
  expect_same(must_load(write_roadmap(border.valid, none), border.valid), none);
}

TEST(WriteRoadmap, IsReadBackBitForBit) {
  Rng rng(17, 1);
  for (int run = 0; run < 400; ++run) {
    model::CaseDraft draft = test::random_case_draft(rng);
    draft.id = "random";
    const Case of = test::must_case(draft);
    const auto grid = run % 2 == 0 ? test::Grid::on : test::Grid::off;
    Roadmap roadmap = test::random_roadmap(rng, of, grid);
    roadmap.name = "r" + std::to_string(run);
    roadmap.title = run % 3 == 0 ? "a: \"title\", #" + std::to_string(run) : roadmap.name;
    canonicalise(roadmap);
    expect_same(must_load(write_roadmap(of, roadmap), of), roadmap);
  }
}

}  // namespace
}  // namespace tandem::casefile
