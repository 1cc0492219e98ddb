#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "tandem/model/case.h"
#include "tandem/stress/history.h"

namespace tandem::bench {

/// Means over histories of what another player of the same model must come to as well.
class HistoryMeans {
 public:
  explicit HistoryMeans(const model::Case& of);

  void add(const stress::Outcome& outcome);

  /// By name: [mean, standard error].
  [[nodiscard]] nlohmann::json by_name() const;

 private:
  struct Sum {
    std::string name;
    double values = 0;
    double squares = 0;
  };

  std::vector<Sum> sums_;
  double histories_ = 0;
};

}  // namespace tandem::bench
