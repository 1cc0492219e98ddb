#include "tandem/interop/internal/content_lines.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tandem/base/text.h"

namespace tandem::interop {
namespace {

std::string unfolded(std::string text) {
  for (std::size_t at = 0; (at = text.find("\r\n ", at)) != std::string::npos;) text.erase(at, 3);
  return text;
}

TEST(Folding, LeavesALineOf75OctetsAsItIs) {
  const std::string line(75, 'x');
  EXPECT_EQ(folded(line), line + "\r\n");
  EXPECT_EQ(folded(""), "\r\n");
}

TEST(Folding, BreaksAfter75OctetsAndThenAfter74BehindTheBlank) {
  EXPECT_EQ(folded(std::string(76, 'x')), std::string(75, 'x') + "\r\n x\r\n");
  EXPECT_EQ(folded(std::string(150, 'x')),
            std::string(75, 'x') + "\r\n " + std::string(74, 'x') + "\r\n x\r\n");
}

TEST(Folding, NeverBreaksWithinACharacter) {
  // 74 octets, then one of two: the line ends before it.
  EXPECT_EQ(folded(std::string(74, 'x') + "\u00e9y"), std::string(74, 'x') + "\r\n \u00e9y\r\n");
  // 72 octets, then one of three fits exactly.
  EXPECT_EQ(folded(std::string(72, 'x') + "\ud55cy"), std::string(72, 'x') + "\ud55c\r\n y\r\n");
}

RC_GTEST_PROP(Folding, IsUndoneByUnfoldingAndKeepsLinesShortAndWhole, ()) {
  static const std::vector<std::string> kLetters{"a",      " ",          "\u00e9",
                                                 "\ud55c", "\U0001F54A", "\u05d0"};
  std::string line;
  for (int n = *rc::gen::inRange(0, 400); n > 0; --n) line += *rc::gen::elementOf(kLetters);
  const std::string out = folded(line);
  RC_ASSERT(unfolded(out) == line + "\r\n");
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t end = out.find("\r\n", at);
    RC_ASSERT(end - at <= 75U);
    RC_ASSERT(utf8_prefix(out.substr(at, end - at)) == end - at);
    at = end + 2;
  }
}

TEST(TextValue, EscapesWhatSeparates) {
  EXPECT_EQ(text_value("a, b; c\\d\ne\r\nf\tg: h"), "a\\, b\\; c\\\\d\\ne\\nf g: h");
  EXPECT_EQ(text_list({"a,b", "c"}), "a\\,b,c");
}

}  // namespace
}  // namespace tandem::interop
