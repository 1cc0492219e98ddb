#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <sstream>

#include "tests/support/approval.h"
#include "tests/support/scratch_folder.h"

/// What README.md and docs/ show of the program is what it prints. In a block marked ```console a
/// line "$ tandem ..." is run, in a copy of the case library, and the lines below it must stand in
/// its output: one below the other, where no line "..." is between them. "..." within a line stands
/// for anything.
namespace tandem {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

struct Shown {
  int line = 0;  ///< of the page, from 1
  std::string command;
  Lines printed;
};

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line.substr(0, line.find_last_not_of(" \r") + 1));
  return lines;
}

/// The commands of a page's console blocks; other commands than tandem are not ours to run.
std::vector<Shown> commands_of(const std::string& page) {
  std::vector<Shown> found;
  bool inside = false;
  bool ours = false;
  int number = 0;
  for (const std::string& line : lines_of(page)) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside && line == "```console";
      ours = false;
    } else if (inside && line.starts_with("$ ")) {
      ours = line == "$ tandem" || line.starts_with("$ tandem ");
      if (ours) found.push_back({number, line.substr(2), {}});
    } else if (ours) {
      found.back().printed.push_back(line);
    }
  }
  return found;
}

bool alike(std::string_view pattern, std::string_view line) {
  const std::size_t gap = pattern.find("...");
  if (gap == std::string_view::npos) return pattern == line;
  if (!line.starts_with(pattern.substr(0, gap))) return false;
  for (std::size_t from = gap; from <= line.size(); ++from)
    if (alike(pattern.substr(gap + 3), line.substr(from))) return true;
  return false;
}

/// Where in `output`, from line `from` on, `run` ends; absent where it is not.
std::optional<std::size_t> find_run(const Lines& run, const Lines& output, std::size_t from) {
  for (; from + run.size() <= output.size(); ++from) {
    std::size_t same = 0;
    while (same < run.size() && alike(run[same], output[from + same])) ++same;
    if (same == run.size()) return from + same;
  }
  return std::nullopt;
}

/// The first lines of `printed` that `output` does not hold; empty where it holds all.
std::string missing(const Lines& printed, const Lines& output) {
  std::size_t at = 0;
  Lines run;
  for (std::size_t k = 0; k <= printed.size(); ++k) {
    if (k < printed.size() && printed[k] != "...") {
      run.push_back(printed[k]);
      continue;
    }
    const auto end = find_run(run, output, at);
    if (!end) {
      std::string text;
      for (const std::string& line : run) text += line + "\n";
      return text;
    }
    at = *end;
    run.clear();
  }
  return {};
}

/// A copy of the shipped cases, in which commands are run one after the other.
class Workplace {
 public:
  Workplace() { fs::copy(TANDEM_SOURCE_DIR "/cases", folder_ / "cases", kAll); }

  struct Ran {
    int status = 0;
    std::string output;  ///< of both streams
  };
  [[nodiscard]] Ran run(const std::string& command) const {
    const std::string line = "cd '" + folder_.string() + "' && unset TANDEM_CASES && PATH='" +
                             fs::path(TANDEM_CLI).parent_path().string() + R"(':"$PATH" && { )" +
                             command + "\n} 2>&1 </dev/null";
    FILE* pipe = popen(line.c_str(), "r");
    if (pipe == nullptr) return {-1, "cannot be run"};
    Ran ran;
    std::array<char, 4096> some{};
    for (std::size_t n = 0; (n = std::fread(some.data(), 1, some.size(), pipe)) > 0;)
      ran.output.append(some.data(), n);
    ran.status = WEXITSTATUS(pclose(pipe));
    return ran;
  }

 private:
  static constexpr auto kAll = fs::copy_options::recursive;
  test::ScratchFolder scratch_;
  const fs::path& folder_ = scratch_.path();
};

/// What is wrong with the commands of a page, one paragraph each; empty where all is as shown.
std::string complaints(const std::vector<Shown>& commands) {
  const Workplace workplace;
  std::string text;
  for (const auto& [line, command, printed] : commands) {
    const Workplace::Ran ran = workplace.run(command);
    const std::string lacking = missing(printed, lines_of(ran.output));
    const bool failed = printed.empty() && ran.status > 1;
    if (lacking.empty() && !failed) continue;
    text += "line " + std::to_string(line) + ": '" + command + "' does not print\n" + lacking +
            "but\n" + ran.output + "\n";
  }
  return text;
}

/// Planning the Korean case takes seconds; all else does not.
bool takes_long(const Shown& shown) {
  const auto has = [&](const char* word) { return shown.command.find(word) != std::string::npos; };
  return has("korea") && (has("tandem plan") || has("tandem brief") || has("tandem assess"));
}

std::vector<std::string> pages() {
  std::vector<std::string> found{"README.md"};
  for (const fs::path& page : test::source_files("docs", ".md"))
    found.push_back("docs/" + page.filename().string());
  return found;
}

std::vector<Shown> shown_on(const std::string& page) {
  return commands_of(test::text_of_file(fs::path(TANDEM_SOURCE_DIR) / page));
}

class Page : public testing::TestWithParam<std::string> {};

TEST_P(Page, ShowsWhatTheProgramPrints) {
  const std::vector<Shown> commands = shown_on(GetParam());
  if (commands.empty()) GTEST_SKIP() << "shows no command";
  EXPECT_EQ(complaints(commands), "");
}

std::string name_of(const testing::TestParamInfo<std::string>& page) {
  std::string name = page.param;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name + (std::ranges::any_of(shown_on(page.param), takes_long) ? "_Slow" : "");
}

INSTANTIATE_TEST_SUITE_P(Docs, Page, testing::ValuesIn(pages()), name_of);

TEST(Commands, AreThoseOfConsoleBlocksAlone) {
  const auto found = commands_of(
      "$ tandem cases\n```sh\n$ tandem init a\n```\n\n```console\n$ ls\nx\n$ tandem check a  \n"
      "one\n...\n$ tandem\n```\n$ tandem plan a\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].line, 9);
  EXPECT_EQ(found[0].command, "tandem check a");
  EXPECT_EQ(found[0].printed, (Lines{"one", "..."}));
  EXPECT_EQ(found[1].command, "tandem");
}

TEST(Commands, ShownLinesStandTogetherUnlessDotsPartThem) {
  const Lines output{"a", "b", "c 1.5 s", "d"};
  for (const Lines& held : {Lines{}, Lines{"b"}, Lines{"a", "b"}, Lines{"a", "...", "d"},
                            Lines{"...", "c ... s", "d", "..."}, Lines{"c...", "..."}})
    EXPECT_EQ(missing(held, output), "") << held.size();
  EXPECT_EQ(missing({"a", "c 1.5 s"}, output), "a\nc 1.5 s\n");
  EXPECT_EQ(missing({"b", "...", "a"}, output), "a\n");
  EXPECT_EQ(missing({"c ... h"}, output), "c ... h\n");
  EXPECT_EQ(missing({"e"}, output), "e\n");
}

TEST(Commands, PlantedPageIsFoundWrongWhereItIs) {
  const std::string head = "```console\n$ tandem check tutorial\n";
  EXPECT_EQ(complaints(commands_of(head + "...\n  tracks      security and economy\n```\n")), "");
  const std::string wrong = complaints(commands_of(head + "tutorial: Three neighbours\n```\n"));
  EXPECT_TRUE(
      wrong.starts_with("line 2: 'tandem check tutorial' does not print\n"
                        "tutorial: Three neighbours\nbut\ntutorial: Two neighbours"))
      << wrong;
}

TEST(Commands, MistakenCommandNeedsItsMessageShown) {
  EXPECT_NE(complaints(commands_of("```console\n$ tandem chek tutorial\n```\n")), "");
  EXPECT_EQ(complaints(commands_of("```console\n$ tandem chek tutorial\n"
                                   "tandem: unknown command 'chek'; ...\n```\n")),
            "");
}

TEST(Commands, OfOnePageFindWhatAnEarlierOneWrote) {
  EXPECT_EQ(complaints(commands_of("```console\n$ tandem plan tutorial --quiet --save mine.yaml\n"
                                   "```\n```console\n$ tandem assess tutorial mine.yaml\n"
                                   "Planned roadmap\n```\n")),
            "");
}

}  // namespace
}  // namespace tandem
