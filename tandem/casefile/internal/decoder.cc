#include "tandem/casefile/internal/decoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tandem/base/number.h"
#include "tandem/base/text.h"
#include "tandem/casefile/internal/number_text.h"

namespace tandem::casefile::internal {
namespace {

using model::AfterDraft;
using model::NamedNumber;
using model::Number;
using model::Word;
using model::WorthDraft;

std::string_view kind_in_words(const Node& node) {
  switch (node.kind) {
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping";
    default:
      return node.is_null() ? "nothing" : "text";
  }
}

std::optional<int> parse_whole(std::string_view text) {
  return looks_octal(text) ? std::nullopt : number_of<int>(text);
}

const std::vector<std::string>& number_keys() {
  static const std::vector<std::string> kKeys = {"value",  "low",       "mode", "high",
                                                 "source", "judgement", "as_of"};
  return kKeys;
}

/// The id that a judgement in place gets: "in-place-analyst-2026-11-01".
std::string in_place_id(std::string_view by, std::string_view as_of) {
  std::string id = "in-place";
  for (const std::string_view part : {by, as_of}) {
    id += '-';
    for (const char c : part) {
      const bool keeps = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (keeps)
        id += c;
      else if (id.back() != '-')
        id += '-';
    }
    while (id.back() == '-') id.pop_back();
  }
  return id;
}

/// An entry of a list, to be read as if it were the value of a key.
Entry as_entry(const std::string& key, const Node& value) { return {key, value.at, value}; }

}  // namespace

std::string Decoder::name(std::string_view key) const {
  return where.empty() ? fmt::format("'{}'", key) : fmt::format("'{}' of {}", key, where);
}

bool Decoder::expect(const Entry& entry, Node::Kind kind, std::string_view expected) {
  const Node& node = entry.value;
  if (node.kind == Node::Kind::broken) return false;
  if (node.is_null()) {
    refuse(entry.at, "missing-value", fmt::format("{} has no value", name(entry.key)),
           fmt::format("write {}, or remove the key", expected));
    return false;
  }
  if (node.kind == kind) return true;
  const bool lone = kind == Node::Kind::sequence && node.kind == Node::Kind::text;
  refuse(node.at, "wrong-kind",
         fmt::format("{} is {}; it must be {}", name(entry.key), kind_in_words(node), expected),
         lone ? fmt::format("write [{}]", node.text) : fmt::format("write {}", expected));
  return false;
}

void Decoder::read(const Entry& entry, Word& into) {
  if (!expect(entry, Node::Kind::text, "text")) return;
  into = Word(entry.value.text, entry.value.at);
  if (into.empty())
    refuse(entry.value.at, "missing-value", fmt::format("{} is empty", name(entry.key)),
           "write it, or remove the key");
}

void Decoder::read(const Entry& entry, bool& into) {
  if (!expect(entry, Node::Kind::text, "true or false")) return;
  const Node& node = entry.value;
  if (node.plain && (node.text == "true" || node.text == "false"))
    into = node.text == "true";
  else
    refuse(node.at, "not-boolean",
           fmt::format("{} is '{}'; it must be true or false", name(entry.key), node.text),
           "write true or false, without quotes");
}

void Decoder::read(const Entry& entry, int& into) {
  if (!expect(entry, Node::Kind::text, "a whole number")) return;
  const auto value = parse_whole(entry.value.text);
  if (value)
    into = *value;
  else
    refuse(
        entry.value.at, "not-whole",
        fmt::format("{} is '{}', which is not a whole number", name(entry.key), entry.value.text),
        "write a whole number, such as 6; this one needs no source");
}

void Decoder::read(const Entry& entry, std::optional<int>& into) {
  int value = 0;
  read(entry, value);
  into = value;
}

void Decoder::read(const Entry& entry, double& into) {
  if (!expect(entry, Node::Kind::text, "a number")) return;
  const NumberText parsed = parse_number(entry.value.text);
  if (parsed.problem)
    refuse(entry.value.at, "not-a-number",
           fmt::format("{}: {}", name(entry.key), parsed.problem->message), parsed.problem->repair);
  else if (parsed.number.ranged || !parsed.number.provenance.empty())
    refuse(entry.value.at, "not-a-number",
           fmt::format("{} is '{}'; it must be one bare number", name(entry.key), entry.value.text),
           fmt::format("write {}", parsed.number.mode));
  else
    into = parsed.number.mode;
}

void Decoder::read(const Entry& entry, Number& into) {
  const Node& node = entry.value;
  if (node.kind == Node::Kind::mapping) {
    read_full_number(entry, into);
  } else {
    if (!expect(entry, Node::Kind::text, "a number such as 12 @SOURCE")) return;
    NumberText parsed = parse_number(node.text);
    if (parsed.problem) {
      refuse(node.at, "not-a-number",
             fmt::format("{}: {}", name(entry.key), parsed.problem->message),
             parsed.problem->repair);
      into.at = node.at;
      return;
    }
    into = parsed.number;
    into.provenance.at = node.at;
    if (node.plain && node.text.find('@') != std::string::npos)
      into.provenance.at.column += static_cast<int>(node.text.find('@'));
  }
  into.at = node.at;
  if (into.provenance.empty()) into.provenance = cover;
  if (into.provenance.empty() && demand_)
    refuse(node.at, "no-provenance",
           fmt::format("{} does not say where it comes from", name(entry.key)),
           "write @ and the id of a source or judgement behind it, or 'provenance:' beside it");
}

void Decoder::read(const Entry& entry, std::optional<Number>& into) { read(entry, into.emplace()); }

void Decoder::read_value(const Entry& entry, std::string_view key, double& into) {
  if (const Entry* value = entry.value.find(key))
    read(*value, into);
  else
    refuse(entry.value.at, "number-incomplete", fmt::format("{} has no '{}'", where, key),
           "write value, or low, mode and high");
}

void Decoder::read_range(const Entry& entry, Number& into) {
  into.ranged = true;
  read_value(entry, "low", into.low);
  read_value(entry, "mode", into.mode);
  read_value(entry, "high", into.high);
  if (const Entry* value = entry.value.find("value"))
    refuse(value->at, "number-twice", fmt::format("{} has a value and a range", where),
           "keep value, or low, mode and high");
}

void Decoder::read_full_number(const Entry& entry, Number& into) {
  const std::string around = std::exchange(where, name(entry.key));
  for (const Entry& part : entry.value.entries)
    if (std::ranges::find(number_keys(), part.key) == number_keys().end())
      refuse_unknown_key(*this, part, number_keys());
  into = Number();
  const auto has = [&](std::string_view key) { return entry.value.find(key) != nullptr; };
  if (has("low") || has("mode") || has("high")) {
    read_range(entry, into);
  } else {
    read_value(entry, "value", into.mode);
    into.low = into.high = into.mode;
  }
  read_origin(entry, into);
  where = around;
}

void Decoder::read_origin(const Entry& entry, Number& into) {
  const Entry* source = entry.value.find("source");
  const Entry* judgement = entry.value.find("judgement");
  const Entry* as_of = entry.value.find("as_of");
  if (source != nullptr) read(*source, into.provenance);
  if (source != nullptr && judgement != nullptr)
    refuse(judgement->at, "number-twice", fmt::format("{} has a source and a judgement", where),
           "keep one of the two");
  if (as_of != nullptr && judgement == nullptr)
    refuse(as_of->at, "as-of-without-judgement",
           fmt::format("{} has an as_of without a judgement", where),
           "write whose judgement it is; the date of a source stands in 'sources'");
  if (source != nullptr || judgement == nullptr) return;
  Word by;
  Word date;
  read(*judgement, by);
  if (as_of == nullptr)
    refuse(judgement->at, "judgement-without-date",
           fmt::format("{} is a judgement of '{}' and does not say of when", where, by.text),
           "write as_of: and the date; to point to the table 'judgements', write source: and its "
           "id");
  else
    read(*as_of, date);
  into.provenance = in_place_judgement(by, date);
}

Word Decoder::in_place_judgement(const Word& by, const Word& as_of) {
  const std::string wanted = in_place_id(by.text, as_of.text);
  std::string id = wanted;
  for (int number = 2;; ++number) {
    const auto taken = std::ranges::find(in_place_, id, [](const auto& p) { return p.id.text; });
    if (taken == in_place_.end()) break;
    if (taken->in_place && taken->by.text == by.text && taken->as_of.text == as_of.text)
      return Word(id, by.at);
    id = fmt::format("{}-{}", wanted, number);
  }
  model::ProvenanceDraft made;
  made.id = Word(id, by.at);
  made.judgement = made.in_place = true;
  made.by = by;
  made.as_of = as_of;
  in_place_.push_back(std::move(made));
  return Word(id, by.at);
}

void Decoder::read(const Entry& entry, std::vector<Word>& into) {
  if (!expect(entry, Node::Kind::sequence, "a list, such as [first, second]")) return;
  // An item that cannot be read keeps its place, so that what the rules say of it is dropped.
  for (const Node& item : entry.value.items) {
    into.emplace_back("", item.at);
    read(as_entry(entry.key, item), into.back());
  }
}

void Decoder::read(const Entry& entry, std::vector<WorthDraft>& into) {
  if (!expect(entry, Node::Kind::mapping,
              "a mapping from parties to points, such as {us: 3..5..9}"))
    return;
  for (const Entry& part : entry.value.entries) {
    Entry named = part;
    named.key = entry.key + " to " + part.key;
    read(named, into.emplace_back(WorthDraft{Word(part.key, part.at), {}}).points);
  }
}

void Decoder::read(const Entry& entry, std::vector<NamedNumber>& into) {
  if (!expect(entry, Node::Kind::mapping, "a mapping from names to numbers, such as {us: 0.5}"))
    return;
  for (const Entry& part : entry.value.entries) {
    Entry named = part;
    named.key = entry.key + " of " + part.key;
    read(named, into.emplace_back(NamedNumber{Word(part.key, part.at), {}}).number);
  }
}

void Decoder::read_after(const Entry& entry, AfterDraft& into) {
  static const std::vector<std::string> kKeys = {"measure", "share"};
  for (const Entry& part : entry.value.entries) {
    if (part.key == "measure")
      read(part, into.measure);
    else if (part.key == "share")
      read(part, into.share);
    else
      refuse_unknown_key(*this, part, kKeys);
  }
  if (entry.value.find("measure") == nullptr)
    refuse(entry.value.at, "missing-key",
           fmt::format("an entry of {} names no measure", name(entry.key)),
           "write {measure: ID, share: 0.5}, or the id by itself");
}

void Decoder::read(const Entry& entry, std::vector<AfterDraft>& into) {
  if (!expect(entry, Node::Kind::sequence, "a list of measures, such as [first, second]")) return;
  for (const Node& item : entry.value.items) {
    AfterDraft after;
    if (item.kind == Node::Kind::mapping)
      read_after(as_entry(entry.key, item), after);
    else
      read(as_entry(entry.key, item), after.measure);
    if (!after.measure.empty()) into.push_back(std::move(after));
  }
}

void refuse_unknown_key(Decoder& d, const Entry& entry, std::span<const std::string> known) {
  const std::string of = d.where.empty() ? "the file" : d.where;
  d.refuse(entry.at, "unknown-key", fmt::format("unknown key '{}' in {}", entry.key, of),
           did_you_mean(entry.key, known, fmt::format("the keys here are {}", join_words(known))));
}

}  // namespace tandem::casefile::internal
