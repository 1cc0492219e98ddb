#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "tandem/base/csv.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/lint/lint.h"
#include "tandem/model/timetable.h"
#include "tests/cases/shipped.h"
#include "tests/support/approval.h"
#include "tests/support/drafts.h"

/// The agreements that the repository ships, held to the tables that they were written from and to
/// the cases that they are linked to.
namespace tandem {
namespace {

namespace fs = std::filesystem;
using model::Agreement;
using model::Obligation;
using Row = std::map<std::string, std::string>;

std::vector<fs::path> shipped_agreements() {
  std::vector<fs::path> found;
  for (const auto& file : fs::recursive_directory_iterator(TANDEM_SOURCE_DIR "/cases"))
    if (file.path().filename() == "agreement.yaml") found.push_back(file.path().parent_path());
  std::ranges::sort(found);
  return found;
}

std::string name_of_folder(const testing::TestParamInfo<fs::path>& folder) {
  std::string name = folder.param.filename().string();
  std::ranges::replace(name, '-', '_');
  return name;
}

class ShippedAgreement : public testing::TestWithParam<fs::path> {
 protected:
  [[nodiscard]] static Agreement loaded() {
    return test::must(casefile::load_agreement(GetParam().string())).valid;
  }
};

TEST_P(ShippedAgreement, HasNoMistakes) {
  const auto found = casefile::load_agreement(GetParam().string());
  if (found) return;
  for (const Diagnostic& mistake : found.error().details)
    ADD_FAILURE() << mistake.at.line << ": " << mistake.message << "; " << mistake.repair;
}

TEST_P(ShippedAgreement, ArguesHowItWasRead) { EXPECT_TRUE(fs::exists(GetParam() / "NOTES.md")); }

TEST_P(ShippedAgreement, IsWrittenAndReadAgainAsTheSame) {
  const auto of = test::must(casefile::load_agreement(GetParam().string()));
  const std::string text = casefile::write_agreement(of.draft);
  const auto again = test::must(casefile::load_agreement_text(text, "again.yaml"));
  EXPECT_EQ(casefile::write_agreement(again.draft), text);
}

TEST_P(ShippedAgreement, CarriesOutNoMeasureOfItsCaseMoreThanOnce) {
  const Agreement of = loaded();
  if (of.data().case_id.empty()) return;
  const auto linked = test::must(casefile::load_case(GetParam().string()));
  std::map<std::string, double> shares;
  for (const model::Measure& measure : linked.valid.measures()) shares[measure.id] = 0;
  for (const Obligation& one : of.obligations()) {
    if (one.measure.empty()) continue;
    ASSERT_TRUE(shares.contains(one.measure)) << one.id << ": " << one.measure;
    shares[one.measure] += one.share;
  }
  for (const auto& [measure, share] : shares) EXPECT_LE(share, 1 + 1e-9) << measure;
}

/// The ids in "S01 to S03, S05": ranges as they stand in the text of the agreement.
std::set<std::string> ids_in(const std::string& cell, const model::Agreement& of) {
  std::vector<std::size_t> named;
  std::vector<bool> to;
  std::string word;
  for (const char c : cell + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word += c;
      continue;
    }
    if (word == "to") to.back() = true;
    if (const auto id = of.find_obligation(word)) {
      named.push_back(id->index());
      to.push_back(false);
    }
    word.clear();
  }
  std::set<std::string> ids;
  for (std::size_t k = 0; k < named.size(); ++k)
    for (std::size_t o = named[k]; o <= (to[k] ? named[k + 1] : named[k]); ++o)
      ids.insert(of.obligations()[o].id);
  return ids;
}

using ByRule = std::map<std::string, std::set<std::string>>;

/// What the table of NOTES.md under "What lint finds" judges.
ByRule judged(const std::string& notes, const model::Agreement& of) {
  ByRule found;
  const std::size_t begin = notes.find("## What lint finds");
  std::istringstream lines(begin == std::string::npos ? "" : notes.substr(begin + 3));
  for (std::string line; std::getline(lines, line) && !line.starts_with("## ");) {
    const std::size_t second = line.find(" | ", 2);
    if (!line.starts_with("| ") || second == std::string::npos) continue;
    const std::string rule = line.substr(2, second - 2);
    if (lint::find_rule(rule) == nullptr) continue;
    const std::size_t end = line.find(" | ", second + 3);
    EXPECT_GT(line.size(), end + 8) << "judge it: " << line;
    found[rule].merge(ids_in(line.substr(second + 3, end - second - 3), of));
  }
  return found;
}

TEST_P(ShippedAgreement, HasEveryFindingOfLintJudgedInItsNotesAndNoOther) {
  const auto loaded = test::must(casefile::load_agreement(GetParam().string()));
  ByRule found;
  for (const lint::Finding& one : lint::lint(loaded.valid))
    for (const model::ObligationId o : one.obligations)
      found[std::string(one.rule->id)].insert(loaded.valid.obligation(o).id);
  EXPECT_EQ(judged(test::text_of_file(GetParam() / "NOTES.md"), loaded.valid), found);
}

INSTANTIATE_TEST_SUITE_P(Library, ShippedAgreement, testing::ValuesIn(shipped_agreements()),
                         name_of_folder);

struct Table {
  const char* folder;
  const char* file;  ///< in data/
};

void PrintTo(const Table& table, std::ostream* out) { *out << table.file; }

std::vector<Row> rows_of(const Table& table) {
  const auto path =
      fs::path(TANDEM_SOURCE_DIR) / "cases" / table.folder / "data" / std::string(table.file);
  Findings found;
  const auto cells = parse_csv(test::text_of_file(path), path.string(), found);
  std::vector<Row> rows;
  for (std::size_t k = 1; k < cells.size(); ++k) {
    Row row;
    for (std::size_t c = 0; c < cells[0].size(); ++c) row[cells[0][c].text] = cells[k].at(c).text;
    rows.push_back(row);
  }
  return rows;
}

class AgreementOfATable : public testing::TestWithParam<Table> {
 protected:
  AgreementOfATable()
      : agreement_(test::must(casefile::load_agreement(std::string(TANDEM_SOURCE_DIR "/cases/") +
                                                       GetParam().folder))
                       .valid),
        rows_(rows_of(GetParam())) {}

  [[nodiscard]] const Obligation& obligation(const Row& row) const {
    return agreement_.obligation(*agreement_.find_obligation(row.at("row_id")));
  }

  Agreement agreement_;
  std::vector<Row> rows_;
};

TEST_P(AgreementOfATable, HasEveryRowOnceInTheOrderOfTheTable) {
  ASSERT_EQ(agreement_.obligations().size(), rows_.size());
  for (std::size_t k = 0; k < rows_.size(); ++k)
    EXPECT_EQ(agreement_.obligations()[k].id, rows_[k].at("row_id"));
}

TEST_P(AgreementOfATable, KeepsHowEachRowWasEstablishedAndWhatIsSimultaneous) {
  for (const Row& row : rows_) {
    EXPECT_EQ(obligation(row).provenance, row.at("provenance")) << row.at("row_id");
    EXPECT_EQ(obligation(row).group, row.at("simultaneous_group")) << row.at("row_id");
    const auto sources = std::ranges::count(row.at("source_titles"), '|') + 1;
    EXPECT_GE(std::ssize(obligation(row).sources), sources) << row.at("row_id");
    EXPECT_EQ(obligation(row).phase, row.at("phase")) << row.at("row_id");
  }
}

TEST_P(AgreementOfATable, HasTheQuantitiesOfTheTable) {
  for (const Row& row : rows_) {
    if (row.at("quantity").empty()) continue;
    ASSERT_TRUE(obligation(row).quantity) << row.at("row_id");
    EXPECT_EQ(obligation(row).quantity->mode, std::stod(row.at("quantity"))) << row.at("row_id");
  }
}

/// Whether a recorded day is the one that the table has, or lies in the month that it has.
bool is_day_of(const std::optional<Date>& date, const std::string& written) {
  return date && format_date(*date).starts_with(written);
}

TEST_P(AgreementOfATable, RecordsTheDaysOfTheTableAndNoOthers) {
  for (const Row& row : rows_) {
    const Obligation& one = obligation(row);
    const std::string& day = row.at("actual_date");
    if (day.empty())
      EXPECT_FALSE(one.done && !one.started) << row.at("row_id");
    else
      EXPECT_TRUE(is_day_of(one.done, day) || is_day_of(one.started, day)) << row.at("row_id");
  }
}

/// The table works days out from what was known by then, so recorded days count where the text
/// itself gives none: "promptly after" has no day, the endorsement of 20 July 2015 has.
TEST_P(AgreementOfATable, IsDueOnTheDaysThatTheTableWorkedOutByHand) {
  const model::Timetable dates = model::timetable(agreement_);
  for (const Row& row : rows_) {
    const std::string& day = row.at("computed_date");
    if (day.empty() || row.at("trigger") == "standing") continue;  // of a rule: since when it holds
    const auto id = agreement_.find_obligation(row.at("row_id"));
    const model::Dates& of = dates.of[id->index()];
    const std::optional<model::Day> due = of.due ? of.due : of.start ? of.start : of.expected;
    ASSERT_TRUE(due) << row.at("row_id");
    EXPECT_EQ(format_date(Date{*due}), day) << row.at("row_id");
  }
}

constexpr Table kTables[] = {{"iran/jcpoa-2015", "jcpoa.csv"},
                             {"korea/six-party-2007", "six_party_2007.csv"}};

INSTANTIATE_TEST_SUITE_P(Library, AgreementOfATable, testing::ValuesIn(kTables),
                         [](const testing::TestParamInfo<Table>& table) {
                           const std::string file = table.param.file;
                           return file.substr(0, file.find('.'));
                         });

}  // namespace
}  // namespace tandem
