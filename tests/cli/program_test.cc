#include "apps/cli/program.h"

#include <gmock/gmock.h>

#include <iterator>
#include <sstream>

#include "apps/cli/args.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "tests/cli/session.h"
#include "tests/support/approval.h"

namespace tandem::cli {
namespace {

using test::tandem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(Program, WithoutWordsShowsWhereToStart) {
  const auto answer = tandem({});
  EXPECT_EQ(answer.status, kFine);
  EXPECT_THAT(answer.out, HasSubstr("tandem init"));
  EXPECT_THAT(answer.err, IsEmpty());
  for (const Command* command : commands())
    EXPECT_THAT(answer.out, HasSubstr(std::string(command->name)));
  EXPECT_EQ(tandem({"--help"}).out, answer.out);
  EXPECT_EQ(tandem({"help"}).out, answer.out);
}

TEST(Program, KnowsItsVersion) { EXPECT_THAT(tandem({"--version"}).out, StartsWith("tandem ")); }

TEST(Program, SuggestsTheNearestCommand) {
  const auto answer = tandem({"chek", "korea"});
  EXPECT_EQ(answer.status, kBadInput);
  EXPECT_THAT(answer.out, IsEmpty());
  EXPECT_THAT(answer.err, HasSubstr("unknown command 'chek'; did you mean 'check'?"));
  EXPECT_THAT(tandem({"frobnicate"}).err, HasSubstr("lists them"));
}

TEST(Program, ShowsTheUsageWhereArgumentsAreWrong) {
  const auto answer = tandem({"check"});
  EXPECT_EQ(answer.status, kBadInput);
  EXPECT_THAT(answer.err, HasSubstr("CASE is required"));
  EXPECT_THAT(answer.err, HasSubstr("usage: tandem check CASE"));
}

TEST(Help, StartsWithExamplesAndNamesEveryArgument) {
  for (const Command* command : commands()) {
    const std::string help = tandem({std::string(command->name), "--help"}).out;
    SCOPED_TRACE(help);
    EXPECT_EQ(help, tandem({"help", std::string(command->name)}).out);
    EXPECT_FALSE(command->examples.empty());
    EXPECT_LT(help.find("examples"), help.find("usage"));
    for (const ArgSpec& spec : command->args) {
      EXPECT_THAT(help, HasSubstr(std::string(spec.name)));
      EXPECT_FALSE(spec.help.empty()) << spec.name;
    }
    EXPECT_THAT(help, HasSubstr("--json"));
    for (const std::string_view example : command->examples)
      EXPECT_THAT(std::string(example), HasSubstr("tandem " + std::string(command->name)));
  }
}

TEST(Help, IsNeverWiderThanEightyColumns) {
  EXPECT_LE(test::widest(tandem({}).out), 80U);
  for (const Command* command : commands()) {
    const std::string help = tandem({std::string(command->name), "--help"}).out;
    EXPECT_LE(test::widest(help), 80U) << help;
  }
}

/// The words of an example after "tandem NAME", without what is piped in and without the remark.
std::vector<std::string> words_of(std::string_view example, std::string_view command) {
  const std::string start = "tandem " + std::string(command);
  example.remove_prefix(example.find(start) + start.size());
  std::istringstream in(std::string(example.substr(0, example.find("    "))));
  return {std::istream_iterator<std::string>(in), {}};
}

/// Whether a name stands for something of the reader's own.
bool is_made_up(const std::string& name) { return name == "-" || name.starts_with("my-"); }

/// What is wrong with the arguments of an example; empty where it could be run.
std::string complaint(const Args& args) {
  if (!args.has("CASE") || is_made_up(args.text("CASE"))) return {};
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const auto loaded = load_case_argument(args, {in, out, err});
  if (loaded && args.has("ROADMAP") && !is_made_up(args.text("ROADMAP")))
    (void)load_roadmap_argument(args, {in, out, err}, *loaded);
  return err.str();
}

TEST(Help, ExamplesNameOptionsCasesAndRoadmapsThatExist) {
  for (const Command* command : commands())
    for (const std::string_view example : command->examples) {
      const ParsedArgs parsed = parse_args(*command, words_of(example, command->name));
      ASSERT_EQ(parsed.problem, "") << example;
      EXPECT_EQ(complaint(parsed.args), "") << example;
    }
}

TEST(Output, GoesToTheFileThatIsAskedFor) {
  const test::ScratchFolder folder;
  const auto answer = tandem({"schema", "-o", folder.path("schema.json")});
  EXPECT_EQ(answer.status, kFine);
  EXPECT_THAT(answer.out, IsEmpty());
  EXPECT_EQ(test::text_of_file(folder.path("schema.json")), tandem({"schema"}).out);
  EXPECT_EQ(tandem({"schema", "-o", "-"}).out, tandem({"schema"}).out);
  EXPECT_EQ(tandem({"schema", "-o", folder.path("no/such/folder")}).status, kBadInput);
}

}  // namespace
}  // namespace tandem::cli
