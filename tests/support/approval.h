#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Approved texts: what a person has looked at once and found right.
namespace tandem::test {

/// Whether `actual` is what the file `approved` holds; a failure shows the first lines that differ.
/// With TANDEM_APPROVE=1 in the environment the file is written anew instead: look at the change
/// before it is committed.
[[nodiscard]] testing::AssertionResult matches_approved(const std::filesystem::path& approved,
                                                        std::string_view actual);

/// The bytes of a file; empty where there is none.
[[nodiscard]] std::string text_of_file(const std::filesystem::path& file);

/// The files of `folder`, below the source tree, whose names end in `extension`, in order.
[[nodiscard]] std::vector<std::filesystem::path> source_files(std::string_view folder,
                                                              std::string_view extension);

}  // namespace tandem::test
