#include "tandem/lint/internal/paste.h"

#include <fmt/format.h>

#include <algorithm>

namespace tandem::lint {
namespace {

/// What is written, unless that is nothing.
std::string given_or(const std::string& written, std::string_view otherwise) {
  return yaml(says_none(written) ? otherwise : std::string_view(written));
}

}  // namespace

std::string paste_lines(std::string_view id, const Keys& keys) {
  std::string lines = fmt::format("{}:\n", id);
  for (const auto& [key, value] : keys)
    lines += fmt::format("  {}:{}{}\n", key, value.starts_with('\n') ? "" : " ", value);
  return lines;
}

std::string yaml(std::string_view text) {
  constexpr std::string_view kSpecial = "\"'\\:#{}[],&*!|>%@`\n\t";
  const bool quotes = text.empty() || text.find_first_of(kSpecial) != std::string_view::npos ||
                      text.front() == ' ' || text.back() == ' ' || text.front() == '-' ||
                      text.front() == '?' || (text.front() >= '0' && text.front() <= '9') ||
                      text == "true" || text == "false" || text == "null" || text == "yes" ||
                      text == "no" || text == "on" || text == "off" || text == "~";
  if (!quotes) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c == '\n' || c == '\t' ? ' ' : c;
  }
  return quoted + '"';
}

std::string yaml_list(const std::vector<std::string>& items) {
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string id_list(const Context& c, std::span<const std::size_t> obligations) {
  std::vector<std::string> items;
  for (const std::size_t o : obligations) items.push_back(c.at(o).id);
  return yaml_list(items);
}

std::string actor_list(const Context& c, std::span<const model::ActorId> actors) {
  std::vector<std::string> items;
  for (const model::ActorId a : actors) items.push_back(c.of.actor(a).id);
  return yaml_list(items);
}

std::string verification_value(const Context& c, std::size_t o) {
  const auto& written = c.at(o).verification;
  const model::ObligationVerification v = written ? *written : model::ObligationVerification{};
  Keys keys{{"means", given_or(v.means, "inspection on site against records")},
            {"operator", given_or(v.operated_by, c.third_party())}};
  if (!v.approval.empty()) keys.emplace_back("approval", yaml(v.approval));
  keys.emplace_back("fallback", given_or(v.fallback, "inspectors of a state that both sides name"));
  keys.emplace_back("disclosure", given_or(v.disclosure, "a written report to every party"));
  if (v.takes) keys.emplace_back("takes", model::length_text(*v.takes));
  std::string value;
  for (const auto& [key, text] : keys) value += fmt::format("\n    {}: {}", key, text);
  return value;
}

std::string new_id(const Context& c, const std::string& stem) {
  const auto taken = [&](const std::string& id) {
    return c.of.find_obligation(id) || c.of.find_actor(id) ||
           std::ranges::find(c.of.events(), id, &model::Event::id) != c.of.events().end();
  };
  std::string id = stem;
  for (int n = 2; taken(id); ++n) id = fmt::format("{}-{}", stem, n);
  return id;
}

model::Moment later(const model::Moment& moment, int days) {
  if (moment.kind == model::Moment::Kind::offset && moment.length.count > 0 &&
      moment.length.unit == model::LengthUnit::days) {
    model::Moment moved = moment;
    moved.length.count += days;
    return moved;
  }
  model::Moment moved;
  moved.kind = model::Moment::Kind::offset;
  moved.length = {days, model::LengthUnit::days};
  moved.parts = {moment};
  return moved;
}

std::string break_circle(const Context& c, std::size_t o) {
  constexpr int kFirstStep = 60;  // days
  model::Trigger trigger;
  trigger.timing = model::Timing::by;
  trigger.first = later(c.anchor(), kFirstStep);
  Keys keys{{"trigger", yaml(model::trigger_text(trigger))}};
  if (!c.at(o).waits_for.empty()) keys.emplace_back("waits_for", "[]");
  return paste_lines(c.at(o).id, keys);
}

model::Moment event_of(const Context& c, std::size_t o, model::Aspect aspect) {
  model::Moment moment;
  moment.aspect = aspect;
  moment.events = {{c.at(o).id, {}}};
  return moment;
}

}  // namespace tandem::lint
