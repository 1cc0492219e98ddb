#pragma once

#include <span>

#include "apps/cli/command.h"

namespace tandem::cli {

[[nodiscard]] const Command& assess_command();
[[nodiscard]] const Command& brief_command();
[[nodiscard]] const Command& cases_command();
[[nodiscard]] const Command& check_command();
[[nodiscard]] const Command& compare_command();
[[nodiscard]] const Command& desk_command();
[[nodiscard]] const Command& diff_command();
[[nodiscard]] const Command& draft_command();
[[nodiscard]] const Command& export_command();
[[nodiscard]] const Command& import_command();
[[nodiscard]] const Command& init_command();
[[nodiscard]] const Command& ledger_command();
[[nodiscard]] const Command& lint_command();
[[nodiscard]] const Command& plan_command();
[[nodiscard]] const Command& replan_command();
[[nodiscard]] const Command& replay_command();
[[nodiscard]] const Command& robust_command();
[[nodiscard]] const Command& schedule_command();
[[nodiscard]] const Command& schema_command();
[[nodiscard]] const Command& sensitivity_command();
[[nodiscard]] const Command& stress_command();
[[nodiscard]] const Command& sweep_command();
[[nodiscard]] const Command& tradeoff_command();
[[nodiscard]] const Command& window_command();

/// All commands, in the order in which help lists them.
[[nodiscard]] std::span<const Command* const> commands();

}  // namespace tandem::cli
