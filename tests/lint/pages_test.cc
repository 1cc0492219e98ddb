#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/lint/reading.h"

/// Each rule has a page with two examples: the first is found by the rule, the second is not.
namespace tandem::lint::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

std::string page_of(std::string_view rule) {
  return file_text("docs/lint/" + std::string(rule) + ".md");
}

std::vector<std::string> yaml_blocks(const std::string& page) {
  std::vector<std::string> blocks;
  bool inside = false;
  std::istringstream in(page);
  for (std::string line; std::getline(in, line);) {
    if (line == "```yaml") blocks.emplace_back();
    if (line.starts_with("```"))
      inside = line == "```yaml";
    else if (inside)
      blocks.back() += line + "\n";
  }
  return blocks;
}

class RulePage : public testing::TestWithParam<std::string> {};

TEST_P(RulePage, ShowsWhatIsFoundAndWhatIsNot) {
  const auto blocks = yaml_blocks(page_of(GetParam()));
  ASSERT_THAT(blocks, SizeIs(2));
  EXPECT_THAT(rules_found(framed(blocks[0])), Contains(GetParam()));
  EXPECT_THAT(rules_found(framed(blocks[1])), Not(Contains(GetParam())));
}

TEST_P(RulePage, MendsItsExampleWithThePaste) {
  const std::string text = framed(yaml_blocks(page_of(GetParam())).front());
  const auto found = found_of(GetParam(), text);
  ASSERT_FALSE(found.empty());
  const std::string mended = pasted(text, found.front().paste);
  EXPECT_THAT(found_of(GetParam(), mended), SizeIs(found.size() - 1)) << mended;
}

TEST_P(RulePage, HasASourceForThePrecedent) {
  EXPECT_THAT(page_of(GetParam()), HasSubstr("](http"));
}

TEST_P(RulePage, IsLinkedFromTheOverview) {
  EXPECT_THAT(file_text("docs/lint/README.md"), HasSubstr("](" + GetParam() + ".md)"));
}

std::vector<std::string> all_rules() {
  std::vector<std::string> names;
  for (const Rule& rule : rules()) names.emplace_back(rule.id);
  return names;
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Rules, RulePage, testing::ValuesIn(all_rules()), name_of);

}  // namespace
}  // namespace tandem::lint::test
