#include "tandem/ledger/event.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <type_traits>
#include <utility>

#include "tandem/base/text.h"
#include "tandem/ledger/internal/json_text.h"
#include "tandem/ledger/internal/refusal.h"
#include "tandem/model/vocabulary.h"

namespace tandem::ledger {
namespace {

using internal::JsonReader;
using model::value_of;
using model::word_of;

/// One key: when it is written, and how.
struct Member {
  std::string_view key;
  bool (*has)(const Event&);
  void (*put)(std::string&, const Event&);
  bool (*get)(JsonReader&, Event&);
};

template <class T>
bool keep(std::optional<T> found, T& in) {
  if (found) in = std::move(*found);
  return found.has_value();
}

template <std::string Event::*field>
constexpr Member text_member(std::string_view key) {
  return {key, [](const Event& e) { return !(e.*field).empty(); },
          [](std::string& to, const Event& e) { internal::put_text(to, e.*field); },
          [](JsonReader& from, Event& e) { return keep(from.text(), e.*field); }};
}

template <auto field, const auto& words>
constexpr Member word_member(std::string_view key) {
  return {
      key, [](const Event& e) { return (e.*field).has_value(); },
      [](std::string& to, const Event& e) { internal::put_text(to, word_of(*(e.*field), words)); },
      [](JsonReader& from, Event& e) {
        using Word = typename std::remove_reference_t<decltype(e.*field)>::value_type;
        const auto word = from.text();
        e.*field = value_of<Word>(word.value_or(""), words);
        return (e.*field).has_value();
      }};
}

bool always(const Event& /*event*/) { return true; }

void put_sources(std::string& to, const Event& event) {
  to += '[';
  for (const Source& source : event.sources) {
    if (to.back() != '[') to += ',';
    to += '{';
    const auto put = [&](std::string_view key, std::string_view text) {
      if (text.empty()) return;
      to += key;
      internal::put_text(to, text);
      to += ',';
    };
    put("\"sha256\":", source.sha256);
    put("\"title\":", source.title);
    put("\"url\":", source.url);
    if (to.back() == ',') to.pop_back();
    to += '}';
  }
  to += ']';
}

bool get_source(JsonReader& from, Source& source) {
  if (!from.take("{")) return false;
  const auto get = [&](std::string_view key, std::string& text) {
    return !from.take(key) || keep(from.text(), text);
  };
  const bool good = get("\"sha256\":", source.sha256) &&
                    (source.sha256.empty() || from.take(",")) && get("\"title\":", source.title) &&
                    get(",\"url\":", source.url);
  return good && from.take("}");
}

bool get_sources(JsonReader& from, Event& event) {
  if (!from.take("[")) return false;
  do {
    if (!get_source(from, event.sources.emplace_back())) return false;
  } while (from.take(","));
  return from.take("]");
}

constexpr std::array<Member, 15> kMembers{{
    {"at", always, [](std::string& to, const Event& e) { internal::put_second(to, e.at); },
     [](JsonReader& from, Event& e) { return keep(from.second(), e.at); }},
    text_member<&Event::by>("by"),
    word_member<&Event::finding, kFindings>("finding"),
    text_member<&Event::key>("key"),
    {"kind", always,
     [](std::string& to, const Event& e) { internal::put_text(to, word_of(e.kind, kEventKinds)); },
     [](JsonReader& from, Event& e) {
       return keep(value_of<EventKind>(from.text().value_or(""), kEventKinds), e.kind);
     }},
    text_member<&Event::of>("of"),
    {"on", always, [](std::string& to, const Event& e) { internal::put_date(to, e.on); },
     [](JsonReader& from, Event& e) { return keep(from.date(), e.on); }},
    text_member<&Event::says>("says"),
    {"share", [](const Event& e) { return e.share != 1; },
     [](std::string& to, const Event& e) { internal::put_number(to, e.share); },
     [](JsonReader& from, Event& e) { return keep(from.number(), e.share); }},
    text_member<&Event::signature>("signature"),
    {"sources", [](const Event& e) { return !e.sources.empty(); }, put_sources, get_sources},
    word_member<&Event::step, kDisputeSteps>("step"),
    text_member<&Event::text>("text"),
    {"to", [](const Event& e) { return e.to != 0; },
     [](std::string& to, const Event& e) { internal::put_whole(to, e.to); },
     [](JsonReader& from, Event& e) { return keep(from.whole(), e.to); }},
    {"until", [](const Event& e) { return e.until.has_value(); },
     [](std::string& to, const Event& e) { internal::put_date(to, *e.until); },
     [](JsonReader& from, Event& e) {
       e.until = from.date();
       return e.until.has_value();
     }},
}};
using Members = std::span<const Member>;
constexpr Members kOfBody(kMembers);
constexpr Members kOfStatement = kOfBody.subspan(1);
static_assert(kMembers.front().key == std::string_view("at"));
constexpr std::string_view kEnd = "\"v\":1}";

constexpr std::size_t kTypicalBody = 256;
constexpr std::size_t kShown = 24;

tl::unexpected<Error> unlike(std::size_t place, std::string_view message, std::string repair) {
  return tl::unexpected(internal::invalid("this is no entry of a ledger", "canonical-body",
                                          fmt::format("byte {}: {}", place + 1, message),
                                          std::move(repair)));
}

/// What stands at the place, for a message; no part of a character.
std::string_view shown(const JsonReader& from) {
  const std::string_view ahead = from.ahead(kShown);
  return ahead.substr(0, utf8_prefix(ahead));
}

/// Reads the members that are there. Gives the key of the first value that can't be read.
std::optional<std::string_view> read_members(JsonReader& from, Members members, Event& event) {
  for (const Member& member : members) {
    if (!from.take_key(member.key)) continue;
    if (!member.get(from, event) || !from.take(",")) return member.key;
  }
  return std::nullopt;
}

Result<Event> read_event(std::string_view text, Members members) {
  JsonReader from(text);
  Event event;
  if (!from.take("{")) return unlike(0, "a '{' is wanted", "");
  if (const auto wrong = read_members(from, members, event))
    return unlike(from.place(),
                  fmt::format("no value that the key '{}' can have, and then a comma", *wrong),
                  "an entry is written by the program; copy it whole");
  if (from.take(kEnd) && from.at_end()) return event;
  return unlike(from.place(), fmt::format("'{}' is no key that can stand here", shown(from)),
                "keys stand in the order of their letters, with 'v' as the last, and nothing "
                "after it");
}

std::string written(const Event& event, Members members) {
  std::string to;
  to.reserve(kTypicalBody + event.says.size() + event.text.size());
  to += '{';
  for (const Member& member : members) {
    if (!member.has(event)) continue;
    to += '"';
    to += member.key;
    to += "\":";
    member.put(to, event);
    to += ',';
  }
  to += kEnd;
  return to;
}

std::size_t first_difference(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

/// The event that has this text, with whatever mistakes_in() it.
Result<Event> event_written(std::string_view text, Members members) {
  if (const std::size_t good = utf8_prefix(text); good < text.size())
    return unlike(good, "this is no UTF-8", "");
  auto event = read_event(text, members);
  if (!event) return event;
  if (const std::string canonical = written(*event, members); canonical != text)
    return unlike(first_difference(text, canonical), "the same event is written in another way",
                  "the one way is: keys in order, no blanks, what is as by default left out, the "
                  "shortest numbers and escapes");
  return event;
}

Result<Event> without_mistakes(Result<Event> event) {
  if (!event) return event;
  auto mistakes = mistakes_in(*event);
  if (!mistakes.empty())
    return tl::unexpected(internal::invalid("this is no event of a ledger", std::move(mistakes)));
  return event;
}

}  // namespace

std::string body_of(const Event& event) { return written(event, kOfBody); }

std::string statement_of(const Event& event) { return written(event, kOfStatement); }

Result<Event> event_of_statement(std::string_view statement, Second at) {
  constexpr std::string_view kTimed = "{\"at\":";
  if (statement.starts_with(kTimed))
    return unlike(1, "what is said has no 'at', which is when it is recorded",
                  "copy what the program has signed whole");
  auto event = event_written(statement, kOfStatement);
  if (event) event->at = at;
  return without_mistakes(std::move(event));
}

Result<Event> event_of(std::string_view body) {
  return without_mistakes(event_written(body, kOfBody));
}

}  // namespace tandem::ledger
