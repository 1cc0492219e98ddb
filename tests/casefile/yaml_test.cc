#include <gtest/gtest.h>

#include "tandem/base/random.h"
#include "tandem/casefile/internal/yaml_dom.h"
#include "tandem/casefile/internal/yaml_write.h"

namespace tandem::casefile::internal {
namespace {

std::optional<Node> parse(std::string_view text, Findings& found) {
  return parse_yaml(text, "file.yaml", found);
}

Node must_parse(std::string_view text) {
  Findings found;
  auto root = parse(text, found);
  for (const Diagnostic& d : std::move(found).in_file_order()) ADD_FAILURE() << d.message;
  return root.value_or(Node{});
}

TEST(ParseYaml, KeepsThePlaceOfEveryKeyAndValue) {
  const Node root = must_parse("a: 1\nb:\n  - {c: \"x\"}\n");
  ASSERT_EQ(root.entries.size(), 2U);
  EXPECT_EQ(root.entries[1].at, (SourceLoc{"file.yaml", 2, 1}));
  const Entry& c = root.entries[1].value.items[0].entries[0];
  EXPECT_EQ(c.at, (SourceLoc{"file.yaml", 3, 6}));
  EXPECT_EQ(c.value.at, (SourceLoc{"file.yaml", 3, 9}));
  EXPECT_FALSE(c.value.plain);
}

TEST(ParseYaml, CountsColumnsInCharacters) {
  const Node root = must_parse("{이름: 남쪽, b: 1}\n");
  EXPECT_EQ(root.entries[1].at.column, 10);
}

TEST(ParseYaml, ReadsBlockText) {
  EXPECT_EQ(must_parse("a: |\n  one\n  two\n").entries[0].value.text, "one\ntwo\n");
  EXPECT_EQ(must_parse("a: >\n  one\n  two\n").entries[0].value.text, "one two\n");
}

TEST(ParseYaml, ReportsAllThatItRefusesAndReadsTheRest) {
  Findings found;
  const auto root = parse("a: yes\nb: &x 010\nc: *x\nd: !t 1\na: 2\ne: fine\n", found);
  ASSERT_TRUE(root.has_value());
  EXPECT_EQ(found.size(), 6U);
  EXPECT_EQ(root->find("e")->value.text, "fine");
  EXPECT_EQ(root->find("a")->value.kind, Node::Kind::broken);
}

TEST(ParseYaml, LeavesQuotedWordsAlone) {
  const Node root = must_parse("{a: \"yes\", b: '010', c: \"~\"}");
  EXPECT_EQ(root.find("a")->value.text, "yes");
  EXPECT_FALSE(root.find("c")->value.is_null());
}

TEST(ParseYaml, StopsAtThirtyTwoLevels) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  Findings none;
  EXPECT_TRUE(parse(nested(32), none).has_value());
  Findings found;
  EXPECT_FALSE(parse(nested(33), found).has_value());
  EXPECT_EQ(std::move(found).in_file_order()[0].rule, "too-deep");
  Findings bomb;
  EXPECT_FALSE(parse(std::string(1000000, '['), bomb).has_value());
}

TEST(YamlText, IsReadBackAsTheSameText) {
  Rng rng(5, 1);
  const std::vector<std::string> pieces = {
      "a",  "Z",  "7",    " ",   "-",    "_",    ".",  ",",      ":",      ": ",     "#",
      " #", "'",  "\"",   "\\",  "\n",   "[",    "}",  "@",      "%",      "&",      "*",
      "!",  "|",  ">",    "\t",  "\x7F", "é",    "남", "\u2028", "\u0085", "\uFEFF", "yes",
      "no", "on", "null", "010", "0x1F", "true", "~",  "?",      "=",      "<<"};
  for (int run = 0; run < 5000; ++run) {
    std::string text;
    for (std::size_t i = 1 + rng.below(6); i > 0; --i) text += pieces[rng.below(pieces.size())];
    for (const std::string& file :
         {"key: " + yaml_text(text) + "\n", "{key: " + yaml_text(text) + ", b: 1}\n",
          yaml_text(text) + ": value\n"}) {
      Findings found;
      const auto root = parse(file, found);
      ASSERT_TRUE(root && found.empty()) << file;
      const Entry& entry = root->entries[0];
      EXPECT_EQ(entry.key == "key" ? entry.value.text : entry.key, text) << file;
    }
  }
}

}  // namespace
}  // namespace tandem::casefile::internal
