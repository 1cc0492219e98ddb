#pragma once

#include "apps/cli/command.h"
#include "tandem/base/result.h"
#include "tandem/ledger/event.h"

namespace tandem::cli {

/// The event that the options of `tandem ledger record` say: --kind, --of, --by, --on, --to,
/// --says,
/// --share, --finding, --step, --until, --source, --at; a day that is not given is that of `now`.
/// Errors: every option that cannot be read.
[[nodiscard]] Result<ledger::Event> event_of_args(const Args& args, ledger::Second now);

/// The time of --at, else `now`. Errors: no time.
[[nodiscard]] Result<ledger::Second> time_of_args(const Args& args, ledger::Second now);

}  // namespace tandem::cli
