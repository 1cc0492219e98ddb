#include "tandem/interop/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "tandem/base/number.h"
#include "tandem/base/text.h"

namespace tandem::interop {
namespace {

using model::Tlp;

struct Label {
  Tlp tlp;
  std::string_view written;
  std::string_view words;
};

constexpr std::array<Label, 5> kLabels{{{Tlp::clear, "clear", "TLP:CLEAR"},
                                        {Tlp::green, "green", "TLP:GREEN"},
                                        {Tlp::amber, "amber", "TLP:AMBER"},
                                        {Tlp::amber_strict, "amber-strict", "TLP:AMBER+STRICT"},
                                        {Tlp::red, "red", "TLP:RED"}}};

bool is_day(const model::Trigger& trigger) {
  return trigger.first && trigger.first->kind == model::Moment::Kind::date;
}

/// " (14 April 2007)", where there is a day and the words do not say it already.
std::string day_words(const std::optional<model::Day>& day, std::string_view words) {
  if (!day) return "";
  const std::string date = format_date_long(Date{*day});
  return words.find(date) == std::string_view::npos ? " (" + date + ")" : "";
}

/// The day that goes with the words of a trigger before its endings.
std::string main_day(const model::Trigger& trigger, const model::Dates& dates,
                     std::string_view words) {
  if (trigger.timing == model::Timing::start_by) return day_words(dates.start, words);
  if (trigger.timing == model::Timing::every && dates.due && !is_day(trigger))
    return fmt::format(" (first on {})", format_date_long(Date{*dates.due}));
  return day_words(dates.due, words);
}

/// Whether `second` is `first` with the next number at its end.
bool follows(std::string_view first, std::string_view second) {
  const std::size_t digits = first.find_last_not_of("0123456789") + 1;
  if (second.substr(0, digits) != first.substr(0, digits)) return false;
  const auto one = number_of<long>(first.substr(digits));
  const auto two = number_of<long>(second.substr(std::min(digits, second.size())));
  return one && two && *one >= 0 && *two - 1 == *one;
}

/// What comes before the words of a trigger in a sentence.
std::string_view opening(const model::Obligation& obligation) {
  using model::ObligationKind;
  const model::Timing timing = obligation.trigger.timing;
  if (timing == model::Timing::standing || timing == model::Timing::from) return "This applies ";
  if (timing == model::Timing::start_by || timing == model::Timing::span) return "This shall be ";
  if (obligation.kind == ObligationKind::milestone) return "This shall take place ";
  if (obligation.kind == ObligationKind::happening) return "This happened ";
  if (obligation.kind == ObligationKind::rule) return "This applies ";
  return "This shall be done ";
}

}  // namespace

std::string_view tlp_words(Tlp tlp) { return kLabels[static_cast<std::size_t>(tlp)].words; }

std::optional<Tlp> tlp_named(std::string_view word) {
  for (const Label& label : kLabels)
    if (label.written == word) return label.tlp;
  return std::nullopt;
}

std::string_view kind_words(model::ObligationKind kind) {
  static constexpr std::array<std::string_view, 9> kWords{
      "action", "benefit", "milestone",      "verification", "institution",
      "rule",   "dispute", "side agreement", "happening"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::string obligations_counted(std::size_t count) {
  return fmt::format("{} obligation{}", count, count == 1 ? "" : "s");
}

std::string actor_words(const model::Agreement& of, std::span<const model::ActorId> actors) {
  std::vector<std::string> names;
  for (const model::ActorId id : actors) {
    const model::Actor& actor = of.actor(id);
    names.push_back(actor.name.empty() ? actor.id : actor.name);
  }
  return join_words(names);
}

std::string id_words(const model::Agreement& of, std::span<const model::ObligationId> ids) {
  std::vector<std::string> all;
  for (std::size_t k = 0; k < ids.size();) {
    std::size_t end = k + 1;
    while (end < ids.size() && follows(of.obligation(ids[end - 1]).id, of.obligation(ids[end]).id))
      ++end;
    if (end - k < 3) end = k + 1;
    const std::string& first = of.obligation(ids[k]).id;
    all.push_back(end == k + 1 ? first : first + " to " + of.obligation(ids[end - 1]).id);
    k = end;
  }
  return join_words(all);
}

std::string actor_or_words(const model::Agreement& of, std::string_view word) {
  const auto actor = of.find_actor(word);
  return actor ? actor_words(of, std::array{*actor}) : std::string(word);
}

std::string when_words(const model::Agreement& of, const model::Timetable& dates,
                       model::ObligationId id, Tlp up_to) {
  const model::Dates& day = dates.of[id.index()];
  model::Trigger trigger = of.obligation(id).trigger;
  const bool effort = std::exchange(trigger.effort, false);
  const auto effective = std::exchange(trigger.effective, std::nullopt);
  const auto unless = std::exchange(trigger.unless, std::nullopt);
  std::string words = trigger_words(of, trigger, up_to);
  words += main_day(trigger, day, words);
  if (effective) {
    const std::string from = moment_words(of, *effective, up_to);
    words += ", with effect from " + from + day_words(day.effective, from);
  }
  if (unless) words += ", unless " + moment_words(of, *unless, up_to) + " comes first";
  if (effort) words += " (to be sought)";
  return words;
}

std::string when_sentence(const model::Agreement& of, const model::Timetable& dates,
                          model::ObligationId id, Tlp up_to) {
  const model::Obligation& obligation = of.obligation(id);
  if (obligation.kind == model::ObligationKind::happening && obligation.done)
    return fmt::format("This happened on {}.", format_date_long(*obligation.done));
  const std::string words = when_words(of, dates, id, up_to);
  if (obligation.trigger.timing == model::Timing::undated) return "No time is set for this.";
  if (obligation.trigger.timing == model::Timing::after)
    return "This shall be done, though " + words + "; no last day is set.";
  return std::string(opening(obligation)) + words + ".";
}

}  // namespace tandem::interop
