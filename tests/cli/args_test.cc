#include "apps/cli/args.h"

#include <gmock/gmock.h>

#include <stdexcept>

namespace tandem::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = "a case", .required = true},
    {.name = "ROADMAP", .help = "a roadmap"},
    {.name = "--seed", .kind = ArgKind::whole, .otherwise = "1", .least = 0},
    {.name = "--gap", .kind = ArgKind::real, .least = 0, .most = 1},
    {.name = "--quiet", .kind = ArgKind::flag},
    {.name = "--with", .repeats = true},
};
constexpr Command kCommand{"test", "a command", {}, kArgs, nullptr};

ParsedArgs parse(std::vector<std::string> words) { return parse_args(kCommand, words); }

TEST(ParseArgs, GivesEachValueItsKind) {
  const ParsedArgs parsed = parse({"korea", "--seed", "7", "--gap=0.25", "--quiet", "--json"});
  EXPECT_EQ(parsed.problem, "");
  EXPECT_EQ(parsed.args.text("CASE"), "korea");
  EXPECT_EQ(parsed.args.whole("seed"), 7);
  EXPECT_EQ(parsed.args.real("gap"), 0.25);
  EXPECT_TRUE(parsed.args.flag("quiet"));
  EXPECT_TRUE(parsed.args.json());
}

TEST(ParseArgs, KnowsDefaultsAndWhatIsAbsent) {
  const ParsedArgs parsed = parse({"korea"});
  EXPECT_EQ(parsed.args.whole("seed"), 1);
  EXPECT_FALSE(parsed.args.has("gap"));
  EXPECT_FALSE(parsed.args.has("ROADMAP"));
  EXPECT_FALSE(parsed.args.flag("quiet"));
  EXPECT_FALSE(parsed.args.has("output"));
}

TEST(ParseArgs, TakesOptionsAnywhereAndADashAsAName) {
  const ParsedArgs parsed = parse({"--with", "a", "-", "--with", "b", "r.yaml", "-o", "out.txt"});
  EXPECT_EQ(parsed.problem, "");
  EXPECT_EQ(parsed.args.text("CASE"), "-");
  EXPECT_EQ(parsed.args.text("ROADMAP"), "r.yaml");
  EXPECT_EQ(parsed.args.text("output"), "out.txt");
  EXPECT_THAT(parsed.args.list("with"), ElementsAre("a", "b"));
}

TEST(ParseArgs, SaysWhatIsWrong) {
  EXPECT_THAT(parse({}).problem, HasSubstr("CASE is required"));
  EXPECT_THAT(parse({"a", "b", "c"}).problem, HasSubstr("'c' is one argument too many"));
  EXPECT_THAT(parse({"a", "--sed", "1"}).problem,
              HasSubstr("unknown option '--sed'; did you mean '--seed'?"));
  EXPECT_THAT(parse({"a", "--seed", "-3"}).problem,
              HasSubstr("--seed is -3; it must be 0 or more"));
  EXPECT_THAT(parse({"a", "--gap", "2"}).problem, HasSubstr("--gap is 2; it must be 1 or less"));
  EXPECT_EQ(parse({"a", "--seed", "many"}).problem, "--seed is 'many'; it must be a whole number");
  EXPECT_EQ(parse({"a", "--gap", "nan"}).problem, "--gap is 'nan'; it must be a number");
  EXPECT_EQ(parse({"a", "--seed"}).problem, "--seed needs a value");
}

TEST(ParseArgs, HelpNeedsNothingElse) {
  EXPECT_TRUE(parse({"--help"}).help);
  EXPECT_TRUE(parse({"--seed", "x", "-h"}).help);
}

TEST(Args, RefusesToGiveWhatTheTableDoesNotHave) {
  const ParsedArgs parsed = parse({"korea"});
  EXPECT_THROW((void)parsed.args.text("nothing"), std::logic_error);
  EXPECT_THROW((void)parsed.args.real("seed"), std::logic_error);
}

}  // namespace
}  // namespace tandem::cli
