#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "tandem/assess/assessment.h"
#include "tandem/casefile/casefile.h"
#include "tandem/value/game.h"
#include "tests/docs/markdown.h"
#include "tests/support/drafts.h"

/// Every number of docs/tutorial.md is the engine's, and follows from the arithmetic beside it.
namespace tandem {
namespace {

using test::Table;

constexpr double kExact = 1e-9;  // the case is made so that nothing needs rounding

const casefile::CaseFile& tutorial() {
  static const auto loaded =
      test::must(casefile::load_case(std::string(TANDEM_SOURCE_DIR) + "/cases/tutorial"));
  return loaded;
}

model::Roadmap roadmap(const std::string& name) {
  const std::string path =
      std::string(TANDEM_SOURCE_DIR) + "/cases/tutorial/roadmaps/" + name + ".yaml";
  return test::must(casefile::load_roadmap(path, tutorial().valid)).valid;
}

/// Tables of one kind: {what follows the kind in the name, table}.
std::vector<std::pair<std::string, Table>> tables(const std::string& kind) {
  std::vector<std::pair<std::string, Table>> found;
  for (const Table& table : test::named_tables(test::read_file("docs/tutorial.md"))) {
    std::istringstream words(table.name);
    std::string first;
    std::string rest;
    words >> first >> rest;
    if (first == kind) found.emplace_back(rest, table);
  }
  return found;
}

PartyId named(const std::string& name) {
  for (std::size_t p = 0; p < tutorial().valid.parties().size(); ++p)
    if (tutorial().valid.parties()[p].name == name) return PartyId(p);
  ADD_FAILURE() << "no party " << name;
  return PartyId(0);
}

int phase_of(const std::string& cell) {
  return cell == "after" ? tutorial().valid.time().phases + 1 : std::stoi(cell);
}

/// The calculation of a cell gives what it prints, and that is what the engine says.
void expect_cell(const std::string& cell, double engine) {
  const test::Worked found = test::worked(cell);
  EXPECT_NEAR(found.calculated, found.printed, kExact) << cell;
  EXPECT_NEAR(found.printed, engine, kExact) << cell;
}

TEST(Tutorial, CaseHasNoMistakesAndNoDoubts) {
  for (const Diagnostic& warning : tutorial().warnings) ADD_FAILURE() << warning.message;
}

TEST(Tutorial, FlowsAreThoseOfTheCase) {
  const value::Economics worth(tutorial().valid);
  const auto found = tables("flows");
  ASSERT_EQ(found.size(), 1U);
  const Table& table = found.front().second;
  EXPECT_EQ(table.rows.size(), tutorial().valid.measures().size());
  for (const auto& row : table.rows)
    for (std::size_t column = 2; column <= 4; ++column)
      expect_cell(
          row[column],
          12 * worth.stream(test::measure(tutorial().valid, row[0]), named(table.head[column]))
                   .rate);
}

TEST(Tutorial, MarginsAreTheEngines) {
  const value::Economics worth(tutorial().valid);
  for (const auto& [name, table] : tables("margins")) {
    const model::Roadmap of = roadmap(name);
    for (const auto& row : table.rows) {
      SCOPED_TRACE(name + ": " + row[0] + " " + row[1]);
      const PartyId i = named(row[0]);
      const int month = tutorial().valid.phase_start(phase_of(row[1]));
      const double comply = value::comply(worth, of, i, month);
      const double defect =
          value::defect(tutorial().valid, worth, of, i, month, model::Deviation::withhold);
      expect_cell(row[2], comply);
      expect_cell(row[3], defect);
      expect_cell(row[4], comply - defect);
    }
  }
}

TEST(Tutorial, ExposuresAreTheEngines) {
  const value::Economics worth(tutorial().valid);
  for (const auto& [name, table] : tables("exposure")) {
    const model::Roadmap of = roadmap(name);
    for (const auto& row : table.rows) {
      SCOPED_TRACE(name + ": " + row[0] + " " + row[1]);
      const test::Worked history = test::worked(row[2]);
      EXPECT_NEAR(history.calculated, history.printed, kExact);
      EXPECT_NEAR(std::max(0.0, -history.printed), std::stod(row[3]), kExact);
      const int month = tutorial().valid.phase_start(phase_of(row[1]));
      expect_cell(row[3], value::exposure(tutorial().valid, worth, of, named(row[0]), month));
    }
  }
}

TEST(Tutorial, LeverageIsTheEngines) {
  const value::Economics worth(tutorial().valid);
  for (const auto& [name, table] : tables("leverage")) {
    const model::Roadmap of = roadmap(name);
    for (const auto& row : table.rows)
      for (std::size_t column = 2; column < row.size(); ++column) {
        SCOPED_TRACE(name + ": " + row[0] + " over " + row[1]);
        const int month = tutorial().valid.phase_start(static_cast<int>(column) - 1);
        expect_cell(row[column], value::leverage(tutorial().valid, worth, of, named(row[0]),
                                                 named(row[1]), month));
      }
  }
}

/// Margins that a table leaves out must not change its story.
TEST(Tutorial, TablesOfMarginsShowEveryFailure) {
  for (const auto& [name, table] : tables("margins")) {
    std::set<std::pair<std::size_t, int>> shown;
    for (const auto& row : table.rows) shown.insert({named(row[0]).index(), phase_of(row[1])});
    const auto game = value::game_values(tutorial().valid, value::Economics(tutorial().valid),
                                         roadmap(name), model::Deviation::withhold);
    for (std::size_t p = 0; p < game.margin.size(); ++p)
      for (std::size_t k = 0; k < game.margin[p].size(); ++k) {
        if (game.margin[p][k] >= 0) continue;
        const int phase = tutorial().valid.phase_of(game.months[k]);
        EXPECT_TRUE(shown.contains({p, phase})) << name << ": party " << p << ", phase " << phase;
      }
  }
}

TEST(Tutorial, OnlyStepByStepHolds) {
  const std::map<std::string, bool> expected = {
      {"all-at-once", false}, {"north-first", false}, {"step-by-step", true}};
  const value::Economics worth(tutorial().valid);
  for (const auto& [name, stands] : expected)
    EXPECT_EQ(assess::assess(tutorial().valid, worth, roadmap(name)).stands(), stands) << name;
}

TEST(Tutorial, StepByStepTableIsComplete) {
  std::size_t rows = 0;
  for (const auto& [name, table] : tables("margins"))
    if (name == "step-by-step") rows = table.rows.size();
  EXPECT_EQ(rows, 4U + 4U + 3U) << "Coast joins in phase 2";
}

TEST(Tutorial, ChangingTheMarketHasTheEffectItClaims) {
  model::CaseDraft draft = tutorial().draft;
  for (model::MeasureDraft& measure : draft.measures)
    if (measure.id.text == "market") measure.reversibility = 0.2;
  const model::Case of = test::must_case(draft);
  const auto game = value::game_values(of, value::Economics(of), roadmap("step-by-step"),
                                       model::Deviation::withhold);
  EXPECT_NEAR(game.margin[named("South").index()][2], 6.4, kExact);
  EXPECT_NE(test::read_file("docs/tutorial.md").find("3.25 + 0.45 × 7 = 6.4"), std::string::npos);
}

}  // namespace
}  // namespace tandem
