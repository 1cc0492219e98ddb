#pragma once

#include <string>

/// Another program that reads what we write.
namespace tandem::test {

/// A python3 that has the module; empty where there is none.
[[nodiscard]] std::string python_with(const std::string& module);
/// What the program, with the file as its argument, prints.
[[nodiscard]] std::string printed_by(const std::string& python, const std::string& program,
                                     const std::string& file_text);

}  // namespace tandem::test
