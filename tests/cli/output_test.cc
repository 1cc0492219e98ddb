#include "apps/cli/output.h"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "apps/cli/program.h"
#include "tests/cli/session.h"
#include "tests/support/approval.h"

namespace tandem::cli {
namespace {

namespace fs = std::filesystem;
using test::tandem;
using test::text_of_file;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kTutorial = TANDEM_SOURCE_DIR "/cases/tutorial";

/// A copy of a case that commands may try to spoil.
class Outputs : public testing::Test {
 protected:
  void SetUp() override {
    fs::copy(kTutorial, mine_, fs::copy_options::recursive);
    std::ofstream(table_) << tandem({"export", mine_, "--measures"}).out;
    before_ = text_of_file(case_);
  }

  void expect_refused(const test::Answer& answer, const std::string& why) const {
    EXPECT_EQ(answer.status, kBadInput);
    EXPECT_THAT(answer.out, IsEmpty());
    EXPECT_THAT(answer.err, HasSubstr(why));
    EXPECT_EQ(text_of_file(case_), before_);
  }

  test::ScratchFolder folder_{};
  std::string mine_ = folder_.path("mine");
  std::string case_ = mine_ + "/case.yaml";
  std::string table_ = folder_.path("table.csv");
  std::string before_{};
};

TEST_F(Outputs, AreNoFilesThatTheCommandReads) {
  const std::string why = "would write over " + case_;
  expect_refused(tandem({"check", mine_, "-o", case_}), why);
  expect_refused(tandem({"check", case_, "-o", mine_ + "/roadmaps/../case.yaml"}), "write over");
  expect_refused(tandem({"plan", mine_, "--save", case_, "--quiet"}), why);
  expect_refused(tandem({"import", mine_, "--measures", table_, "-o", case_}), why);
  expect_refused(tandem({"import", mine_, "--measures", table_, "-o", table_}), table_);
  const std::string roadmap = mine_ + "/roadmaps/north-first.yaml";
  expect_refused(tandem({"assess", mine_, roadmap, "-o", roadmap}), roadmap);
  expect_refused(tandem({"brief", mine_, "step-by-step", "-o", roadmap}), roadmap);
  const auto in_json = tandem({"check", mine_, "--json", "-o", case_});
  EXPECT_THAT(nlohmann::json::parse(in_json.out)["error"], HasSubstr("write over"));
  EXPECT_EQ(text_of_file(case_), before_);
  fs::create_hard_link(case_, folder_.path("link"));
  expect_refused(tandem({"check", mine_, "-o", folder_.path("link")}), "write over");
}

TEST_F(Outputs, AreTwoFilesWhereThereAreTwo) {
  const std::string same = folder_.path("same");
  expect_refused(tandem({"plan", mine_, "-o", same, "--save", same}), "both write");
  EXPECT_FALSE(fs::exists(same));
  expect_refused(tandem({"plan", mine_, "-o", "no-such-file", "--save", "./no-such-file"}),
                 "both write");
  EXPECT_EQ(tandem({"plan", mine_, "-o", "/dev/null", "--save", "/dev/null", "--quiet"}).status,
            kFine);
}

TEST_F(Outputs, OfInitAreNoneOfTheFilesItMakes) {
  const std::string made = folder_.path("first");
  fs::create_directory(made);
  expect_refused(tandem({"init", made, "-o", made + "/case.yaml"}), "write over");
  EXPECT_TRUE(fs::is_empty(made));
}

TEST_F(Outputs, BesideTheAnswerNeedAName) {
  expect_refused(tandem({"plan", mine_, "--save", "-"}), "'-' is none; name a file");
  EXPECT_FALSE(fs::exists("-"));
}

TEST_F(Outputs, AreRefusedBeforeAnyWorkWhereTheirFolderIsMissing) {
  expect_refused(tandem({"plan", "no-such-case", "--save", folder_.path("no/file")}), "no folder");
  expect_refused(tandem({"check", mine_, "-o", mine_}), "is a folder");
}

TEST_F(Outputs, StayAsTheyWereWhereThereIsNoAnswer) {
  std::string impossible = before_;
  impossible.replace(impossible.find("min_margin: 0"), 13, "min_margin: 0.9");
  std::ofstream(case_) << impossible;
  folder_.write("page.html", "the page of yesterday");
  const auto answer = tandem({"brief", mine_, "-o", folder_.path("page.html")});
  EXPECT_EQ(answer.status, kFindings);
  EXPECT_THAT(answer.err, HasSubstr("no roadmap meets all limits"));
  EXPECT_EQ(text_of_file(folder_.path("page.html")), "the page of yesterday");
  EXPECT_EQ(tandem({"check", "nowhere", "-o", folder_.path("page.html")}).status, kBadInput);
  EXPECT_EQ(tandem({"check", "nowhere", "-o", folder_.path("page.html"), "--json"}).status,
            kBadInput);
  EXPECT_EQ(text_of_file(folder_.path("page.html")), "the page of yesterday");
}

TEST(PlanCommand, HintsAtMoreTimeWhereItWasStoppedEarly) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  std::stop_source stop;
  stop.request_stop();
  const std::vector<std::string> words{"plan", kTutorial, "--quiet"};
  EXPECT_EQ(run_program(words, {in, out, err, false, stop.get_token()}), kFindings);
  EXPECT_THAT(out.str(), HasSubstr("was stopped before it found a roadmap"));
  EXPECT_THAT(out.str(), testing::Not(HasSubstr("stands in the way")));
  EXPECT_THAT(err.str(), HasSubstr("--time-limit 1200"));
}

/// Takes what is written and fails when it is to reach the file.
class FullDisk : public std::stringbuf {
 protected:
  int sync() override { return -1; }
};

TEST(Answer, ThatCannotBeWrittenIsAnError) {
  FullDisk disk;
  std::istringstream in;
  std::ostream out(&disk);
  std::ostringstream err;
  const std::vector<std::string> words{"check", kTutorial};
  EXPECT_EQ(run_program(words, {in, out, err}), kBadInput);
  EXPECT_THAT(err.str(), HasSubstr("cannot be written to stdout"));
}

int status_in_shell(const std::string& after) {
  return WEXITSTATUS(
      std::system(("'" TANDEM_CLI "' check '" + kTutorial + "' 2>/dev/null " + after).c_str()));
}

TEST(Answer, ThatReachesNoStdoutIsAnError) {
  EXPECT_EQ(status_in_shell(">/dev/full"), kBadInput);
  EXPECT_EQ(status_in_shell(">&-"), kBadInput);
  EXPECT_EQ(status_in_shell(">&- -o /dev/full"), kBadInput);
  EXPECT_EQ(status_in_shell(">&- -o /dev/null"), kFine);
  EXPECT_EQ(status_in_shell(">/dev/null"), kFine);
}

TEST(Json, AnswersUsesThatAreWrongToo) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"check", "--json"},
                                                {"plan", kTutorial, "--level", "abc", "--json"},
                                                {"plan", kTutorial, "--deviation", "no", "--json"},
                                                {"foo", "--json"},
                                                {"--json"},
                                                {"plan", kTutorial, "--save", "-", "--json"},
                                                {"check", "nowhere", "--json"}}) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    EXPECT_EQ(run_program(words, {in, out, err}), kBadInput);
    const auto json = nlohmann::json::parse(out.str(), nullptr, false);
    ASSERT_TRUE(json.is_object()) << words[0] << ": " << out.str();
    EXPECT_FALSE(json["error"].get<std::string>().empty());
    EXPECT_TRUE(json["details"].is_array());
    EXPECT_THAT(err.str(), IsEmpty());
  }
}

}  // namespace
}  // namespace tandem::cli
