#include "tandem/ledger/internal/sqlite_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "tandem/ledger/internal/sqlite_store.h"
#include "tandem/ledger/internal/store_error.h"

namespace tandem::ledger::internal {

namespace {

namespace fs = std::filesystem;

/// @param after  number of the entry before those that don't fit
Error unfit(const std::string& path, std::uint64_t after, std::uint64_t count) {
  return store_error(Errc::io, path, "ledger-chain",
                     fmt::format("the hashes of entries {} to {} don't fit what they say",
                                 after + 1, after + count),
                     "run tandem ledger verify on the ledger that was to be copied");
}

Result<void> copy_entries(Store& from, Store& to, const Head& until, const std::string& path) {
  constexpr std::size_t kWindow = 4096;
  Head head;
  while (head.seq < until.seq) {
    const auto most = std::min<std::uint64_t>(kWindow, until.seq - head.seq);
    auto entries = from.read(head.seq, most);
    if (!entries) return tl::unexpected(std::move(entries.error()));
    if (entries->empty()) return tl::unexpected(unfit(path, head.seq, most));
    const Hash last = entries->back().hash;
    std::vector<std::string> bodies;
    for (Entry& entry : *entries) bodies.push_back(std::move(entry.body));
    const auto made = to.append(bodies, head);
    if (!made) return tl::unexpected(made.error());
    if (made->hash != last) return tl::unexpected(unfit(path, head.seq, most));
    head = *made;
  }
  return {};
}

/// Beside the file that it is to become.
Result<Head> copy_to_part(Store& from, const std::string& part) {
  auto head = from.head();
  if (!head) return head;
  auto made = sqlite_store(part, Opening::fresh, {});
  if (!made) return tl::unexpected(std::move(made.error()));
  auto done = copy_entries(from, **made, *head, part);
  if (!done) return tl::unexpected(std::move(done.error()));
  return head;
}

}  // namespace

void remove_database(const std::string& path) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(path + suffix, ignored);
}

Result<Head> copy_to_file(Store& from, const std::string& path) {
  const std::string target = fs::absolute(path).string();
  const auto reserved = reserve_file(target);
  if (!reserved) return tl::unexpected(reserved.error());
  const std::string part = target + ".part";
  remove_database(part);  // of a copy that did not come to its end
  auto head = copy_to_part(from, part);
  std::error_code failed;
  if (head) fs::rename(part, target, failed);
  if (head && !failed) {
    const auto synced = sync_folder(fs::path(target).parent_path().string());
    if (!synced) return tl::unexpected(synced.error());
    return head;
  }
  remove_database(part);
  remove_database(target);
  if (!head) return head;
  return tl::unexpected(
      store_error(Errc::io, target, "ledger-file", failed.message(), "look who may write there"));
}

}  // namespace tandem::ledger::internal
