#include <gtest/gtest.h>

#include "tandem/casefile/casefile.h"

namespace tandem::casefile {
namespace {

Diagnostic diagnostic(int line, int column) {
  return {{"case.yaml", line, column}, Severity::error, "a-rule", "it is wrong", "mend it"};
}

TEST(Render, ShowsTheLineAndACaret) {
  EXPECT_EQ(render(diagnostic(2, 6), "one\ntwo: three\n"),
            "case.yaml:2:6: error: it is wrong [a-rule]\n"
            "  two: three\n"
            "       ^\n"
            "  repair: mend it\n");
}

TEST(Render, PutsTheCaretBelowWideCharacters) {
  EXPECT_EQ(render(diagnostic(1, 4), "남쪽 x\n"),
            "case.yaml:1:4: error: it is wrong [a-rule]\n  남쪽 x\n       ^\n  repair: mend it\n");
}

TEST(Render, DoesWithoutAPlaceATextOrARepair) {
  EXPECT_EQ(render({{}, Severity::warning, "r", "hm", ""}, ""), "warning: hm [r]\n");
  EXPECT_EQ(render(diagnostic(9, 1), "one line\n"),
            "case.yaml:9:1: error: it is wrong [a-rule]\n  repair: mend it\n");
  EXPECT_NE(render(diagnostic(1, 500), std::string(600, 'x')), "");
}

TEST(Render, ColoursOnlyWhenAsked) {
  EXPECT_EQ(render(diagnostic(1, 1), "x").find('\x1b'), std::string::npos);
  EXPECT_NE(render(diagnostic(1, 1), "x", true).find("\x1b[1;31merror:\x1b[0m"), std::string::npos);
}

}  // namespace
}  // namespace tandem::casefile
