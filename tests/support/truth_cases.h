#pragma once

#include <functional>
#include <vector>

#include "tandem/model/roadmap.h"

/// Worked examples of the theory of gradual and repeated exchange, written as cases. Each says how
/// its symbols become a case; docs/model.md defines what the engine makes of it.
namespace tandem::test {

/// Two symmetric parties; each has one divisible step that costs itself `burden` a period and gives
/// the other `benefit`, for ever. A period is a phase of a year; a share `reversible` of what is in
/// force snaps back when the other breaks off, `response_phases` later.
struct GradualExchange {
  double benefit = 2;
  double burden = 1;
  double discount = 0.9;  ///< a phase
  double reversible = 0;
  double hazard = 0;  ///< a phase: the relationship ends for good
  int phases = 1;
  bool mandatory = false;  ///< all of it must be done
  int response_phases = 1;
};
[[nodiscard]] model::CaseDraft gradual_exchange(const GradualExchange& truth);

/// Parties with one irreversible divisible step each; a unit of j's costs j burden[j] and gives i
/// benefit[i][j]. A period is a phase of a year.
struct Barter {
  std::vector<std::vector<double>> benefit;
  std::vector<double> burden;
  double discount = 0.9;
  int phases = 1;
};
[[nodiscard]] model::CaseDraft barter(const Barter& truth);

/// Repeated exchange: keeping it up pays each `kept` a period, to violate it alone `tempted`, and
/// none of it `broken`. What is in force is wholly reversible at once; a period is a phase of
/// `months_per_period`, and a violation is answered after `lag` periods.
struct StageGame {
  double tempted = 5;
  double kept = 3;
  double broken = 1;
  double discount = 0.9;  ///< a period
  double hazard = 0;      ///< a period; only for periods of a year
  int months_per_period = 12;
  int lag = 1;
};
[[nodiscard]] model::CaseDraft stage_game(const StageGame& truth);

/// Parties that share a flow of one a year. Whoever breaks off takes all of one year's flow and
/// nothing afterwards.
/// As a case: one joint divisible measure a party, all in one group `one_of`: the share of the pool
/// that is its own. It starts only if all start it and snaps back wholly at once, and the grab is
/// what breaking off pays at once, with no response time.
[[nodiscard]] model::CaseDraft shared_pool(const std::vector<double>& discounts);

/// A falling power that may attack before a rival grows stronger. The pie is one a month; the rival
/// A wins a war with chance p1 now and p2 from next month on; war costs B `cost`, once.
/// As a case, seen by B: in phase 1 it gets the whole pie of the month (the most that A can offer),
/// from phase 2 on what is as good to it as a war at p2. Both are joint steps. A's build-up, a
/// month long, shifts what B has from a breakdown by -(p2 - p1) a month; war is the breakdown.
struct PowerShift {
  double discount = 0.9;  ///< a month
  double cost = 0.5;
  double before = 0.3;  ///< p1
  double after = 0.3;   ///< p2
};
[[nodiscard]] model::CaseDraft power_shift(const PowerShift& truth);

/// Delivery against payment with bonds, without discounting. All worths fall at once and nothing
/// can be taken back; who breaks off loses its bond. A deviation is answered after a month.
struct Item {
  double cost = 0;   ///< to the supplier
  double value = 0;  ///< to the demander
};
struct SafeExchange {
  std::vector<Item> items;
  bool divisible_items = false;
  double price = 0;
  double supplier_bond = 0;
  double demander_bond = 0;
  int phases = 1;
  int months_per_phase = 1;
  bool demander_moves_first = false;
  bool mandatory = false;
};
/// Parties "supplier" and "demander" in order of their turns; measures "item-0", ... and "pay".
[[nodiscard]] model::CaseDraft safe_exchange(const SafeExchange& truth);

/// Where `positive_above` changes sign between low and high, to about 1e-12 of the interval.
/// @pre it is below zero at `low` and not at `high`
[[nodiscard]] double sign_change(double low, double high,
                                 const std::function<double(double)>& positive_above);

}  // namespace tandem::test
