#include "tandem/plan/internal/accession.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace tandem::plan::internal {
namespace {

using solver::Status;

constexpr double kWhole = 1e-6;
constexpr int kAllSteps = 1'000'000;  // from basis to basis
constexpr std::size_t kLanes = 2;

}  // namespace

Accessions::Accessions(const Problem& problem, const solver::Relaxation& relaxation, int threads)
    : problem_(problem), threads_(threads) {
  Part whole;
  for (std::size_t k = 0; k < problem.of.items.size(); ++k) {
    const Item& item = problem.of.items[k];
    if (!item.partner) continue;
    items_.push_back(k);
    whole.places.emplace_back();
    for (const int column : item.column)
      if (column >= 0) whole.places.back().push_back({column, true});
  }
  whole.must.assign(items_.size(), 0);
  parts_.push_back(std::move(whole));
  while (lanes_.size() < kLanes) lanes_.push_back(relaxation.clone());
}

std::size_t Accessions::best_part() const {
  return static_cast<std::size_t>(std::ranges::max_element(parts_, {}, &Part::bound) -
                                  parts_.begin());
}

std::optional<Accession> Accessions::best(double cutoff, int& left, const solver::Limits& limits) {
  while (!failed_) {
    found_ = best_part();
    if (found_ == parts_.size() || parts_[found_].bound <= cutoff) return std::nullopt;
    if (parts_[found_].state != State::solved) {
      if (left <= 0 || limits.over()) return std::nullopt;
      solve_some(cutoff, left, limits);
    } else if (!split(found_)) {
      const Part& part = parts_[found_];
      return Accession{part.bound, part.values, part.basis};
    }
  }
  return std::nullopt;
}

void Accessions::solve_some(double cutoff, int& left, const solver::Limits& limits) {
  std::vector<std::size_t> open;
  for (std::size_t k = 0; k < parts_.size(); ++k)
    if (parts_[k].state == State::open && parts_[k].bound > cutoff) open.push_back(k);
  std::ranges::stable_sort(
      open, [&](std::size_t a, std::size_t b) { return parts_[a].bound > parts_[b].bound; });
  open.resize(std::min({open.size(), kLanes, static_cast<std::size_t>(left)}));
  left -= static_cast<int>(open.size());
  const auto one = [&](std::size_t lane) {
    solve(parts_[open[lane]], *lanes_[lane], cutoff, limits);
  };
  if (threads_ > 1 && open.size() > 1) {
    const std::jthread other(one, 1);
    one(0);
  } else {
    for (std::size_t lane = 0; lane < open.size(); ++lane) one(lane);
  }
  failed_ = std::ranges::any_of(parts_, [](const Part& p) { return p.state == State::failed; });
  std::erase_if(parts_, [](const Part& part) { return part.state == State::empty; });
}

void Accessions::set(const Part& part, solver::Relaxation& relaxation) const {
  for (std::size_t p = 0; p < items_.size(); ++p) {
    for (const Place& place : part.places[p]) {
      const auto k = static_cast<std::size_t>(place.column);
      relaxation.set_column(place.column, 0, place.open ? problem_.program.columns[k].upper : 0);
    }
    const int index = problem_.total_row[items_[p]];
    const solver::Row& row = problem_.program.rows[static_cast<std::size_t>(index)];
    relaxation.set_row(index, part.must[p] != 0 ? 1 : row.lower, row.upper);
  }
}

void Accessions::solve(Part& part, solver::Relaxation& relaxation, double cutoff,
                       const solver::Limits& limits) const {
  set(part, relaxation);
  if (!part.basis.empty()) relaxation.set_basis(part.basis);
  solver::Limits with = limits;
  if (cutoff > -kInfinity) with.cutoff = cutoff;
  const Status status = relaxation.solve(with, kAllSteps);
  if (status == Status::optimal) {
    part.state = State::solved;
    part.bound = std::min(part.bound, relaxation.objective());
    part.values.assign(relaxation.values(), relaxation.values() + problem_.program.columns.size());
    part.basis = relaxation.basis();
  } else {
    part.state = status == Status::infeasible ? State::empty : State::failed;
  }
}

bool Accessions::split(std::size_t index) {
  const Part& part = parts_[index];
  for (std::size_t p = 0; p < items_.size(); ++p) {
    double total = 0;
    double nearest = 1;
    std::size_t last = 0;
    const auto& places = part.places[p];
    for (std::size_t t = 0; t < places.size(); ++t) {
      total += part.values[static_cast<std::size_t>(places[t].column)];
      if (total <= kWhole || total >= 1 - kWhole || std::abs(total - 0.5) >= nearest) continue;
      nearest = std::abs(total - 0.5);
      last = t;
    }
    if (nearest == 1) continue;
    Part one = part;
    one.state = State::open;
    one.values.clear();
    Part other = one;
    one.must[p] = 1;  // so not to join is in one part only
    if (total < 1 - kWhole) {
      for (Place& place : other.places[p]) place.open = false;
    } else {
      for (std::size_t t = 0; t < places.size(); ++t)
        (t <= last ? one : other).places[p][t].open = false;
    }
    parts_[index] = std::move(one);
    keep(std::move(other));
    return true;
  }
  return false;
}

void Accessions::keep(Part part) {
  for (std::size_t p = 0; p < items_.size(); ++p)
    if (part.must[p] != 0 && std::ranges::none_of(part.places[p], &Place::open)) return;
  parts_.push_back(std::move(part));
}

void Accessions::take() {
  Part rest = std::move(parts_[found_]);
  parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(found_));
  const std::vector<double> values = std::move(rest.values);
  rest.values.clear();
  rest.state = State::open;
  taken_ = std::max(taken_, rest.bound);
  for (std::size_t p = 0; p < items_.size(); ++p) {
    Part other = rest;
    other.must[p] = 1;
    for (std::size_t t = 0; t < rest.places[p].size(); ++t) {
      Place& place = rest.places[p][t];
      if (values[static_cast<std::size_t>(place.column)] < 0.5) {
        place.open = false;
        continue;
      }
      other.must[p] = rest.must[p];
      other.places[p][t].open = false;
      rest.must[p] = 1;
    }
    keep(std::move(other));
  }
}

void Accessions::add(const std::vector<solver::Row>& rows) {
  for (const auto& lane : lanes_) lane->add(rows);
  parts_[found_].state = State::open;
}

double Accessions::bound() const {
  if (failed_) return kInfinity;
  double most = taken_;
  for (const Part& part : parts_) most = std::max(most, part.bound);
  return most;
}

}  // namespace tandem::plan::internal
