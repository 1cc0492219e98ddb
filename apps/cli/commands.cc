#include "apps/cli/commands.h"

namespace tandem::cli {

std::span<const Command* const> commands() {
  static const Command* const kCommands[] = {
      &init_command(),        &cases_command(),    &check_command(),  &plan_command(),
      &replan_command(),      &tradeoff_command(), &robust_command(), &sweep_command(),
      &window_command(),      &assess_command(),   &stress_command(), &compare_command(),
      &sensitivity_command(), &replay_command(),   &brief_command(),  &draft_command(),
      &schedule_command(),    &lint_command(),     &diff_command(),   &export_command(),
      &import_command(),      &ledger_command(),   &schema_command(), &desk_command(),
  };
  return kCommands;
}

}  // namespace tandem::cli
