#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "tests/support/approval.h"
#include "tests/support/scratch_folder.h"

namespace tandem::test {

inline const std::string kBorder = TANDEM_SOURCE_DIR "/tests/casefile/border.yaml";

/// The text of a sound case.
inline std::string border() { return text_of_file(kBorder); }

/// The library is a folder of the test's own, with a sound case and one that cannot be read.
class BorderLibrary : public testing::Test {
 protected:
  void SetUp() override {
    folder_.write("europe/border/case.yaml", border());
    folder_.write("broken/case.yaml", "hello: there\n");
    setenv("TANDEM_CASES", folder_.path("").c_str(), 1);
  }
  void TearDown() override { unsetenv("TANDEM_CASES"); }

  ScratchFolder folder_{};
};

}  // namespace tandem::test
