#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "apps/cli/command.h"
#include "tandem/base/result.h"

/// `tandem export` of an agreement in the formats of other tools.
namespace tandem::cli {

inline constexpr ArgSpec kCalendarArg{
    .name = "--calendar", .kind = ArgKind::flag, .help = "the dates of an agreement, as iCalendar"};
inline constexpr ArgSpec kDocxArg{.name = "--docx",
                                  .help = "an agreement as a text for Word, into FILE",
                                  .value = "FILE",
                                  .writes = true};
inline constexpr ArgSpec kHtmlArg{
    .name = "--html", .kind = ArgKind::flag, .help = "an agreement as a printable page"};
inline constexpr ArgSpec kDotArg{
    .name = "--dot", .kind = ArgKind::flag, .help = "what waits for what, for Graphviz"};
inline constexpr ArgSpec kVisibleArg{
    .name = "--visible-to",
    .help = "leave out what is above it: clear, green, amber, amber-strict, red",
    .value = "LEVEL",
    .otherwise = "red"};
inline constexpr ArgSpec kAlarmsArg{.name = "--alarms",
                                    .help = "of --calendar: days before each day, or none",
                                    .value = "DAYS",
                                    .otherwise = "30,7"};
inline constexpr ArgSpec kClusterArg{.name = "--cluster",
                                     .help = "of --dot: by phase or by actor",
                                     .value = "BY",
                                     .otherwise = "phase"};

/// The days of "30,7", or of "none"; nothing where one is none, or before the day.
[[nodiscard]] std::optional<std::vector<int>> alarm_days(std::string_view list);

/// Why a table cannot be had with the options of the formats above; nothing where none is given.
/// One that is given its default counts as not given.
[[nodiscard]] std::optional<Error> refuse_format_options(const Args& args);

/// Whether one of the formats above is asked for.
[[nodiscard]] bool asks_for_agreement(const Args& args);

/// Prints or writes it. @param name  of the argument that gives the agreement
[[nodiscard]] int export_agreement(const Args& args, const Streams& io, std::string_view name);

}  // namespace tandem::cli
