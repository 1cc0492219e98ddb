#pragma once

#include <optional>

#include "apps/cli/command.h"
#include "tandem/plan/plan.h"

/// The arguments of the commands that search for roadmaps, read the same way by all of them.
namespace tandem::cli {

inline constexpr ArgSpec kLevelArg{
    .name = "--level",
    .kind = ArgKind::real,
    .help = "smallest margin of every party at every step, % of its scale; default: the case's",
    .value = "PERCENT",
    .least = -1000,
    .most = 100};
inline constexpr ArgSpec kDeviationArg{
    .name = "--deviation",
    .help = "what breaking off means: withhold or withdraw; default: the case's",
    .value = "WHICH"};
inline constexpr ArgSpec kGapArg{.name = "--gap",
                                 .kind = ArgKind::real,
                                 .help = "proven gap, %, at which the search may end",
                                 .value = "PERCENT",
                                 .otherwise = "0.01",
                                 .least = 0,
                                 .most = 100};
/// Of commands that ask many questions.
inline constexpr ArgSpec kGapOfManyArg{.name = "--gap",
                                       .kind = ArgKind::real,
                                       .help = "proven gap, %, at which a search may end",
                                       .value = "PERCENT",
                                       .otherwise = "1",
                                       .least = 0,
                                       .most = 100};
inline constexpr ArgSpec kSeedArg{.name = "--seed",
                                  .kind = ArgKind::whole,
                                  .help = "of the search; the same seed gives the same answer",
                                  .value = "N",
                                  .otherwise = "1",
                                  .least = 0};
inline constexpr ArgSpec kThreadsArg{.name = "--threads",
                                     .kind = ArgKind::whole,
                                     .help = "1 or 2; the answer is the same",
                                     .value = "N",
                                     .otherwise = "2",
                                     .least = 1,
                                     .most = 2};
inline constexpr ArgSpec kTimeLimitArg{.name = "--time-limit",
                                       .kind = ArgKind::real,
                                       .help = "seconds after which the best so far is the answer",
                                       .value = "SECONDS",
                                       .otherwise = "120",
                                       .least = 0.1,
                                       .most = 1e6};
inline constexpr ArgSpec kPolicyArg{
    .name = "--policy",
    .help =
        "an alternative of the case, by whose own limits it is asked; gains are measured by the "
        "best of the case",
    .value = "NAME"};
inline constexpr ArgSpec kQuietArg{
    .name = "--quiet", .kind = ArgKind::flag, .help = "no progress on stderr"};

inline constexpr ArgSpec kSaveArg{.name = "--save",
                                  .help = "also write the roadmap as a file that assess reads",
                                  .value = "FILE",
                                  .writes = true};

/// From those of the above that the command has; progress goes to stderr as lines, unless --quiet
/// or no --time-limit is given. Where --deviation is no word that is
/// known: says so and returns nothing; the command then returns kBadInput.
[[nodiscard]] std::optional<plan::Options> search_options(const Args& args, const Streams& io);

/// Writes the roadmap where --save says, if it does, and suggests to assess it. Where it cannot be
/// written, says so. @param name  of the case, as the user may write it
/// @return  what the command returns
[[nodiscard]] int hand_over(const Args& args, const Streams& io, const model::Case& of,
                            const std::string& name, const model::Roadmap& roadmap);

}  // namespace tandem::cli
