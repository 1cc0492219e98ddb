#include "apps/files/write.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>

#include "tests/support/approval.h"
#include "tests/support/scratch_folder.h"

namespace tandem::files {
namespace {

TEST(WriteFile, ReplacesAFileAsAWholeThroughLinksAndWithItsPermissions) {
  namespace fs = std::filesystem;
  const test::ScratchFolder scratch;
  const std::string file = scratch.path("a.txt");
  EXPECT_TRUE(write_file(file, "one"));
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  fs::create_symlink("a.txt", scratch.path("link"));
  fs::create_hard_link(file, scratch.path("before"));
  EXPECT_TRUE(write_file(scratch.path("link"), "two"));
  EXPECT_EQ(test::text_of_file(scratch.path("before")), "one");  // what was there was not touched
  EXPECT_EQ(test::text_of_file(file), "two");
  EXPECT_TRUE(fs::is_symlink(scratch.path("link")));
  EXPECT_EQ(fs::status(file).permissions(),
            fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& one : fs::directory_iterator(fs::path(file).parent_path()))
    ++files;
  EXPECT_EQ(files, 3U);  // nothing is left beside them
  EXPECT_TRUE(write_file("/dev/null", "three"));
  EXPECT_FALSE(write_file(scratch.path("no/folder"), "four"));
}

}  // namespace
}  // namespace tandem::files
