#include "tandem/durable/durability.h"

namespace tandem::durable {
namespace {

assess::Durability::Mark read(const stress::Mark& mark) {
  return {mark.month, mark.alive.share(), mark.alive.worlds(), mark.alive.sampling()};
}

}  // namespace

assess::Durability durability(const stress::Results& results, std::uint64_t seed) {
  assess::Durability made{
      .suspended = results.suspended.mean(),
      .suspended_range = {results.suspended.quantile(0.05), results.suspended.quantile(0.95)},
      .histories = results.histories,
      .worlds = results.worlds,
      .seed = seed};
  for (const stress::Mark& mark : results.marks)
    if (mark.month == 24 || mark.month == 48 || mark.month == 96) made.marks.push_back(read(mark));
  if (made.marks.empty()) made.marks.push_back(read(results.marks.back()));
  return made;
}

}  // namespace tandem::durable
