#pragma once

#include <optional>

#include "apps/cli/command.h"
#include "tandem/casefile/casefile.h"
#include "tandem/stress/stress.h"

namespace tandem::cli {

struct PlayedStress {
  std::optional<stress::Results> results;  ///< nothing where another process tells the answer
  bool lost = false;                       ///< whether --save could not keep it
};

/// Plays the histories that `tandem stress` asks for: at once, or carried on from the folder of
/// --save, or a part of them, or beside other processes. What a folder and other processes have is
/// part of the answer.
/// Errors: those of stress::run(); of --part and --save; io.
[[nodiscard]] Result<PlayedStress> run_stress(const Args& args, const Streams& io,
                                              const casefile::CaseFile& file,
                                              const model::Roadmap& roadmap,
                                              const stress::Options& options);

}  // namespace tandem::cli
