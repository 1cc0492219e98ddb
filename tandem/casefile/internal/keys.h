#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "tandem/base/text.h"
#include "tandem/casefile/internal/decoder.h"
#include "tandem/casefile/internal/encode.h"
#include "tandem/casefile/internal/yaml_dom.h"
#include "tandem/model/draft.h"

/// The keys of a mapping as a table: from it the loader reads, the writers write and the schema is
/// made, so that the three cannot disagree.
namespace tandem::casefile::internal {

/// What a key's value looks like in the file.
enum class Shape {
  version,  ///< the 1 of `tandem: 1`
  text,
  id,
  date,
  word,   ///< one of a fixed list
  words,  ///< a list of such words
  boolean,
  whole,
  horizon,  ///< a whole number or forever
  number,   ///< with range and provenance
  weights,  ///< from words of a fixed list to bare numbers
  ids,
  texts,       ///< a list of text
  reasons,     ///< from words to text
  worths,      ///< from parties to numbers, or from other ids or words
  afters,      ///< measures, each with a share or without
  part,        ///< a mapping with keys of its own
  never_or,    ///< the word never, or such a mapping
  collection,  ///< from ids to such mappings
};

struct KeyInfo {
  std::string_view name;
  std::string_view about;
  bool required = false;
  Shape shape = Shape::text;
  std::span<const std::string_view> words = {};  ///< of Shape::word, words and weights
  std::vector<KeyInfo> (*nested)() = nullptr;    ///< of part, never_or and collection
};

template <class T>
struct Key {
  KeyInfo info;
  void (*read)(Decoder&, const Entry&, T&);
  /// The value as it would stand in a file; nothing where it is the default. Null: never written.
  std::optional<Node> (*write)(const T&, const Encoder&) = nullptr;
  bool covers = false;  ///< names the provenance of the others, so it is read first
};

template <class T>
using Keys = std::span<const Key<T>>;

template <class T>
std::vector<KeyInfo> infos(Keys<T> keys) {
  std::vector<KeyInfo> all;
  for (const Key<T>& key : keys) all.push_back(key.info);
  return all;
}

template <class T>
std::vector<std::string> names(Keys<T> keys) {
  std::vector<std::string> all;
  for (const Key<T>& key : keys) all.emplace_back(key.info.name);
  return all;
}

/// "a mapping with such keys as per_year and once", for a message.
template <class T>
std::string mapping_of(Keys<T> keys) {
  std::vector<std::string> some;
  for (const Key<T>& key : keys)
    if (some.size() < 3) some.emplace_back(key.info.name);
  return "a mapping with such keys as " + join_words(some);
}

template <auto Member>
struct MemberOf;
template <class T, class M, M T::*Member>
struct MemberOf<Member> {
  using Owner = T;
  using Type = M;
};

/// What follows from a member's type; text may be more particular, and says so in its table.
template <class M>
constexpr Shape shape_of() {
  using model::Number;
  if constexpr (std::is_same_v<M, bool>)
    return Shape::boolean;
  else if constexpr (std::is_same_v<M, int> || std::is_same_v<M, std::optional<int>>)
    return Shape::whole;
  else if constexpr (std::is_same_v<M, Number> || std::is_same_v<M, std::optional<Number>>)
    return Shape::number;
  else if constexpr (std::is_same_v<M, std::vector<model::Word>>)
    return Shape::ids;
  else if constexpr (std::is_same_v<M, std::vector<model::WorthDraft>> ||
                     std::is_same_v<M, std::vector<model::NamedNumber>>)
    return Shape::worths;
  else if constexpr (std::is_same_v<M, std::vector<model::AfterDraft>>)
    return Shape::afters;
  else
    return Shape::text;
}

inline constexpr bool kRequired = true;

/// How a member is written, where anything writes members of its type.
template <auto Member>
constexpr auto writer_of()
    -> std::optional<Node> (*)(const typename MemberOf<Member>::Owner&, const Encoder&) {
  using T = typename MemberOf<Member>::Owner;
  if constexpr (requires(const T& from, const Encoder& e) { e.node(from.*Member); })
    return [](const T& from, const Encoder& e) { return e.node(from.*Member); };
  else
    return nullptr;
}

/// A key whose value is one member.
template <auto Member>
constexpr auto key(std::string_view name, std::string_view about, bool required = false,
                   Shape shape = shape_of<typename MemberOf<Member>::Type>(),
                   std::span<const std::string_view> words = {}) {
  using T = typename MemberOf<Member>::Owner;
  return Key<T>{{name, about, required, shape, words},
                [](Decoder& d, const Entry& entry, T& into) { d.read(entry, into.*Member); },
                writer_of<Member>()};
}

/// A number that every file must have: written also where it is 0.
template <auto Member>
constexpr auto required_number(std::string_view name, std::string_view about) {
  auto made = key<Member>(name, about, kRequired);
  made.write = [](const typename MemberOf<Member>::Owner& from, const Encoder& e) {
    return std::optional<Node>(e.always(from.*Member));
  };
  return made;
}

/// Says so where `entry` is a list of nothing.
void demand_some(Decoder& d, const Entry& entry, std::string_view about);

/// The unknown and the missing keys of a mapping. A missing key that an unknown one nearly spells
/// is not reported twice.
void check_keys(Decoder& d, const Node& node, const SourceLoc& at,
                const std::vector<KeyInfo>& keys);

/// Reads every key of the mapping `node`; says which are unknown and which are missing.
/// @param at  where the thing that the mapping describes is named
template <class T>
void read_keys(Decoder& d, const Node& node, const SourceLoc& at, Keys<T> keys, T& into) {
  const std::string where = d.where;
  const model::Word cover = d.cover;
  for (const bool covering : {true, false})
    for (const Key<T>& key : keys) {
      const Entry* entry = key.covers == covering ? node.find(key.info.name) : nullptr;
      if (entry == nullptr) continue;
      key.read(d, *entry, into);
      d.where = where;
    }
  d.cover = cover;
  check_keys(d, node, at, infos(keys));
}

/// A key whose value is a mapping that describes the same thing: `breakdown: {per_year: -2}`.
template <class T, Keys<T> (*Table)()>
constexpr Key<T> part(std::string_view name, std::string_view about, bool required = false) {
  return {{name, about, required, Shape::part, {}, [] { return infos(Table()); }},
          [](Decoder& d, const Entry& entry, T& into) {
            if (!d.expect(entry, Node::Kind::mapping, mapping_of(Table()))) return;
            d.where = d.where.empty() ? "'" + entry.key + "'" : d.name(entry.key);
            read_keys(d, entry.value, entry.at, Table(), into);
          }};
}

/// The keys that are written, as a mapping.
template <class T>
Node write_keys(const Encoder& e, Keys<T> keys, const T& from) {
  Node node;
  node.kind = Node::Kind::mapping;
  for (const Key<T>& key : keys)
    if (key.write != nullptr)
      if (auto value = key.write(from, e))
        node.entries.push_back({std::string(key.info.name), {}, std::move(*value)});
  return node;
}

/// A key whose value is a mapping that describes a thing of its own, which may be absent.
template <auto Member, auto Table>
constexpr auto optional_part(std::string_view name, std::string_view about) {
  using T = typename MemberOf<Member>::Owner;
  using Part = typename MemberOf<Member>::Type::value_type;
  return Key<T>{{name, about, false, Shape::part, {}, [] { return infos(Table()); }},
                [](Decoder& d, const Entry& entry, T& into) {
                  if (!d.expect(entry, Node::Kind::mapping, mapping_of(Table()))) return;
                  Part& made = (into.*Member).emplace();
                  made.at = entry.at;
                  d.where = d.name(entry.key);
                  read_keys<Part>(d, entry.value, entry.at, Table(), made);
                },
                [](const T& from, const Encoder& e) -> std::optional<Node> {
                  if (!(from.*Member)) return std::nullopt;
                  return write_keys<Part>(e, Table(), *(from.*Member));
                }};
}

/// Reads the thing called `entry.key`; the decoder's `where` stays with it.
template <class T>
T read_thing(Decoder& d, const Entry& entry, std::string_view noun, Keys<T> keys) {
  T made;
  made.id = model::Word(entry.key, entry.at);
  if constexpr (requires { made.at; }) made.at = entry.at;
  d.where.clear();
  if (!d.expect(entry, Node::Kind::mapping, mapping_of(keys))) return made;
  d.where = std::string(noun) + " '" + entry.key + "'";
  read_keys(d, entry.value, entry.at, keys, made);
  return made;
}

/// A key whose value maps ids to things of their own. `Finish` has the last word on each of them.
template <auto Member, auto Table, const char* Noun, auto Finish = nullptr>
constexpr auto collection(std::string_view name, std::string_view about, bool required = false) {
  using T = typename MemberOf<Member>::Owner;
  using Thing = typename MemberOf<Member>::Type::value_type;
  return Key<T>{{name, about, required, Shape::collection, {}, [] { return infos(Table()); }},
                [](Decoder& d, const Entry& entry, T& into) {
                  if (!d.expect(entry, Node::Kind::mapping, "a mapping from ids to what they are"))
                    return;
                  for (const Entry& named : entry.value.entries) {
                    auto thing = read_thing<Thing>(d, named, Noun, Table());
                    if constexpr (!std::is_null_pointer_v<decltype(Finish)>) Finish(d, thing);
                    (into.*Member).push_back(std::move(thing));
                  }
                  d.where.clear();
                }};
}

/// `provenance: J-X` covers the numbers around it that name none of their own.
template <class T>
constexpr Key<T> covering_key(bool required = false) {
  return {{"provenance", "the id of a source or judgement behind the unmarked numbers here",
           required, Shape::id},
          [](Decoder& d, const Entry& entry, T& into) {
            model::Word named;
            d.read(entry, named);
            d.cover = named;
            if constexpr (requires { into.provenance; }) into.provenance = named;
          },
          nullptr,
          true};
}

}  // namespace tandem::casefile::internal
