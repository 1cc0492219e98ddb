#pragma once

#include <functional>
#include <map>

#include "tandem/plan/internal/formulation.h"

namespace tandem::plan::internal {

/// Coefficients of a gauge while it is made; entries of one column add up.
class Sum {
 public:
  Sum& add(int column, double value) {
    if (column >= 0 && value != 0) terms_[column] += value;
    return *this;
  }
  Sum& add(const Sum& other, double factor) {
    for (const auto& [column, value] : other.terms_) add(column, factor * value);
    return *this;
  }
  [[nodiscard]] std::vector<Entry> entries() const {
    std::vector<Entry> made;
    for (const auto& [column, value] : terms_) made.push_back({column, value});
    return made;
  }

 private:
  std::map<int, double> terms_;
};

/// What the parts of the formulation share while it is made.
class Builder {
 public:
  Builder(const model::Case& the_case, const value::Economics& economics, const Demands& wanted,
          Formulation& formulation);

  const model::Case& of;
  const value::Economics& worth;
  const Demands& demands;
  Formulation& made;
  std::vector<MeasureId> measures;   ///< by name
  std::vector<PartyId> parties;      ///< by name
  std::vector<int> item_of_measure;  ///< shape [measures]
  std::vector<int> item_of_partner;  ///< shape [parties], -1 for principals

  [[nodiscard]] int phases() const { return made.phases; }
  [[nodiscard]] const Item& item(MeasureId m) const {
    return made.items[static_cast<std::size_t>(item_of_measure[m.index()])];
  }
  [[nodiscard]] int column(MeasureId m, int phase) const {
    return item(m).column[static_cast<std::size_t>(phase)];
  }
  /// Column that is 1 where `m` is started at all in `phase`.
  [[nodiscard]] int touched(MeasureId m, int phase) const;
  /// Share of `m` started by the end of `phase`.
  [[nodiscard]] Sum started(MeasureId m, int phase) const;
  /// Share of `m` in force at the beginning of month `month`.
  [[nodiscard]] Sum in_force(MeasureId m, int month) const;
  /// 1 from the phase on in which the partner accedes; for a principal empty, as it always is in.
  [[nodiscard]] Sum acceded(PartyId i, int phase) const;
  [[nodiscard]] bool is_partner(PartyId i) const { return item_of_partner[i.index()] >= 0; }
  /// The form in the formulation's columns; columns that are not allowed drop out.
  [[nodiscard]] Sum sum_of(const value::Form& form) const;
  /// Bounds on the values that a form can take: each measure counts once at most, where it counts
  /// most.
  [[nodiscard]] double least(const value::Form& form) const { return extreme(form, -1); }
  [[nodiscard]] double most(const value::Form& form) const { return extreme(form, 1); }

  Gauge& gauge(std::string rule, const Sum& sum, double lower, double upper);
  /// The gauge made last is what is started of the item in all.
  void total(int item) const {
    made.items[static_cast<std::size_t>(item)].total = static_cast<int>(made.gauges.size()) - 1;
  }

 private:
  [[nodiscard]] double extreme(const value::Form& form, double sign) const;
};

void add_structure(Builder& builder);
void add_boundaries(Builder& builder);
void add_reserves(Builder& builder);
void add_principles(Builder& builder);

/// Margin of a party at a phase as a gauge without limits, at least `unbound` before a partner has
/// acceded.
[[nodiscard]] Gauge margin_gauge(const Builder& builder, PartyId i, int phase, double unbound);

}  // namespace tandem::plan::internal
