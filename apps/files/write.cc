#include "apps/files/write.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace tandem::files {
namespace {

namespace fs = std::filesystem;

bool write_here(const fs::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return file.good();
}

}  // namespace

Error unwritable(const std::string& path) {
  return {Errc::io, fmt::format("{} cannot be written; give a place that can be", path)};
}

bool write_file(const std::string& path, std::string_view text) {
  std::error_code failed;
  const bool exists = fs::exists(path, failed);
  if (exists && !fs::is_regular_file(path, failed)) return write_here(path, text);
  const fs::path target = exists ? fs::canonical(path, failed) : fs::path(path);
  const fs::path beside = fmt::format("{}.part-{}", target.string(), ::getpid());
  if (!write_here(beside, text)) {
    fs::remove(beside, failed);
    // A file may be writable in a folder that is not; where the disk is full what was there stays.
    const std::string folder = target.has_parent_path() ? target.parent_path().string() : ".";
    return exists && ::access(folder.c_str(), W_OK) != 0 && write_here(path, text);
  }
  if (exists) fs::permissions(beside, fs::status(target, failed).permissions(), failed);
  fs::rename(beside, target, failed);
  if (!failed) return true;
  fs::remove(beside, failed);
  return false;
}

}  // namespace tandem::files
