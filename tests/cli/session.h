#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>

namespace tandem::test {

/// What one run of the program answered.
struct Answer {
  int status = 0;
  std::string out;
  std::string err;
};

/// Runs the program with these words and this text on stdin.
[[nodiscard]] Answer tandem(std::initializer_list<std::string> words, const std::string& in = "");

/// An empty folder of its own that is gone after the test.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_ / name).string();
  }
  void write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace tandem::test
