#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/process.h"
#include "apps/cli/program.h"

namespace {

/// https://no-color.org: any value but the empty one switches colours off.
bool may_colour() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return isatty(STDERR_FILENO) != 0 && !dumb && (no_color == nullptr || *no_color == '\0');
}

}  // namespace

int main(int count, char** words) {
  tandem::cli::occupy_closed_streams();
  std::ios::sync_with_stdio(false);
  const std::vector<std::string> arguments(words + 1, words + count);
  return tandem::cli::run_program(
      arguments, {std::cin, std::cout, std::cerr, may_colour(), tandem::cli::stop_on_signals()});
}
