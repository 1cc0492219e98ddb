#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "tandem/model/roadmap.h"

namespace tandem::test {

/// A second opinion on what a roadmap is worth: docs/model.md played month by month, one flow after
/// the other, slowly and without any of the engine's formulas. For tests only; nothing of
/// tandem/value is used.
class Oracle {
 public:
  Oracle(const model::Case& of, const model::Roadmap& roadmap);

  [[nodiscard]] double comply(PartyId i, int month) const;
  [[nodiscard]] double defect(PartyId i, int month, model::Deviation deviation) const;
  [[nodiscard]] double exposure(PartyId i, int month) const;
  [[nodiscard]] double leverage(PartyId i, PartyId j, int month) const;
  [[nodiscard]] double net(PartyId i) const;
  /// @pre detection is 0, or large enough that enumerating the months of detection ends
  [[nodiscard]] double covert(PartyId i, MeasureId m, int month, double detection) const;
  [[nodiscard]] std::vector<int> decision_months() const;

 private:
  /// How a history departs from the roadmap.
  struct Story {
    std::function<bool(const model::Increment&)> starts = [](const auto&) { return true; };
    std::optional<int> breakdown = std::nullopt;
    std::optional<PartyId> at_fault = std::nullopt;
    std::optional<std::pair<PartyId, int>> withdraws = std::nullopt;  // who, from which month
    std::optional<std::pair<MeasureId, int>> unborne = std::nullopt;  // until the breakdown
  };
  struct Tranche;

  [[nodiscard]] double value(PartyId i, int from, const Story& story) const;
  [[nodiscard]] double month_flow(PartyId i, int month, const Story& story,
                                  std::vector<Tranche>& tranches) const;
  [[nodiscard]] double tranche_flow(PartyId i, int month, const Story& story,
                                    const Tranche& tranche) const;
  [[nodiscard]] double breakdown_flow(PartyId i, int month, const Story& story,
                                      const std::vector<Tranche>& tranches) const;
  void advance(Tranche& tranche, int month, const Story& story) const;

  [[nodiscard]] int settled(const Story& story) const;
  [[nodiscard]] double beta_to(PartyId i, int month) const;
  [[nodiscard]] double points(PartyId i, double written) const;
  [[nodiscard]] bool acts(const model::Increment& step, PartyId i) const;
  [[nodiscard]] bool in_round(int start, int month) const;

  const model::Case& of_;
  const model::Roadmap& roadmap_;
  std::vector<double> gains_;      // written points that make a party's scale; shape [parties]
  std::vector<double> annuities_;  // of all months counted; shape [parties]
};

}  // namespace tandem::test
