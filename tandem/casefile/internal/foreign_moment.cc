#include "tandem/casefile/internal/foreign_moment.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "tandem/base/id_text.h"
#include "tandem/casefile/internal/foreign_words.h"

namespace tandem::casefile::internal {
namespace {

using model::Aspect;
using model::Length;
using model::Moment;
using model::Reference;
using Kind = Piece::Kind;

struct CallWord {
  std::string_view words;
  Aspect aspect;
};
constexpr std::array<CallWord, 12> kCalls{{{"all verified", Aspect::verified},
                                           {"verified", Aspect::verified},
                                           {"all done", Aspect::done},
                                           {"all complete", Aspect::done},
                                           {"all completed", Aspect::done},
                                           {"done", Aspect::done},
                                           {"complete", Aspect::done},
                                           {"completed", Aspect::done},
                                           {"completion of", Aspect::done},
                                           {"all started", Aspect::started},
                                           {"started", Aspect::started},
                                           {"start of", Aspect::started}}};

struct Numeral {
  std::string_view word;
  int number;
};
constexpr std::array<Numeral, 25> kNumerals{
    {{"one", 1},      {"two", 2},        {"three", 3},       {"four", 4},      {"five", 5},
     {"six", 6},      {"seven", 7},      {"eight", 8},       {"nine", 9},      {"ten", 10},
     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13},   {"fourteen", 14}, {"fifteen", 15},
     {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18},   {"nineteen", 19}, {"twenty", 20},
     {"thirty", 30},  {"forty", 40},     {"forty-five", 45}, {"sixty", 60},    {"ninety", 90}}};

constexpr std::array<std::string_view, 4> kBeforeParts{"on", "earlier", "if earlier", "by"};

bool is_capital(std::string_view word) {
  return !word.empty() && word[0] >= 'A' && word[0] <= 'Z' && word.size() > 1;
}

}  // namespace

bool MomentReader::take(Kind kind) {
  if (here().kind != kind) return false;
  if (kind != Kind::end) ++at_;
  return true;
}

bool MomentReader::take_words(std::string_view words) {
  std::string seen;
  std::size_t next = at_;
  while (seen.size() < words.size() && pieces_[next].kind == Kind::word) {
    seen += (seen.empty() ? "" : " ") + folded(pieces_[next++].text);
    if (!words.starts_with(seen)) return false;
  }
  if (seen != words) return false;
  at_ = next;
  take(Kind::colon);
  return true;
}

void MomentReader::add_reading(std::string rule, std::string why) {
  readings_.push_back({std::move(rule), std::move(why)});
}

void MomentReader::forget() {
  at_ = 0;
  outside_.clear();
  readings_.clear();
}

void MomentReader::go_back(const Mark& mark) {
  at_ = mark.at;
  outside_.resize(mark.outside);
  readings_.resize(mark.readings);
}

// A nested moment is read by recursion, so its depth is held where the trigger language holds it.
std::optional<Moment> MomentReader::moment() {
  if (depth_ + 1 >= model::kTriggerDepth) return std::nullopt;
  ++depth_;
  std::vector<Moment> parts;
  auto part = sum();
  while (part) {
    parts.push_back(std::move(*part));
    if (!take_words("or")) break;
    part = sum();
  }
  --depth_;
  if (!part || parts.empty()) return std::nullopt;
  if (parts.size() == 1) return std::move(parts[0]);
  take_words("whichever is earlier");
  add_reading("or-is-earliest", "'or' is read as the first of the two");
  Moment made;
  made.kind = Moment::Kind::earliest;
  made.parts = std::move(parts);
  return made;
}

std::optional<Moment> MomentReader::sum() {
  for (const std::string_view word : kBeforeParts)
    if (take_words(word)) break;
  auto made = counted_after();
  if (!made) made = primary();
  if (made) made = offset(std::move(*made));
  if (!made || !take_words("then")) return made;
  auto next = sum();
  if (!next) return std::nullopt;
  Moment* base = &*next;  // what the lengths of the second part are added to
  while (base->kind == Moment::Kind::offset) base = &base->parts[0];
  Moment later;
  later.kind = Moment::Kind::latest;
  later.parts = {std::move(*made), std::move(*base)};
  *base = std::move(later);
  add_reading("then-is-latest", "'then' is read as: counted from the later of the two");
  return next;
}

std::optional<Moment> MomentReader::offset(Moment from) {
  for (int links = 0; here().kind == Kind::plus || here().kind == Kind::minus; ++links) {
    const int sign = here().kind == Kind::plus ? 1 : -1;
    ++at_;
    auto step = length();
    if (!step || links > 8) return std::nullopt;
    step->count *= sign;
    Moment later;
    later.kind = Moment::Kind::offset;
    later.length = *step;
    later.parts.push_back(std::move(from));
    from = std::move(later);
  }
  return from;
}

/// "60 days after T0", "2 weeks before J20".
std::optional<Moment> MomentReader::counted_after() {
  const std::size_t before = at_;
  auto step = length();
  const bool back = step && take_words("before");
  bool joined = back;
  for (const std::string_view word : {"after", "from", "of", "following"})
    joined = joined || (step && take_words(word));
  auto base = joined ? primary() : std::nullopt;
  if (!base) {
    at_ = before;
    return std::nullopt;
  }
  if (back) step->count = -step->count;
  Moment made;
  made.kind = Moment::Kind::offset;
  made.length = *step;
  made.parts.push_back(first_of_others(std::move(*base)));
  return made;
}

/// "A1 or A3" behind "2 weeks after": the length counts from the first of them.
Moment MomentReader::first_of_others(Moment first) {
  if (first.kind != Moment::Kind::event && first.kind != Moment::Kind::date) return first;
  std::vector<Moment> parts = {std::move(first)};
  while (auto next = other_event()) parts.push_back(std::move(*next));
  if (parts.size() == 1) return std::move(parts[0]);
  take_words("whichever is earlier");
  add_reading("or-is-earliest", "'or' is read as the first of these, from which it is counted");
  Moment made;
  made.kind = Moment::Kind::earliest;
  made.parts = std::move(parts);
  return made;
}

/// "or A3"; not what has a word, a length or a date of its own, which is another limit.
std::optional<Moment> MomentReader::other_event() {
  const Mark before = mark();
  if (take_words("or")) {
    const bool own = length() || std::ranges::any_of(kBeforeParts, [&](std::string_view word) {
                       return take_words(word);
                     });
    auto next = own ? std::nullopt : primary();
    if (next && next->kind == Moment::Kind::event && !at_sign()) return next;
  }
  go_back(before);
  return std::nullopt;
}

std::optional<Length> MomentReader::length() {
  const std::size_t before = at_;
  std::string text;
  for (int words = 0; words < 3 && here().kind == Kind::word; ++words) {
    std::string word = folded(here().text);
    const auto* numeral = std::ranges::find(kNumerals, word, &Numeral::word);
    if (words == 0 && numeral != kNumerals.end()) word = std::to_string(numeral->number);
    if (word == "business") word = "working";
    ++at_;
    if (words == 1 && word == "calendar") continue;
    text += (text.empty() ? "" : " ") + word;
    if (const auto made = model::parse_length(text)) return made;
  }
  at_ = before;
  return std::nullopt;
}

std::optional<Moment> MomentReader::primary() {
  if (take(Kind::open)) {
    auto made = moment();
    return made && take(Kind::close) ? std::move(made) : std::nullopt;
  }
  const auto opens = [&](std::string_view word) {
    const std::size_t before = at_;
    if (take_words(word) && here().kind == Kind::open) return true;
    at_ = before;
    return false;
  };
  if (opens("earliest") || opens("earlier") || opens("earlier of"))
    return several(Moment::Kind::earliest);
  if (opens("latest") || opens("later") || opens("later of")) return several(Moment::Kind::latest);
  if (auto day = date()) return day;
  if (auto aspect = call()) {
    Moment made;
    made.aspect = *aspect;
    const bool closed = take(Kind::open);
    auto named = references();
    if (!named || (closed && !take(Kind::close))) return std::nullopt;
    made.events = std::move(*named);
    return made;
  }
  auto one = reference();
  if (!one) return std::nullopt;
  Moment made;
  made.events = {std::move(*one)};
  take_all_of(made);
  return made;
}

/// "A1 and A3": once both are done.
void MomentReader::take_all_of(Moment& into) {
  for (Mark before = mark(); take_words("and"); before = mark()) {
    auto next = reference();
    if (!next || at_sign()) return go_back(before);
    into.events.push_back(std::move(*next));
    if (into.aspect == Aspect::unsaid)
      add_reading("and-is-all", "'and' is read as: once all are done");
    into.aspect = Aspect::done;
  }
}

std::optional<Moment> MomentReader::several(Moment::Kind kind) {
  take(Kind::open);
  Moment made;
  made.kind = kind;
  do {
    auto part = moment();
    if (!part) return std::nullopt;
    made.parts.push_back(std::move(*part));
  } while (take(Kind::comma));
  if (!take(Kind::close)) return std::nullopt;
  return made;
}

/// "all_verified(", "completion of": the aspect; the bracket is left.
std::optional<Aspect> MomentReader::call() {
  const std::size_t before = at_;
  for (const auto& [words, aspect] : kCalls) {
    if (take_words(words) && (here().kind == Kind::open || words.ends_with(" of"))) return aspect;
    at_ = before;
  }
  return std::nullopt;
}

std::optional<Moment> MomentReader::date() {
  std::string text;
  for (std::size_t words = 0; words < 3 && pieces_[at_ + words].kind == Kind::word; ++words) {
    text += (text.empty() ? "" : " ") + pieces_[at_ + words].text;
    const auto day = foreign_date(text);
    if (!day || (words == 0 && rows_.find(text))) continue;
    at_ += words + 1;
    if (day->partial)
      add_reading("partial-date",
                  fmt::format("'{}' is taken for its last day, {}", text, format_date(day->date)));
    Moment made;
    made.kind = Moment::Kind::date;
    made.date = day->date;
    return made;
  }
  return std::nullopt;
}

std::optional<Moment> MomentReader::events() {
  if (const auto aspect = call()) {
    take(Kind::open);
    auto named = references();
    if (!named) return std::nullopt;
    take(Kind::close);
    Moment made;
    made.aspect = *aspect;
    made.events = std::move(*named);
    return made;
  }
  auto named = references();
  if (!named) return std::nullopt;
  Moment made;
  made.events = std::move(*named);
  return made;
}

std::optional<std::vector<Reference>> MomentReader::references() {
  std::vector<Reference> made;
  do {
    auto one = reference();
    if (!one) return std::nullopt;
    made.push_back(std::move(*one));
  } while (take(Kind::comma) || take_words("and"));
  return made;
}

/// "T0-30d" is one piece, since names may hold dashes.
void MomentReader::split_length() {
  const Piece whole = here();
  const std::size_t dash = whole.text.rfind('-');
  if (whole.kind != Kind::word || dash == std::string::npos || rows_.find(whole.text)) return;
  const std::string base = whole.text.substr(0, dash);
  const std::string step = whole.text.substr(dash + 1);
  const std::string id = as_id(base);
  const bool digits = id.find_first_not_of("0123456789-") == std::string::npos;
  const bool named = rows_.find(base) || (!digits && !is_trigger_word(id));
  if (!named || !model::parse_length(folded(step))) return;
  const auto place = pieces_.begin() + static_cast<std::ptrdiff_t>(at_);
  place->text = base;
  pieces_.insert(place + 1,
                 {{Kind::minus, {}, whole.at + dash}, {Kind::word, step, whole.at + dash + 1}});
}

std::optional<Reference> MomentReader::reference() {
  if (here().kind != Kind::word) return std::nullopt;
  split_length();
  const std::string word = here().text;
  const std::size_t dash = word.find('-');
  if (!rows_.find(word) && dash != std::string::npos &&
      rows_.is_range(word.substr(0, dash), word.substr(dash + 1))) {
    ++at_;
    return Reference{*rows_.find(word.substr(0, dash)), *rows_.find(word.substr(dash + 1))};
  }
  auto first = name();
  if (!first) return std::nullopt;
  if (!take(Kind::dots)) return Reference{std::move(*first), {}};
  if (here().kind != Kind::word || !rows_.is_range(word, here().text)) return std::nullopt;
  auto last = rows_.find(here().text);
  ++at_;
  return Reference{std::move(*first), std::move(*last)};
}

/// A row; else one word, or several that are written large such as "Adoption Day", name an event.
std::optional<std::string> MomentReader::name() {
  std::string text = here().text;
  const std::size_t before = at_++;
  if (is_capital(text)) {
    while (here().kind == Kind::word && is_capital(here().text) && at_ - before < 5)
      text += " " + pieces_[at_++].text;
  }
  if (auto row = rows_.find(text)) return row;
  at_ = before + 1;
  if (auto row = rows_.find(here().kind == Kind::dots ? pieces_[before].text : text)) return row;
  if (auto row = rows_.find(pieces_[before].text)) return row;
  if (text != pieces_[before].text)
    at_ = before + 1 + static_cast<std::size_t>(std::ranges::count(text, ' '));
  const std::string id = outside_event(text);
  if (!id.empty()) return id;
  at_ = before;
  return std::nullopt;
}

std::string MomentReader::outside_event(std::string_view written) {
  std::string id = as_id(written);
  const bool number = id.find_first_not_of("0123456789-") == std::string::npos;
  if (id.empty() || number || is_trigger_word(id)) return {};
  if (const auto row = rows_.find(id)) return *row;
  if (std::ranges::find(outside_, id) == outside_.end()) outside_.push_back(id);
  return id;
}

std::optional<std::vector<Piece>> pieces_of(std::string_view text) {
  constexpr std::string_view kEnds = " \t\r\n:,;()+";
  std::vector<Piece> made;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    constexpr std::array<std::pair<char, Kind>, 6> kSigns{{{'+', Kind::plus},
                                                           {'(', Kind::open},
                                                           {')', Kind::close},
                                                           {',', Kind::comma},
                                                           {';', Kind::comma},
                                                           {':', Kind::colon}}};
    const auto* sign = std::ranges::find(kSigns, c, &std::pair<char, Kind>::first);
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      ++at;
    } else if (sign != kSigns.end()) {
      made.push_back({sign->second, {}, at++});
    } else if (text.substr(at).starts_with("..")) {
      made.push_back({Kind::dots, {}, at});
      at += 2;
    } else if (c == '-' && at + 1 < text.size() && text[at + 1] == ' ') {
      made.push_back({Kind::minus, {}, at++});
    } else if (c == '"') {
      return std::nullopt;
    } else {
      std::size_t end = at;
      while (end < text.size() && kEnds.find(text[end]) == std::string_view::npos &&
             text[end] != '"' && (end == at || !text.substr(end).starts_with("..")))
        ++end;
      std::string_view word = text.substr(at, end - at);
      if (word.size() > 1 && word.ends_with('.')) word.remove_suffix(1);
      made.push_back({Kind::word, std::string(word), at});
      at = end;
    }
  }
  made.push_back({Kind::end, {}, text.size()});
  return made;
}

}  // namespace tandem::casefile::internal
