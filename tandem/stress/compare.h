#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tandem/stress/stress.h"

/// Policies side by side, each played through the same futures: the same numbers drawn, and the
/// same chance in every month, so that what differs between two of them is the policy.
namespace tandem::stress {

struct Contender {
  std::string id;
  std::string title;
  model::Roadmap roadmap;
  Setting setting = {};  ///< besides that of the options
};

/// A number of one history by which contenders are held against each other.
struct Metric {
  std::string name;   ///< "risk_reduction", "value.us"
  std::string words;  ///< "risk reduction in force, mean over time"
  double scale = 1;   ///< what it is multiplied by to be printed
};
/// Values of all parties; risk reduction, mean over the marks; final goals at the end; indicators
/// at the end; crises.
[[nodiscard]] std::vector<Metric> metrics(const model::Case& of);

/// Mean and 95 % interval over independent worlds.
struct Estimate {
  double mean = 0;
  double low = 0;
  double high = 0;
};

/// Sums over worlds of a number, exact in units of 2^-20, so that their order does not matter.
class Moments {
 public:
  void add(double of_world);
  void merge(const Moments& other);
  [[nodiscard]] Estimate estimate() const;
  [[nodiscard]] double mean() const;

 private:
  std::uint64_t worlds_ = 0;
  std::int64_t sum_ = 0;
  __extension__ __int128 squares_ = 0;
};

/// How one contender differs from the first in the same futures.
struct Difference {
  std::vector<Estimate> metrics;  ///< its own less the first's; shape [metrics]
};

/// Some uncertain numbers at one end of their ranges: a kind of future.
struct Family {
  std::string id;
  std::string words;
  /// Patterns of their names, of which * stands for anything; with "-" before it the other end.
  std::vector<std::string> numbers;
  bool high = false;
};
/// The families that this case can tell apart: those of which it has ranged numbers. The first is
/// the case as it is.
[[nodiscard]] std::vector<Family> families(const model::CaseDraft& draft, const model::Case& of);

/// What a contender comes to in one family, and what it gives away there.
struct InFamily {
  std::vector<double> values;  ///< mean; shape [parties]
  std::vector<double> regret;  ///< best contender's less its own; shape [parties]
};

/// What a principal wagers when it agrees to something with the others.
struct Wager {
  PartyId party{0};
  double sincere = 0;    ///< its value if the other principals play their own interest
  double insincere = 0;  ///< if they break off when they would first have to give something
  /// Chance of the former at which it is as good as no agreement, which is 0; absent: none is.
  std::optional<double> worth_it;
  Interval worth_it_range;  ///< 95 % interval of that: what more histories would narrow
  /// Chance of the former at which the contender is as good as another; shape [contenders]; absent
  /// where no chance is.
  std::vector<std::optional<double>> break_even;
};

struct Comparison {
  std::vector<Results> results;         ///< shape [contenders]
  std::vector<Difference> differences;  ///< from the first; shape [contenders]
  std::vector<Family> families;
  std::vector<std::vector<InFamily>> in_family;  ///< shape [families][contenders]
  std::vector<std::vector<Wager>> wagers;        ///< shape [contenders][principals]
};

struct CompareOptions {
  Options options;
  std::size_t family_histories = 2'000;  ///< of each family, and of the wagers; 0: none of both
};

/// Errors: invalid_input where a draw is no case. @pre there is a contender
[[nodiscard]] Result<Comparison> compare(const model::CaseDraft& draft, const model::Case& of,
                                         const std::vector<Contender>& contenders,
                                         const CompareOptions& asked);

}  // namespace tandem::stress
