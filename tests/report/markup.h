#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::test {

/// One start tag of a page, with where it stands.
struct Tag {
  std::string name;
  std::map<std::string, std::string> attributes;  ///< as written, not unescaped
  std::string parent;                             ///< name of the enclosing element
  std::string text;                               ///< up to the next tag
};

/// A page read strictly: far less than HTML allows, and just what we write.
struct Markup {
  std::vector<Tag> tags;              ///< in the order of the page
  std::vector<std::string> mistakes;  ///< unbalanced tags, bare <, unquoted or repeated attributes

  [[nodiscard]] std::vector<Tag> named(std::string_view name) const;
};

/// With plain blanks instead of those that keep a number and its unit on one line.
[[nodiscard]] std::string with_blanks(std::string text);

[[nodiscard]] Markup read_markup(std::string_view page);

}  // namespace tandem::test
