#include "tandem/ledger/internal/sqlite_copy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tandem/ledger/store.h"
#include "tests/ledger/store_rules.h"
#include "tests/support/scratch_folder.h"

namespace tandem::ledger::internal {
namespace {

namespace fs = std::filesystem;

/// A memory store whose answers are changed before they are given.
class Altered : public Store {
 public:
  Altered() {
    const std::vector<std::string> bodies{"a", "b", "c"};
    EXPECT_TRUE(kept_->append(bodies, {}));
  }
  Result<Head> head() override {
    auto answer = kept_->head();
    if (on_head) on_head(answer);
    return answer;
  }
  Result<Head> append(std::span<const std::string> bodies, const Head& last) override {
    return kept_->append(bodies, last);
  }
  Result<std::vector<Entry>> read(std::uint64_t after, std::size_t most) override {
    auto answer = kept_->read(after, most);
    if (on_read) on_read(answer);
    return answer;
  }
  Result<Head> backup(const std::string& path) override { return copy_to_file(*this, path); }

  std::function<void(Result<Head>&)> on_head;
  std::function<void(Result<std::vector<Entry>>&)> on_read;

 private:
  std::unique_ptr<Store> kept_ = memory_store();
};

Error unwell() { return {Errc::io, "the disk can't be read"}; }

class Copy : public testing::Test {
 protected:
  /// What is said of a copy that can't be made. Nothing is left of it.
  std::string refused() {
    const auto copied = from_.backup(path_);
    EXPECT_FALSE(fs::is_regular_file(path_));
    fs::remove_all(path_);
    EXPECT_TRUE(fs::is_empty(folder_.path()));
    return copied ? "" : copied.error().what;
  }

  test::ScratchFolder folder_;
  std::string path_ = folder_.path("copy");
  Altered from_;
};

TEST_F(Copy, IsOneFileWithAllEntries) {
  folder_.write("copy.part", "of a copy that did not come to its end");
  ASSERT_EQ(from_.backup(path_).value(), from_.head().value());
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 1);
  const auto copy = sqlite_store(path_, Opening::existing).value();
  EXPECT_EQ(checked_entries(*copy), checked_entries(from_));
}

TEST_F(Copy, IsNotMadeOfWhatCannotBeRead) {
  from_.on_read = [](auto& answer) { answer = tl::unexpected(unwell()); };
  EXPECT_EQ(refused(), "the disk can't be read");
  from_.on_head = [](auto& answer) { answer = tl::unexpected(unwell()); };
  EXPECT_EQ(refused(), "the disk can't be read");
}

TEST_F(Copy, IsNotMadeOfEntriesThatDoNotFitTheirHashes) {
  from_.on_read = [](auto& answer) { answer->back().hash[0] ^= 1U; };
  const std::string unfit = path_ + ".part: the hashes of entries 1 to 3 don't fit what they say";
  EXPECT_EQ(refused(), unfit);
  from_.on_read = [](auto& answer) { answer->clear(); };
  EXPECT_EQ(refused(), unfit);
}

TEST_F(Copy, IsNotPutInThePlaceOfAFolderThatIsThereMeanwhile) {
  from_.on_read = [&](auto&) {
    fs::remove(path_);
    fs::create_directory(path_);
  };
  EXPECT_EQ(refused(), path_ + ": Is a directory");
}

}  // namespace
}  // namespace tandem::ledger::internal
