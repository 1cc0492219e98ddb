#include "tandem/casefile/internal/encode.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tandem/casefile/internal/number_text.h"

namespace tandem::casefile::internal {
namespace {

Node branch(Node::Kind kind) {
  Node node;
  node.kind = kind;
  return node;
}

void add(Node& mapping, std::string key, Node value) {
  mapping.entries.push_back({std::move(key), {}, std::move(value)});
}

}  // namespace

Node leaf(std::string text, bool plain) {
  Node node;
  node.text = std::move(text);
  node.plain = plain;
  return node;
}

Node Encoder::always(const model::Number& number) const {
  const auto origin = std::ranges::find(provenances_, number.provenance.text,
                                        [](const auto& p) { return p.id.text; });
  if (origin == provenances_.end() || !origin->in_place) return leaf(format_number(number), true);
  Node node = branch(Node::Kind::mapping);
  if (number.ranged) {
    add(node, "low", leaf(fmt::to_string(number.low), true));
    add(node, "mode", leaf(fmt::to_string(number.mode), true));
    add(node, "high", leaf(fmt::to_string(number.high), true));
  } else {
    add(node, "value", leaf(fmt::to_string(number.mode), true));
  }
  add(node, "judgement", leaf(origin->by.text, false));
  add(node, "as_of", leaf(origin->as_of.text, true));
  return node;
}

std::optional<Node> Encoder::node(const model::Word& word) const {
  if (word.empty()) return std::nullopt;
  return leaf(word.text, false);
}

std::optional<Node> Encoder::node(const model::Number& number) const {
  const bool written = number.ranged || number.mode != 0 || !number.provenance.empty();
  if (!written) return std::nullopt;
  return always(number);
}

std::optional<Node> Encoder::node(const std::optional<model::Number>& number) const {
  if (!number) return std::nullopt;
  return always(*number);
}

std::optional<Node> Encoder::node(const std::vector<model::Word>& words) const {
  if (words.empty()) return std::nullopt;
  Node node = branch(Node::Kind::sequence);
  for (const model::Word& word : words) node.items.push_back(leaf(word.text, false));
  return node;
}

std::optional<Node> Encoder::node(const std::vector<model::WorthDraft>& worths) const {
  if (worths.empty()) return std::nullopt;
  Node node = branch(Node::Kind::mapping);
  for (const model::WorthDraft& worth : worths) add(node, worth.party.text, always(worth.points));
  return node;
}

std::optional<Node> Encoder::node(const std::vector<model::AfterDraft>& afters) const {
  if (afters.empty()) return std::nullopt;
  Node node = branch(Node::Kind::sequence);
  for (const model::AfterDraft& after : afters) {
    if (!after.share) {
      node.items.push_back(leaf(after.measure.text, false));
      continue;
    }
    Node entry = branch(Node::Kind::mapping);
    add(entry, "measure", leaf(after.measure.text, false));
    add(entry, "share", always(*after.share));
    node.items.push_back(std::move(entry));
  }
  return node;
}

}  // namespace tandem::casefile::internal
