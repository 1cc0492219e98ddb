#pragma once

#include <optional>

#include "apps/cli/command.h"
#include "tandem/casefile/casefile.h"
#include "tandem/stress/stress.h"

namespace tandem::cli {

/// Plays the histories that `tandem stress` asks for: at once, or carried on from the folder of
/// --save, or a part of them, or beside other processes. What a folder and other processes have is
/// part of the answer.
/// @return  nothing where another process tells the answer
/// Errors: those of stress::run(); of --part and --save; io.
[[nodiscard]] Result<std::optional<stress::Results>> run_stress(const Args& args, const Streams& io,
                                                                const casefile::CaseFile& file,
                                                                const model::Roadmap& roadmap,
                                                                stress::Options options);

}  // namespace tandem::cli
