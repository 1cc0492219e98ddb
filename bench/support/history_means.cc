#include "bench/support/history_means.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

namespace tandem::bench {
namespace {

/// Values of one history, in the order of the names below.
std::vector<double> values_of(const stress::Outcome& outcome) {
  std::vector<double> all{
      outcome.first_breakdown ? 1.0 : 0.0,    outcome.collapse ? 1.0 : 0.0,
      outcome.completed ? 1.0 : 0.0,          static_cast<double>(outcome.running),
      static_cast<double>(outcome.suspended), static_cast<double>(outcome.breakdowns),
      static_cast<double>(outcome.crises),    static_cast<double>(outcome.disputes),
      static_cast<double>(outcome.settled)};
  const auto marks = static_cast<double>(outcome.runs.size());
  const auto over_marks = [&](const auto& read) {
    return std::accumulate(read.begin(), read.end(), 0.0) / marks;
  };
  all.push_back(over_marks(outcome.runs));
  all.push_back(over_marks(outcome.security));
  all.push_back(over_marks(outcome.goals));
  all.insert(all.end(), outcome.value.begin(), outcome.value.end());
  const std::size_t indicators = outcome.indicators.size() / outcome.runs.size();
  all.insert(all.end(), outcome.indicators.end() - static_cast<std::ptrdiff_t>(indicators),
             outcome.indicators.end());
  return all;
}

}  // namespace

HistoryMeans::HistoryMeans(const model::Case& of) {
  for (const char* name :
       {"broken down", "collapsed", "completed", "months running", "months suspended", "breakdowns",
        "crises", "disputes", "settled", "runs at marks", "security at marks", "goals at marks"})
    sums_.push_back({name});
  for (const model::Party& party : of.parties()) sums_.push_back({"value of " + party.id});
  for (const model::Indicator& one : of.dynamics().indicators)
    sums_.push_back({one.id + " at the end"});
}

void HistoryMeans::add(const stress::Outcome& outcome) {
  const std::vector<double> values = values_of(outcome);
  for (std::size_t k = 0; k < sums_.size(); ++k) {
    sums_[k].values += values[k];
    sums_[k].squares += values[k] * values[k];
  }
  ++histories_;
}

nlohmann::json HistoryMeans::by_name() const {
  nlohmann::json made = nlohmann::json::object();
  for (const Sum& sum : sums_) {
    const double mean = sum.values / histories_;
    const double variance = std::max(0.0, sum.squares / histories_ - mean * mean);
    made[sum.name] = {mean, std::sqrt(variance / (histories_ - 1))};
  }
  return made;
}

}  // namespace tandem::bench
