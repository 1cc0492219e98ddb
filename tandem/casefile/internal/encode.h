#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tandem/casefile/internal/yaml_dom.h"
#include "tandem/model/draft.h"

namespace tandem::casefile::internal {

/// Text as a leaf of a tree.
[[nodiscard]] Node leaf(std::string text, bool plain);

/// Turns parts of a draft back into the tree that a file would hold; nothing for what is not
/// written: an empty text or list, false, a number 0 of no provenance.
class Encoder {
 public:
  /// @param provenances  judgements among them that were written in place are written so again;
  ///                     empty: every number in short form
  explicit Encoder(std::span<const model::ProvenanceDraft> provenances)
      : provenances_(provenances) {}

  [[nodiscard]] std::optional<Node> node(const model::Word& word) const;
  [[nodiscard]] std::optional<Node> node(std::same_as<bool> auto value) const {
    return value ? std::optional<Node>(leaf("true", true)) : std::nullopt;
  }
  [[nodiscard]] std::optional<Node> node(const model::Number& number) const;
  [[nodiscard]] std::optional<Node> node(const std::optional<model::Number>& number) const;
  [[nodiscard]] std::optional<Node> node(const std::vector<model::Word>& words) const;
  [[nodiscard]] std::optional<Node> node(const std::vector<model::WorthDraft>& worths) const;
  [[nodiscard]] std::optional<Node> node(const std::vector<model::AfterDraft>& afters) const;
  /// Also where it is a 0 of no provenance.
  [[nodiscard]] Node always(const model::Number& number) const;

 private:
  std::span<const model::ProvenanceDraft> provenances_;
};

}  // namespace tandem::casefile::internal
