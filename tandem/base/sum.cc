#include "tandem/base/sum.h"

#include <algorithm>

namespace tandem {

double ordered_sum(std::vector<double> values) {
  std::ranges::sort(values);
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

}  // namespace tandem
