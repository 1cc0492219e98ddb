#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "apps/cli/case_argument.h"
#include "apps/cli/template.h"
#include "tandem/casefile/casefile.h"
#include "tandem/plan/plan.h"
#include "tests/cli/session.h"
#include "tests/support/border_library.h"

namespace tandem::cli {
namespace {

using nlohmann::json;
using test::border;
using test::kBorder;
using test::tandem;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kBad = TANDEM_SOURCE_DIR "/tests/casefile/bad/many-mistakes.yaml";

TEST(Check, SummarisesASoundCase) {
  const auto answer = tandem({"check", kBorder});
  EXPECT_EQ(answer.status, kFine);
  EXPECT_THAT(answer.out, HasSubstr("2 principals: north and south"));
  EXPECT_THAT(answer.out, HasSubstr("3: 2 whole, 1 divisible, 0 mandatory"));
  EXPECT_THAT(answer.out, HasSubstr("4 phases of 6 months, 2027-01-01 to 2029-01-01"));
  EXPECT_THAT(answer.out, HasSubstr("from 1 source"));
  EXPECT_THAT(answer.out, HasSubstr("1 of south"));
  EXPECT_THAT(answer.err, HasSubstr("next: tandem plan"));
}

TEST(Check, SummariesOfTheShippedCasesAreNeverWiderThanEightyColumns) {
  for (const files::LibraryCase& shipped : files::list_cases(TANDEM_SOURCE_DIR "/cases"))
    EXPECT_LE(test::widest(tandem({"check", shipped.path}).out), 80U) << shipped.path;
}

TEST(Check, PrintsNoControlCharacters) {
  const auto binary = tandem({"check", "-"}, std::string("\x7f"
                                                         "ELF\0\t\x1b[2J\n\t\n",
                                                         13));
  EXPECT_EQ(binary.status, kBadInput);
  EXPECT_THAT(binary.err, HasSubstr("has 1 mistake"));
  EXPECT_THAT(binary.err, testing::Not(HasSubstr("\x1b")));
  const auto planted = tandem({"check", "-"}, "\"a\\e[2J\": 1\n");
  EXPECT_THAT(planted.err, testing::Not(HasSubstr("\x1b")));
}

TEST(Check, NamesEveryMistakeAtOnce) {
  const auto answer = tandem({"check", kBad});
  EXPECT_EQ(answer.status, kBadInput);
  EXPECT_THAT(answer.out, IsEmpty());
  EXPECT_THAT(answer.err, HasSubstr("has 6 mistakes"));
  EXPECT_THAT(answer.err, HasSubstr("^\n  repair: did you mean 'actors'?"));
  EXPECT_THAT(answer.err, testing::Not(HasSubstr("\x1b[")));
}

TEST(Check, MakesWarningsFindingsUnderStrict) {
  const std::string doubtful = border() + "distribution: uniform\n";
  EXPECT_EQ(tandem({"check", "-", "--strict"}, doubtful).status, kFindings);
  const auto answer = tandem({"check", "-"}, doubtful);
  EXPECT_EQ(answer.status, kFine);
  EXPECT_THAT(answer.err, HasSubstr("<stdin>:"));
  EXPECT_THAT(answer.err, HasSubstr("warning:"));
}

TEST(Check, AnswersInJson) {
  const json fine = json::parse(tandem({"check", kBorder, "--json"}).out);
  EXPECT_EQ(fine["case"]["id"], "border");
  EXPECT_EQ(fine["case"]["measures"]["total"], 3);
  const auto bad = tandem({"check", kBad, "--json"});
  EXPECT_EQ(bad.status, kBadInput);
  const json errors = json::parse(bad.out);
  EXPECT_EQ(errors["details"].size(), 6U);
  EXPECT_EQ(errors["details"][0]["severity"], "error");
  EXPECT_EQ(errors["details"][0]["rule"], "out-of-range");
}

using Library = test::BorderLibrary;

TEST_F(Library, IsListedWithIdsAndSizes) {
  const auto answer = tandem({"cases", folder_.path("")});
  EXPECT_EQ(answer.status, kFine);
  EXPECT_THAT(answer.out, HasSubstr("border"));
  const json list = json::parse(tandem({"cases", folder_.path(""), "--json"}).out);
  ASSERT_EQ(list["cases"].size(), 2U);
  EXPECT_EQ(list["cases"][1]["measures"], 3);
  EXPECT_EQ(list["cases"][1]["phases"], 4);
  EXPECT_TRUE(list["cases"][1]["problem"].is_null());
  EXPECT_EQ(tandem({"cases", folder_.path("nowhere")}).status, kBadInput);
}

TEST_F(Library, MarksWhatCannotBeUsedAsItIs) {
  folder_.write("copy/case.yaml", border());
  std::string faulty = border();
  faulty.replace(faulty.find("case: border"), 12, "case: faulty");
  faulty.replace(faulty.find("role: principal"), 15, "role: principle");
  folder_.write("faulty/case.yaml", faulty);
  const std::string out = tandem({"cases", folder_.path("")}).out;
  EXPECT_THAT(out,
              HasSubstr(folder_.path("broken") + "\n                          cannot be read"));
  EXPECT_THAT(out, HasSubstr("has 1 mistake;"));
  EXPECT_THAT(out, HasSubstr("has the id of " + folder_.path("copy")));
}

TEST_F(Library, OffersTheRoadmapsOfACase) {
  folder_.write("europe/border/case.yaml",
                border() +
                    "alternatives:\n  pressure: {title: Pressure}\n"
                    "  slow: {title: Slow, roadmap: roadmaps/slow.yaml}\n");
  folder_.write("europe/border/roadmaps/slow.yaml",
                "tandem: 1\nroadmap: slow\ncase: border\nsteps: {withdraw-guns: 2}\n");
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const Streams io{in, out, err};
  Args args;
  args.set("CASE", std::string("border"));
  const auto loaded = load_case_argument(args, io);
  ASSERT_TRUE(loaded.has_value()) << err.str();
  const auto increments = [&](const std::string& name) {
    args.set("ROADMAP", name);
    const auto roadmap = load_roadmap_argument(args, io, *loaded);
    return roadmap ? static_cast<int>(roadmap->increments.size()) : -1;
  };
  EXPECT_EQ(increments("pressure"), 0);
  EXPECT_EQ(increments("slow"), 1);
  EXPECT_EQ(increments("slow.yaml"), 1);
  EXPECT_EQ(increments(folder_.path("europe/border/roadmaps/slow.yaml")), 1);
  EXPECT_EQ(increments("slwo"), -1);
  EXPECT_THAT(err.str(), HasSubstr("did you mean 'slow'?"));
}

TEST(Init, WritesACaseThatRaisesNoDoubts) {
  const test::ScratchFolder folder;
  const std::string path = folder.path("first-case");
  EXPECT_EQ(tandem({"init", path, "--dry-run"}).status, kFine);
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_THAT(tandem({"init", path}).out, HasSubstr("wrote " + path + "/case.yaml"));
  EXPECT_EQ(tandem({"check", path, "--strict"}).status, kFine);
  EXPECT_THAT(test::text_of_file(path + "/NOTES.md"), HasSubstr("# first-case"));
}

TEST(Init, OverwritesNothingAndWantsAnId) {
  const test::ScratchFolder folder;
  folder.write("taken/NOTES.md", "mine");
  EXPECT_EQ(tandem({"init", folder.path("taken")}).status, kBadInput);
  EXPECT_EQ(test::text_of_file(folder.path("taken/NOTES.md")), "mine");
  EXPECT_FALSE(std::filesystem::exists(folder.path("taken/case.yaml")));
  const auto answer = tandem({"init", folder.path("no_id")});
  EXPECT_EQ(answer.status, kBadInput);
  EXPECT_THAT(answer.err, HasSubstr("letters, digits and dashes"));
}

TEST(Init, WritesACaseThatCanBePlanned) {
  const auto loaded =
      casefile::load_case_text(case_template({"a", "2027-01-01", "2026-11-01"}), "case.yaml");
  ASSERT_TRUE(loaded.has_value());
  const auto answer = plan::plan(loaded->valid);
  ASSERT_TRUE(answer.roadmap.has_value());
  EXPECT_GE(answer.roadmap->increments.size(), 5U);
}

TEST(Export, WritesATableThatImportTakesBack) {
  const test::ScratchFolder folder;
  const auto table = tandem({"export", kBorder, "--measures"});
  EXPECT_EQ(table.status, kFine);
  folder.write("m.csv", table.out);
  const auto yaml = tandem({"import", kBorder, "--measures", folder.path("m.csv")});
  EXPECT_EQ(yaml.status, kFine);
  EXPECT_THAT(yaml.out, testing::StartsWith("measures:\n  withdraw-guns:\n"));
  EXPECT_EQ(tandem({"import", kBorder, "--measures", "-"}, table.out).out, yaml.out);
  EXPECT_EQ(tandem({"export", kBorder}).status, kBadInput);
}

TEST(Import, WantsAFileAndNoFolder) {
  const auto answer = tandem({"import", kBorder, "--measures", TANDEM_SOURCE_DIR "/cases"});
  EXPECT_EQ(answer.status, kBadInput);
  EXPECT_THAT(answer.err, HasSubstr("is a folder; name the file of the table"));
}

TEST(Import, HoldsTheTableAgainstTheCase) {
  std::string table = tandem({"export", kBorder, "--measures"}).out;
  table.replace(table.find("north"), 5, "nroth");
  const std::size_t actor = table.find(",north,");
  table.replace(actor, 7, ",nrth,");
  const auto answer = tandem({"import", kBorder, "--measures", "-"}, table);
  EXPECT_EQ(answer.status, kBadInput);
  EXPECT_THAT(answer.out, IsEmpty());
  EXPECT_THAT(answer.err, HasSubstr("<stdin>:2:"));
  EXPECT_THAT(answer.err, HasSubstr("did you mean 'north'?"));
}

}  // namespace
}  // namespace tandem::cli
