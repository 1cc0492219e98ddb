#include "tests/cli/session.h"

#include <algorithm>
#include <sstream>

#include "apps/cli/program.h"
#include "tandem/base/width.h"

namespace tandem::test {

Answer tandem(const std::vector<std::string>& words, const std::string& in) {
  std::istringstream input(in);
  std::ostringstream out;
  std::ostringstream err;
  const int status = cli::run_program(words, {input, out, err});
  return {status, out.str(), err.str()};
}

std::size_t widest(const std::string& text) {
  std::size_t width = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) width = std::max(width, display_width(line));
  return width;
}

}  // namespace tandem::test
