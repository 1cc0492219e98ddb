#include "tests/support/python.h"

#include <cstdio>
#include <cstdlib>

#include "tests/support/scratch_folder.h"

namespace tandem::test {

std::string python_with(const std::string& module) {
  for (const char* const python : {"python3", "/usr/bin/python3"})
    if (std::system((std::string(python) + " -c 'import " + module + "' 2>/dev/null").c_str()) == 0)
      return python;
  return "";
}

std::string printed_by(const std::string& python, const std::string& program,
                       const std::string& file_text) {
  const ScratchFolder folder;
  folder.write("file", file_text);
  folder.write("program.py", program);
  const std::string line =
      python + " '" + folder.path("program.py") + "' '" + folder.path("file") + "' 2>&1";
  std::string out;
  FILE* pipe = popen(line.c_str(), "r");
  if (pipe == nullptr) return "no pipe";
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
  pclose(pipe);
  return out;
}

}  // namespace tandem::test
