#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "tandem/plan/internal/tree.h"

namespace tandem::plan::internal {

/// One way for the partners to join.
struct Accession {
  double bound = kInfinity;    ///< no roadmap in which they do is better
  std::vector<double> values;  ///< of the relaxation there; shape [columns of the program]
  solver::Basis basis;         ///< there
};

/// Who joins when, decided before all else. What a partner holds to binds only from its accession
/// on, so a relaxation in which it joins by halves knows next to nothing of it. Branch and bound
/// over the partners' columns alone, best first, two parts at a time; the answer is the same on one
/// thread and on two.
class Accessions {
 public:
  /// @param problem     outlives this
  /// @param relaxation  holds the problem's program
  Accessions(const Problem& problem, const solver::Relaxation& relaxation, int threads);

  /// The way with the best bound of those that were not taken before. Absent where there is none
  /// better than `cutoff`, or the limits end the search.
  /// @param left  linear programs to solve at most; less those that were
  std::optional<Accession> best(double cutoff, int& left, const solver::Limits& limits);
  /// Leaves the way that best() found out of what it is asked next.
  void take();
  /// New rows of the program, which the way that best() found breaks: it is to be found again.
  void add(const std::vector<solver::Row>& rows);

  /// No roadmap is better than this and the cutoffs.
  [[nodiscard]] double bound() const;

 private:
  struct Place {
    int column = 0;
    bool open = true;
  };
  enum class State { open, solved, empty, failed };
  /// Where each partner may join still, and who must.
  struct Part {
    double bound = kInfinity;
    State state = State::open;
    std::vector<std::vector<Place>> places;  // shape [partners, places]
    std::vector<char> must;                  // shape [partners]
    solver::Basis basis;
    std::vector<double> values;  // where solved
  };

  /// The part with the best bound; one past the last where there is none.
  [[nodiscard]] std::size_t best_part() const;
  /// Solves the one or two best parts that are open.
  void solve_some(double cutoff, int& left, const solver::Limits& limits);
  void solve(Part& part, solver::Relaxation& relaxation, double cutoff,
             const solver::Limits& limits) const;
  void set(const Part& part, solver::Relaxation& relaxation) const;
  /// Puts what a split partner can do instead in place of the part. @return whether one is split
  bool split(std::size_t index);
  void keep(Part part);

  const Problem& problem_;
  std::vector<std::unique_ptr<solver::Relaxation>> lanes_;
  int threads_;
  std::vector<std::size_t> items_;  // of partners
  std::vector<Part> parts_;
  std::size_t found_ = 0;      // by best()
  double taken_ = -kInfinity;  // best bound of the ways taken
  bool failed_ = false;
};

}  // namespace tandem::plan::internal
