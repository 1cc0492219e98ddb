#include "tests/report/drawing.h"

namespace tandem::test {

Markup read_drawing(const std::string& svg) { return read_markup("<!DOCTYPE html>\n" + svg); }

std::vector<Tag> of_class(const std::string& svg, std::string_view name, std::string_view css) {
  std::vector<Tag> found = read_drawing(svg).named(name);
  std::erase_if(found, [&](const Tag& tag) {
    const auto at = tag.attributes.find("class");
    return at == tag.attributes.end() || at->second != css;
  });
  return found;
}

double number(const Tag& tag, const std::string& attribute) {
  return std::stod(tag.attributes.at(attribute));
}

std::vector<std::string> words(const std::string& svg) {
  std::vector<std::string> all;
  for (const Tag& tag : read_drawing(svg).named("text"))
    all.push_back(with_blanks(tag.text.substr(0, tag.text.find('\n'))));
  return all;
}

}  // namespace tandem::test
