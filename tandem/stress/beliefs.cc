#include "tandem/stress/beliefs.h"

#include <cstddef>

#include "tandem/stress/internal/trust.h"

namespace tandem::stress {

std::vector<std::vector<double>> beliefs_after(const World& world, const Past& past) {
  const std::size_t parties = world.of.parties().size();
  std::vector<std::vector<double>> all;
  if (world.of.dynamics().beliefs.empty()) return all;
  internal::Trust trust(world);
  trust.begin();
  for (const Round& round : world.rounds)
    for (std::size_t p = 0; p < parties; ++p)
      if (round.month < past.months && world.accession[p] && *world.accession[p] <= round.month)
        trust.keeps(PartyId(p), round.kept[p]);
  for (std::size_t p = 0; p < past.broken.size(); ++p)
    for (int times = 0; times < past.broken[p]; ++times) trust.violates(PartyId(p));
  for (std::size_t i = 0; i < parties; ++i) {
    auto& row = all.emplace_back(parties, 1.0);
    for (std::size_t j = 0; j < parties; ++j)
      if (j != i) row[j] = trust.belief(i, j);
  }
  return all;
}

}  // namespace tandem::stress
