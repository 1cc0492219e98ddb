#pragma once

#include <stop_token>

/// What the programs' main functions share.
namespace tandem::cli {

/// A token that the first Ctrl-C (or SIGTERM) asks to stop; the second one ends the process. The
/// signals are waited for on a thread of their own, so that stop callbacks may do anything.
[[nodiscard]] std::stop_token stop_on_signals();

/// Without this a file could be opened in the place of a closed stdout and be written into.
void occupy_closed_streams();

}  // namespace tandem::cli
