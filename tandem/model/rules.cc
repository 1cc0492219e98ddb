#include "tandem/model/rules.h"

#include <algorithm>
#include <cassert>

namespace tandem::model {

PartyId on_turn(const Case& of, int phase) {
  std::vector<PartyId> principals;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == Role::principal) principals.emplace_back(p);
  assert(!principals.empty() && phase >= 1);
  return principals[static_cast<std::size_t>(phase - 1) % principals.size()];
}

double burden_on(const Measure& measure, PartyId party) {
  return measure.has_actor(party) ? std::max(0.0, -measure.worth_to(party)) : 0.0;
}

bool rules_out(const Boundary& boundary, Date start) {
  switch (boundary.kind) {
    case BoundaryKind::never:
      return true;
    case BoundaryKind::not_before:
      return start < *boundary.date;
    case BoundaryKind::not_after:
      return start > *boundary.date;
    case BoundaryKind::only_after:
    case BoundaryKind::share_before:
      break;
  }
  return false;
}

std::string sentence_of(const Boundary& boundary) {
  return boundary.statement.ends_with('.') ? boundary.statement : boundary.statement + ".";
}

}  // namespace tandem::model
