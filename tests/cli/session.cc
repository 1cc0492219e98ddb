#include "tests/cli/session.h"

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

}  // namespace tandem::test
