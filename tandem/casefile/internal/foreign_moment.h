#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/casefile/internal/foreign_names.h"
#include "tandem/model/trigger.h"

/// Moments as tables of others spell them: "J02+90d OR earlier:mutual_consent".
namespace tandem::casefile::internal {

/// A piece of a foreign trigger.
struct Piece {
  enum class Kind { word, plus, minus, open, close, comma, colon, dots, end };
  Kind kind = Kind::end;
  std::string text = {};  ///< of a word
  std::size_t at = 0;     ///< byte of the text
};

/// The pieces, the last of them `end`; nothing where a character has no meaning.
[[nodiscard]] std::optional<std::vector<Piece>> pieces_of(std::string_view text);

/// How something was read that could be meant otherwise.
struct Reading {
  std::string rule;  ///< kebab-case
  std::string why;   ///< in a sentence
};

/// Reads pieces from the left; what cannot be read leaves the place where it is.
class MomentReader {
 public:
  MomentReader(std::vector<Piece> pieces, const RowNames& rows)
      : pieces_(std::move(pieces)), rows_(rows) {}

  /// Takes these words, with `_` or blanks between them and a colon behind, or none of them.
  bool take_words(std::string_view words);
  bool take(Piece::Kind kind);
  [[nodiscard]] const Piece& here() const { return pieces_[at_]; }
  [[nodiscard]] bool at_end() const { return here().kind == Piece::Kind::end; }
  [[nodiscard]] std::size_t place() const { return at_; }

  /// "J02+90d", "60 days after T0", "earliest(...)", "A OR B", "A then B + 30d".
  [[nodiscard]] std::optional<model::Moment> moment();
  /// "S11,S12", "verified(J12..J19)".
  [[nodiscard]] std::optional<model::Moment> events();
  /// "60d", "two weeks".
  [[nodiscard]] std::optional<model::Length> length();

  /// Names that are no rows, by the ids that they get, in order.
  [[nodiscard]] const std::vector<std::string>& outside() const { return outside_; }
  [[nodiscard]] const std::vector<Reading>& readings() const { return readings_; }
  void add_reading(std::string rule, std::string why);
  void forget();

 private:
  /// What a reading that fails gives back.
  struct Mark {
    std::size_t at;
    std::size_t outside;
    std::size_t readings;
  };
  [[nodiscard]] Mark mark() const { return {at_, outside_.size(), readings_.size()}; }
  void go_back(const Mark& mark);

  [[nodiscard]] std::optional<model::Moment> sum();
  [[nodiscard]] std::optional<model::Moment> offset(model::Moment from);
  [[nodiscard]] std::optional<model::Moment> primary();
  [[nodiscard]] std::optional<model::Moment> several(model::Moment::Kind kind);
  [[nodiscard]] std::optional<model::Moment> counted_after();
  [[nodiscard]] model::Moment first_of_others(model::Moment first);
  [[nodiscard]] std::optional<model::Moment> other_event();
  void take_all_of(model::Moment& into);
  void split_length();
  [[nodiscard]] bool at_sign() const {
    return here().kind == Piece::Kind::plus || here().kind == Piece::Kind::minus;
  }
  [[nodiscard]] std::optional<model::Moment> date();
  [[nodiscard]] std::optional<model::Aspect> call();
  [[nodiscard]] std::optional<std::vector<model::Reference>> references();
  [[nodiscard]] std::optional<model::Reference> reference();
  [[nodiscard]] std::optional<std::string> name();
  [[nodiscard]] std::string outside_event(std::string_view written);

  std::vector<Piece> pieces_;
  const RowNames& rows_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::vector<std::string> outside_{};
  std::vector<Reading> readings_{};
};

}  // namespace tandem::casefile::internal
