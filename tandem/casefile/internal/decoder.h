#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/findings.h"
#include "tandem/casefile/internal/yaml_dom.h"
#include "tandem/model/draft.h"

namespace tandem::casefile::internal {

/// Reads values out of a tree. A value of the wrong kind gets a message and its default; one that
/// was refused before gets no second message.
class Decoder {
 public:
  /// @param in_place  where judgements that are written at their number are put
  /// @param demand    whether every number of the world must say where it comes from
  Decoder(Findings& found, std::vector<model::ProvenanceDraft>& in_place, bool demand)
      : found_(found), in_place_(in_place), demand_(demand) {}

  void refuse(const SourceLoc& at, std::string_view rule, std::string message, std::string repair) {
    found_.add(at, rule, std::move(message), std::move(repair));
  }
  /// How many mistakes were found so far.
  [[nodiscard]] std::size_t mistakes() const { return found_.size(); }
  /// "'duration' of measure 'halt'".
  [[nodiscard]] std::string name(std::string_view key) const;
  /// Whether `entry` holds a value of `kind`; says so where it does not.
  /// @param expected  in words, with an example, e.g. "a list, such as [us, dprk]"
  [[nodiscard]] bool expect(const Entry& entry, Node::Kind kind, std::string_view expected);

  void read(const Entry& entry, model::Word& into);
  void read(const Entry& entry, bool& into);
  void read(const Entry& entry, int& into);
  void read(const Entry& entry, std::optional<int>& into);
  void read(const Entry& entry, double& into);
  void read(const Entry& entry, model::Number& into);
  void read(const Entry& entry, std::optional<model::Number>& into);
  void read(const Entry& entry, std::vector<model::Word>& into);
  void read(const Entry& entry, std::vector<model::WorthDraft>& into);
  void read(const Entry& entry, std::vector<model::NamedNumber>& into);
  void read(const Entry& entry, std::vector<model::AfterDraft>& into);

  std::string where{};  ///< the thing being read, e.g. "measure 'halt'"; empty at the top
  model::Word cover{};  ///< provenance of the numbers around that name none of their own

 private:
  void read_full_number(const Entry& entry, model::Number& into);
  void read_range(const Entry& entry, model::Number& into);
  void read_value(const Entry& entry, std::string_view key, double& into);
  void read_origin(const Entry& entry, model::Number& into);
  [[nodiscard]] model::Word in_place_judgement(const model::Word& by, const model::Word& as_of);
  void read_after(const Entry& entry, model::AfterDraft& into);

  Findings& found_;
  std::vector<model::ProvenanceDraft>& in_place_;
  bool demand_;
};

/// Says that `entry` is no key here, and which was probably meant.
void refuse_unknown_key(Decoder& d, const Entry& entry, std::span<const std::string> known);

}  // namespace tandem::casefile::internal
