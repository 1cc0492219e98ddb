#include "tests/report/markup.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tandem::test {
namespace {

constexpr std::array<std::string_view, 4> kVoid{"meta", "col", "br", "hr"};

class Reader {
 public:
  explicit Reader(std::string_view page) : page_(page) {}

  Markup read() {
    if (!page_.starts_with("<!DOCTYPE html>\n")) wrong("no doctype");
    at_ = page_.find('\n') + 1;
    while (at_ < page_.size()) page_[at_] == '<' ? tag() : text();
    for (const std::string& open : open_) wrong("never closed: " + open);
    return std::move(made_);
  }

 private:
  void wrong(const std::string& what) {
    made_.mistakes.push_back(what + " at " + std::to_string(at_) + ": " +
                             std::string(page_.substr(std::min(at_, page_.size()), 40)));
  }
  bool raw() const { return !open_.empty() && open_.back() == "style"; }

  void text() {
    const std::string_view end = raw() ? "</style>" : "<";
    const std::size_t next = std::min(page_.find(end, at_), page_.size());
    const std::string_view words = page_.substr(at_, next - at_);
    if (!raw() && words.find('>') != std::string_view::npos) wrong("a bare >");
    if (!raw()) check_entities(words);
    if (!made_.tags.empty()) made_.tags.back().text += words;
    at_ = next;
  }

  void check_entities(std::string_view words) {
    static constexpr std::array<std::string_view, 5> kEntities{"&amp;", "&lt;", "&gt;", "&quot;",
                                                               "&#39;"};
    for (std::size_t k = words.find('&'); k != std::string_view::npos; k = words.find('&', k + 1))
      if (std::ranges::none_of(kEntities, [&](auto e) { return words.substr(k).starts_with(e); }))
        wrong("a bare &");
  }

  std::string word() {
    const std::size_t start = at_;
    while (at_ < page_.size() &&
           (std::isalnum(static_cast<unsigned char>(page_[at_])) != 0 || page_[at_] == '-'))
      ++at_;
    return std::string(page_.substr(start, at_ - start));
  }

  void tag() {
    ++at_;
    if (page_.substr(at_).starts_with('/')) return close();
    Tag made;
    made.name = word();
    made.parent = open_.empty() ? "" : open_.back();
    if (made.name.empty()) wrong("a bare <");
    while (at_ < page_.size() && page_[at_] == ' ') attribute(made);
    const bool closed = page_.substr(at_).starts_with("/>");
    if (closed) ++at_;
    if (!page_.substr(at_).starts_with('>')) wrong("a tag without end");
    ++at_;
    if (!closed && std::ranges::find(kVoid, made.name) == kVoid.end()) open_.push_back(made.name);
    made_.tags.push_back(std::move(made));
  }

  void attribute(Tag& of) {
    ++at_;
    const std::string name = word();
    const bool quoted = page_.substr(at_).starts_with("=\"");
    if (name.empty() || !quoted) return wrong("an attribute without value");
    at_ += 2;
    const std::size_t end = std::min(page_.find('"', at_), page_.size());
    const std::string value(page_.substr(at_, end - at_));
    if (value.find('<') != std::string::npos) wrong("a < in a value");
    check_entities(value);
    if (!of.attributes.emplace(name, value).second) wrong("a repeated attribute");
    at_ = end + 1;
  }

  void close() {
    ++at_;
    const std::string name = word();
    if (open_.empty() || open_.back() != name) wrong("closes what is not open: " + name);
    if (!open_.empty()) open_.pop_back();
    ++at_;
  }

  std::string_view page_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  Markup made_;
};

}  // namespace

std::vector<Tag> Markup::named(std::string_view name) const {
  std::vector<Tag> found;
  std::ranges::copy_if(tags, std::back_inserter(found),
                       [name](const Tag& tag) { return tag.name == name; });
  return found;
}

std::string with_blanks(std::string text) {
  constexpr std::string_view kHard = "\u00a0";
  for (std::size_t at = text.find(kHard); at != std::string::npos; at = text.find(kHard, at))
    text.replace(at, kHard.size(), " ");
  return text;
}

Markup read_markup(std::string_view page) { return Reader(page).read(); }

}  // namespace tandem::test
