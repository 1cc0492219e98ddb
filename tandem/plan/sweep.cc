#include "tandem/plan/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "tandem/base/findings.h"
#include "tandem/model/numbers.h"

namespace tandem::plan {
namespace {

using model::CaseDraft;
using model::Number;

Error unknown_number(const CaseDraft& draft, const std::string& name) {
  std::vector<std::string> known;
  for_each_number(draft, [&](const std::string& one, const Number&) { known.push_back(one); });
  return {
      Errc::not_found,
      fmt::format("the case writes no number '{}'; {}", name,
                  did_you_mean(name, known, "name one by its path, as in parties.ID.discount"))};
}

void set(CaseDraft& draft, const std::string& name, double value) {
  Number& number = *find_number(draft, name);
  number.low = number.mode = number.high = value;
  number.ranged = false;
}

/// Builds the runs one after another.
class Builder {
 public:
  Builder(const CaseDraft& draft, std::span<const Varied> varied, std::size_t draws,
          std::uint64_t seed)
      : draft_(draft), varied_(varied), draws_(draws), seed_(seed) {}

  Result<Sweep> built() {
    for (const Varied& one : varied_) made_.names.push_back(one.name);
    CaseDraft any = draft_;
    for (const std::string& name : made_.names)
      if (find_number(any, name) == nullptr) return tl::unexpected(unknown_number(draft_, name));
    if (draws_ > 0) name_ranged();
    for (std::size_t k = 0; k < made_.names.size(); ++k) place_of_[made_.names[k]] = k;
    if (too_many())
      return tl::unexpected(Error{
          Errc::invalid_input,
          fmt::format("a sweep has at most {} plans; vary less, or draw less often", kMostRuns)});
    std::vector<double> values;
    if (auto wrong = combine(values)) return tl::unexpected(*wrong);
    return std::move(made_);
  }

 private:
  static constexpr double kMostRuns = 10'000;  // whose cases fit into the memory of any machine

  [[nodiscard]] bool too_many() const {
    double runs = static_cast<double>(std::max<std::size_t>(draws_, 1));
    for (const Varied& one : varied_) runs *= static_cast<double>(one.values.size());
    return runs > kMostRuns;
  }

  void name_ranged() {
    for_each_number(draft_, [&](const std::string& name, const Number& number) {
      if (number.ranged && std::ranges::count(made_.names, name) == 0) made_.names.push_back(name);
    });
  }

  std::optional<Error> combine(std::vector<double>& values) {
    if (values.size() == varied_.size()) return add(values);
    for (const double value : varied_[values.size()].values) {
      values.push_back(value);
      auto wrong = combine(values);
      values.pop_back();
      if (wrong) return wrong;
    }
    return std::nullopt;
  }

  std::optional<Error> add(const std::vector<double>& values) {
    CaseDraft draft = draft_;
    for (std::size_t k = 0; k < values.size(); ++k) set(draft, varied_[k].name, values[k]);
    if (draws_ == 0) return add(draft, std::nullopt);
    for (std::size_t draw = 1; draw <= draws_; ++draw)
      if (auto wrong = add(model::drawn(draft, seed_, draw), draw)) return wrong;
    return std::nullopt;
  }

  std::optional<Error> add(const CaseDraft& draft, std::optional<std::size_t> draw) {
    std::vector<double> values = values_in(draft);
    auto valid = model::Case::from(draft);
    if (!valid) return no_case(values, draw, valid.error());
    made_.runs.push_back({made_.runs.size() + 1, std::move(values), draw, *std::move(valid)});
    return std::nullopt;
  }

  /// Of the numbers in the table, in one pass over the draft.
  [[nodiscard]] std::vector<double> values_in(const CaseDraft& draft) const {
    std::vector<double> values(made_.names.size());
    for_each_number(draft, [&](const std::string& name, const Number& number) {
      if (const auto place = place_of_.find(name); place != place_of_.end())
        values[place->second] = number.mode;
    });
    return values;
  }

  /// @param error  is kept, with its details
  [[nodiscard]] Error no_case(const std::vector<double>& values, std::optional<std::size_t> draw,
                              Error error) const {
    std::string with;
    for (std::size_t k = 0; k < varied_.size(); ++k)
      with += fmt::format("{}{} = {}", k == 0 ? "" : ", ", made_.names[k], values[k]);
    if (draw) with += fmt::format("{}draw {}", with.empty() ? "" : ", ", *draw);
    error.what = fmt::format("with {} the case has mistakes; leave such values out", with);
    return error;
  }

  const CaseDraft& draft_;
  std::span<const Varied> varied_;
  std::size_t draws_;
  std::uint64_t seed_;
  std::map<std::string, std::size_t, std::less<>> place_of_;  // in the names
  Sweep made_;
};

}  // namespace

Result<Sweep> sweep_of(const CaseDraft& draft, std::span<const Varied> varied, std::size_t draws,
                       std::uint64_t seed) {
  return Builder(draft, varied, draws, seed).built();
}

void sweep(const Sweep& all, const Options& each, int jobs,
           const std::function<bool(const SweepRun&)>& wanted,
           const std::function<void(const SweepRun&, const Answer&)>& answered) {
  Options alone = each;
  alone.threads = 1;
  alone.progress = {};
  std::atomic<std::size_t> next = 0;
  std::mutex telling;
  const auto work = [&] {
    for (std::size_t k = next++; k < all.runs.size(); k = next++) {
      const SweepRun& run = all.runs[k];
      if (each.stop.stop_requested()) return;
      if (!wanted(run)) continue;
      const Answer answer = plan(run.of, alone);
      if (answer.statistics.stopped_by == "signal") return;
      const std::scoped_lock lock(telling);
      answered(run, answer);
    }
  };
  std::vector<std::jthread> others;
  for (int job = 1; job < jobs; ++job) others.emplace_back(work);
  work();
}

}  // namespace tandem::plan
