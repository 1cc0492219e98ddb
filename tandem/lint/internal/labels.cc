#include <fmt/format.h>

#include "tandem/base/width.h"
#include "tandem/lint/internal/context.h"

/// Names and lists in messages.
namespace tandem::lint {

using model::ActorId;
using model::Obligation;

Finding finding(const Rule& rule, const Context& c, std::vector<std::size_t> obligations) {
  Finding made;
  made.rule = &rule;
  made.level = rule.level;
  made.at = obligations.empty() ? c.of.data().at : c.at(obligations.front()).at;
  for (const std::size_t o : obligations) made.obligations.emplace_back(o);
  return made;
}

std::string ids(const Context& c, std::span<const std::size_t> obligations) {
  constexpr std::size_t kMost = 6;
  std::string words;
  const std::size_t shown = obligations.size() > kMost + 1 ? kMost : obligations.size();
  for (std::size_t k = 0; k < shown; ++k) {
    if (k > 0) words += k + 1 == obligations.size() ? " and " : ", ";
    words += c.at(obligations[k]).id;
  }
  if (shown < obligations.size()) words += fmt::format(" and {} more", obligations.size() - shown);
  return words;
}

std::string short_title(const Obligation& o) { return shortened(o.title, 60); }

std::string label(const Context& c, std::size_t o) {
  return fmt::format("{} ({})", c.at(o).id, short_title(c.at(o)));
}

std::string names(const Context& c, std::span<const ActorId> actors) {
  constexpr std::size_t kMost = 3;
  if (actors.empty()) return "nobody";
  std::string words;
  const std::size_t shown = actors.size() > kMost ? kMost - 1 : actors.size();
  for (std::size_t k = 0; k < shown; ++k) {
    if (k > 0) words += k + 1 == actors.size() ? " and " : ", ";
    words += c.of.actor(actors[k]).name;
  }
  if (shown < actors.size()) words += fmt::format(" and {} others", actors.size() - shown);
  return words;
}

std::string actors(const Context& c, std::size_t o) { return names(c, c.at(o).actors); }

std::string_view is_are(std::size_t count) { return count == 1 ? "is" : "are"; }

}  // namespace tandem::lint
