#include "apps/files/ledgers.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <utility>

#include "apps/files/library.h"
#include "tandem/ledger/transfer.h"

namespace tandem::files {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExport = R"({"tandem-ledger")";
constexpr std::size_t kLongestHead = 4096;  ///< bytes of an export's first line
constexpr std::size_t kAtATime = std::size_t{1024} * 1024;
constexpr std::int64_t kNanoseconds = 1'000'000'000;

/// The first line of an export; empty where the file is none.
std::string first_line(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string head(kLongestHead, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  return head.starts_with(kExport) ? head.substr(0, head.find('\n')) : std::string();
}

std::string name_in(const std::string& line) {
  const auto said = nlohmann::json::parse(line, nullptr, false);
  const auto name = said.is_object() ? said.find("name") : said.end();
  return name != said.end() && name->is_string() ? name->get<std::string>() : std::string();
}

bool could_be_ledger(const fs::path& path) {
  return path.extension() == ".ledger" || path.extension() == ".jsonl";
}

std::vector<LedgerFile> ledgers_of(const std::vector<std::string>& paths) {
  std::vector<LedgerFile> all;
  for (const std::string& path : paths)
    if (auto one = ledger_file(path)) all.push_back(*std::move(one));
  return all;
}

}  // namespace

std::optional<LedgerFile> ledger_file(const std::string& path) {
  const fs::path file(path);
  if (!could_be_ledger(file) || !is_file(file)) return std::nullopt;
  // A ledger is opened by nobody but its store: to close it again would end the store's locks.
  if (file.extension() == ".ledger") return LedgerFile{path, false, file.stem().string()};
  const std::string line = first_line(file);
  if (line.empty()) return std::nullopt;
  std::string name = name_in(line);
  return LedgerFile{path, true, name.empty() ? file.stem().string() : std::move(name)};
}

std::vector<LedgerFile> list_ledgers(const std::string& folder) {
  return ledgers_of(library_files(folder, could_be_ledger));
}

std::vector<LedgerFile> ledgers_beside(const std::string& folder) {
  std::vector<LedgerFile> all;
  for (const fs::path& inside : {fs::path(folder), fs::path(folder) / "ledger"}) {
    std::vector<std::string> paths;
    std::error_code error;
    fs::directory_iterator at(inside, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error))
      if (could_be_ledger(at->path())) paths.push_back(at->path().string());
    std::ranges::sort(paths);
    std::ranges::move(ledgers_of(paths), std::back_inserter(all));
  }
  return all;
}

bool is_export(const std::string& path) { return is_file(path) && !first_line(path).empty(); }

Result<std::string> read_export(const std::string& path) {
  if (!is_file(path))
    return tl::unexpected(
        Error{Errc::not_found, fmt::format("there is no file {}; look where it is", path)});
  std::ifstream in(path, std::ios::binary);
  std::string text;
  std::error_code failed;
  const auto size = fs::file_size(path, failed);
  if (!failed) text.reserve(size);
  std::string piece(kAtATime, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
    text.append(piece, 0, static_cast<std::size_t>(in.gcount()));
  if (in.eof()) return text;
  return tl::unexpected(
      Error{Errc::io, fmt::format("{} cannot be read; look who may read it", path)});
}

Result<std::unique_ptr<ledger::Store>> stored_export(const std::string& path,
                                                     const std::string& shown) {
  const auto text = read_export(path);
  if (!text) return tl::unexpected(text.error());
  auto store = ledger::memory_store();
  if (auto head = ledger::import_ledger(*text, shown, *store); !head)
    return tl::unexpected(std::move(head.error()));
  return store;
}

std::optional<FileStamp> stamp_of(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
  const auto since = [](const timespec& time) { return time.tv_sec * kNanoseconds + time.tv_nsec; };
  return FileStamp{found.st_dev, found.st_ino, static_cast<std::uint64_t>(found.st_size),
                   since(found.st_mtim), since(found.st_ctim)};
}

std::string_view irreplaceable(const std::string& path) {
  constexpr std::string_view kDatabase = "SQLite format 3";
  constexpr std::size_t kKey = 44;  // 32 bytes in base64
  if (!is_file(path)) return {};
  std::ifstream in(path, std::ios::binary);
  std::string head(kKey + 2, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  if (head.starts_with(kDatabase)) return "a ledger";
  if (head.ends_with('\n')) head.pop_back();
  const auto is_digit = [](unsigned char c) { return std::isalnum(c) || c == '+' || c == '/'; };
  const bool is_key = head.size() == kKey && head.back() == '=' &&
                      std::all_of(head.begin(), head.end() - 1, is_digit);
  return is_key ? "a secret key" : std::string_view();
}

bool may_write(const std::string& path) {
  std::string folder = fs::path(path).parent_path().string();
  if (folder.empty()) folder = ".";
  return ::access(path.c_str(), W_OK) == 0 && ::access(folder.c_str(), W_OK) == 0;
}

}  // namespace tandem::files
