#include <algorithm>
#include <mutex>
#include <utility>

#include "tandem/ledger/internal/sqlite_copy.h"
#include "tandem/ledger/internal/store_error.h"
#include "tandem/ledger/store.h"

namespace tandem::ledger {

namespace {

class MemoryStore : public Store {
 public:
  [[nodiscard]] Result<Head> head() override {
    const std::lock_guard lock(mutex_);
    return last();
  }

  [[nodiscard]] Result<Head> append(std::span<const std::string> bodies,
                                    const Head& expected) override {
    const std::lock_guard lock(mutex_);
    const Head now = last();
    if (now != expected) return tl::unexpected(internal::moved_on("memory", now, expected));
    for (const std::string& body : bodies) {
      const Head before = last();
      entries_.push_back({before.seq + 1, body, link(before.hash, before.seq + 1, body)});
    }
    return last();
  }

  [[nodiscard]] Result<std::vector<Entry>> read(std::uint64_t after, std::size_t most) override {
    const std::lock_guard lock(mutex_);
    const std::size_t from = std::min<std::uint64_t>(after, entries_.size());
    const std::size_t count = std::min(most, entries_.size() - from);
    const auto first = entries_.begin() + static_cast<std::ptrdiff_t>(from);
    return std::vector<Entry>(first, first + static_cast<std::ptrdiff_t>(count));
  }

  [[nodiscard]] Result<Head> backup(const std::string& path) override {
    return internal::copy_to_file(*this, path);
  }

 private:
  [[nodiscard]] Head last() const {
    return entries_.empty() ? Head{} : Head{entries_.back().seq, entries_.back().hash};
  }

  std::mutex mutex_;
  std::vector<Entry> entries_;
};

}  // namespace

std::unique_ptr<Store> memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace tandem::ledger
