#include "tandem/ledger/internal/store_error.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "tandem/base/findings.h"

namespace tandem::ledger::internal {

namespace {

Error system_error(const std::string& place, std::string_view rule, int number) {
  return store_error(Errc::io, place, rule, std::generic_category().message(number),
                     "look whether the disk is full, and who may write there");
}

}  // namespace

Error store_error(Errc code, const std::string& place, std::string_view rule, std::string message,
                  std::string repair) {
  Error error{code, fmt::format("{}: {}", place, message)};
  Findings found;
  found.add({.file = place}, rule, std::move(message), std::move(repair));
  error.details = std::move(found).in_file_order();
  return error;
}

Error moved_on(const std::string& place, const Head& now, const Head& last) {
  return store_error(
      Errc::conflict, place, "ledger-moved-on",
      now.seq == last.seq
          ? fmt::format("entry {} is not the one that was expected", now.seq)
          : fmt::format("it ends at entry {}, not at {}: another has appended", now.seq, last.seq),
      "read what is new, and record again what still holds");
}

Result<void> sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return tl::unexpected(system_error(folder, "ledger-folder", errno));
  const int failed = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (failed != 0) return tl::unexpected(system_error(folder, "ledger-folder", failed));
  return {};
}

Result<void> reserve_file(const std::string& path) {
  constexpr mode_t kOwnerOnly = 0600;
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
  if (descriptor >= 0) {
    ::close(descriptor);
    return {};
  }
  if (errno == EEXIST)
    return tl::unexpected(store_error(Errc::invalid_input, path, "ledger-exists",
                                      "there is such a file already", "give another name"));
  return tl::unexpected(system_error(path, "ledger-file", errno));
}

}  // namespace tandem::ledger::internal
