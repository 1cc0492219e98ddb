#pragma once

#include <functional>
#include <iosfwd>
#include <optional>

#include "apps/cli/command.h"
#include "tandem/stress/stress.h"

/// The arguments of the commands that play histories, read the same way by all of them.
namespace tandem::cli {

inline constexpr ArgSpec kHistorySeedArg{
    .name = "--seed",
    .kind = ArgKind::whole,
    .help = "of the histories; the same seed gives the same ones under every roadmap",
    .value = "N",
    .otherwise = "1",
    .least = 0};
inline constexpr ArgSpec kHistoriesArg{.name = "--histories",
                                       .kind = ArgKind::whole,
                                       .help = "to play, rounded up to whole worlds",
                                       .value = "N",
                                       .otherwise = "20000",
                                       .least = 1,
                                       .most = 1e9};
inline constexpr ArgSpec kPerWorldArg{
    .name = "--per-world",
    .kind = ArgKind::whole,
    .help = "histories that share one value for every uncertain number",
    .value = "N",
    .otherwise = "100",
    .least = 1,
    .most = 1e6};
inline constexpr ArgSpec kModesArg{.name = "--modes",
                                   .kind = ArgKind::flag,
                                   .help = "every number at its likeliest value: draw none"};
inline constexpr ArgSpec kShockArg{
    .name = "--shock",
    .help = "let a crisis of the case come in a month, from 0, whatever its hazard",
    .value = "CRISIS@MONTH",
    .repeats = true};
inline constexpr ArgSpec kWorkersArg{.name = "--threads",
                                     .kind = ArgKind::whole,
                                     .help = "that play; the answer is the same",
                                     .value = "N",
                                     .otherwise = "2",
                                     .least = 1,
                                     .most = 256};

inline constexpr ArgSpec kStressArg{
    .name = "--stress",
    .kind = ArgKind::whole,
    .help =
        "also play this many histories, rounded up to whole worlds of 100, for how long it "
        "lasts; 0: none",
    .value = "N",
    .otherwise = "0",
    .least = 0,
    .most = 1e9};

/// What --stress and --seed ask for; nothing where that is no histories.
[[nodiscard]] std::optional<stress::Options> asked_stress(const Args& args, const Streams& io);

/// Prints how many of `all` histories are done, no more than about twice a second.
[[nodiscard]] std::function<void(std::size_t done)> histories_done(std::ostream& err,
                                                                   std::size_t all);

/// From those of the above that the command has; progress goes to stderr as lines, unless --quiet
/// is given. Where a shock is none: says so and returns nothing; the command then returns
/// kBadInput.
[[nodiscard]] std::optional<stress::Options> stress_options(const Args& args, const Streams& io,
                                                            const model::Case& of);

}  // namespace tandem::cli
