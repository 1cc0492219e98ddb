#include "tandem/report/internal/event_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/text.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Case;
using stress::Event;
using stress::EventKind;

std::string party_of(const Case& of, const Event& event) {
  return short_name(of.parties()[event.party]);
}

std::string quoted(const Case& of, std::size_t measure) {
  return "\"" + of.measures()[measure].title + "\"";
}

std::string step_words(const Case& of, const model::Increment& step) {
  const std::string title = quoted(of, step.measure.index());
  return step.share < 1 ? fmt::format("{} of {}", percent(step.share), title) : title;
}

}  // namespace

std::string event_words(const Case& of, const model::Roadmap& roadmap, const Event& event) {
  switch (event.kind) {
    case EventKind::crisis:
      return "crisis: " + of.dynamics().crises[event.thing].title;
    case EventKind::found:
      return fmt::format("{} was found cheating on {}", party_of(of, event),
                         quoted(of, event.thing));
    case EventKind::alarm:
      return "false alarm over " + quoted(of, event.thing);
    case EventKind::undone:
      return fmt::format("the new government of {} undid {}", party_of(of, event),
                         quoted(of, event.thing));
    case EventKind::defection:
      return fmt::format("{} broke off in {}", party_of(of, event),
                         phase_words(of, static_cast<int>(event.thing)));
    case EventKind::government:
      return fmt::format(
          "{} has another government: {}", party_of(of, event),
          of.dynamics().administration(PartyId(event.party))->governments[event.thing].title);
    case EventKind::cheats:
      return fmt::format("{} begins to cheat on {}", party_of(of, event), quoted(of, event.thing));
    case EventKind::chosen:
      return fmt::format("all carry on in {}", phase_words(of, static_cast<int>(event.thing)));
    case EventKind::started:
      return "started: " + step_words(of, roadmap.increments[event.thing]);
    case EventKind::in_force:
      return "in force: " + step_words(of, roadmap.increments[event.thing]);
    case EventKind::settled:
      return "the dispute is settled";
    case EventKind::suspended:
      return "the process is suspended";
    case EventKind::resumed:
      return "the process resumes";
    case EventKind::collapsed:
      return "the process collapses for good";
    case EventKind::completed:
      return "all that was agreed is in force";
  }
  return {};
}

std::string chain_words(const Case& of, const model::Roadmap& roadmap, const stress::Chain& chain) {
  std::string cause = event_words(of, roadmap, chain.cause);
  const bool said = chain.cause.kind == EventKind::undone;  // names the new government itself
  if (!chain.government || said) return cause;
  return fmt::format("{}; within a year, {}", event_words(of, roadmap, *chain.government), cause);
}

std::string cause_words(const Case& of, const Event& cause) {
  if (cause.kind == EventKind::crisis) return of.dynamics().crises[cause.thing].title;
  if (cause.kind == EventKind::alarm) return {};
  return cause.kind == EventKind::undone ? "the new government of " + party_of(of, cause)
                                         : party_of(of, cause);
}

std::string range_words(const stress::Chance& chance) {
  const Interval range = chance.worlds();
  if (range.low == range.high) return percent(chance.share(), 0);
  return fmt::format("{} ({} to {})", percent(chance.share(), 0), fixed(100 * range.low, 0),
                     fixed(100 * range.high, 0));
}

}  // namespace tandem::report
