#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tandem/stress/stress.h"

/// Which uncertain numbers decide what a roadmap comes to, and in which futures it fails.
namespace tandem::stress {

/// What of a history is asked about.
struct Target {
  enum class What { unbroken, alive, running, completed, risk_reduction, final_goals, value };
  What what = What::running;
  int month = 0;     ///< of the first four
  PartyId party{0};  ///< of value
  std::string name;  ///< "running@96", "value.us"
};
/// "unbroken@24", "alive@96", "running@96", "completed@96", "risk_reduction", "final_goals",
/// "value.PARTY". Errors: invalid_input, with what can be written.
[[nodiscard]] Result<Target> target_of(const model::Case& of, std::string_view word);

/// How far one number decides the target, as shares of the variance between worlds.
struct Driver {
  std::string name;
  double low = 0;  ///< its 5 % and 95 % in the worlds
  double high = 0;
  double first = 0;  ///< first-order index: alone
  double first_error = 0;
  double total = 0;  ///< total index: with all its interactions
  double total_error = 0;
  double slope = 0;  ///< rank correlation with the target, [-1, 1]
};

/// A corner of what is not known in which the target is low.
struct Box {
  struct Side {
    std::string name;
    std::optional<double> above;
    std::optional<double> below;
  };
  std::vector<Side> sides;
  double density = 0;   ///< share of its worlds in which the target is low
  double coverage = 0;  ///< share of the worlds in which it is low that lie in it
  double mass = 0;      ///< share of all worlds that lie in it
};

struct Sensitivity {
  std::size_t worlds = 0;       ///< in the sample
  double mean = 0;              ///< of the target
  double low = 0;               ///< below which the worst quarter of the worlds is
  double spread = 0;            ///< standard deviation between worlds, chance taken out
  double chance = 0;            ///< standard deviation within a world, between histories
  std::vector<Driver> drivers;  ///< by total index
  std::optional<Box> box;       ///< found on one half of the worlds, measured on the other
  bool stopped = false;
};

struct SensitivityOptions {
  Options options;           ///< its histories are those of the sample
  std::size_t drivers = 8;   ///< that are measured, of those that a first look finds
  std::size_t worlds = 500;  ///< with which each of them is measured
};

/// Source: total and first-order indices by Jansen 1999 and Saltelli et al. 2010, with products of
/// two halves of each world's histories in place of squares, so that chance adds nothing; the box
/// by the patient rule induction method, Friedman and Fisher 1999. Errors: invalid_input where a
/// draw is no case, or where no number has a range.
[[nodiscard]] Result<Sensitivity> sensitivity(const model::CaseDraft& draft, const model::Case& of,
                                              const model::Roadmap& roadmap, const Target& target,
                                              const SensitivityOptions& options);

}  // namespace tandem::stress
