#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "apps/cli/case_argument.h"
#include "apps/cli/command.h"
#include "tests/cli/session.h"

namespace tandem::cli {
namespace {

using testing::HasSubstr;

class DraftCommand : public testing::Test {
 protected:
  /// The draft of the tutorial's roadmap, in a file.
  std::string drafted(const std::vector<std::string>& more = {}) {
    std::string file = scratch_.path(std::to_string(count_++) + ".yaml");
    std::vector<std::string> words{"draft", "tutorial", "step-by-step", "-o", file};
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_EQ(test::tandem(words).status, kFine);
    return file;
  }

  test::ScratchFolder scratch_;
  int count_ = 0;
};

TEST_F(DraftCommand, WritesATextThatPassesLint) {
  const auto lint = test::tandem({"lint", drafted()});
  EXPECT_EQ(lint.status, kFine) << lint.out;
}

TEST_F(DraftCommand, WritesATextThatPassesLintForEveryRoadmapOfTheLibrary) {
  std::size_t drafts = 0;
  for (const files::LibraryCase& one : files::list_cases(TANDEM_SOURCE_DIR "/cases")) {
    const auto loaded = casefile::load_case(one.path);
    ASSERT_TRUE(loaded.has_value());
    for (const model::Alternative& alternative : loaded->valid.data().alternatives) {
      const std::string file = scratch_.path("draft.yaml");
      const auto draft = test::tandem({"draft", one.path, alternative.id, "-o", file});
      ASSERT_EQ(draft.status, kFine) << draft.err;
      const auto lint = test::tandem({"lint", file});
      EXPECT_EQ(lint.status, kFine) << one.path << " " << alternative.id << "\n" << lint.out;
      ++drafts;
    }
  }
  EXPECT_GE(drafts, 9U);
}

TEST_F(DraftCommand, WritesATextThatIsAssessedAsItsRoadmapIs) {
  const auto text = test::tandem({"assess", "tutorial", drafted(), "--json"});
  const auto roadmap = test::tandem({"assess", "tutorial", "step-by-step", "--json"});
  auto a = nlohmann::json::parse(text.out);
  auto b = nlohmann::json::parse(roadmap.out);
  EXPECT_EQ(a["principles"], b["principles"]);
  EXPECT_EQ(text.status, roadmap.status);
}

TEST_F(DraftCommand, WritesATextThatEveryOtherCommandTakes) {
  const std::string file = drafted();
  EXPECT_EQ(test::tandem({"schedule", file}).status, kFine);
  EXPECT_EQ(test::tandem({"export", file, "--calendar"}).status, kFine);
  EXPECT_EQ(test::tandem({"export", file, "--html"}).status, kFine);
  EXPECT_THAT(test::tandem({"brief", "tutorial", file}).out, HasSubstr("</html>"));
}

TEST_F(DraftCommand, DiffNamesTheTermThatIsAnother) {
  const auto diff = test::tandem({"diff", drafted(), drafted({"--notice", "45"})});
  EXPECT_EQ(diff.status, kFindings) << diff.err;
  EXPECT_THAT(diff.out, HasSubstr("at D3 + 30d unless settlement"));
  EXPECT_THAT(diff.out, HasSubstr("at D3 + 45d unless settlement"));
  EXPECT_THAT(diff.out, HasSubstr("0 obligations added, 0 removed, 1 changed"));
  EXPECT_LE(test::widest(diff.out), 80U);
  EXPECT_EQ(test::tandem({"diff", drafted(), drafted()}).status, kFine);
}

TEST_F(DraftCommand, DiffAsJsonHasTheGainsOfTheCase) {
  const auto diff = test::tandem({"diff", drafted(), drafted({"--cure", "10"}), "--json"});
  const auto json = nlohmann::json::parse(diff.out);
  EXPECT_GT(json["gains"]["parties"].size(), 1U);
  EXPECT_EQ(json["gains"]["parties"][0]["before"], json["gains"]["parties"][0]["after"]);
  EXPECT_EQ(json["obligations"][0]["keys"][0]["key"], "cure");
}

TEST_F(DraftCommand, SaysWhatAnAgreementLeavesOutOfItsRoadmap) {
  const std::string file = scratch_.path("loose.yaml");
  std::ofstream(file) << "tandem: 1\nagreement: loose\ntitle: Loose\nactors: {}\nobligations:\n"
                         "  A: {title: Some day, measure: road, trigger: standing}\n";
  const auto done = test::tandem({"assess", "tutorial", file});
  EXPECT_THAT(done.err, HasSubstr("loose.yaml:6:"));
  EXPECT_THAT(done.err, HasSubstr("obligation 'A' has no day: measure 'road' is left out"));
  std::ofstream(file) << "tandem: 1\nagreement: loose\ntitle: Loose\nactors: {}\nobligations:\n"
                         "  A: {title: Some day, measure: raod, trigger: 2027-01-01}\n";
  const auto wrong = test::tandem({"assess", "tutorial", file});
  EXPECT_EQ(wrong.status, kBadInput);
  EXPECT_THAT(wrong.err, HasSubstr("did you mean 'road'?"));
}

TEST_F(DraftCommand, ATextWithWorthsStandsForItsCase) {
  const std::string file = scratch_.path("bridges.yaml");
  std::ofstream(file) << "tandem: 1\nagreement: bridges\ntitle: Two bridges\nhorizon: 60\n"
                         "judgements:\n  J: {about: worths, by: us, as_of: 2026-03-01}\n"
                         "actors:\n  north: {name: North}\n  south: {name: South}\nobligations:\n"
                         "  A: {title: Guns, actors: [north], trigger: 2026-03-01, worth: "
                         "{north: -2 @J, south: 5 @J}}\n"
                         "  B: {title: Grain, actors: [south], trigger: 2026-06-01, worth: "
                         "{north: 5 @J, south: -2 @J}}\n";
  const auto done = test::tandem({"assess", file, file});
  EXPECT_THAT(done.out, HasSubstr("Self-enforcing"));
  EXPECT_THAT(done.out, HasSubstr("North"));
  EXPECT_EQ(done.err.find("error"), std::string::npos) << done.err;
  EXPECT_THAT(test::tandem({"brief", file, file}).out, HasSubstr("The text"));
  const auto none = test::tandem({"assess", "cases/tutorial/agreement.yaml", "step-by-step"});
  EXPECT_EQ(none.status, kBadInput);
  EXPECT_THAT(none.err, HasSubstr("no obligation of the agreement has a worth"));
}

TEST_F(DraftCommand, ATextFromStdinHasItsPageInTheBrief) {
  std::ifstream file(drafted());
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(test::tandem({"brief", "tutorial", "-"}, text).out, HasSubstr("id=\"text\""));
  EXPECT_THAT(test::tandem({"brief", "tutorial", "step-by-step"}).out,
              testing::Not(HasSubstr("id=\"text\"")));
}

TEST_F(DraftCommand, RefusesAPartyThatHasTheIdOfABodyOfItsOwn) {
  std::ifstream shipped(TANDEM_SOURCE_DIR "/cases/tutorial/case.yaml");
  std::string text{std::istreambuf_iterator<char>(shipped), {}};
  for (std::size_t at = 0; (at = text.find("coast", at)) != std::string::npos; at += 8)
    text.replace(at, 5, "arbiters");
  const std::string file = scratch_.path("case.yaml");
  // no roadmaps are beside it
  text.erase(text.find("\nalternatives:"));
  std::ofstream(file) << text << "\n";
  std::ofstream(scratch_.path("r.yaml"))
      << "tandem: 1\nroadmap: r\ncase: tutorial\naccession: {arbiters: 1}\nsteps: {road: 1}\n";
  const auto done = test::tandem({"draft", file, scratch_.path("r.yaml")});
  EXPECT_EQ(done.status, kBadInput) << done.err;
  EXPECT_THAT(done.err, HasSubstr("there is already an actor 'arbiters'"));
}

}  // namespace
}  // namespace tandem::cli
