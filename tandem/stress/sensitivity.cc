#include "tandem/stress/sensitivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <tuple>

#include "tandem/base/findings.h"
#include "tandem/base/number.h"
#include "tandem/model/numbers.h"
#include "tandem/stress/internal/over_worlds.h"
#include "tandem/stress/internal/prim.h"

namespace tandem::stress {
namespace {

using model::Case;
using model::CaseDraft;
using model::Roadmap;

/// The target in two halves of a world's histories, which share its numbers and no chance.
struct Halves {
  double a = 0;
  double b = 0;
  [[nodiscard]] double mean() const { return (a + b) / 2; }
};

double read(const Outcome& o, const Target& target, std::size_t mark) {
  const auto not_by = [&](const std::optional<int>& month) {
    return !month || *month > target.month ? 1.0 : 0.0;
  };
  switch (target.what) {
    case Target::What::unbroken:
      return not_by(o.first_breakdown);
    case Target::What::alive:
      return not_by(o.collapse);
    case Target::What::completed:
      return 1 - not_by(o.completed);
    case Target::What::running:
      return o.runs[mark] ? 1 : 0;
    case Target::What::risk_reduction:
      return std::accumulate(o.security.begin(), o.security.end(), 0.0) /
             static_cast<double>(o.security.size());
    case Target::What::final_goals:
      return o.goals.back();
    case Target::What::value:
      return o.value[target.party.index()];
  }
  return 0;
}

/// First mark at or after the target's month.
std::size_t mark_of(const Case& of, int month) {
  const std::vector<int> all = marks(of);
  const auto at = std::ranges::lower_bound(all, month);
  return at == all.end() ? all.size() - 1 : static_cast<std::size_t>(at - all.begin());
}

class Study {
 public:
  Study(const CaseDraft& draft, const Case& of, const Roadmap& roadmap, const Target& target,
        const SensitivityOptions& asked)
      : draft_(model::completed(draft, of)),
        roadmap_(roadmap),
        target_(target),
        asked_(asked),
        mark_(mark_of(of, target.month)) {
    model::for_each_number(draft_, [&](const std::string& name, const model::Number& number) {
      if (number.ranged && number.low < number.high) names_.push_back(name);
    });
  }

  Result<Sensitivity> run() {
    if (names_.empty())
      return tl::unexpected(Error{Errc::invalid_input,
                                  "no number of the case has a range, so none decides anything; "
                                  "write low..likeliest..high"});
    if (auto failed = sample()) return tl::unexpected(*std::move(failed));
    Sensitivity made = summary();
    mean_ = made.mean;
    if (made.spread <= 0 || asked_.options.stop.stop_requested()) {
      made.stopped = asked_.options.stop.stop_requested();
      return made;
    }
    const std::vector<std::size_t> chosen = first_look();
    for (const std::size_t k : chosen) {
      if (asked_.options.stop.stop_requested()) {
        made.stopped = true;
        break;
      }
      auto driver = measured(k, made.spread * made.spread);
      if (!driver) return tl::unexpected(driver.error());
      made.drivers.push_back(*std::move(driver));
    }
    std::ranges::stable_sort(made.drivers, std::greater<>(), &Driver::total);
    made.box = internal::low_box(names_, chosen, numbers_, values(), made.low);
    return made;
  }

 private:
  [[nodiscard]] Halves play(const Case& drawn, std::uint64_t world) const {
    const World here(drawn, roadmap_);
    Histories histories(here, asked_.options.seed, asked_.options.setting);
    Outcome outcome;
    Halves sums;
    const std::size_t half = std::max<std::size_t>(asked_.options.per_world / 2, 1);
    for (std::size_t k = 0; k < 2 * half; ++k) {
      histories.play(world * 2 * half + k, outcome);
      (k < half ? sums.a : sums.b) += read(outcome, target_, mark_) / static_cast<double>(half);
    }
    return sums;
  }

  /// Plays the sample, with its numbers.
  std::optional<Error> sample() {
    struct Row {
      Halves halves;
      std::vector<double> numbers;
    };
    const auto play_one = [&](std::uint64_t world) -> Result<Row> {
      const CaseDraft drawn = model::drawn(draft_, asked_.options.seed, world);
      const auto valid = model::Case::from(drawn);
      if (!valid) return tl::unexpected(valid.error());
      Row row{play(*valid, world), {}};
      row.numbers.reserve(names_.size());
      std::size_t next = 0;
      model::for_each_number(drawn, [&](const std::string& name, const model::Number& number) {
        if (next == names_.size() || name != names_[next]) return;
        row.numbers.push_back(number.mode);
        ++next;
      });
      assert(row.numbers.size() == names_.size());
      return row;
    };
    auto rows = internal::each_world<Row>(asked_.options, play_one);
    if (!rows) return rows.error();
    for (Row& row : *rows) {
      halves_.push_back(row.halves);
      numbers_.push_back(std::move(row.numbers));
    }
    return std::nullopt;
  }

  [[nodiscard]] std::vector<double> values() const {
    std::vector<double> all;
    for (const Halves& halves : halves_) all.push_back(halves.mean());
    return all;
  }

  [[nodiscard]] Sensitivity summary() const {
    Sensitivity made;
    made.worlds = halves_.size();
    std::vector<double> all = values();
    const auto n = static_cast<double>(all.size());
    made.mean = std::accumulate(all.begin(), all.end(), 0.0) / n;
    double shared = 0;
    double apart = 0;
    for (const Halves& halves : halves_) {
      shared += (halves.a - made.mean) * (halves.b - made.mean) / n;
      apart += (halves.a - halves.b) * (halves.a - halves.b) / 2 / n;
    }
    made.spread = std::sqrt(std::max(0.0, shared));
    const std::size_t half = std::max<std::size_t>(asked_.options.per_world / 2, 1);
    made.chance = std::sqrt(apart * static_cast<double>(half));
    std::ranges::sort(all);
    made.low = all[all.size() / 4];
    return made;
  }

  /// The numbers whose ranks go most with the target's.
  [[nodiscard]] std::vector<std::size_t> first_look() {
    const std::vector<double> ranks = internal::ranks_of(values());
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t k = 0; k < names_.size(); ++k) {
      std::vector<double> column;
      for (const auto& row : numbers_) column.push_back(row[k]);
      slopes_.push_back(internal::correlation(internal::ranks_of(column), ranks));
      order.emplace_back(-std::abs(slopes_.back()), k);
    }
    std::ranges::sort(order);
    std::vector<std::size_t> chosen;
    for (std::size_t k = 0; k < std::min(asked_.drivers, order.size()); ++k)
      chosen.push_back(order[k].second);
    return chosen;
  }

  /// Both indices of number `k`, from worlds in which it alone is drawn anew.
  Result<Driver> measured(std::size_t k, double variance) const {
    const std::size_t worlds = std::min(asked_.worlds, halves_.size() / 2);
    Options options = asked_.options;
    options.histories = worlds * options.per_world;
    const std::string& name = names_[k];
    const auto play_one = [&](std::uint64_t world) -> Result<Halves> {
      const auto drawn = model::Case::from(
          model::drawn(draft_, options.seed, [&](const std::string& one) -> std::uint64_t {
            return one == name ? world + worlds : world;
          }));
      if (!drawn) return tl::unexpected(drawn.error());
      return play(*drawn, world);
    };
    const auto moved = internal::each_world<Halves>(options, play_one);
    if (!moved) return tl::unexpected(moved.error());
    Driver made;
    made.name = name;
    made.slope = slopes_[k];
    std::vector<double> column;
    for (const auto& row : numbers_) column.push_back(row[k]);
    std::ranges::sort(column);
    made.low = column[column.size() / 20];
    made.high = column[column.size() - 1 - column.size() / 20];
    std::vector<double> firsts;
    std::vector<double> totals;
    for (std::size_t world = 0; world < moved->size(); ++world) {
      const Halves& other = (*moved)[world];
      const Halves& here = halves_[world];            // all but the number
      const Halves& there = halves_[world + worlds];  // the number alone
      totals.push_back((here.a - other.a) * (here.b - other.b) / 2 / variance);
      firsts.push_back(
          ((there.a - mean_) * (other.b - here.b) + (there.b - mean_) * (other.a - here.a)) / 2 /
          variance);
    }
    std::tie(made.first, made.first_error) = internal::mean_and_error(firsts);
    std::tie(made.total, made.total_error) = internal::mean_and_error(totals);
    return made;
  }

  CaseDraft draft_;
  const Roadmap& roadmap_;
  const Target& target_;
  const SensitivityOptions& asked_;
  std::size_t mark_;
  double mean_ = 0;
  std::vector<std::string> names_;            // of the ranged numbers
  std::vector<Halves> halves_;                // shape [worlds]
  std::vector<std::vector<double>> numbers_;  // shape [worlds][names]
  std::vector<double> slopes_;                // shape [names]
};

}  // namespace

Result<Target> target_of(const Case& of, std::string_view word) {
  const std::size_t at = word.find('@');
  const std::string_view what = word.substr(0, at);
  const std::vector<std::string> timed = {"unbroken", "alive", "running", "completed"};
  Target made;
  made.name = word;
  const auto wrong = [&](const std::string& why) {
    return tl::unexpected(Error{
        Errc::invalid_input,
        fmt::format("'{}' is nothing that a history comes to: {}; write unbroken@24, alive@96, "
                    "running@96, completed@96, risk_reduction, final_goals or value.PARTY",
                    word, why)});
  };
  if (const auto found = std::ranges::find(timed, what); found != timed.end()) {
    made.what = static_cast<Target::What>(found - timed.begin());
    const auto month =
        at == std::string_view::npos ? std::nullopt : number_of<int>(word.substr(at + 1));
    if (!month || *month < 1 || *month > of.dynamics().months)
      return wrong(fmt::format("the month after @ must be 1 to {}", of.dynamics().months));
    made.month = *month;
    return made;
  }
  if (word == "risk_reduction") {
    made.what = Target::What::risk_reduction;
    return made;
  }
  if (word == "final_goals") {
    made.what = Target::What::final_goals;
    return made;
  }
  if (word.starts_with("value.")) {
    const auto party = of.find_party(word.substr(6));
    if (!party) return wrong(fmt::format("the case has no party '{}'", word.substr(6)));
    made.what = Target::What::value;
    made.party = *party;
    return made;
  }
  return wrong(did_you_mean(what, timed, "it is none of these"));
}

Result<Sensitivity> sensitivity(const CaseDraft& draft, const Case& of, const Roadmap& roadmap,
                                const Target& target, const SensitivityOptions& options) {
  return Study(draft, of, roadmap, target, options).run();
}

}  // namespace tandem::stress
