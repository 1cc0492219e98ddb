#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/lint/internal/context.h"

/// Lines of the agreement file that would mend a finding.
namespace tandem::lint {

using Keys = std::vector<std::pair<std::string_view, std::string>>;

/// "A1:", then a line for each key; values are written as given, one that begins with a new
/// line below its key.
[[nodiscard]] std::string paste_lines(std::string_view id, const Keys& keys);
/// `text` as a YAML value: in quotes where it must be.
[[nodiscard]] std::string yaml(std::string_view text);
/// "[a, b]".
[[nodiscard]] std::string yaml_list(const std::vector<std::string>& items);
[[nodiscard]] std::string id_list(const Context& c, std::span<const std::size_t> obligations);
[[nodiscard]] std::string actor_list(const Context& c, std::span<const model::ActorId> actors);
/// The `verification` of an obligation, with what is missing of means, operator, fallback and
/// disclosure filled in.
[[nodiscard]] std::string verification_value(const Context& c, std::size_t o);
/// An id that nothing has: `stem`, or it with a number.
[[nodiscard]] std::string new_id(const Context& c, const std::string& stem);

/// `moment` and `days` more.
[[nodiscard]] model::Moment later(const model::Moment& moment, int days);
/// Lines that let `o` wait for nothing but a day.
[[nodiscard]] std::string break_circle(const Context& c, std::size_t o);
/// The event of an obligation.
[[nodiscard]] model::Moment event_of(const Context& c, std::size_t o, model::Aspect aspect);

}  // namespace tandem::lint
