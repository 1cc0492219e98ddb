#include <gtest/gtest.h>

#include "tandem/base/random.h"
#include "tests/casefile/border_case.h"

/// Whatever stands in a file, the loaders answer. The programs in fuzz/ try longer.
namespace tandem::casefile {
namespace {

/// `text` with some bytes changed, removed, doubled or replaced by what parsers trip over.
std::string mutated(const std::string& text, Rng& rng) {
  static const std::vector<std::string> kSnags = {
      "[",  "]", "{",   "}",    ": ",  "- ",   "\n",  "  ",     "\t",    "\"",
      "'",  "@", "..",  "&a",   "*a",  "!!t ", "|\n", ">\n",    "---\n", "...\n",
      "%",  "#", "010", "-",    "1e9", "\xFF", "~",   "yes",    "<<: ",  "\\",
      "\r", ",", ";",   "null", "nan", "\x01", "0",   "forever"};
  std::string made = text;
  for (std::size_t i = 1 + rng.below(4); i > 0; --i) {
    const std::size_t at = rng.below(made.size() + 1);
    const std::size_t length = std::min(rng.below(30), made.size() - at);
    switch (rng.below(4)) {
      case 0:
        made.erase(at, length);
        break;
      case 1:
        made.insert(at, made.substr(at, length));
        break;
      default:
        made.insert(at, kSnags[rng.below(kSnags.size())]);
    }
  }
  return made;
}

/// Every error names a place and shows itself.
template <class T>
std::size_t answered(const Result<T>& result, const std::string& text) {
  if (result) return 0;
  EXPECT_FALSE(result.error().details.empty()) << text;
  for (const Diagnostic& d : result.error().details) {
    EXPECT_GT(d.at.line, 0) << d.message << "\n" << text;
    EXPECT_FALSE(render(d, text).empty());
  }
  return 1;
}

TEST(MutatedCases, AreLoadedOrAnswered) {
  const std::string text = test::border_text();
  std::size_t refused = 0;
  for (std::uint64_t run = 0; run < 2000; ++run) {
    Rng rng(31, run);
    const std::string made = mutated(text, rng);
    refused += answered(load_case_text(made, "case.yaml"), made);
  }
  EXPECT_GT(refused, 1000U);
}

TEST(MutatedRoadmaps, AreLoadedOrAnswered) {
  const CaseFile border = test::border_case();
  const std::string text =
      "tandem: 1\nroadmap: r\ncase: border\naccession: {league: 2}\nsteps:\n"
      "  withdraw-guns: {1: 0.25, 3: 0.75}\n  monitors: 2\n  lift-embargo: {month: 13}\n";
  for (std::uint64_t run = 0; run < 2000; ++run) {
    Rng rng(37, run);
    const std::string made = mutated(text, rng);
    answered(load_roadmap_text(made, "roadmap.yaml", border.valid), made);
  }
}

TEST(MutatedTables, AreReadOrAnswered) {
  const std::string text = write_measures_csv(test::border_case().draft);
  for (std::uint64_t run = 0; run < 2000; ++run) {
    Rng rng(41, run);
    const std::string made = mutated(text, rng);
    answered(read_measures_csv(made, "measures.csv"), made);
  }
}

}  // namespace
}  // namespace tandem::casefile
