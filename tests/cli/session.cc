#include "tests/cli/session.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "apps/cli/program.h"

namespace tandem::test {

Answer tandem(std::initializer_list<std::string> words, const std::string& in) {
  std::istringstream input(in);
  std::ostringstream out;
  std::ostringstream err;
  const std::vector<std::string> list(words);
  const int status = cli::run_program(list, {input, out, err});
  return {status, out.str(), err.str()};
}

ScratchFolder::ScratchFolder() {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  folder_ = std::filesystem::temp_directory_path() /
            ("tandem-" + std::to_string(getpid()) + "-" + test->name());
  std::filesystem::create_directories(folder_);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void ScratchFolder::write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name, std::ios::binary) << text;
}

}  // namespace tandem::test
