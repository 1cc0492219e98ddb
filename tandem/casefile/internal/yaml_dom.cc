#include "tandem/casefile/internal/yaml_dom.h"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "tandem/base/text.h"

namespace tandem::casefile::internal {
namespace {

struct Advice {
  std::string_view problem;  ///< as libyaml words it
  std::string_view repair;
};

constexpr std::array kAdvice = {
    Advice{"mapping values are not allowed", "put text that holds ': ' in quotes"},
    Advice{"cannot start any token",
           "put text that starts with @, ` or % in quotes; a number stands before its @SOURCE"},
    Advice{"did not find expected key", "line the keys of one mapping up under each other"},
    Advice{"expected ',' or ']'", "write commas between the entries and close the list with ]"},
    Advice{"expected ',' or '}'", "write commas between the entries and close the mapping with }"},
    Advice{"could not find expected ':'", "write 'key: value', with a blank after the colon"},
    Advice{"unexpected end of stream", "close the quote"},
    Advice{"unknown escape character", "write \\\\ for a backslash, or use single quotes"},
    Advice{"expected '-' indicator", "line the '-' of one list up under each other"},
    Advice{"block sequence entries are not allowed", "start the list on a line of its own"},
    Advice{"UTF-8", "save the file as UTF-8"},
    Advice{"control characters are not allowed", "remove the control character"},
};

/// Owns one event of the parser.
struct Event {
  yaml_event_t raw{};
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  Event(Event&& other) noexcept : raw(other.raw) { other.raw = {}; }
  Event& operator=(Event&&) = delete;
  ~Event() { yaml_event_delete(&raw); }
};

std::string text_of(const yaml_char_t* value, std::size_t length) {
  return {reinterpret_cast<const char*>(value), length};
}

struct Tags {
  const yaml_char_t* anchor;
  const yaml_char_t* tag;
};

Tags tags_of(const yaml_event_t& event) {
  switch (event.type) {
    case YAML_SCALAR_EVENT:
      return {event.data.scalar.anchor, event.data.scalar.tag};
    case YAML_SEQUENCE_START_EVENT:
      return {event.data.sequence_start.anchor, event.data.sequence_start.tag};
    case YAML_MAPPING_START_EVENT:
      return {event.data.mapping_start.anchor, event.data.mapping_start.tag};
    default:
      return {nullptr, nullptr};
  }
}

bool one_of(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) {
    return std::ranges::equal(text, word, [](char a, char b) {
      return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
  });
}

constexpr std::array<std::string_view, 2> kYes{"yes", "on"};
constexpr std::array<std::string_view, 2> kNo{"no", "off"};
constexpr std::array<std::string_view, 4> kNotFinite{".inf", "-.inf", "+.inf", ".nan"};

void set_end(Node& node, const yaml_mark_t& mark) {
  node.end_line = static_cast<int>(mark.line) + 1;
  node.end_column = static_cast<int>(mark.column) + 1;
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& file, Findings& found)
      : text_(text), file_(file), found_(found) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  Parser(const Parser&) = delete;
  Parser(Parser&&) = delete;
  Parser& operator=(const Parser&) = delete;
  Parser& operator=(Parser&&) = delete;
  ~Parser() { yaml_parser_delete(&parser_); }

  std::optional<Node> document() {
    while (!stopped_) {
      const Event event = next();
      if (event.raw.type == YAML_STREAM_END_EVENT) {
        refuse({file_, 1, 1}, "empty-file", "the file is empty", "tandem init writes a first case");
        return std::nullopt;
      }
      if (event.raw.type != YAML_DOCUMENT_START_EVENT) continue;
      check_directives(event.raw);
      Node root = value(next(), 0);
      check_end();
      if (stopped_) return std::nullopt;
      return root;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] SourceLoc place(const yaml_mark_t& mark) const {
    return {file_, static_cast<int>(mark.line) + 1, static_cast<int>(mark.column) + 1};
  }
  void refuse(const SourceLoc& at, std::string_view rule, std::string message, std::string repair) {
    found_.add(at, rule, std::move(message), std::move(repair));
  }

  Event next() {
    Event event;
    if (!stopped_ && yaml_parser_parse(&parser_, &event.raw) == 0) {
      stopped_ = true;
      report_syntax();
    }
    return event;
  }

  void report_syntax();
  [[nodiscard]] SourceLoc place_of_byte(std::size_t offset) const;
  void check_directives(const yaml_event_t& event);
  void check_end();
  Node value(const Event& event, int depth, bool key = false);
  Node scalar(const yaml_event_t& event, bool key);
  Node sequence(int depth);
  Node mapping(int depth);
  void add_entry(Node& into, std::unordered_map<std::string, SourceLoc>& seen, Node&& key,
                 Node&& value);
  bool refuse_tags(const yaml_event_t& event);

  yaml_parser_t parser_{};
  std::string_view text_;
  const std::string& file_;
  Findings& found_;
  bool stopped_ = false;
};

SourceLoc Parser::place_of_byte(std::size_t offset) const {
  const std::string_view before = text_.substr(0, std::min(offset, text_.size()));
  const auto lines = std::ranges::count(before, '\n');
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {file_, static_cast<int>(lines) + 1, static_cast<int>(before.size() - start) + 1};
}

void Parser::report_syntax() {
  const std::string problem = parser_.problem != nullptr ? parser_.problem : "unreadable text";
  const bool bytes = parser_.error == YAML_READER_ERROR;
  const bool open = problem.find("unexpected end of stream") != std::string::npos;
  const SourceLoc at = bytes  ? place_of_byte(parser_.problem_offset)
                       : open ? place(parser_.context_mark)
                              : place(parser_.problem_mark);
  const auto advice = std::ranges::find_if(
      kAdvice, [&](const Advice& a) { return problem.find(a.problem) != std::string::npos; });
  std::string where;
  if (!bytes && parser_.context != nullptr &&
      std::string_view(parser_.context).find("next token") == std::string_view::npos)
    where =
        fmt::format(", {} that begins on line {}", parser_.context, parser_.context_mark.line + 1);
  refuse(at, "syntax", fmt::format("this is not YAML: {}{}", problem, where),
         std::string(advice == kAdvice.end() ? "check the quotes and the indentation before here"
                                             : advice->repair));
}

void Parser::check_directives(const yaml_event_t& event) {
  const auto& start = event.data.document_start;
  if (start.version_directive == nullptr && start.tag_directives.start == start.tag_directives.end)
    return;
  refuse(place(event.start_mark), "directive", "a case file has no YAML directives",
         "remove the line that starts with %");
}

void Parser::check_end() {
  const Event end = next();
  const Event after = next();
  if (stopped_ || after.raw.type != YAML_DOCUMENT_START_EVENT) return;
  refuse(place(after.raw.start_mark), "several-documents", "a second document starts here",
         "keep one document a file: remove '---' and what follows");
}

bool Parser::refuse_tags(const yaml_event_t& event) {
  const Tags tags = tags_of(event);
  if (tags.anchor != nullptr)
    refuse(place(event.start_mark), "anchor",
           fmt::format("anchor '&{}' is not allowed", reinterpret_cast<const char*>(tags.anchor)),
           "remove it and write the value wherever it is needed");
  if (tags.tag != nullptr)
    refuse(place(event.start_mark), "tag",
           fmt::format("tag '{}' is not allowed", reinterpret_cast<const char*>(tags.tag)),
           "remove it: the meaning of a value follows from its key");
  return tags.anchor != nullptr || tags.tag != nullptr;
}

Node Parser::value(const Event& event, int depth, bool key) {
  Node node;
  const yaml_event_t& raw = event.raw;
  const SourceLoc at = place(raw.start_mark);
  const bool refused = refuse_tags(raw);
  const bool nests = raw.type == YAML_SEQUENCE_START_EVENT || raw.type == YAML_MAPPING_START_EVENT;
  if (nests && depth >= kDepthLimit) {
    refuse(at, "too-deep", fmt::format("nested deeper than {} levels", kDepthLimit),
           "a case needs far fewer: check the brackets and the indentation");
    stopped_ = true;
    return node;
  }
  if (raw.type == YAML_SCALAR_EVENT) node = scalar(raw, key);
  if (raw.type == YAML_SEQUENCE_START_EVENT) node = sequence(depth);
  if (raw.type == YAML_MAPPING_START_EVENT) node = mapping(depth);
  if (nests)
    node.flow = raw.type == YAML_SEQUENCE_START_EVENT
                    ? raw.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
                    : raw.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
  else
    set_end(node, raw.end_mark);
  if (raw.type == YAML_ALIAS_EVENT) {
    refuse(at, "alias",
           fmt::format("alias '*{}' is not allowed",
                       reinterpret_cast<const char*>(raw.data.alias.anchor)),
           "write the value out here");
    node.kind = Node::Kind::broken;
  }
  if (refused && node.kind == Node::Kind::text) node.kind = Node::Kind::broken;
  node.at = at;
  return node;
}

bool is_plain(const yaml_event_t& event) {
  return event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

Node Parser::scalar(const yaml_event_t& event, bool key) {
  Node node;
  node.text = text_of(event.data.scalar.value, event.data.scalar.length);
  node.plain = is_plain(event);
  if (!node.plain) return node;
  const SourceLoc at = place(event.start_mark);
  const bool yes = one_of(node.text, kYes);
  if (yes || one_of(node.text, kNo))
    refuse(
        at, "bare-yes-no",
        fmt::format("bare '{}' means true or false to some readers and text to others", node.text),
        key ? fmt::format("write \"{}\"", node.text)
            : fmt::format("write {}, or \"{}\" for text", yes ? "true" : "false", node.text));
  else if (looks_octal(node.text))
    refuse(at, "octal-number",
           fmt::format("readers of YAML disagree about the number '{}'", node.text),
           "write a decimal number without leading zeros, or put text in quotes");
  else if (one_of(node.text, kNotFinite))
    refuse(at, "not-finite", fmt::format("'{}' is not a number of a case", node.text),
           "write a finite number");
  else
    return node;
  node.kind = Node::Kind::broken;
  return node;
}

Node Parser::sequence(int depth) {
  Node node;
  node.kind = Node::Kind::sequence;
  while (true) {
    const Event event = next();
    if (!stopped_) set_end(node, event.raw.end_mark);
    if (stopped_ || event.raw.type == YAML_SEQUENCE_END_EVENT) return node;
    node.items.push_back(value(event, depth + 1));
  }
}

Node Parser::mapping(int depth) {
  Node node;
  node.kind = Node::Kind::mapping;
  std::unordered_map<std::string, SourceLoc> seen;
  while (true) {
    const Event event = next();
    if (!stopped_) set_end(node, event.raw.end_mark);
    if (stopped_ || event.raw.type == YAML_MAPPING_END_EVENT) return node;
    Node key = value(event, depth + 1, true);
    Node mapped = value(next(), depth + 1);
    if (!stopped_) add_entry(node, seen, std::move(key), std::move(mapped));
  }
}

void Parser::add_entry(Node& into, std::unordered_map<std::string, SourceLoc>& seen, Node&& key,
                       Node&& value) {
  if (key.kind == Node::Kind::broken) return;
  if (key.kind != Node::Kind::text || key.is_null()) {
    refuse(key.at, "key-not-text", "a key must be a word", "write 'key: value'");
    return;
  }
  if (key.plain && key.text == "<<") {
    refuse(key.at, "merge-key", "the merge key '<<' is not allowed", "write the keys out here");
    return;
  }
  const auto [earlier, first] = seen.emplace(key.text, key.at);
  if (!first) {
    refuse(key.at, "duplicate-key",
           fmt::format("key '{}' stands here and on line {}", key.text, earlier->second.line),
           "keep one of the two");
    return;
  }
  into.entries.push_back({std::move(key.text), key.at, std::move(value)});
}

constexpr std::size_t kTabsReported = 20;

/// Tabs look like any number of blanks, and YAML readers disagree about them.
bool refuse_tabs(std::string_view text, const std::string& file, Findings& found) {
  int line = 1;
  std::size_t reported = 0;
  std::size_t start = 0;
  while (start <= text.size() && reported < kTabsReported) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::size_t tab = text.substr(start, end - start).find('\t');
    if (tab != std::string_view::npos) {
      found.add({file, line, static_cast<int>(tab) + 1}, "tab", "a tab is not allowed here",
                "indent with blanks; within \"quotes\" write \\t");
      ++reported;
    }
    start = end + 1;
    ++line;
  }
  return reported > 0;
}

}  // namespace

bool Node::is_null() const {
  return kind == Kind::text && plain &&
         (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL");
}

const Entry* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &Entry::key);
  return found == entries.end() ? nullptr : &*found;
}

bool looks_octal(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.size() < 2 || text[0] != '0') return false;
  const std::string_view rest = text.substr(1);
  if (rest[0] == 'x' || rest[0] == 'X' || rest[0] == 'o')
    return rest.size() > 1 &&
           rest.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
  return rest.find_first_not_of("0123456789_") == std::string_view::npos;
}

std::optional<Node> parse_yaml(std::string_view text, const std::string& file, Findings& found) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (text.find('\0') != std::string_view::npos) {
    found.add({file, 1, 1}, "not-text", "this file is not text: it holds a byte that is 0",
              "name the case.yaml, or save it as UTF-8");
    return std::nullopt;
  }
  const bool utf8 = utf8_prefix(text) == text.size();  // where not, that is the mistake to name
  if (utf8 && refuse_tabs(text, file, found)) return std::nullopt;
  return Parser(text, file, found).document();
}

}  // namespace tandem::casefile::internal
